"""What this app raises beside the desk's ``Refused``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.web.core.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RefusedError(Refused):
    """A refusal without a code of its own."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__("refused", message)


class DamagedError(Exception):
    """The stored bytes of an original are not those of its hash."""
