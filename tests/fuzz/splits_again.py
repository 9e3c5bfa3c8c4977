"""Tables of passings that this program writes, read again: whether they say what was run."""

from __future__ import annotations

import io

from pursuit_sim.event.run import results
from pursuit_sim.export.tables.results_csv import splits
from pursuit_sim.importers.opened import sheet as opened
from pursuit_sim.importers.scenario_tables import draft
from pursuit_sim.scenario import Scenario, load
from pursuit_sim.scenario.race import Entry, Listed

_NAME = "splits.csv"


def splits_otherwise(scenario: Scenario) -> list[str]:
    """What a scenario made of its own table of passings says otherwise than it does."""
    text = splits(results(scenario))
    sheet = opened(io.BytesIO(text.encode()), _NAME)
    made = load(draft([(_NAME, sheet)], sex=scenario.event.sex, laps=scenario.event.laps).tables)
    before, after = _said(scenario), _said(made)
    found = [f"{key}: {said}, not {after.get(key)}" for key, said in before.items()
             if after.get(key) != said]  # fmt: skip
    return found + [f"{key}: never skated" for key in after.keys() - before.keys()]


def _said(scenario: Scenario) -> dict[tuple[str, str], tuple[object, ...]]:
    """Side, time, status and line-up of each team in each race."""
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for name, race in scenario.races.items():
        skated: list[Entry | Listed] = [*race.entries, *race.listed]
        for each in skated:
            found[name, each.team.code] = _of_team(each)
    return found


def _of_team(each: Entry | Listed) -> tuple[object, ...]:
    if isinstance(each, Entry):
        return each.side, each.official_time_s, "", each.lineup if each.lineup_known else ()
    # A fall that is not replayed is no part of the table; a time that does not count neither.
    time_s = each.official_time_s if each.status == "finished" else None
    status = "" if each.status == "finished" else each.status
    return each.side, time_s, status, each.lineup
