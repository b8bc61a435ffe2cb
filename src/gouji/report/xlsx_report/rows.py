"""What the workbook says, as plain values: a row a finding, and a line a unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.diagnose.checked import count_states
from gouji.report.wording import around, part_words, where, where_beside, with_unit, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gouji.diagnose.checked import Checked
    from gouji.extract.extraction import Part
    from gouji.model.figure import Figure, State
    from gouji.model.finding import Finding

LIST_HEADS = (
    "序号",
    "单位",
    "材料名称",
    "位置（部分/页/表/行列）",
    "原文",
    "核算过程",
    "参考值",
    "等级",
    "情况说明",
    "责任人",
    "时限",
    "办结情况",
    "规则",
    "指纹",
)
PRINTED = 12
"""The columns that are printed; those behind serve programs and suppressions."""


_MOST_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; what the office fills in itself (情况说明, 责任人, 时限, 办结情况) is empty unless it is known."""

    unit: str
    material: str
    place: str
    printed: str
    working: str
    reference: str
    level: str
    rule: str
    fingerprint: str
    remark: str = ""
    owner: str = ""
    due: date | None = None
    closed: str = ""


@dataclass
class UnitLine:
    """One unit in the summary: its documents, findings by severity, what is set aside, and its figures by state."""

    unit: str
    documents: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)
    account: Counter[str] = field(default_factory=Counter)

    def add(self, other: UnitLine) -> None:
        """Add another line's counts to this one."""
        self.documents += other.documents
        self.findings += other.findings
        self.aside += other.aside
        self.account += other.account


def list_rows(checked: Checked) -> Iterator[Row]:
    """Yield a row for each finding of a document, in order of place."""
    for finding in checked.findings:
        yield Row(
            unit=unit_at(checked, finding),
            material=material(checked),
            place=_place(checked, finding),
            printed=finding.printed or finding.place.text or around(checked.document, finding.place),
            working="\n".join(_working(finding)),
            reference=_reference(finding),
            level=word(finding.severity),
            rule=finding.rule,
            fingerprint=finding.fingerprint,
        )


def unit_lines(checked: Checked) -> list[UnitLine]:
    """Return a line for each unit of a document; what the units share of the document counts where it stands."""
    extraction = checked.extraction
    if extraction is None:
        return [UnitLine(material(checked), documents=1)]
    lines = {name: UnitLine(name, documents=1) for name in (_name(checked, part) for part in extraction.parts)}
    for finding in checked.findings:
        lines[unit_at(checked, finding)].findings[finding.severity] += 1
    for one in checked.set_aside:
        lines[unit_at(checked, one.finding)].aside[one.by] += 1
    by_unit: dict[str, list[tuple[Figure, State]]] = defaultdict(list)
    for figure, state in zip(extraction.figures, checked.states, strict=True):
        by_unit[_name(checked, extraction.part(figure.start))].append((figure, state))
    for name, figures in by_unit.items():
        lines[name].account.update(count_states(figures))
    return list(lines.values())


def material(checked: Checked) -> str:
    """Return the file's name without its folders."""
    return checked.document.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def parts_of(checked: Checked) -> str:
    """Return what a document is: unit, year and kind of its parts."""
    return "；".join(part_words(part) for part in checked.extraction.parts) if checked.extraction else ""


def unit_at(checked: Checked, finding: Finding) -> str:
    """Return the unit that a finding concerns; the file's name where the document names none."""
    if checked.extraction is None:
        return material(checked)
    return _name(checked, checked.extraction.part(finding.place.start))


def _name(checked: Checked, part: Part) -> str:
    return part.unit or material(checked)


def _working(finding: Finding) -> Iterator[str]:
    """Yield the sentence, the working, and what stands in other documents."""
    yield finding.message
    if finding.working:
        yield finding.working
    yield from (where_beside(other) for other in finding.beside[:_MOST_BESIDE])


def _place(checked: Checked, finding: Finding) -> str:
    section = " › ".join(finding.place.section)
    return "\n".join(piece for piece in (section, where(checked.document, finding.place)) if piece)


def _reference(finding: Finding) -> str:
    """Return the value that would fit, as printed; of several repairs each, with where it stands."""
    if finding.expected is not None:
        return with_unit(finding.expected, finding.printed or finding.place.text) or word("to_delete")
    each = (f"{repair.place.text} → {with_unit(repair.value, repair.place.text)}" for repair in finding.repairs)
    return "\n或 ".join(each)
