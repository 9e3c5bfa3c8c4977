"""The stops of a race as it was first told, wherever something of it is changed.

That somebody stood or stumbled is a fact of the race that was skated: what is changed in it makes
no stop and takes none away, and what is left of it follows the change without a jump.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from pursuit_sim.scenario.race import Entry, Gap, Race
from pursuit_sim.scenario.time_source import SUPPOSED, told_gap_source
from pursuit_sim.sim.bends import open_gaps
from pursuit_sim.sim.bent_team import BentTeam, Stop
from pursuit_sim.sim.met_gaps import Met, TeamStop, met_gaps
from pursuit_sim.sim.stops import LikelyStops, likely_stops


def kept_stops(race: Race) -> LikelyStops:
    """The stops between places that are known still; where a slip was corrected there are none."""
    if len(race.entries) < 2:
        return LikelyStops()
    likely = likely_stops(race.as_told or race)
    gaps = open_gaps(race)
    lines = {gap.half_lap for gap in gaps}
    stops = _now(race, likely.stops, lines)
    if likely.slip is None:
        return LikelyStops(stops)
    slip = likely.slip.half_lap
    said = any(gap.half_lap == slip and not _supposed(race, gap) for gap in gaps)
    return (
        LikelyStops(stops, likely.slip)
        if said and len(stops) == len(likely.stops)
        else LikelyStops()
    )


def with_stops(race: Race, stops: Sequence[TeamStop]) -> Met | None:
    """The curves that meet the gaps beside stops; None if that fails, or nothing was lost.

    Each costs what it did, unless something else is told within it, or at an end of it, or these
    curves cannot be met so: then what leaves the least bent curves, and no less than nothing.

    Parameters
    ----------
    race : of two
    stops : of it, as it was told
    """
    teams = [BentTeam(race, entry) for entry in race.entries]
    gaps = open_gaps(race)
    news = _news(race, gaps)
    kept = [each for each in stops if not each[1].whole and not _within(each[1], news)]
    met = _met(teams, gaps, stops, kept)
    return _met(teams, gaps, stops, ()) if met is None and kept and news else met


def _met(
    teams: Sequence[BentTeam],
    gaps: Sequence[Gap],
    stops: Sequence[TeamStop],
    kept: Sequence[TeamStop],
) -> Met | None:
    """As `with_stops`, of which some are kept; those that would cost nothing are left out."""
    left = [*stops]
    while left:
        met = met_gaps(teams, gaps, left, as_given=kept)
        if met is None:
            return None
        costly = [was for was, (_, now) in zip(left, met.stops, strict=True) if now.lost_s > 0]
        if len(costly) == len(left):
            return met
        left = costly
    return None


def _news(race: Race, gaps: Sequence[Gap]) -> set[float]:
    """Half-laps at which a passing or a gap is told that was not told of the race as skated."""
    was = {each.side: each.splits for each in (race.as_told or race).entries}
    told = [split for each in race.entries for split in {*each.splits} - {*was.get(each.side, ())}]
    supposed = [gap for gap in gaps if _supposed(race, gap)]
    return {float(each.half_lap) for each in told} | {float(each.half_lap) for each in supposed}


def divided(race: Race, stops: Sequence[TeamStop]) -> tuple[TeamStop, ...]:
    """Stops, each as one between any two places within it of which a what-if tells something."""
    lines = {float(gap.half_lap) for gap in open_gaps(race)}
    found: list[TeamStop] = []
    for who, stop in stops:
        places = _within(stop, lines | _known(race, race.entries[who]))
        whole = (stop.begin, stop.end)
        parts = [(who, Stop(begin, end, whole=whole)) for begin, end in pairwise(places)]
        found += parts if len(parts) > 1 else [(who, stop)]
    return tuple(found)


def _within(stop: Stop, places: Set[float]) -> list[float]:
    """Those of some places that lie in a stop, or at its ends; in order."""
    return sorted(at for at in places if stop.begin <= at <= stop.end)


def remembered(race: Race) -> tuple[TeamStop, ...]:
    """Stops that gaps told, and that a model's passings have still where the gaps are gone."""
    if race.as_told is None or open_gaps(race):
        return ()
    return tuple(
        (i, stop)
        for i, stop in _now(race, likely_stops(race.as_told).stops, set())
        if any(not each.timed for each in race.entries[i].splits)
        and BentTeam(race, race.entries[i]).said_s(stop) > stop.lost_s / 2
    )


def _now(race: Race, stops: Sequence[TeamStop], lines: Set[float]) -> tuple[TeamStop, ...]:
    """Stops of the race as it was told, each of whom it is now.

    Parameters
    ----------
    race : as it is now
    stops : as it was told
    lines : half-laps at which gaps tell something now
    """
    told = race.as_told or race
    found = []
    for who, stop in stops:
        index = _index(race, told.entries[who])
        known = lines | (_known(race, race.entries[index]) if index is not None else set())
        if index is not None and {float(stop.begin), float(stop.end)} <= known:
            found.append((index, stop))
    return tuple(sorted(found))


def _known(race: Race, entry: Entry) -> set[float]:
    ends = {0.0} if entry.fall else {0.0, float(race.half_laps)}
    return ends | {float(each.half_lap) for each in entry.splits}


def _index(race: Race, was: Entry) -> int | None:
    """Who skates now for a team that skated then: the same, or else who has its place."""
    by_code = race.by_team()
    if was.team.code in by_code:
        return by_code[was.team.code]
    return next((i for i, each in enumerate(race.entries) if each.side == was.side), None)


def _supposed(race: Race, gap: Gap) -> bool:
    return told_gap_source(race, gap) == SUPPOSED
