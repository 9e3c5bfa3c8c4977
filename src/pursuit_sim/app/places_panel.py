"""The places beside the races of an event: medals in colour, divisions, points, what is unsure."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.elements import line as text
from pursuit_sim.draw.look.text_width import width, wrapped
from pursuit_sim.draw.look.theme import Palette
from pursuit_sim.draw.shapes import Anchor, Circle, Colour, Shape
from pursuit_sim.event import Results
from pursuit_sim.event.standing import Standing
from pursuit_sim.scenario.race import Team

_HEAD = 44.0  # height of the heading [px at 1080]
_ROW = 62.0  # most that a place takes [px at 1080]
_SMALL = 18.0  # size of headings [px at 1080]
_LEAST_NAME = 0.6  # of its size that a long name may shrink to
_HIDDEN = ("hidden, as are the results,", "until you have watched every race,", "or show them (U)")
_MEDALS = {
    "gold": theme.GOLD,
    "silver": contrast.mix(theme.WHITE, theme.MUTED, 0.5),
    "bronze": theme.CONE_EDGE,
}
_REMARK, _LEADING = 15.0, 21.0  # type and lines of what is said below [px at 1080]
_MOST_LINES = 12  # of remarks


def places(
    results: Results, area: Box, scale: float, palette: Palette, *, told: bool = True
) -> list[Shape]:
    """The final order, with what each place is worth in colour and word.

    Parameters
    ----------
    results : of the event
    area : where
    scale : pixels for each of a picture 1080 high
    palette : of the teams' colours
    told : whether they are; otherwise it is said that they are hidden, and until when
    """
    size = _SMALL * scale
    shapes: list[Shape] = [_heading(area.x, area.y + 14 * scale, "PLACES", size)]
    if not told:
        for i, words in enumerate(_HIDDEN):
            y = area.y + (_HEAD + 30 * (i + 1)) * scale
            shapes.append(text(area.x, y, words, size, theme.MUTED, room=area.width))
        return shapes
    grouped = groupby(results.standings, attrgetter("division"))
    divisions = [(name, list(rows)) for name, rows in grouped]
    heads = sum(bool(name) for name, _ in divisions)
    remarks = _remarks(results, area.width, scale)
    room = area.height - _HEAD * scale - len(remarks) * _LEADING * scale
    row = min(_ROW * scale, room / max(len(results.standings) + heads, 1))
    y = area.y + _HEAD * scale + row / 2
    for name, rows in divisions:
        if name:
            shapes.append(_heading(area.x, y, f"DIVISION {name}", size))
            if any(each.points is not None for each in rows):
                shapes.append(_heading(area.right, y, "POINTS", size, "right"))
            y += row
        for each in rows:
            shapes += _place(results, each, Box(area.x, y - row / 2, area.width, row), palette)
            y += row
    y += _LEADING * scale - row / 2
    for i, said in enumerate(remarks):
        below = y + i * _LEADING * scale
        shapes.append(text(area.x, below, said, _REMARK * scale, theme.MUTED, room=area.width))
    return shapes


def _remarks(results: Results, room: float, scale: float) -> list[str]:
    """The lines of what should be known of the places, as much of it as there is room for."""
    found: list[str] = []
    for each in results.standings_remarks:
        lines = wrapped(each, _REMARK * scale, room, _MOST_LINES)
        if len(found) + len(lines) > _MOST_LINES:
            return [*found, "…"]
        found += lines
    return found


def colour(team: Team, palette: Palette) -> Colour:
    """A team's own colour; the safe pair is for two teams only, here there are more."""
    return theme.teams((team.colour,))[0].name if palette == "standard" else theme.TEXT


def _heading(x: float, y: float, words: str, size: float, anchor: Anchor = "left") -> Shape:
    return text(x, y, words, size, theme.HEADING, "bold", anchor)


def _place(results: Results, each: Standing, box: Box, palette: Palette) -> list[Shape]:
    """One place: its number, the team, and its points or what is unsure of it."""
    row, y = box.height, box.middle[1]
    radius = 0.3 * row
    disc = _MEDALS.get(each.medal, theme.CELL)
    ink = contrast.ink(disc)
    size = 0.32 * row * min(1.0, 1.6 * radius / width(each.label, 0.32 * row, "bold"))
    team = results.scenario.teams[each.team]
    x = box.x + 2.5 * radius
    shapes: list[Shape] = [
        Circle((box.x + radius, y), radius, disc),
        text(box.x + radius, y, each.label, size, ink, "bold", "centre"),
        text(x, y, each.team, 0.36 * row, colour(team, palette), "bold"),
    ]
    right = box.right
    words = ", ".join(("guess",) if each.guessed else each.beside)
    if not words and each.points is not None:
        words = str(each.points)
    if words:
        shapes.append(text(right, y, words, 0.32 * row, theme.MUTED, anchor="right"))
        right -= width(words, 0.32 * row) + 0.3 * row
    left = x + 1.25 * row
    size = min(0.32 * row, 0.32 * row * (right - left) / width(team.name, 0.32 * row))
    if size >= _LEAST_NAME * 0.32 * row:  # a name that would be hard to read is left out
        shapes.append(text(left, y, team.name, size, theme.TEXT))
    return shapes
