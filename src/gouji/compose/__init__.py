"""Written documents: a page of pieces that know what they say, and the formats it is printed in.

The writer shares no code with the reader: only ``model`` and ``codes`` are open to it (import-linter holds this), so that
what it prints can judge what the reader finds.
"""
