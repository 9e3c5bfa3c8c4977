"""The foot of the tuning panel: official and tuned time, and what the other way is worth."""

from __future__ import annotations

from collections.abc import Callable

from pursuit_sim.app.tuning import ghost_choice
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.shapes import Colour, Rect, Shape
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import without_solution
from pursuit_sim.lab.formations import ROTATING
from pursuit_sim.scenario.time_source import ASSUMED, time_source
from pursuit_sim.units import format_gap, format_time

ROW, HEAD, GAP = 37.0, 38.0, 10.0  # [px at 1080] of the panel's rows and headings
SIZE = 17.0  # of type [px at 1080]
_ROWS = 4.6  # that the foot takes, below its heading
_BUTTONS = 46.0  # [px at 1080]
_SPAN_S = 3.0  # [s] least length of the interval's scale, either side of nought

Buttons = list[tuple[str, Box, str, bool, bool]]  # as in `sheet.Sheet`


def height(unit: float) -> float:
    """How high it is [px]."""
    return (HEAD + _ROWS * ROW + 3 * GAP + _BUTTONS) * unit


def rows(
    session: TuningSession,
    inner: Box,
    top: float,
    unit: float,
    colours: tuple[TeamColours, ...],
    shapes: list[Shape],
) -> Buttons:
    """Official time, tuned time, and what the other formation would be worth."""
    head = Box(inner.x, top, inner.width, HEAD * unit)
    entry = session.entry
    index = session.race.by_team()[entry.team.code]
    shapes.append(
        line(inner.x, head.y + 0.58 * head.height, f"RESULT, {entry.team.code}", 14 * unit,
             colours[index].name, "bold")
    )  # fmt: skip
    shapes.append(
        Rect(inner.x, head.bottom - 2 * unit, inner.width, max(1.0, unit), theme.PANEL_EDGE)
    )
    y = head.bottom
    row = ROW * unit

    def say(label: str, time: str, change: float | None, decimals: int = 2) -> None:
        nonlocal y
        middle = y + row / 2
        right = inner.right
        if change is not None:
            text, colour = changed(change, decimals)
            shapes.append(line(right, middle, text, 19 * unit, colour, "bold", "right"))
            right -= 92 * unit
        shapes.append(line(right, middle, time, 19 * unit, theme.WHITE, "bold", "right"))
        room = right - inner.x - 92 * unit
        shapes.append(line(inner.x, middle, label, SIZE * unit, theme.TEXT, room=room))
        y += row

    given = "Given" if session.race.what_if else "Official"
    if time_source(session.race, entry) == ASSUMED:
        given = "Assumed"
    say(given, format_time(entry.official_time_s), None)
    run = session.run
    if run is not None:
        was, time = run.times_s[index]
        formation = run.replay.race.entries[index].formation
        kind = formation.kind if formation.known else formation.caption
        as_was = "As given" if session.race.what_if else "As skated"
        word = "Tuned" if session.tuning.changed else as_was
        say(f"{word}, {kind}", format_time(time), time - was)
    _other(session, say, inner, lambda: y, unit, shapes)
    if session.problem:
        shapes.append(
            line(inner.x, top - 0.4 * row, session.problem, 14 * unit, theme.RECORD_BEHIND,
                 "semibold", room=inner.width)
        )  # fmt: skip
    high = round(40 * unit)
    y = inner.bottom - high - 16 * unit
    half = (inner.width - 10 * unit) / 2
    live = session.tuning.changed
    return [
        ("save-scenario", Box(round(inner.x), round(y), round(half), high), "Save as scenario",
         live, live),
        ("reset-all", Box(round(inner.right - half), round(y), round(half), high), "Reset all",
         False, bool(session.tuning.now.values)),
    ]  # fmt: skip


def _other(
    session: TuningSession,
    say: Callable[[str, str, float | None, int], None],
    inner: Box,
    at: Callable[[], float],
    unit: float,
    shapes: list[Shape],
) -> None:
    """What the other formation at its best would be worth, with what is uncertain about it."""
    entry = session.entry
    wanted = ghost_choice.other(entry)
    label = f"If they had {'rotated' if wanted == ROTATING else 'pushed'}"
    found = session.asker.answers.get((session.race.id, entry.team.code))
    if not isinstance(found, Comparison):
        say(label, "…" if found is None else "–", None, 1)
        if isinstance(found, str):
            shapes.append(
                line(inner.x, at() + 0.3 * ROW * unit, found, 13 * unit, theme.MUTED,
                     room=inner.width)
            )  # fmt: skip
        return
    worth = found.to_skated(wanted)
    change, low, high = worth.value, worth.low, worth.high
    say(label, format_time(found.outcomes[wanted].time_s, 1), change, 1)
    middle = at() + 0.32 * ROW * unit
    if worth.interval is None:
        text = f"no 5–95 %: {without_solution(worth.unsolved, found.draws)}"
        shapes.append(line(inner.x, middle, text, 14 * unit, theme.MUTED, room=inner.width))
        return
    text = f"5–95 %: {format_gap(low, 1)} … {format_gap(high, 1)} s"
    shapes.append(line(inner.x, middle, text, 14 * unit, theme.MUTED))
    left = inner.x + 0.46 * inner.width
    track = Box(left, middle - 4 * unit, inner.right - left, 8 * unit)
    shapes.append(Rect(*track, theme.CELL, 4 * unit))
    reach = max(abs(low), abs(high), _SPAN_S) * 1.1

    def place(seconds: float) -> float:
        return track.x + (seconds / reach + 1) / 2 * track.width

    colour = theme.RECORD if change < 0 else theme.RECORD_BEHIND
    shapes.append(
        Rect(place(low), track.y, max(place(high) - place(low), 2 * unit), track.height,
             contrast.fade(colour, 0.75), 4 * unit)
    )  # fmt: skip
    for seconds, tall, colour in ((0.0, 5 * unit, theme.MUTED), (change, 8 * unit, theme.WHITE)):
        x = place(seconds) - unit
        shapes.append(Rect(x, middle - tall, 2 * unit, 2 * tall, colour))
    both = format_gap(found.push_minus_rotating.value, 1)
    note = f"best push against best rotation {both} s; its cost is a guess"
    shapes.append(line(inner.x, middle + 0.52 * ROW * unit, note, 12.5 * unit, theme.FAINT,
                       room=inner.width))  # fmt: skip


def changed(seconds: float, decimals: int = 2) -> tuple[str, Colour]:
    """A change in sign and colour: green, ▼ and minus is faster."""
    text = format_gap(seconds, decimals)
    if text == format_gap(0.0, decimals):
        return text, theme.MUTED
    if seconds < 0:
        return f"▼ {text}", theme.RECORD
    return f"▲ {text}", theme.RECORD_BEHIND
