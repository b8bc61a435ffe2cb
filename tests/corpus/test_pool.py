"""Many files through worker processes: the same results in the same order, and no file takes another one with it."""

from __future__ import annotations

import hashlib
import pickle
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from tests.corpus.deadly import Deadly

from gouji import api
from gouji.corpus import pool, worker
from gouji.corpus.pool import DIED, LATE, Checker, check_many, check_timed
from gouji.extract.build import build
from gouji.extract.corrected import Correction
from gouji.model.document import Document, Status
from gouji.read.reader import Aids, Limits
from gouji.rules.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from gouji.corpus.worker import Task
    from gouji.diagnose.checked import Checked

TEXT = "一、收支预算总体情况\n2026年收入预算{total}万元，其中：一般公共预算拨款80.00万元，政府性基金15.00万元。\n"


def _write(folder: Path, names: list[str]) -> list[Path]:
    paths = [folder / f"{name}.txt" for name in names]
    for number, path in enumerate(paths):
        path.write_text(TEXT.format(total=f"{90 + number}.00"), encoding="utf-8")
    return paths


def _told(checked: Checked) -> tuple[object, ...]:
    return (checked.document, checked.findings, checked.states, checked.verdicts, checked.account)


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    paths = _write(tmp_path, list("gfedcba"))
    paths.insert(3, tmp_path / "absent.txt")
    (tmp_path / "empty").mkdir()
    paths.append(tmp_path / "empty")
    alone = [_told(checked) for checked in check_many(paths, jobs=1)]
    assert [_told(checked) for checked in check_many(paths, jobs=3)] == alone
    assert [Path(told[0].path) for told in alone if isinstance(told[0], Document)] == paths


def test_folders_and_archives_come_file_by_file_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    _write(folder, ["b", "a"])
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", TEXT.format(total="95.00"))
    found = [checked.document.path for checked in check_many([tmp_path / "many.zip", folder], jobs=2)]
    members = [f"{(tmp_path / 'many.zip').as_posix()}/{number}.txt" for number in range(9)]
    assert found == [*members, (folder / "a.txt").as_posix(), (folder / "b.txt").as_posix()]


def test_a_wrong_total_is_found_in_a_child_as_well(tmp_path: Path) -> None:
    # 80.00 + 15.00 = 95.00: only the sixth text agrees.
    found = [checked.findings for checked in check_many(_write(tmp_path, list("abcdefg")), jobs=2)]
    assert [bool(findings) for findings in found] == [True] * 5 + [False, True]


def test_a_checked_document_survives_pickling(tmp_path: Path) -> None:
    (checked,) = check_many(_write(tmp_path, ["a"]), jobs=1)
    assert checked.findings
    assert _told(pickle.loads(pickle.dumps(checked))) == _told(checked)  # noqa: S301  our own bytes


def _run_deadly(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> list[Checked]:
    def deadly(limits: Limits, context: Context, select: tuple[str, ...], ignore: tuple[str, ...], aids: Aids) -> Task:
        return Deadly(limits, context, select, ignore, aids)

    monkeypatch.setattr(pool, "Task", deadly)
    return list(check_many(paths, jobs=2, limits=Limits(seconds=5)))


def test_a_file_that_kills_its_process_is_lost_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _run_deadly(_write(tmp_path, ["a", "killer1", "b", "c", "killer2", "d"]), monkeypatch)
    assert [checked.document.status is Status.FAILED for checked in found] == [False, True, False, False, True, False]
    assert found[1].document.problems == (DIED,)
    assert found[1].document.path.endswith("killer1.txt")
    assert found[1].account["total"] == 0


def test_a_file_on_which_checking_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_GRACE", 1)
    found = _run_deadly(_write(tmp_path, ["sleeper", "a", "b"]), monkeypatch)
    assert found[0].document.problems == (LATE,)
    assert [checked.document.status for checked in found[1:]] == [Status.OK, Status.OK]


def test_only_a_few_files_are_begun_ahead(tmp_path: Path) -> None:
    begun: list[Path] = []

    def paths() -> Iterator[Path]:
        for path in _write(tmp_path, [f"{number:03}" for number in range(60)]):
            begun.append(path)
            yield path

    run = check_many(paths(), jobs=2)
    next(run)
    assert len(begun) <= 5
    run.close()  # the caller may stop in the middle


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with each child that is started."""
    started: list[int] = []
    start = worker._start

    def counted() -> object:
        started.append(1)
        return start()

    monkeypatch.setattr(worker, "_start", counted)
    return started


def test_children_are_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = _counted(monkeypatch)
    monkeypatch.setattr(pool, "_FILES_A_CHILD", 2)
    paths = _write(tmp_path, list("abcdefgh"))
    assert [checked.document.path for checked in check_many(paths, jobs=2)] == [path.as_posix() for path in paths]
    # Eight files, two a child, two threads: four children where both threads work evenly, five at most.
    assert 4 <= len(started) <= 5


def test_a_checker_checks_file_after_file_in_one_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = _counted(monkeypatch)
    paths = _write(tmp_path, list("abc"))
    checker = Checker()
    try:
        found = [_told(*checker.check(path)) for path in paths]
    finally:
        checker.close()
    assert found == [_told(checked) for checked in check_many(paths, jobs=1)]
    assert len(started) == 1


def test_a_checker_takes_each_file_with_its_own_context(tmp_path: Path) -> None:
    (path,) = _write(tmp_path, ["a"])  # 90.00 where 80.00 + 15.00 = 95.00
    data = path.read_bytes()
    start = data.decode().index("90.00万元")
    read_anew = Correction(start, start + len("90.00万元"), Decimal("95.00"))
    contexts = [None, Context(corrections={hashlib.sha256(data).hexdigest(): (read_anew,)}), None]
    checker = Checker()
    try:
        found = [bool(checker.check(path, context)[0].findings) for context in contexts]
    finally:
        checker.close()
    assert found == [True, False, True]


def test_a_checker_outlives_a_file_that_kills_its_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "Task", Deadly)
    checker = Checker(Limits(seconds=5))
    try:
        found = [checker.check(path)[0].document for path in _write(tmp_path, ["a", "killer", "b"])]
    finally:
        checker.close()
    assert [document.status for document in found] == [Status.OK, Status.FAILED, Status.OK]
    assert found[1].problems == (DIED,)


def test_seconds_are_those_of_the_document(tmp_path: Path) -> None:
    assert all(0 < timed.seconds < 30 for timed in check_timed(_write(tmp_path, ["a", "b"]), jobs=2))


def test_a_fault_of_the_program_is_one_failed_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(document: Document, _corrections: object) -> object:
        if document.path.endswith("b.txt"):
            raise KeyError("planted")
        return build(document)

    monkeypatch.setattr("gouji.diagnose.check.build", faulty)
    found = list(api.check_paths(_write(tmp_path, ["a", "b", "c"])))
    assert [checked.document.status for checked in found] == [Status.OK, Status.FAILED, Status.OK]
    assert "KeyError" in found[1].document.problems[0].zh
