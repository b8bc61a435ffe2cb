"""The SARIF log: its shape, its regions, and that nothing set aside is left out of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.report import made
from tests.report.sarif_shape import LOG

from gouji.api import all_rules, check, read_bytes
from gouji.model.finding import SetAside
from gouji.report import sarif
from gouji.settings.baseline import Known
from gouji.settings.decisions import Decisions

TEXT = (
    "# 某县水务局2024年部门预算\r\n\r\n𠀀2024年支出预算1250.50万元，其中：基本支出800.30万元，项目支出400.20万元。\r\n"
)


def log(*run: Any, decisions: Decisions | None = None) -> Any:  # noqa: ANN401  what JSON gives
    found = json.loads("".join(sarif.report(run, all_rules(), decisions=decisions)))
    Draft202012Validator.check_schema(LOG)
    Draft202012Validator(LOG).validate(found)
    return found["runs"][0]


def from_text() -> Any:  # noqa: ANN401
    (document,) = read_bytes(TEXT.encode(), "甲 县/a#1.md", isolate=False)
    return check(document, select=["SU"])


def test_the_log_has_the_shape_of_the_standard_and_names_every_rule_it_uses() -> None:
    run = log(made.checked(), made.failed())
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert [result["ruleId"] for result in run["results"]] == [found.rule for found in made.checked().findings]
    assert {result["ruleId"] for result in run["results"]} <= rules
    assert [result["level"] for result in run["results"]] == [str(found.severity) for found in made.checked().findings]


def test_regions_count_code_points() -> None:
    (result,) = log(from_text())["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    start = region["charOffset"]
    assert TEXT[start : start + region["charLength"]] == "1250.50万元"
    # The third line begins with a character outside of the basic plane, which is one column: 𠀀2024年支出预算 is ten.
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 11, 20)


def test_a_path_is_a_uri() -> None:
    (artifact,) = log(from_text())["artifacts"]
    assert artifact["location"]["uri"] == "%E7%94%B2%20%E5%8E%BF/a%231.md"
    assert sarif.uri("/甲/b.md") == "file:///%E7%94%B2/b.md"
    assert sarif.uri("C:/b c.md") == "file:///C:/b%20c.md"


def test_the_fix_of_a_text_file_mends_it() -> None:
    (result,) = log(from_text())["results"]
    ((replacement,),) = [change["replacements"] for change in result["fixes"][0]["artifactChanges"]]
    region = replacement["deletedRegion"]
    start, end = region["charOffset"], region["charOffset"] + region["charLength"]
    mended = TEXT[:start] + replacement["insertedContent"]["text"] + TEXT[end:]
    (document,) = read_bytes(mended.encode(), "a.md", isolate=False)
    assert check(document, select=["SU"]).findings == ()


def test_what_is_read_from_another_format_has_no_fix() -> None:
    assert all("fixes" not in result for result in log(made.checked())["results"])


def test_a_file_that_was_not_read_is_said() -> None:
    (invocation,) = log(made.failed())["invocations"]
    assert invocation["executionSuccessful"] is False
    (said,) = invocation["toolExecutionNotifications"]
    assert said["message"]["text"] == "文件是空的，请重新导出。"


def test_suppressed_known_and_gone_stand_in_the_log() -> None:
    checked = made.checked()
    first, second, third = checked.findings
    aside = (
        SetAside(first, "suppression", "已说明", "张三", date(2026, 6, 30)),
        SetAside(second, "baseline"),
    )
    known = Known("青禾县水务局.pdf", ("青禾县水务局", "budget", 2023), "SU101", "0" * 16, "error", "旧疑点", "1万元")
    decisions = Decisions(baseline=(known,))
    run = list(decisions.passing([replace(checked, findings=(third,))]))
    results = log(replace(run[0], set_aside=aside), decisions=decisions)["results"]
    assert [result["baselineState"] for result in results] == ["new", "new", "unchanged", "absent"]
    assert results[1]["suppressions"][0]["justification"] == "张三：已说明"
    assert results[3]["message"]["text"] == "旧疑点"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_logs_are_the_same_bytes(lang: Any) -> None:  # noqa: ANN401
    one, two = ("".join(sarif.report([made.checked(), made.failed()], all_rules(), lang)) for _ in range(2))
    assert one == two
