"""How much of a check is diagnosis: the clock stands between evaluation and findings, in the same run as the whole."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from unittest import mock

from benchmarks.measure import Timing, seconds

from gouji.diagnose import check as checking
from gouji.diagnose.findings import findings_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.measure import Work


def shares(paths: Sequence[Path], check: Work) -> list[Timing]:
    """Return for each file the processor seconds of diagnosis and of the whole check."""
    return [_share(path, check) for path in paths]


def _share(path: Path, check: Work) -> Timing:
    spent = 0.0

    def timed(*given: Any) -> Any:  # noqa: ANN401  passed on as it comes
        nonlocal spent
        before = time.process_time()
        try:
            return findings_of(*given)
        finally:
            spent += time.process_time() - before

    with mock.patch.object(checking, "findings_of", timed):
        whole = seconds(check, path.read_bytes())
    return Timing(path.name, spent, whole)
