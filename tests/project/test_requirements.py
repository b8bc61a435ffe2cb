"""The pins: complete, exact, and free of any index address."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "requirements").glob("*.txt"))
INCLUDED = {f"-r {name}.txt" for name in ("engine", "web", "ocr", "build", "frontend")}
OCR = ROOT / "requirements" / "ocr.txt"
WEB = ROOT / "requirements" / "web.txt"
PIN = re.compile(r'(?P<name>[A-Za-z0-9._-]+)==(?P<version>[\w.]+)(; sys_platform == "win32")?$')
NAME = re.compile(r"[A-Za-z0-9._-]+")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def lines_of(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def pins_of(path: Path) -> dict[str, str]:
    pins: dict[str, str] = {}
    for line in lines_of(path):
        if line.startswith("-r "):
            pins |= pins_of(path.parent / line.removeprefix("-r "))
        elif match := PIN.fullmatch(line):
            pins[normal(match["name"])] = match["version"]
    return pins


def needed_here(name: str) -> list[str]:
    """What an installed package needs on this machine, extras and other platforms left out."""
    needs = []
    for requirement in requires(name) or ():
        head, _, marker = requirement.partition(";")
        if "extra" in marker or re.search(r'python_(full_)?version\s*<\s*[\'"]3\.(8|9|10|11)[\'"]', marker):
            continue
        if "win32" in marker or "PyPy" in marker.replace('!= "PyPy"', ""):
            continue
        match = NAME.match(head)
        assert match, requirement
        needs.append(normal(match.group()))
    return needs


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_an_exact_pin_without_an_address(path: Path) -> None:
    assert "://" not in path.read_text(encoding="utf-8")
    for line in lines_of(path):
        assert PIN.fullmatch(line) or line in INCLUDED, line


def test_every_dependency_of_the_package_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = pins_of(ROOT / "requirements" / "engine.txt").keys()
    declared = [NAME.match(line) for line in project["project"]["dependencies"]]
    assert {normal(match.group()) for match in declared if match} <= pinned
    assert all(declared)
    for extra, path in (("ocr", OCR), ("web", WEB)):
        named = [NAME.match(line) for line in project["project"]["optional-dependencies"][extra]]
        assert {normal(match.group()) for match in named if match} <= pins_of(path).keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_pins_hold_the_closure(path: Path) -> None:
    pins = pins_of(path)
    for name in pins:
        try:
            needs = needed_here(name)
        except PackageNotFoundError:  # the benchmarks' extras, another platform's package
            continue
        assert set(needs) <= pins.keys(), name
