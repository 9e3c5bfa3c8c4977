"""The race to which a team's effectiveness is fitted: as it was skated."""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.lab.formations import find_skated, with_known_turns
from pursuit_sim.scenario.as_skated import same_three
from pursuit_sim.scenario.race import Entry, Listed, Race


def as_skated(race: Race, entry: Entry) -> tuple[Race, Entry]:
    """The race and the entry whose official time was skated.

    They are those given, unless a what-if has changed rink or skaters since (`Entry.was`).

    Parameters
    ----------
    race, entry : as they are to be skated; the set of drafting strengths is the entry's
    """
    was = entry.was
    if was is None or entry.team.code not in was.by_team():
        return race, entry
    own = with_known_turns(was, find_skated(was, entry.team.code))
    return was, own.with_effort(drafting=entry.effort.drafting)


def by_others(entry: Entry | Listed) -> bool:
    """Whether a team's time was skated by other skaters than are looked at."""
    if entry.was is None or isinstance(entry, Listed):
        return False
    return not any(same_three(entry, each) for each in entry.was.entries)


def not_known(race: Race, entry: Entry) -> InputError:
    """The refusal to tell what described skaters gain where nobody knows who skated.

    Parameters
    ----------
    race, entry : of which the line-up is not known
    """
    problem = (
        f"nobody knows who of {entry.team.code} skated, and they are not alike: what others, or "
        "these, would gain cannot be told"
    )
    remedy = 'write the line-up, or the one that you suppose and assumed = ["lineup"]'
    return InputError.single(race.id, f"{entry.side}.lineup", problem, remedy)


def as_led(abilities: Floats, laps: Floats) -> Floats:
    """(draw, skater) The abilities of each draw, the stronger to whoever led longer.

    How the three differ is drawn where nobody knows it; but whoever sent them out knew. Drawn
    without regard to the turns these would cost up to 6 s, which no team skates.

    Parameters
    ----------
    abilities : (draw, skater) as drawn
    laps : (draw or 1, skater) that each led; level ones stay in the order of their abilities
    """
    order = np.lexsort((abilities, np.broadcast_to(laps, abilities.shape)), axis=1)
    found = np.empty_like(abilities)
    np.put_along_axis(found, order, np.sort(abilities, axis=1), axis=1)
    return found
