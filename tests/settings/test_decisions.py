"""Baseline, suppressions and severities as a user meets them on the command line: nothing goes uncounted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gouji.cli import main

DOCUMENT = (
    "# 青禾县水务局2024年部门预算\n\n## 一、支出预算\n\n"
    "2024年支出预算1250.50万元，其中：基本支出800.30万元，项目支出400.20万元。\n\n"
    "## 二、收入预算\n\n2024年收入预算1200.50万元，其中：一般公共预算拨款900.00万元，政府性基金预算拨款300.00万元。\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(DOCUMENT, encoding="utf-8")


def checked(*options: str) -> tuple[int, dict[str, Any]]:
    code = main(["check", "a.md", "--select", "SU", "--format", "json", "--output", "out.json", "-q", *options])
    return code, json.loads(Path("out.json").read_text(encoding="utf-8"))


def printed(rows: list[dict[str, Any]]) -> list[str]:
    return [row["printed"] for row in rows]


def suppress(until: str, **changed: str) -> dict[str, Any]:
    _, report = checked()
    finding = report["documents"][0]["findings"][0]
    row = {"rule": finding["rule"], "fingerprint": finding["fingerprint"], "reason": "已向财政局说明", "who": "张三"}
    lines = [f'{key} = "{value}"' for key, value in (row | changed).items()]
    Path("s.toml").write_text("\n".join(["[[suppress]]", *lines, f"until = {until}"]), encoding="utf-8")
    found: dict[str, Any] = finding
    return found


def test_without_decisions_both_are_shown() -> None:
    code, report = checked()
    (document,) = report["documents"]
    assert code == 1
    assert len(document["findings"]) == 2
    assert (document["set_aside"], report["gone"], report["remarks"]) == ([], [], [])


def test_a_baseline_leaves_what_is_new_and_says_what_is_gone() -> None:
    checked()
    Path("out.json").rename("before.json")
    changed = (
        DOCUMENT.replace("1250.50", "1200.50")
        + "\n## 三、政府采购\n\n政府采购预算100.00万元，其中：货物60.00万元，服务30.00万元。\n"
    )
    Path("a.md").write_text(changed, encoding="utf-8")
    code, report = checked("--baseline", "before.json")
    (document,) = report["documents"]
    assert code == 1
    assert [row["place"]["section"][-1] for row in document["findings"]] == ["三、政府采购"]
    assert printed([row["finding"] for row in document["set_aside"]]) == ["1200.50万元"]
    assert [row["by"] for row in document["set_aside"]] == ["baseline"]
    assert printed(report["gone"]) == ["1250.50万元"]


def test_a_run_against_its_own_baseline_is_clean_and_makes_the_next_baseline() -> None:
    checked()
    for _ in range(2):
        Path("out.json").rename("before.json")
        code, report = checked("--baseline", "before.json")
        assert code == 0
        assert report["documents"][0]["findings"] == []
        assert len(report["documents"][0]["set_aside"]) == 2
        assert report["gone"] == []


def test_a_baseline_of_other_documents_is_not_said_to_be_gone() -> None:
    Path("b.md").write_text(DOCUMENT.replace("水务局", "林业局"), encoding="utf-8")
    main(["check", "b.md", "--format", "json", "--output", "before.json", "-q"])
    code, report = checked("--baseline", "before.json")
    assert code == 1
    assert report["gone"] == []


def test_a_suppressed_finding_is_counted_with_its_reason() -> None:
    finding = suppress("2026-06-30")
    code, report = checked("--suppressions", "s.toml", "--today", "2026-06-30")
    (document,) = report["documents"]
    assert code == 1
    assert finding["printed"] not in printed(document["findings"])
    (aside,) = document["set_aside"]
    assert (aside["by"], aside["who"], aside["reason"]) == ("suppression", "张三", "已向财政局说明")
    assert aside["until"] == "2026-06-30"
    assert aside["finding"]["fingerprint"] == finding["fingerprint"]
    assert report["remarks"] == []


def test_every_output_counts_what_is_suppressed(capsys: pytest.CaptureFixture[str]) -> None:
    suppress("2026-06-30")
    options = ["check", "a.md", "--select", "SU", "--suppressions", "s.toml", "--today", "2026-06-01"]
    main(options)
    assert "已抑制 1" in capsys.readouterr().out
    main([*options, "--format", "html", "--output", "a.html"])
    assert "已抑制 1" in Path("a.html").read_text(encoding="utf-8")
    assert "疑点 1（重要 1，一般 0，提示 0），已抑制 1" in capsys.readouterr().err


def test_an_expired_suppression_shows_its_finding_again_and_says_so() -> None:
    finding = suppress("2026-06-30")
    _, report = checked("--suppressions", "s.toml", "--today", "2026-07-01")
    assert finding["printed"] in printed(report["documents"][0]["findings"])
    (remark,) = report["remarks"]
    assert remark.startswith("抑制已于2026-06-30到期")


def test_a_suppression_that_meets_nothing_is_said() -> None:
    suppress("2026-06-30", fingerprint="0" * 16)
    _, report = checked("--suppressions", "s.toml", "--today", "2026-06-01")
    (remark,) = report["remarks"]
    assert remark.startswith("抑制没有用到")
    assert "张三：已向财政局说明" in remark


def test_the_settings_file_sets_severities_by_rule_and_place() -> None:
    Path("gouji.toml").write_text(
        'fail-on = "warning"\n[severity]\nSU = "warning"\nSU101 = "note"\n'
        '[[place]]\nregion = "青禾县"\nseverity = { SU101 = "error" }\n',
        encoding="utf-8",
    )
    code, report = checked()
    assert code == 1
    assert {row["severity"] for row in report["documents"][0]["findings"]} == {"error"}
    Path("a.md").write_text(DOCUMENT.replace("青禾县", "白石县"), encoding="utf-8")
    code, report = checked()
    assert code == 0
    assert {row["severity"] for row in report["documents"][0]["findings"]} == {"note"}


def test_settings_choose_rules_and_files_beside_them() -> None:
    suppress("2026-06-30")
    folder = Path("conf")
    folder.mkdir()
    Path("s.toml").rename(folder / "s.toml")
    (folder / "g.toml").write_text('suppressions = "s.toml"\nignore = ["CH"]\n', encoding="utf-8")
    _, report = checked("--settings", "conf/g.toml", "--today", "2026-06-01")
    assert len(report["documents"][0]["set_aside"]) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "selct = []",
            "gouji.toml：中不认识 selct，可用的有 select、ignore、fail-on、suppressions、baseline、severity、place。",
        ),
        ('fail-on = "fatal"', "gouji.toml：fail-on 不能是 fatal，只能是 error、warning、note。"),
        ('[severity]\nSU101 = "big"', "gouji.toml：severity SU101 不能是 big，只能是 error、warning、note。"),
        ('[severity]\nsums = "note"', "gouji.toml：severity 中的 sums 不是规则代码（如 CH101 或 CH）。"),
        ('[severity]\nQQ101 = "note"', "没有规则QQ101，用 gouji rules 查看全部规则。"),
        ('[[place]]\nregion = "甲县"', "gouji.toml：place 第1项 缺少 severity。"),
        ("select = 3", "gouji.toml：select 应当是列表。"),
        ('baseline = "no.json"', "无法读取 no.json，请核对路径、权限和编码（UTF-8）。"),
        ('baseline = "a.md"', "a.md 不是 gouji check --format json 的报告，不能作为基线。"),
        ("select = [", "gouji.toml 不是正确的 TOML"),
    ],
)
def test_a_wrong_settings_file_is_one_sentence(text: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("gouji.toml").write_text(text, encoding="utf-8")
    assert main(["check", "a.md"]) == 2
    assert capsys.readouterr().err.startswith(sentence)


@pytest.mark.parametrize(
    ("until", "changed", "sentence"),
    [
        ('"2026-02-30"', {}, "s.toml：suppress 第1项 until 没有这一天：2026-02-30。"),
        ('"2026-2"', {}, "s.toml：suppress 第1项 until 的写法不对：2026-2。"),
        ("2026-06-30", {"reason": " "}, "s.toml：suppress 第1项 reason 不能是空白。"),
        (
            "2026-06-30",
            {"why": "x"},
            "s.toml：suppress 第1项 中不认识 why，可用的有 rule、fingerprint、reason、who、until。",
        ),
    ],
)
def test_a_wrong_suppression_is_one_sentence(
    until: str, changed: dict[str, str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    suppress(until, **changed)
    assert main(["check", "a.md", "--suppressions", "s.toml"]) == 2
    assert capsys.readouterr().err == sentence + "\n"
