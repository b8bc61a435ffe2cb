"""The command line as it is called: exit codes, sentences, files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gouji
from gouji.cli import language, main

ROOT = Path(__file__).resolve().parents[1]
CLEAN = "# 某县水务局2024年部门预算\n\n2024年支出预算1200.50万元，其中：基本支出800.30万元，项目支出400.20万元。\n"
BROKEN = CLEAN.replace("1200.50", "1250.50")


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path / "clean.md", CLEAN)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return written(tmp_path / "broken.md", BROKEN)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_clean_documents_exit_zero(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(clean), "--select", "SU"]) == 0
    assert "没有发现疑点。" in capsys.readouterr().out


def test_a_finding_exits_one_and_is_printed(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken), "--select", "SU"]) == 1
    assert "1250.50万元，应为 1200.50万元" in capsys.readouterr().out


def test_fail_on_sets_the_severity_that_counts(tmp_path: Path) -> None:
    stale = written(tmp_path / "a.md", CLEAN.replace("项目支出400.20", "增加万元，项目支出400.20"))
    report = tmp_path / "a.json"
    main(["check", str(stale), "--format", "json", "--output", str(report), "-q"])
    levels = {item["severity"] for item in json.loads(report.read_text(encoding="utf-8"))["documents"][0]["findings"]}
    for fail_on, counted in (
        ("error", {"error"}),
        ("warning", {"error", "warning"}),
        ("note", {"error", "warning", "note"}),
    ):
        code = main(["check", str(stale), "--fail-on", fail_on, "-q"])
        assert code == (1 if levels & counted else 0)


def test_ignored_rules_find_nothing(broken: Path) -> None:
    assert main(["check", str(broken), "--select", "su", "--ignore", "SU1,CH101"]) == 0


def test_a_missing_file_exits_two_and_the_others_are_still_checked(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "nowhere.pdf", str(broken)]) == 2
    printed = capsys.readouterr().out
    assert "! 找不到这个文件或文件夹，请核对路径。" in printed
    assert "1250.50万元" in printed


def test_json_says_on_stderr_what_was_not_read(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.pdf", str(broken), "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert [document["status"] for document in json.loads(captured.out)["documents"]] == ["failed", "ok"]
    assert captured.err == "nowhere.pdf：找不到这个文件或文件夹，请核对路径。\n"


def test_an_empty_folder_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / "empty")]) == 2


def test_two_json_runs_are_byte_equal(broken: Path, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        main(["check", str(broken), "--format", "json", "--figures", "--output", str(tmp_path / name), "-q"])
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_html_is_written_and_said_so_unless_quiet(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.html"
    assert main(["check", str(broken), "--format", "html", "--output", str(report), "--select", "SU"]) == 1
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert capsys.readouterr().err == f"1 份材料，疑点 1（重要 1，一般 0，提示 0），报告已写入 {report}\n"
    main(["check", str(broken), "--format", "html", "--output", str(report), "-q"])
    assert capsys.readouterr().err == ""


def test_a_report_inside_the_folder_is_not_checked_the_next_time(broken: Path, tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    for _ in range(2):
        main(["check", str(tmp_path), "--format", "json", "--output", str(report), "-q"])
    paths = [document["path"] for document in json.loads(report.read_text(encoding="utf-8"))["documents"]]
    assert paths == [broken.as_posix()]


def test_an_input_is_never_overwritten(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken), "--output", str(broken)]) == 2
    assert broken.read_text(encoding="utf-8") == BROKEN
    assert "请换一个输出文件名" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check"], "命令写法有误：缺少 PATH。用 gouji check --help 查看用法。"),
        (
            ["check", "a", "--format", "pdf"],
            "命令写法有误：--format 不能是 'pdf'，只能是 'text', 'json', 'sarif', 'html', 'xlsx'。用 gouji check --help 查看用法。",
        ),
        (["check", "a", "--wrong"], "命令写法有误：不认识 --wrong。用 gouji --help 查看用法。"),
        (["check", "a", "--jobs", "0"], "命令写法有误：--jobs：1-64。用 gouji check --help 查看用法。"),
        (["check", "a", "--select", "ZZ9"], "没有规则ZZ9，用 gouji rules 查看全部规则。"),
        (["rules", "ZZ9"], "没有规则ZZ9，用 gouji rules 查看全部规则。"),
        (
            ["check", "a", "--output", "no/such/folder/r.txt"],
            "无法写入 no/such/folder/r.txt，请核对文件夹是否存在、是否有权限。",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == sentence + "\n"


def test_english_where_the_locale_is_english(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert main(["check", "nowhere.pdf"]) == 2
    assert "! No such file or folder; check the path." in capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert language(os.environ) == "zh"


def test_a_fault_of_the_engine_costs_one_document(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("gouji.diagnose.check.build", fail)
    monkeypatch.setattr("gouji.api.build", fail)
    assert main(["check", str(broken)]) == 2
    assert "ZeroDivisionError: boom" in capsys.readouterr().out
    assert main(["read", str(broken), "--format", "csv"]) == 2
    assert "ZeroDivisionError: boom" in capsys.readouterr().err


def test_several_processes_give_what_one_gives(broken: Path, clean: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        report = str(tmp_path / f"{jobs}.json")
        main(["check", str(clean), str(broken), "--format", "json", "--jobs", jobs, "--output", report, "-q"])
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_read_prints_the_text_as_it_is(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(broken)]) == 0
    assert capsys.readouterr().out == BROKEN


def test_the_ledger_is_a_csv_that_spreadsheets_take_for_utf8(broken: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.csv"
    assert main(["read", str(broken), "--format", "csv", "--output", str(ledger)]) == 0
    data = ledger.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfpath,")
    assert "1250.50万元".encode() in data


def test_rules_are_listed_by_family_and_shown_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "SU 合计\n  SU101  " in capsys.readouterr().out
    assert main(["rules", "SU101"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("SU101 ")
    assert "«1250.50万元»" in page


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"gouji {gouji.__version__}\n"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from gouji.cli import main; sys.exit(main())"
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, env=settings, check=False)  # noqa: S603  our own code


def test_output_is_utf8_whatever_the_locale(broken: Path) -> None:
    done = run("check", str(broken), "--select", "SU", LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert done.returncode == 1
    assert "请核实" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell pipe of POSIX")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    long = written(tmp_path / "long.txt", "支出预算12.50万元。\n" * 2_000)
    code = "import sys; from gouji.cli import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(  # noqa: S603  our own code
        [sys.executable, "-c", code, "read", str(long), "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 141
