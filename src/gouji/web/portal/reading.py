"""A document as the public reads it: headings, paragraphs and tables of the desk's view, without colours, marks and findings."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TAGS = frozenset(("table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6", "p"))
_SPANS = ("rowspan", "colspan")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: an anchor (``at`` and its offset in the text), its HTML, whether it is a table (which scrolls by itself)."""

    anchor: str
    html: SafeString
    is_table: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents."""

    anchor: str
    words: str
    depth: int


def blocks_of(view: Mapping[str, Any]) -> Iterator[Block]:
    """Yield a view's blocks; what is only marks of a heading is left out."""
    for block in view["blocks"]:
        html = plain_html(block["html"])
        if html.strip("# \n") and html.replace("<p>", "").replace("</p>", "").strip("# \n"):
            yield Block(f"at{block['start']}", html, is_table="<table>" in html)


def headings_of(view: Mapping[str, Any]) -> list[Heading]:
    """Return the contents, linked to the blocks."""
    return [Heading(f"at{one['start']}", one["title"], one["depth"] + 1) for one in view["sections"]]


def plain_html(html: str) -> SafeString:
    """Return HTML of a few known tags, built anew from their names: nothing of what came in is taken over but escaped text."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return mark_safe("".join(cleaner.made))  # noqa: S308  built by _Cleaner from known tags and escaped text


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[str] = []
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            return
        self._in_head = tag == "thead" or (self._in_head and tag != "tbody")
        kept = "".join(
            f' {name}="{int(value)}"' for name, value in attrs if name in _SPANS and value and value.isdigit()
        )
        scope = (' scope="col"' if self._in_head else ' scope="row"') if tag == "th" else ""
        self.made.append(f"<{tag}{scope}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _TAGS:
            self.made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.made.append(escape(data))
