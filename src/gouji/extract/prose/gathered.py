"""The words read since the last boundary, with the document offset of each character."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.extract.prose.leads import Lead
    from gouji.extract.prose.lexer import Token

_VERBS = re.compile(r"(?:为|是|共|计|合计|支出|决算|预算|数)*$")


@dataclass
class Gathered:
    """``text[i]`` stands at ``at[i]`` of the document; ``bracket`` is the end of a bracket that closed the words, else 0."""

    text: str = ""
    at: list[int] = field(default_factory=list)
    bracket: int = 0

    def add(self, token: Token) -> None:
        """Append a text token."""
        self.bracket = 0
        self.text += token.text
        self.at.extend(token.at)

    def cut(self, count: int) -> None:
        """Forget the first characters."""
        self.text = self.text[count:]
        self.at = self.at[count:]

    def clear(self) -> None:
        """Forget everything."""
        self.text, self.at, self.bracket = "", [], 0

    def span(self, label: str) -> tuple[int, int]:
        """Return the document span of a label among these words, (0, 0) if it is none of them."""
        at = self.text.rfind(label)
        if at < 0 or not label or not self.at:
            return (0, 0)
        end = self.at[at + len(label) - 1] + 1
        if self.bracket and _VERBS.match(self.text, at + len(label)):
            end = self.bracket
        return self.at[at], end

    def direction(self, lead: Lead) -> tuple[int, int]:
        """Return the document span of the direction word of a lead over these words."""
        low, high = lead.word
        return (self.at[low], self.at[high - 1] + 1) if high else (0, 0)
