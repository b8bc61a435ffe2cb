"""``gouji check --annotate DIR``: copies of the documents with their findings marked in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gouji.cli.files import write_bytes
from gouji.cli.outcome import UsageError
from gouji.cli.screen import say
from gouji.model.document import Message, Status
from gouji.report.marks import annotated
from gouji.report.wording import Lang, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gouji.diagnose.checked import Checked

_INSIDE = Message(
    "压缩包内的材料没有写批注，请解压后再试。", "A document inside an archive was not annotated; unpack it and retry."
)


def annotating(run: Iterable[Checked], folder: str, today: date, lang: Lang) -> Iterator[Checked]:
    """Pass the documents on and write each, its findings marked in it, into the folder; what cannot be marked is said."""
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"无法建立文件夹 {folder}，请核对路径和权限。", f"Cannot make the folder {folder}.") from error
    taken: set[str] = set()
    for checked in run:
        if checked.document.status is not Status.FAILED:
            _annotate(checked, target, taken, today, lang)
        yield checked


def _annotate(checked: Checked, folder: Path, taken: set[str], today: date, lang: Lang) -> None:
    path = Path(checked.document.path)
    made = annotated(checked, path.read_bytes(), today) if path.is_file() else _INSIDE
    if isinstance(made, Message):
        say(f"{checked.document.path}：{sentence(made, lang)}")
        return
    target = folder / _free(path, taken)
    if target.exists() and target.samefile(path):
        raise UsageError(
            f"{folder} 是原件所在的文件夹，请换一个文件夹。", f"{folder} holds the original; choose another folder."
        )
    write_bytes(made, str(target))


def _free(path: Path, taken: set[str]) -> str:
    """Return a name that no other document of this run has in the folder: its own, else with a number."""
    numbers = ["", *(f"-{number}" for number in range(2, len(taken) + 3))]
    name = next(name for number in numbers if (name := f"{path.stem}{number}{path.suffix}").lower() not in taken)
    taken.add(name.lower())
    return name
