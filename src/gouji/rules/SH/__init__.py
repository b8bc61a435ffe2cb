"""Shares (占比): a part against its whole."""
