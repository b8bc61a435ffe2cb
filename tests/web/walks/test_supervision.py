"""The finance bureau's year in the made-up county: the draft in January, a warning in any month, the half-year, the audit."""

from __future__ import annotations

import csv
import datetime as dt
import os
import re
from typing import TYPE_CHECKING

import pytest

from gouji import api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.web.walks.served import Served
    from tests.web.walks.walk import Walk

    Sit = Callable[[str], Walk]

pytestmark = [
    pytest.mark.skipif(
        not (os.environ.get("CI") or os.environ.get("GOUJI_WALKS")),
        reason="a minute of browser: runs in CI, or with GOUJI_WALKS=1",
    )
]
_SEED, _COUNTY = 20, "霁溪县"  # as gouji.web.demo has them
_TODAY = dt.datetime.now(dt.UTC).date()
_WATER = "霁溪县水利局（虚构）"
_ROW = {
    "支付日期": "",
    "凭证号": "",
    "预算单位": _WATER,
    "项目名称": "公用运转",
    "功能科目": "2130301",
    "部门经济科目": "30201",
    "资金性质": "一般公共预算",
    "收款人": "",
    "摘要": "",
    "是否政府采购": "",
    "支付金额": "100000.00",
}
"""A payment under the headings that the county's treasury always prints."""
_SHORTER = tuple(name for name in _ROW if name not in {"摘要", "是否政府采购"})
_SELF = "收款人是本单位"
_AUDITED = re.compile(r"20\d\d年度审计工作报告指出的问题")


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The government's newest budget report without its defects."""
    folder = tmp_path_factory.mktemp("draft")
    made = api.write_district(
        folder,
        seed=_SEED,
        units=8,
        years=3,
        forms=("sichuan",),
        formats=("docx",),
        also=("government",),
        place=_COUNTY,
    )
    list(made)
    return max(folder.glob("*政府预算报告.docx"))


def payments(path: Path, day: int, *payees: str, columns: Iterable[str] = _ROW) -> None:
    """Write a file as the treasury's system exports it: one payment of the water bureau to each of these."""
    shown = tuple(columns)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(shown)
        for number, payee in enumerate(payees):
            own = {"支付日期": f"{_TODAY:%Y-%m}-{day:02}", "凭证号": f"{path.stem}{number}", "收款人": payee}
            writer.writerow([(_ROW | own)[name] for name in shown])


def test_january_the_draft_comes_in_and_stands_in_the_folder(walk: Sit, draft: Path) -> None:
    year = re.search(r"20\d\d", draft.name)
    assert year
    finance = walk("finance")
    finance.go("/filings/?unit=人民政府&kind=government_budget")
    finance.wait_for(f"a:has-text('{year[0]}年政府预算')")
    finance.go("/filings/upload")
    finance.page.set_input_files("#files", str(draft))
    finance.press("上传并核对")
    finance.wait_for(".ti-circle-check.text-success.fs-2")
    finance.look("january-1-recognised")
    finance.follow(f"{year[0]}年政府预算")
    finance.wait_for(".filing-card.is-settled")
    finance.sees("v2")
    finance.look("january-2-draft")
    finance.done()
    office = walk("office")
    office.go(f"/agenda/?year={year[0]}")
    office.wait_for(".agenda-meeting")
    meeting = office.page.locator(".agenda-meeting", has_text="人民代表大会第").first
    meeting.get_by_role("link", name="会前材料").click()
    office.page.wait_for_load_state("networkidle")
    office.sees("送交预算草案初步方案")
    office.look("january-3-folder")
    office.done()


def test_any_month_from_a_file_in_the_folder_to_a_sent_letter_in_three_clicks(walk: Sit, desk: Served) -> None:
    finance = walk("finance")
    finance.go("/execution/loads/")
    finance.wait_for("tr:has-text('国库支付') .bg-green-lt")
    name = f"{_TODAY.year}年{_TODAY.month}月国库支付.csv"
    payments(desk.watched / name, 1, _WATER, "虚构供应商9")
    finance.wait_for(f"tr:has-text('{name}') .bg-green-lt")
    finance.look("month-1-loads")
    finance.follow(name)
    finance.look("month-2-load")
    finance.done()
    lead = walk("lead")
    lead.go("/execution/alerts/?indicator=EX106&state=open")
    lead.wait_for(f"tr:has-text('{_WATER}') a:has-text('{_SELF}')")
    lead.look("month-3-alerts")
    lead.page.locator(f"tr:has-text('{_WATER}') a:has-text('{_SELF}')").click()  # the first click
    lead.sees("怎么处理")
    lead.look("month-4-alert")
    lead.press("签发核实函")  # the second
    lead.sees("待答复")
    lead.look("month-5-sent")
    lead.done()


