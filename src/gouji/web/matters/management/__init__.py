"""Commands of the matters."""
