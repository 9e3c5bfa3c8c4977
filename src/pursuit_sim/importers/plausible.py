"""What cannot be in a race: times that fall, passings twice, units mixed, three teams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Passing, TeamResult
from pursuit_sim.importers.words.laps_said import USUAL_LAPS
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
from pursuit_sim.scenario.known_splits import AGREEMENT_S
from pursuit_sim.track import LAP_LENGTH_M
from pursuit_sim.units import format_time

# What a time may be written in by mistake, and how many of them make a second.
_OTHER_UNITS = {"milliseconds": 1e3, "hundredths of a second": 1e2}


def pace_faults(where: str, result: TeamResult) -> list[Fault]:
    """Faults of the passings of one team, which are in order of laps, and of its time."""
    return list(_pace_faults(where, result))


def _pace_faults(where: str, result: TeamResult) -> Iterator[Fault]:
    for before, after in pairwise([Passing(0.0, 0.0), *result.passings]):
        said = f"found {format_time(after.time_s, 3)} after {number(after.laps)} laps"
        if after.laps == before.laps:
            problem = f"{result.team}: {number(after.laps)} laps are there twice"
            remedy = "are two races in one heat? give each a heat of its own"
            yield Fault(after.file or where, after.key, problem, remedy)
            return
        if after.time_s <= before.time_s:
            earlier = f"{format_time(before.time_s, 3)} after {number(before.laps)}"
            yield Fault(
                after.file or where, after.key, f"{said}, {earlier}", "times from the gun must rise"
            )
            return
        if not _skateable(after.laps, after.time_s):
            yield Fault(after.file or where, after.key, f"{said}: nobody skates so", _remedy(after))
            return
    last = result.passings[-1] if result.passings else None
    if last is not None and result.time_s is not None and result.time_s < last.time_s - AGREEMENT_S:
        problem = (
            f"found {format_time(result.time_s, 3)}, before the last passing at "
            f"{format_time(last.time_s, 3)}"
        )
        yield Fault(where, result.time_key or result.key, problem, "correct one of them")


def heat_faults(found: Sequence[Found]) -> list[Fault]:
    """Faults of who met whom in a race."""
    heat = [each for _, each in found]
    named = f"heat {heat[0].heat}" if heat[0].heat else "a race"
    if len(heat) > 2:
        several = len({file for file, _ in found}) > 1
        teams = ", ".join(f"{each.team} ({at})" if several else each.team for at, each in found)
        remedy = "a race has one or two: give each race a heat of its own"
        if several:
            remedy += ", or write above the table in each file its round or day"
        return [Fault(found[2][0], heat[2].key, f"{named} has {len(heat)} teams: {teams}", remedy)]
    if len({each.team for each in heat}) < len(heat):
        problem = f"{heat[1].team} is in {named} twice"
        return [Fault(found[1][0], heat[1].key, problem, "give each race a heat of its own")]
    sides = [each.side for each in heat]
    if len(heat) == 2 and sides[0] is not None and sides[0] == sides[1]:
        problem = f"both teams of {named} start on the {sides[0]} side"
        return [Fault(found[1][0], heat[1].key, problem, "correct one of them")]
    return []


def length_faults(where: str, result: TeamResult, laps: int) -> Iterable[Fault]:
    """Passings beyond the laps of the race, or a final time that nobody takes for them."""
    last = result.passings[-1] if result.passings else None
    if last is not None and last.laps > laps:
        problem = f"found a passing after {number(last.laps)} laps, the race has {laps}"
        return [Fault(last.file or where, last.key, problem, "correct it, or --laps")]
    if result.time_s is None or _skateable(laps, result.time_s):
        return []
    said = f"found {format_time(result.time_s, 3)} for {laps} laps: nobody skates so"
    passing = Passing(laps, result.time_s)
    return [Fault(where, result.time_key or result.key, said, _remedy(passing))]


def _skateable(laps: float, time_s: float) -> bool:
    return time_s > 0 and SLOWEST_MPS <= laps * LAP_LENGTH_M / time_s <= FASTEST_MPS


def _remedy(passing: Passing) -> str:
    for unit, each in _OTHER_UNITS.items():
        if _skateable(passing.laps, passing.time_s / each):
            return f"these look like {unit}: write all times in one unit, and name it in the head"
    remedy = "write times from the gun, in seconds or as 3:38.08, and --laps if they are others"
    slow = passing.laps * LAP_LENGTH_M < SLOWEST_MPS * passing.time_s
    if slow and any(_skateable(laps, passing.time_s) for laps in USUAL_LAPS.values()):
        return f"{remedy}; the time of the whole race is the official time, below that head"
    return remedy
