"""The parts of the corpus report on a small made-up folder of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from gouji.corpus import accepted, labels, shares, verdicts
from gouji.corpus.__main__ import main
from gouji.corpus.run import Entry, met, read_by_hand, run

if TYPE_CHECKING:
    from pathlib import Path

# 80.00 + 15.00 = 95.00, not 98.00; 15.00 / 95.00 = 15.79%.
WRONG = "2026年收入预算98.00万元，其中：一般公共预算拨款80.00万元，政府性基金15.00万元。\n"
RIGHT = "2026年收入预算95.00万元，其中：一般公共预算拨款80.00万元，政府性基金15.00万元。\n"
TITLE = "青禾县水务局2026年部门预算\n\n一、收入预算情况\n\n"


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    folder = tmp_path / "samples" / "disclosures"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(TITLE + WRONG, encoding="utf-8")
    (folder / "two.txt").write_text(TITLE + RIGHT, encoding="utf-8")
    (folder / "three.pdf").write_bytes(b"")
    return folder.parent


@pytest.fixture
def entries(samples: Path) -> list[Entry]:
    return list(run(samples, jobs=1))


def test_documents_are_named_by_their_path_in_the_folder(entries: list[Entry]) -> None:
    assert [entry.name for entry in entries] == [f"disclosures/{name}" for name in ("one.txt", "three.pdf", "two.txt")]
    assert [entry.stem for entry in read_by_hand(entries)] == ["one", "three", "two"]


def test_known_defects_and_decoys_are_met(samples: Path, entries: list[Entry]) -> None:
    truth = {
        "defects": {
            "one": [{"kind": "sum", "near": "收入预算98.00万元，其中", "at": "98.00", "expect": "95.00", "page": 1}],
            "two": [{"kind": "sum", "near": "收入预算95.00万元", "at": "95.00", "expect": None}],
            "elsewhere": [{"kind": "sum", "near": "1", "at": "1"}],
        },
        "decoys": {"two": [{"near": "收入预算95.00万元", "at": "95.00"}]},
    }
    (samples / "known-defects.yaml").write_text(yaml.safe_dump(truth, allow_unicode=True), encoding="utf-8")
    defects, decoys = met(samples, entries)
    assert [match.severe for match in defects] == [True, False]
    assert [match.finding for match in decoys] == [None]


def test_the_share_of_settled_figures(entries: list[Entry]) -> None:
    # Three amounts; the year in the text and the number of the heading are no quantities.
    assert shares.share(entries[2].checked) == shares.Share(3, 3)
    assert shares.share(entries[1].checked).percent is None


@pytest.mark.parametrize(
    ("span", "pages"),
    [
        ("pages 18-20, 第三部分 without 第四部分", {18, 19, 20}),
        ("pages 8-9, 22 and 23 (说明, 3 项)", {8, 9, 22, 23}),
        ("pages 2-3, headings 二 to 5", {2, 3}),
    ],
)
def test_the_pages_of_a_ceiling(span: str, pages: set[int]) -> None:
    assert shares.pages_of(span) == pages


def _label(near: str, at: str, **more: str | None) -> labels.Row:
    row: labels.Row = {"document": "two", "page": None, "where": "prose", "near": near, "at": at}
    return {**row, "nature": "quantity", "value": "95.00", "unit": "万元", **dict.fromkeys(labels.AXES, "-"), **more}


def test_labels_are_held_against_the_reading(entries: list[Entry]) -> None:
    rows = [
        _label("收入预算95.00万元", "95.00万元", period="2026", flow="支出", topic="?"),
        _label("政府性基金15.00万元", "15.00万元", value="15.5"),
        _label("没有这样的话15.00万元", "15.00万元"),
    ]
    held = list(labels.hold(rows, {entry.stem: entry for entry in entries}))
    said = {(rows.index(one.row), one.aspect): one.right for one in held}
    assert said[0, "value"]
    assert said[0, "unit"]
    assert said[0, "period"]
    assert not said[0, "flow"]
    assert (0, "topic") not in said
    assert not said[1, "value"]
    # The context is gone, but the amount stands only once in the document: no locator is bent that far.
    assert not said[2, "found"]
    assert labels.tallies(held)["found"] == labels.Tally(2, 0, 1)


def test_verdicts_are_kept_by_fingerprint(tmp_path: Path, entries: list[Entry]) -> None:
    (finding,) = entries[0].severe
    row = {"document": "one", "rule": finding.rule, "verdict": "right", "by": "a reader", "note": ""}
    path = tmp_path / "verdicts.yaml"
    path.write_text(yaml.safe_dump({finding.fingerprint: row, "gone": row}), encoding="utf-8")
    found = verdicts.adjudicate(entries, verdicts.load(path))
    assert [len(found.by_verdict[verdict]) for verdict in verdicts.VERDICTS] == [1, 0, 0]
    assert (found.unread, list(found.stale), found.single) == ([], ["gone"], 1)
    assert len(verdicts.adjudicate(entries, verdicts.load(tmp_path / "absent.yaml")).unread) == 1


def test_two_readers_who_differ_leave_a_doubt(entries: list[Entry]) -> None:
    (finding,) = entries[0].severe
    opinion = verdicts.Opinion("one", finding.rule, "right", "wrong")
    found = verdicts.adjudicate(entries, {finding.fingerprint: opinion})
    assert found.by_rule("doubtful") == {finding.rule: 1}
    other = verdicts.Opinion("two", finding.rule, "right")
    assert len(verdicts.adjudicate(entries, {finding.fingerprint: other}).unread) == 1


def test_a_verdict_follows_its_finding_into_a_section_of_another_name(tmp_path: Path, entries: list[Entry]) -> None:
    (finding,) = entries[0].severe
    rows = [
        f"{key}:\n  document: one\n  rule: {finding.rule}\n  printed: {printed}\n  verdict: right\n  by: a reader\n"
        for key, printed in (("0" * 15 + "a", "98.00万元"), ("0" * 15 + "b", "97.00万元"))
    ]
    path = tmp_path / "verdicts.yaml"
    path.write_text("# A comment stays.\n" + "".join(rows), encoding="utf-8")
    names = verdicts.moved(verdicts.adjudicate(entries, verdicts.load(path)))
    assert names == {"0" * 15 + "a": finding.fingerprint}
    verdicts.rekey(path, names)
    assert path.read_text(encoding="utf-8").startswith(f"# A comment stays.\n{finding.fingerprint}:\n")
    found = verdicts.adjudicate(entries, verdicts.load(path))
    assert (len(found.by_verdict["right"]), len(found.unread), len(found.stale)) == (1, 0, 1)


def test_an_accepted_run_is_read_back_as_it_was(tmp_path: Path, entries: list[Entry]) -> None:
    now = accepted.summary(entries)
    path = tmp_path / "accepted.json"
    assert accepted.load(path) is None
    path.write_text(accepted.dump(now), encoding="utf-8")
    before = accepted.load(path)
    assert before is not None
    assert accepted.difference(before, now).none
    assert accepted.dump(before) == accepted.dump(now)


def test_what_changed_since_the_accepted_run_is_told(samples: Path, entries: list[Entry]) -> None:
    before = accepted.summary(entries)
    (samples / "disclosures" / "one.txt").write_text(TITLE + RIGHT, encoding="utf-8")
    (samples / "disclosures" / "four.txt").write_text(TITLE + WRONG, encoding="utf-8")
    change = accepted.difference(before, accepted.summary(run(samples, jobs=1)))
    assert sum(change.removed.values()) == 1
    assert not change.added
    assert change.new == ["disclosures/four.txt"]
    # The three amounts of the sentence were in doubt and hold now.
    assert change.accounts["disclosures/one.txt"]["verified"] == (0, 3)


def test_the_command_prints_every_part(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--samples", str(samples), "--truth", str(tmp_path), "--jobs", "1", "--quiet"]
    assert main([*options, "--accept"]) == 0
    assert main(options) == 0
    out = capsys.readouterr().out
    assert "nothing changed" in out
    for title in ("Documents", "Known defects", "Decoys", "Labels", "Adjudication", "Bars"):
        assert f"== {title}" in out
    assert main([*options, "--show", "severe"]) == 0
    assert "【98.00万元】" in capsys.readouterr().out


def test_no_samples_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--samples", str(tmp_path / "absent")]) == 2
    assert "GOUJI_SAMPLES" in capsys.readouterr().out


def test_documents_of_one_body_are_linked(samples: Path) -> None:
    """95.00 of the budget of 2026 is not the 90.00 that the next year's says it was: 100.00 less 10.00."""
    (samples / "disclosures" / "one.txt").unlink()
    later = "2027年收入预算100.00万元，比2026年预算数增加10.00万元。\n"
    title = TITLE.replace("2026", "2027")
    (samples / "disclosures" / "zero.txt").write_text(title + later, encoding="utf-8")
    heard: list[str] = []
    entries = {entry.stem: entry for entry in run(samples, jobs=1, seen=heard.append)}
    assert [finding.rule for finding in entries["zero"].severe] == ["EQ301"]
    assert heard == ["disclosures/three.pdf", "disclosures/two.txt", "disclosures/zero.txt"]
