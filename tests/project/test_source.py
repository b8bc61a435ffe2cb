"""Promises about the source itself, kept by walking its syntax trees."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gouji"
# What Django writes from the models, a step of the schema's history a file, speaks for itself.
MODULES = sorted(path for path in SOURCE.rglob("*.py") if not re.fullmatch(r"\d{4}_\w+", path.stem))
MONEY = ("model", "extract", "rules", "diagnose", "compose")
# Page geometry is in points, not in money.
GEOMETRY = {SOURCE / "model" / "place.py", SOURCE / "model" / "document.py"}
POSIX_MODULES = {"resource", "fcntl", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog"}
POSIX_CALLS = {
    "os": {
        "fork",
        "forkpty",
        "setsid",
        "setuid",
        "setgid",
        "getuid",
        "geteuid",
        "killpg",
        "nice",
        "mkfifo",
        "chown",
        "wait4",
    },
    "signal": {"SIGALRM", "SIGKILL", "SIGHUP", "alarm", "setitimer", "pthread_sigmask", "sigwait"},
}


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [(node.module or "").split(".")[0]]
    return []


def posix_only(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(tree_of(path)):
        found += [name for name in imported(node) if name in POSIX_MODULES]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found += [node.attr] if node.attr in POSIX_CALLS.get(node.value.id, set()) else []
        if isinstance(node, ast.ImportFrom):
            found += [alias.name for alias in node.names if alias.name in POSIX_CALLS.get(node.module or "", set())]
    return found


def floats(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{node.lineno}: {node.value}")
        if isinstance(node, ast.Name) and node.id == "float":
            found.append(f"{node.lineno}: float")
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_posix_only_calls_stand_in_limits_alone(path: Path) -> None:
    if name_of(path) != "read/limits.py":
        assert posix_only(path) == []


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.relative_to(SOURCE).parts[0] in MONEY and path not in GEOMETRY],
    ids=name_of,
)
def test_no_float_near_money(path: Path) -> None:
    assert floats(path) == []


@pytest.mark.parametrize("line", ["import resource", "from os import fork", "import signal\nsignal.SIGALRM"])
def test_the_posix_walk_sees_what_it_forbids(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.py"
    path.write_text(line, encoding="utf-8")
    assert posix_only(path)


@pytest.mark.parametrize("line", ["x = 0.5", "x = float('1')", "def f(x: float) -> None: ..."])
def test_the_float_walk_sees_what_it_forbids(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.py"
    path.write_text(line, encoding="utf-8")
    assert floats(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_package_and_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))
