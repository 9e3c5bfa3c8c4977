"""The door of sheets of results of which a reader is sure."""

from __future__ import annotations

import io
from random import Random

from fuzz.classes_apart import (
    another_day,
    another_season,
    class_of_a_race,
    classes_below,
    one_class,
    sex_of_a_race,
    silent_file,
)
from fuzz.outcomes import RefusedError, ViolatedError, faults
from fuzz.reserves import not_of_the_team
from fuzz.result_sheets import result_sheet
from fuzz.several_files import one_event_of_several, stopped_early
from fuzz.skated_rounds import said_otherwise
from fuzz.splits_again import splits_otherwise
from fuzz.tables_below import footer, other_table
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet as opened
from pursuit_sim.importers.scenario_tables import draft
from pursuit_sim.scenario import load

# Below these shares of the cases.
_OTHERS = {
    0.05: one_event_of_several, 0.1: stopped_early, 0.13: one_class, 0.15: another_day,
    0.16: silent_file, 0.2: other_table, 0.22: footer, 0.23: another_season,
    0.25: class_of_a_race, 0.26: sex_of_a_race, 0.27: classes_below,
}  # fmt: skip
_AGAIN = 0.1  # of the sheets: their passings are written and read again


def knock(random: Random) -> None:
    """Results that a reader is sure of: their scenario says the same, or there is none."""
    share = random.random()
    others = next((each for below, each in _OTHERS.items() if share < below), None)
    try:
        otherwise = others(random) if others else _one_sheet(random)
    except InputError as error:
        faults(error)
        raise RefusedError from None
    if otherwise:
        raise ViolatedError("; ".join(otherwise))


def _one_sheet(random: Random) -> list[str]:
    sheet = result_sheet(random)
    name, sex = f"results{sheet.ending}", random.choice(sheet.sexes)
    made = draft([(name, opened(io.BytesIO(sheet.data), name))], sex=sex)
    found = said_otherwise(made.tables, sheet.rounds, sex) + not_of_the_team(made.tables)
    return found or (splits_otherwise(load(made.tables)) if random.random() < _AGAIN else [])
