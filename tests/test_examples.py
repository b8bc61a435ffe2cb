"""The shipped examples against the truth about them: clean ones give no error or warning, planted defects are found."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from gouji import api
from gouji.diagnose.checked import Checked
from gouji.model.document import Status
from gouji.model.finding import Finding, Severity

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TRUTH: dict[str, list[dict[str, str]]] = yaml.safe_load(
    (Path(__file__).with_name("examples.yaml")).read_text(encoding="utf-8")
)
CLEAN = [name for name, planted in TRUTH.items() if not planted]
PLANTED = [(name, defect) for name, planted in TRUTH.items() for defect in planted]


@cache
def checked(name: str) -> Checked:
    (only,) = api.check_path(EXAMPLES / name)
    return only


def serious(name: str) -> list[Finding]:
    return [finding for finding in checked(name).findings if finding.severity is not Severity.NOTE]


def span_of(name: str, defect: dict[str, str]) -> tuple[int, int]:
    """Where a planted defect stands in the document's text."""
    text = checked(name).document.text
    assert text.count(defect["near"]) == 1
    start = text.index(defect["near"]) + defect["near"].index(defect["at"])
    return start, start + len(defect["at"])


def names(finding: Finding, start: int, end: int) -> bool:
    """Whether a finding stands at the span (an empty one inside it counts)."""
    return (
        start <= finding.place.start <= end
        if finding.place.start == finding.place.end
        else (finding.place.start < end and start < finding.place.end)
    )


def families(finding: Finding) -> set[str]:
    """The rule families that a finding gathers: its own, and those of the broken claims listed under it."""
    return {finding.rule[:2]} | {verdict.claim.rule[:2] for verdict in finding.verdicts}


def test_every_example_is_in_the_truth() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == TRUTH.keys()


@pytest.mark.parametrize("name", TRUTH)
def test_example_is_read_whole(name: str) -> None:
    assert checked(name).document.status is Status.OK
    assert "虚构示例" in checked(name).document.text


@pytest.mark.parametrize("name", CLEAN)
def test_clean_example_gives_no_error_or_warning(name: str) -> None:
    assert [(finding.rule, finding.place.text, finding.message) for finding in serious(name)] == []


@pytest.mark.parametrize(
    ("name", "defect"), PLANTED, ids=[f"{defect['family']}{index}" for index, (_, defect) in enumerate(PLANTED)]
)
def test_planted_defect_is_found(name: str, defect: dict[str, str]) -> None:
    start, end = span_of(name, defect)
    found = [finding for finding in serious(name) if names(finding, start, end)]
    assert defect["family"] in {family for finding in found for family in families(finding)}
    if defect["expect"][0].isdigit():
        wanted = defect["expect"].rstrip("%")
        assert wanted in {(finding.expected or "").rstrip("%") for finding in found}


@pytest.mark.parametrize("name", sorted({name for name, _ in PLANTED}))
def test_nothing_but_the_planted_defects_is_found(name: str) -> None:
    spans = [span_of(name, defect) for defect in TRUTH[name]]
    extra = [finding for finding in serious(name) if not any(names(finding, *span) for span in spans)]
    assert [(finding.rule, finding.place.text, finding.message) for finding in extra] == []


def test_three_formats_of_one_disclosure_hold_the_same_amounts() -> None:
    """The same disclosure as HTML, Word and PDF: the same money figures in the same order (page numbers stay out)."""

    def amounts(name: str) -> list[str]:
        extraction = checked(name).extraction
        assert extraction is not None
        return [
            str(figure.value) for figure in extraction.figures if figure.unit is not None and figure.unit.name != "年"
        ]

    names_of_one = [name for name in TRUTH if Path(name).stem.endswith("单位预算")]
    assert len(names_of_one) == 3
    first, *others = (amounts(name) for name in names_of_one)
    assert first
    for other in others:
        assert other == first
