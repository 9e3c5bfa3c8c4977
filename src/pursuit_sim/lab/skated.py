"""The race to which a team's effectiveness is fitted: as it was skated."""

from __future__ import annotations

from pursuit_sim.lab.formations import find_skated, with_known_turns
from pursuit_sim.scenario.race import Entry, Race


def as_skated(race: Race, entry: Entry) -> tuple[Race, Entry]:
    """The race and the entry whose official time was skated.

    They are those given, unless a what-if has changed rink or skaters since (`Race.was`).

    Parameters
    ----------
    race, entry : as they are to be skated; the set of drafting strengths is the entry's
    """
    was = race.was
    if was is None or entry.team.code not in was.by_team():
        return race, entry
    own = with_known_turns(was, find_skated(was, entry.team.code))
    return was, own.with_effort(drafting=entry.effort.drafting)
