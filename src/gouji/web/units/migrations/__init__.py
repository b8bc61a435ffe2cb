"""The schema's history of units."""
