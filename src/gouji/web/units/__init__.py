"""Whom the desk is about: regions, departments, subordinate units and their history."""
