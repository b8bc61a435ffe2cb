"""The figures of many units' whole years are found without reading all their facts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lookup", "0004_more_papers"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="fact", name="lookup_fact_unit_topic"),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["unit", "economic", "function", "topic", "year"], name="lookup_fact_unit"),
        ),
    ]
