"""``remind``: write what is soon due and overdue; run it once a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gouji.web.matters.services.reminding import remind

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Print the new reminders, one a line."""

    help = "写下即将到期和逾期的事项；每天运行一次，同一天再运行不会重复。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another day than today, to try."""
        parser.add_argument("--day", type=dt.date.fromisoformat, help="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's signature
        """Write and print."""
        for made in remind(options["day"] or timezone.localdate()):
            self.stdout.write(f"{made.get_stage_display()} {made.due_on} {made.matter} {made.what}")
