"""Rules of the form (格式): parts, annexes, numbering, notes under tables."""
