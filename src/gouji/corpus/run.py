"""One run over a folder of real documents: what every part of the corpus report looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gouji.corpus.pool import check_timed
from gouji.corpus.squeeze import Squeezed
from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding


@dataclass(frozen=True)
class Entry:
    """One document of the run; ``name`` is its path inside the samples folder."""

    name: str
    checked: Checked
    seconds: float

    @property
    def stem(self) -> str:
        """The name by which hand-made lists call the document."""
        return PurePosixPath(self.name).stem

    @property
    def group(self) -> str:
        """The folder of the samples it stands in."""
        return PurePosixPath(self.name).parts[0]

    @property
    def severe(self) -> list[Finding]:
        """Its errors and warnings."""
        return [finding for finding in self.checked.findings if finding.severity is not Severity.NOTE]

    @property
    def notes(self) -> int:
        """How many notes it has."""
        return len(self.checked.findings) - len(self.severe)

    @cached_property
    def text(self) -> Squeezed:
        """Its text to look up locators in."""
        return Squeezed(self.checked.document)


def run(samples: Path, groups: tuple[str, ...], jobs: int | None) -> Iterator[Entry]:
    """Yield the documents under the groups (folders or files of the samples) as they are checked, in order."""
    for timed in check_timed([samples / group for group in groups], jobs):
        name = PurePosixPath(timed.checked.document.path).relative_to(samples.as_posix())
        yield Entry(name.as_posix(), timed.checked, timed.seconds)
