"""The desk under load: p95 of every page and reading API address at a full-size district."""
