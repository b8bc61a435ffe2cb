"""The figure account drawn: a bar with one stretch a state, and a legend that is also the filter."""

from __future__ import annotations

from gouji.report.html_report.marks import STATE_CLASS, clean
from gouji.report.wording import ENTRIES, STATE_MEANING, Lang, choose, linked_share, word

_SAMPLE = {"masked": "**", "unread": "3?.1", "zeros": "0.00", "not_quantity": "2024"}


def bar(account: dict[str, int], lang: Lang) -> str:
    """Return the bar; each stretch grows with its count and never vanishes."""
    stretches = "".join(
        f'<i class="{STATE_CLASS[name]}" style="flex-grow:{account[name]}" title="{word(name, lang)} {account[name]}"></i>'
        for name in ENTRIES
        if account[name]
    )
    label = clean("，".join(f"{word(name, lang)} {account[name]}" for name in ENTRIES if account[name]))
    return f'<div class="bar" role="img" aria-label="{label}">{stretches}</div>'


def legend(account: dict[str, int], lang: Lang) -> str:
    """Return the legend: a sample of the mark, name and count of each state; pressing one hides or shows its marks."""
    items = []
    for name in ENTRIES:
        if not account[name]:
            continue
        state, meaning = STATE_CLASS[name], clean(choose(STATE_MEANING[name], lang))
        items.append(
            f'<button type="button" aria-pressed="true" data-state="{state}" title="{meaning}">'
            f'<span class="f {state}">{_SAMPLE.get(name, "30.15")}</span> {word(name, lang)} <b>{account[name]}</b></button>'
        )
    return f'<div class="legend">{"".join(items)}</div>'


def share(account: dict[str, int], lang: Lang) -> str:
    """Return the share of non-zero quantities that end in a claim."""
    percent = linked_share(account)
    if percent is None:
        return ""
    words = f"{word('linked', lang)} {percent}%" if lang == "zh" else f"{percent}% {word('linked', lang)}"
    return f' <span class="share">{words}</span>'
