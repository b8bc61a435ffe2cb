"""A statement while it is being parsed, and its freezing."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.extract.extraction import Change, Completion, Share, Statement


@dataclass
class DraftChange:
    """A comparison while its rate may still follow.

    ``after_base`` where the value it compares with was told right before it, ``of_plan`` where its own word compares with the budget (调增).
    """

    word: tuple[int, int]
    direction: int | None
    amount: int | None = None
    rate: int | None = None
    against: tuple[str, str] = ("", "")
    near: bool = False
    now: tuple[int, ...] = ()
    excluding: bool = False
    after_base: bool = False
    of_plan: bool = False


@dataclass(eq=False)
class Draft:
    """A statement under construction; see ``Statement`` for the fields. ``revised`` where ``prior`` is the budget so far."""

    start: int
    end: int
    label: str = ""
    label_span: tuple[int, int] = (0, 0)
    value: int | None = None
    changes: list[DraftChange] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    prior: int | None = None
    budget: int | None = None
    adjusted: int | None = None
    restated: list[int] = field(default_factory=list)
    parts: list[Draft] = field(default_factory=list)
    reasons: list[Draft] = field(default_factory=list)
    opening: str = ""
    marker: str = ""
    aside: bool = False
    period: str = ""
    planned: bool = False
    opening_budget: bool = False
    revised: bool = False

    @property
    def unfilled(self) -> bool:
        """Whether nothing has been said of it yet."""
        return self.value is None and self.budget is None and not self.parts and not self.changes

    @property
    def values(self) -> tuple[int, ...]:
        """The mentions of its value, the latest first."""
        mentions = [*self.restated[::-1]] if self.restated else []
        return tuple(mentions if self.value is None else [*mentions, self.value])

    def freeze(self) -> Statement:
        """Return the statement with its parts."""
        return Statement(
            start=self.start,
            end=self.end,
            label=self.label,
            label_start=self.label_span[0],
            label_end=self.label_span[1],
            value=self.value,
            changes=tuple(self._change(change) for change in self.changes),
            shares=tuple(self.shares),
            completions=tuple(
                Completion(item.rate, self._budget_of(item.basis), item.basis) for item in self.completions
            ),
            prior=self.prior,
            budget=self.budget,
            adjusted=self.adjusted,
            restated=tuple(self.restated),
            parts=tuple(part.freeze() for part in self.parts),
            reasons=tuple(reason.freeze() for reason in self.reasons),
            opening=self.opening,
            marker=self.marker,
            aside=self.aside,
            period=self.period,
        )

    def _budget_of(self, basis: str) -> int | None:
        """Return the budget that a completion speaks of: the one it names, else the latest."""
        if "年初" in basis:
            return self.budget
        if self.adjusted is not None:
            return self.adjusted
        other = self.opening_budget and ("调整" in basis or "全年" in basis or "变动" in basis)
        return None if other else self.budget

    def _base_of(self, change: DraftChange) -> int | None:
        """Return the former value that a change compares with: none where that is of the year and this of the plan, or the other way.

        Nor is it the base of one change where it was told right before another.
        """
        with_plan = change.of_plan or "预算" in change.against[1] or (self.revised and change.amount is not None)
        mixed = not with_plan if self.revised else change.of_plan
        others = not change.after_base and any(other.after_base for other in self.changes)
        return None if mixed or others else self.prior

    def _change(self, change: DraftChange) -> Change:
        return Change(
            word_start=change.word[0],
            word_end=change.word[1],
            direction=change.direction,
            amount=change.amount,
            rate=change.rate,
            base=self._base_of(change),
            against=change.against,
            near=change.near,
            now=tuple(dict.fromkeys((*self.values, *change.now))),
            excluding=change.excluding,
        )
