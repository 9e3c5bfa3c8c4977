"""Where teams hardly moved for a while, as passings and gaps together tell.

A gap to a team whose passing is known is a passing of the other, so both ends of a slow lap may
be known by either, and whoever was slow need not be who is timed. So it is tried between
which two places a stop of either team leaves both to skate evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise, permutations
from typing import NamedTuple

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.human_limits import FASTEST_RACE_MPS
from pursuit_sim.scenario.race import Gap, Race
from pursuit_sim.sim.bends import bends, open_gaps
from pursuit_sim.sim.bent_team import BentTeam, Stop
from pursuit_sim.sim.met_gaps import Met, TeamStop, met_gaps
from pursuit_sim.sim.skateable import bent_curves, calm

# By so much gaps may change half-laps without anybody having stopped [s]: in the bundled races
# it is 0.3 s at most.
EVEN_S = 0.8
# Chosen: pacing alone loses less, and more than three stops in a race were never seen.
_LEAST_LOST_S, _MOST_STOPS = 3.0, 3
_TRIED_ON = 3  # of the best with a stop less, upon which another is tried
_PLACES = 8  # the most promising, at which it is tried
_MOST_PLACES = 64  # lines are 16 a team; where much more is known a stop is no single jump
# A second lost is as unlikely as bends of so much, in `Met.bending`: 15 s as half-laps that are
# off by 0.1 s. Without it long stops would be as good as short ones.
_BENDING_A_LOST_S2 = 2e-4
# Likewise by which the teams would be apart without that: who meets is about as fast. Of a
# hundred made races with a stumble and few gaps, teams 0 to 30 s apart, four are then told of the
# wrong team; without it 15.
_BENDING_APART_S2 = 6e-4
_CLEARLY = 4.0  # as unlikely, and it is not what happened
_KEPT = 64  # races: of each many variants are asked


class LikelyStops(NamedTuple):
    """What gaps make likely.

    Attributes
    ----------
    stops : with what they cost
    slip : the gap that looks like a slip of the pen instead, if there is one
    """

    stops: tuple[TeamStop, ...] = ()
    slip: Gap | None = None


@lru_cache(maxsize=_KEPT)
def likely_stops(race: Race) -> LikelyStops:
    """The stops that gaps make likely, where they bend somebody by more than `EVEN_S`."""
    if not open_gaps(race):
        return LikelyStops()
    with suppress(InputError):  # which cannot be met without
        if bends(race).asked_s <= EVEN_S:
            return LikelyStops()
    met = most_likely(race)
    return LikelyStops() if met is None else LikelyStops(met.stops, slipped(race, met))


def most_likely(race: Race) -> Met | None:
    """The curves with the fewest stops that leave both teams even.

    None where none are found, or where others would do nearly as well. What nobody could skate
    explains nothing.

    Parameters
    ----------
    race : of two, with gaps that bend somebody by more than `EVEN_S`
    """
    teams = [BentTeam(race, entry) for entry in race.entries]
    gaps = open_gaps(race)
    places = _places(teams, gaps)
    if len(places) > _MOST_PLACES:
        return None
    upon = [met_gaps(teams, gaps)]
    likeliest: list[Met] = []  # and those that do nearly as well
    for _ in range(_MOST_STOPS):
        more: set[tuple[TeamStop, ...]] = set()
        for met in upon:
            stops = [(i, stop._replace(lost_s=0.0)) for i, stop in met.stops] if met else []
            others = [each for each in places if each not in stops]
            for each in met.promising(others)[:_PLACES] if met else others:
                more.add(tuple(sorted([*stops, each])))
        ranked = sorted(
            (met for stops in more if (met := met_gaps(teams, gaps, stops)) is not None),
            key=lambda met: (_unlikely(race, met), met.stops),
        )
        level = [met for met in ranked if _even(met) and _skateable(race, met)]
        level = [
            met for met in level if _unlikely(race, met) <= _CLEARLY * _unlikely(race, level[0])
        ]
        # Another stop is there only if much is left without it, as of passings that jump, too.
        if likeliest and (
            not level or _CLEARLY * _unlikely(race, level[0]) > _unlikely(race, likeliest[0])
        ):
            break
        likeliest = level
        upon = [*ranked[:_TRIED_ON]]
    return likeliest[0] if len(likeliest) == 1 else None


def slipped(race: Race, met: Met) -> Gap | None:
    """The gap that looks like a slip of the pen, if there is one.

    Up to it one team lost what the other lost after it, so that without it nobody lost anything;
    and no passings say that one of them did.
    """
    untold = [(i, stop) for i, stop in met.stops if met.teams[i].said_s(stop) < stop.lost_s / 2]
    for (i, before), (j, after) in permutations(untold, 2):
        if i != j and abs(before.lost_s - after.lost_s) < _LEAST_LOST_S:
            for gap in open_gaps(race):
                if before.end == gap.half_lap == after.begin:
                    return gap
    return None


def _places(teams: Sequence[BentTeam], gaps: Sequence[Gap]) -> list[TeamStop]:
    """Where each team may have stopped: between two neighbours of what is known of it."""
    lines = {gap.half_lap for gap in gaps}
    return [
        (i, Stop(begin, end))
        for i, team in enumerate(teams)
        for begin, end in pairwise(sorted({*team.known, *lines}))
    ]


def _unlikely(race: Race, met: Met) -> float:
    lost = sum(stop.lost_s**2 for _, stop in met.stops)
    first, second = (
        entry.official_time_s - sum(stop.lost_s for who, stop in met.stops if who == i)
        for i, entry in enumerate(race.entries)
    )
    apart = (first - second) ** 2
    return met.bending + _BENDING_A_LOST_S2 * lost + _BENDING_APART_S2 * apart


def _skateable(race: Race, met: Met) -> bool:
    """Whether anybody skates so beside the stops, and would as a whole without them."""
    curves = bent_curves(race, met.bends())
    for i, (entry, curve) in enumerate(zip(race.entries, curves, strict=True)):
        lost = sum(stop.lost_s for who, stop in met.stops if who == i)
        if not calm(curve) or race.distance_m > FASTEST_RACE_MPS * (entry.official_time_s - lost):
            return False
    return True


def _even(met: Met) -> bool:
    """Whether nobody gained by a stop and the gaps ask nothing else of anybody."""
    lost = min(stop.lost_s for _, stop in met.stops)
    return lost >= _LEAST_LOST_S and met.asked_s <= EVEN_S
