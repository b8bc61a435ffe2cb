"""Recompute the whole chain: every event, its end, and every checkpoint that was kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.web.audit.chain import START, first_broken
from gouji.web.audit.models import Event, Head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.web.audit.checkpoints import Checkpoint

Sentence = tuple[str, str]

_REASONS: dict[str, Sentence] = {
    "missing": ("缺少这一条记录", "this event is missing"),
    "unlinked": ("与上一条接不上", "it does not follow from the event before it"),
    "altered": ("内容被改动过", "its content was altered"),
    "cut": ("最后的记录被删去", "the last events were removed"),
    "head": ("链尾登记与记录不符", "the registered end of the chain differs from the event"),
    "checkpoint": (
        "与留存的检查点不符，此前的记录被整体改写过",
        "it differs from a kept checkpoint: events up to it were rewritten",
    ),
    "checkpoint file": ("检查点文件被改动过", "the file of checkpoints was altered"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the chain does not hold; ``event`` is the one that stands there, None where there is none."""

    number: int
    reason: str
    event: Event | None

    def sentence(self) -> Sentence:
        """Return what is wrong, in Chinese and English: number, reason, then what happened, to what, by whom and when."""
        zh, en = _REASONS[self.reason]
        if self.event is None:
            return f"第{self.number}条操作记录：{zh}。", f"Event {self.number}: {en}."
        told = f"{self.event.at:%Y-%m-%d %H:%M} UTC，{self.event.actor_name}，{self.event.action}，{self.event.object_name}"
        return f"第{self.number}条操作记录：{zh}（{told}）。", f"Event {self.number}: {en} ({told})."


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far the chain was recomputed, its last hash, and the fault if there is one."""

    number: int
    hash: str
    fault: Fault | None


def inspect(checkpoints: Iterable[Checkpoint] = ()) -> Outcome:
    """Recompute the chain up to its registered end and compare it with the checkpoints."""
    head = Head.objects.filter(pk=1).first() or Head(pk=1, number=0, hash=START)
    events = Event.objects.filter(number__lte=head.number).order_by("number")
    broken = first_broken(events.iterator(chunk_size=2000))
    if broken:
        return _faulty(head, broken.number, broken.reason)
    last = events.last()
    number, found = (last.number, last.hash) if last else (0, START)
    if number < head.number:
        return _faulty(head, number + 1, "cut")
    if found != head.hash:
        return _faulty(head, number, "head")
    for checkpoint in checkpoints:
        fault = _against(checkpoint, head)
        if fault:
            return _faulty(head, *fault)
    return Outcome(head.number, head.hash, None)


def _against(checkpoint: Checkpoint, head: Head) -> tuple[int, str] | None:
    if not checkpoint.stands:
        return checkpoint.number, "checkpoint file"
    if checkpoint.number > head.number:
        return head.number + 1, "cut"
    kept = Event.objects.filter(number=checkpoint.number, hash=checkpoint.hash)
    return None if not checkpoint.number or kept.exists() else (checkpoint.number, "checkpoint")


def _faulty(head: Head, number: int, reason: str) -> Outcome:
    event = Event.objects.filter(number=number).first()
    return Outcome(head.number, head.hash, Fault(number, reason, event))
