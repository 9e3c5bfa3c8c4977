"""Who a team meets tomorrow: their time, moved to tomorrow's rink."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import with_drafting
from pursuit_sim.lab.formations import find_skated, with_known_turns
from pursuit_sim.lab.skated import as_skated
from pursuit_sim.scenario.parameters import Form, Rink
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.slow_laps import SlowStretch, doubted, unexplained
from pursuit_sim.scenario.time_source import TimeSource, time_source
from pursuit_sim.sim import simulate
from pursuit_sim.sim.power import PowerRace


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """A rival.

    Attributes
    ----------
    name : for people
    time_s : what they are expected to take tomorrow [s]
    form : how their days go
    skated_s : what they took in their last race [s]; None where only a time was said
    race : that race, for people; empty where only a time was said
    moved : whether it was skated on another rink
    source : of that time; None where only a time was said
    passings_s : (half-lap,) [s] to be expected; None where only a time was said
    code : of the team; empty where only a time was said
    slow : where that race was clearly slow, see `slow_laps.doubted`
    unexplained : see `slow_laps.unexplained`; empty where gaps ask for nothing of the kind
    """

    name: str
    time_s: float
    form: Form
    skated_s: float | None = None
    passings_s: Floats | None = None
    race: str = ""
    moved: bool = False
    source: TimeSource | None = None
    code: str = ""
    slow: tuple[SlowStretch, ...] = ()
    unexplained: str = ""


class Shown(NamedTuple):
    """A race as it is known.

    Attributes
    ----------
    passings_s : (half-lap,) [s], spread over the laps where they are not known
    slow, unexplained : as of a `Rival`
    """

    passings_s: Floats
    slow: tuple[SlowStretch, ...]
    unexplained: str


def shown(race: Race, team: str) -> Shown:
    """What a team's last race has, and what of it may not come again."""
    made, index = simulate(race), race.by_team()[team]
    supposed = made.supposed[index] if made.supposed else ()
    slow = doubted(race, race.entries[index], supposed)
    words = unexplained(race, made.uneven_s) if made.uneven_s else ""
    return Shown(np.asarray(timing.splits(made)[index]), slow, words)


def rival(race: Race, team: str, rink: Rink, drafting: DraftingSet | None = None) -> Rival:
    """A team as it skated its last race, moved to another rink by the power model.

    Parameters
    ----------
    race, team : their last race
    rink : tomorrow's
    drafting : set of drafting strengths, by default the team's own

    Raises
    ------
    InputError
        if the team is not in the race, or no κ gives its time
    """
    entry = find_skated(race, team)
    source = time_source(race, entry)
    race, own = as_skated(race, with_drafting(with_known_turns(race, entry), drafting))
    known = shown(race, team)
    moved = known.passings_s + moved_s(race, calibrated(race, own), replace(race, rink=rink))
    return Rival(
        own.team.name,
        float(moved[-1]),
        entry.form,
        own.official_time_s,
        moved,
        race.name,
        race.rink != rink,
        source,
        own.team.code,
        known.slow,
        known.unexplained,
    )


def moved_s(race: Race, entry: Entry, there: Race) -> Floats:
    """(half-lap,) [s] by which an entry passes later elsewhere; κ set."""
    if there.rink == race.rink:
        return np.zeros(race.half_laps)
    return PowerRace(there, entry).passings_s - PowerRace(race, entry).passings_s
