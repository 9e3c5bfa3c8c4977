"""The odds of an event as one picture: who meets next, the finals, and every place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.look.elements import panel as ground
from pursuit_sim.draw.shapes import Colour, Frame, Polyline, Rect, Shape
from pursuit_sim.event_formats.knockout import QUARTERFINALS
from pursuit_sim.lab.event_chances import EventOdds, Meets, TeamChances, TeamOdds
from pursuit_sim.units import NO_NUMBER, format_chance, ordinal

_EDGE, _TOP, _GAP, _ASIDE = 48.0, 132.0, 24.0, 44.0  # [px at 1080]
_LEADING, _UNDER = 28.0, 32.0  # of the lines at the foot, and below and above them [px at 1080]
_MOST_LINES = 12  # of them, of a narrow picture
_HEAD, _AIR = 44.0, 14.0  # of a panel: its heading, and around what it holds
_SMALL = 19.0  # size of headings and of what is said
_MOST_ROW, _MOST_BAR = 54.0, 84.0  # height of a row, of one with all places
_COLUMNS = (0.26, 0.26)  # of the width: who meets next, and the finals; places have the rest
_SEMIFINALISTS = 4
_LISTED = 4  # pairings of a final that can be listed
_LEAST = 480.0  # height that four panels of two rows need below each other [px at 1080]
_LOWEST = 330.0  # and lower than this there are only the places [px at 1080]
_MOST_TYPE = 0.85  # of the height of a row
_LEGIBLE = 9.0  # [px] type of rows is no smaller where these are high enough
_TOLD = 0.085  # of a bar, from which a share has room for its number
_PLACES: tuple[Colour, ...] = (
    theme.GOLD,
    contrast.mix(theme.WHITE, theme.MUTED, 0.5),
    theme.CONE_EDGE,
    *(contrast.mix(theme.BUTTON_ON, theme.PANEL, share) for share in (0.25, 0.45, 0.6, 0.72, 0.82)),
)


def frame(odds: EventOdds, size: tuple[int, int]) -> Frame:
    """The picture.

    Parameters
    ----------
    odds : of an event; what is supposed is shown, where something is
    size : width and height [px]
    """
    unit = panel.unit(size)
    wide, high = float(size[0]), float(size[1])
    shapes: list[Shape] = [Rect(0.0, 0.0, wide, high, theme.NIGHT)]
    shapes += _title(odds, wide, unit)
    said, foot = _said(odds, wide, high, unit)
    area = Box(_EDGE * unit, _TOP * unit, wide - 2 * _EDGE * unit, high - _TOP * unit - foot)
    if odds.has_finals and area.height >= _LOWEST * unit:
        gap = _ASIDE * unit
        left = Box(area.x, area.y, _COLUMNS[0] * area.width, area.height)
        met, met_in = _next(odds, left, unit)
        shapes += met
        if not _settled(odds):
            middle = Box(left.right + gap, area.y, _COLUMNS[1] * area.width, area.height)
            finals, held_in = _finals(odds, middle, unit)
            if odds.after:
                shapes += _ways(met_in, held_in, unit)
            shapes += finals
            left = middle
        area = Box(left.right + gap, area.y, area.right - left.right - gap, area.height)
    shapes += _places(odds, area, unit)
    return (*shapes, *said)


def _title(odds: EventOdds, wide: float, unit: float) -> list[Shape]:
    x, room = _EDGE * unit, wide - 2 * _EDGE * unit
    event = odds.scenario.event
    name, *what = odds.heading.partition(": odds ")[::2]
    said = f"Odds {what[0]}" if what else ""
    drawn = f"{odds.draws:,}".replace(",", " ")
    return [
        line(x, 48 * unit, name or event.name, 36 * unit, theme.WHITE, "bold", room=room),
        line(x, 92 * unit, f"{said}  ·  {drawn} events drawn", 23 * unit, theme.MUTED, room=room),
    ]


def _said(odds: EventOdds, wide: float, high: float, unit: float) -> tuple[list[Shape], float]:
    """What the chances rest on, and how high the foot is that it takes [px].

    All of it, if it leaves enough to the panels; else how many remarks there are.
    """
    x, room = _EDGE * unit, wide - 2 * _EDGE * unit
    size = _SMALL * unit
    *basis, form = odds.in_brief
    told = (" ".join(basis), form)
    lines = [each for text in told for each in text_width.wrapped(text, size, room, _MOST_LINES)]
    below = _LEADING * unit
    if high < (_TOP + _LEAST + 2 * _UNDER) * unit + (len(lines) - 1) * below:
        lines = [_counted(odds, size, room)]
    first = high - (len(lines) - 1) * below - _UNDER * unit
    shapes: list[Shape] = [
        line(x, first + i * below, text, size, theme.MUTED, room=room)
        for i, text in enumerate(lines)
    ]
    return shapes, high - first + _UNDER * unit


def _counted(odds: EventOdds, size: float, room: float) -> str:
    """How many remarks there are, and of what a reader has to know first."""
    count = len(odds.in_brief)
    first = [f"times {' and '.join(odds.made_up)}"] if odds.made_up else []
    first += ["teams without a time"] if odds.guesses else []
    some = f", of {' and '.join(first)} too" if first else ""
    said = f"{count} remarks{some}"
    told = (f"{said}: see the table of odds", f"{said}: see the table")
    return next((each for each in told if text_width.width(each, size) <= room), said)


def _type(row: Box, part: float) -> float:
    """Type that fits into a row: a part of its height, more where that could not be read [px]."""
    return max(part * row.height, min(_MOST_TYPE * row.height, _LEGIBLE))


def _chances(each: TeamOdds) -> TeamChances:
    return each.supposed or each.chances


def _colour(odds: EventOdds, team: str) -> Colour:
    """As on the dark panels; the safe pair is for two teams only, here there are more."""
    return theme.teams((odds.scenario.teams[team].colour,))[0].name


def _framed(box: Box, words: str, unit: float) -> list[Shape]:
    return [
        ground(*box, 10 * unit),
        line(
            box.x + _AIR * unit, box.y + 0.55 * _HEAD * unit, words, _SMALL * unit, theme.HEADING,
            "bold", room=box.width - 2 * _AIR * unit,
        ),
    ]  # fmt: skip


def _stacked(area: Box, heights: Sequence[float], unit: float) -> list[Box]:
    """Boxes one below the other, their heights in these proportions."""
    gap = _GAP * unit
    each = (area.height - gap * (len(heights) - 1)) / sum(heights)
    found, y = [], area.y
    for height in heights:
        found.append(Box(area.x, y, area.width, each * height))
        y += each * height + gap
    return found


def _rows(box: Box, count: int, unit: float, most: float = _MOST_ROW) -> list[Box]:
    """Rows of a panel below its heading."""
    air = _AIR * unit
    room = box.height - _HEAD * unit - air
    row = min(most * unit, room / max(count, 1))
    top = box.y + _HEAD * unit
    return [Box(box.x + air, top + i * row, box.width - 2 * air, row) for i in range(count)]


def _bar(row: Box, label: str, ink: Colour, share: float, fill: Colour) -> list[Shape]:
    """Who, a bar as long as it is likely, and how likely."""
    y, size = row.middle[1], min(_type(row, 0.46), 0.075 * row.width)
    left, right = row.x + 0.37 * row.width, row.right - 0.2 * row.width
    told = format_chance(share) if share else NO_NUMBER
    return [
        line(row.x, y, label, size, ink, "bold", room=left - row.x - 0.2 * size),
        Rect(left, y - 0.16 * row.height, right - left, 0.32 * row.height, theme.CELL, 3.0),
        Rect(left, y - 0.16 * row.height, share * (right - left), 0.32 * row.height, fill, 3.0),
        line(row.right, y, told, size, theme.TEXT, "semibold", "right", room=0.19 * row.width),
    ]


def _settled(odds: EventOdds) -> bool:
    """Whether it is known who meets in each final."""
    return all(each.share == 1 for each in odds.meets)


def _next(odds: EventOdds, area: Box, unit: float) -> tuple[list[Shape], list[Box]]:
    """Who meets next, and how likely each goes on or wins; and where that is."""
    chances = {each.team: _chances(each) for each in odds.teams}
    finals = tuple(zip("ABCD", odds.pairs, strict=True))

    def wins(final: str, team: str) -> float:
        return chances[team].places[2 * "ABCD".index(final)]

    shown: list[tuple[str, tuple[tuple[str, float], ...]]]
    if _settled(odds):
        shown = [
            (f"FINAL {final}: WINS", tuple((team, wins(final, team)) for team in pair))
            for final, pair in finals
        ]
    elif odds.after:
        shown = [
            (
                f"SEMIFINAL {i}: TO FINAL A",
                tuple((team, chances[team].final or 0.0) for team in pair),
            )
            for i, pair in enumerate(odds.pairs[:2], 1)
        ]
        shown += [
            (f"FINAL {final}: WINS", tuple((team, wins(final, team)) for team in pair))
            for final, pair in finals[2:]
        ]
    else:
        shown = [
            (
                f"QUARTERFINAL {i}: TO THE SEMIFINALS",
                tuple((team, sum(chances[team].places[:_SEMIFINALISTS])) for team in pair),
            )
            for i, pair in enumerate(odds.pairs[:QUARTERFINALS], 1)
        ]
    shapes: list[Shape] = []
    boxes = _stacked(area, [1.0] * len(shown), unit)
    for box, (heading, teams) in zip(boxes, shown, strict=True):
        shapes += _framed(box, heading, unit)
        for row, (team, share) in zip(_rows(box, len(teams), unit), teams, strict=True):
            colour = _colour(odds, team)
            shapes += _bar(row, team, colour, share, colour)
    return shapes, boxes


def _finals(odds: EventOdds, area: Box, unit: float) -> tuple[list[Shape], list[Box]]:
    """Who meets in the finals, the likeliest first; and where that is."""
    groups: list[tuple[str, list[Meets]]] = [
        (final, sorted(group, key=_share, reverse=True))
        for final, group in groupby(odds.meets, lambda each: each.final)
    ]
    counts = [min(len(group), _LISTED) for _, group in groups]
    shapes: list[Shape] = []
    boxes = _stacked(area, [1.2 + count for count in counts], unit)
    if _rows(boxes[-1], counts[-1], unit)[0].height < _LEGIBLE:
        heads = (_HEAD + _AIR) * unit
        rows = sum(box.height - heads for box in boxes)
        boxes = _stacked(area, [heads + count * rows / sum(counts) for count in counts], unit)
    for box, count, (final, group) in zip(boxes, counts, groups, strict=True):
        left = len(group) - count
        more = f", {left} RARER ONES" if left else ""
        shapes += _framed(box, f"WHO MEETS IN FINAL {final}{more}", unit)
        for row, each in zip(_rows(box, count, unit), group, strict=False):
            words = " v ".join(each.teams)
            shapes += _bar(row, words, theme.TEXT, _share(each), theme.BUTTON_ON)
    return shapes, boxes


def _ways(met: Sequence[Box], finals: Sequence[Box], unit: float) -> list[Shape]:
    """Lines from both semifinals to finals A and B, and on to C and D."""

    def way(start: Box, end: Box) -> Shape:
        (_, y), (_, there) = start.middle, end.middle
        turn = (start.right + end.x) / 2
        points = ((start.right, y), (turn, y), (turn, there), (end.x, there))
        return Polyline(points, theme.GRID_ZERO, 2.5 * unit)

    both = [way(start, end) for start in met[:2] for end in finals[:2]]
    return [*both, *(way(met[i], finals[i]) for i in range(2, len(finals)))]


def _share(each: Meets) -> float:
    return each.share if each.supposed is None else each.supposed


def _places(odds: EventOdds, area: Box, unit: float) -> list[Shape]:
    """A bar for each team, its parts the places."""
    medals = odds.scenario.event.format.medals
    shapes = _framed(area, "EVERY PLACE [%]", unit)
    heads = [each.division for each in odds.teams]
    count = len(odds.teams) + 1
    box = Box(area.x, area.y, area.width, area.height)
    rows = _rows(box, count, unit, _MOST_BAR)
    key, *rows = rows
    shapes += _key(odds, key, medals=medals)
    for row, each, division in zip(rows, odds.teams, heads, strict=True):
        y, size = row.middle[1], min(_type(row, 0.42), 26 * unit)
        label = f"{division} {each.team}" if division else each.team
        name = 0.13 * row.width
        shapes.append(
            line(row.x, y, label, size, _colour(odds, each.team), "bold", room=name - 0.3 * size)
        )
        x, room = row.x + name, row.width - name
        for place, share in enumerate(_chances(each).places):
            wide = share * room
            fill = _place_colour(place)
            if wide > 0:
                shapes.append(Rect(x, y - 0.3 * row.height, wide, 0.6 * row.height, fill))
            if share >= _TOLD:
                ink = contrast.ink(fill)
                said = f"{100 * share:.0f}"
                shapes.append(line(x + wide / 2, y, said, 0.8 * size, ink, "semibold", "centre"))
            x += wide
    return shapes


def _key(odds: EventOdds, row: Box, *, medals: bool) -> list[Shape]:
    """Which colour is which place."""
    most = max(len(each.chances.places) for each in odds.teams)
    names = ["gold", "silver", "bronze"] if medals else []
    names += [ordinal(place) for place in range(len(names) + 1, min(most, len(_PLACES)) + 1)]
    if most > len(_PLACES):
        names[-1] += " on"
    size = min(0.3 * row.height, 0.018 * row.width)
    x, shapes = row.x, []
    for place, name in enumerate(names):
        fill = _place_colour(place)
        made, wide = pill(x, row.middle[1], name, size, fill, contrast.ink(fill))
        shapes += made
        x += wide + 0.6 * size
    return shapes


def _place_colour(place: int) -> Colour:
    return _PLACES[min(place, len(_PLACES) - 1)]
