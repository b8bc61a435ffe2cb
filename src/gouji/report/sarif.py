"""SARIF 2.1.0, the form in which code hosts and editors take findings.

Regions are code points into the document's text (``columnKind``); for plain text and Markdown that is the file itself, for
other formats the text that ``gouji read`` prints. What is set aside stands in it as suppressed or unchanged, what is gone as
absent: nothing is left out.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import gouji
from gouji.model.document import Status
from gouji.report.wording import sentence, where, where_beside, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding, SetAside
    from gouji.model.place import Place
    from gouji.report.wording import Lang
    from gouji.rules.rule import Rule
    from gouji.settings.baseline import Known
    from gouji.settings.decisions import Decisions

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LINE_END = re.compile(r"\r\n|\n|\r")
_DRIVE = re.compile(r"[A-Za-z]:/")
Json = dict[str, Any]


def report(
    run: Iterable[Checked], rules: Sequence[Rule], lang: Lang = "zh", decisions: Decisions | None = None
) -> Iterator[str]:
    """Yield one SARIF log with one run, a document a piece; ``rules`` are described in it whether they found anything or not."""
    yield (
        f'{{"$schema": {_dump(_SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {_dump(_tool(rules))},\n'
        '"columnKind": "unicodeCodePoints", "results": ['
    )
    artifacts: list[Json] = []
    failed: list[Json] = []
    between = "\n"
    for checked in run:
        log = _Log(checked, len(artifacts), lang, with_baseline=bool(decisions and decisions.baseline))
        artifacts.append(log.artifact())
        failed += log.notifications()
        for result in log.results():
            yield between + _dump(result)
            between = ",\n"
    for known in decisions.gone if decisions else ():
        yield between + _dump(_absent(known))
        between = ",\n"
    remarks = [_notification(sentence(remark, lang), "note") for remark in (decisions.remarks if decisions else ())]
    invocation = {"executionSuccessful": not failed, "toolExecutionNotifications": [*failed, *remarks]}
    yield f'\n],\n"artifacts": {_dump(artifacts)},\n"invocations": {_dump([invocation])}}}]}}\n'


def uri(path: str) -> str:
    """Return a path as a URI reference: relative paths stay relative."""
    encoded = quote(path.replace("\\", "/"), safe="/:" if _DRIVE.match(path) else "/")
    if _DRIVE.match(path):
        return f"file:///{encoded}"
    return f"file://{encoded}" if path.startswith("/") else encoded


def _tool(rules: Sequence[Rule]) -> Json:
    return {"driver": {"name": "gouji", "version": gouji.__version__, "rules": [_rule(rule) for rule in rules]}}


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.fault,
        "shortDescription": {"text": rule.title},
        "help": {"text": f"{rule.page}\n\n{rule.basis}"},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


class _Log:
    """What one document gives to the log."""

    def __init__(self, checked: Checked, index: int, lang: Lang, *, with_baseline: bool) -> None:
        self._checked = checked
        self._document = checked.document
        self._index = index
        self._lang = lang
        self._with_baseline = with_baseline
        self._lines = [0, *(match.end() for match in _LINE_END.finditer(checked.document.text))]

    def artifact(self) -> Json:
        """Return the file, with its figure account."""
        found: Json = {
            "location": {"uri": uri(self._document.path)},
            "properties": {"format": self._document.format, "figures": self._checked.account},
        }
        if self._document.sha256:
            found["hashes"] = {"sha-256": self._document.sha256}
        return found

    def notifications(self) -> list[Json]:
        """Return why the file could not be read, or was read in part only."""
        level = "error" if self._document.status is Status.FAILED else "warning"
        at = [{"physicalLocation": {"artifactLocation": self._artifact_location()}}]
        return [
            {**_notification(sentence(problem, self._lang), level), "locations": at}
            for problem in self._document.problems
        ]

    def results(self) -> Iterator[Json]:
        """Yield the findings shown and those set aside."""
        for finding in self._checked.findings:
            yield self._result(finding, "new", None)
        for one in self._checked.set_aside:
            known = "unchanged" if one.by == "baseline" else "new"
            yield self._result(one.finding, known, one if one.by == "suppression" else None)

    def _result(self, finding: Finding, known: str, suppressed: SetAside | None) -> Json:
        result: Json = {
            "ruleId": finding.rule,
            "level": str(finding.severity),
            "message": {"text": _message(finding)},
            "locations": [self._location(finding.place)],
            "partialFingerprints": {
                "goujiFingerprint/v1": finding.fingerprint,
                "goujiRecurrence/v1": finding.recurrence_key,
            },
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": number, **self._location(place)} for number, place in enumerate(finding.related, 1)
            ]
        if self._with_baseline:
            result["baselineState"] = known
        if suppressed:
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": f"{suppressed.who}：{suppressed.reason}"}
            ]
        fixes = list(self._fixes(finding))
        return {**result, "fixes": fixes} if fixes else result

    def _fixes(self, finding: Finding) -> Iterator[Json]:
        """Yield the repair that leads clearly; only where the file is the text itself can a tool carry it out."""
        if self._document.format != "text" or finding.expected is None or len(finding.repairs) != 1:
            return
        (repair,) = finding.repairs
        new = with_unit(repair.value, repair.place.text)
        replacement = {"deletedRegion": self._region(repair.place), "insertedContent": {"text": new}}
        yield {
            "description": {"text": f"{repair.place.text} → {new}"},
            "artifactChanges": [{"artifactLocation": self._artifact_location(), "replacements": [replacement]}],
        }

    def _artifact_location(self) -> Json:
        return {"uri": uri(self._document.path), "index": self._index}

    def _location(self, place: Place) -> Json:
        location: Json = {
            "physicalLocation": {"artifactLocation": self._artifact_location(), "region": self._region(place)},
            "message": {"text": where(self._document, place, self._lang)},
        }
        if place.section:
            location["logicalLocations"] = [{"fullyQualifiedName": " › ".join(place.section), "kind": "section"}]
        return location

    def _region(self, place: Place) -> Json:
        line, column = self._at(place.start)
        end_line, end_column = self._at(place.end)
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": place.start,
            "charLength": place.end - place.start,
            "snippet": {"text": place.text},
        }

    def _at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _message(finding: Finding) -> str:
    working = f"（{finding.working}）" if finding.working else ""
    return "\n".join((finding.message + working, *map(where_beside, finding.beside)))


def _absent(known: Known) -> Json:
    return {
        "ruleId": known.rule,
        "level": known.severity,
        "message": {"text": known.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(known.path)}}}],
        "partialFingerprints": {"goujiFingerprint/v1": known.fingerprint},
        "baselineState": "absent",
    }


def _notification(text: str, level: str) -> Json:
    return {"level": level, "message": {"text": text}}


def _dump(value: Json | list[Json] | str) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
