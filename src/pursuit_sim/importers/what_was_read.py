"""What each race of a draft is made of, in the order of its races: for people to look through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pursuit_sim.importers.scenario_tables import Draft
from pursuit_sim.scenario.one_race import SIDES
from pursuit_sim.track import Side


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One team in one race of a draft.

    Attributes
    ----------
    race : its key in the scenario
    side : on which straight it starts
    side_assumed : whether no file says so
    team : its key
    name : as the file writes it
    time_s : official time [s]; None for a team without
    time_assumed : whether that is its last passing, since no official time is given
    status : why it has no valid time, or what the file says in place of one
    passings : how many are known
    passings_assumed : whether nobody measured them
    skaters : of the line-up, as written; none where it is unknown
    file : with its result
    place : where that stands
    """

    race: str
    side: Side
    side_assumed: bool
    team: str
    name: str
    time_s: float | None
    time_assumed: bool
    status: str
    passings: int
    passings_assumed: bool
    skaters: tuple[str, ...]
    file: str
    place: str


def entries(draft: Draft) -> Iterator[ReadEntry]:
    """Every team of every race, with where its result stands."""
    tables = draft.tables
    for race, table in tables["races"].items():
        for side in SIDES:
            if side not in table:
                continue
            entry: dict[str, Any] = table[side]
            time = entry.get("time")
            lineup = entry.get("lineup")
            file, place = draft.origins[f"races.{race}.{side}"]
            yield ReadEntry(
                race=race,
                side=side,
                side_assumed=side in table.get("assumed", ()),
                team=entry["team"],
                name=tables["teams"][entry["team"]]["name"],
                time_s=time if isinstance(time, int | float) else None,
                time_assumed="time" in entry.get("assumed", ()),
                status=entry.get("status", ""),
                passings=len(entry.get("splits_s") or entry.get("splits") or ()),
                passings_assumed="splits" in entry.get("assumed", ()),
                skaters=tuple(lineup) if isinstance(lineup, list) else (),
                file=file,
                place=place,
            )
