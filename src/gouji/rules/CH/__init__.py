"""Change (增减): amount, rate and direction against the values compared."""
