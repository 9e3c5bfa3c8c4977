"""`batch`: arrays of parameters, against races skated one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import pursuit_sim
from helpers import races
from pursuit_sim import InputError, batch, load
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.power_races import TOLERANCE_S
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.race import Entry, Race, Split
from pursuit_sim.scenario.timed_body import SoloTime, TimedBody
from pursuit_sim.sim import simulate
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.sim.schedule import schedules
from pursuit_sim.timing import splits

EVENT, RACE = "beijing-2022-men", "sf-1"
Values = Mapping[str, NDArray[Any]]


def drawn(count: int, seed: int = 1, **ranges: tuple[float, float]) -> dict[str, NDArray[Any]]:
    """Values by key; `group__name` stands for `group.name`."""
    generator = np.random.default_rng(seed)
    return {
        key.replace("__", "."): generator.uniform(low, high, count)
        for key, (low, high) in ranges.items()
    }


def changed(race: Race, entry: Entry, values: Values, i: int) -> tuple[Race, Entry]:
    """The race with the values of a row, put in by hand."""
    for key, array in values.items():
        group, *names = key.split(".")
        update = {names[-1]: array[i].item()}
        if group == "rink":
            race = replace(race, rink=race.rink.model_copy(update=update))
        elif group in ("body", "bodies"):
            a, b, c = (
                body.model_copy(update=update) if group == "body" or names[0] in who else body
                for body, who in zip(entry.bodies, entry.lineup, strict=True)
            )
            entry = replace(entry, bodies=(a, b, c))
        else:
            own = getattr(entry, group).model_copy(update=update)
            entry = replace(entry, **{group: own})
    return race, entry


def alone(race: Race, entry: Entry, values: Values, rows: range) -> list[float]:
    """Times of some rows, each on a course of its own."""
    made = [changed(race, entry, values, i) for i in rows]
    return [float(solve(course(*each), parameter_sets(*each)).time_s[0]) for each in made]


def known(team: str) -> tuple[Race, Entry]:
    race = load(EVENT).races[RACE]
    return race, calibrated(race, race.entries[race.by_team()[team]])


@pytest.mark.parametrize("team", ["NED", "NOR"])  # one rotates, one pushes
def test_every_race_is_the_one_that_is_skated_alone(team: str) -> None:
    race, entry = known(team)
    values = drawn(
        200, rink__air_density_kgm3=(1.0, 1.25), rink__altitude_m=(0, 1500),
        effort__altitude_loss_per_km=(0.03, 0.07), effort__push_ratio=(0.95, 1.0),
        effort__shelter_third=(0.2, 0.3), effort__swung_out_drag=(0, 0.2), body__mass_kg=(70, 85),
        effort__push_limit_n=(3, 20), effort__leader_gain=(0.02, 0.1),
        effort__shelter_second=(0.15, 0.25),
    )  # fmt: skip
    last = entry.lineup[2].split()[-1]
    values |= drawn(200, seed=2, **{f"bodies__{last}__drag_area_m2": (0.18, 0.22)})
    found = batch(race, team, values)
    assert found.within_s == 0.0
    assert found.unsolved == 0
    assert found.time_s[:6] == pytest.approx(alone(race, entry, values, range(6)), abs=1e-5)
    assert found.effectiveness == pytest.approx(entry.effort.effectiveness)


def test_the_race_as_it_is_takes_its_official_time() -> None:
    race, entry = known("NED")
    found = batch(race, "NED", {"body.mass_kg": np.array([78.0, 78.0])})
    assert {body.mass_kg for body in entry.bodies} == {78.0}
    assert found.time_s == pytest.approx([219.62, 219.62], abs=1e-5)


def test_powers_that_times_stand_for_are_held() -> None:
    race, entry = known("NED")
    timed = TimedBody.model_construct(times=(SoloTime(5000, 376.92),), skater="Roest")
    entry = replace(entry, bodies=(entry.bodies[0], entry.bodies[1], timed))
    entry = entry.with_effort(effectiveness=None)
    race = replace(race, entries=(race.entries[0], entry))
    values = {"rink.air_density_kgm3": np.array([race.rink.air_density_kgm3, 1.1])}
    found = batch(race, "NED", values)
    assert found.time_s[0] == pytest.approx(219.62, abs=1e-5)
    assert found.time_s[1] < 219.62 - 5


@pytest.mark.parametrize("formation", [races.SIX_TURNS, races.PUSH, races.CANADIAN])
def test_train_rink_and_pacing_are_interpolated_as_well_as_is_said(formation: Formation) -> None:
    entry = races.entry(formation=formation).with_effort(effectiveness=0.93)
    race = races.race(entry)
    values = drawn(
        100, train__spacing_m=(0.9, 1.5), rink__inner_radius_m=(25, 26),
        effort__start_power_w=(1000, 1400),
    )  # fmt: skip
    found = batch(race, entry.team.code, values)
    assert 0 < found.within_s <= TOLERANCE_S
    off = found.time_s[:12] - alone(race, entry, values, range(12))
    assert np.abs(off).max() < 2 * TOLERANCE_S
    assert np.ptp(found.time_s) > 1.0


def test_a_few_durations_of_a_change_are_laid_out_exactly() -> None:
    entry = races.entry(formation=races.SIX_TURNS).with_effort(effectiveness=0.93)
    race = races.race(entry)
    values = {"train.exchange_s": np.array([3.0, 5.0, 7.7]), "train.swing_out_m": np.array([2.0])}
    found = batch(race, entry.team.code, values)
    assert found.within_s == 0.0
    wide = {key: np.broadcast_to(array, 3) for key, array in values.items()}
    assert found.time_s == pytest.approx(alone(race, entry, wide, range(3)), abs=1e-5)


def test_what_nobody_can_skate_is_nan_and_counted() -> None:
    race, entry = known("NED")
    values = drawn(3000, body__mass_kg=(40, 120), body__aerobic_w=(120, 500))
    found = batch(race, "NED", values)
    none = np.isnan(found.time_s)
    assert found.unsolved == none.sum() > 10
    assert f"{found.unsolved} without a solution" in found.heading
    # 8 laps at 17 m/s, and at 4 m/s: faster than anybody, slower than children.
    single = np.array(alone(race, entry, values, range(40)))
    skated = (single > 186) & (single < 774)
    few = found.time_s[:40]
    assert few[~none[:40]] == pytest.approx(single[~none[:40]], abs=1e-4)
    assert (none[:40] <= ~(skated & (single < 285))).all()


def test_drafting_sets_have_their_own_fits() -> None:
    race, _ = known("NED")
    found = batch(race, "NED", {"effort.drafting": ["wind-tunnel", "race-effective"]})
    assert found.time_s == pytest.approx([219.62, 219.62], abs=1e-5)
    assert found.effectiveness is not None
    assert found.effectiveness[0] < found.effectiveness[1]


def test_kinematic_races_are_those_of_the_schedule() -> None:
    race, entry = known("NED")
    values = drawn(
        3000, pacing__fade_s=(-1, 3), pacing__fade_shape=(1, 3), pacing__fade_onset_lap=(0, 5),
        pacing__start_loss_s=(3.5, 6.5), pacing__corner_swing=(0, 0.03),
        pacing__exchange_cost_s=(0, 0.5),
    )  # fmt: skip
    found = batch(race, "NED", values, model="kinematic")
    assert found.passings_s is not None
    assert found.laps_s is not None
    index = race.entries.index(next(e for e in race.entries if e.team.code == "NED"))
    for i in range(40):
        _, own = changed(race, entry, values, i)
        entries = tuple(own if k == index else each for k, each in enumerate(race.entries))
        expected = schedules(replace(race, entries=entries))[index].passings_s
        assert found.passings_s[i] == pytest.approx(expected, abs=1e-9)
    assert found.laps_s.sum(axis=1) == pytest.approx(np.full(3000, 219.62))


def test_pacings_that_cannot_be_skated_are_nan_with_either_way_of_finding_out() -> None:
    """By a half-lap that is too fast, and by a speed within one."""
    entry = replace(races.entry(), official_time_s=190.0)
    race = races.race(entry)
    deltas = np.zeros((400, race.laps))
    deltas[:, 1] = np.linspace(-5, 5, 400)
    found = batch(race, entry.team.code, {"pacing.lap_deltas_s": deltas}, model="kinematic")
    refused = []
    for row in deltas:
        pacing = entry.pacing.model_copy(update={"lap_deltas_s": tuple(row.tolist())})
        try:
            schedules(races.race(replace(entry, pacing=pacing)))
            refused.append(False)
        except InputError:
            refused.append(True)
    assert 0 < sum(refused) < 400
    assert np.isnan(found.time_s).tolist() == refused


def test_known_passings_are_met_in_every_race() -> None:
    entry = replace(races.entry(), splits=(Split(4.0, 59.0), Split(8.5, 121.0)))
    race = races.race(entry)
    found = batch(race, entry.team.code, {"pacing.fade_s": [0.0, 1.0, 2.0]}, model="kinematic")
    assert found.passings_s is not None
    assert found.passings_s[:, 3] == pytest.approx([59.0] * 3)
    assert np.ptp(found.passings_s[:, 5]) > 0


def test_an_altitude_brings_its_air_along() -> None:
    """As in a scenario: 845.56 of 1013.25 hPa at 1500 m (ISO 2533); its moisture counts 0.03 s."""
    race, _ = known("NED")
    air = race.rink.air_density_kgm3
    heights = [0.0, 1500.0]
    alone = batch(race, "NED", {"rink.altitude_m": heights}).time_s
    both = {"rink.altitude_m": heights, "rink.air_density_kgm3": [air, air * 845.56 / 1013.25]}
    assert alone == pytest.approx(batch(race, "NED", both).time_s, abs=0.03)
    swept = pursuit_sim.sweep("beijing-2022-men", {"rink.altitude_m": heights}, "sf-1", "NED")
    assert alone == pytest.approx([row["time_s"] for row in swept.rows()], abs=0.002)
    lean = batch(race, "NED", {"rink.altitude_m": heights, "rink.air_density_kgm3": air}).time_s
    assert lean[1] > lean[0] > alone[1]


def test_every_fault_is_told_at_once() -> None:
    race, _ = known("NED")
    values: dict[str, Any] = {
        "effort.push_ratio": [0.98, 0.7, 2.0],
        "pacing.fade_s": [1.0],
        "bodies.Nobody.mass_kg": [80.0],
        "rink.air_densty_kgm3": [1.2],
        "body.mass_kg": [70.0, 80.0],
        "rink.inner_radius_m": ["high"],
        "effort.drafting": ["strong"],
        "body.aerobic_w": [float("nan")],
    }
    with pytest.raises(InputError) as raised:
        batch(race, "NED", values)
    said = "\n".join(str(fault) for fault in raised.value.faults)
    for words in (
        "parameters: effort.push_ratio: found 0.7 at [1], and 1 more; allowed is 0.9 to 1.03",
        "pacing.fade_s: the power model does not ask for it",
        "'Nobody' is not one skater", "Roest",
        "did you mean 'rink.air_density_kgm3'?",
        "arrays of several lengths", "rink.inner_radius_m: found 'high'", "found 'strong'",
        "body.aerobic_w: found nan at [0]",
    ):  # fmt: skip
        assert words in said
    with pytest.raises(InputError, match="power, kinematic"):
        batch(race, "NED", {"body.mass_kg": [70.0]}, model="both")
    with pytest.raises(InputError, match="no race"):
        batch(race, "NED", {})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rink.air_density_kgm3": [[1.0], [1.1, 1.2]]}, "found rows of several lengths"),
        ({"rink.air_density_kgm3": [[1.0, 1.1]]}, r"found an array of shape \(1, 2\)"),
        ({"rink.air_density_kgm3": [1.1, None]}, "found 'None'; give numbers"),
        (
            {"rink.air_density_kgm3": np.ma.masked_array([1.1, 1.2], mask=[False, True])},
            r"found nan at \[1\]",
        ),
        ([1.1, 1.2], "give arrays by their keys"),
        ({1: [1.1]}, "give arrays by their keys"),
        (
            {"bodies.Roest.mass_kg": [70.0], "bodies.Patrick Roest.mass_kg": [80.0]},
            "bodies.Patrick Roest.mass_kg: says the same as bodies.Roest.mass_kg",
        ),
    ],
)
def test_what_is_no_column_is_told_in_a_line(values: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        batch(known("NED")[0], "NED", values)


def test_what_was_found_stays_as_it_was() -> None:
    given = np.array([1.03, 1.24])
    found = batch(known("NED")[0], "NED", {"rink.air_density_kgm3": given})
    given[0] = 1.2
    assert found.parameters["rink.air_density_kgm3"].tolist() == [1.03, 1.24]
    for each in (found.time_s, found.level_w, found.parameters["rink.air_density_kgm3"]):
        assert each is not None
        with pytest.raises(ValueError, match="read-only"):
            each[0] = 0.0


def test_a_race_in_the_place_of_the_model_is_told() -> None:
    with pytest.raises(InputError, match="model: 'sf-1' is a race; write race='sf-1'"):
        pursuit_sim.batch("beijing-2022-men", "NED", {"body.mass_kg": [70.0]}, "sf-1")


def test_whoever_falls_keeps_the_official_time() -> None:
    """Japan's women fell in the last curve: 2:53.4 was what Canada took, 3:04.47 what they did."""
    race = load("beijing-2022-women").races["final-a"]
    entry = race.entries[race.by_team()["JPN"]]
    values = {"pacing.fade_s": np.array([0.5, 1.5])}
    found = batch(race, "JPN", values, model="kinematic")
    assert found.time_s == pytest.approx([184.47, 184.47], abs=1e-6)
    assert found.passings_s is not None
    for i in range(2):
        _, other = changed(race, entry, values, i)
        entries = tuple(other if each is entry else each for each in race.entries)
        skated = simulate(replace(race, entries=entries))
        assert found.passings_s[i] == pytest.approx(splits(skated)[race.by_team()["JPN"]], abs=1e-6)
    assert found.passings_s[0, 4] != pytest.approx(found.passings_s[1, 4], abs=0.01)


