"""Documents side by side: who is held against whom, what is said, and that the order of files says nothing. All made up."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from gouji import api
from gouji.cli.app import main
from gouji.diagnose.checked import Checked
from gouji.model.figure import State
from gouji.model.finding import Finding
from gouji.read.text import TextReader

FINAL_2023 = """# 虚构市青禾县林业局2023年度部门决算

一、收入支出情况

2023年一般公共预算财政拨款支出100.00万元，其中：基本支出60.00万元，项目支出40.00万元。
"""
BUDGET_2024 = """# 青禾县林业局2024年部门预算

一、支出情况

2024年公务接待费预算4.00万元。
"""


def final_2024(change: str = "增加20.00万元", words: str = "", reception: str = "4.00") -> str:
    return f"""# 青禾县林业局2024年度部门决算

一、支出情况

2024年一般公共预算财政拨款支出120.00万元，比2023年度决算数{change}{words}。

二、公务接待费

2024年公务接待费年初预算为{reception}万元，支出决算为2.00万元。
"""


def together(**texts: str) -> dict[str, Checked]:
    documents = [TextReader().read(text.encode(), f"{name}.md", api.Limits()) for name, text in texts.items()]
    run = api.check_together(api.check(document) for document in documents)
    return {checked.document.path.removesuffix(".md"): checked for checked in run}


def beside(run: dict[str, Checked]) -> list[tuple[str, Finding]]:
    return [(name, finding) for name, checked in run.items() for finding in checked.findings if finding.beside]


def test_what_agrees_is_borne_out_in_both_documents() -> None:
    run = together(final2023=FINAL_2023, budget2024=BUDGET_2024, final2024=final_2024())
    assert not beside(run)
    alone = api.check(run["final2024"].document)
    text = alone.document.text
    for printed in ("120.00万元", "20.00万元", "4.00万元"):
        at = next(figure.id for figure in alone.extraction.figures if figure.text == printed) if alone.extraction else 0
        assert alone.states[at] is State.UNRELATED, text
        assert run["final2024"].states[at] is State.VERIFIED
    assert run["budget2024"].account["verified"] == 1


def test_a_wrong_base_is_shown_once_with_the_other_place() -> None:
    run = together(final2023=FINAL_2023, final2024=final_2024("增加30.00万元"))
    [(name, finding)] = beside(run)
    assert (name, finding.rule, finding.severity) == ("final2024", "EQ301", "warning")
    assert finding.place.text == "120.00万元"
    [other] = finding.beside
    assert (other.place.document, other.place.text, other.line) == ("final2023.md", "100.00万元", 5)
    assert other.title == "虚构市青禾县林业局2023年部门决算"
    assert "90" in finding.working


@pytest.mark.parametrize("words", ["（按可比口径计算）", "，主要原因是机构改革划入职能"])
def test_a_base_said_to_be_adjusted_is_no_finding(words: str) -> None:
    assert not beside(together(final2023=FINAL_2023, final2024=final_2024("增加30.00万元", words)))


def test_a_base_adjusted_throughout_is_said_once() -> None:
    said = "上年度数据已按同口径调整，与上年公开数不一致。"
    report = final_2024("增加30.00万元").replace("一、支出情况\n", f"一、支出情况\n\n{said}\n")
    assert said in report
    assert not beside(together(final2023=FINAL_2023, final2024=report))


def test_the_budget_in_the_account_is_the_published_one() -> None:
    run = together(budget2024=BUDGET_2024, final2024=final_2024(reception="5.00"))
    [(name, finding)] = beside(run)
    assert (name, finding.rule, finding.place.text) == ("final2024", "EQ303", "5.00万元")
    assert finding.beside[0].place.document == "budget2024.md"


def test_the_budget_is_to_blame_where_the_account_computes_with_another() -> None:
    computed = final_2024(reception="5.00").replace("支出决算为2.00万元", "支出决算为2.00万元，完成年初预算的40.00%")
    run = together(budget2024=BUDGET_2024, final2024=computed)
    [(name, finding)] = beside(run)
    assert (name, finding.rule, finding.place.text, finding.expected) == ("budget2024", "EQ303", "4.00万元", "5.00")
    assert [(one.value, one.unit) for one in finding.repairs] == [("5.00", "万元")]
    assert finding.beside[0].place.document == "final2024.md"
    assert run["budget2024"].account["contradicted"] == 1
    assert run["final2024"].account["disputed"] == 0


def test_where_both_compute_the_account_is_shown() -> None:
    both = BUDGET_2024.replace("预算4.00万元", "预算4.00万元，其中：国内接待3.00万元，外事接待1.00万元")
    computed = final_2024(reception="5.00").replace("支出决算为2.00万元", "支出决算为2.00万元，完成年初预算的40.00%")
    [(name, finding)] = beside(together(budget2024=both, final2024=computed))
    assert (name, finding.place.text, finding.expected) == ("final2024", "5.00万元", None)


def test_a_figure_that_another_document_bears_out_is_no_longer_accused() -> None:
    budget = """# 青禾县林业局2024年部门预算

