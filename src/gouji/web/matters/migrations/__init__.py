"""The schema's history of matters."""
