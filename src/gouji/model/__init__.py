"""The frozen values that every stage shares; no I/O, no third-party imports, never a float near money."""
