"""Results in which times of a what-if stand beside those that were skated."""

from __future__ import annotations

import pytest

from pursuit_sim import load, results
from pursuit_sim.event import Results
from pursuit_sim.scenario.other_rinks import ANOTHER_RINK, OTHER_AIR

FASTER_FINAL = "races.final-a.finish.time=3:33.00"
SALT_LAKE = "rink=salt-lake-city"


def told(found: Results, race: str, team: str) -> tuple[str, ...]:
    (entry,) = (each for each in found.race(race).entries if each.entry.team.code == team)
    return entry.notes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], []),
        (["races.sf-1.finish.time=3:33.00"], []),  # no place rests on that time
        ([FASTER_FINAL], ["NOR in final-a: supposed"]),
    ],
)
def test_a_place_by_a_time_that_nobody_measured_says_so(
    changes: list[str], said: list[str]
) -> None:
    found = results(load("beijing-2022-men", changes)).to_dict()["standings_remarks"]
    assert [each.split(",")[0] for each in found if "not measured" in each] == said


def test_with_times_of_the_model_no_place_rests_on_what_was_supposed() -> None:
    remarks = results(load("beijing-2022-men", [FASTER_FINAL]), "power").remarks
    assert not any("supposed" in each for each in remarks)


@pytest.mark.parametrize(
    ("changes", "elsewhere"),
    [
        ([SALT_LAKE], False),  # all times stay as they were skated, in Beijing
        (["races.sf-1.finish.time=3:33.00"], False),
        ([SALT_LAKE, "races.sf-1.finish.time=3:33.00"], True),
    ],
)
def test_a_time_of_another_rink_than_the_others_says_so(
    changes: list[str], *, elsewhere: bool
) -> None:
    found = results(load("beijing-2022-men", changes))
    assert any("another rink" in each for each in told(found, "sf-1", "NOR")) == elsewhere
    assert not any("another rink" in each for each in told(found, "sf-1", "NED"))


def test_the_model_has_all_times_on_one_rink() -> None:
    changes = [SALT_LAKE, "races.sf-1.finish.time=3:33.00"]
    found = results(load("beijing-2022-men", changes), "power")
    assert not any("another rink" in each for each in told(found, "sf-1", "NOR"))


@pytest.mark.parametrize(
    ("rink", "said"),
    [
        ("rink=beijing", ()),  # the file leaves out the altitude of that very hall
        ("rink.air_density_kgm3=1.238", (OTHER_AIR,)),
        ("rink.ice_friction_curve=0.006", (OTHER_AIR,)),
        ("rink.altitude_m=1425", (ANOTHER_RINK,)),
    ],
)
def test_other_air_in_the_same_hall_is_no_other_rink(rink: str, said: tuple[str, ...]) -> None:
    found = results(load("beijing-2022-men", [rink, "races.sf-1.finish.time=3:33.00"]))
    notes = told(found, "sf-1", "NOR")
    assert tuple(each for each in notes if each in (ANOTHER_RINK, OTHER_AIR)) == said
