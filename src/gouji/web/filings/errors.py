"""What this app raises beside the desk's ``Refused``."""

from __future__ import annotations


class DamagedError(Exception):
    """The stored bytes of an original are not those of its hash."""
