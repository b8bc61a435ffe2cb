"""An amount that both databases keep exactly and add up exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

PLACES = 4
"""Decimals kept: 元 to the hundredth of a 分, more than any disclosure prints."""
SCALE = Decimal(10) ** PLACES
MOST = Decimal(2**63 - 1) / SCALE


class ExactField(models.Field[Decimal | int, Decimal]):
    """A Decimal with at most four decimals, stored as a whole number of its ten-thousandths.

    SQLite keeps decimals as floats and adds them up as floats; whole numbers it keeps and adds exactly.
    """

    description = "exact decimal"

    def get_internal_type(self) -> str:
        """Return Django's name of the column: a whole number of eight bytes."""
        return "BigIntegerField"

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Return the whole number to store; raises ValueError for what cannot be kept exactly."""
        if value is None:
            return None
        if not fits(given := Decimal(value)):
            raise ValueError(f"{value} has more than {PLACES} decimals or is too large")
        return int(given * SCALE)

    def from_db_value(self, value: int | None, expression: object, connection: BaseDatabaseWrapper) -> Decimal | None:  # noqa: ARG002  Django's signature
        """Return the Decimal, also of a sum."""
        return None if value is None else trimmed(Decimal(int(value)) / SCALE)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Return the Decimal of what a form or a fixture holds."""
        return None if value is None else Decimal(value)


def fits(value: Decimal) -> bool:
    """Whether the field keeps this value exactly."""
    scaled = value * SCALE
    return abs(value) <= MOST and scaled == scaled.to_integral_value()


def trimmed(value: Decimal) -> Decimal:
    """Return a value without the zeros that end its decimals, and never with an exponent: 1200.00 as 1200, 0.50 as 0.5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
