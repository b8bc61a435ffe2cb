"""How a command ends: its exit codes, and the sentence for what cannot be done."""

from __future__ import annotations

from gouji.model.document import Message

CLEAN, FINDINGS, UNUSABLE, BROKEN_PIPE, INTERRUPTED = 0, 1, 2, 141, 130


class UsageError(Exception):
    """What the user asked for cannot be done; the sentence says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.message = Message(zh, en)
