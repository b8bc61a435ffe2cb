"""What a mark says, in a document's margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.report.wording import should_be, where_beside, word

if TYPE_CHECKING:
    from gouji.model.finding import Finding

AUTHOR = "Gouji 勾稽"
INITIALS = "勾稽"
_MOST_BESIDE = 8


def note_lines(finding: Finding) -> list[str]:
    """Return severity and rule, the sentence, the working, and the value that would fit (or each of several)."""
    lines = [f"[{word(finding.severity)}] {finding.rule}", finding.message]
    if finding.working:
        lines.append(finding.working)
    lines += [where_beside(other) for other in finding.beside[:_MOST_BESIDE]]
    if finding.expected is not None:
        lines.append(should_be(finding.expected, finding.printed or finding.place.text))
    else:
        lines += [
            f"或者 {repair.place.text} {should_be(repair.value, repair.place.text)}" for repair in finding.repairs
        ]
    return lines
