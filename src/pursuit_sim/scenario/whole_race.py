"""A race with everybody who skated it, whoever of them counts.

Passings and gaps are facts of the race that was skated. A team that is not replayed, as one that
was disqualified, skated it all the same: to its passings the gaps of the other one are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.race import Entry, Gap, Listed, Race


class WholeRace(NamedTuple):
    """A race with everybody who skated it.

    Attributes
    ----------
    race : of all whose run is known, however little of it; with those gaps that can be met
    shown : which of its entries are replayed
    """

    race: Race
    shown: tuple[int, ...]


def whole_race(race: Race) -> WholeRace:
    """The race as it was skated, in which whoever does not count is as if they did."""
    told = race.as_told and whole_race(race.as_told).race
    entries, gaps = race.entries, met_gaps(race)
    out = _out(race)
    if out is not None and out.run is not None:
        both = (*entries, out.run)
        entries = tuple(sorted(both, key=lambda each: each.side != "finish"))
    sides = [each.side for each in race.entries]
    shown = tuple(i for i, each in enumerate(entries) if each.side in sides)
    if entries == race.entries and gaps == race.gaps and told is race.as_told:
        return WholeRace(race, shown)
    return WholeRace(replace(race, entries=entries, gaps=gaps, as_told=told), shown)


def met_gaps(race: Race) -> tuple[Gap, ...]:
    """The gaps that a replay of the race meets: of who is not replayed, to what is known of it."""
    if len(race.entries) > 1:
        return race.gaps
    out = _out(race)
    if out is None:
        return ()
    if out.throughout:
        end = 2.0 * out.fell.laps if out.fell else float(race.half_laps)
        return tuple(gap for gap in race.gaps if gap.half_lap < end)
    runs = filter(None, map(run_of, race.everybody))
    known = {split.half_lap for each in runs for split in each.splits}
    return tuple(gap for gap in race.gaps if gap.half_lap in known)


def unmet_gaps(race: Race) -> str:
    """Which gaps a replay leaves aside, and why; empty where it meets all of them."""
    out, met = _out(race), met_gaps(race)
    left = [gap for gap in race.gaps if gap not in met]
    if out is None or not left:
        return ""
    code = out.team.code
    laps = [number(gap.half_lap / 2) for gap in left]
    said = " and ".join([", ".join(laps[:-1]), laps[-1]] if laps[1:] else laps)
    after = f"after {said} lap{'' if laps in (['0.5'], ['1']) else 's'}"
    are = "gaps to {} {} are" if laps[1:] else "gap to {} {} is"
    return f"the {are.format(code, after)} not used: nobody knows when {code} passed there"


def run_of(each: Entry | Listed) -> Entry | None:
    """What is known of a run, replayed or not."""
    return each.run if isinstance(each, Listed) else each


def _out(race: Race) -> Listed | None:
    """Who is not replayed beside somebody who is, unless a ghost has their side."""
    alone = len(race.entries) == len(race.listed) == 1
    return race.listed[0] if alone and race.listed[0].side != race.entries[0].side else None
