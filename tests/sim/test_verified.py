"""Whatever a scenario says: a race that can be, or one line that says why not."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from helpers.outcomes import CLI
from helpers.races import DUTCH, entry, race
from pursuit_sim import load, resources, scenario, timing
from pursuit_sim.errors import InputError
from pursuit_sim.event import results
from pursuit_sim.scenario.check import check
from pursuit_sim.scenario.faults import Faults, ScenarioSource
from pursuit_sim.scenario.parameters import Pacing, Train, declarations
from pursuit_sim.scenario.race import Race, Split
from pursuit_sim.scenario.resolve import resolve
from pursuit_sim.sim import simulate
from pursuit_sim.sim.believable import check_pace
from pursuit_sim.sim.verified import verified
from pursuit_sim.trajectory import Trajectory

Floats = NDArray[np.float64]

MICROSECOND = 1e-6
SPRINTER_MPS = 20.0  # 72 km/h; nobody has skated that in a race
PADS_BACK_M = 9.3  # 0.7 m of ice beyond the lanes, and pads of 1.1 m: who falls may go so far
OUTER_EDGE_M, INNER_EDGE_M = 7.5, -4.5  # two lanes of 4 m; the warm-up lane; line at 0.5 m
TWO_TEAMS = scenario.raw("two-teams")
RACE = "race-1"


@functools.cache
def ranges(group: str) -> dict[str, tuple[float, float]]:
    """Lowest and highest of each number in a group of parameters."""
    found = {}
    for key, info in declarations().items():
        low = [each.ge for each in info.metadata if hasattr(each, "ge")]
        high = [each.le for each in info.metadata if hasattr(each, "le")]
        if key.startswith(f"{group}.") and low and high:
            found[key.partition(".")[2]] = (low[0], high[0])
    return found


def some_of(group: str) -> st.SearchStrategy[dict[str, float]]:
    """A few values of a group, from their ranges."""
    each = {name: st.floats(*bounds) for name, bounds in ranges(group).items()}
    return st.fixed_dictionaries({}, optional=each)


@st.composite
def entries(draw: st.DrawFn, table: dict[str, Any]) -> dict[str, Any]:
    """An entry with another time, passings, pacing, and perhaps a fall."""
    changed = copy.deepcopy(table)
    # 1:57 to 2:57 for six laps, 2:55.40 as the file has it.
    time = draw(st.just(175.4) | st.floats(145, 236))
    deltas = st.lists(st.floats(-5, 5), min_size=6, max_size=6)
    changed["time"] = round(time, 2)
    changed["pacing"] = draw(some_of("pacing"))
    if draw(st.booleans()):
        changed["pacing"]["lap_deltas_s"] = draw(deltas)
    changed["train"] = draw(some_of("train"))
    changed["formation"] = draw(st.sampled_from(["rotating", "push", "few changes", "fixed"]))
    passings = sorted(draw(st.sets(st.integers(1, 11), max_size=11)))
    off = st.floats(-1.0, 1.0) | st.just(0.0)
    if passings:
        changed["splits"] = [
            [each / 2, round(4 + (time - 4) * each / 12 + draw(off), 6)] for each in passings
        ]
        if draw(st.booleans()):
            changed["fall"] = {
                "skater": draw(st.sampled_from(changed["lineup"])),
                "laps": draw(st.floats(passings[-1] / 2, 5.99)),
            }
            changed["time"] += draw(st.floats(0, 60))
    return changed


@st.composite
def accepted(draw: st.DrawFn, groups: tuple[str, ...] = ()) -> Race | None:
    """A race of two changed entries; None where loading it says what is wrong."""
    tables = copy.deepcopy(TWO_TEAMS)
    for side in ("finish", "crossing"):
        tables["races"][RACE][side] = draw(entries(tables["races"][RACE][side]))
        tables["races"][RACE][side].pop("gap", None)
    for group in groups:
        tables.setdefault(group, {}).update(draw(some_of(group)))
    faults = Faults([ScenarioSource("changed", tables)])
    try:
        made = resolve(check(tables, faults), faults, source="changed", what_if=True, changes=())
    except InputError:
        return None
    return made.races[RACE]


def sound(trajectory: Trajectory) -> Floats:
    """Look at what is true of every race; gives the passings."""
    made = trajectory
    for array in (made.distance_m, made.lateral_m, made.speed_mps, *made.extras.values()):
        assert np.isfinite(array).all()
    assert made.speed_mps.min() >= 0
    assert made.speed_mps.max() <= SPRINTER_MPS
    assert made.lateral_m.min() >= INNER_EDGE_M
    down = [
        3 * team + entry.fall.skater
        for team, entry in enumerate(made.race.entries)
        if entry.fall is not None
    ]
    assert np.delete(made.lateral_m, down, axis=1).max() <= OUTER_EDGE_M
    assert made.lateral_m.max() <= PADS_BACK_M
    assert np.diff(made.distance_m, axis=0).min() > -1e-9
    passings = timing.splits(made)
    assert np.diff(passings, axis=1, prepend=0.0).min() > 0
    for column in range(made.distance_m.shape[1]):
        crossed = np.interp(made.race.distance_m, made.distance_m[:, column], made.time_s)
        assert crossed <= passings[column // 3, -1] + MICROSECOND
    return passings


def raced(made: Race, model: str, step_s: float) -> Trajectory | None:
    """The race; None where it says what is wrong, and what to write instead."""
    try:
        return simulate(made, model, step_s=step_s)
    except InputError as error:
        faults = error.faults
    assert all(each.key and each.problem and each.remedy for each in faults)
    return None


@settings(max_examples=60)
@given(accepted(), st.sampled_from([0.05, 0.5]))
def test_an_accepted_race_is_met_exactly(made: Race | None, step_s: float) -> None:
    if made is None:
        return
    trajectory = raced(made, "kinematic", step_s)
    if trajectory is None:
        return
    for each, passings in zip(made.entries, sound(trajectory), strict=True):
        assert passings[-1] == pytest.approx(each.official_time_s, abs=MICROSECOND)
        for split in each.splits:
            assert passings[split.half_lap - 1] == pytest.approx(split.time_s, abs=MICROSECOND)


@settings(max_examples=60)
@given(accepted(("body", "effort", "rink")))
def test_a_race_of_the_power_model_can_be_skated(made: Race | None) -> None:
    if made is None or any(each.fall for each in made.entries):
        return
    trajectory = raced(made, "power", 0.5)
    if trajectory is None:
        return
    halves = np.diff(sound(trajectory), axis=1)
    assert halves.min() >= 193.68 / 17.0 - 0.01
    assert halves.max() <= 193.68 / 4.0 + 0.01
    assert (halves.max(axis=1) <= 1.5 * halves.min(axis=1)).all()


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


SMALL = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
FORMATION = 'formation = "push"'


FALLEN = """
fall = { skater = "Ada", laps = 4.6 }
splits = [[4.5, "2:08.00"]]
pacing = { lap_deltas_s = [-4, -2, -1, 1, 3, 5] }
"""
FASTER_AT_THE_END = """
splits = [[5, "2:31.00"]]
pacing = { fade_s = -2, fade_onset_lap = 5.5, fade_shape = 4 }
"""
TOO_FAST = 'splits = [[2, "1:00.00"], [2.5, "1:11.00"]]'
TOO_SLOW = 'splits = [[2, "1:00.00"], [2.5, "1:50.00"]]'
JUMP = 'splits = [[2, "1:01.00"], [2.5, "1:22.00"], [3, "1:33.60"], [3.5, "1:54.00"]]'


@pytest.mark.parametrize(
    ("written", "key", "told"),
    [
        # The others would come in after whoever fell, at 3:07.
        (FALLEN, "time", "found 2:55.40, with a fall after 4.6 laps"),
        # Of a lap of 28 s; 20 s too many are taken from all six alike.
        (
            "pacing = { lap_deltas_s = [5, 5, 5, 5, 5, -5] }",
            "pacing.lap_deltas_s",
            "[5.0, 5.0, 5.0, 5.0, 5.0, -5.0]",
        ),
        # A last lap of 24.4 s, the second half of it 2 s faster than the first.
        (FASTER_AT_THE_END, "pacing.fade_s", "found -2, which leaves"),
        (TOO_FAST, "splits", "11.00 s from 2 laps at 1:00.00 to 2.5 laps at 1:11.00"),
        (TOO_SLOW, "splits", "takes at most 48.4 s"),
        # 11.6 s between half-laps of 21 s: 16.7 m/s in the mean, more in the middle.
        (JUMP, "splits", "found 1:33.60 after 3 laps, for which RED would need"),
    ],
)
def test_what_cannot_be_skated_is_no_result(
    cli: CLI, tmp_path: Any, written: str, key: str, told: str
) -> None:
    path = tmp_path / "my.toml"
    path.write_text(changed(SMALL, (FORMATION, f"{FORMATION}\n{written}")), encoding="utf-8")
    for verb in ("run", "validate"):
        (line,) = cli(verb, path).faults
        assert f"{path}: races.{RACE}.finish.{key}: " in line
        assert told in line
        assert ";" in line, "no remedy"


def test_every_race_that_cannot_be_is_told(tmp_path: Any) -> None:
    path = tmp_path / "my.toml"
    pacing = "[pacing]\nlap_deltas_s = [5, 5, 5, 5, 5, -5]\n\n[races.race-1]"
    second = SMALL[SMALL.index("[races.race-1]") :].replace("race-1", "race-2")
    path.write_text(changed(SMALL, ("[races.race-1]", pacing)) + second, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        results(load(path))
    assert [each.key.split(".")[1] for each in caught.value.faults] == ["race-1", "race-2"]


ROTATING = "races.race-1.finish.formation=rotating"
BURST = ("effort.start_decay_s=17", "effort.start_power_w=1700", ROTATING)
HEAVY = (
    "body.aerobic_w=120",
    "body.drag_area_m2=0.35",
    "body.mass_kg=120",
    "body.anaerobic_j=45000",
    "effort.effectiveness=0.5",
    "effort.power_slope_w=120",
)


@pytest.mark.parametrize(
    ("values", "key", "told"),
    [
        # All is spent at the start, and the last lap takes a minute.
        (
            (*BURST, "rink.air_density_kgm3=0.95", "effort.swung_out_drag=0.25"),
            "effort.start_decay_s",
            "found 17, with which RED (rotating) cannot hold a pace",
        ),
        (HEAVY, "effort.power_slope_w", "found 120, with which RED (push) cannot hold a pace"),
        (
            ("body.drag_area_m2=0.1", "body.aerobic_w=430", "body.mass_kg=45"),
            "body.drag_area_m2",
            "found 0.1, with which RED (push) is faster than anybody",
        ),
        (
            ("body.aerobic_w=500",),
            "body.aerobic_w",
            "found 500, with which RED (push) is faster than anybody",
        ),
    ],
)
def test_no_pace_that_people_hold(values: tuple[str, ...], key: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        results(load("two-teams", values), "power")
    fault = caught.value.faults[0]
    assert (fault.where, fault.key) == ("two-teams", f"races.{RACE}.finish.{key}")
    assert told in fault.problem
    assert "write a value nearer to" in fault.remedy


@pytest.mark.parametrize(
    ("passings", "told"),
    [
        ((18.0, 32.0), ""),
        # 193.7 m in 7 s are 27.7 m/s, in 6 s from a standing start as fast as that.
        ((18.0, 25.0), "7.0 s for the half-lap up to 1 lap"),
        ((6.0, 20.0), "6.0 s for the half-lap up to ½ lap"),
        ((18.0, 32.0, 46.0, 90.0), "44.0 s for the half-lap up to 2 laps"),
    ],
)
def test_each_half_lap_is_looked_at_in_the_shortest_race(
    passings: tuple[float, ...], told: str
) -> None:
    one = race(entry(passings[-1]), laps=len(passings) // 2)
    if not told:
        check_pace(one, one.entries[0], np.array(passings))
        return
    with pytest.raises(InputError, match=told):
        check_pace(one, one.entries[0], np.array(passings))


@pytest.mark.parametrize(
    ("name", "value", "half_lap_s"),
    [("start_power_w", 700.0, 55.0), ("effectiveness", 0.6, 55.0), ("start_power_w", 1900.0, 11.0)],
)
def test_what_is_out_of_line_is_named(name: str, value: float, half_lap_s: float) -> None:
    """Too little where all are slow, too much where they are faster than anybody."""
    own = entry(200.0).with_effort(**{name: value})
    passings = np.array([20.0 + half_lap_s * i for i in range(16)])
    with pytest.raises(InputError, match=rf"effort\.{name}: found {value:g}"):
        check_pace(race(own), own, passings)


@pytest.mark.parametrize("step_s", [0.05, 0.5])
def test_passings_that_jump_are_met_exactly(step_s: float) -> None:
    """Half-laps of 12 s between those of 16 s; a change of leader that lasts nearly as long."""
    half_laps = [20.0, *[16.0, 13.0, 14.5, 12.5, 16.0] * 3]
    passings = np.cumsum(half_laps)
    splits = tuple(Split(i, float(time)) for i, time in enumerate(passings[:-1], 1))
    train = Train(exchange_s=7.7, spacing_m=2.0, forming_s=6.0)
    pacing = Pacing(corner_swing=0.03)
    one = entry(float(passings[-1]), splits=splits, formation=DUTCH, train=train, pacing=pacing)
    found = timing.splits(simulate(race(one), step_s=step_s))[0]
    assert found == pytest.approx(passings, abs=MICROSECOND)


def doctored(change: Callable[[dict[str, Floats]], None]) -> Trajectory:
    sane = simulate(race())
    arrays = {name: getattr(sane, name).copy() for name in ("distance_m", "lateral_m", "speed_mps")}
    change(arrays)
    return replace(sane, **arrays)


def _nowhere(arrays: dict[str, Floats]) -> None:
    arrays["distance_m"][1000, 4] = np.nan


def _fast(arrays: dict[str, Floats]) -> None:
    arrays["speed_mps"][1000, 4] = 30.0


def _back(arrays: dict[str, Floats]) -> None:
    arrays["distance_m"][1000, 4] += 5.0  # and back at the next moment


def _off_the_ice(arrays: dict[str, Floats]) -> None:
    arrays["lateral_m"][1000, 4] = 8.0


def _late(arrays: dict[str, Floats]) -> None:
    arrays["distance_m"][:, 3:] -= 0.001  # 70 µs


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_nowhere, "is nowhere"),
        (_fast, "needs 30.0 m/s"),
        (_back, "skates backwards"),
        (_off_the_ice, "leaves the ice"),
        (_late, "not at"),
    ],
)
def test_what_is_looked_at(change: Callable[[dict[str, Floats]], None], told: str) -> None:
    passings = list(timing.splits(simulate(race())))
    assert verified(doctored(lambda _: None), passings) is not None
    with pytest.raises(InputError) as caught:
        verified(doctored(change), passings)
    fault = caught.value.faults[0]
    assert told in fault.problem
    assert fault.key.startswith("crossing.")
    assert fault.remedy
