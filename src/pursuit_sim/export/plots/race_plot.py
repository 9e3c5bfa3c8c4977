"""A race, drawn: half-lap times, the gap, and speed, over the laps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pursuit_sim import timing
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.replay.preparation import drawn_codes, prepare
from pursuit_sim.draw.replay.race_context import POWER, RaceContext
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.team_speed import called, team_speeds
from pursuit_sim.draw.shapes import Colour
from pursuit_sim.export.plots import legend
from pursuit_sim.scenario import told_fall
from pursuit_sim.scenario.race import Entry
from pursuit_sim.scenario.time_source import beside, known_passings, time_source
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import format_time, kmh

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MARGIN_S = 0.08  # above and below half-lap times
_SLOWEST_KMH = 35.0  # from which the axis begins, or from less where somebody is slower
_STEP_KMH = 5.0  # to a multiple of which it then goes down
_LABEL_PT, _LETTER, _ROW = 9.0, 0.58, 1.4  # type of a fall's label; in its size a letter, a row
_LEAST_GAP_S = 0.1  # of the axis, to each side of level: no rounding looks like a lead


def draw(trajectory: Trajectory, figure: Figure) -> None:
    """Fill a figure: two panels for one team, three for two."""
    race = trajectory.race
    model = RaceContext(model=POWER if trajectory.model == "power" else "").warning[:1]
    missing = (each.told for each in race.listed)
    figure.suptitle(
        "  ·  ".join((race.title, *missing, *model)),
        x=0.012,
        ha="left",
        fontsize=17,
        fontweight="bold",
    )
    two = len(race.entries) == 2
    panels = figure.subplots(3 if two else 2, 1, sharex=True)
    suits = theme.teams(tuple(entry.team.colour for entry in race.entries))
    colours = [_hex(each.suit) for each in suits]
    _half_laps(trajectory, panels[0], colours)
    _mark_falls(trajectory, panels, colours)
    if two:
        _gap(prepare(trajectory), panels[1], colours)
    _speed(trajectory, panels[-1], colours)
    panels[-1].set_xlabel("laps skated")
    panels[-1].set_xlim(0, race.laps)
    panels[-1].set_xticks(range(race.laps + 1))


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour[:3])


def _mark_falls(trajectory: Trajectory, panels: Sequence[Axes], colours: list[str]) -> None:
    """A line where each begins, and who falls: names that would meet stand below each other."""
    race = trajectory.race
    room_pt = panels[0].get_window_extent().width / panels[0].figure.dpi * legend.POINTS
    taken: list[tuple[float, float]] = []
    for fall in timing.falls(trajectory):
        down_m = np.interp(fall.start_s, trajectory.time_s, trajectory.distance_m[:, fall.skater])
        laps = float(down_m) / race.oval.lap_m
        for axes in panels:
            axes.axvline(laps, color=colours[fall.team], linestyle=":", linewidth=1.2)
        said = told_fall.falls(trajectory.names[fall.skater], race.entries[fall.team])
        late = laps > race.laps / 2  # written to where there is room
        long = len(said) * _LETTER * _LABEL_PT / room_pt * race.laps
        ends = (laps - long, laps) if late else (laps, laps + long)
        row = sum(ends[0] < right and left < ends[1] for left, right in taken)
        taken.append(ends)
        panels[0].annotate(
            said, (laps, 1), (-4 if late else 4, -4 - row * _ROW * _LABEL_PT),
            xycoords=("data", "axes fraction"), textcoords="offset points",
            ha="right" if late else "left", va="top", fontsize=_LABEL_PT, color=colours[fall.team],
        )  # fmt: skip


def _half_laps(trajectory: Trajectory, axes: Axes, colours: list[str]) -> None:
    flying, measured = [], []
    for entry, times, colour in zip(
        trajectory.race.entries, timing.splits(trajectory), colours, strict=True
    ):
        each = np.diff(times, prepend=0.0)
        flying.append(each[1:])
        laps = (np.arange(len(each)) + 1) / 2
        time = f"{format_time(times[-1])}{_beside(trajectory, entry)}"
        void = "" if entry.counts else ", does not count"
        said = f"{entry.team.code}  {time}{void}   (first half-lap {each[0]:.2f} s)"
        known = _measured(trajectory, entry)[1:]
        measured += known
        axes.plot(laps[1:], each[1:], color=colour, label=said)
        for is_known in sorted({*known}):
            here, face = np.equal(known, is_known), colour if is_known else "white"
            axes.plot(laps[1:][here], each[1:][here], "o", color=colour, markerfacecolor=face,
                      markersize=4.5, clip_on=False)  # fmt: skip
    axes.set_ylim(min(map(min, flying)) - _MARGIN_S, max(map(max, flying)) + _MARGIN_S)
    axes.set_ylabel("half-lap [s]")
    whose = "" if all(measured) else "; hollow: the model's" if any(measured) else ", the model's"
    legend.above(axes, f"Half-lap times of the third skater{whose}")


def _beside(trajectory: Trajectory, entry: Entry) -> str:
    """What follows a time that is the official one; the power model's are its own."""
    return beside(time_source(trajectory.race, entry)) if timing.replays(trajectory) else ""


