"""The ledger (台账) of a part: what one disclosure says that another can be held against. Small enough to keep thousands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.model.figure import Figure
    from gouji.model.place import Place
    from gouji.model.subject import Subject


class Certainty(StrEnum):
    """How surely an entry is meant as we read it: in so many words, by the custom of its kind, or with a stated exception."""

    STATED = "stated"
    CUSTOMARY = "customary"
    ADJUSTED = (
        "adjusted"  # 同口径, 机构改革 …: the base itself was changed; agreement proves, a difference says nothing
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """One printed figure and where it stands. ``place`` has no boxes and no section: they are found again where needed.

    ``line`` is the line of the text, from 1, where there is neither page nor table; else 0. ``computed`` says that calculations
    of its own document come to it, more than another mention of it.
    """

    figure: Figure
    place: Place
    line: int = 0
    computed: bool = False

    @property
    def source(self) -> tuple[str, int | None]:
        """The document and the part of it in which the mention stands."""
        return self.place.document, self.place.part


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a subject: ``sum(coefficient * mention)`` over ``terms``.

    A printed value is one term. What the document only implies (last year's, from this year's and the change) has two.
    """

    subject: Subject
    terms: tuple[tuple[Mention, int], ...]
    certainty: Certainty = Certainty.STATED

    @property
    def mention(self) -> Mention:
        """The first mention: the value itself, or what an implied value starts from."""
        return self.terms[0][0]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One part of one document. ``kind``, ``unit``, ``region``, ``year``, ``level`` are those of the part.

    ``own`` are the values of the part's year, ``earlier`` what it says of the year before, ``covers`` the words in which it
    says whom it covers. ``accused`` are own values that the document itself holds to be wrong: they stand in no ``own``.
    """

    document: str
    sha256: str
    part: int
    kind: str
    unit: str
    region: str
    year: int
    level: str
    own: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    covers: str = ""
    accused: tuple[Entry, ...] = ()

    @property
    def title(self) -> str:
        """The name of the publication, as a person would cite it: 青禾县林业局2024年部门决算."""
        if self.kind == "government":
            return f"{self.region}{self.year}年政府预决算材料"
        return f"{self.unit}{self.year}年{self.level or '部门'}{'决算' if self.kind == 'final' else '预算'}"
