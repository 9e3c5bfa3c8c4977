"""Who a team meets tomorrow: their time, moved to tomorrow's rink."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """

    name: str
    time_s: float
    form: Form
    skated_s: float | None = None
    passings_s: Floats | None = None
    race: str = ""
    moved: bool = False
    source: TimeSource | None = None


def shown_passings(race: Race, team: str) -> Floats:
    """(half-lap,) [s] of a team as its race is known, or spread over the laps where it is not."""
    return np.asarray(timing.splits(simulate(race))[race.by_team()[team]])


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
    shown = shown_passings(race, team)
    moved = shown + moved_s(race, calibrated(race, own), replace(race, rink=rink))
    return Rival(
        own.team.name,
        float(moved[-1]),
        entry.form,
        own.official_time_s,
        moved,
        race.name,
        race.rink != rink,
        source,
    )


def moved_s(race: Race, entry: Entry, there: Race) -> Floats:
    """(half-lap,) [s] by which an entry passes later elsewhere; κ set."""
    if there.rink == race.rink:
        return np.zeros(race.half_laps)
    return PowerRace(there, entry).passings_s - PowerRace(race, entry).passings_s
