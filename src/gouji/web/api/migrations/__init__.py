"""The schema's history of people."""
