"""A folder as one zip: drafts as Word documents, comparisons as workbooks, a printable page a department, and an index of them."""

from __future__ import annotations

import io
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from gouji.web.agenda.folder.drafting import drafts_of
from gouji.web.agenda.folder.paper import written
from gouji.web.agenda.folder.pieces import compare_of
from gouji.web.agenda.steps import OWERS
from gouji.web.core.export import workbook
from gouji.web.filings.models import Kind
from gouji.web.lookup.dossier import dossier_of
from gouji.web.lookup.sidebyside import pairs_side_by_side
from gouji.web.lookup.ui.unit import printed_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from gouji.web.agenda.folder.shape import Focus, Folder, Line
    from gouji.web.units.models import Unit

_CENT = Decimal("0.01")
_COMPARED = ("单位", "数据项", "计量单位", "上年", "本年", "差额", "差额%", "并排对比")
_LEFT = ("单位", "材料", "状态", "等级", "疑点", "原文", "参考值", "核算过程", "位置", "链接")
_WAITING = ("种类", "文号", "标题", "承办单位", "期限", "状态", "链接")
_FORBIDDEN = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")


def name_of(folder: Folder) -> str:
    """Return what the folder is called, fit for a file's name."""
    return _safe(f"会前材料-{folder.meeting.on}-{folder.meeting.name}")


def packed(folder: Folder, today: dt.date, base: str) -> bytes:
    """Return the folder as a zip; ``base`` is the desk's own address, without a slash at its end."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed_in:
        names = []
        for name, data in _files(folder, today, base):
            packed_in.writestr(f"{name_of(folder)}/{name}", data)
            names.append(name)
        context = {"folder": folder, "names": names, "today": today, "owers": OWERS, "base": base}
        index = render_to_string("agenda/pack/index.html", context)
        packed_in.writestr(f"{name_of(folder)}/00-目录.html", index)
    return stream.getvalue()


def _files(folder: Folder, today: dt.date, base: str) -> Iterator[tuple[str, bytes | str]]:
    for number, draft in enumerate(drafts_of(folder, today), 1):
        name = _safe(f"{number:02}-{draft.name}（{draft.year}年，草稿）.docx")
        yield name, written(draft, folder.meeting.region, today, base)
    for focus in folder.focuses:
        name = f"{focus.year}年{Kind(focus.kind).label}与上年对比"
        yield f"{name}.xlsx", workbook(name, _COMPARED, compared(focus, base))
    yield "疑点和问题.xlsx", workbook("疑点和问题", _LEFT, _left(folder, base))
    yield "未办结事项.xlsx", workbook("未办结事项", _WAITING, _waiting(folder, base))
    for unit in dict.fromkeys(line.unit for focus in folder.focuses for line in focus.lines):
        yield f"部门/{_safe(f'{unit.code}-{unit.name}')}.html", dossier_page(unit, folder, today, base)


def compared(focus: Focus, base: str) -> Iterator[list[object]]:
    """Yield every figure of each department beside last year's, by subject: one query for all of them."""
    lines = [line for line in focus.lines if line.now and line.before]
    pairs = [(line.before.pk, line.now.pk) for line in lines if line.before and line.now]
    for line, rows in zip(lines, pairs_side_by_side(pairs, Q()), strict=True):
        for row in rows:
            before, now = row.values
            rate = None if now.rate is None else now.rate.quantize(_CENT, ROUND_HALF_UP)
            yield [
                line.unit.name,
                row.words,
                row.unit,
                before.value,
                now.value,
                now.difference,
                rate,
                f"{base}{compare_of(line)}",
            ]


def dossier_page(unit: Unit, folder: Folder, today: dt.date, base: str) -> str:
    """Return a department's page as a file that opens and prints without the desk."""
    dossier = dossier_of(unit.pk, Q())
    lines: list[Line] = [line for focus in folder.focuses for line in focus.lines if line.unit == unit]
    context = {
        "unit": unit,
        "meeting": folder.meeting,
        "dossier": dossier,
        "lines": printed_lines(dossier),
        "filings": [one for line in lines for one in (line.now, line.before) if one],
        "findings": [one for one in folder.findings if one.filing.unit_id == unit.pk],
        "matters": [one for one in folder.matters if one.unit_id == unit.pk],
        "today": today,
        "base": base,
    }
    return render_to_string("agenda/pack/dossier.html", context)


def _left(folder: Folder, base: str) -> Iterator[list[object]]:
    for one in (*folder.papers, *folder.findings):
        yield [
            one.filing.unit.name,
            one.filing.title,
            one.get_state_display(),
            one.get_severity_display(),
            one.message,
            one.printed,
            one.expected,
            one.working,
            one.where,
            f"{base}{reverse('filing', args=[one.filing_id])}#finding{one.pk}",
        ]


def _waiting(folder: Folder, base: str) -> Iterator[list[object]]:
    for one in folder.matters:
        yield [
            one.the_kind.name,
            one.number,
            one.title,
            one.unit.name if one.unit else "",
            one.due_on,
            one.the_state.label,
            f"{base}{reverse('matter_page', args=[one.pk])}",
        ]


def _safe(name: str) -> str:
    return name.translate(_FORBIDDEN)[:120]
