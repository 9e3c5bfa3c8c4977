"""The lap table, which fills as the race goes."""

from __future__ import annotations

import numpy as np

from pursuit_sim import timing
from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.inset import Inset
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, panel
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Layer, Rect, Shape, Weight
from pursuit_sim.scenario.time_source import known_passings
from pursuit_sim.units import format_gap, format_margin, format_time

_SAME_S = 1e-4  # [s] a smaller change of a lap is none: while a slider is dragged, races are coarse
_LEAST_COLUMN = 62.0  # [px at 1080p] below this, early laps scroll out
_GAP, _EDGE = 10.0, 4.0  # between two cells, and beside the text in one [px at 1080p]
_TYPE = 20.0  # of times [px at 1080p]
_CELL, _TALL_CELL = 0.185, 0.245  # of the panel's height; with a change in it
_CHIP = 0.5  # of a tall cell that the change takes
_DIM = 0.15  # of the way to the ground that a lap which is still to come is dimmed


def shapes(replay: Replay, time_s: float, inset: Inset, *, ahead: bool = False) -> list[Shape]:
    """The panel: a layer that changes with every lap, and the running laps on top.

    `ahead` tells all laps of a race that is compared with another one: those that are still to
    come dimmed, so that at any moment one sees what a change does to the whole race.
    """
    box, kind = inset.box, inset.kind
    done = tuple(half // 2 for half in replay.half_laps_done(time_s))
    ahead = ahead and bool(replay.context.reference_laps_s)
    drawn: list[Shape] = [_layer(replay, done, inset, ahead)]
    if ahead:
        return drawn
    first, count, left, step = _columns(replay, done, box, kind)
    for team, row in enumerate(replay.splits_s):
        lap = done[team]
        if not first <= lap < min(first + count, replay.race.laps):
            continue
        since = time_s - (float(row[2 * lap - 1]) if lap else 0.0)
        x = left + (lap - first + 0.5) * step
        y = _row(box, team, len(replay.codes))
        drawn.append(line(x, y, f"{since:.1f}", 17 * kind, theme.FAINT, anchor="centre"))
    return drawn


@remembered(2)
def _layer(replay: Replay, done: tuple[int, ...], inset: Inset, ahead: bool) -> Layer:
    return inset.ground(("table", done, ahead), _filled(replay, done, inset, ahead))


def _columns(
    replay: Replay, done: tuple[int, ...], box: Box, kind: float
) -> tuple[int, int, float, float]:
    """First lap shown (from 0), number of columns, x of the first and their step [px]."""
    names = max(text_width.width(code, 20 * kind, "bold") for code in replay.tags)
    left = box.x + max(names + 44 * kind, 128 * kind)
    room = box.right - 14 * kind - left
    least = max(_LEAST_COLUMN * kind, _widest(replay, kind) + (_GAP + _EDGE) * kind)
    count = min(replay.race.laps, max(1, int(room / least)))
    first = min(max(0, min(done) - count + 2), replay.race.laps - count)
    return first, count, left, min(room / count, 128 * kind)


def _widest(replay: Replay, kind: float) -> float:
    """How wide the longest lap time is, in the smallest type that is not cut [px]."""
    slowest = format_time(float(replay.laps_s.max()))
    text = slowest if by_model(replay) else f"~{slowest}"
    return text_width.width(text, text_width.SMALLEST * _TYPE * kind, "bold")


def _row(box: Box, team: int, teams: int) -> float:
    """Y of a team's row; after the teams comes the gap's."""
    rows = teams + (1 if teams == 2 else 0)
    top = box.y + 0.20 * box.height
    return top + (team + 0.5) * (box.height * 0.78) / max(rows, 3)


def _filled(replay: Replay, done: tuple[int, ...], inset: Inset, ahead: bool) -> list[Shape]:
    """Everything that stands still until the next lap is done."""
    box, kind, colours = inset.box, inset.kind, inset.colours
    teams = len(replay.codes)
    first, count, left, step = _columns(replay, done, box, kind)
    heading = box.y + 0.125 * box.height
    drawn: list[Shape] = [
        panel(*box, 10 * kind),
        line(box.x + 20 * kind, heading, _heading(replay), 14 * kind, theme.HEADING, "semibold"),
    ]
    cell_width = step - _GAP * kind
    for column in range(count):
        lap = first + column
        x = left + (column + 0.5) * step
        drawn.append(line(x, heading, str(lap + 1), 15 * kind, theme.MUTED, "semibold", "centre"))
        complete = [replay.laps_s[k, lap] for k in range(teams) if lap < done[k]]
        for team in range(teams):
            y = _row(box, team, teams)
            filled = lap < done[team]
            shown = filled or ahead
            change = _change(replay, team, lap) if shown else None
            cell_height = (_CELL if change is None else _TALL_CELL) * box.height
            fastest = (
                filled
                and len(complete) == teams > 1
                and format_time(float(replay.laps_s[team, lap])) != format_time(max(complete))
            )
            own = colours[team]
            fill = own.best if fastest else own.tint if filled else theme.CELL
            cell = Box(x - cell_width / 2, y - cell_height / 2, cell_width, cell_height)
            drawn.append(Rect(*cell, fill, 5 * kind, own.name if fastest else None, 1.0))
            if shown:
                lift = _CHIP / 2 * cell_height if change is not None else 0.0
                text = format_time(float(replay.laps_s[team, lap]))
                text = text if timed(replay, team, lap) else f"~{text}"
                size = (17 if change is not None else _TYPE) * kind
                ink = theme.WHITE if filled else theme.MUTED
                weight: Weight = "bold" if fastest else "semibold"
                room = cell_width - _EDGE * kind
                drawn.append(line(x, y - 0.92 * lift, text, size, ink, weight, "centre", room))
            if change is not None:
                chip = Box(x - cell_width / 2, y, cell_width, _CHIP * cell_height)
                drawn += _changed(chip, change, kind, dimmed=not filled)
        if teams == 2 and (ahead or lap < min(done)):
            text = _gap(replay, lap)
            y, ink = _row(box, 2, teams), theme.TEXT if lap < min(done) else theme.FAINT
            drawn.append(line(x, y, text, 17 * kind, ink, anchor="centre", room=cell_width))
    x = box.x + 20 * kind
    for team, code in enumerate(replay.tags):
        own = colours[team]
        drawn.append(line(x, _row(box, team, teams), code, 20 * kind, own.name, "bold"))
    if teams == 2:
        said = f"gap {replay.tags[0]}"
        drawn.append(line(x, _row(box, 2, teams), said, 16 * kind, theme.MUTED))
    return drawn


def _gap(replay: Replay, lap: int) -> str:
    """The gap after a lap, from 0, the last as exact as it decides."""
    gap = float(replay.gaps_s[2 * lap + 1])
    text = format_margin(gap) if lap + 1 == replay.race.laps else format_gap(gap)
    return text if gap_told(replay, lap) else f"~{text}"


def _change(replay: Replay, team: int, lap: int) -> float | None:
    """How much slower a lap is than in the race it is compared with [s].

    None without one, and for a team whose laps are all as they were.
    """
    reference = replay.context.reference_laps_s
    if not reference or np.abs(replay.laps_s[team] - reference[team]).max() < _SAME_S:
        return None
    return float(replay.laps_s[team, lap]) - reference[team][lap]


def _changed(chip: Box, change_s: float, kind: float, *, dimmed: bool) -> list[Shape]:
    """A change on a dark chip, in colour, sign and arrow: green, ▼ and minus is faster."""
    text, colour = format_gap(change_s), theme.MUTED
    if text != format_gap(0.0):
        colour = theme.RECORD if change_s < 0 else theme.RECORD_BEHIND
        text = f"{'▼' if change_s < 0 else '▲'}{text}"
    if dimmed:
        colour = contrast.mix(colour, theme.BAR, _DIM)
    colour = contrast.ensure(colour, theme.BAR, contrast.TEXT_CONTRAST)
    x, y = chip.middle
    return [
        Rect(*chip, theme.BAR, 5 * kind),
        line(x, y, text, 19 * kind, colour, "semibold", "centre", chip.width - 4 * kind),
    ]


def timed(replay: Replay, team: int, lap: int) -> bool:
    """Whether a lap, from 0, is told as a fact: both its ends are known.

    A race of which nothing but the finish is known is the model's altogether: its heading says so.
    """
    return by_model(replay) or measured(replay, team, lap)


def gap_told(replay: Replay, lap: int) -> bool:
    """Whether the gap after a lap, from 0, is told as a fact, as `timed` says of laps.

    It needs no lap that somebody timed: both passings suffice, or the gap itself.
    """
    return by_model(replay) or not doubts.of_gap(replay, 2 * lap + 2)


def measured(replay: Replay, team: int, lap: int) -> bool:
    """Whether somebody timed both ends of a lap, counted from 0."""
    return {2 * lap, 2 * lap + 2} <= known(replay, team).keys()


def known(replay: Replay, team: int) -> dict[int, float]:
    """Passings of lines that are facts [s] by half-lap; a model with times of its own has none."""
    if not timing.replays(replay.trajectory):
        return {}
    return known_passings(replay.race, replay.race.entries[team])


def lap_time(replay: Replay, team: int, lap: int) -> str:
    """What a team took for a lap, from 1, where no heading says whose times these are."""
    time_s = float(replay.laps_s[team, lap - 1])
    return wording.about(time_s, timed=measured(replay, team, lap - 1))


def lap_times(replay: Replay, lap: int) -> list[str]:
    """What each took for a lap, from 1, ``["NOR 26.88", "NED ~27.13"]``."""
    return [f"{tag} {lap_time(replay, team, lap)}" for team, tag in enumerate(replay.tags)]


def by_model(replay: Replay) -> bool:
    """Whether nobody timed any lap of the race that is shown."""
    timed = any(entry.timed for entry in replay.race.entries)
    return not timed or not timing.replays(replay.trajectory)


def _heading(replay: Replay) -> str:
    """What the table tells: laps as they were timed, or only as a model has them."""
    return "MODEL LAPS" if by_model(replay) else "LAP TIMES"
