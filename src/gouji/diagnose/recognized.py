"""What rests on text that was seen in a picture: the recognizer may be wrong, so a person is asked, and nobody accused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.model.document import Document
    from gouji.model.finding import Finding
    from gouji.model.place import Place

_WHOLE = "FO"  # the family on what a document lacks: that may stand where the recognizer did not see it


def cautious(finding: Finding, document: Document) -> Finding:
    """Return the finding; as a note that names the pages, where any of what it rests on was recognized."""
    places = (finding.place, *finding.related, *(beside.place for beside in finding.beside))
    seen = [place for place in places if place.recognized]
    if not seen and not (document.recognized and finding.rule.startswith(_WHOLE)):
        return finding
    where = "、".join(dict.fromkeys(_cited(seen, finding.place))) or _pages(document.recognized)
    message = f"{finding.message.removesuffix('。')}（{where}由图片识别得来，请对照原件）。"
    return replace(finding, severity=Severity.NOTE, message=message)


def _cited(seen: Iterable[Place], home: Place) -> Iterable[str]:
    for place in seen:
        other = "" if place.document == home.document else "另一份材料"
        yield f"{other}第{place.page}页"


def _pages(numbers: Iterable[int]) -> str:
    return f"第{'、'.join(map(str, sorted(numbers)))}页"
