"""The triggers that let nobody alter or remove an event, in the words of each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "audit events are never changed"

_POSTGRESQL = (
    f"""
    CREATE OR REPLACE FUNCTION audit_event_is_fixed() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER audit_event_fixed BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_is_fixed()
    """,
    """
    CREATE TRIGGER audit_event_kept BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_fixed()
    """,
)
_SQLITE = (
    f"CREATE TRIGGER audit_event_fixed BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    f"CREATE TRIGGER audit_event_kept BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
)
_DROP = {
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_event_fixed ON audit_event",
        "DROP TRIGGER IF EXISTS audit_event_kept ON audit_event",
    ),
    "sqlite": ("DROP TRIGGER IF EXISTS audit_event_fixed", "DROP TRIGGER IF EXISTS audit_event_kept"),
}


def install(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  a migration's signature
    """Put the triggers in place."""
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def remove(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  a migration's signature
    """Take the triggers away."""
    for statement in _DROP[editor.connection.vendor]:
        editor.execute(statement)
