"""Name plates on their way to where they lie: about their skaters, and clear of each other.

A plate lies on the infield's side of its skater, in a row with those of their train. When they
leave the train it goes round them to the outside: ahead of them as they swing out, behind them
as they tuck in again.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import glide

_ROUNDS = 12  # of pushing apart; three plates lie free after a few
_TOUCH_PX = 0.25  # closer than this, two plates only touch
_FLAT = 1e-6  # less of a sine or cosine counts as so much
_TURNS_IN = 0.6  # of its height that has no room, by which a plate is behind its skater


@dataclass(slots=True)
class LabelPlate:
    """A name plate being placed.

    Attributes
    ----------
    skater : their column
    x, y, width, height : its middle and size [px]
    body : the middle of their body [px]
    angle : of the lap line's heading there, clockwise from pointing right [rad]
    out : how far it has gone round them to the outside: 0 not, 1 ahead, −1 behind
    """

    skater: int
    x: float
    y: float
    width: float
    height: float
    body: tuple[float, float]
    angle: float = 0.0
    out: float = 0.0

    @property
    def box(self) -> Box:
        """Where it lies."""
        return Box(self.x - self.width / 2, self.y - self.height / 2, self.width, self.height)

    def about(self, turned: float, away: float) -> tuple[float, float]:
        """Its middle [px] so far from the body [px], turned clockwise from the infield [rad]."""
        direction = self.angle - math.pi / 2 + turned
        dx, dy = math.cos(direction), math.sin(direction)
        reach = away + abs(dx) * self.width / 2 + abs(dy) * self.height / 2
        return self.body[0] + reach * dx, self.body[1] + reach * dy

    def hold(self, within: Box, air: float) -> None:
        """Move it into a rectangle, to `air` from its edges, in place."""
        half, tall = self.width / 2 + air, self.height / 2 + air
        self.x = min(max(self.x, within.x + half), within.right - half)
        self.y = min(max(self.y, within.y + tall), within.bottom - tall)


def lay(
    plates: Sequence[LabelPlate],
    within: Box,
    away: float,
    edge: float,
    air: float,
    *,
    abreast: float = 0.0,
    past: float = 0.0,
) -> None:
    """Lay the plates of a team about their skaters, in place; a moment later, nearly the same.

    Parameters
    ----------
    plates : one or more
    within, edge : the rectangle in which they are seen, and how far from its edges they stay [px]
    away : from a body to its plate [px]
    air : between two in a row [px]
    past : how much farther that is in a train, where legs are stretched beneath names [px]
    abreast : how much skaters are side by side, 0 … 1: then each plate is behind its skater
    """
    for plate in plates:
        out = abs(plate.out)
        turned = math.pi * plate.out - math.pi / 2 * abreast * (1 - out)
        # Where there is no room outside a skater, it lies behind them.
        y = plate.about(math.pi, away)[1]
        tall = plate.height / 2 + edge
        missing = max(y + tall - within.bottom, within.y - y + tall)
        turned += math.pi / 2 * out * glide.smooth(missing / (_TURNS_IN * plate.height))
        plate.x, plate.y = plate.about(turned, away + past * (1 - out))
    _spread(plates, air, 1 - abreast)


def _spread(plates: Sequence[LabelPlate], air: float, most: float) -> None:
    """Push plates apart along the train, about their common middle, in place.

    Whoever leaves the train has the less of a share in it, the further their plate has gone.
    """
    cos, sin = math.cos(plates[0].angle), math.sin(plates[0].angle)
    row = [plate for plate in plates if abs(plate.out) < 1]
    if not row:
        return  # nobody is in the train
    row.sort(key=lambda plate: plate.body[0] * cos + plate.body[1] * sin)
    share = [1 - abs(plate.out) for plate in row]
    forward = [0.0]
    for k, (rear, front) in enumerate(pairwise(row)):
        x, y = front.x - rear.x - forward[k] * cos, front.y - rear.y - forward[k] * sin
        wide, tall = (rear.width + front.width) / 2 + air, (rear.height + front.height) / 2 + air
        beside = (wide - math.copysign(x, x * cos)) / max(abs(cos), _FLAT)
        over = (tall - math.copysign(y, y * sin)) / max(abs(sin), _FLAT)
        forward.append(max(most * min(share[k : k + 2]) * min(beside, over), 0.0))
    middle = sum(map(operator.mul, share, forward)) / max(sum(share), _FLAT)
    for plate, part, moved in zip(row, share, forward, strict=True):
        plate.x += (moved - part * middle) * cos
        plate.y += (moved - part * middle) * sin


def settle(
    plates: Sequence[LabelPlate],
    within: Box,
    edge: float,
    air: float,
    taken: Sequence[Box] = (),
    bodies: Sequence[Box] = (),
) -> None:
    """Push plates into a rectangle, off each other and off what is taken, in place.

    Each pair goes the shorter way, aside or up and down. Where there is no room for all that,
    bodies are given up first, then what is taken, then room between plates.

    Parameters
    ----------
    plates : near where they should be
    within, edge : the rectangle, and how far from its edges they stay [px]
    air : between two of them [px]
    taken, bodies : what else they must not meet
    """
    wanted = [(plate.x, plate.y) for plate in plates]
    tried = [[*taken, *bodies], *([taken] if bodies else []), *([()] if taken else [])]
    for boxes in tried:
        for plate, (x, y) in zip(plates, wanted, strict=True):
            plate.x, plate.y = x, y
        if _settled(plates, within, edge, air, boxes):
            return
    for plate in plates:
        plate.hold(within, edge)


def _settled(
    plates: Sequence[LabelPlate], within: Box, edge: float, air: float, taken: Sequence[Box]
) -> bool:
    """Push plates apart, in place; and whether all of them have come to lie free."""
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
            return True
    return False


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
