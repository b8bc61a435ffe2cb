"""The schema's history of filings."""
