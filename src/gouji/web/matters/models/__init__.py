"""Matters (事项), their moves, and their children: assignments, items, extensions, votes, attachments, letters."""

from gouji.web.matters.models.lists import Explanation, Item, Told
from gouji.web.matters.models.matter import Matter, Move
from gouji.web.matters.models.papers import Attachment, Office, Reminder, Serial, Template
from gouji.web.matters.models.parties import Assignment, Ballot, Extension, Part, Reply

__all__ = [
    "Assignment",
    "Attachment",
    "Ballot",
    "Explanation",
    "Extension",
    "Item",
    "Matter",
    "Move",
    "Office",
    "Part",
    "Reminder",
    "Reply",
    "Serial",
    "Template",
    "Told",
]
