"""Two seasons of the office in the made-up county: January, before the congress sits, and July, when accounts are heard."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.walks.walk import Walk

    Sit = Callable[[str], Walk]

pytestmark = [
    pytest.mark.skipif(
        not (os.environ.get("CI") or os.environ.get("GOUJI_WALKS")),
        reason="a minute of browser: runs in CI, or with GOUJI_WALKS=1",
    )
]
_YEAR = dt.datetime.now(dt.UTC).year


def packed(office: Walk, folder: Path) -> list[str]:
    """Download the folder of the meeting on the page and return the names in it."""
    with office.page.expect_download() as waiting:
        office.page.get_by_role("link", name="下载全部").click()
    path = folder / "folder.zip"
    waiting.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        return [name.rsplit("/", 1)[-1] for name in archive.namelist()]


def open_folder(office: Walk, kind: str) -> None:
    """Open the folder of the year's first meeting whose name says this."""
    meeting = office.page.locator(".agenda-meeting", has_text=kind).first
    meeting.get_by_role("link", name="会前材料").click()
    office.page.wait_for_load_state("networkidle")


def test_january_the_office_prepares_the_congress(walk: Sit, tmp_path: Path) -> None:
    office = walk("office")
    office.go(f"/agenda/?year={_YEAR}")
    office.wait_for(".agenda-meeting")
    office.look("january-1-year")
    open_folder(office, "人民代表大会第")
    office.sees("部门预算与上年对比")
    office.look("january-2-folder")
    assert any(name.endswith("草稿）.docx") for name in packed(office, tmp_path))
    source = office.page.locator(".agenda-table a[href*='/at/']").first
    source.click()
    office.page.locator(".f.lit").first.wait_for()
    office.look("january-3-source")
    office.done()


def test_january_the_day_of_a_meeting_moves_what_is_due(walk: Sit) -> None:
    office = walk("office")
    office.go(f"/agenda/meetings/new?year={_YEAR + 1}&item=first_review-{_YEAR + 1}")
    office.page.locator("#id_name").fill("县人大常委会初步审查会议（虚构）")
    office.page.locator("#id_on").fill(f"{_YEAR + 1}-01-11")
    office.look("january-4-meeting")
    office.press("保存")
    office.sees("已按会议日期排好")
    office.look("january-5-moved")
    office.follow("变动")
    office.page.locator("#id_on").fill(f"{_YEAR + 1}-01-13")
    office.press("保存")
    office.sees("01-13")
    office.done()
    finance = walk("finance")
    finance.go(f"/agenda/?year={_YEAR}&who=finance")
    finance.look("january-6-year")
    finance.done()


def test_july_the_office_hears_accounts_and_half_a_year(walk: Sit, tmp_path: Path) -> None:
    office = walk("office")
    office.go(f"/agenda/?year={_YEAR}")
    office.wait_for(".agenda-meeting")
    open_folder(office, "审查和批准决算")
    office.sees("决算审查结果报告")
    office.look("july-1-folder")
    names = packed(office, tmp_path)
    assert sum(name.endswith(".docx") for name in names) == 3
    assert any(name.endswith("（虚构）.html") for name in names)
    office.done()
    accountant = walk("accountant")
    accountant.go(f"/agenda/?year={_YEAR}")
    accountant.look("july-2-year")
    accountant.done()
    lead = walk("lead")
    lead.go("/agenda/terms/")
    lead.look("july-3-terms")
    lead.done()
