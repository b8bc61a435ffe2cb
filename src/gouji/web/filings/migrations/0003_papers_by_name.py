"""A report that was filed before the year's papers had kinds of their own gets its kind, where all its files' names say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_NAMED = (
    ("整改", "rectification", "审计整改报告"),
    ("审计工作", "audit_report", "审计工作报告"),
    ("半年", "half_year", "上半年预算执行情况报告"),
    ("调整", "adjustment", "预算调整方案"),
)


def name_papers(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Go by the words that the calendar went by until now; what several files say differently stays as it is."""
    filings = apps.get_model("filings", "Filing").objects
    for filing in filings.filter(kind__in=("work_report", "government_budget")).select_related("unit").order_by("pk"):
        said = {_paper(name) for name in filing.versions.values_list("file_name", flat=True)}
        found = said.pop() if len(said) == 1 else None
        if found is None:
            continue
        kind, label = found
        others = filings.filter(unit=filing.unit_id, kind=kind, year=filing.year).count()
        if others and kind != "adjustment":
            continue
        filing.kind, filing.ordinal = kind, others + 1
        filing.title = f"{filing.unit.name}{filing.year}年{f'第{others + 1}次' if others else ''}{label}"
        filing.save(update_fields=["kind", "ordinal", "title"])


def _paper(name: str) -> tuple[str, str] | None:
    return next(((kind, label) for word, kind, label in _NAMED if word in name), None)


class Migration(migrations.Migration):
    """Data alone; it cannot know the way back."""

    dependencies = [("filings", "0002_more_papers")]
    operations = [migrations.RunPython(name_papers, migrations.RunPython.noop)]
