"""A draft as a Word document in the form of official papers, or in the office's own: its figures are links to their sources."""

from __future__ import annotations

import io
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gouji.web.filings.services.store import read
from gouji.web.matters.letters.official import HEAD, official
from gouji.web.matters.letters.template import fill
from gouji.web.matters.letters.words import Annex, Page, date_of
from gouji.web.matters.models import Template
from gouji.web.matters.services.numbering import office_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from gouji.web.agenda.folder.drafting import Draft, Paragraph
    from gouji.web.agenda.folder.pieces import Piece
    from gouji.web.units.models import Region

KIND = "agenda"
"""Under which kind an office's own forms of drafts are kept among its letters."""
# Characters that no text has (of the private use area) carry links and headings through the letter's machine.
_BEGIN, _MIDDLE, _END, _HEADING = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKED = re.compile(f"{_BEGIN}(\\d+){_MIDDLE}([^{_END}]*){_END}")
_HEAD = ("序号", "数据", "出处", "核对")
_WIDTHS = (6, 34, 50, 8)
_LONGEST = 60


def written(draft: Draft, region: Region, today: dt.date, base: str) -> bytes:
    """Return a draft as a Word document; ``base`` is the desk's own address, without a slash at its end."""
    office = office_of(region)
    sources = draft.sources
    page = Page(
        issuer=office.name,
        number="",
        title=draft.title,
        to=draft.to,
        paragraphs=tuple(_marked(one, sources) for one in draft.paragraphs),
        day=date_of(today),
        annex=Annex("数据来源清单", _HEAD, tuple(_rows(sources)), _WIDTHS) if sources else None,
        words={"title": draft.title, "region": region.name, "office": office.name, "count": str(len(sources))},
    )
    own = Template.objects.filter(office__region=region, kind=KIND, letter=draft.code).first()
    made = fill(read(own.original), page) if own else official(page)
    return _linked(made, [f"{base}{piece.link}" for piece in sources])


def _marked(paragraph: Paragraph, sources: tuple[Piece, ...]) -> str:
    words = "".join(
        f"{_BEGIN}{sources.index(piece)}{_MIDDLE}{piece.words}{_END}" if piece.link else piece.words
        for piece in paragraph.pieces
    )
    return f"{_HEADING}{words}" if paragraph.heading else words


def _rows(sources: tuple[Piece, ...]) -> Iterator[tuple[str, ...]]:
    for number, piece in enumerate(sources):
        words = piece.words if len(piece.words) <= _LONGEST else f"{piece.words[: _LONGEST - 1]}…"
        yield str(number + 1), words, piece.source, f"{_BEGIN}{number}{_MIDDLE}打开{_END}"


def _linked(data: bytes, addresses: list[str]) -> bytes:
    """Turn the marks of a document into links and headings."""
    document = Document(io.BytesIO(data))
    for run in list(document.element.body.iter(qn("w:r"))):
        text = "".join(one.text or "" for one in run.iter(qn("w:t")))
        if text.startswith(_HEADING):
            fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            if fonts is not None:
                fonts.set(qn("w:eastAsia"), HEAD)
            text = text.removeprefix(_HEADING)
            _say(run, text)
        if _BEGIN in text:
            _split(document, run, text, addresses)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _split(document: Any, run: Any, text: str, addresses: list[str]) -> None:  # noqa: ANN401  the library has no types
    """Put runs and links in the place of a marked run, each in its look."""
    made, at = [], 0
    for found in _MARKED.finditer(text):
        if found.start() > at:
            made.append(_like(run, text[at : found.start()]))
        link = OxmlElement("w:hyperlink")
        address = addresses[int(found[1])]
        link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        inner = _like(run, found[2])
        line = OxmlElement("w:u")
        line.set(qn("w:val"), "dotted")
        inner.get_or_add_rPr().append(line)
        link.append(inner)
        made.append(link)
        at = found.end()
    if at < len(text):
        made.append(_like(run, text[at:]))
    for one in made:
        run.addprevious(one)
    run.getparent().remove(run)


def _like(run: Any, words: str) -> Any:  # noqa: ANN401
    """Return a run of the same look with other words."""
    made = deepcopy(run)
    _say(made, words)
    return made


def _say(run: Any, words: str) -> None:  # noqa: ANN401
    first, *rest = run.findall(qn("w:t"))
    first.text = words
    for one in rest:
        run.remove(one)
