"""Statements and table cells to subjects (口径): what each figure is about, axis by axis.

The nearest words decide: the label itself, then the statements (or header) above it, then the titles of its sections. A word
that the vocabulary does not know makes the topic UNKNOWN, which never makes a claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.extract.funds import OF_YEAR
from gouji.extract.labels import Explained, explain
from gouji.extract.names import own_label
from gouji.extract.prose.words import SECTION_TITLE
from gouji.model.figure import Dimension, Figure, Nature
from gouji.model.subject import ALL, UNKNOWN, Quantity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gouji.extract.extraction import Extraction, Part, Statement
    from gouji.extract.index import Node

_WHOLE_TOPICS = ("三公", "采购", "机关运行经费", "会议费", "培训费")
_SCOPE = re.compile(r"本级|机关本部|下属|所属|局机关|二级(?:预算)?单位")
_BASIS = {"budget": "预算", "final": "决算"}
_DEFINED_FUNDS = {"三公": "财政拨款", "机关运行经费": "一般公共"}
_THIRD_PARTS = frozenset(("机动", "上缴上级", "经营", "对附属"))  # beside 基本 and 项目, neither of them
_GRAND = re.compile(r"总计|总收入|总支出|总预算")
_WITH_CARRY = "总计"  # what came in and what went out with the money carried over: the two sides are equal
_BARE = re.compile(r"^(?:总?共|共计|合计|累计|实际)*(?:支出|收入)$")
_CODE_LENGTHS = (3, 5, 7)
_STATED = frozenset(("funds", "function", "economic", "nature", "topic", "flow"))
_STATED_BY_TITLES = _STATED - {"topic"}


def subjects(extraction: Extraction, cells: Mapping[int, Subject]) -> tuple[Subject | None, ...]:
    """Return the subject of each figure that states a value: those of table cells as given, those of prose read here."""
    found: list[Subject | None] = [cells.get(figure.id) for figure in extraction.figures]
    grand: list[int] = []
    for node in extraction.index.nodes:
        statement = node.statement
        if statement.value is None or statement.aside:
            continue
        subject = named = subject_of_node(extraction, node)
        if statement.budget is not None or statement.adjusted is not None:
            # 支出预算为…，支出决算为…: the label speaks of the budget, the value is the account
            default = _BASIS.get(extraction.part(statement.start).kind, UNKNOWN)
            subject = named._replace(basis=default if "预算" in named.basis else named.basis)
        for number in (statement.value, *statement.restated):
            found[number] = subject
        if _GRAND.search(statement.label):
            grand.append(statement.value)
        if statement.prior is not None:
            found[statement.prior] = subject._replace(period=before(subject.period), basis=UNKNOWN)
        if statement.budget is not None:
            found[statement.budget] = subject._replace(basis="年初预算" if named.basis == "年初预算" else "预算")
    return tuple(_with_grand_totals(extraction, found, grand))


def _with_grand_totals(
    extraction: Extraction, found: list[Subject | None], grand: Sequence[int]
) -> list[Subject | None]:
    """Set 总计 apart where money carried over makes it differ from 合计; elsewhere they are one."""
    amounts: dict[Subject, set[object]] = defaultdict(set)
    for number, subject in enumerate(found):
        if subject is not None:
            amounts[subject].add(extraction.figures[number].amount)
    for number in grand:
        subject = found[number]
        if subject is not None and len(amounts[subject]) > 1:
            found[number] = subject._replace(flow=_WITH_CARRY)
    return found


def quantities(found: Sequence[Subject | None]) -> tuple[Quantity, ...]:
    """Return the subjects with their mentions, in the order of first mention."""
    mentions: dict[Subject, list[int]] = defaultdict(list)
    for number, subject in enumerate(found):
        if subject is not None:
            mentions[subject].append(number)
    return tuple(Quantity(subject, tuple(numbers)) for subject, numbers in mentions.items())


def subject_of_node(extraction: Extraction, node: Node) -> Subject:
    """Return what a statement is about, by its own label, the statements above it and the titles of its sections."""
    statement = node.statement
    part = extraction.part(statement.start)
    above = [_above(other, part) for other in reversed(node.above) if other.label]
    titles = [explain(section.title) for section in reversed(extraction.section_path(statement.start))]
    figure = extraction.figures[statement.value] if statement.value is not None else None
    label = own_label(extraction.document.text[statement.label_start : statement.label_end], part)
    period, basis = _told_above(node)
    subject = subject_of(explain(label), above, titles, part, figure, statement.period or period, label)
    return subject._replace(basis=basis) if basis and "basis" not in explain(label).axes else subject


def _told_above(node: Node) -> tuple[str, str]:
    """Return the year and the basis of the whole that a statement divides (2021年支出预算500万元，其中：), "" where untold.

    Where a whole tells its budget and its account (支出预算为…，支出决算为…), its label speaks of the one, its parts of the other.
    """
    whole = node.parent
    if whole is None or node.statement.aside:
        return "", ""
    both = whole.budget is not None or whole.adjusted is not None
    return whole.period, "" if both else explain(whole.label).axes.get("basis", "")


def _above(statement: Statement, part: Part) -> Explained:
    """Return what a statement above says; a mere section title (主要内容如下) leaves nothing unexplained."""
    found = explain(own_label(statement.label, part))
    return Explained(found.axes) if statement.value is None and SECTION_TITLE.search(statement.label) else found


def subject_of(
    own: Explained,
    above: Sequence[Explained],
    titles: Sequence[Explained],
    part: Part,
    figure: Figure | None,
    period: str,
    label: str,
) -> Subject:
    """Return the subject that a label in its surroundings names; its measure is the figure's, UNKNOWN without one."""
    axes = _merged(own, above, titles)
    unknown = (
        not own.axes or _BARE.match(label) is not None or bool(own.residue) or any(other.residue for other in above)
    )
    nature = axes.get("nature", ALL)
    topic = UNKNOWN if unknown else axes.get("topic", nature if nature in _THIRD_PARTS else ALL)
    whole = topic.split(".")[0] in _WHOLE_TOPICS
    return Subject(
        scope=UNKNOWN if _SCOPE.search(label) or part.kind not in _BASIS else ALL,
        period=_period(period or own.axes.get("period", ""), part.year),
        basis=_basis(own, part.kind),
        flow=axes.get("flow") or _flow(axes),
        funds=_funds_of_topic(topic, axes, own, above) if whole else axes.get("funds", "全部"),
        function=_function(axes.get("function", ""), [own, *above]),
        economic=_economic(axes.get("economic", "")),
        nature=ALL if nature in _THIRD_PARTS else nature,
        topic=topic,
        measure=_measure(figure),
    )


