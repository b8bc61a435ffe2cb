"""Verdicts and hits to findings, and the state of every figure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.codes.opposites import opposite
from gouji.diagnose.culprit import Cause, Reading, causes, suspect
from gouji.diagnose.habits import said_once
from gouji.diagnose.joined import one_slip
from gouji.diagnose.keys import keyed
from gouji.diagnose.mended import mended
from gouji.diagnose.recognized import cautious
from gouji.diagnose.slips import WRONG_WAY
from gouji.diagnose.telling import expected_of, in_unit, readings, worded
from gouji.diagnose.working import plain
from gouji.model.claim import Kind, Linear, Outcome, Ratio, Sign, Verdict
from gouji.model.figure import Figure, Nature, State
from gouji.model.finding import Finding, Repair, Severity
from gouji.rules.rule import all_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gouji.extract.extraction import Change, Extraction
    from gouji.model.place import Place
    from gouji.rules.rule import Hit, Rule


def findings_of(
    extraction: Extraction,
    verdicts: Sequence[Verdict],
    hits: Iterable[tuple[str, Hit]],
    firm: Collection[int] = (),
) -> tuple[tuple[Finding, ...], tuple[State, ...]]:
    """Return the findings in order of place, and the state of each figure.

    ``hits`` come with their rules' codes; ``firm`` are the figures that another document bears out.
    """
    rules = {rule.code: rule for rule in all_rules()}
    turns = _directions(extraction)
    words = {number: (change.word_start, change.word_end) for number, change in turns.items()}
    directed = {number: change.direction or 0 for number, change in turns.items()}
    hits = list(hits)
    taken = {id(hit): mended(hit.mend, verdicts, extraction.figures) for _, hit in hits if hit.mend is not None}
    settled = {id(verdict) for own in taken.values() for verdict in own}
    open_ = [verdict for verdict in verdicts if id(verdict) not in settled]
    blamed = causes(open_, extraction.figures, extraction.quantities, directed=directed, firm=firm)
    told_of = [(cause, _from_cause(extraction, cause, rules, words)) for cause in blamed]
    found = one_slip(told_of, extraction.figures)
    notes = [(verdict, _from_rounding(extraction, verdict)) for verdict in _rounded(verdicts, extraction.figures)]
    found += said_once(extraction, notes)
    told = {(finding.place.start, finding.expected) for finding in found if finding.expected is not None}
    others = [_from_hit(extraction, rules[code], hit, taken.get(id(hit), ())) for code, hit in hits]
    found += [finding for finding in others if (finding.place.start, finding.expected) not in told]
    found = [cautious(finding, extraction.document) for finding in found]
    found.sort(key=lambda finding: (finding.place.start, finding.place.end, finding.rule))
    hit = [number for finding in found for number in _hit_figures(extraction, finding)]
    return keyed(extraction, found), states(extraction.figures, verdicts, (*_named(blamed), *hit))


def _named(blamed: Iterable[Cause]) -> Iterator[int]:
    """Yield the culprits: the mentions of a wrong quantity fall together."""
    for cause in blamed:
        yield from (cause.figure, *(mention.figure for mention in cause.mentions))


def _hit_figures(extraction: Extraction, finding: Finding) -> Iterator[int]:
    """Yield the figures that an error or warning of a rule without claims stands on."""
    place = finding.place
    if (finding.verdicts and finding.repairs) or finding.severity is Severity.NOTE:
        return
    for figure in extraction.figures_in(place.start, max(place.end, place.start + 1)):
        if figure.nature is Nature.QUANTITY and figure.end <= place.end:
            yield figure.id


def _rounded(verdicts: Sequence[Verdict], figures: Sequence[Figure]) -> list[Verdict]:
    """Return the last-digit differences worth a note: one a figure, none where another claim confirms it or it may not be meant."""
    confirmed = {
        verdict.claim.figures[-1]
        for verdict in verdicts
        if verdict.outcome is Outcome.AGREES and verdict.claim.falsifiable
    }
    chosen: dict[int, Verdict] = {}
    for verdict in verdicts:
        end = verdict.claim.figures[-1]
        shown = verdict.outcome is Outcome.ROUNDING and not isinstance(verdict.claim.shape, Sign)
        shown = shown and verdict.claim.certain
        if shown and end not in confirmed and figures[end].table is None:
            chosen.setdefault(end, verdict)
    return list(chosen.values())


def _turned(extraction: Extraction, shape: Sign) -> str | None:
    """Return the word that says the other direction, where the values go that way; None where they do not move."""
    terms = [(term.coefficient, extraction.figures[term.figure].amount) for term in shape.terms]
    moved = sum(coefficient * (amount or 0) for coefficient, amount in terms)
    return opposite(extraction.document.text[shape.start : shape.end]) if shape.expected * moved < 0 else None


def _directions(extraction: Extraction) -> dict[int, Change]:
    """Return the figures whose direction a word before them says (增加3.20万元), each with what that word belongs to."""
    text = extraction.document.text
    return {
        change.amount: change
        for node in extraction.index.nodes
        for change in node.statement.changes
        if change.amount is not None and change.direction and opposite(text[change.word_start : change.word_end])
    }


def _from_cause(
    extraction: Extraction, cause: Cause, rules: Mapping[str, Rule], words: Mapping[int, tuple[int, int]]
) -> Finding:
    lead = _leading(cause)
    claim = lead.claim
    rule = rules[claim.rule]
    figure = extraction.figures[cause.figure]
    start, end, expected = figure.start, figure.end, expected_of(cause, extraction.figures)
    if isinstance(claim.shape, Sign) and cause.value is None:
        start, end = claim.shape.start, claim.shape.end
        expected = _turned(extraction, claim.shape)
    if cause.slip == WRONG_WAY.name and expected is not None:
        start, end = words[cause.figure]
        expected = opposite(extraction.document.text[start:end])
    place = extraction.place(start, end)
    message = rule.describe(lead, extraction) if rule.describe else rule.title
    concerned = dict.fromkeys(
        (
            *(number for verdict in cause.verdicts for number in verdict.claim.figures),
            *(mention.figure for mention in cause.mentions),
            *(follower.figure for follower in cause.followers),
        )
    )
    return Finding(
        rule=rule.code,
        severity=_severity(rule, lead, figure),
        message=worded(message, lead, cause, extraction.figures, extraction.document.text),
        place=place,
        printed=place.text,
        expected=expected,
        repairs=tuple(_repair(extraction, reading, cause, words) for reading in readings(cause)),
        difference=None if lead.difference is None else plain(lead.difference),
        rounding=_shown(lead.rounding),
        working=lead.working,
        verdicts=cause.verdicts,
        related=tuple(
            extraction.place(extraction.figures[n].start, extraction.figures[n].end)
            for n in concerned
            if (extraction.figures[n].start, extraction.figures[n].end) != (start, end)
        ),
    )


def _repair(extraction: Extraction, reading: Reading, cause: Cause, words: Mapping[int, tuple[int, int]]) -> Repair:
    """Return a value that mends the broken claims, with the slip of the pen that may have spoilt it."""
    workings = tuple(verdict.working for verdict in cause.verdicts)
    if reading.slip == WRONG_WAY.name:
        word = extraction.place(*words[reading.figure])
        return Repair(word, opposite(word.text) or "", "", reading.slip, workings)
    falling = (*cause.mentions, *cause.followers) if reading.figure == cause.figure else ()
    also = tuple(Repair(*_mended(extraction, one)) for one in falling)
    return Repair(*_mended(extraction, reading), reading.slip, workings, also)


def _mended(extraction: Extraction, reading: Reading) -> tuple[Place, str, str]:
    figure = extraction.figures[reading.figure]
    return extraction.place(figure.start, figure.end), *in_unit(reading, figure)


def _leading(cause: Cause) -> Verdict:
    """Return the verdict whose words tell the cause best: one that points at the figure itself, a calculation first."""
    return min(
        cause.verdicts,
        key=lambda verdict: (
            isinstance(verdict.claim.shape, Sign),
            isinstance(verdict.claim.shape, Linear) and verdict.claim.shape.at_most,
            suspect(verdict) != cause.figure,
        ),
    )


def _severity(rule: Rule, verdict: Verdict, figure: Figure) -> Severity:
    """Return the rule's severity; a rate one off in its last digit is a note (a list was made to add up to 100)."""
    if (
        isinstance(verdict.claim.shape, Ratio)
        and verdict.difference is not None
        and abs(verdict.difference) <= figure.step
    ):
        return Severity.NOTE
    return rule.severity


