"""Letters (核实函、督办单、交办通知、答复函): made from a matter when a move sends them, kept as an original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.web.filings.services.store import keep, read
from gouji.web.matters.letters.official import official
from gouji.web.matters.letters.template import fill
from gouji.web.matters.letters.words import page_of
from gouji.web.matters.models import Attachment, Template

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.models import Matter, Move


def draft(matter: Matter, letter: str, today: dt.date, *, number: str = "", reason: str = "") -> bytes:
    """Return the letter as a Word document, in the office's own form where it has one; without ``number`` it is a draft."""
    page = page_of(matter, matter.the_kind.letters[letter], number=number, today=today, reason=reason)
    own = Template.objects.filter(office__region=matter.region, kind=matter.kind, letter=letter).first()
    return fill(read(own.original), page) if own else official(page)


def file_name_of(matter: Matter, letter: str, number: str) -> str:
    """Return what the file is called when it is kept or downloaded."""
    words = f"{matter.the_kind.letters[letter].name} {number or '（草稿）'} {matter.title}"
    return f"{words[:120]}.docx".replace("/", "／")


def issue(matter: Matter, move: Move, letter: str, number: str, today: dt.date) -> Attachment:
    """Make the letter that goes out with a move and keep it with the matter."""
    name = file_name_of(matter, letter, number)
    original = keep([draft(matter, letter, today, number=number, reason=move.reason)], name)
    return Attachment.objects.create(
        matter=matter, move=move, original=original, file_name=name, letter=letter, added_by=move.actor
    )
