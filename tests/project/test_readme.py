"""The pages that a newcomer reads first, held against the Makefile and against each other."""

import re
from pathlib import Path

import pytest

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
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/gouji/cli").glob("*.py")))
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read(name))):
        assert f'"{option}"' in source, option


def test_the_two_readmes_tell_the_same() -> None:
    english, chinese = (read(name) for name in READMES)
    assert len(re.findall("^## ", english, re.MULTILINE)) == len(re.findall("^## ", chinese, re.MULTILINE))
    assert len(re.findall(r"^[|*] ", english, re.MULTILINE)) == len(re.findall(r"^[|*] ", chinese, re.MULTILINE))


def test_the_project_files_carry_no_address() -> None:
    for name in (*PAGES, "CHANGELOG.md", "Makefile", ".ci/run", "pyproject.toml"):
        assert not ADDRESS.search(read(name)), name
