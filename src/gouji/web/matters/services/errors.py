"""What can stand in the way of a wish; each message is a sentence for the person, with what to do."""

from __future__ import annotations


class MatterError(Exception):
    """What was asked cannot be done; ``str()`` is the sentence to show."""


class NotAllowedError(MatterError):
    """This person may not do this here."""


class NotNowError(MatterError):
    """The state of the thing does not allow it."""


class MissingError(MatterError):
    """Something that the move needs was not given."""


class StaleError(MatterError):
    """Somebody else was faster; the page must be read again."""
