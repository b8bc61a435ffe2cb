"""The JSON contract: its schema, its exactness, its determinism."""

import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from tests.report import made

from gouji.report import json_report
from gouji.report.json_report import decimal_text

SCHEMA = json.loads(files("gouji.report").joinpath("assets/check.schema.json").read_text(encoding="utf-8"))


def parsed(*, figures: bool = False) -> Any:  # noqa: ANN401  what JSON gives
    return json.loads("".join(json_report.report([made.checked(), made.failed()], figures=figures)))


@pytest.mark.parametrize("figures", [False, True])
def test_the_report_keeps_its_schema(*, figures: bool) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(parsed(figures=figures))


def test_the_schema_refuses_what_the_contract_does_not_know() -> None:
    report = parsed()
    report["documents"][0]["findings"][0]["severity"] = "fatal"
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(report)


def test_an_empty_run_is_still_json() -> None:
    assert json.loads("".join(json_report.report([])))["documents"] == []


def test_two_runs_give_the_same_bytes() -> None:
    assert "".join(json_report.report([made.checked()], figures=True)) == "".join(
        json_report.report([made.checked()], figures=True)
    )


def test_a_finding_carries_its_place_and_the_figures_of_its_claims() -> None:
    finding = parsed()["documents"][0]["findings"][0]
    assert finding["place"]["text"] == "30.15万元"
    assert finding["place"]["end"] - finding["place"]["start"] == len("30.15万元")
    assert finding["expected"] == "36.25"
    assert finding["repairs"][0]["unit"] == "万元"
    assert [place["text"] for place in finding["claims"][0]["figures"]] == [
        "30.15万元",
        "4.05万元",
        "0.90万元",
        "41.20万元",
    ]
    assert [place["text"] for place in finding["related"]] == ["41.20万元", "4.05万元", "0.90万元"]


def test_the_account_adds_up_and_every_figure_is_listed() -> None:
    document = parsed(figures=True)["documents"][0]
    account = document["figures"]
    assert account.pop("total") == sum(account.values()) == len(document["figure_list"])


def test_a_listed_figure_gives_value_unit_amount_and_cell() -> None:
    listed = parsed(figures=True)["documents"][0]["figure_list"]
    figure = next(item for item in listed if item["text"] == "5.20")
    assert (figure["value"], figure["unit"], figure["amount"], figure["state"]) == (
        "5.20",
        "万元",
        "52000.00",
        "verified",
    )
    assert (figure["place"]["table"], figure["place"]["row"], figure["place"]["column"]) == (0, 2, 4)


def test_amounts_never_take_an_exponent() -> None:
    assert decimal_text(Decimal("1.1E+2")) == "110"
    assert decimal_text(Decimal("0E-2")) == "0.00"


def test_a_file_that_was_not_read_stands_in_the_report() -> None:
    document = parsed()["documents"][1]
    assert (document["status"], document["problems"], document["parts"]) == ("failed", ["文件是空的，请重新导出。"], [])
