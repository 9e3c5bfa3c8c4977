"""What a ghost may be called: a team in another formation, or a record."""

from __future__ import annotations

import re

from pursuit_sim.errors import InputError
from pursuit_sim.event import record_table
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.lab.formations import asked
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.picking import pick_team
from pursuit_sim.scenario.race import Race

# A formation begins with a letter, a date and a time with a figure.
_RECORD = re.compile(r"\s*(WR|OR|TR)\s*(:\s*([0-9].*)?)?", re.IGNORECASE)

_MOST_LISTED = 8  # records in a message


def is_record(text: str) -> bool:
    """Whether words ask for a record, such as "WR:2021"."""
    return _RECORD.fullmatch(text) is not None


def wanted(
    text: str, scenario: Scenario, race: Race, where: str = "ghost"
) -> tuple[str, Kind] | TableRecord:
    """The team and formation that words such as "NED:push" stand for, or the record.

    Raises
    ------
    InputError
        if they stand for none, or for several
    """
    if is_record(text):
        return _record(text, scenario, where)
    team, colon, word = text.rpartition(":")
    kind = asked(word, where)
    return pick_team(scenario, race, team if colon else None, where).team.code, kind


def _record(text: str, scenario: Scenario, where: str) -> TableRecord:
    event, written = scenario.event, text.replace(" ", "").upper()
    known = record_table.LAPS.get(event.sex) == event.laps
    every = record_table.named(written.partition(":")[0], event.sex) if known else ()
    if not every:
        problem = f"no {written.partition(':')[0]} is known for {event.sex} over {event.laps} laps"
        remedy = "the table has men over 8 and women over 6: pursuit-sim records"
        raise InputError.single(where, "", problem, remedy)
    found = record_table.named(written, event.sex)
    if len(found) == 1:
        return found[0]
    problem = f"{text!r} is {len(found)} records" if found else f"there is no record {text!r}"
    offered = found or every
    listed = ", ".join(f"{each.name} ({each.team}, {each.date})" for each in offered)
    remedy = f"write one of {listed}"
    if len(offered) > _MOST_LISTED:
        kind = offered[0].kind
        remedy = f"write {kind}: and a day or a time of pursuit-sim records --kind {kind}"
    raise InputError.single(where, "", problem, remedy)
