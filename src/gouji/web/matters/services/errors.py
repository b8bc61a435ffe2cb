"""What can stand in the way of a wish; each message is a sentence for the person, with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.web.core.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class MatterError(Refused):
    """What was asked cannot be done; ``str()`` is the sentence to show, ``code`` is for programs."""

    name = "matter"

    def __init__(self, message: StrOrPromise) -> None:
        """Say it under the class's own code."""
        super().__init__(self.name, message)


class NotAllowedError(MatterError):
    """This person may not do this here."""

    name = "matter.not_allowed"


class NotNowError(MatterError):
    """The state of the thing does not allow it."""

    name = "matter.not_now"


class MissingError(MatterError):
    """Something that the move needs was not given."""

    name = "matter.missing"


class StaleError(MatterError):
    """Somebody else was faster; the page must be read again."""

    name = "matter.stale"
