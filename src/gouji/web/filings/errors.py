"""What a service says when it does not do what was asked."""

from __future__ import annotations


class RefusedError(Exception):
    """The rules of the work forbid it; the text is one sentence for the person, with what to do."""


class DamagedError(Exception):
    """The stored bytes of an original are not those of its hash."""
