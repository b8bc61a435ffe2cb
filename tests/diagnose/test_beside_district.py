"""A clean made-up district: the documents of each body bear one another out, and nothing is said against any of them."""

import json
import re
from pathlib import Path

from gouji import api


def test_a_clean_district_is_clean_beside_itself(tmp_path: Path) -> None:
    for _ in api.write_district(tmp_path, seed=3, units=2, years=2, forms=api.FORMS, formats=("md",)):
        pass
    files = sorted(tmp_path.glob("*.md"))
    assert len(files) == 8
    alone = {checked.document.path: checked.account["verified"] for checked in api.check_many(files, jobs=1)}
    linked = list(api.check_together(api.check_many(files, jobs=1)))
    assert not [finding.message for checked in linked for finding in checked.findings if finding.beside]
    assert sum(checked.account["verified"] for checked in linked) > sum(alone.values())


def test_departments_and_units_of_a_clean_district_bear_one_another_out(tmp_path: Path) -> None:
    for _ in api.write_district(tmp_path, seed=4, units=4, years=1, forms=api.FORMS, formats=("md",), also=("units",)):
        pass
    linked = list(api.check_together(api.check_many(sorted(tmp_path.glob("*.md")), jobs=1)))
    assert {checked.extraction.parts[0].level for checked in linked if checked.extraction} == {"部门", "单位"}
    assert not [finding.message for checked in linked for finding in checked.findings if finding.beside]


def test_the_budget_bears_out_what_an_account_says_of_it_and_nothing_else_does(tmp_path: Path) -> None:
    for _ in api.write_district(tmp_path, seed=4, units=4, years=1, forms=api.FORMS, formats=("md",), also=("units",)):
        pass
    account = tmp_path / "虚构示例-栖澜县生态环境局-2024年度部门决算.md"
    prose = [line for line in account.read_text(encoding="utf-8").splitlines() if not line.startswith(("|", "<"))]
    account.write_text(re.sub(r"，完成(年初)?预算的?[\d.]+%", "", "\n".join(prose)), encoding="utf-8")
    (alone,) = api.check_many([account], jobs=1)
    linked = api.check_together(api.check_many(sorted(tmp_path.glob("*.md")), jobs=1))
    (beside,) = (checked for checked in linked if checked.document.path == alone.document.path)
    assert not [finding.message for finding in beside.findings if finding.beside]
    assert beside.account["verified"] > alone.account["verified"]


def test_a_draft_and_what_was_published_are_told_apart(tmp_path: Path) -> None:
    for _ in api.write_district(tmp_path, seed=3, units=1, years=1, forms=api.FORMS, formats=("md",), also=("drafts",)):
        pass
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["documents"]
    assert [entry["name"].rsplit("（")[-1] for entry in truth] == ["送审稿）", "公开稿）"] * 2
    linked = api.check_together(api.check_many(sorted(tmp_path.glob("*.md")), jobs=1))
    told = [finding for checked in linked for finding in checked.findings if finding.beside]
    assert {finding.rule for finding in told} <= {"EQ305"}
    for entry in truth[::2]:
        draft = tmp_path / entry["files"][0]
        final = draft.with_name(draft.name.replace("送审稿", "公开稿"))
        first, second = (api.extract(next(iter(api.read_paths([path])))) for path in (draft, final))
        (pair,) = api.compare(first, second).pairs
        changed = {(row.first.figure.text, row.second.figure.text) for row in pair.rows}
        planted = {(defect["printed"], defect["right"]) for defect in entry["defects"]}
        assert changed
        assert changed <= planted