一、“三公”经费

2024年“三公”经费预算5.81万元，其中：公务接待费0.27万元，公务用车运行维护费4.94万元。
"""
    account = """# 青禾县林业局2024年度部门决算

一、“三公”经费

“三公”经费年初预算为5.81万元，支出决算为5.20万元，完成年初预算的89.50%。
"""
    [alone] = together(budget=budget)["budget"].findings
    assert (alone.place.text, alone.expected) == ("5.81万元", "5.21")
    [finding] = together(budget=budget, account=account)["budget"].findings
    assert (finding.place.text, finding.expected) == ("0.27万元", "0.87")


def test_the_office_itself_may_not_be_its_department() -> None:
    own = final_2024().replace("林业局2024", "林业局（本级）2024")
    run = together(final2023=FINAL_2023, final2024=own)
    assert run["final2023"].account["verified"] == 3
    assert together(final2023=FINAL_2023)["final2023"].account["verified"] == 3
    assert run["final2024"].account["verified"] == 2
    differing = final_2024("增加30.00万元").replace("林业局2024", "林业局（本级）2024")
    assert not beside(together(final2023=FINAL_2023, final2024=differing))


def test_another_district_is_another_body() -> None:
    other = FINAL_2023.replace("虚构市青禾县", "虚构市白石县").replace("100.00", "70.00").replace("40.00", "10.00")
    assert not beside(together(final2023=other, final2024=final_2024()))
    # an office named without its district is nobody's while two districts have one
    bare = final_2024("增加30.00万元").replace("青禾县林业局", "林业局")
    assert not beside(together(final2023=FINAL_2023, other=other, final2024=bare))


def test_of_two_versions_the_one_that_agrees_counts() -> None:
    earlier = FINAL_2023.replace("100.00", "110.00").replace("40.00", "50.00")
    run = together(draft=earlier, final2023=FINAL_2023, final2024=final_2024())
    assert [finding.rule for _, finding in beside(run)] == ["EQ305"]


def test_where_most_figures_differ_the_footing_was_changed() -> None:
    def report(year: int, rows: list[tuple[str, str]]) -> str:
        lines = "\n\n".join(f"{number}、{text}" for number, (_, text) in enumerate(rows, 1))
        return f"# 青禾县林业局{year}年度部门决算\n\n一、支出情况\n\n{lines}\n"

    names = ["公务接待费", "会议费", "培训费", "因公出国（境）费"]
    first = report(2023, [(name, f"2023年{name}支出{at}.00万元。") for at, name in enumerate(names, 10)])
    second = report(
        2024,
        [(name, f"2024年{name}支出{at}.00万元，比2023年决算数增加7.00万元。") for at, name in enumerate(names, 30)],
    )
    [(_, finding)] = beside(together(first=first, second=second))
    assert finding.severity == "note"
    assert "4项" in finding.message


def test_the_figure_that_two_others_contradict_alike_is_to_blame() -> None:
    budget_2025 = """# 青禾县林业局2025年部门预算

