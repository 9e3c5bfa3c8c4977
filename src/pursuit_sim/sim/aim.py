"""Schedules by which the third skater is where they were seen, in the middle of an exchange too.

The schedule leads the train. How long an exchange is on the ice it takes from the nominal clock,
and where the old leader has not yet dropped behind the tail, they are not the last: the third
skater passes there a little before or after what the schedule says. At timing lines no exchange
is under way; passings and gaps that are known elsewhere are aimed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.whole_race import whole_race
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.schedule import Schedule, of_everybody
from pursuit_sim.sim.train_layout import lay_out

GLIDE_S = 12.0  # [s] shown after the last finish
_AIMS = 6  # each is off by some hundredths of the one before
_CLOSE_S = 1e-5  # [s]
_STEP_S = 0.1  # [s] places in an exchange, of 5 s, are then interpolated to 1 mm
_SAME_S = 1e-9  # [s] moments no further apart are one


def aimed(race: Race) -> list[Schedule]:
    """The schedule of each entry.

    Raises
    ------
    InputError
        if passings, gaps and pacing cannot be skated
    """
    whole = whole_race(race)
    race = whole.race
    plans = of_everybody(whole)
    gaps = [gap.half_lap for gap in race.gaps]
    known = [{*gaps, *(each.half_lap for each in entry.splits)} for entry in race.entries]
    places = [np.array(sorted(each for each in team if each % 1)) for team in known]
    early = [np.zeros(len(each)) for each in places]
    for _ in range(_AIMS if any(map(len, places)) else 0):
        time = axis([plan.passings_s for plan in plans], _STEP_S)
        found = []
        for entry, plan, half_laps in zip(race.entries, plans, places, strict=True):
            tail = half_laps * race.oval.half_lap_m
            way, speed = plan.way(time)
            third = lay_out(race, entry, time, way, speed)[0].min(axis=1)
            planned = LeadChanges(race, entry).along(tail)[0]
            found.append(np.interp(planned, way, time) - np.interp(tail, third, time))
        change = [np.abs(a - b).max(initial=0.0) for a, b in zip(found, early, strict=True)]
        if max(change) < _CLOSE_S:
            break
        early = found
        plans = of_everybody(whole._replace(race=_later(race, places, early)))
    return [plans[i] for i in whole.shown]


def _later(race: Race, places: Sequence[Floats], early_s: Sequence[Floats]) -> Race:
    """The race with knowns so much later that the third skaters meet the true ones."""
    by_place = [
        dict(zip(at.tolist(), early.tolist(), strict=True))
        for at, early in zip(places, early_s, strict=True)
    ]
    entries = tuple(
        replace(
            entry,
            splits=tuple(
                replace(each, time_s=each.time_s + early.get(each.half_lap, 0.0))
                for each in entry.splits
            ),
        )
        for entry, early in zip(race.entries, by_place, strict=True)
    )
    if len(entries) < 2:
        return replace(race, entries=entries)
    gaps = []
    for gap in race.gaps:
        first, second = (early.get(gap.half_lap, 0.0) for early in by_place)
        shift = first - second
        gaps.append(replace(gap, low_s=gap.low_s + shift, high_s=gap.high_s + shift))
    return replace(race, entries=entries, gaps=tuple(gaps))


def axis(passings_s: Sequence[Floats], step_s: float) -> Floats:
    """(time,) [s] to the end of the glide-out.

    The passings are moments of the axis, so that reading them back is exact. Steps give way to
    them: two moments that differ in the last bit have no speed between them.
    """
    moments = np.sort(np.concatenate(passings_s))
    end = float(moments.max(initial=0.0)) + GLIDE_S
    steps = np.arange(0.0, end + step_s, step_s)
    beyond = (np.searchsorted(moments, steps + off) for off in (-_SAME_S, _SAME_S))
    time = np.sort(np.concatenate([steps[np.equal(*beyond)], moments]))
    # As np.unique, which would load numpy.ma: 7 ms, of a process that may last 200.
    return time[np.diff(time, prepend=-1.0) > 0]
