"""What a rule is, and how rules are found."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding about text or form, by offsets; ``severity`` None means the rule's own."""

    start: int
    end: int
    message: str
    expected: str | None = None
    severity: Severity | None = None
    related: tuple[tuple[int, int], ...] = ()
    working: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the document: ``today`` and settings; never the clock."""

    today: date | None = None
    settings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its module defines it."""

    code: str
    fault: str
    title: str
    severity: Severity
    since: str
    basis: str
    page: str
    good: str
    bad: str
    check: Callable[[Extraction, Context], Iterable[Claim | Hit]]
    describe: Callable[[Verdict, Extraction], str] | None = None

    @property
    def family(self) -> str:
        """The two letters of the code."""
        return self.code[:2]


_NAME = re.compile(r"(?P<code>[A-Z]{2}\d{3})_(?P<fault>\w+)$")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule found under ``gouji.rules``, by code."""
    import gouji.rules as root  # noqa: PLC0415  the package itself, walked at run time

    found: list[Rule] = []
    for info in pkgutil.walk_packages(root.__path__, "gouji.rules."):
        match = _NAME.search(info.name)
        if match is None:
            continue
        module = importlib.import_module(info.name)
        found.append(
            Rule(
                code=match["code"],
                fault=match["fault"],
                title=module.TITLE,
                severity=Severity(module.SEVERITY),
                since=module.SINCE,
                basis=module.BASIS,
                page=(module.__doc__ or "").strip(),
                good=module.GOOD,
                bad=module.BAD,
                check=module.check,
                describe=getattr(module, "describe", None),
            )
        )
    found.sort(key=lambda rule: rule.code)
    codes = [rule.code for rule in found]
    if len(set(codes)) != len(codes):
        raise RuntimeError(f"a rule code is used twice: {sorted(codes)}")
    return tuple(found)
