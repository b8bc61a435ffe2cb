"""Execution data at the size of a province: loading, asking and recomputing, as ratios to DuckDB and in milliseconds."""
