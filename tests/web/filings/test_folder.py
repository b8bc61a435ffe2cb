"""The watched folder: only finished files, each once, moved away; what cannot be taken lies apart."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from tests.web.filings.conftest import GOOD

from gouji.web.filings.models import Filing, Intake, Version
from gouji.web.filings.services import folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import District


def lay(path: Path, text: str = GOOD) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def names(where: Path) -> set[str]:
    return {path.name for path in where.iterdir() if path.is_file()} if where.is_dir() else set()


def test_what_is_laid_in_is_filed_by_the_desk_itself(tmp_path: Path, district: District) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    lay(inbox / "预算.txt")
    lay(inbox / "教育局.txt", GOOD.replace("林业局", "教育局"))
    lay(inbox / "空.txt", "")
    lay(inbox / "~$预算.txt")
    lay(inbox / "上传中.part")
    call_command("watch_folder", inbox, region=district.county.code, every=0, once=True)
    assert {filing.unit for filing in Filing.objects.all()} == {district.forestry, district.schools}
    assert {one.by for one in Intake.objects.all()} == {None}
    assert names(inbox) == {"~$预算.txt", "上传中.part"}
    assert names(inbox / folder.TAKEN) == {"预算.txt", "教育局.txt"}
    assert names(inbox / folder.REFUSED) == {"空.txt"}


def test_a_file_that_still_grows_is_left(tmp_path: Path) -> None:
    path = lay(tmp_path / "a.txt", "一半")
    before = folder.look(tmp_path)
    lay(path, "一半和另一半")
    assert folder.settled(before, folder.look(tmp_path)) == []
    os.utime(path, ns=(1, 1))
    last = folder.look(tmp_path)
    assert folder.settled(last, folder.look(tmp_path)) == [path]


def test_the_same_file_again_makes_no_second_version(tmp_path: Path, district: District) -> None:
    for _ in range(2):
        lay(tmp_path / "a.txt")
        call_command("watch_folder", tmp_path, every=0, once=True)
    assert Version.objects.count() == 1
    assert Filing.objects.get().unit == district.forestry
    assert names(tmp_path / folder.TAKEN) == {"a.txt", "a (2).txt"}


def test_a_folder_or_region_that_is_not_there_is_said(tmp_path: Path, district: District) -> None:
    assert district
    with pytest.raises(CommandError, match="没有这个文件夹"):
        call_command("watch_folder", tmp_path / "nowhere", every=0, once=True)
    with pytest.raises(CommandError, match="--region"):
        call_command("watch_folder", tmp_path, region="000000", every=0, once=True)
