from django.db import migrations

from gouji.web.audit import triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_initial")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
