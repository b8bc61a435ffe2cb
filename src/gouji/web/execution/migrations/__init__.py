"""The schema's history of execution."""
