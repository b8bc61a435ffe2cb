"""Findings, matters and units enter the index when they are saved; findings written in bulk come with their filing's check."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from gouji.web.filings.models import Finding
from gouji.web.lookup import services
from gouji.web.lookup.index import put
from gouji.web.matters.models import Matter, Move
from gouji.web.units.models import Unit, UnitName


def connect() -> None:
    """Follow what is saved."""
    post_save.connect(_finding_saved, sender=Finding, dispatch_uid="lookup.finding")
    post_save.connect(_matter_saved, sender=Matter, dispatch_uid="lookup.matter")
    post_save.connect(_matter_moved, sender=Move, dispatch_uid="lookup.move")
    post_save.connect(_unit_saved, sender=Unit, dispatch_uid="lookup.unit")
    post_save.connect(_name_saved, sender=UnitName, dispatch_uid="lookup.name")


def _finding_saved(instance: Finding, **_: Any) -> None:  # noqa: ANN401  a signal's signature
    put([services.finding_piece(instance)])


def _matter_saved(instance: Matter, **_: Any) -> None:  # noqa: ANN401
    services.index_matter(instance)


def _matter_moved(instance: Move, **_: Any) -> None:  # noqa: ANN401
    services.index_matter(Matter.objects.get(pk=instance.matter_id))


def _unit_saved(instance: Unit, **_: Any) -> None:  # noqa: ANN401
    services.index_unit(instance)


def _name_saved(instance: UnitName, **_: Any) -> None:  # noqa: ANN401
    services.index_unit(instance.unit)