def _from_rounding(extraction: Extraction, verdict: Verdict) -> Finding:
    claim = verdict.claim
    figure = extraction.figures[claim.figures[-1]]
    place = extraction.place(figure.start, figure.end)
    bound = isinstance(claim.shape, Linear) and claim.shape.at_most
    why = verdict.reason or "在四舍五入可解释的范围内"
    return Finding(
        rule=claim.rule,
        severity=Severity.NOTE,
        message=f"尾差：“{figure.text}”按所列数字计算为{plain(verdict.expected)}，{why}，请留意。",
        place=place,
        printed=place.text,
        expected=None if bound or claim.kind is Kind.EQUAL else _shown(verdict.expected),
        difference=_shown(verdict.difference),
        rounding=_shown(verdict.rounding),
        working=verdict.working,
        verdicts=(verdict,),
        related=tuple(
            extraction.place(extraction.figures[n].start, extraction.figures[n].end) for n in claim.figures[:-1]
        ),
    )


def _from_hit(extraction: Extraction, rule: Rule, hit: Hit, verdicts: tuple[Verdict, ...]) -> Finding:
    place = extraction.place(hit.start, hit.end)
    return Finding(
        rule=rule.code,
        severity=hit.severity or rule.severity,
        message=hit.message,
        place=place,
        printed=place.text,
        expected=hit.expected,
        working=hit.working,
        verdicts=verdicts,
        related=tuple(extraction.place(start, end) for start, end in hit.related),
    )


