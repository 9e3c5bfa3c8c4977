"""Scenarios from Python: from text and tables, with other values by key."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

import pursuit_sim
from pursuit_sim.errors import InputError

TABLES: dict[str, Any] = {
    "event": {"name": "Club evening", "sex": "women", "laps": 6},
    "teams": {"RED": {"skaters": ["Ada", "Bea", "Cleo"]}},
    "races": {
        "race-1": {
            "finish": {
                "team": "RED",
                "lineup": ["Ada", "Bea", "Cleo"],
                "time": "3:05.40",
                "formation": "rotating",
            }
        }
    },
}
TEXT = """
format = "pursuit-sim/scenario"
version = 1
event = { name = "Club evening", sex = "women", laps = 6 }
teams.RED.skaters = ["Ada", "Bea", "Cleo"]
[races.race-1.finish]
team = "RED"
lineup = ["Ada", "Bea", "Cleo"]
time = "3:05.40"
formation = "rotating"
"""


def test_tables_and_text_say_what_a_file_says() -> None:
    one, other = pursuit_sim.load(TABLES), pursuit_sim.load(TEXT)
    assert one.races == other.races
    assert one.races["race-1"].entries[0].official_time_s == 185.40


def test_tables_are_checked_like_a_file() -> None:
    with pytest.raises(InputError, match=r"tables: event\.laps: found 99"):
        pursuit_sim.load({**TABLES, "event": {**TABLES["event"], "laps": 99}})


def test_tables_may_extend_a_bundled_scenario() -> None:
    changed = pursuit_sim.load({"extends": "two-teams", "pacing": {"fade_s": 0.3}})
    assert changed.what_if
    assert changed.changes == ("pacing.fade_s",)


@pytest.mark.parametrize(
    "overrides", ["pacing.fade_s=1.5", ["pacing.fade_s=1.5"], {"pacing.fade_s": 1.5}]
)
def test_one_override_is_one_override(overrides: Any) -> None:
    scenario = pursuit_sim.load("two-teams", overrides)
    assert scenario.changes == ("pacing.fade_s",)
    assert scenario.races["race-1"].entries[0].pacing.fade_s == 1.5


@pytest.mark.parametrize("overrides", [[1.5], 1.5, {"pacing.fade_s=1.5"}, [["a=1"]]])
def test_overrides_that_are_no_texts_are_told_what_they_may_be(overrides: Any) -> None:
    with pytest.raises(InputError, match=r"found .*; give texts such as pacing\.fade_s=1\.4"):
        pursuit_sim.load("two-teams", overrides)


def test_replace_is_what_set_is() -> None:
    base = pursuit_sim.load("two-teams")
    replaced = base.replace("pacing.fade_s", np.float64(1.5))
    assert replaced.races == pursuit_sim.load("two-teams", "pacing.fade_s=1.5").races
    assert (base.what_if, replaced.what_if) == (False, True)
    again = replaced.replace({"races.race-1.finish.formation": "push", "pacing.fade_s": 0.5})
    assert again.changes == ("pacing.fade_s", "races.race-1.finish.formation")
    entry = again.races["race-1"].entries[0]
    assert (entry.pacing.fade_s, entry.formation.push) == (0.5, True)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("pacing.fad", 1.0, r"pacing\.fad: .*did you mean 'pacing\.fade_s'"),
        ("pacing.fade_s", 60, r"pacing\.fade_s: found 60; write a number from"),
        ("pacing.fade_s", np.nan, r"pacing\.fade_s: found nan; write a number from"),
        ("races.race-1.finish.time", [1, 2], r"time: found a list of 2; write a time"),
        ("", 1.0, r"found the key ''"),
        ("pacing.fade_s=1", 1.0, r"found the key"),
    ],
)
def test_replace_refuses_what_a_file_must_not_say(key: str, value: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        pursuit_sim.load("two-teams").replace(key, value)


def test_a_scenario_sent_to_another_process_can_be_changed_there() -> None:
    there = pickle.loads(pickle.dumps(pursuit_sim.load("two-teams")))  # noqa: S301 - our own
    assert there.replace("rink", "inzell").rink.altitude_m == 690.0


def test_a_scenario_tells_itself_in_a_line() -> None:
    assert repr(pursuit_sim.load("beijing-2022-men")) == (
        "<Scenario 'beijing-2022-men': Beijing 2022, Men's team pursuit, 10 races>"
    )


def test_tables_may_hold_what_python_has_for_lists_and_numbers() -> None:
    laps = np.int64(6)
    names = np.array(["Ada", "Bea", "Cleo"])
    team = {"RED": {"skaters": tuple(names.tolist())}}
    scenario = pursuit_sim.load(
        {**TABLES, "teams": team, "event": {**TABLES["event"], "laps": laps}}
    )
    assert scenario.event.laps == 6
    assert scenario.teams["RED"].skaters == ("Ada", "Bea", "Cleo")


@pytest.mark.parametrize(
    "wrong",
    [
        {1: 2}, {None: 1}, {"event": {None: None}}, {"teams": {1: 2}}, {"races": {1: {}}},
        {"format": np.array([1, 2])}, {"version": np.array([1.0, 2.0])}, {"event": object()},
    ],
)  # fmt: skip
def test_tables_that_no_file_could_say_are_faults(wrong: dict[Any, Any]) -> None:
    with pytest.raises(InputError):
        pursuit_sim.load({**TABLES, **wrong})


def test_tables_that_hold_themselves_are_a_fault() -> None:
    tables: dict[str, Any] = {**TABLES, "event": {**TABLES["event"]}}
    tables["event"]["venue"] = tables
    with pytest.raises(InputError, match="too deeply"):
        pursuit_sim.load(tables)
