"""What all pages share: the frame, the home page, tags, tables, exports."""
