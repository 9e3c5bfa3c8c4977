"""A race, drawn: half-lap times, the gap, and speed, over the laps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pursuit_sim import timing
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.shapes import Colour
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import format_time, kmh

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MARGIN_S = 0.08  # above and below half-lap times
_POINTS = 40  # a half-lap, of speed
_SLOWEST_KMH = 35.0  # of the axis: the start is below it


def draw(trajectory: Trajectory, figure: Figure) -> None:
    """Fill a figure: two panels for one team, three for two."""
    race = trajectory.race
    figure.suptitle(race.title, x=0.012, ha="left", fontsize=17, fontweight="bold")
    two = len(race.entries) == 2
    panels = figure.subplots(3 if two else 2, 1, sharex=True)
    suits = theme.teams(tuple(entry.team.colour for entry in race.entries))
    colours = [_hex(each.suit) for each in suits]
    _half_laps(trajectory, panels[0], colours)
    if two:
        _gap(trajectory, panels[1], colours)
    _speed(trajectory, panels[-1], colours)
    panels[-1].set_xlabel("laps skated")
    panels[-1].set_xlim(0, race.laps)
    panels[-1].set_xticks(range(race.laps + 1))


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour[:3])


def _half_laps(trajectory: Trajectory, axes: Axes, colours: list[str]) -> None:
    flying = []
    for entry, times, colour in zip(
        trajectory.race.entries, timing.splits(trajectory), colours, strict=True
    ):
        each = np.diff(times, prepend=0.0)
        flying.append(each[1:])
        laps = (np.arange(len(each)) + 1) / 2
        said = f"{entry.team.code}  {format_time(times[-1])}   (first half-lap {each[0]:.2f} s)"
        axes.plot(laps[1:], each[1:], "o-", color=colour, markersize=4.5, label=said, clip_on=False)
    axes.set_ylim(min(map(min, flying)) - _MARGIN_S, max(map(max, flying)) + _MARGIN_S)
    axes.set_ylabel("half-lap [s]")
    axes.set_title("Half-lap times of the third skater")
    axes.legend(loc="upper left")


def _gap(trajectory: Trajectory, axes: Axes, colours: list[str]) -> None:
    laps, gap = timing.gap_curve(trajectory)
    first, second = (entry.team.code for entry in trajectory.race.entries)
    for colour, ahead in zip(colours, (gap < 0, gap > 0), strict=True):
        axes.fill_between(laps, gap, 0, where=ahead, color=colour, alpha=0.25, linewidth=0,
                          interpolate=True)  # fmt: skip
    axes.plot(laps, gap, color="#1b2a3d")
    axes.axhline(0, color="#1b2a3d", linewidth=1.0)
    axes.invert_yaxis()
    axes.set_ylabel(f"{first} minus {second} [s]")
    axes.set_title(f"Gap at equal distance: above the line {first} is ahead, below it {second}")


def _speed(trajectory: Trajectory, axes: Axes, colours: list[str]) -> None:
    race = trajectory.race
    grid = np.linspace(0, race.distance_m, race.half_laps * _POINTS + 1)
    for team, (entry, colour) in enumerate(zip(race.entries, colours, strict=True)):
        train = trajectory.distance_m[:, trajectory.columns(team)].mean(axis=1)
        rising = np.diff(np.maximum.accumulate(train), prepend=-1.0) > 0
        time = np.interp(grid, train[rising], trajectory.time_s[rising])
        speed = np.gradient(grid, time)
        axes.plot(grid / race.oval.lap_m, kmh(1) * speed, color=colour, label=entry.team.code)
    axes.set_ylim(bottom=_SLOWEST_KMH)
    axes.set_ylabel("speed [km/h]")
    axes.set_title("Speed of the train")
