"""Finding things: full text, the ledger (台账) of all filings as facts, units and years side by side."""