@pytest.mark.whole
@pytest.mark.parametrize("team", ["NED", "NOR"])
def test_whoever_overdraws_in_the_start_has_no_time_as_in_a_single_race(team: str) -> None:
    """Rotating and with a push, whatever W′, start power, mass and aerobic power are."""
    race = load(EVENT).races[RACE]
    entry = next(each for each in race.entries if each.team.code == team)
    fitted = calibrated(race, entry)
    values = drawn(
        30,
        body__anaerobic_j=(8_000, 24_000),
        body__aerobic_w=(280, 380),
        body__mass_kg=(65, 90),
        effort__start_power_w=(600, 1900),
    )
    found = batch(race, team, values)
    told = []
    for i in range(30):
        own = {key: float(each[i]) for key, each in values.items()}
        start = own.pop("effort.start_power_w")
        body = {key.removeprefix("body."): value for key, value in own.items()}
        bodies = tuple(each.model_copy(update=body) for each in fitted.bodies)
        one = replace(fitted, bodies=bodies).with_effort(start_power_w=start)  # type: ignore[arg-type]  # a number
        try:
            PowerRace(race, one)
        except InputError as error:
            told.append("spent more than their reserve" in str(error))
        else:
            told.append(False)
    assert found.overdrawn == sum(told) > 5
    assert np.isnan(found.time_s[told]).all()
    assert f"({found.overdrawn} would overdraw a reserve)" in found.heading


