"""From the table of a fall to who fell, and where."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.scenario.check import missing
from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import FallTable
from pursuit_sim.scenario.race import PASSING_KEYS, Fall, Fell, Split
from pursuit_sim.scenario.strangers import either, meant, stranger


def fall(
    table: FallTable | None, lineup: tuple[str, str, str], known: Sequence[Split],
    gap_laps: Sequence[float], laps: int, path: Path, faults: Faults,
) -> Fall | None:  # fmt: skip
    """The fall of a run that is replayed, or None where there is none or it cannot be told.

    Parameters
    ----------
    table : as written
    lineup : front to back
    known : its passings
    gap_laps : where its gap to the other team is known
    laps : of the race
    path : of the table, for faults
    faults : takes the faults
    """
    told = fell(table, lineup, "in the line-up", laps, path, faults)
    if told is None:
        return None
    here = (*path, "laps")
    last = max((each.half_lap for each in known), default=0)
    if paced(told, known, gap_laps):
        return Fall(lineup.index(told.skater), told.laps)
    if last:
        remedy = "give only passings before the fall: after it, only the finish is told"
        faults.add(here, f"found {told.laps:g}, with a known passing at {last / 2:g} laps", remedy)
    elif not any(faults.dropped((*path[:-1], each)) for each in PASSING_KEYS):
        faults.add(
            here,
            "nobody knows how fast the team was before it",
            "give a known passing before the fall in splits, or a gap by which it was ahead or "
            "behind in gaps",
        )
    return None


def paced(told: Fell, known: Sequence[Split], gap_laps: Sequence[float]) -> bool:
    """Whether it is known how fast a team was before a fall, and nothing of it after that."""
    last = max((each.half_lap for each in known), default=0)
    return last < 2 * told.laps if last else any(each < told.laps for each in gap_laps)


def fell(
    table: FallTable | None, skaters: Sequence[str], where: str, laps: int, path: Path,
    faults: Faults,
) -> Fell | None:  # fmt: skip
    """Who fell where, or None.

    Parameters
    ----------
    table : as written
    skaters : who may have; none where nobody knows them
    where : such as "in the line-up", what a stranger is not
    laps : of the race
    path : of the table, for faults
    faults : takes the faults
    """
    if table is None:
        return None
    missing(table, path, faults)
    if table.skater is None or table.laps is None:
        return None
    found = meant(table.skater, skaters, (*path, "skater"), faults) if skaters else [table.skater]
    if len(found) > 1:
        problem = f"{shown(table.skater)} may be {either(found)}"
        faults.add((*path, "skater"), problem, "write more")
    elif not found:
        stranger(table.skater, skaters, (*path, "skater"), where, faults)
    if table.laps >= laps:
        problem = f"found {table.laps:g}, the race has {laps}"
        faults.add((*path, "laps"), problem, f"write less than {laps}")
    elif len(found) == 1:
        return Fell(found[0], table.laps)
    return None
