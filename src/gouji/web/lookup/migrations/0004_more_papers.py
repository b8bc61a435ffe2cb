"""A text is of the kind that its filing has now."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_papers(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    text, filing = apps.get_model("lookup", "Text"), apps.get_model("filings", "Filing")
    kinds = filing.objects.filter(pk=models.OuterRef("filing")).values("kind")[:1]
    text.objects.filter(filing_kind__in=("work_report", "government_budget")).update(filing_kind=models.Subquery(kinds))


class Migration(migrations.Migration):
    dependencies = [
        ("filings", "0003_papers_by_name"),
        ("lookup", "0003_matters_without_unit"),
    ]

    operations = [
        migrations.RunPython(name_papers, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="fact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("budget", "部门预算"),
                    ("final", "部门决算"),
                    ("performance", "绩效报告"),
                    ("government_budget", "政府预算"),
                    ("half_year", "上半年预算执行情况报告"),
                    ("adjustment", "预算调整方案"),
                    ("government_final", "政府决算"),
                    ("audit_report", "审计工作报告"),
                    ("rectification", "审计整改报告"),
                    ("work_report", "其他报告"),
                    ("other", "其他材料"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
        migrations.AlterField(
            model_name="text",
            name="filing_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("budget", "部门预算"),
                    ("final", "部门决算"),
                    ("performance", "绩效报告"),
                    ("government_budget", "政府预算"),
                    ("half_year", "上半年预算执行情况报告"),
                    ("adjustment", "预算调整方案"),
                    ("government_final", "政府决算"),
                    ("audit_report", "审计工作报告"),
                    ("rectification", "审计整改报告"),
                    ("work_report", "其他报告"),
                    ("other", "其他材料"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
    ]