def test_any_month_a_person_brings_a_file_and_says_once_what_its_columns_are(walk: Sit, tmp_path: Path) -> None:
    path = tmp_path / f"{_TODAY.year}年补报支付.csv"
    payments(path, 2, "虚构供应商8", columns=_SHORTER)
    finance = walk("finance")
    finance.go("/execution/loads/new")
    finance.look("month-6-upload")
    finance.page.set_input_files("input[type=file]", str(path))
    finance.press("上传")
    finance.sees("列对应")
    finance.look("month-7-columns")
    finance.press("确认列对应并导入")
    finance.wait_for("#load-state .bg-green-lt:has-text('已启用')")
    finance.look("month-8-live")
    finance.go("/execution/sources/")
    finance.look("month-9-sources")
    finance.done()


def test_july_half_a_year_is_heard_with_its_figures(walk: Sit) -> None:
    year = _TODAY.year if _TODAY.month > 7 else _TODAY.year - 1
    office = walk("office")
    office.go("/filings/?unit=人民政府&kind=half_year")
    office.wait_for("a:has-text('上半年预算执行情况报告')")
    office.follow("上半年预算执行情况报告")
    office.wait_for(".filing-paper")
    office.look("july-1-report")
    for name, path in (("overview", ""), ("books", "books/"), ("flow", "flow/")):
        office.go(f"/execution/{path}?year={year}&month=6")
        office.sees("6月末")
        office.look(f"july-2-{name}")
    office.go("/execution/")
    office.page.locator("table a[href*='/execution/units/']").first.click()
    office.page.wait_for_load_state("networkidle")
    office.look("july-3-unit")
    office.page.locator("table a[href*='/project/']").first.click()
    office.page.wait_for_load_state("networkidle")
    office.look("july-4-project")
    office.go("/execution/indicators/EX101/")
    office.press("试算过去三年")
    office.look("july-5-threshold")
    office.done()


def fill_in(person: Walk, link: str, **given: str) -> None:
    """Follow a link of the list to its small form, fill it in and send it."""
    person.page.get_by_role("link", name=link, exact=True).first.click()
    for name, value in given.items():
        person.page.locator(f"#id_{name}").fill(value)
    person.page.locator("form.matters-form button.btn-primary").click()
    person.page.wait_for_load_state("networkidle")


def report(accountant: Walk, proof: Path) -> None:
    """Report what was put right, with a file that shows it."""
    form = accountant.page.locator("#form form")
    accountant.page.locator("#form").get_by_role("link", name="报告整改情况", exact=True).click()
    form.wait_for()
    form.locator("[name=answer]").fill("两项均已整改（虚构）。")
    form.locator("[name=attachment]").set_input_files(str(proof))
    accountant.press("报告整改情况", form)
    accountant.sees("待核查")


def test_the_audit_report_s_items_become_a_matter(walk: Sit) -> None:
    office = walk("office")
    office.go("/filings/?unit=人民政府&kind=audit_report")
    office.wait_for("a:has-text('审计工作报告')")
    office.follow("审计工作报告")
    office.wait_for(".filing-paper")
    office.look("audit-1-report")
    office.follow("立审计整改")
    office.sees("请逐项核对文字和单位")
    assert re.fullmatch(_AUDITED, office.page.locator("#title").input_value())
    for row in range(2):
        office.page.locator("[name=pick]").nth(row).check()
        office.page.locator("[name^=unit-]").nth(row).fill(_WATER)
    office.page.locator("details summary").first.click()
    office.look("audit-2-problems")
    office.press("把勾选的立为审计整改")
    office.look("audit-3-items")
    office.move("送负责人交办")
    office.sees("待交办")
    office.done()
    lead = walk("lead")
    lead.go("/matters/?kind=rectification")
    lead.follow(_AUDITED)
    lead.move("交办", date=f"{_TODAY.year + 1}-03-31")
    lead.sees("整改中")
    lead.look("audit-4-assigned")
    lead.done()


def test_the_report_on_rectification_is_held_against_the_items(walk: Sit) -> None:
    office = walk("office")
    office.go("/filings/?unit=人民政府&kind=rectification")
    office.follow("审计整改报告")
    office.wait_for(".filing-paper")
    office.follow("对照整改清单")
    office.sees("报告里没有对上清单的")
    office.look("audit-5-told")
    office.done()


def test_the_items_are_put_right_and_closed_one_by_one(walk: Sit, tmp_path: Path) -> None:
    proof = tmp_path / "收据（虚构）.txt"
    proof.write_text("收据（虚构）", encoding="utf-8")
    accountant = walk("accountant")
    accountant.go("/matters/?kind=rectification")
    accountant.follow(_AUDITED)
    matter = accountant.number()
    for _ in range(2):
        fill_in(accountant, "写措施", measure="已收回财政并补记账（虚构）", responsible="林霁")
    report(accountant, proof)
    accountant.look("audit-5-reported")
    accountant.done()
    office = walk("office")
    office.go(f"/matters/{matter}/")
    for _ in range(2):
        fill_in(office, "销号", reason="已看收据和记账凭证（虚构）。")
    office.look("audit-6-items-closed")
    office.done()
    lead = walk("lead")
    lead.go(f"/matters/{matter}/")
    lead.move("全部销号，办结")
    lead.sees("办结")
    lead.look("audit-7-closed")
    lead.done()
