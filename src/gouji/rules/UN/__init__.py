"""Rules of units and missing figures (单位、缺数)."""
