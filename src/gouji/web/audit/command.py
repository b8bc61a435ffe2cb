"""What ``gouji audit`` asks of the desk."""

from __future__ import annotations

import os
from pathlib import Path

from gouji.web.offline import DeskError, opened


def verify(kept: str | None) -> tuple[bool, str, str]:
    """Recompute the chain and return whether it holds, with one sentence in Chinese and in English.

    ``kept`` is a file of checkpoints kept elsewhere; without it those of the data folder are compared.
    """
    with opened(os.environ) as config:
        from gouji.web.audit import checkpoints  # noqa: PLC0415  needs Django set up
        from gouji.web.audit.inspection import inspect  # noqa: PLC0415

        if kept and not Path(kept).is_file():
            raise DeskError(f"没有这个文件：{kept}。", f"There is no file {kept}.")
        lines = checkpoints.read(Path(kept) if kept else checkpoints.file_in(config.data))
        outcome = inspect(lines)
        if outcome.fault:
            return (False, *outcome.fault.sentence())
        return (
            True,
            f"操作记录完整：{outcome.number}条逐条相接，{len(lines)}个检查点相符；链尾校验值 {outcome.hash}。",
            f"The chain holds: {outcome.number} events, {len(lines)} checkpoints agree; its end is {outcome.hash}.",
        )


def checkpoint() -> tuple[str, str]:
    """Add a checkpoint where the chain holds; return its line and where it is kept. Raises DeskError where it does not hold."""
    with opened(os.environ) as config:
        from django.utils import timezone  # noqa: PLC0415

        from gouji.web.audit import checkpoints  # noqa: PLC0415
        from gouji.web.audit.inspection import inspect  # noqa: PLC0415

        path = checkpoints.file_in(config.data)
        outcome = inspect(checkpoints.read(path))
        if outcome.fault:
            raise DeskError(*outcome.fault.sentence())
        return checkpoints.add(path, outcome.number, outcome.hash, timezone.now()).line(), str(path)
