"""Tags of the matters."""
