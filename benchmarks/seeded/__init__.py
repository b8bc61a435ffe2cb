"""Seeded errors: one wrong character in a right document, a thousand times, and what the checker says of it.

``edit`` changes a document as read, ``plant`` makes one error of a type, ``score`` says what a checker made of it, ``peers`` are
simple checkers to compare with, ``sources`` are the documents. Nothing here looks at what the checker knows of a figure.
"""
