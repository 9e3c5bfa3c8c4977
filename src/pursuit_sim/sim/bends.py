"""What bends the model's curves of a race so that everything known of it is met.

Passings are met exactly, gaps too; where something is left open, both teams' curves together
are bent as little as can be. Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Gap, Race
from pursuit_sim.sim.bent_team import BentTeam
from pursuit_sim.sim.met_gaps import met_gaps
from pursuit_sim.sim.natural_spline import Bend


class Bends(NamedTuple):
    """What is added to the curves of a race.

    Attributes
    ----------
    curves : (entry,) [s of flying clock] along the way; None for nothing
    asked_s : by how much the gaps change any half-lap [s]
    """

    curves: tuple[Bend | None, ...]
    asked_s: float = 0.0


def bends(race: Race, slow: Collection[int] = ()) -> Bends:
    """What is added to each curve along its way.

    Parameters
    ----------
    race : of one or two teams
    slow : which of them hardly moved for a while between two passings: before and after these they
        go on as they did, and only in between they are slow. The others' curves, and those
        that gaps bend, are bent as little as can be

    Raises
    ------
    InputError
        if the gaps cannot be met together
    """
    teams = [BentTeam(race, entry, slow=i in slow) for i, entry in enumerate(race.entries)]
    gaps = open_gaps(race)
    if not gaps:
        return Bends(tuple(each.bend({}) for each in teams))
    met = met_gaps(teams, gaps)
    if met is None:
        problem = "the gaps cannot all be met beside the known passings"
        raise InputError.single(race.id, "gaps", problem, "leave out those that are doubtful")
    return Bends(met.bends(), met.asked_s)


def open_gaps(race: Race) -> list[Gap]:
    """The gaps that say more than passings: where both are timed they say nothing more."""
    if len(race.entries) < 2:
        return []
    known = [{split.half_lap for split in entry.splits} for entry in race.entries]
    return [gap for gap in race.gaps if not all(gap.half_lap in each for each in known)]
