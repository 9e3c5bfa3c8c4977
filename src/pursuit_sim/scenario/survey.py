"""How much of a scenario somebody measured or reported: counts, for lists of scenarios."""

from __future__ import annotations

from dataclasses import dataclass

from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.scenario import Scenario

FORMAT, VERSION = "pursuit-sim/scenarios", 1  # of a list of scenarios with these counts


@dataclass(frozen=True, slots=True)
class Survey:
    """Counts over the races of a scenario; a run is one team in one race.

    Attributes
    ----------
    races : how many
    runs : of all teams in them
    replayed : runs that are replayed; what follows is of these
    lines : passings between start and finish, at every half-lap
    timed : of these, those that are facts
    gaps : between opponents on the way that are known
    derived : runs whose time follows from the other team's and a gap
    named : runs whose three skaters are named, though their order, or one of them, may be assumed
    reported : runs of which somebody reported who led for how long, and whether they pushed
    """

    races: int
    runs: int
    replayed: int
    lines: int
    timed: int
    gaps: int
    derived: int
    named: int
    reported: int


def survey(scenario: Scenario) -> Survey:
    """The counts of a scenario."""
    races = list(scenario.races.values())
    runs = [(race, entry) for race in races for entry in race.entries]
    entries = [entry for _, entry in runs]
    return Survey(
        races=len(races),
        runs=sum(len(race.everybody) for race in races),
        replayed=len(runs),
        lines=sum(race.half_laps - 1 for race, _ in runs),
        timed=sum(_timed(race, entry) for race, entry in runs),
        gaps=sum(len(race.gaps) for race in races),
        derived=sum(bool(entry.derived_from) for entry in entries),
        named=sum(entry.lineup_known for entry in entries),
        reported=sum(not entry.turns_doubt for entry in entries),
    )


def _timed(race: Race, entry: Entry) -> int:
    lines = range(1, race.half_laps)
    return sum(split.half_lap in lines for split in entry.timed)