一、支出情况

2025年公务接待费预算3.50万元，比2024年部门预算减少0.50万元。
"""
    run = together(budget2024=BUDGET_2024, final2024=final_2024(), budget2025=budget_2025)
    assert not beside(run)
    run = together(budget2024=BUDGET_2024.replace("4.00", "4.80"), final2024=final_2024(), budget2025=budget_2025)
    [(name, finding)] = beside(run)
    assert (name, finding.place.text, finding.severity) == ("budget2024", "4.80万元", "warning")
    assert "4.00万元" in finding.message
    assert {other.place.document for other in finding.beside} == {"final2024.md", "budget2025.md"}
    assert run["budget2024"].account["contradicted"] == 1


def test_a_figure_that_its_own_document_names_is_not_named_again() -> None:
    slip = FINAL_2023.replace("100.00", "1000.0")
    run = together(final2023=slip, final2024=final_2024())
    assert [finding.rule for finding in run["final2023"].findings] == ["SU101"]
    assert not beside(run)


def test_a_unit_and_its_department_in_one_file() -> None:
    department = """# 青禾县林业局2024年度部门决算

一、单位构成

纳入本部门决算编制范围的单位包括：青禾县林业局本级、青禾县木材检查站。

二、支出决算情况说明

2024年一般公共预算财政拨款支出100.00万元，基本支出60.00万元，项目支出40.00万元。
"""
    unit = """
# 青禾县木材检查站2024年度单位决算

一、支出决算情况说明

2024年一般公共预算财政拨款支出130.00万元，基本支出70.00万元，项目支出60.00万元。
"""
    [(_, finding)] = [pair for pair in beside(together(both=department + unit)) if pair[1].place.text == "130.00万元"]
    assert finding.rule == "BO301"
    assert finding.place.part == 1
    assert finding.beside[0].place.part == 0


def test_the_order_of_files_changes_nothing() -> None:
    texts = {
        "final2023": FINAL_2023,
        "budget2024": BUDGET_2024,
        "final2024": final_2024("增加30.00万元", reception="5.00"),
        "draft2024": final_2024("增加25.00万元"),
    }
    seen = set()
    for order in permutations(texts):
        run = together(**{name: texts[name] for name in order})
        seen.add(repr([(name, run[name].findings, run[name].states) for name in sorted(run)]))
    assert len(seen) == 1


def test_a_copy_of_a_file_is_no_second_version() -> None:
    run = together(one=FINAL_2023, copy=FINAL_2023, final2024=final_2024())
    assert not beside(run)


def test_the_command_line_cites_the_other_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a2023.md").write_text(FINAL_2023, encoding="utf-8")
    (tmp_path / "b2024.md").write_text(final_2024("增加30.00万元"), encoding="utf-8")
    main(["check", str(tmp_path)])
    shown = "".join(capsys.readouterr().out.split())
    assert "与《虚构市青禾县林业局2023年部门决算》" in shown
    assert "a2023.md第5行的100.00万元对照" in shown
    main(["check", str(tmp_path), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    [finding] = [entry for entry in report["documents"][1]["findings"] if entry["rule"] == "EQ301"]
    assert finding["claims"][-1]["figures"][1]["document"].endswith("a2023.md")
    assert finding["related"][-1]["document"].endswith("a2023.md")
    main(["check", str(tmp_path), "--format", "html"])
    assert "a2023.md 第5行" in capsys.readouterr().out


def department(total: str, more: str = "") -> str:
    return f"""# 虚构市青禾县林业局2024年度部门决算

纳入本部门决算编制范围的单位共3家，包括：青禾县林业局本级、青禾县木材检查站、青禾县苗圃管护中心。

一、支出情况

2024年一般公共预算财政拨款支出{total}万元。{more}
"""


def unit(name: str, total: str, more: str = "") -> str:
    return f"""# {name}2024年度单位决算

一、支出情况

