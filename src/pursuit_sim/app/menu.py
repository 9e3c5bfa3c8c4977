"""The event as a bracket: every race a card to click, and the places beside them."""

from __future__ import annotations

from pursuit_sim.app import places_panel
from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.elements import line as text
from pursuit_sim.draw.look.text_width import width
from pursuit_sim.draw.look.theme import Palette
from pursuit_sim.draw.panel import Panel, Pointer
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.race_context import RECORD_NAMES
from pursuit_sim.draw.shapes import Rect, Shape, Weight
from pursuit_sim.event import EntryResult, RaceResult, Results
from pursuit_sim.event.place_doubts import of_result
from pursuit_sim.units import format_time

RACE = "race="  # before a race's id, the name of its card
EVENTS_BUTTON = "MOMENTS AND EVENTS"
_NO_TEAMS, _TEAMS, _ALL = range(3)  # what is told of a race
_EDGE, _TOP, _FOOT, _GAP = 56.0, 132.0, 64.0, 28.0  # [px at 1080]
_CARD, _SPACE, _HEAD = 148.0, 26.0, 44.0  # height of a card, between cards, of a heading
_BUTTON_HIGH = 42.0  # [px at 1080]
_MOST_ROWS = 6  # of cards in a column, where an event has no bracket
_PLACES_WIDE = 330.0  # [px at 1080]
_CARD_WIDEST = 470.0  # [px at 1080]


def bracket(
    results: Results, size: tuple[int, int], palette: Palette, pointer: Pointer,
    behind: str = "", *, hidden: frozenset[str] = frozenset(), hiding: bool = False,
) -> Panel:  # fmt: skip
    """The start menu of an event.

    Parameters
    ----------
    results : of the event
    size : of the window [px]
    palette : of the teams' colours
    pointer : mouse and keyboard
    behind : the race that a button leads back to; empty if there is none
    hidden : ids of the races whose results are not told
    hiding : results of races that were not watched are hidden
    """
    unpaired = _unpaired(results, hidden)
    scale = panel.unit(size)
    shapes: list[Shape] = [Rect(0, 0, *size, theme.NIGHT)]
    buttons = _buttons(size, scale, behind)
    for name, spot, word in buttons:
        shapes += panel.button(name, spot, word, scale, pointer, on=name == "back")
    shapes += _heading(results, buttons[0][1].x, scale)
    columns = _fill(results)
    places = bool(results.standings)
    right = size[0] - _EDGE * scale - ((_PLACES_WIDE + _GAP) * scale if places else 0)
    left, top = _EDGE * scale, _TOP * scale
    bottom = size[1] - _FOOT * scale
    gap = _GAP * scale
    wide = min((right - left - gap * (len(columns) - 1)) / len(columns), _CARD_WIDEST * scale)
    left += max(0.0, (right - left - len(columns) * (wide + gap) + gap) / 2)
    most = max(len(races) for _, races in columns)
    room = bottom - top - _HEAD * scale
    high = min(_CARD * scale, (room - (most - 1) * 0.12 * room / most) / most)
    space = min(_SPACE * scale, (room - most * high) / max(most - 1, 1))
    hits = []
    for i, (name, races) in enumerate(columns):
        x = left + i * (wide + gap)
        label = text(x, top + 14 * scale, name.upper(), 18 * scale, theme.HEADING, "bold")
        shapes.append(label)
        used = len(races) * (high + space) - space
        y = top + _HEAD * scale + (room - used) / 2
        for result in races:
            box = Box(round(x), round(y), round(wide), round(high))
            hits.append((RACE + result.race.id, box))
            race_id = result.race.id
            told = _NO_TEAMS if race_id in unpaired else _TEAMS if race_id in hidden else _ALL
            shapes += _card(results, result, box, palette, pointer, told)
            y += high + space
    if places:
        area = Box(right + gap, top, _PLACES_WIDE * scale, bottom - top)
        shapes += places_panel.places(results, area, scale, palette, told=not hidden)
    set_here = () if hidden else results.records
    kinds = dict.fromkeys(record.kind for record in set_here if not record.supposed)
    records = [f"{kind}: {RECORD_NAMES[kind]}" for kind in kinds if kind in RECORD_NAMES]
    hint = "  ·  ".join(("click a race, or choose with the arrows and press Enter", *records))
    foot = size[1] - _FOOT * scale / 2
    shapes.append(text(_EDGE * scale, foot, hint, 19 * scale, theme.MUTED, room=0.7 * size[0]))
    word = "SHOW RESULTS" if hiding else "HIDE RESULTS"
    wide, high = panel.button_width(word, scale), _BUTTON_HIGH * scale
    switch = Box(
        round(size[0] - _EDGE * scale - wide), round(foot - high / 2), round(wide), round(high)
    )
    shapes += panel.button("results", switch, word, scale, pointer)
    hits += [*((name, spot) for name, spot, _ in buttons), ("results", switch)]
    return Panel(tuple(shapes), (*hits, ("", panel.whole(size))))


