"""The schema's history of the programming interface."""
