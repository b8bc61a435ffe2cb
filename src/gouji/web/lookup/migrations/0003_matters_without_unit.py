"""A text of a matter names the matter, and need not have a unit."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gouji.web.lookup import grams_store


def name_matters(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    text, matter = apps.get_model("lookup", "Text"), apps.get_model("matters", "Matter")
    there = set(matter.objects.values_list("pk", flat=True))
    for one in text.objects.filter(kind="matter").only("key"):
        if int(one.key) in there:
            text.objects.filter(pk=one.pk).update(matter_id=int(one.key))


def set_trigger(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite makes the table anew and forgets what hung on it."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS lookup_text_gone")
        editor.execute(next(one for one in grams_store.SQLITE if one.startswith("CREATE TRIGGER")))


class Migration(migrations.Migration):
    dependencies = [("lookup", "0002_grams"), ("matters", "0002_explanation")]
    operations = [
        migrations.AddField(
            "text",
            "matter",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="matters.matter",
                verbose_name="事项",
            ),
        ),
        migrations.AlterField(
            "text",
            "unit",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="units.unit",
                verbose_name="单位",
            ),
        ),
        migrations.RunPython(name_matters, migrations.RunPython.noop),
        migrations.RunPython(set_trigger, set_trigger),
    ]
