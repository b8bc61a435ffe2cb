"""The schema's history of the frame."""
