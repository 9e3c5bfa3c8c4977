"""A shot of the director's: what is seen from when to when, and why."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

LEAST_S = 2.0  # [s] of the race that a shot lasts at least


@dataclass(frozen=True, slots=True)
class Shot:
    """From one cut to the next.

    Attributes
    ----------
    from_s, until_s : of the race [s]
    camera : by name, without a team
    team : index of the entry that it stays with, where it does
    zoom, pan : of that camera, see `Settings`; they stay through the shot
    why : in few words, as it begins
    pace : how fast it plays, of the speed that the viewer has chosen
    inset : index of the entry that is seen in an inset, or None
    later : what is said from moments of it on, each [s] with its words; nothing is told before
        it has happened
    """

    from_s: float
    until_s: float
    camera: str
    team: int
    why: str
    zoom: float = 1.0
    pan: tuple[float, float] = (0.0, 0.0)
    pace: float = 1.0
    inset: int | None = None
    later: tuple[tuple[float, str], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that it says, in order."""
        return self.why, *(words for _, words in self.later)

    def says(self, time_s: float) -> str:
        """Why it is seen, in few words, at a moment [s]."""
        return self.texts[bisect_right(self.later, time_s, key=itemgetter(0))]
