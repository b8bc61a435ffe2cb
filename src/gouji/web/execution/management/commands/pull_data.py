"""``python -m gouji.web pull_data [NAME …] [--year YEAR]``: fetch execution data from the databases of ``sources.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gouji.web.core.errors import Refused
from gouji.web.execution.services import pulling

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Fetch once."""

    help = "Fetch execution data from a database by a read-only account"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names of the sources (all without) and the year (this one without)."""
        parser.add_argument("names", nargs="*")
        parser.add_argument("--year", type=int, default=0)

    def handle(self, *, names: list[str], year: int, **_options: object) -> None:
        """Fetch and say what came of each source."""
        try:
            sources = [one for one in pulling.sources() if not names or one.name in names]
            if not sources:
                raise CommandError("没有这样的数据源，请在数据文件夹的 sources.toml 里写明。")
            for one in sources:
                load = pulling.pull(one, year or timezone.localdate().year)
                self.stdout.write(f"{one.name}：{load.get_state_display()}")
        except Refused as error:
            raise CommandError(str(error)) from error
