"""One checked document as the desk's page shows it: blocks as HTML, figures, findings and relations, by their ids.

What stands here is rebuilt at any time from the document and the version of the program, so that it is a cache, never a
record. The ids are those in the HTML: ``f12`` a figure, ``k0`` a finding's own place, ``s3`` a section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gouji
from gouji.extract.papers.problems import problems
from gouji.report.html_report.document import DocumentHtml, depths
from gouji.report.html_report.marks import shown_state, target_ids
from gouji.report.json_report import decimal_text, document_json, place_json
from gouji.report.wording import where, where_cited, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Beside, Finding

VIEW_VERSION = 3
"""Goes up when the meaning of what is stored changes."""
Json = dict[str, Any]


def view(checked: Checked) -> Json:
    """Return the document as JSON values.

    Beside what ``gouji check --format json`` says (``document_json``): ``engine``, ``page_sizes`` in points, ``sections``
    (id, depth, title, start), ``blocks`` (start, page, html), ``figure_list`` (id, start, end, text, state, amount, place) and
    ``relations`` (outcome, its word, kind, title, working, figure ids). ``audit_items`` are the problems that an audit report tells or a report
    on rectification names again (``extract.papers.problems``). Each finding has ``targets``, the ids of its figures,
    ``where``, its place in words, and ``beside``, what it was held against in other documents (title, document, start, text, where, line).
    """
    entry = document_json(checked)
    for said, finding in zip(entry["findings"], checked.findings, strict=True):
        said["targets"] = target_ids(checked, _places(finding), "")
        said["where"] = where(checked.document, finding.place)
        said["beside"] = [_cited(other) for other in finding.beside]
    pieces = DocumentHtml(checked, "", "zh").pieces() if checked.extraction else ()
    return {
        **entry,
        "view_version": VIEW_VERSION,
        "engine": gouji.__version__,
        "format": checked.document.format,
        "pages": checked.document.pages,
        "page_sizes": [list(size) for size in checked.document.page_sizes],
        "sections": list(_sections(checked)),
        "blocks": [{"start": start, "page": page, "html": html} for start, page, html in pieces],
        "figure_list": list(_figures(checked)),
        "relations": list(_relations(checked)),
        "audit_items": list(_audit_items(checked)),
    }


def _places(finding: Finding) -> list[Any]:
    return [finding.place, *finding.related]


def _cited(other: Beside) -> Json:
    place = other.place
    return {
        "title": other.title,
        "document": place.document,
        "start": place.start,
        "text": place.text,
        "line": other.line,
        "where": where_cited(place, other.line),
    }


def _sections(checked: Checked) -> Iterator[Json]:
    sections = checked.extraction.sections if checked.extraction else ()
    for index, (section, depth) in enumerate(zip(sections, depths(sections), strict=True)):
        yield {"id": f"s{index}", "depth": depth, "title": " ".join(section.title.split()), "start": section.start}


def _figures(checked: Checked) -> Iterator[Json]:
    if checked.extraction is None:
        return
    for figure, state in zip(checked.extraction.figures, checked.states, strict=True):
        place = place_json(checked.extraction.place(figure.start, figure.end))
        yield {
            "id": figure.id,
            "start": figure.start,
            "end": figure.end,
            "text": figure.text,
            "state": shown_state(figure, state),
            "value": decimal_text(figure.value),
            "unit": figure.unit.name if figure.unit else "",
            "amount": decimal_text(figure.amount),
            "reason": figure.reason,
            "page": place["page"],
            "boxes": place["boxes"],
        }


def _relations(checked: Checked) -> Iterator[Json]:
    for verdict in checked.verdicts:
        claim = verdict.claim
        yield {
            "outcome": str(verdict.outcome),
            "word": word(verdict.outcome),
            "kind": word(claim.kind),
            "title": claim.title or " ".join(checked.document.text[claim.start : claim.end].split()),
            "working": verdict.working or verdict.reason,
            "figures": list(claim.figures),
        }


def _audit_items(checked: Checked) -> Iterator[Json]:
    """Yield the problems, each with the id in the HTML that is nearest to where it stands and its money in 元."""
    extraction = checked.extraction
    if extraction is None:
        return

    def money(number: int) -> Json:
        return {"text": extraction.figures[number].text, "amount": decimal_text(extraction.figures[number].amount)}

    for one in problems(extraction):
        inside = extraction.figures_in(one.start, one.end)
        above = sum(section.start <= one.start for section in extraction.sections) - 1
        yield {
            "headings": list(one.headings),
            "title": one.title,
            "text": "".join(checked.document.text[one.start : one.end].split()),
            "start": one.start,
            "end": one.end,
            "page": checked.document.page(one.start),
            "target": f"f{inside[0].id}" if inside else f"s{max(above, 0)}",
            "amount": None if one.amount is None else money(one.amount),
            "amounts": [money(number) for number in one.amounts],
            "state": one.state,
            "ways": [{"way": way, **money(number)} for way, number in one.ways],
        }
