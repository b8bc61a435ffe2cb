"""Findings to what a person reads: text, JSON, HTML."""
