"""Runs without a replay: where their times are from is said as it is of the others."""

from __future__ import annotations

import pytest

from pursuit_sim import load, results
from pursuit_sim.event import Results

CUP = """format = "pursuit-sim/scenario"
version = 1
event = { name = "Cup", sex = "women", laps = 6, rounds = "single" }
teams = { NED = {}, NOR = {} }
[races.r1.finish]
team = "NED"
time = "2:59.10"
lineup = "unknown"
formation = "unknown"
[races.r1.crossing]
team = "NOR"
"""
FELL = 'time = "2:58.00"\nincident = "a fall; who and where was not published"\n'
OUT = 'time = "2:57.00"\nstatus = "DSQ"\n'
ASSUMED = 'assumed = ["time"]\n'


def _notes(text: str, model: str = "kinematic", *changes: str) -> str:
    found: Results = results(load(CUP + text, list(changes)), model)
    (entry,) = (each for each in found.races[0].entries if each.entry.team.code == "NOR")
    return "; ".join(entry.notes)


def test_an_assumed_time_of_a_run_with_an_incident_is_told() -> None:
    assert "assumed: time" in _notes(FELL + ASSUMED)
    assert "assumed" not in _notes(FELL)


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        (FELL, (), "official time, not the power model's"),
        (FELL + ASSUMED, (), "assumed time, not the power model's"),
        (FELL, ("races.r1.crossing.time=2:55.00",), "supposed time, not the power model's"),
    ],
)
def test_beside_the_power_model_it_is_official_only_where_it_was_measured(
    text: str, changes: tuple[str, ...], said: str
) -> None:
    assert _notes(text, "power", *changes).startswith(said)


def test_a_time_that_does_not_count_is_told_with_where_it_is_from() -> None:
    assert "2:57.00 does not count" in _notes(OUT)
    assert "2:57.00 (assumed) does not count" in _notes(OUT + ASSUMED)