def _measured(trajectory: Trajectory, entry: Entry) -> list[bool]:
    """(half-lap,) whether both of its ends were timed; the model fills in the others."""
    known = known_passings(trajectory.race, entry) if timing.replays(trajectory) else {}
    return [half in known and half + 1 in known for half in range(trajectory.race.half_laps)]


def _gap(replay: Replay, axes: Axes, colours: list[str]) -> None:
    """The gap; none where, as frames have it, nobody can tell it after a fall."""
    trajectory, race = replay.trajectory, replay.race
    (laps, every), gap = replay.gap_curve, replay.told_gaps
    first, second = (entry.team.code for entry in race.entries)
    for colour, ahead in zip(colours, (gap < 0, gap > 0), strict=True):
        axes.fill_between(laps, gap, 0, where=ahead, color=colour, alpha=0.25, linewidth=0,
                          interpolate=True)  # fmt: skip
    axes.plot(laps, gap, color="#1b2a3d")
    known = [h / 2 for h in range(1, race.half_laps + 1) if timing.gap_known(trajectory, h)]
    if known:
        axes.plot(known, np.interp(known, laps, every), "o", color="#1b2a3d", markersize=4.5,
                  clip_on=False)  # fmt: skip
    axes.axhline(0, color="#1b2a3d", linewidth=1.0)
    if float(np.nanmax(np.abs(gap))) < _LEAST_GAP_S:
        axes.set_ylim(-_LEAST_GAP_S, _LEAST_GAP_S)
    axes.invert_yaxis()
    axes.set_ylabel(f"{' minus '.join(drawn_codes((first, second)))} [s]")
    who = "given" if race.what_if else "measured"
    whose = f"{who} at the dots, else the model's" if known else "the model's"
    if np.isnan(gap).any():
        whose += ", and not known after a fall"
    axes.set_title(f"Gap at equal distance, {whose}: above the line {first} is ahead")


def _speed(trajectory: Trajectory, axes: Axes, colours: list[str]) -> None:
    """Of the train; after a fall of whoever fell, for whom the clock waits."""
    race, slowest = trajectory.race, np.inf
    every = team_speeds(trajectory, trajectory.time_s)
    finish_s = timing.finish_times(trajectory)
    for team, (entry, colour) in enumerate(zip(race.entries, colours, strict=True)):
        racing = trajectory.time_s <= finish_s[team]
        skated = np.maximum.accumulate(trajectory.tail_m[racing, team])
        speed = kmh(1) * every[racing, team]
        axes.plot(skated / race.oval.lap_m, speed, color=colour, label=entry.team.code)
        started = skated >= race.oval.half_lap_m  # all start from a stand
        slowest = min(slowest, float(speed[started].min()))
    axes.set_ylim(bottom=min(_SLOWEST_KMH, slowest - slowest % _STEP_KMH))
    axes.set_ylabel("speed [km/h]")
    what, *_ = called(fell=bool(timing.falls(trajectory)))
    axes.set_title(f"{what}, the model's")
