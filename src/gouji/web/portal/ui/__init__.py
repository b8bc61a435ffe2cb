"""The public's pages, and the desk's page of releases."""
