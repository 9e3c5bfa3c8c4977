"""Whether anybody skates so, and which value of an entry is to blame where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.human_limits import FASTEST_HALF_LAP_S, FASTEST_TRAIN_MPS
from pursuit_sim.scenario.race import PASSING_KEYS, Entry, Race
from pursuit_sim.scenario.time_source import SUPPOSED, told_gap_source
from pursuit_sim.sim.bends import open_gaps
from pursuit_sim.sim.kinematic import FlyingCurve, half_lap_times
from pursuit_sim.sim.natural_spline import Bend
from pursuit_sim.units import format_time

# A tenth above a team's world record (`human_limits`). Whom the least bent curve has going faster
# hardly moved for a while, and swings before and after; a curve with kinks has to do without.
FASTEST_BESIDE_MPS = 16.0

# What shapes the half-laps, and the value with which it does nothing; deliberate things first.
_NEUTRAL = {"lap_deltas_s": (), "fade_s": 0.0, "corner_swing": 0.0, "exchange_cost_s": 0.0}
# Keys of an entry that say how it skated.
_MOVING = ("time", "gap", *PASSING_KEYS, "pacing", "formation", "fall")
_ASKED = 2  # gaps, of those nearest


def bent_curves(race: Race, bent: Sequence[Bend | None]) -> list[FlyingCurve]:
    """The curve of each entry, bent."""
    return [
        FlyingCurve(race, entry, half_lap_times(race, entry), bend)
        for entry, bend in zip(race.entries, bent, strict=True)
    ]


def fits(curve: FlyingCurve) -> bool:
    """Whether anybody skates so."""
    return bool(
        np.diff(curve.lines_s).min() >= FASTEST_HALF_LAP_S
        and curve.fastest()[0] <= FASTEST_TRAIN_MPS
    )


def calm(curve: FlyingCurve, slack_mps: float = 0.0) -> bool:
    """Whether nothing of it is faster than what may lie beside a lap in which somebody stood.

    Parameters
    ----------
    curve : to look at
    slack_mps : by how much it may be [m/s]
    """
    return fits(curve) and curve.fastest()[0] <= FASTEST_BESIDE_MPS + slack_mps


def cause(race: Race, entry: Entry, half_lap: int, fit: Callable[[Race], bool]) -> tuple[str, str]:
    """(key, value) of what makes an entry impossible.

    The first of its pacing without which it fits, or the gaps; else the known passing to which
    the half-lap leads, or the official time.

    Parameters
    ----------
    race, entry : which does not fit
    half_lap : which cannot be skated, from 0
    fit : whether it does in another race
    """
    for name, neutral in _NEUTRAL.items():
        found = getattr(entry.pacing, name)
        pacing = entry.pacing.model_copy(update={name: neutral})
        changed = replace(entry, pacing=pacing)
        entries = tuple(changed if each is entry else each for each in race.entries)
        if found != neutral and fit(replace(race, entries=entries)):
            written = f"{list(found)}" if isinstance(found, tuple) else f"{found:g}"
            return f"{entry.side}.pacing.{name}", written
    if race.gaps and fit(replace(race, gaps=())):
        return "gaps", told_gaps(race)
    for split in entry.splits:
        if split.half_lap > half_lap or (entry.fall is not None and split is entry.splits[-1]):
            found = f"{format_time(split.time_s)} after {number(split.half_lap / 2)} laps"
            return f"{entry.side}.splits", found
    return f"{entry.side}.time", format_time(entry.official_time_s)


def changed_key(race: Race) -> str:
    """The key that was changed since a race was told, beside gaps that it tells still.

    The first that moves a team; empty where there is none, or a gap is another than it was.

    Parameters
    ----------
    race : with gaps that could be met as it was told
    """
    if race.as_told is None or any(told_gap_source(race, gap) == SUPPOSED for gap in race.gaps):
        return ""
    moving = [key for key in race.changed if key.split(".")[1:2] and key.split(".")[1] in _MOVING]
    return moving[0] if moving else ""


def told_gaps(race: Race) -> str:
    """The gaps of a race, in words."""
    return ", ".join(f"a gap after {number(gap.half_lap / 2)} laps" for gap in race.gaps)


def passings_asked(race: Race, half_lap: int) -> str:
    """Which passings would tell where somebody stood or stumbled, in words.

    Parameters
    ----------
    race : with gaps that nobody skates
    half_lap : which cannot be skated, from 0; gaps near it are asked about
    """
    near = sorted(open_gaps(race), key=lambda gap: abs(gap.half_lap - half_lap))[:_ASKED]
    asked = []
    for gap in sorted(near, key=lambda gap: gap.half_lap):
        teams = [
            entry.team.code
            for entry in race.entries
            if all(each.half_lap != gap.half_lap for each in entry.splits)
        ]
        asked.append(f"of {' and '.join(teams)} after {number(gap.half_lap / 2)} laps")
    beside = f"write the passings beside that as splits, {', '.join(asked)}"
    return f"; if a team stood or stumbled, {beside}" if asked else ""
