"""How each team of a race came out: a time, or what stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pursuit_sim.event_formats import FINISHED, NOT_SKATED, STATUSES, EventFormat
from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import UNKNOWN
from pursuit_sim.scenario.file_tables import OUTCOME, EntryTable, RaceTable
from pursuit_sim.scenario.published_gap import GapTo, gap_to
from pursuit_sim.scenario.since_told import still_in_time
from pursuit_sim.track import Side
from pursuit_sim.units import HUNDREDTH, format_time

TIMED_STATUS = "DSQ"  # beside which a time may be shown
_WALK_OVER = "taken as not skated: the only team of its final, and no time"


class Ending(NamedTuple):
    """How one team came out.

    Attributes
    ----------
    status : as in `Listed`
    time_s : [s], or None
    derived_from : where the other team's time is from, of which with the published gap the time is
        made, as in `GapTo`; empty where it is not
    remark : where, or why; may be empty
    """

    status: str
    time_s: float | None = None
    derived_from: str = ""
    remark: str = ""


def endings(
    race: RaceTable,
    sides: Mapping[Side, EntryTable],
    path: Path,
    format_: EventFormat,
    faults: Faults,
) -> dict[Side, Ending]:
    """The ending of each side of a race; without those that the file does not tell."""
    alone = len(sides) == 1 and race.round in format_.finals
    found: dict[Side, Ending] = {}
    for side, table in sides.items():
        others = [(name, each) for name, each in sides.items() if name != side]
        other = others[0][1] if others else None
        here = (*path, side)
        made = _told(table, race, here, faults)
        if made is None and others and format_.two_only(race.round):
            made = _derived(table, gap_to(faults.layers, str(path[-1]), side, others[0][0]))
        if made is None and alone and not faults.dropped((*here, "time")):
            made = Ending(NOT_SKATED, remark=table.remark or _WALK_OVER)
        if made is None:
            _missing(table, other, here, faults)
        else:
            found[side] = made
            _check_cost(made, here, side, faults)
    _check_order(race, sides, found, path, format_, faults)
    return found


def _check_cost(made: Ending, path: Path, side: Side, faults: Faults) -> None:
    """Who takes a fall out says what the time is without it."""
    if made.status != FINISHED or made.time_s is None:
        return
    cost = still_in_time(faults.layers, str(path[1]), side)
    if cost:
        told = format_time(made.time_s)
        problem = f"is taken out, and {told} still has in it what that cost"
        remedy = f"give the time without it, too, as time; or {told} again if that is to stay"
        faults.add((*path, cost), problem, remedy)


def _check_order(
    race: RaceTable,
    sides: Mapping[Side, EntryTable],
    found: Mapping[Side, Ending],
    path: Path,
    format_: EventFormat,
    faults: Faults,
) -> None:
    """Who won a race without times is an order of its two teams, and of no others."""
    for side, ending in found.items():
        if ending.status != UNKNOWN or sides[side].tie_break is None:
            continue
        orders = {table.tie_break for table in sides.values()}
        unknown = [each for each in found.values() if each.status == UNKNOWN]
        if not format_.two_only(race.round):
            problem = "stands beside a time that nobody knows, in a race for times"
            remedy = "leave it out: a remark may tell what is known"
            faults.add((*path, side, "tie_break"), problem, remedy)
        elif orders != {1, 2} or len(unknown) != len(sides):
            remedy = (
                "give both teams of the race time = 'unknown', and tie_break = 1 and 2; or, in a "
                "what-if, take the order out: tie_break = '' of both"
            )
            faults.add((*path, side, "tie_break"), "stands beside a time that nobody knows", remedy)


def _told(table: EntryTable, race: RaceTable, path: Path, faults: Faults) -> Ending | None:
    """What the file says of a team by itself."""
    word = table.time if isinstance(table.time, str) else None
    time_s = table.time if isinstance(table.time, float) else None
    status = table.status or (word if word in STATUSES else None)
    remark = table.remark or (race.remark if race.skated is False else None) or ""
    if table.status and word and word != table.status:
        problem = f"found {table.status!r} beside time = {word!r}"
        faults.add((*path, "status"), problem, "keep one of them")
    if status and time_s is not None and status != TIMED_STATUS:
        remedy = f"keep one of them; only beside {TIMED_STATUS!r} is a time shown"
        faults.add((*path, "time"), f"stands beside status = {status!r}", remedy)
    if race.skated is False and time_s is not None:
        faults.add((*path, "time"), "stands in a race with skated = false", "keep one of them")
    if status:
        return Ending(status, time_s, remark=remark)
    if race.skated is False:
        return Ending(NOT_SKATED, remark=remark)
    if word == UNKNOWN:
        return Ending(UNKNOWN, remark=remark)
    return Ending(FINISHED, time_s, remark=remark) if time_s is not None else None


def _derived(table: EntryTable, to: GapTo) -> Ending | None:
    """The time that a published gap to the other team gives."""
    if table.gap is None or to.time_s is None:
        return None
    ticks = round((to.time_s + table.gap) / HUNDREDTH)  # both are published in hundredths
    return Ending(FINISHED, ticks / 100, derived_from=to.source, remark=table.remark or "")


def _missing(table: EntryTable, other: EntryTable | None, path: Path, faults: Faults) -> None:
    here = (*path, "time")
    if faults.dropped(here) or faults.dropped((*path, "status")):
        return
    why = "a team without one has a status"
    if table.gap is not None and other is not None:
        why = (
            "the gap gives none, as the other team has none"
            if other.time is None
            else "the gap gives none: here it may be to the fastest of several races"
        )
    faults.add(here, "is missing", f"write {OUTCOME}; {why}")
