"""A team's time at the right end of a band, and the word beside it where nobody measured it.

The code and the time come first: where the word would take room from them it lies below the time.
"""

from __future__ import annotations

from dataclasses import dataclass

from pursuit_sim import plain_text
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.shapes import Colour, Shape, Weight

DOUBT = 17.0  # type of the word [px at 1080p]
LEAST_PX = 5.0  # smaller it cannot be read; unless the time is smaller itself
_LETTERS = 5  # of a code that are always seen, the sign of a cut and what follows it among them
_APART, _AIR = 9.0 / DOUBT, 0.25  # between both, beside and below each other, in the word's size
_SURE = 1.01  # of a room that just suffices


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time and its word.

    Attributes
    ----------
    text, size, colour, weight : the time and its type [px]
    doubt : the word, such as "assumed"; empty where the time was measured
    kind, ink : scale of type, and the word's colour
    """

    text: str
    size: float
    doubt: str
    kind: float
    colour: Colour = theme.WHITE
    ink: Colour = theme.EVENT
    weight: Weight = "bold"

    @property
    def small(self) -> float:
        """Type of the word [px]."""
        return min(self.size, max(DOUBT * self.kind, LEAST_PX))

    @property
    def width(self) -> float:
        """Of the time alone [px]."""
        return text_width.width(self.text, self.size, self.weight)

    @property
    def word_width(self) -> float:
        """What the word takes beside the time [px]."""
        if not self.doubt:
            return 0.0
        return text_width.width(self.doubt, self.small, "semibold") + _APART * self.small

    def shapes(self, right: float, y: float, *, beside: bool) -> list[Shape]:
        """Both, ending at the right [px]: beside each other, or the word below the time."""
        if not self.doubt:
            return [self._time(right, y)]
        if beside:
            return [self._time(right, y), self._word(right - self.width - _APART * self.small, y)]
        high, low = (text_width.CAP_HEIGHT * each for each in (self.size, self.small))
        air = _AIR * self.small
        return [
            self._time(right, y - (low + air) / 2),
            self._word(right, y + (high + air) / 2),
        ]

    def _time(self, right: float, y: float) -> Shape:
        return line(right, y, self.text, self.size, self.colour, self.weight, "right")

    def _word(self, right: float, y: float) -> Shape:
        return line(right, y, self.doubt, self.small, self.ink, "semibold", "right")


def least_code(tag: str, size: float) -> float:
    """How wide the shortest and smallest form is in which a team's code is told [px]."""
    shortest = plain_text.cut(tag, _LETTERS)
    return _SURE * text_width.width(shortest, text_width.SMALLEST * size, "bold")
