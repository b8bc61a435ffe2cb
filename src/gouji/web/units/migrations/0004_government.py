from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def told(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  Django's signature
    """Give the governments their nature: until now they were units that publish no department's budget."""
    units = apps.get_model("units", "Unit").objects.filter(parent=None, publishes=False, name__contains="人民政府")
    units.update(nature="government", publishes=True)


def taken_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  likewise
    """Say it as it was said before."""
    units = apps.get_model("units", "Unit").objects.filter(nature="government")
    units.update(nature="administrative", publishes=False)


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0003_unitlist"),
    ]

    operations = [
        migrations.AlterField(
            model_name="unit",
            name="nature",
            field=models.CharField(
                choices=[
                    ("administrative", "行政单位"),
                    ("civil_service", "参公事业单位"),
                    ("institution", "事业单位"),
                    ("other", "其他"),
                    ("government", "一级政府"),
                ],
                default="administrative",
                max_length=20,
                verbose_name="单位性质",
            ),
        ),
        migrations.RunPython(told, taken_back),
    ]
