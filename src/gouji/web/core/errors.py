"""What a service says when it will not do what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(Exception):  # noqa: N818  it is an answer, not a fault
    """The rules of the work forbid this now; ``code`` is for programs, ``message`` one sentence for people with what to do."""

    def __init__(self, code: str, message: StrOrPromise) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
