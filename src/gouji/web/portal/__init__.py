"""What the public may read: filings that were published, checked for secrets and released; nothing else, and no login."""
