"""One run over a folder of real documents: what every part of the corpus report looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gouji.corpus import known
from gouji.corpus.pool import check_timed
from gouji.corpus.squeeze import Squeezed
from gouji.corpus.together import check_together
from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding

GROUPS = ("texts", "disclosures", "government", "formats", "execution")
_READ_BY_HAND = ("texts", "disclosures")


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


def run(
    samples: Path,
    groups: tuple[str, ...] = (),
    jobs: int | None = None,
    seen: Callable[[str], None] | None = None,
) -> Iterator[Entry]:
    """Yield the documents under the groups (folders or files of the samples; none: all) in order, linked with one another.

    All are checked before the first comes out; ``seen`` hears the name of each as it is checked.
    """
    chosen = groups or tuple(group for group in GROUPS if (samples / group).exists())
    seconds: list[float] = []

    def checked() -> Iterator[Checked]:
        for timed in check_timed([samples / group for group in chosen], jobs):
            seconds.append(timed.seconds)
            if seen is not None:
                seen(_name(samples, timed.checked))
            yield timed.checked

    for number, linked in enumerate(check_together(checked())):
        yield Entry(_name(samples, linked), linked, seconds[number])


def _name(samples: Path, checked: Checked) -> str:
    return PurePosixPath(checked.document.path).relative_to(samples.as_posix()).as_posix()


def read_by_hand(entries: Iterable[Entry]) -> list[Entry]:
    """Return the documents whose every error and warning people read against the document."""
    return [entry for entry in entries if entry.group in _READ_BY_HAND]


def met(samples: Path, entries: Iterable[Entry]) -> tuple[list[known.Match], list[known.Match]]:
    """Return how the known defects and the decoys of the documents in the run are met; none where the list is absent."""
    path = samples / "known-defects.yaml"
    if not path.exists():
        return [], []
    by_stem = {entry.stem: entry for entry in entries}
    defects, decoys = known.load(path)
    return (
        [known.match(one, at.text, at.checked.findings) for one in defects if (at := by_stem.get(one.document))],
        [known.match_decoy(one, at.text, at.checked.findings) for one in decoys if (at := by_stem.get(one.document))],
    )
