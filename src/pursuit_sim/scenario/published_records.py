"""Records that a time was published as, where a what-if makes it another one.

Who beats a time that was a record beats the record, too. Whether a slower time would have been
one nobody knows, and where there is no time there is no record; what a file assumes was published
as nothing. Records of a team are no other's. All this is asked of what the file that tells the
records has, however many what-ifs lie between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.published_gap import OTHER, took_s
from pursuit_sim.scenario.scenario import OWNED, Record
from pursuit_sim.scenario.told_times import inner
from pursuit_sim.track import Side
from pursuit_sim.units import ticks

_OUTCOME = ("time", "status", "gap")  # keys that tell how a team came out


class _Run(NamedTuple):
    """A team's run, as some layers tell it.

    Attributes
    ----------
    entry : its keys
    skated : whether the race was
    took_s : by its time or by its gap [s]; None where neither tells it
    """

    entry: Mapping[str, Any]
    skated: bool
    took_s: float | None

    @property
    def outcome(self) -> tuple[object, ...]:
        """How it came out, in the words of the layers."""
        return self.skated, *map(self.entry.get, _OUTCOME)

    @property
    def complete(self) -> bool:
        """Whether it is said who skated, and how they came out."""
        told = self.took_s is not None or "time" in self.entry or "status" in self.entry
        return told and "team" in self.entry

    @property
    def assumed(self) -> bool:
        """Whether what tells the time is marked as assumed."""
        marked = self.entry.get("assumed")
        return isinstance(marked, list) and ("time" if "time" in self.entry else "gap") in marked


def without_slower(tables: dict[str, Any], layers: Sequence[ScenarioSource]) -> dict[str, Any]:
    """Merged tables without the records that are in doubt since they were told.

    Parameters
    ----------
    tables : all layers in one
    layers : the base first, unchecked
    """
    touched = {race: i for i, layer in enumerate(layers) for race in inner(layer.raw, "races")}
    for (race, side), told in _told(layers).items():
        entry = inner(tables, "races", race, side)
        kinds = entry.get("records")
        if touched[race] == told or not isinstance(kinds, list):
            continue
        left = _left(kinds, _then(layers, told, race, side), _run(layers, race, side))
        if left != kinds:
            said = {key: value for key, value in entry.items() if key != "records"}
            said |= {"records": left} if left else {}
            races = tables["races"]
            tables = {**tables, "races": {**races, race: {**races[race], side: said}}}
    return tables


def published_in(layers: Sequence[ScenarioSource]) -> Iterator[Record]:
    """Records as which times were published, each with the time that it was told of.

    Parameters
    ----------
    layers : the base first, free of faults
    """
    for (race, side), told in _told(layers).items():
        run = _then(layers, told, race, side)
        kinds, team = run.entry.get("records"), run.entry.get("team")
        if run.took_s is not None and isinstance(kinds, list) and isinstance(team, str):
            yield from (Record(kind, run.took_s, team) for kind in kinds if isinstance(kind, str))


def _told(layers: Sequence[ScenarioSource]) -> dict[tuple[str, Side], int]:
    """Which layer tells an entry's records, the last one of those that do."""
    return {
        (race, side): i
        for i, layer in enumerate(layers)
        for race in inner(layer.raw, "races")
        for side in OTHER
        if "records" in inner(layer.raw, "races", race, side)
    }


def _left(kinds: list[Any], was: _Run, now: _Run) -> list[Any]:
    """What is left of a run's records.

    Parameters
    ----------
    kinds : as they were told
    was, now : the run then, and since
    """
    if was.took_s is None or now.took_s is None:
        holds = was.outcome == now.outcome
    else:
        more = ticks(now.took_s) - ticks(was.took_s)
        holds = more == 0 or (more < 0 and not now.assumed)
    if not holds:
        return []
    if was.entry.get("team") == now.entry.get("team"):
        return kinds
    return [each for each in kinds if not isinstance(each, str) or each not in OWNED]


def _then(layers: Sequence[ScenarioSource], told: int, race: str, side: Side) -> _Run:
    """A team's run when its records were told.

    A file may leave it to the one that extends it which team that was, or how it came out.

    Parameters
    ----------
    layers : the base first
    told : the number of the layer that tells the records
    race, side : of the team
    """
    every = (_run(layers[:end], race, side) for end in range(told + 1, len(layers) + 1))
    return next((run for run in every if run.complete), None) or _run(layers, race, side)


def _run(layers: Sequence[ScenarioSource], race: str, side: Side) -> _Run:
    """A team's run, as some layers tell it."""
    table: dict[str, Any] = {}
    for layer in layers:
        table = merge(table, inner(layer.raw, "races", race))
    took = took_s({"races": {race: table}}, layers, race, side)
    return _Run(inner(table, side), table.get("skated") is not False, took)
