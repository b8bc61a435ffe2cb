"""What changes the year: meetings, receipts, terms; each under a right and with an event in the chain."""