def _unpaired(results: Results, hidden: frozenset[str]) -> frozenset[str]:
    """Ids of the races whose teams would tell hidden results of the rounds before."""
    found: set[str] = set()
    if results.scenario.event.format.knock_out:
        earlier = False
        for column in story.columns(results):
            ids = {each.race.id for each in column.races}
            found |= ids & hidden if earlier else set()  # a race that was watched tells itself
            earlier = earlier or bool(ids & hidden)
    return frozenset(found)


def _buttons(size: tuple[int, int], scale: float, behind: str) -> list[tuple[str, Box, str]]:
    """What can be clicked beside the heading, from left to right."""
    listed = [("events", EVENTS_BUTTON), ("help", "MENU"), ("quit", "QUIT")]
    if behind:
        listed = [("back", f"BACK TO {behind.upper()}"), *listed]
    wide = [panel.button_width(label, scale) for _, label in listed]
    gap = 12 * scale
    x = size[0] - _EDGE * scale - sum(wide) - gap * (len(wide) - 1)
    found = []
    for (name, label), each in zip(listed, wide, strict=True):
        spot = Box(round(x), round(26 * scale), round(each), round(_BUTTON_HIGH * scale))
        found.append((name, spot, label))
        x += each + gap
    return found


def _fill(results: Results) -> list[tuple[str, tuple[RaceResult, ...]]]:
    """Columns of cards: a round each, long ones broken into several."""
    found = []
    for column in story.columns(results):
        pieces = -(-len(column.races) // _MOST_ROWS)
        rows = -(-len(column.races) // pieces)
        for piece in range(pieces):
            races = column.races[piece * rows : (piece + 1) * rows]
            found.append((column.name if piece == 0 else "", races))
    return found


def _heading(results: Results, right: float, scale: float) -> list[Shape]:
    """The event, up to what lies right of it."""
    event = results.scenario.event
    parts = (story.day(event.date), event.venue, event.city)
    under = " · ".join(part for part in parts if part)
    if unlike := story.unlike(results):
        under = f"{unlike} · {under}" if under else unlike
    room = right - 1.5 * _EDGE * scale
    title = f"{event.name}   {event.discipline}"
    return [
        text(_EDGE * scale, 46 * scale, title, 34 * scale, theme.WHITE, "bold", room=room),
        text(_EDGE * scale, 88 * scale, under, 20 * scale, theme.MUTED, room=room),
    ]


def _card(
    results: Results, result: RaceResult, box: Box, palette: Palette, pointer: Pointer, told: int
) -> list[Shape]:
    """One race: its name and margin, its teams with times, the winner first.

    In a what-if also who would meet there, where that is not who skated. Of a race that is not
    `told` its teams alone are, in the order of their sides; or not even those.
    """
    name = RACE + result.race.id
    lit = pointer.on(name, box)
    guess = story.guess(results, result.race.id) if told == _ALL else ""
    row = box.height / (len(result.entries) + 1.25 + bool(guess))
    line = 0.44 * row
    edge = 0.4 * row
    fill = panel.LIT if lit else theme.PANEL
    ring = panel.FOCUS if lit else theme.PANEL_EDGE
    radius = 0.09 * box.height
    shapes: list[Shape] = [Rect(*box, fill, radius=radius, stroke=ring, line=max(1.0, 0.04 * row))]
    y = box.y + 0.62 * row
    gold = result.race.round == "final-a"
    heading = theme.EVENT if gold else theme.TEXT
    room = box.width - 2 * edge
    shapes.append(
        text(box.x + edge, y, result.race.name, 0.95 * line, heading, "semibold", room=0.62 * room)
    )
    if result.unseen:
        gap = "no replay"
        shapes.append(text(box.right - edge, y, gap, 0.9 * line, theme.MUTED, anchor="right"))
    elif result.margin and told == _ALL:
        gap = result.margin
        shapes.append(text(box.right - edge, y, gap, 0.9 * line, theme.MUTED, anchor="right"))
    if told == _NO_TEAMS:
        words = "teams hidden: earlier races tell them"
        shapes.append(text(box.x + edge, y + row, words, 0.9 * line, theme.MUTED, room=room))
        return shapes
    for each in result.ranked if told == _ALL else result.entries:
        y += row
        line_box, code = Box(box.x + edge, y - row / 2, room, row), each.entry.team.code
        if told == _TEAMS:
            shapes += _team(each, "", line_box, palette, first=False, told=False)
            continue
        whose = of_result(result, each)
        told_records = story.records_of(results, result.race.id, code)
        records = " ".join(filter(None, (whose, *told_records)))
        shapes += _team(each, records, line_box, palette, code == result.winner)
    if guess:
        y += row
        shapes.append(text(box.x + edge, y, guess, 0.9 * line, theme.EVENT, room=room))
    return shapes


_VOID = "does not count"  # of a run that was skated again
_LEAST_NAME = 0.72  # of its size that a long name may shrink to


def _team(
    each: EntryResult, records: str, box: Box, palette: Palette, first: bool, told: bool = True
) -> list[Shape]:
    """One team of a race: code, name where there is room, records, or whose the time is, and it."""
    row, y = box.height, box.middle[1]
    size = 0.44 * row
    team = each.entry.team
    code, name = team.code, team.name
    colour = theme.WHITE if first else theme.MUTED
    weight: Weight = "bold" if first else "regular"
    time = each.word or "–" if each.time_s is None else format_time(each.time_s)
    time = time if told else "·"
    suit = places_panel.colour(team, palette)
    shapes: list[Shape] = [
        Rect(box.x, y - 0.3 * row, 0.22 * row, 0.6 * row, suit),
        text(box.x + 0.5 * row, y, code, 1.15 * size, colour, "bold"),
        text(box.right, y, time, 1.1 * size, colour, weight, "right"),
    ]
    right = box.right - width(time, 1.1 * size, weight) - 0.3 * row
    if told and not each.entry.counts:
        shapes.append(text(right, y, _VOID, 0.85 * size, theme.EVENT, anchor="right"))
        right -= width(_VOID, 0.85 * size) + 0.3 * row
    if records:
        shapes.append(text(right, y, records, 0.85 * size, theme.RECORD, "bold", "right"))
        right -= width(records, 0.85 * size, "bold") + 0.3 * row
    left = box.x + max(2.4 * row, 0.9 * row + width(code, 1.15 * size, "bold"))
    fitting = min(size, size * (right - left) / max(width(name, size), 1.0))
    if fitting >= _LEAST_NAME * size:
        shapes.append(text(left, y, name, fitting, theme.MUTED))
    return shapes
