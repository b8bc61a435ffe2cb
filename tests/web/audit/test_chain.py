"""The chain of events: written with the change, never altered, and the first broken link is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction

from gouji.web.audit import triggers
from gouji.web.audit.chain import first_broken, record
from gouji.web.audit.models import Event

if TYPE_CHECKING:
    from tests.web.conftest import District


def write(district: District, count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            record(district.people["office"], "unit.changed", district.forestry, name=["甲", f"乙{number}"])


def test_the_chain_holds_as_it_was_written(district: District) -> None:
    write(district, 3)
    events = list(Event.objects.all())
    assert [event.number for event in events] == [1, 2, 3]
    assert first_broken(events) is None
    assert events[0].object_name == "青禾县林业局"


@pytest.mark.parametrize("field", ["actor_name", "action", "object_id", "detail", "at"])
def test_an_altered_row_is_named(district: District, field: str) -> None:
    write(district, 3)
    events = list(Event.objects.all())
    changed = {"detail": {"name": ["甲", "丙"]}, "at": events[0].at}.get(field, "别的")
    Event.objects.filter(number=2).update(**{field: changed})
    broken = first_broken(Event.objects.all())
    assert broken is not None
    assert (broken.number, broken.reason) == (2, "altered")


def test_a_removed_row_is_named(district: District) -> None:
    write(district, 3)
    Event.objects.filter(number=2).delete()
    broken = first_broken(Event.objects.all())
    assert broken is not None
    assert (broken.number, broken.reason) == (2, "missing")


def test_a_change_that_fails_leaves_no_event(district: District) -> None:
    with transaction.atomic():
        record(None, "unit.changed", district.forestry)
        transaction.set_rollback(True)
    write(district, 1)
    assert [event.number for event in Event.objects.all()] == [1]


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(district: District) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(None, "unit.changed", district.forestry)


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_database_itself_refuses_to_alter_an_event(district: District, statement: str) -> None:
    write(district, 1)
    editor = connection.schema_editor()
    triggers.install(None, editor)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    triggers.remove(None, editor)
    assert Event.objects.get().action == "unit.changed"
