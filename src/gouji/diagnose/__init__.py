"""Claims to verdicts, verdicts to causes: which figure is wrong and what it should be."""
