"""Word documents (docx) with zipfile and lxml: text as printed, tracked changes accepted, merged cells kept."""
