from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("execution", "0003_failed_pulls"),
    ]

    operations = [
        migrations.AlterField(
            model_name="thresholdsetting",
            name="nature",
            field=models.CharField(
                blank=True,
                choices=[
                    ("administrative", "行政单位"),
                    ("civil_service", "参公事业单位"),
                    ("institution", "事业单位"),
                    ("other", "其他"),
                    ("government", "一级政府"),
                ],
                default="",
                max_length=20,
                verbose_name="单位性质",
            ),
        ),
    ]
