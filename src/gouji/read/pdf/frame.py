"""From the page's own space (y upwards) to the space in which its text reads upright, and back to the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """``left, bottom, right, top`` of the visible page; ``shown`` and ``reading`` are quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    shown: int = 0
    reading: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        return self._size(self.shown)

    @property
    def reading_size(self) -> tuple[float, float]:
        """Width and height of the space in which text reads upright."""
        return self._size(self.reading)

    def _size(self, turns: int) -> tuple[float, float]:
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if turns % 2 else (wide, high)

    def columns(
        self, lefts: list[float], tops: list[float], rights: list[float], bottoms: list[float]
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        """Return x0, y0, x1, y1 (y downwards, reading space) of many rectangles at once."""
        if self.reading == 0:
            left, top = self.left, self.top
            return (
                [x - left for x in lefts] if left else lefts,
                [top - y for y in tops],
                [x - left for x in rights] if left else rights,
                [top - y for y in bottoms],
            )
        boxes = [self.upright(box) for box in zip(lefts, bottoms, rights, tops, strict=True)]
        x0, y0, x1, y1 = (list(side) for side in zip(*boxes, strict=True)) if boxes else ([], [], [], [])
        return x0, y0, x1, y1

    def upright(self, box: Rect) -> Rect:
        """Return x0, y0, x1, y1 in reading space of left, bottom, right, top in page space."""
        left, bottom, right, top = box
        if self.reading == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.reading == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.reading == 2:  # noqa: PLR2004  quarter turns
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def displayed(self, box: Rect) -> Rect:
        """Return a rectangle of reading space on the page as displayed."""
        wide, high = self.reading_size
        x0, y0, x1, y1 = box
        for _ in range((self.shown - self.reading) % 4):
            x0, y0, x1, y1 = high - y1, x0, high - y0, x1
            wide, high = high, wide
        return x0, y0, x1, y1

    def on_page(self, box: Rect) -> Rect:
        """Return left, bottom, right, top in page space of a rectangle x0, y0, x1, y1 of the page as displayed."""
        x0, y0, x1, y1 = box
        if self.shown == 0:
            return x0 + self.left, self.top - y1, x1 + self.left, self.top - y0
        if self.shown == 1:
            return y0 + self.left, x0 + self.bottom, y1 + self.left, x1 + self.bottom
        if self.shown == 2:  # noqa: PLR2004  quarter turns
            return self.right - x1, y0 + self.bottom, self.right - x0, y1 + self.bottom
        return self.right - y1, self.top - x1, self.right - y0, self.top - x0
