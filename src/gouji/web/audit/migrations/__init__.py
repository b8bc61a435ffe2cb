"""The schema's history of audit."""
