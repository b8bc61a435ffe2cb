"""The rules of the work on regions and units; each change leaves an audit event in its transaction."""

from gouji.web.units.services.find import find_unit

__all__ = ["find_unit"]
