"""The rules of this app's work; no request is seen here."""
