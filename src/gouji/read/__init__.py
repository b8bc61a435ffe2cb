"""Bytes to Document: one reader a format behind one Protocol. Nothing here knows what a budget is.

A reader never raises on bad input: it returns a Document with ``status`` FAILED or PARTIAL and one clear sentence in
``problems``. What it sees but does not trust it marks as a ``Doubt``.
"""
