"""The parameter set of an entry."""

from __future__ import annotations

from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.abilities import powers
from pursuit_sim.sim.cases import ParameterSets, cases_of


def parameter_sets(race: Race, entry: Entry) -> ParameterSets:
    """The one parameter set of an entry, as a batch of one.

    Raises
    ------
    InputError
        if a skater has times that nobody has
    """
    return cases_of(race.rink, entry.effort, [powers(body) for body in entry.bodies])
