"""Commands of ``python -m gouji.web``."""
