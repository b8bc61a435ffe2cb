"""One document through rules, evaluation and diagnosis: the body of ``gouji check``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.diagnose.checked import Checked
from gouji.diagnose.complete import sure_lists
from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.exact import exactly
from gouji.diagnose.findings import findings_of
from gouji.diagnose.habits import cut_throughout
from gouji.extract.build import build
from gouji.model.claim import Claim
from gouji.model.document import Document, Message, Status
from gouji.model.finding import Severity
from gouji.rules.rule import Context, Hit, Rule, all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.extract.extraction import Extraction

_FAULT = "检查这个文件时程序出现意外"


@exactly
def check(
    document: Document, context: Context | None = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Checked:
    """Return a document checked by the selected rules; a code may be a whole family ("CH") or one rule ("CH101")."""
    if document.status is Status.FAILED:
        return Checked(document, None, (), (), ())
    context = context or Context()
    extraction = build(document, context.corrections.get(document.sha256, ()))
    chosen = [rule for rule in all_rules() if wanted(rule.code, select, ignore)]
    claims, hits = _apply(chosen, extraction, context)
    verdicts = cut_throughout(
        extraction, [evaluate(claim, extraction.figures) for claim in sure_lists(extraction, claims)]
    )
    findings, states = findings_of(extraction, verdicts, hits)
    for view in (extraction, *extraction.views):
        view.kept.clear()
    return Checked(document, extraction, verdicts, findings, states, hits=tuple(hits))


def check_guarded(
    document: Document, context: Context | None = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Checked:
    """Check as ``check`` does; a fault of the program makes this document FAILED, with its sentence, and no other."""
    try:
        return check(document, context, select, ignore)
    except Exception as error:  # noqa: BLE001  whatever it is, the other documents of the run are still checked
        fault = f"{type(error).__name__}: {error}"
        return refused(
            document,
            Message(
                f"{_FAULT}（{fault}），没有检查结果，请反馈。",
                f"The program failed on this file ({fault}); it was not checked; please report this.",
            ),
        )


def is_fault(message: Message) -> bool:
    """Whether a document's problem is one that ``check_guarded`` gave it."""
    return message.zh.startswith(_FAULT)


def refused(document: Document, message: Message) -> Checked:
    """Return a document as FAILED for the reason given, its text left out."""
    bare = Document(document.path, document.sha256, "", status=Status.FAILED, format=document.format)
    return Checked(replace(bare, problems=(*document.problems, message)), None, (), (), ())


def wanted(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a rule is asked for; a code may be a whole family."""
    chosen = not select or any(code.startswith(prefix) for prefix in select)
    return chosen and not any(code.startswith(prefix) for prefix in ignore)


def _of_each_part(rule: Rule, extraction: Extraction, context: Context) -> Iterator[Claim | Hit]:
    """Yield what a rule says of each part by itself; a rule that reads the whole text speaks only for the part it is shown."""
    several = len(extraction.views) > 1
    for view in extraction.views:
        part = view.parts[0]
        for item in rule.check(view, context):
            if not several or part.start <= item.start < part.end:
                yield item


def _apply(
    rules: Iterable[Rule], extraction: Extraction, context: Context
) -> tuple[list[Claim], list[tuple[str, Hit]]]:
    """Run the rules; one that raises becomes a finding of its own and never loses the run."""
    claims: list[Claim] = []
    hits: list[tuple[str, Hit]] = []
    for rule in rules:
        try:
            for item in _of_each_part(rule, extraction, context):
                if isinstance(item, Claim):
                    claims.append(item)
                else:
                    hits.append((rule.code, item))
        except Exception as error:  # noqa: BLE001  any fault of a rule, third-party ones included
            message = f"规则{rule.code}在本材料上未能运行（{type(error).__name__}: {error}），其检查结果缺失，请反馈。"
            hits.append((rule.code, Hit(0, 0, message, severity=Severity.NOTE)))
    return claims, hits
