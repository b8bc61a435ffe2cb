"""What somebody must answer by a date, and every step until it is closed."""
