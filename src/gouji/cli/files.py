"""Files in, text out: which files are opened, and where a report goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.cli.outcome import UsageError
from gouji.read.open import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def files_given(paths: Sequence[str], output: str | None) -> list[Path]:
    """Return the files to open; an earlier report that lies among them is left out, and a given file is never overwritten."""
    target = Path(output) if output else None
    if target:
        writable(target)
    files: list[Path] = []
    for given in paths:
        for path in files_of(Path(given)):
            if target and path.is_file() and target.exists() and path.samefile(target):
                if not Path(given).is_dir():
                    raise UsageError(
                        f"{output} 是要检查的文件，请换一个输出文件名。", f"{output} is an input; choose another file."
                    )
                continue
            files.append(path)
    if not files:
        raise UsageError(
            "没有可以检查的文件，请核对路径。", "There is no file to check; see whether the path is right."
        )
    return files


def writable(target: Path) -> None:
    """Find out before long work whether the report can be written."""
    folder = target.parent
    if target.is_dir() or not folder.is_dir() or not os.access(target if target.exists() else folder, os.W_OK):
        raise unwritable(target)


def unwritable(target: Path) -> UsageError:
    """Return the complaint about a place where nothing can be written."""
    return UsageError(
        f"无法写入 {target}，请核对文件夹是否存在、是否有权限。",
        f"Cannot write {target}; check the folder and its permissions.",
    )


def write(pieces: Iterable[str], output: str | None, *, bom: bool = False) -> None:
    """Print, or write a file as a whole; ``bom`` lets spreadsheets on Windows see that it is UTF-8."""
    if output is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    whole = list(pieces)
    try:
        encoding = "utf-8-sig" if bom else "utf-8"
        with Path(output).open("w", encoding=encoding, errors="backslashreplace", newline="\n") as stream:
            stream.writelines(whole)
    except OSError as error:
        raise unwritable(Path(output)) from error


def write_bytes(data: bytes, output: str) -> None:
    """Write a binary report as a whole."""
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise unwritable(Path(output)) from error
