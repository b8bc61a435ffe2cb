"""A finding as a note in the margin, and as a footnote in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.report.html_report.marks import clean, target_ids
from gouji.report.wording import Lang, around, choose, where, where_beside, with_unit, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding

_MOST_LINKS = 24


def note(checked: Checked, index: int, prefix: str, lang: Lang) -> str:
    """Return the margin note of the finding with this index."""
    finding = checked.findings[index]
    targets = " ".join(target_ids(checked, finding.related, prefix))
    attributes = f'class="remark {finding.severity}" id="{prefix}n{index}" data-rule="{clean(finding.rule)}"'
    return (
        f'<aside {attributes} data-at="{prefix}k{index}" data-to="{targets}" tabindex="0">'
        f"{_head(checked, index, lang)}{_body(checked, finding, lang)}{_related(checked, finding, prefix, lang)}</aside>"
    )


def footnotes(checked: Checked, indices: list[int], lang: Lang) -> str:
    """Return the findings of a section as a list that only print shows."""
    if not indices:
        return ""
    items = (
        f'<li value="{index + 1}" class="{checked.findings[index].severity}">'
        f"{_label(checked, checked.findings[index], lang)}{_body(checked, checked.findings[index], lang)}</li>"
        for index in indices
    )
    return f'<ol class="foot">{"".join(items)}</ol>'


def _head(checked: Checked, index: int, lang: Lang) -> str:
    return f'<p class="head"><b class="num">{index + 1}</b>{_label(checked, checked.findings[index], lang)}</p>'


def _label(checked: Checked, finding: Finding, lang: Lang) -> str:
    return (
        f'<b class="sev">{word(finding.severity, lang)}</b> <span class="code">{clean(finding.rule)}</span> '
        f'<span class="where">{clean(where(checked.document, finding.place, lang))}</span>'
    )


def _body(checked: Checked, finding: Finding, lang: Lang) -> str:
    pieces = [f'<p class="msg">{clean(finding.message)}</p>', *_fix(checked, finding, lang)]
    if finding.working:
        pieces.append(f'<p class="work">{clean(finding.working)}</p>')
    if finding.difference is not None:
        pieces.append(f'<p class="diff">{_difference(finding, lang)}</p>')
    pieces += [f'<p class="work">{clean(where_beside(other, lang))}</p>' for other in finding.beside[:_MOST_LINKS]]
    pieces.append(_claims(checked, finding, lang))
    return "".join(pieces)


def _fix(checked: Checked, finding: Finding, lang: Lang) -> Iterator[str]:
    """Yield what is printed and what it should read; where several repairs remain, each of them."""
    printed = finding.printed or finding.place.text
    if finding.expected is not None:
        expected = clean(with_unit(finding.expected, printed))
        said = word("expected" if expected else "to_delete", lang)
        struck = f"<s>{clean(printed or around(checked.document, finding.place))}</s> "
        yield f'<p class="fix">{struck}<span class="to">{said}</span> <b>{expected}</b></p>'
        return
    for repair in finding.repairs:
        value = clean(repair.value + repair.unit)
        yield (
            f'<p class="fix or"><span class="to">{choose(("或者", "either"), lang)}</span> '
            f'<s>{clean(repair.place.text)}</s> <span class="to">{word("expected", lang)}</span> <b>{value}</b></p>'
        )


def _difference(finding: Finding, lang: Lang) -> str:
    words = f"{word('difference', lang)} {clean(finding.difference or '')}"
    return words if finding.rounding is None else f"{words} · {word('slack', lang)} {clean(finding.rounding)}"


def _claims(checked: Checked, finding: Finding, lang: Lang) -> str:
    if len(finding.verdicts) < 2:  # noqa: PLR2004  a single relation is already said by the working
        return ""
    items = []
    for verdict in finding.verdicts:
        claim = verdict.claim
        title = claim.title or " ".join(checked.document.text[claim.start : claim.end].split())
        kind = f"{word(claim.kind, lang)} · {word(claim.source, lang)}"
        items.append(
            f'<li><span class="kind">{kind}</span> {clean(title)} <span class="calc">{clean(verdict.working)}</span></li>'
        )
    return f'<ul class="claims">{"".join(items)}</ul>'


def _related(checked: Checked, finding: Finding, prefix: str, lang: Lang) -> str:
    links: list[str] = []
    for place in finding.related[:_MOST_LINKS]:
        targets = target_ids(checked, [place], prefix)
        if targets:
            near = (place.page, place.table) == (finding.place.page, finding.place.table)
            far = "" if near else f"<small>{clean(where(checked.document, place, lang))}</small>"
            links.append(f'<a href="#{targets[0]}">{clean(place.text)}{far}</a>')
    if not links:
        return ""
    label = choose(("涉及", "concerns"), lang)
    more = f" … {len(finding.related)}" if len(finding.related) > _MOST_LINKS else ""
    return f'<p class="rel"><span class="to">{label}</span> {" ".join(links)}{more}</p>'