2024年一般公共预算财政拨款支出{total}万元。{more}
"""


def units(**amounts: str) -> dict[str, str]:
    names = {"home": "虚构市青禾县林业局（本级）", "station": "青禾县木材检查站", "nursery": "青禾县苗圃管护中心"}
    return {key: unit(names[key], amount) for key, amount in amounts.items()}


def test_a_department_that_is_the_sum_of_its_units_is_borne_out_with_all_of_them() -> None:
    run = together(department=department("100.00"), **units(home="70.00", station="20.00", nursery="10.00"))
    assert not beside(run)
    for name, printed in (("department", "100.00"), ("home", "70.00"), ("station", "20.00"), ("nursery", "10.00")):
        extraction = run[name].extraction
        assert extraction is not None
        at = next(figure.id for figure in extraction.figures if figure.text == f"{printed}万元")
        assert run[name].states[at] is State.VERIFIED, name


def test_a_department_that_is_not_the_sum_of_its_units_is_told_with_all_of_them() -> None:
    run = together(department=department("110.00"), **units(home="70.00", station="20.00", nursery="10.00"))
    ((name, finding),) = beside(run)
    assert (name, finding.rule, finding.printed) == ("department", "EQ306", "110.00万元")
    assert finding.working == "70.00 + 20.00 + 10.00 = 100.00"
    assert [other.place.text for other in finding.beside] == ["70.00万元", "20.00万元", "10.00万元"]


def test_a_sum_over_units_is_not_asked_for_where_one_is_missing_or_there_twice() -> None:
    some = units(home="70.00", station="20.00")
    assert not beside(together(department=department("110.00"), **some))
    twice = {
        **units(home="70.00", station="20.00", nursery="10.00"),
        "again": units(station="20.00")["station"] + "\n注。\n",
    }
    assert not beside(together(department=department("110.00"), **twice))


def test_a_copy_of_a_file_is_no_second_witness_and_hears_the_same() -> None:
    wrong = final_2024("增加30.00万元")
    alone = beside(together(final2023=FINAL_2023, final2024=wrong))
    assert [name for name, _ in alone] == ["final2024"]
    assert beside(together(final2023=FINAL_2023, final2024=wrong, other=FINAL_2023)) == alone
    own = beside(together(final2023=FINAL_2023, copy=wrong, final2024=wrong))
    assert [name for name, _ in own] == ["copy", "final2024"]
    right = together(other=FINAL_2023, final2023=FINAL_2023, final2024=final_2024())
    for name in ("other", "final2023"):
        extraction = right[name].extraction
        assert extraction is not None
        at = next(figure.id for figure in extraction.figures if figure.text == "100.00万元")
        assert right[name].states[at] is State.VERIFIED, name


def test_what_one_unit_does_not_state_is_not_taken_for_nothing() -> None:
    car = "公务用车运行维护费支出{}万元。"
    run = together(
        department=department("100.00", car.format("9.00")),
        home=unit("虚构市青禾县林业局（本级）", "70.00", car.format("5.00")),
        station=unit("青禾县木材检查站", "20.00", car.format("3.00")),
        nursery=unit("青禾县苗圃管护中心", "10.00"),
    )
    assert not beside(run)


def test_an_opening_budget_may_be_that_without_the_money_carried_over() -> None:
    budget = """# 虚构市青禾县林业局2024年部门预算

一般公共预算支出预算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 当年财政拨款安排 | 上年结转安排 |
|---|---|---|---|---|
| | 合计 | 110.00 | 100.00 | 10.00 |
| 2130204 | 事业机构 | 110.00 | 100.00 | 10.00 |
"""
    account = """# 虚构市青禾县林业局2024年度部门决算

2024年一般公共预算财政拨款支出年初预算为{}万元，支出决算为99.00万元。
"""
    for opening, found in (("100.00", []), ("110.00", []), ("105.00", ["EQ303"])):
        run = together(budget=budget, account=account.format(opening))
        assert [finding.rule for _, finding in beside(run)] == found, opening
