"""Where things go in square and tall pictures, which people send to each other.

From the top: which race this is, the clock, the ice with what else is skated, lap times, and
what is happening. Sizes are given for a width of 1080 px. Everything scales with the picture:
it is looked at on a phone, which is as wide whatever the picture's size.
"""

from __future__ import annotations

from dataclasses import dataclass

from pursuit_sim.draw.box import Box

_WIDTH = 1080.0
_TYPE = 1.3  # of type, against a picture 1920 px wide
_SCALE = 0.8  # of skaters that are larger than life
_AIR = 12.0
# Heights of heading, clock, lap times and caption, and the least height of all [px].
_TALL = (132.0, 356.0, 240.0, 132.0, 1500.0)
_SQUARE = (84.0, 156.0, 206.0, 84.0, 1020.0)


@dataclass(frozen=True, slots=True)
class PosterLayout:
    """The parts of a square or tall picture.

    Attributes
    ----------
    tall : it is much higher than wide
    unit : pixels for one of a picture 1080 px wide
    header : which race this is
    clock : race clock and gap
    field : the ice, and strips with whoever else skates
    splits : lap times
    caption : what is happening
    """

    tall: bool
    unit: float
    header: Box
    clock: Box
    field: Box
    splits: Box
    caption: Box

    @property
    def type(self) -> float:
        """Scale of type."""
        return _TYPE * self.unit

    @property
    def scale(self) -> float:
        """Scale of skaters who are drawn larger than life."""
        return _SCALE * self.unit

    def parted(self, strips: float) -> tuple[Box, Box]:
        """The field's ice, and below it strips that take so many pixels of its height."""
        strips = round(strips)
        x, y, width, height = self.field
        return Box(x, y, width, height - strips), Box(x, y + height - strips, width, strips)


def poster_layout(size: tuple[int, int], *, tall: bool) -> PosterLayout:
    """The parts of a picture of a size (width, height) [px]."""
    width, height = float(size[0]), float(size[1])
    *parts, least = _TALL if tall else _SQUARE
    unit = min(width / _WIDTH, height / least)
    header, clock, splits, caption = (round(each * unit) for each in parts)
    air = round(_AIR * unit)
    top = header + clock
    foot = height - caption - splits
    return PosterLayout(
        tall=tall,
        unit=unit,
        header=Box(0.0, 0.0, width, header),
        clock=Box(0.0, header, width, clock),
        field=Box(0.0, top, width, foot - air - top),
        splits=Box(air, foot, width - 2 * air, splits),
        caption=Box(0.0, height - caption, width, caption),
    )
