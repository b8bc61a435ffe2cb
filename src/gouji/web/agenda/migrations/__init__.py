"""The steps of this app's schema."""
