"""Times of single skaters, and names of formations."""

from __future__ import annotations

from pathlib import Path

import pytest

from pursuit_sim import load, results
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.halls import halls
from pursuit_sim.scenario.loader import changes
from pursuit_sim.scenario.timed_body import SoloTime, TimedBody

KRAMER = "teams.NED.bodies.Sven Kramer."
BEIJING = 1.239  # kg/m³


def kramer(*changes: str) -> TimedBody:
    race = load("beijing-2022-men", changes).races["sf-1"]
    body = race.entries[1].bodies[0]
    assert isinstance(body, TimedBody)
    return body


def test_times_are_read_with_the_rink_on_which_they_were_skated() -> None:
    both = kramer(f"{KRAMER}time_1500=1:45.0", f"{KRAMER}time_5000=6:10.0", f"{KRAMER}mass_kg=81")
    assert both.times == (SoloTime(1500, 105.0), SoloTime(5000, 370.0))
    assert both.mass_kg == 81
    assert both.rink.air_density_kgm3 == BEIJING
    high = kramer(f"{KRAMER}time_5000=6:03.3", f"{KRAMER}times_rink=salt-lake-city")
    assert high.rink.altitude_m == halls()["salt-lake-city"].altitude_m
    # Another rink tomorrow is not where they were skated.
    assert kramer(f"{KRAMER}time_5000=6:10.0", "rink=calgary").rink.air_density_kgm3 == BEIJING


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (("time_5000=4:10.0",), "for 5000 m; write a time from"),
        (("time_1500=1:55.0", "time_5000=6:10.0"), "faster pace than 1:55.00 for 1500 m"),
        (("time_5000=6:10.0", "aerobic_w=350"), "either times or watts"),
        (("times_rink=thialf",), "stands alone"),
        (("time_5000=6:10.0", "times_rink=tialf"), "thialf"),
        (("time_1500=fast",), "time_1500"),
    ],
)
def test_what_cannot_be_is_refused(changes: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        load("beijing-2022-men", [f"{KRAMER}{each}" for each in changes])


@pytest.mark.parametrize(
    ("turns", "push", "label"),
    [
        ((2.0, 3.0, 3.0), True, "few changes, push"),
        ((2.0, 3.0, 3.0), False, "few changes, no push"),
        ((8.0,), True, "push"),
        ((8.0,), False, "fixed"),
    ],
)
def test_few_changes_say_whether_there_is_a_push(
    turns: tuple[float, ...], push: bool, label: str
) -> None:
    leads = tuple(Lead(i % 2, laps) for i, laps in enumerate(turns))
    assert Formation(leads, push).label == label


ANN = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "Club"
sex = "men"
laps = 8
[teams.AAA]
skaters = ["Ann Aa", "Bob Bb", "Cid Cc"]
[races.r1.finish]
team = "AAA"
lineup = ["Aa", "Bb", "Cc"]
time = "3:40.00"
formation = "rotating"
"""
FULL, SHORT = 'teams.AAA.bodies."Ann Aa"', "teams.AAA.bodies.Aa"


@pytest.mark.parametrize(
    "tables",
    [f"[{FULL}]\naerobic_w=340\n[{SHORT}]\naerobic_w=300\n",
     f"[{SHORT}]\naerobic_w=300\n[{FULL}]\nmass_kg=80\n"],
)  # fmt: skip
def test_two_tables_of_one_skater_are_refused(tables: str) -> None:
    with pytest.raises(InputError) as error:
        load(ANN + tables)
    (fault,) = error.value.faults
    assert fault.key.startswith("teams.AAA.bodies.")
    assert "'Ann Aa'" in fault.problem
    assert "'Aa'" in fault.problem
    assert "keep one" in fault.remedy


def test_two_spellings_in_two_files_are_one_skater(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text(f"{ANN}[{FULL}]\naerobic_w=340\nmass_kg=81\n")
    over = tmp_path / "over.toml"
    head = 'format = "pursuit-sim/scenario"\nversion = 1\nextends = "base.toml"\n'
    over.write_text(f"{head}[{SHORT}]\naerobic_w=300\n")
    body = load(over, ["teams.AAA.bodies.ann.drag_area_m2=0.3"]).races["r1"].entries[0].bodies[0]
    assert (body.aerobic_w, body.mass_kg, body.drag_area_m2) == (300, 81, 0.3)
    over.write_text(f"{head}[{SHORT}]\naerobic_w=300\n[{FULL}]\nmass_kg=80\n")
    with pytest.raises(InputError, match=r"over\.toml.*two tables of Ann Aa"):
        load(over)


@pytest.mark.parametrize("name", ["Ann Aa", "Aa", "A. Aa", "ann"])
def test_watts_by_any_name_stand_beside_the_times_of_a_skater(name: str) -> None:
    timed = f"{ANN}[{FULL}]\ntime_1500='1:44.0'\n"
    with pytest.raises(InputError, match="either times or watts"):
        load(timed, {f'teams.AAA.bodies."{name}".aerobic_w': 250})
    with pytest.raises(InputError, match="either times or watts"):
        load(timed).changed({f'teams.AAA.bodies."{name}".aerobic_w': 250})


def test_changes_by_two_names_are_one_table() -> None:
    keys = [f"{SHORT}.mass_kg=80", f"{FULL}.drag_area_m2=0.3"]
    assert changes(ANN, keys)["teams"]["AAA"]["bodies"] == {
        "Aa": {"mass_kg": 80, "drag_area_m2": 0.3}
    }


def test_times_that_no_powers_explain_name_the_race() -> None:
    timed = f"{ANN}[{FULL}]\ntime_1500='1:30.0'\n"
    with pytest.raises(InputError) as error:
        results(load(timed), "power")
    assert {each.key for each in error.value.faults} == {"races.r1"}
