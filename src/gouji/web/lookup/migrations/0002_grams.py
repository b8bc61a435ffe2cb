"""The index of words: a table of each database's own kind."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gouji.web.lookup import grams_store


def make(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    statements = grams_store.POSTGRESQL if editor.connection.vendor == "postgresql" else grams_store.SQLITE
    for statement in statements:
        editor.execute(statement)


def unmake(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    for statement in grams_store.UNDO_POSTGRESQL if postgresql else grams_store.UNDO_SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("lookup", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
