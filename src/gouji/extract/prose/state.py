"""What the parser remembers between tokens: who is spoken of, which lists are open, where in the outline it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.extract.prose.gathered import Gathered
from gouji.extract.prose.lexer import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.prose.draft import Draft, DraftChange
    from gouji.extract.prose.leads import Role
    from gouji.model.figure import Figure

Named = tuple[str, tuple[int, int]]  # a label and its span in the document
NAMELESS: Named = ("", (0, 0))


@dataclass
class Entry:
    """One level of the outline: a draft under which deeper markers nest; ``rank`` orders styles."""

    rank: int
    draft: Draft
    by_marker: bool = True


@dataclass
class Frame:
    """An open list: its owner takes the items that follow."""

    owner: Draft
    opening: str


@dataclass
class State:
    """``plain`` is the document's text in half width; ``figures`` all its figures by id; ``final`` an account (决算).

    Of the document: ``roots`` the trees so far, ``outline`` the open levels. Of the segment: ``fresh`` its draft while it
    has no item yet, ``main`` its leading item, ``told`` the one amount of the plain paragraph before (``above`` once
    the next has begun), ``title`` the name that its marker or the level above gave it. Of the
    sentence: ``focus`` the item spoken of, ``frames`` the open lists, ``dormant`` a list that a full stop interrupted, ``inner`` one within a list that a semicolon interrupted,
    ``pending`` a name that waits for its figure, ``against`` the base that the words before named, ``dated`` a day,
    ``reason`` whether a reason is being told (of ``explained``), ``excluding`` whether 扣除…后 was said, ``begun`` and
    ``resumed`` whether a sentence or a part of one has just begun, ``beside`` how many items stand side by side,
    ``leaving`` whether the last figure is what another is to follow (从29人).
    """

    plain: str
    figures: Sequence[Figure]
    year: int | None
    final: bool
    roots: list[Draft] = field(default_factory=list)
    outline: list[Entry] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    words: Gathered = field(default_factory=Gathered)
    fresh: Draft | None = None
    focus: Draft | None = None
    main: Draft | None = None
    last_change: DraftChange | None = None
    last_role: Role | None = None
    pending: Named = NAMELESS
    title: Named = NAMELESS
    against: tuple[str, str] = ("", "")
    reason: bool = False
    explained: Draft | None = None
    excluding: bool = False
    begun: bool = True
    resumed: bool = False
    dormant: Frame | None = None
    inner: Frame | None = None
    beside: int = 0
    leaving: bool = False
    dated: str = ""
    told: Draft | None = None
    above: Draft | None = None

    def begin_segment(self) -> None:
        """Forget what belonged to the segment before."""
        self.frames = []
        self.pending = NAMELESS
        self.last_change = None
        self.dormant = self.inner = None
        self.beside = 0
        self.fresh = self.focus = self.main = None

    def end_sentence(self) -> None:
        """Forget what belonged to the sentence; a list with members may still go on after the full stop."""
        self.inner = None
        self.dormant = next((frame for frame in self.frames if frame.owner.parts), self.dormant)
        self.frames = [frame for frame in self.frames if not frame.owner.parts]
        self.focus = self.main
        self.pending = NAMELESS
        self.against = ("", "")
        self.last_change = None
        self.reason = False
        self.excluding = False
        self.begun = self.resumed = True
        self.dated = ""

    def end_part(self) -> None:
        """Forget what belonged to the part of the sentence before a semicolon."""
        self.resumed = True
        self.inner = self.frames[-1] if len(self.frames) > 1 else self.inner
        del self.frames[1:]
        self.pending = NAMELESS
        self.last_change = None
        self.against = ("", "")
        self.reason = self.reason and not self.frames

    def explain(self) -> None:
        """Begin the reason of what was said last."""
        if not self.reason:
            self.explained = self.focus
        self.reason = True

    @property
    def position(self) -> int:
        """The end of the item spoken of."""
        return self.focus.end if self.focus else 0

    def printed(self, span: tuple[int, int]) -> str:
        """Return the label at a span of the document without layout noise."""
        return label_of(self.plain, span)
