"""A clean made-up district: the documents of each body bear one another out, and nothing is said against any of them."""

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
