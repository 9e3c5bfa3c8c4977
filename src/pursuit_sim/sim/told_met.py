"""Whether curves meet everything that is known of a race, looked at once they are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.bends import open_gaps
from pursuit_sim.sim.kinematic import FlyingCurve, race_clock
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.units import format_time

MET_S = 0.01  # [s] as times are told


def check_met(race: Race, curves: Sequence[FlyingCurve]) -> None:
    """Refuse curves by which a told passing, or a gap, is another than it was told.

    Parameters
    ----------
    race : of one or two teams
    curves : (entry,) that can be skated

    Raises
    ------
    InputError
        with the key of each that is not met
    """
    faults = [
        Fault(race.id, key, f"found {found}", "leave it out, or bring it nearer to the others")
        for key, found in (*_passings(race, curves), *_gaps(race, curves))
    ]
    if faults:
        raise InputError(faults)


def _passings(race: Race, curves: Sequence[FlyingCurve]) -> Iterator[tuple[str, str]]:
    for entry, curve in zip(race.entries, curves, strict=True):
        if not entry.splits:
            continue
        lines = np.array([float(each.half_lap) for each in entry.splits])
        for split, at in zip(entry.splits, _times(race, entry, curve, lines), strict=True):
            if abs(at - split.time_s) > MET_S:
                told = f"{format_time(split.time_s)} after {number(split.half_lap / 2)} laps"
                met = f"{entry.team.code} would pass at {format_time(float(at))}"
                key = "splits" if split.timed else "model_splits"
                yield f"{entry.side}.{key}", f"{told}, beside which {met}"


def _gaps(race: Race, curves: Sequence[FlyingCurve]) -> Iterator[tuple[str, str]]:
    gaps = open_gaps(race)
    if not gaps:
        return
    lines = np.array([float(gap.half_lap) for gap in gaps])
    first, second = (
        _times(race, entry, curve, lines) for entry, curve in zip(race.entries, curves, strict=True)
    )
    for gap, apart in zip(gaps, first - second, strict=True):
        if not gap.low_s - MET_S <= apart <= gap.high_s + MET_S:
            leader = race.entries[int(apart > 0)].team.code
            told = f"a gap after {number(gap.half_lap / 2)} laps"
            yield "gaps", f"{told}, beside which {leader} would be {abs(apart):.2f} s ahead there"


def _times(race: Race, entry: Entry, curve: FlyingCurve, half_laps: Floats) -> Floats:
    """When a train has skated so many half-laps [s]."""
    way = LeadChanges(race, entry).along(half_laps * race.oval.half_lap_m)[0]
    return race_clock(curve(way)[0], entry.pacing.start_loss_s)
