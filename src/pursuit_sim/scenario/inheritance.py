"""Parameters from the nearest level that gives them: event, team, race, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pursuit_sim.scenario import halls
from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.file_tables import EntryTable, FileTable, TeamTable
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.parameter_tables import Levelled, SkaterTable
from pursuit_sim.scenario.parameters import Form, Pacing, Rink, Train
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.scenario.quantity import Group
from pursuit_sim.scenario.timed_body import DISTANCES_M, SoloTime, TimedBody

Parameters = TypeVar("Parameters", bound=Group)


@dataclass(frozen=True)
class Inheritance:
    """The tables around an entry and its own, the farthest first, with their paths."""

    tables: tuple[tuple[Path, Levelled], ...]
    team: TeamTable | None
    sex: str

    @classmethod
    def around(
        cls, file: FileTable, team: TeamTable | None, entry: EntryTable, path: Path
    ) -> Inheritance:
        """The levels of the entry at `path`."""
        own: tuple[tuple[Path, Levelled], ...] = ((path, entry),)
        if team is not None:
            own = ((("teams", str(entry.team)), team), *own)
        return cls((((), file), *own), team, (file.event and file.event.sex) or "")

    def pacing(self, time_s: float | None, laps: int | None, faults: Faults) -> Pacing:
        """Pacing; notes lap deviations that are not one for each of the `laps`.

        Parameters
        ----------
        time_s : the team's [s], unless it does not tell how fast it was
        laps : of the race
        faults : takes the fault
        """
        usual = Pacing.usual(self.sex, time_s if laps else None, laps or 0)
        pacing = self._nearest("pacing", Pacing, usual)
        count = len(pacing.lap_deltas_s)
        if count and laps is not None and count != laps:
            where = [
                path
                for path, table in self.tables
                if table.pacing and "lap_deltas_s" in table.pacing.model_fields_set
            ]
            problem = f"found {count} numbers for {laps} laps"
            remedy = "write one for each lap, or an empty list"
            faults.add((*where[-1], "pacing", "lap_deltas_s"), problem, remedy)
        return pacing

    def train(self) -> Train:
        """How the three skate behind each other."""
        return self._nearest("train", Train)

    def form(self) -> Form:
        """How the team's day goes."""
        return self._nearest("form", Form)

    def effort(self) -> Effort:
        """How the team spends its power."""
        return self._nearest("effort", Effort)

    def bodies(self, lineup: tuple[str, str, str], rink: Rink) -> tuple[Body, Body, Body]:
        """What each of the line-up brings; a skater's own table wins.

        Parameters
        ----------
        lineup : front to back
        rink : on which known times were skated, unless their table says another
        """
        alike = self._nearest("body", Body)
        if not (self.team and self.team.bodies):
            return alike, alike, alike
        front, middle, rear = (self._body(alike, name, rink) for name in lineup)
        return front, middle, rear

    def _body(self, alike: Body, skater: str, rink: Rink) -> Body:
        """One skater's; where times are known, with them."""
        own = self._own(skater)
        made = Body.nearest(alike, *own)
        times = tuple(
            SoloTime(distance, time)
            for distance in DISTANCES_M
            for each in own
            if (time := getattr(each, f"time_{distance}")) is not None
        )
        if not times:
            return made
        hall = next((each.times_rink for each in own if each.times_rink), None)
        if hall is not None:
            rink = Rink.model_construct(None, **halls.values(hall, {}, {}))
        return TimedBody.model_construct(
            **{name: getattr(made, name) for name in Body.model_fields},
            times=times,
            rink=rink,
            rink_named=hall is not None,
            skater=skater,
        )

    def _own(self, skater: str) -> list[SkaterTable]:
        if self.team is None:
            return []
        bodies = self.team.bodies or {}
        named = _whose(tuple(bodies), tuple(self.team.skaters or ()))
        return [bodies[name] for name in named.get(skater, ())]

    def _nearest(
        self, name: str, model: type[Parameters], usual: Parameters | None = None
    ) -> Parameters:
        given = [getattr(table, name) for _, table in self.tables]
        return model.nearest(
            usual or model.usual(self.sex), *(each for each in given if each is not None)
        )


@lru_cache(maxsize=64)
def _whose(names: tuple[str, ...], known: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """By skater: the names of their tables. Every race of a team asks it."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for i in match(name, known):
            found[known[i]] = (*found.get(known[i], ()), name)
    return found
