"""The only door to the engine for the command line and the platform: read, extract, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.diagnose.checked import Checked
from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.findings import findings_of
from gouji.extract.build import build
from gouji.model.claim import Claim
from gouji.model.document import Document, Status
from gouji.model.finding import Severity
from gouji.read.open import read_bytes, read_paths
from gouji.read.reader import Limits
from gouji.rules.rule import Context, Hit, Rule, all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gouji.extract.extraction import Extraction

__all__ = ["Checked", "Context", "Limits", "Severity", "all_rules", "check", "check_path", "check_paths", "extract", "read_bytes", "read_paths"]


def extract(document: Document) -> Extraction:
    """Return everything found in a document, before any rule judges it."""
    return build(document)


def check(
    document: Document, context: Context | None = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Checked:
    """Return a document checked by the selected rules; a code may be a whole family ("CH") or one rule ("CH101")."""
    if document.status is Status.FAILED:
        return Checked(document, None, (), (), ())
    extraction = build(document)
    chosen = [rule for rule in all_rules() if _wanted(rule.code, select, ignore)]
    claims, hits = _apply(chosen, extraction, context or Context())
    verdicts = tuple(evaluate(claim, extraction.figures) for claim in claims)
    findings, states = findings_of(extraction, verdicts, hits, {rule.code: rule for rule in all_rules()})
    return Checked(document, extraction, verdicts, findings, states)


def check_paths(
    paths: Iterable[Path],
    *,
    limits: Limits | None = None,
    context: Context | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Iterator[Checked]:
    """Check files, folders and archives one document at a time; what cannot be read is a failed document, never lost."""
    for document in read_paths(paths, limits or Limits()):
        yield check(document, context, select, ignore)


def check_path(path: Path) -> list[Checked]:
    """Check one file, folder or archive."""
    return list(check_paths([path]))


def _wanted(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    chosen = not select or any(code.startswith(prefix) for prefix in select)
    return chosen and not any(code.startswith(prefix) for prefix in ignore)


def _apply(
    rules: Iterable[Rule], extraction: Extraction, context: Context
) -> tuple[list[Claim], list[tuple[Rule, Hit]]]:
    """Run the rules; one that raises becomes a finding of its own and never loses the run."""
    claims: list[Claim] = []
    hits: list[tuple[Rule, Hit]] = []
    for rule in rules:
        try:
            for item in rule.check(extraction, context):
                if isinstance(item, Claim):
                    claims.append(item)
                else:
                    hits.append((rule, item))
        except Exception as error:  # noqa: BLE001  any fault of a rule, third-party ones included
            message = f"规则{rule.code}在本材料上未能运行（{type(error).__name__}: {error}），其检查结果缺失，请反馈。"
            hits.append((rule, Hit(0, 0, message, severity=Severity.NOTE)))
    return claims, hits


