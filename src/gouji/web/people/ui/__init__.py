"""Pages about people and logins."""
