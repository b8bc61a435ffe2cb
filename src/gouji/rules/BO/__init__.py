"""Bounds (范围): a part may not exceed its whole."""
