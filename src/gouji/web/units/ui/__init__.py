"""The steward's pages about regions and units."""
