"""The rules of the work with filings: functions that take a person and values, never a request."""
