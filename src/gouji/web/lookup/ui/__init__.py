"""The pages: search, ledger explorer, a unit on one page, units side by side."""
