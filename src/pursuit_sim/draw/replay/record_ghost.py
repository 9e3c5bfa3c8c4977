"""A record as a ghost: its time on the race's rink, spread over the laps by the model.

No lap times of a record are known here. The kinematic model gives it the default pace, and its
own formation where somebody reported that; where nobody did, the usual rotation.
"""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim.draw.replay.ghost import Ghost
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.lab.formations import ROTATING, usual
from pursuit_sim.scenario.formation import KINDS, Kind
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Entry, Race, Team
from pursuit_sim.sim import simulate
from pursuit_sim.units import format_time


def ghost(record: TableRecord, race: Race) -> Ghost:
    """A record beside a race over its distance."""
    kind: Kind = next((each for each in KINDS if each == record.formation), ROTATING)
    first, second, third = record.skaters or tuple(f"{record.team} {i}" for i in (1, 2, 3))
    entry = Entry(
        team=Team(record.team, record.team, race.entries[0].team.colour),
        side="finish",
        lineup=(first, second, third),
        formation=usual(kind, race),
        official_time_s=record.time_s,
        pacing=Pacing.usual(record.sex, record.time_s, race.laps),
    )
    return Ghost(
        simulate(replace(race, entries=(entry,), listed=(), gaps=())),
        record.team,
        label(record),
        note=note(record),
    )


def label(record: TableRecord) -> str:
    """What it is, such as "WR 3:34.22, pace by the model"."""
    return f"{record.kind} {format_time(record.time_s)}, pace by the model"


def note(record: TableRecord) -> str:
    """Whose it is, and what else is the model's, such as "NOR 2024, formation not known"."""
    whose = f"{record.team} {record.date[: len('2024')]}"
    return whose if record.formation else f"{whose}, formation not known"
