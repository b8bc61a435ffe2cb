"""Backup and restore: one file that holds all tables, all originals and the proof that both are whole.

The file is a zip: ``manifest.json``, ``tables/<app>.<model>.jsonl`` (one row a line, in the words of the models, so that a backup
of SQLite is restored on PostgreSQL and the other way round) and ``files/…`` as they lie in the data folder. What is rebuilt at any
time (derived files, recognized pages, sessions) is not in it.
"""
