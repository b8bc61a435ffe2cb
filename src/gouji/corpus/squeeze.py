"""A document's text without white space and differences of width, so that what a person typed off a page is found in it."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.document import Document

Span = tuple[int, int]
_SAME = str.maketrans("“”„‟＂‘’‚‛", '"""""\'\'\'\'')
# The least text around a token by which it is found when the whole locator is not.
_CONTEXT = 4


def squeeze(text: str) -> str:
    """Return a text as it is compared: no white space, one width, one form of quotation marks."""
    return "".join(map(_folded, text))


class Squeezed:
    """A document to look up locators in; spans are offsets into ``Document.text``."""

    def __init__(self, document: Document) -> None:
        self._document = document
        pieces = [(folded, at) for at, sign in enumerate(document.text) if (folded := _folded(sign))]
        self.text = "".join(folded for folded, _ in pieces)
        self._offsets = [at for folded, at in pieces for _ in folded]

    def find(self, near: str, page: int | None = None) -> list[Span]:
        """Return where a locator stands: on the page given if it stands there at all, else anywhere."""
        wanted = squeeze(near)
        found = [self._span(at, at + len(wanted)) for at in _occurrences(self.text, wanted)] if wanted else []
        return [span for span in found if page in self._pages(span)] or found

    def locate(self, near: str, at: str, page: int | None = None) -> tuple[Span, Span] | None:
        """Return the spans of a locator and of the token in it; None where it is not in the text.

        Where the whole locator is not found (the reader keeps two columns apart that a person read as one line), ever
        less of it around the token is tried, as long as what is left stands once on the page.
        """
        for part in _shrunk(squeeze(near), squeeze(at)):
            found = self.find(part, page)
            if found and (part == squeeze(near) or len(found) == 1):
                return found[0], self._token(found[0], squeeze(at))
        return None

    def _token(self, near: Span, at: str) -> Span:
        """Return the token inside a locator's span: where it stands as a numeral of its own, if anywhere."""
        begin = self._index[near[0]]
        inside = self.text[begin : self._index[near[1] - 1] + 1]
        start = _whole(inside, at)
        return self._span(begin + start, begin + start + len(at))

    def _span(self, start: int, end: int) -> Span:
        return self._offsets[start], self._offsets[end - 1] + 1

    def _pages(self, span: Span) -> set[int | None]:
        return {self._document.page(span[0]), self._document.page(span[1] - 1)}

    @cached_property
    def _index(self) -> dict[int, int]:
        return {offset: at for at, offset in reversed(list(enumerate(self._offsets)))}


def _folded(sign: str) -> str:
    return "".join(unicodedata.normalize("NFKC", sign).translate(_SAME).split())


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _whole(text: str, token: str) -> int:
    """Return where a token stands in a text; a numeral not inside a longer one, if it can be had."""
    before = r"(?<![\d.,])" if token[:1].isdigit() else ""
    after = r"(?![\d]|[.,]\d)" if token[-1:].isdigit() else ""
    found = re.search(before + re.escape(token) + after, text)
    return found.start() if found else max(text.find(token), 0)


def _shrunk(near: str, at: str) -> Iterator[str]:
    """Yield a locator, then ever shorter pieces of it that still hold the token with some text around it."""
    yield near
    start = _whole(near, at)
    before, after = start, len(near) - start - len(at)
    while before + after > _CONTEXT:
        before, after = (before - 1, after) if before >= after else (before, after - 1)
        yield near[start - before : start + len(at) + after]
