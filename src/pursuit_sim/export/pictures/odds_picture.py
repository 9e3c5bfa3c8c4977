"""The odds of an event as a picture: shown inline in a notebook, saved where one likes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path

from pursuit_sim.draw.graphics import odds_bracket
from pursuit_sim.export.pictures import png_picture
from pursuit_sim.export.pictures.picture import write_picture
from pursuit_sim.lab.event_chances import EventOdds
from pursuit_sim.paint.svg import svg

SIZE = (1920, 1080)


@dataclass(frozen=True, eq=False, repr=False)
class OddsPicture:
    """A bracket with its chances, drawn; of an event by time, the places.

    Attributes
    ----------
    odds : of the event
    size : width and height [px]
    """

    odds: EventOdds
    size: tuple[int, int] = SIZE

    @cached_property
    def png(self) -> bytes:
        """The picture as a PNG file."""
        return png_picture.packed(odds_bracket.frame(self.odds, self.size), self.size)

    @property
    def svg(self) -> str:
        """The picture as SVG."""
        return svg(odds_bracket.frame(self.odds, self.size), *self.size)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it as .png or .svg; a file that is there is replaced.

        Raises
        ------
        InputError
            if the ending or the place cannot be
        OSError
            if writing fails; then no file is left
        """
        write_picture(odds_bracket.frame(self.odds, self.size), Path(path), self.size)
        return Path(path)

    def __repr__(self) -> str:
        width, height = self.size
        return f"<OddsPicture {self.odds.heading}, {width}×{height}>"

    def _repr_png_(self) -> bytes:
        return self.png
