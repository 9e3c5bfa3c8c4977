"""A record, celebrated: for some seconds it takes the place of the title."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Clip, Polygon, Rect, Shape, Text
from pursuit_sim.units import format_time

_STAYS_S = 10.0
_SHINE_S = 2.2  # in which a light passes over it
_SHINE, _SLANT = 0.45, 1.2  # opacity of that; how far it leans and how broad it is, in heights
_SIZE = 0.46  # of type, in heights; in a high bar no more than fits


def shapes(replay: Replay, time_s: float, box: Box) -> list[Shape]:
    """The banner where a record was set lately; nothing where none was."""
    found = [
        event
        for event in replay.events
        if event.kind == "record" and 0 <= time_s - event.time_s < _STAYS_S
    ]
    if not found:
        return []
    event = found[-1]
    _, _, names = event.text.rpartition(": ")
    team = replay.race.entries[event.team].team.name
    room = box.width - 2 * box.height * _SIZE
    tag, code = replay.tags[event.team], replay.codes[event.team]
    short = " ".join(
        kind for row in replay.context.outcomes if row.team == code for kind in row.records
    )
    # Whose it is and in which time matter more than the whole name of each record.
    for kinds, called in ((names, team), (names, tag), (short or names, tag)):
        parts = (replay.context.changed.upper(), kinds.upper())
        said = "  ·  ".join([*filter(None, parts), f"{called}  {format_time(event.time_s)}"])
        text, size = text_width.fit(said, _SIZE * box.height, "bold", room)
        if text == said:
            break
    x, y = box.middle
    lean = _SLANT * box.height
    part = (time_s - event.time_s) / _SHINE_S
    left = box.x - 2 * lean + part * (box.width + 3 * lean)
    light = Polygon(
        (
            (left + lean, box.y),
            (left + 2 * lean, box.y),
            (left + lean, box.bottom),
            (left, box.bottom),
        ),
        contrast.fade(theme.PULSE, _SHINE),
    )
    ink = contrast.ink(theme.GOLD)
    return [
        Clip(*box, (Rect(*box, theme.GOLD), *([light] if part < 1 else []))),
        Text(x, y, text, size, ink, "bold", "centre"),
    ]