def _flow(axes: Mapping[str, str]) -> str:
    """Return the side that goes without saying: what is divided by anything but funds is spent, and so is 当年拨款."""
    spent = _STATED & axes.keys() - {"funds"} or axes.get("funds", "").endswith(OF_YEAR)
    return "支出" if spent else UNKNOWN


def _funds_of_topic(topic: str, axes: Mapping[str, str], own: Explained, above: Sequence[Explained]) -> str:
    """Return the funds of 三公, 采购 and the like: what is said of them, else what their definition says."""
    for words, funds in _DEFINED_FUNDS.items():
        if topic.startswith(words):
            return axes.get("funds", funds)
    return next((level.axes["funds"] for level in (own, *above) if "funds" in level.axes), "全部")


def _merged(own: Explained, above: Iterable[Explained], titles: Iterable[Explained]) -> dict[str, str]:
    axes = {axis: value for axis, value in own.axes.items() if axis in _STATED}
    for level, inherited in ((above, _STATED), (titles, _STATED_BY_TITLES)):
        for other in level:
            if other.axes.keys() <= axes.keys():
                continue
            # What one level says belongs together: none of it shadows the rest.
            axes |= {
                axis: value
                for axis, value in other.axes.items()
                if axis in inherited and axis not in axes and not _shadowed(axis, value, axes)
            }
    return axes


def _shadowed(axis: str, value: str, axes: Mapping[str, str]) -> bool:
    """Whether an axis is not inherited: what is spent does not take 收支 from a title, nor a topic the nature."""
    if axis == "flow" and value == "收支":
        return bool(axes.keys() & {"function", "economic", "nature", "topic"})
    return axis == "nature" and "topic" in axes


def _basis(own: Explained, kind: str) -> str:
    default = _BASIS.get(kind, UNKNOWN)
    basis = own.axes.get("basis", default)
    return default if basis == "执行" and kind == "final" else basis


def _period(spoken: str, year: int | None) -> str:
    if spoken[:4].isdigit():
        return spoken[:4]
    if year is None:
        return UNKNOWN
    return str(year - 1) if spoken else str(year)


def before(period: str) -> str:
    """Return the year before, UNKNOWN for what is no year."""
    return str(int(period) - 1) if period.isdigit() else UNKNOWN


def _measure(figure: Figure | None) -> str:
    if figure is None or figure.nature is not Nature.QUANTITY or figure.unit is None:
        return UNKNOWN
    if figure.unit.dimension is Dimension.MONEY:
        return "amount"
    if figure.unit.dimension is Dimension.COUNT:
        return f"count:{figure.unit.name}"
    return UNKNOWN


def _function(path: str, levels: Sequence[Explained]) -> str:
    """Return the code of a path of names (or a printed code), ALL where none is named, UNKNOWN where none is sure."""
    if not path:
        return ALL
    if path.isdigit():
        return path
    names = path.split("/")
    for level in levels[1:]:
        outer = level.axes.get("function", "")
        if outer and not outer.isdigit() and outer != path and outer.split("/")[-1] not in names:
            names = [*outer.split("/"), *names]
    return code_of(tuple(names)) or UNKNOWN


def _economic(name: str) -> str:
    """Return the code of an economic 科目, ALL where none is named, UNKNOWN where the name fits several or none."""
    if not name:
        return ALL
    if name.isdigit():
        return name
    codes = {item.code for item in classification.lookup_name(name) if not _fits(item)}
    return codes.pop() if len(codes) == 1 else UNKNOWN


def code_of(names: tuple[str, ...]) -> str:
    """Return the one code whose name is the last of ``names`` and whose ancestors bear the others, "" if not one."""
    candidates = {
        item.code for name in _spellings(names[-1]) for item in classification.lookup_name(name) if _fits(item)
    }
    for outer in reversed(names[:-1]):
        parents = {item.code for name in _spellings(outer) for item in classification.lookup_name(name) if _fits(item)}
        narrowed = {
            code for code in candidates if any(code.startswith(parent) and code != parent for parent in parents)
        }
        candidates = narrowed or candidates
    level = len(names)
    if len(candidates) > 1 and level > 1:
        candidates = {code for code in candidates if len(code) == _CODE_LENGTHS[min(level, 3) - 1]} or candidates
    if len(candidates) > 1 and level == 1:
        candidates = {code for code in candidates if len(code) == _CODE_LENGTHS[0]} or candidates
    return candidates.pop() if len(candidates) == 1 else ""


def _fits(item: classification.Item) -> bool:
    return item.system == classification.FUNCTIONAL


def _spellings(name: str) -> tuple[str, ...]:
    """Return a name as printed, and with or without the 支出 that documents add and drop freely."""
    return (name, f"{name}支出") if not name.endswith("支出") else (name, name.removesuffix("支出"))