def test_nobody_starts_on_less_than_the_energy_of_motion_takes() -> None:
    """78 kg at 14 m/s hold 7.6 kJ, at κ below 1 more than 8 kJ of W′ and what flows in by then.

    Some 335 W flow in from the fourth second on: to be that fast after 15 s takes 3 kJ of it.
    """
    values = {"body.anaerobic_j": [8_000.0, 24_000.0], "body.aerobic_w": [250.0, 335.0]}
    found = batch(load(EVENT).races[RACE], "NOR", values)
    assert np.isnan(found.time_s).tolist() == [True, False]
    assert (found.unsolved, found.overdrawn) == (1, 1)


@pytest.mark.parametrize("changes", [["races.sf-1.crossing.formation=push"], []])
def test_a_falling_power_overdraws_nobody_in_the_midst_of_a_lead(changes: list[str]) -> None:
    """What one race says of itself: a sweep that loads and skates each alone."""
    key = "effort.power_slope_w"
    scenario = load(EVENT, changes)
    slopes = (-120.0, 0.0)
    alone = pursuit_sim.sweep(scenario, {key: slopes}, RACE, "NED")
    told = ["more than their reserve" in point.problem for point in alone.points]
    assert told == [True, False]
    found = batch(scenario, "NED", {key: np.array(slopes)}, race=RACE)
    assert np.isnan(found.time_s).tolist() == told
    assert found.overdrawn == 1


@pytest.mark.parametrize("laps", [1, 7, 9])
def test_lap_deltas_are_one_for_each_lap(laps: int) -> None:
    """As a file, which gives eight of them for eight laps, is asked to."""
    deltas = np.full((2, laps), 0.1)
    with pytest.raises(InputError, match="8 laps"):
        batch(EVENT, "NED", {"pacing.lap_deltas_s": deltas}, model="kinematic", race=RACE)
