"""Name plates on their way to where they lie: in a row, and clear of each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pursuit_sim.view.box import Box

_ROUNDS = 12  # of pushing apart; three plates lie free after a few
_TOUCH_PX = 0.25  # closer than this, two plates only touch


@dataclass(slots=True)
class Plate:
    """A name plate being placed: whose, its middle and size [px], and his body.

    `out` says that he is out of the train, and that it lies on his other side.
    """

    skater: int
    x: float
    y: float
    width: float
    height: float
    out: bool
    body: tuple[float, float]

    @property
    def box(self) -> Box:
        """Where it lies."""
        return Box(self.x - self.width / 2, self.y - self.height / 2, self.width, self.height)

    def beside(self, away: float, part: float) -> None:
        """Move it by a part of the way to beside his body, so far to the right [px], in place."""
        px, py = self.body
        self.x += part * (px + away + math.copysign(self.width / 2, away) - self.x)
        self.y += part * (py - self.y)

    def hold(self, within: Box, air: float) -> None:
        """Move it into a rectangle, to `air` from its edges, in place."""
        half, tall = self.width / 2 + air, self.height / 2 + air
        self.x = min(max(self.x, within.x + half), within.right - half)
        self.y = min(max(self.y, within.y + tall), within.bottom - tall)


def spread(plates: list[Plate], air: float) -> None:
    """Push plates of one row apart, about their common middle, in place."""
    if len(plates) < 2:
        return
    plates.sort(key=lambda plate: plate.x)
    before = sum(plate.x for plate in plates) / len(plates)
    for left, right in pairwise(plates):
        right.x = max(right.x, left.x + (left.width + right.width) / 2 + air)
    after = sum(plate.x for plate in plates) / len(plates)
    for plate in plates:
        plate.x += before - after


def settle(
    plates: Sequence[Plate], within: Box, edge: float, air: float, taken: Sequence[Box] = ()
) -> None:
    """Push plates into a rectangle, off each other and off what is taken, in place.

    Each pair goes the shorter way, aside or up and down.

    Parameters
    ----------
    plates : near where they should be
    within, edge : the rectangle, and how far from its edges they stay [px]
    air : between two of them [px]
    taken : what else they must not meet
    """
    for _ in range(_ROUNDS):
        for plate in plates:
            plate.hold(within, edge)
        moved = False
        for one, other in combinations(plates, 2):
            right, down = _overlap(one.box, other.box, air)
            if right or down:
                one.x, one.y = one.x - right / 2, one.y - down / 2
                other.x, other.y = other.x + right / 2, other.y + down / 2
                moved = True
        for plate in plates:
            for box in taken:
                right, down = _overlap(box, plate.box, air, within)
                plate.x, plate.y = plate.x + right, plate.y + down
                moved = moved or bool(right or down)
        if not moved:
            return


def _overlap(one: Box, other: Box, air: float, within: Box | None = None) -> tuple[float, float]:
    """How far the second must go (right, down) to be free of the first, the shorter way [px].

    The longer way where the shorter one leads out of `within`.
    """
    (ax, ay), (bx, by) = one.middle, other.middle
    right = (one.width + other.width) / 2 + air - abs(bx - ax)
    down = (one.height + other.height) / 2 + air - abs(by - ay)
    if min(right, down) <= _TOUCH_PX:
        return 0.0, 0.0
    aside, along = math.copysign(right, bx - ax), math.copysign(down, by - ay)
    sideways = right < down
    if within is not None:
        x, y = other.x + aside, other.y + along
        if sideways and not within.x <= x <= within.right - other.width:
            sideways = False
        elif not sideways and not within.y <= y <= within.bottom - other.height:
            sideways = True
    return (aside, 0.0) if sideways else (0.0, along)
