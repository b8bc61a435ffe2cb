"""What a rule is, and how rules are found."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from types import ModuleType

    from gouji.extract.corrected import Correction
    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.beside import Remark, Shelf, Tie


@dataclass(frozen=True, slots=True)
class Mend:
    """What a hit would change: figures by id with their right values (in the printed unit), and one blank cell.

    ``blank`` is (table, row, column, amount in 元) of a cell that prints nothing and should. The broken claims that this mends
    are listed under the hit.
    """

    values: tuple[tuple[int, Decimal], ...]
    blank: tuple[int, int, int, Decimal] | None = None


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
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the document: ``today`` and settings; never the clock.

    ``corrections`` are figures that a person read anew, by the hash of the document's bytes; they stand before all rules.
    """

    today: date | None = None
    settings: dict[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its module defines it.

    ``check`` reads one part of one document; ``relate`` reads the ledgers of one body's documents side by side.
    """

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
    relate: Callable[[Shelf, Context], Iterable[Tie | Remark]] | None = None

    @property
    def family(self) -> str:
        """The two letters of the code."""
        return self.code[:2]


def _nothing(_extraction: Extraction, _context: Context) -> Iterable[Claim | Hit]:
    """Say nothing of a single document: the check of a rule on documents side by side."""
    return ()


_NAME = re.compile(r"(?P<code>[A-Z]{2}\d{3})_(?P<fault>\w+)$")


GROUP = "gouji.rules"
"""The entry point group under which another distribution names a package (or module) of rules."""


class RulesError(Exception):
    """The rules cannot be put together; the sentence says which one and why."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule by code: those under ``gouji.rules`` and those of installed distributions (entry point group)."""
    import gouji.rules as root  # noqa: PLC0415  the package itself, walked at run time

    found = sorted((_rule(module) for module in (*_modules(root), *_installed())), key=lambda rule: rule.code)
    codes = Counter(rule.code for rule in found)
    twice = [code for code, count in codes.items() if count > 1]
    if twice:
        raise RulesError(f"规则代码{'、'.join(twice)}用了两次，请卸载或更改其中一个规则包。")
    return tuple(found)


def _modules(root: ModuleType) -> Iterator[ModuleType]:
    """Yield the rule modules of a package with all below it; a module that is a rule itself is the only one."""
    if _NAME.search(root.__name__):
        yield root
    for info in pkgutil.walk_packages(getattr(root, "__path__", ()), root.__name__ + "."):
        if _NAME.search(info.name):
            yield importlib.import_module(info.name)


def _installed() -> Iterator[ModuleType]:
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            yield from _modules(point.load())
        except Exception as error:
            raise RulesError(
                f"规则包{point.name}（{point.value}）无法载入（{type(error).__name__}: {error}），请更新或卸载它。"
            ) from error


def _rule(module: ModuleType) -> Rule:
    match = _NAME.search(module.__name__)
    if match is None:
        raise RulesError(f"{module.__name__} 不是规则模块，名称应如 SU101_parts_differ_from_total。")
    try:
        return Rule(
            code=match["code"],
            fault=match["fault"],
            title=module.TITLE,
            severity=Severity(module.SEVERITY),
            since=module.SINCE,
            basis=module.BASIS,
            page=(module.__doc__ or "").strip(),
            good=module.GOOD,
            bad=module.BAD,
            check=getattr(module, "check", _nothing) if hasattr(module, "relate") else module.check,
            describe=getattr(module, "describe", None),
            relate=getattr(module, "relate", None),
        )
    except (AttributeError, ValueError) as error:
        raise RulesError(f"规则模块{module.__name__}不完整（{error}），请补全或卸载它。") from error
