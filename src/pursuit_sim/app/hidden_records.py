"""Which records of the table tell a hidden result: those that races of bundled events set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pursuit_sim import resources, scenario
from pursuit_sim.app.known_results import KnownResults
from pursuit_sim.errors import InputError
from pursuit_sim.event import Results
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.units import ticks

_Run = tuple[str, str, int]  # "men" or "women", code of the team, time in hundredths
_Where = tuple[str, str]  # source and race id


def tells(known: KnownResults, results: Results, record: TableRecord) -> bool:
    """Whether it tells a result that is hidden: it was set in races none of which is known.

    Not one that stood before the event that is watched, since the picture tells it.

    Parameters
    ----------
    known : which results are
    results : of the event that is watched, which need not be a bundled one
    record : of the table
    """
    if not known.hiding or _stood(results, record):
        return False
    run = record.sex, record.team, ticks(record.time_s)
    found = {*_bundled().get(run, ()), *_races([results.scenario]).get(run, ())}
    return bool(found) and all(known.hides(*each) for each in found)


def _stood(watched: Results, record: TableRecord) -> bool:
    before = ((each.kind, ticks(each.time_s)) for each in watched.records_before)
    return (record.kind, ticks(record.time_s)) in before


@lru_cache(maxsize=1)
def _bundled() -> Mapping[_Run, tuple[_Where, ...]]:
    """Read once, and only where results are hidden: it takes as long as a few pictures."""
    read = []
    for name in resources.scenarios():
        try:
            read.append(scenario.load(name))
        except (InputError, OSError):  # the list of events says why
            continue
    return _races(read)


def _races(scenarios: Iterable[Scenario]) -> Mapping[_Run, tuple[_Where, ...]]:
    """Where each run with an official time was skated."""
    found: dict[_Run, tuple[_Where, ...]] = {}
    for each in scenarios:
        for race in each.races.values():
            for entry in race.entries:
                if entry.official_time_s is not None:
                    run = each.event.sex, entry.team.code, ticks(entry.official_time_s)
                    found[run] = (*found.get(run, ()), (each.source, race.id))
    return found
