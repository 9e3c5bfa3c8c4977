"""Files whose order contradicts when their races started are told so, and no others."""

from __future__ import annotations

import datetime as dt

import pytest

from pursuit_sim import load
from pursuit_sim.event import results
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.resources import scenarios
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.start_order import out_of_order


def moment(text: str) -> dt.date:
    """A day, or a day and a time, as files have them."""
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def event(*starts: str) -> Scenario:
    """Two teams a race."""
    races: dict[str, dict[str, object]] = {}
    for i, start in enumerate(starts):
        sides: dict[str, object] = {
            side: {
                "team": f"{letter}{letter}{'ABC'[i]}",
                "lineup": "unknown",
                "formation": "unknown",
                "time": 211.0 + i + k,
            }
            for k, (side, letter) in enumerate((("finish", "A"), ("crossing", "B")))
        }
        races[f"r{i}"] = {"name": f"R{i}", **sides, **({"start": moment(start)} if start else {})}
    codes = [f"{letter}{letter}{'ABC'[i]}" for i in range(len(starts)) for letter in "AB"]
    table = {"name": "Event", "sex": "men", "laps": 8, "rounds": "ranking"}
    return load({"event": table, "teams": {code: {} for code in codes}, "races": races})


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (("2022-02-15T15:00:00", "2022-02-15T14:00:00"), "(R1 behind R0)"),
        (("2022-02-15", "2022-02-14T23:00:00"), "(R1 behind R0)"),
        (("2022-02-15T15:00:00", "", "2022-02-13"), "(R2 behind R0)"),
        (("2022-02-16", "2022-02-15", "2022-02-14"), "(R1 behind R0 and 1 more)"),
        (("2022-02-15T14:00:00", "2022-02-15T14:00:00"), ""),
        (("2022-02-15T14:00:00", "2022-02-15", "2022-02-15T14:10:00"), ""),
        (("2022-02-15", "2022-02-15T14:00:00", "2022-02-16"), ""),
        (("", "", ""), ""),
    ],
)
def test_what_starts_say_against_the_order(starts: tuple[str, ...], said: str) -> None:
    scenario = event(*starts)
    found = out_of_order(scenario)
    assert len(found) == bool(said)
    assert all(said in each for each in found)
    remarks = results(scenario).remarks
    assert any("started later" in each for each in remarks) is bool(said)
    basis = race_odds(scenario, scenario.races["r1"]).basis
    assert any("started later" in each for each in basis) is bool(said)


def test_bundled_events_are_in_their_order() -> None:
    assert not [name for name in scenarios() if out_of_order(load(name))]
