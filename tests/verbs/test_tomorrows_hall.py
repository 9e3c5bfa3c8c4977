"""The hall that `plan` is given is tomorrow's; what is said of races is of where they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from pursuit_sim.errors import InputError
from pursuit_sim.lab.tomorrow import RacePlan

# Each plans several times over, which takes longer than all other functions together.
pytestmark = [pytest.mark.whole, pytest.mark.slow]

SOLO = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "Cup"
sex = "men"
laps = 8
[rink]
altitude_m = 100
[teams.EEE]
skaters = ["E1", "E2", "E3"]
[teams.AAA]
skaters = ["A1", "A2", "A3"]
[teams.EEE.bodies]
E1.time_3000 = "3:31"
E2.time_3000 = "3:32"
E3.time_3000 = "3:33"
[races.r1.finish]
team = "EEE"
time = "{time}"
lineup = {lineup}
formation = "push"
[races.r1.crossing]
team = "AAA"
time = "3:40.00"
lineup = ["A1", "A2", "A3"]
formation = "push"
"""
LINE_UP = '["E1", "E2", "E3"]'


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "cup.toml"
    path.write_text(SOLO.format(time="3:40.00", lineup=LINE_UP))
    return path


def _plan(scenario: Path, team: str = "EEE", **asked: Any) -> RacePlan:
    found = pursuit_sim.plan(
        scenario, team=team, rink="salt-lake-city", push=True, draws=100, **asked
    )
    assert isinstance(found, RacePlan)
    return found


def test_a_time_beside_it_was_skated_where_the_race_was(written: Path, tmp_path: Path) -> None:
    other = tmp_path / "faster.toml"
    other.write_text(SOLO.format(time="3:38.00", lineup=LINE_UP))
    own, control = _plan(written, changes=["races.r1.finish.time=3:38.00"]), _plan(other)
    assert own.time.value == pytest.approx(control.time.value, abs=1e-6)
    assert own.time.value < 218.0 - 3.0  # thin air is worth seconds


def test_a_faster_rival_is_faster_there_too(written: Path) -> None:
    slower = _plan(written, "AAA", rival="EEE").rival
    faster = _plan(written, "AAA", rival="EEE", changes=["races.r1.finish.time=3:38.00"]).rival
    assert slower is not None
    assert faster is not None
    assert slower.time_s - faster.time_s == pytest.approx(2.0, abs=0.15)


def test_what_is_said_of_air_is_of_that_hall(written: Path) -> None:
    """Denser air is slower; that the hall is said too takes nothing of it back."""
    usual = _plan(written)
    dense = _plan(written, changes={"rink.air_density_kgm3": 1.1, "races.r1.finish.time": 220.0})
    assert dense.time.value > usual.time.value + 2.0


def test_a_rival_of_whom_nobody_said_who_skated_is_its_squad(written: Path, tmp_path: Path) -> None:
    other = tmp_path / "unknown.toml"
    other.write_text(SOLO.format(time="3:40.00", lineup='"unknown"'))
    known, unknown = (_plan(path, "AAA", rival="EEE").rival for path in (written, other))
    assert known is not None
    assert unknown is not None
    assert unknown.time_s == pytest.approx(known.time_s, abs=1e-6)


def test_a_change_may_be_one_text_and_its_key_quoted(written: Path) -> None:
    thinner = _plan(written, changes='"rink".altitude_m=1900')
    assert thinner.time.value < _plan(written).time.value - 0.5


def test_what_is_no_change_is_refused(written: Path) -> None:
    with pytest.raises(InputError, match="give texts such as"):
        _plan(written, changes=[7])


@pytest.mark.parametrize("changes", [["rink=thialf"], {"rink.hall": "thialf"}, "rink = 'thialf'"])
def test_two_halls_are_refused(written: Path, changes: object) -> None:
    with pytest.raises(InputError, match="name tomorrow's hall once"):
        _plan(written, changes=changes)
