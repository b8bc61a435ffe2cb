"""The pages that a newcomer reads first, held against the Makefile and against each other."""

import re
from pathlib import Path

import pytest

from gouji import cli

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "CONTRIBUTING.md")
ADDRESS = re.compile(r"https?://")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_every_make_command_is_a_target(name: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^    )make (?:[A-Z]+=\S+ )?([a-z-]+)", read(name), re.MULTILINE))
    assert named
    assert named <= targets


@pytest.mark.parametrize("name", PAGES)
def test_every_option_is_an_option(name: str) -> None:
    source = read("src/gouji/cli.py")
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read(name))):
        assert f'"{option}"' in source, option


def test_the_two_readmes_tell_the_same() -> None:
    english, chinese = (read(name) for name in READMES)
    assert len(re.findall("^## ", english, re.MULTILINE)) == len(re.findall("^## ", chinese, re.MULTILINE))
    assert len(re.findall(r"^[|*] ", english, re.MULTILINE)) == len(re.findall(r"^[|*] ", chinese, re.MULTILINE))


@pytest.mark.parametrize("name", READMES)
def test_the_output_shown_is_what_the_command_prints(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The block after the introduction: a command, then stretches of its output with a line … for what is left out."""
    block = re.search(r"<!-- output -->\n\n?(.*?)\n*<!-- /output -->", read(name), re.DOTALL)
    assert block
    command, *shown = [line.removeprefix("    ") for line in block.group(1).splitlines()]
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert command.startswith("$ gouji check ")
    assert cli.main(command.split()[2:]) == cli.FINDINGS
    printed = capsys.readouterr().out
    for stretch in "\n".join(shown).strip("\n").split("\n…\n"):
        assert stretch.strip("\n") in printed


def test_the_project_files_carry_no_address() -> None:
    for name in (*PAGES, "CHANGELOG.md", "Makefile", ".ci/run", "pyproject.toml"):
        assert not ADDRESS.search(read(name)), name
