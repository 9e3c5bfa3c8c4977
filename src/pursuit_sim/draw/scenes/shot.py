"""A shot of the director's: what is seen from when to when, and why."""

from __future__ import annotations

from dataclasses import dataclass

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
    why : in few words
    pace : how fast it plays, of the speed that the viewer has chosen
    inset : index of the entry that is seen in an inset, or None
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
