"""``python -m gouji.web watch_data DIR --region CODE``: take in execution data that is laid into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from gouji.web.execution.services import inbox
from gouji.web.filings.management.commands import watch_folder

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.web.units.models import Region


class Command(watch_folder.Command):
    """Look into a folder of execution data again and again."""

    help = "Take in execution data that is laid into a folder"

    def take(self, folder: Path, ready: list[Path], region: Region) -> int:
        """Begin the loads of the files that nobody is writing any more."""
        return inbox.take(folder, ready, region, timezone.localdate().year)
