"""Whatever stands in a file, loading ends in a scenario or in `InputError`, and soon."""

from __future__ import annotations

import copy
import datetime as dt
import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursuit_sim import resources, scenario
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.check import check
from pursuit_sim.scenario.faults import Faults, ScenarioSource
from pursuit_sim.scenario.resolve import resolve
from pursuit_sim.track import LAP_LENGTH_M

BEIJING = resources.scenarios()["beijing-2022-men"].read_bytes()
SMALL = resources.scenarios()["two-teams"].read_bytes()
TABLES = [scenario.raw(name) for name in ("two-teams", "beijing-2022-men")]
SOON = settings(max_examples=150, deadline=timedelta(seconds=10))  # not endless, on any machine

scalars = st.one_of(
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**30),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["push", "NOR", "Kramer", "3:38.08", "3:38", "final-a", "olympic", "#ffffff"]),
    st.dates(),
    st.datetimes(),
    st.times(),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def sound(made: scenario.Scenario) -> None:
    """What everything past the door relies on."""
    for race in made.races.values():
        assert 1 <= race.laps <= 25
        assert 1 <= len(race.entries) <= 2
        for entry in race.entries:
            assert len(set(entry.lineup)) == 3
            assert set(entry.lineup) <= set(entry.team.skaters)
            assert 4 <= race.laps * LAP_LENGTH_M / entry.official_time_s <= 17
            assert entry.formation.problem(race.laps, entry.lineup) is None
            known = [0.0, *(split.time_s for split in entry.splits), entry.official_time_s]
            assert known == sorted(known)
            assert all(math.isfinite(value) for value in entry.pacing.lap_deltas_s)


def ends(load: Callable[[], scenario.Scenario]) -> None:
    """Loading ends in a sound scenario, or in faults that people can read."""
    try:
        made = load()
    except InputError as error:
        faults = error.faults
    else:
        sound(made)
        return
    assert faults
    assert all(len(str(fault)) < 2000 for fault in faults)


@SOON
@given(st.binary(max_size=400))
def test_random_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "random.toml"
    path.write_bytes(data)
    with pytest.raises(InputError):
        scenario.load(path)


@SOON
@given(st.data())
def test_mutated_text(data: st.DataObject) -> None:
    text = bytearray(data.draw(st.sampled_from([SMALL, BEIJING])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        length = data.draw(st.integers(0, 12))
        text[at : at + length] = data.draw(
            st.binary(max_size=6)
            | st.sampled_from([b"\n", b'"', b"=", b"[", b"]", b"nan", b"-1", b"."])
        )
    ends(lambda: scenario.load_text(bytes(text).decode(errors="ignore")))


@SOON
@given(st.data())
def test_mutated_lines(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from([SMALL, BEIJING])).decode().split("\n")
    for _ in range(data.draw(st.integers(1, 5))):
        i = data.draw(st.integers(0, len(lines) - 1))
        j = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "swap", "move"])):
            case "drop":
                lines[i] = ""
            case "double":
                lines.insert(i, lines[i])
            case "swap":
                lines[i], lines[j] = lines[j], lines[i]
            case _:
                lines.insert(j, lines.pop(i))
    ends(lambda: scenario.load_text("\n".join(lines)))


@SOON
@given(st.data())
def test_mutated_values(data: st.DataObject) -> None:
    """Any key of the tables replaced, removed or added, whatever TOML could not write too."""
    tables = copy.deepcopy(data.draw(st.sampled_from(TABLES)))
    for _ in range(data.draw(st.integers(1, 4))):
        held: Any = tables
        while True:
            inner = [key for key in held if isinstance(held[key], dict) and held[key]]
            if not inner or data.draw(st.integers(0, 2)) == 0:
                break
            held = held[data.draw(st.sampled_from(inner))]
        key = data.draw(
            st.sampled_from([*held, "pacing", "splits", "formation"]) | st.text(max_size=8)
        )
        if data.draw(st.booleans()):
            held[key] = data.draw(values)
        else:
            held.pop(key, None)
    report = Faults([ScenarioSource("fuzz", tables)])
    ends(lambda: resolve(check(tables, report), report, source="fuzz", what_if=False, changes=()))


@SOON
@given(
    key=st.sampled_from(scenario.known_keys(scenario.raw("two-teams"))) | st.text(max_size=30),
    value=st.text(max_size=30)
    | scalars.map(
        lambda each: each.isoformat() if isinstance(each, (dt.date, dt.time)) else str(each)
    ),
)
def test_random_overrides(key: str, value: str) -> None:
    ends(lambda: scenario.load("two-teams", [f"{key}={value}"]))
