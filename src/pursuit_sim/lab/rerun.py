"""A race skated again with the power model, one team in another formation beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import DRAWS, SEED, compare
from pursuit_sim.lab.formations import find_entry, find_skated, refuse_skated
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim.who_stands import check_standing, standing


@dataclass(frozen=True, slots=True)
class Rerun:
    """What is needed to watch a formation beside the one that was skated.

    Attributes
    ----------
    race : as it was skated, fitted: with the power model every team takes its official time;
        without who fell, of whom that model knows nothing
    other : the team alone, in the other formation, fitted likewise
    kind : that formation
    interval_s : 5 and 95 % bounds of its time minus the official one [s]; None where the
        interval is not known
    """

    race: Race
    other: Race
    kind: Kind
    interval_s: tuple[float, float] | None


def check_asked(race: Race, team: str, kind: Kind) -> None:
    """Refuse to ask what a formation would be worth to a team where that cannot be told.

    Raises
    ------
    InputError
        if the team is not in the race, fell, skated that formation, or nobody knows how it skated
    """
    check_standing(race, find_entry(race, team))
    find_skated(race, team)
    refuse_skated(team, race, kind, race.id)


def rerun(race: Race, team: str, kind: Kind, *, draws_count: int = DRAWS) -> Rerun:
    """A team in another formation, to be set beside what it skated.

    Parameters
    ----------
    race : the race it skated
    team : its code
    kind : the other formation
    draws_count : parameter sets behind the interval

    Raises
    ------
    InputError
        if the team is not in the race, fell, skated that formation, or no κ gives its time
    """
    check_asked(race, team, kind)
    found = compare(race, team, draws_count=draws_count, seed=SEED)
    entries = tuple(
        found.skated.entry if entry.team.code == team else calibrated(race, entry)
        for entry in standing(race).entries
    )
    return Rerun(
        race=replace(race, entries=entries),
        other=replace(race, entries=(found.outcomes[kind].entry,)),
        kind=kind,
        interval_s=found.to_skated(kind).interval,
    )
