"""The door of sheets of results of which a reader is sure."""

from __future__ import annotations

import io
from random import Random

from fuzz.outcomes import RefusedError, ViolatedError, faults
from fuzz.result_sheets import result_sheet
from fuzz.skated_rounds import said_otherwise
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet as opened
from pursuit_sim.importers.scenario_tables import draft


def knock(random: Random) -> None:
    """A sheet of results that a reader is sure of: its scenario says the same, or there is none."""
    sheet = result_sheet(random)
    name, sex = f"results{sheet.ending}", random.choice(sheet.sexes)
    try:
        made = draft([(name, opened(io.BytesIO(sheet.data), name))], sex=sex)
    except InputError as error:
        faults(error)
        raise RefusedError from None
    if otherwise := said_otherwise(made.tables, sheet.rounds, sex):
        raise ViolatedError("; ".join(otherwise))
