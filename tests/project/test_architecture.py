"""docs/architecture.md held against the import-linter contract and the tree."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
# Folders that a run leaves behind; .gitignore names them too.
LEFT_BEHIND = {"build", "dist", "out"}


def section(name: str) -> str:
    match = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", PAGE, re.DOTALL)
    assert match, name
    return match.group(1)


def folders(base: Path) -> set[str]:
    """The folders in ``base`` that hold a file of the project."""
    names = {
        path.name for path in base.iterdir() if path.is_dir() and any(inner.is_file() for inner in path.rglob("*"))
    }
    visible = {name for name in names if not name.startswith((".", "__")) and not name.endswith(".egg-info")}
    return visible - LEFT_BEHIND


def test_the_layers_are_those_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    page = [re.findall(r"`(gouji\.\w+)`", line) for line in section("layers").splitlines()]
    assert page == [layer.split(" | ") for layer in layers]


def test_the_layers_are_the_parts_of_the_package() -> None:
    source = ROOT / "src" / "gouji"
    parts = folders(source) | {path.stem for path in source.glob("*.py") if path.stem != "__init__"}
    assert parts <= set(re.findall(r"`gouji\.(\w+)`", section("layers")))


def test_the_tree_is_the_tree() -> None:
    page = set(re.findall(r"^    (\S+)/", section("tree"), re.MULTILINE))
    top = folders(ROOT) | {".ci"}
    inner = {f"src/gouji/{name}" for name in folders(ROOT / "src" / "gouji")}
    assert page == top | inner


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
