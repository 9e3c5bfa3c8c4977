"""Skaters of whom times are known: the power model turned round."""

from __future__ import annotations

import numpy as np
import pytest

from pursuit_sim import load
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.physics import Body
from pursuit_sim.scenario.timed_body import SoloTime, TimedBody
from pursuit_sim.sim.abilities import known, powers
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.solo import solo_times

ELITE = (SoloTime(3000, 216.0), SoloTime(5000, 366.0))  # row 12 of the acceptance table


def timed(*times: SoloTime, **others: float) -> TimedBody:
    return TimedBody(times=times, skater="Ada", **others)


def test_elite_times_are_those_of_the_default_body() -> None:
    found = powers(timed(*ELITE))
    assert found.aerobic_w == pytest.approx(335, rel=0.02)
    assert found.anaerobic_j == pytest.approx(24_000, rel=0.02)


@pytest.mark.parametrize("distances", [(5000,), (1500, 5000), (1500, 3000, 5000)])
def test_times_of_a_body_give_that_body(distances: tuple[int, ...]) -> None:
    high = Rink(altitude_m=1425.0, air_density_kgm3=1.034, inner_radius_m=25.0)
    body = Body(mass_kg=66.0, drag_area_m2=0.17, aerobic_w=262.0, anaerobic_j=17_500.0)
    reserve = body.anaerobic_j
    took = solo_times(body, high, distances).tolist()
    times = tuple(map(SoloTime, distances, took))
    asked = timed(*times, mass_kg=66.0, drag_area_m2=0.17, anaerobic_j=reserve)
    found = powers(asked.model_copy(update={"rink": high}))
    assert found.aerobic_w == pytest.approx(262.0, rel=1e-4)
    assert found.anaerobic_j == pytest.approx(reserve, rel=1e-3)


def test_one_time_changes_the_aerobic_power_alone() -> None:
    found = powers(timed(SoloTime(3000, 220.0)))
    assert found.anaerobic_j == 24_000
    assert found.aerobic_w < 335
    assert solo_times(found, Rink(), (3000,))[0] == pytest.approx(220.0, abs=1e-3)


def test_three_times_that_no_body_has_exactly_are_met_as_near_as_can_be() -> None:
    times = (SoloTime(1500, 104.0), SoloTime(3000, 217.0), SoloTime(5000, 369.0))
    found = powers(timed(*times))

    def off(body: Body) -> float:
        took = solo_times(body, Rink(), (1500, 3000, 5000))
        return float((np.log(took / [each.time_s for each in times]) ** 2).sum())

    for name, step in (("aerobic_w", 0.5), ("anaerobic_j", 100.0)):
        for way in (-step, step):
            near = found.model_copy(update={name: getattr(found, name) + way})
            assert off(near) > off(found)


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ((SoloTime(1500, 130.0), SoloTime(5000, 370.0)), "anaerobic_j below 4000"),
        ((SoloTime(5000, 310.0),), "aerobic_w above 500"),
        ((SoloTime(1500, 104.0), SoloTime(3000, 231.0), SoloTime(5000, 366.0)), "nearest powers"),
    ],
)
def test_times_that_nobody_has_are_refused(times: tuple[SoloTime, ...], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        powers(timed(*times))
    assert str(caught.value).startswith("Ada")


def test_a_race_has_the_powers_that_its_runs_use() -> None:
    """What shows bodies, such as the panel of the window, asks for them by `known`."""
    key = "teams.NED.bodies.Sven Kramer."
    race = load(
        "beijing-2022-men", ["rink=milano", f"{key}time_3000=3:36.0", f"{key}time_5000=6:06.0"]
    ).races["sf-1"]
    told = known(race)
    for each, before in ((told, race), (told.entries[1].was, race.entries[1].was)):
        assert each is not None
        assert before is not None
        kramer, *others = each.entries[1].bodies
        assert kramer.aerobic_w == pytest.approx(335, rel=0.03)  # in Beijing's air
        assert kramer.aerobic_w != 335
        assert {body.aerobic_w for body in others} == {335}
        sets = parameter_sets(before, before.entries[1])
        assert sets.anaerobic_j[0, 0] == kramer.anaerobic_j
    untimed = load("beijing-2022-men").races["sf-1"]
    assert known(untimed) is untimed
