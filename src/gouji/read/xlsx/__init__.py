"""Excel workbooks (xlsx) from their XML: exact decimals, shown as the cell's number format shows them."""
