"""``python -m gouji.web watch_folder DIR --region CODE``: take in what is laid into a folder."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError

from gouji.web.core.beside import orphaned
from gouji.web.filings.services import folder as watched
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Look into a folder again and again."""

    help = "Take in what is laid into a folder"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, the region whose units its files are of, and how often to look."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--region", default="", help="code of the region; not needed where there is only one")
        parser.add_argument("--every", type=int, default=10, help="seconds between two looks (default: 10)")
        parser.add_argument("--parent", type=int, default=0, help="end when this process is no more")
        parser.add_argument("--once", action="store_true", help="two looks, then stop")

    def handle(self, *, folder: Path, region: str, every: int, parent: int, once: bool, **_options: object) -> None:
        """Look until stopped."""
        if not folder.is_dir():
            raise CommandError(f"没有这个文件夹：{folder}，请先建立。")
        where = _region(region)
        before = watched.look(folder)
        while not orphaned(parent):
            time.sleep(every)
            now = watched.look(folder)
            ready = watched.settled(before, now)
            if ready:
                self.stdout.write(f"收到 {self.take(folder, ready, where)} 个文件。")
            if once:
                return
            before = watched.look(folder)

    def take(self, folder: Path, ready: list[Path], region: Region) -> int:
        """Take in the files that nobody is writing any more and return how many came in."""
        return len(watched.take(folder, ready, region))


def _region(code: str) -> Region:
    """Return the region so coded, or the only one that has units."""
    found = list(Region.objects.filter(code=code) if code else Region.objects.exclude(units=None).distinct()[:2])
    if len(found) != 1:
        raise CommandError("请用 --region 写明区划代码，例如 --region 511700。")
    return found[0]
