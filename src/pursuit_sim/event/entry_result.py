"""How one team did in one race, as an object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from pursuit_sim.arrays import Floats
from pursuit_sim.event_formats import FINISHED
from pursuit_sim.scenario.race import Entry, Listed, Split
from pursuit_sim.scenario.slow_laps import SlowStretch
from pursuit_sim.scenario.whole_race import run_of

DIGITS = 6  # of a time in JSON: a microsecond
_TURNS = {"formation", "formation.leads"}  # keys that tell it
_SAME_S = 1e-6  # [s] times that differ by less are the same


@dataclass(frozen=True, slots=True, eq=False)
class EntryResult:
    """One team in one race.

    Attributes
    ----------
    entry : the entry of the scenario
    time_s : when the trajectory's third skater crosses the finish line [s]; of what is not
        replayed, the official time; None where there is no valid one
    splits_s : (half-lap,) cumulative times [s]; empty where nothing is replayed
    laps_s : (lap,) lap times [s]; likewise
    splits_known : (half-lap,) whether somebody timed it; the model fills in the others; likewise
    notes : what a reader should know, such as assumptions
    supposed : where only gaps say that it lost time; the notes say so, too
    supposed_passings : known ones that a what-if wrote
    unexplained : what is said where gaps ask for an uneven race and do not tell why; in the
        notes, too
    """

    entry: Entry | Listed
    time_s: float | None
    splits_s: Floats
    laps_s: Floats
    splits_known: tuple[bool, ...]
    notes: tuple[str, ...]
    supposed: tuple[SlowStretch, ...] = ()
    supposed_passings: tuple[Split, ...] = ()
    unexplained: str = ""

    @property
    def status(self) -> str:
        """As in `Listed`; "finished" for what was replayed."""
        return self.entry.status if isinstance(self.entry, Listed) else FINISHED

    @property
    def official(self) -> bool:
        """Whether the time is the official one, not a model's own."""
        published = self.entry.official_time_s
        if self.time_s is None or published is None:
            return False
        return isclose(self.time_s, published, rel_tol=0.0, abs_tol=_SAME_S)

    @property
    def word(self) -> str:
        """What stands where there is no time, such as "DNF"."""
        return self.entry.word if isinstance(self.entry, Listed) else ""

    @property
    def formation(self) -> str:
        """The formation's label; empty where nothing is known of it."""
        entry = self.entry
        return entry.formation if isinstance(entry, Listed) else entry.formation.label

    @property
    def formation_assumed(self) -> bool:
        """Whether a formation is told that nobody reported, or not who led for how long."""
        entry = self.entry
        return (
            isinstance(entry, Entry) and entry.formation.known and bool(_TURNS & {*entry.assumed})
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        entry = self.entry
        lineup, leads = list(entry.lineup), []
        run = run_of(entry)
        timed = run.timed if run else ()
        if isinstance(entry, Entry):
            if entry.formation.known:
                leads = [[lineup[lead.skater], lead.laps] for lead in entry.formation.leads]
            if not entry.lineup_known:
                lineup = []
        return {
            "team": entry.team.code,
            "side": entry.side,
            "formation": self.formation,
            "lineup": lineup,
            "leads": leads,
            "status": self.status,
            "remark": entry.remark,
            "counts": entry.counts,
            "time_s": None if self.time_s is None else round(self.time_s, DIGITS),
            "official_time_s": entry.official_time_s,
            "official_gap_s": entry.official_gap_s,
            "time_derived": bool(entry.derived_from),
            "splits_s": [round(float(time), DIGITS) for time in self.splits_s],
            "laps_s": [round(float(time), DIGITS) for time in self.laps_s],
            "splits_known": [
                known and all(each.half_lap != half_lap for each in self.supposed_passings)
                for half_lap, known in enumerate(self.splits_known, 1)
            ],
            "known_passings": _told([each for each in timed if each not in self.supposed_passings]),
            "supposed_passings": _told(self.supposed_passings),
            "assumed": list(entry.assumed),
            "notes": list(self.notes),
        }


def _told(passings: Sequence[Split]) -> list[list[float]]:
    return [[each.half_lap / 2, each.time_s] for each in passings]