def _shown(value: Decimal | None) -> str | None:
    """Return at most six decimals of a computed value, without trailing zeros."""
    if value is None or not value.is_finite():
        return None
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text or "0"


def states(figures: Sequence[Figure], verdicts: Sequence[Verdict], blamed: Iterable[int]) -> tuple[State, ...]:
    """Return the state of each figure, the first that fits in the order of DESIGN 6."""
    marks: dict[int, set[State]] = defaultdict(set)
    for number in blamed:
        marks[number].add(State.CONTRADICTED)
    for verdict in verdicts:
        if verdict.outcome is Outcome.DIFFERS:
            for number in verdict.claim.figures:
                marks[number].add(State.DISPUTED)
        elif proves(verdict, figures):
            for number in verdict.claim.figures:
                marks[number].add(State.VERIFIED)
    order = (State.CONTRADICTED, State.DISPUTED, State.VERIFIED)
    return tuple(
        _by_nature(figure) or next((state for state in order if state in marks[figure.id]), State.UNRELATED)
        for figure in figures
    )


def proves(verdict: Verdict, figures: Sequence[Figure]) -> bool:
    """Whether a verdict proves its figures: it holds, could have failed, and is not 0 = 0."""
    if verdict.outcome not in {Outcome.AGREES, Outcome.ROUNDING} or not verdict.claim.falsifiable:
        return False
    shape = verdict.claim.shape
    if isinstance(shape, Linear) and shape.at_most:
        return False
    if isinstance(shape, Sign) and (shape.near or shape.expected != 0):
        return False
    return any(figures[number].value for number in verdict.claim.figures)


def _by_nature(figure: Figure) -> State | None:
    return {
        Nature.NOT_QUANTITY: State.NOT_QUANTITY,
        Nature.MASKED: State.MASKED,
        Nature.UNREAD: State.UNREAD,
    }.get(figure.nature)
