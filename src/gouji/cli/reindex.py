"""``gouji reindex``: what the desk's search and ledger know, made anew from the stored originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.cli.arguments import Command
from gouji.cli.desk import DATA, desk_in
from gouji.cli.outcome import CLEAN, FINDINGS
from gouji.cli.screen import say
from gouji.report.wording import choose

if TYPE_CHECKING:
    import argparse

    from gouji.report.wording import Lang


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Make the index anew; what cannot be read is named."""
    with desk_in(options.data):
        from gouji.web.lookup.command import reindex  # noqa: PLC0415  the engine runs without the platform

        unread = reindex(lambda zh, en: say(choose((zh, en), lang)), filings=not options.quick)
    for title in unread:
        say(choose((f"未能重读：{title}", f"could not be read: {title}"), lang))
    say(choose(("检索索引已重建。", "The index is rebuilt."), lang))
    return FINDINGS if unread else CLEAN


COMMAND = Command(
    "reindex",
    ("重建平台的检索索引和台账。", "Make the desk's search index and ledger anew."),
    run,
    (
        (
            ("--quick",),
            ("只重建单位、事项和疑点，不重读材料", "units, matters and findings only; no original is read again"),
            {"action": "store_true"},
        ),
        DATA,
    ),
)
