"""What is said where nobody could skate what is known of a race."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.human_limits import FASTEST_HALF_LAP_S, FASTEST_TRAIN_MPS
from pursuit_sim.scenario.race import Entry, Gap, Race
from pursuit_sim.sim.bends import bends, open_gaps
from pursuit_sim.sim.kinematic import FlyingCurve, half_lap_times
from pursuit_sim.sim.met_gaps import TeamStop
from pursuit_sim.sim.skateable import (
    FASTEST_BESIDE_MPS,
    cause,
    changed_key,
    fits,
    passings_asked,
    told_gaps,
)


def unskateable(race: Race, entry: Entry, curve: FlyingCurve) -> InputError:
    """Says which half-lap cannot be skated, or what lies within one, and what is to blame."""

    def fit(changed: Race) -> bool:
        index = race.entries.index(entry)
        other = changed.entries[index]
        try:
            bend = bends(changed).curves[index]
        except InputError:
            return False
        return fits(FlyingCurve(changed, other, half_lap_times(changed, other), bend))

    times = np.diff(curve.lines_s)
    shortest = int(times.argmin())
    if times[shortest] < FASTEST_HALF_LAP_S:
        key, found = _blamed(race, entry, shortest, fit)
        left = f"{times[shortest]:.2f} s" if times[shortest] > 0 else "no time"
        beside = ", beside the standing start," if shortest == 0 else ""
        return _refusal(
            race,
            key,
            f"{found}, which leaves {left}{beside} for half-lap {shortest + 1} of "
            f"{entry.team.code}",
            f"nobody skates one faster than {FASTEST_HALF_LAP_S:g} s",
            "bring lap_deltas_s, fade_s, splits and gaps nearer to an even race of the final time"
            + (passings_asked(race, shortest) if key == "gaps" else ""),
        )
    fastest, at = curve.fastest()
    key, found = _blamed(race, entry, at, fit)
    speed = f"{fastest:.1f} m/s" if np.isfinite(fastest) else "a jump backwards"
    found += f", for which {entry.team.code} would need {speed} in half-lap {at + 1}"
    remedy = "let the half-laps be more alike"
    remedy += passings_asked(race, at) if key == "gaps" else ""
    limit = f"nobody skates faster than {FASTEST_TRAIN_MPS:g} m/s"
    return _refusal(race, key, found, limit, remedy)


def taken_back(race: Race, gap: Gap, stops: Sequence[TeamStop]) -> InputError:
    """Says which gap alone makes both teams lose time, one after the other."""
    pairs = [
        pair for pair in permutations(stops, 2)
        if pair[0][0] != pair[1][0] and pair[0][1].end == gap.half_lap == pair[1][1].begin
    ]  # fmt: skip
    (one, before), (other, after) = min(
        pairs, key=lambda pair: abs(pair[0][1].lost_s - pair[1][1].lost_s)
    )
    first, second = (race.entries[i].team.code for i in (one, other))
    asked = passings_asked(race, round(gap.half_lap))
    return InputError.single(
        race.id,
        "gaps",
        f"found a gap after {number(gap.half_lap / 2)} laps for which {first} would have lost "
        f"{before.lost_s:.1f} s before, and {second} {after.lost_s:.1f} s after it",
        f"what one gap does the next takes back: correct the gap{asked}",
    )


def hurried(race: Race, entry: Entry, curve: FlyingCurve) -> InputError:
    """Says where gaps alone make a team faster than any."""
    fastest, at = curve.fastest()
    return _refusal(
        race,
        "gaps",
        f"{told_gaps(race)}, for which {entry.team.code} would need {fastest:.2f} m/s in "
        f"half-lap {at + 1}",
        f"no team skates faster than {FASTEST_BESIDE_MPS:g} m/s",
        f"correct the gap{passings_asked(race, at)}",
    )


def _blamed(
    race: Race, entry: Entry, half_lap: int, fit: Callable[[Race], bool]
) -> tuple[str, str]:
    """As `cause`; what nobody changed is not to blame beside gaps that could be met before."""
    key, found = cause(race, entry, half_lap, fit)
    if key not in race.changed and open_gaps(race) and changed_key(race):
        return "gaps", told_gaps(race)
    return key, found


def _refusal(race: Race, key: str, found: str, limit: str, remedy: str) -> InputError:
    """Blames what was changed since, where gaps could be met as they were told."""
    changed = changed_key(race) if key == "gaps" else ""
    if changed:
        found = f"beside it {found}"
        gaps = f"races.{race.id}.gaps=[]"
        remedy = f"bring it nearer to what was skated, or leave the gaps out: {gaps}"
    return InputError.single(race.id, changed or key, f"found {found}", f"{limit}: {remedy}")
