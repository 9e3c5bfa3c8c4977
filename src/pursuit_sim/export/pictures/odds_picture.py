"""The odds of an event as a picture file."""

from __future__ import annotations

from pathlib import Path

from pursuit_sim.draw.graphics import odds_bracket
from pursuit_sim.export.pictures.picture import write_picture
from pursuit_sim.lab.event_chances import EventOdds

SIZE = (1920, 1080)


def write(odds: EventOdds, path: Path, size: tuple[int, int] = SIZE) -> None:
    """Write the picture as .png or .svg, complete or not at all; see `write_picture`."""
    write_picture(odds_bracket.frame(odds, size), path, size)
