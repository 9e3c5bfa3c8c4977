"""Known passings and gaps as people have them: cut, rounded, from transponders, anywhere."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from helpers.outcomes import CLI
from pursuit_sim import simulate, timing
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.race import Gap, Race, Split
from pursuit_sim.scenario.time_source import passing_source

MICROSECOND = 1e-6

TEXT = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "By hand"
sex = "men"
laps = 8
[teams.AAA]
skaters = ["Ada One", "Bea Two", "Cleo Three"]
[teams.BBB]
skaters = ["Eva Four", "Fay Five", "Gwen Six"]
[races.r1]
{gaps}
[races.r1.finish]
team = "AAA"
lineup = ["One", "Two", "Three"]
time = {first}
formation = "rotating"
{known}
[races.r1.crossing]
team = "BBB"
lineup = ["Four", "Five", "Six"]
time = {second}
formation = "rotating"
{others}
"""
# Italy in Heerenveen, 2020: transponders at every half-lap, 0.016 s off the photo finish.
ITALY = (
    18.5699, 32.2824, 45.8423, 59.629, 73.1112, 86.6842, 100.2088, 114.0608, 127.9871, 141.9598,
    156.1854, 170.1636, 184.3059, 198.3564, 212.5352, 226.7931,
)  # fmt: skip


def written(
    known: str = "", *, first: str = '"3:42.48"', second: str = '"3:46.77"', others: str = "",
    gaps: str = "",
) -> str:  # fmt: skip
    return TEXT.format(
        known=known, first=first, second=second, others=others, gaps=f"gaps = [{gaps}]"
    )


def race(*args: str, **kwargs: str) -> Race:
    return load_text(written(*args, **kwargs)).races["r1"]


def fault(*args: str, **kwargs: str) -> Fault:
    with pytest.raises(InputError) as caught:
        race(*args, **kwargs)
    (found,) = caught.value.faults
    return found


@pytest.mark.parametrize(
    ("laps", "time", "each"),
    [
        # Sum 222.50, 0.02 s more than the official time: −0.0025 s a lap.
        ([31.4, 26.9, 27.3, 26.9, 27.1, 26.9, 28.0, 28.0], '"3:42.48"', -0.0025),
        # The line of the scenario format's page beside the time of the README: 218.10 and 218.08.
        ([31.1, 26.4, 26.5, 26.6, 26.7, 26.8, 26.9, 27.1], '"3:38.08"', -0.0025),
        # Half a last digit a lap up: 0.4 s.
        ([31.4, 26.9, 27.3, 26.9, 27.1, 26.9, 28.0, 28.0], '"3:42.90"', 0.05),
        # Cut to tenths: each lap may be up to a whole digit longer.
        ([31.4, 26.9, 27.3, 26.9, 27.1, 26.9, 28.0, 28.0], '"3:43.22"', 0.09),
        # To hundredths, and from texts.
        (["31.41", "26.92", "27.31", "26.93", "27.14", "26.95", "28.02", "28.03"], "222.75", 0.005),
    ],
    ids=["tenths", "the page's own", "rounded down", "cut", "hundredths"],
)
def test_what_lap_times_leave_is_spread(
    laps: list[float] | list[str], time: str, each: float
) -> None:
    entry = race(f"laps_s = {laps}", first=time).entries[0]
    sums = np.cumsum([float(lap) for lap in laps])
    for number, (split, written_s) in enumerate(zip(entry.splits, sums[:-1], strict=True), 1):
        assert split.half_lap == 2 * number
        assert split.time_s == pytest.approx(written_s + number * each, abs=MICROSECOND)
    assert f"{abs(each):.4f}".rstrip("0") in entry.splits_note
    assert "official time counts" in entry.splits_note
    found = timing.laps(simulate(race(f"laps_s = {laps}", first=time)))[0]
    assert found == pytest.approx([float(lap) + each for lap in laps], abs=MICROSECOND)


@pytest.mark.parametrize(
    ("laps", "time", "most"),
    [
        ([31.4, 26.9, 27.3, 26.9, 27.1, 26.9, 28.0, 28.0], '"3:42.05"', "0.40 s"),
        ([31.4, 26.9, 27.3, 26.9, 27.1, 26.9, 28.0, 28.0], '"3:43.35"', "0.80 s"),
        ([31.41, 26.92, 27.31, 26.93, 27.14, 26.95, 28.02, 28.03], "222.82", "0.08 s"),
        ([31, 26.9, 27.3, 27, 27.1, 26.9, 28, 28.0], '"3:43.10"', "0.80 s"),
        ([31, 27, 27, 27, 27, 27, 28, 28], '"3:44.50"', "0.80 s"),
    ],
    ids=["too long", "too short", "hundredths", "few digits", "whole seconds"],
)
def test_laps_that_no_rounding_explains_are_refused(
    laps: list[float], time: str, most: str
) -> None:
    found = fault(f"laps_s = {laps}", first=time)
    assert found.key == "races.r1.finish.laps_s"
    assert "the official time is" in found.problem
    assert most in found.remedy
    assert "write the others as splits" in found.remedy


def test_the_photo_finish_counts_beside_a_transponder() -> None:
    known = f"splits_s = {list(ITALY)}"
    entry = race(known, first="226.777").entries[0]
    assert [each.time_s for each in entry.splits] == list(ITALY[:-1])
    assert entry.splits_note == (
        "they end at 3:46.793, the official time is 3:46.777, which counts; "
        "only the last of them is moved"
    )
    found = timing.splits(simulate(race(known, first="226.777")))[0]
    assert found == pytest.approx([*ITALY[:-1], 226.777], abs=MICROSECOND)
    assert "0.05 s" in fault(known, first="226.70").remedy
    # As laps, of which the last ends at the photo.
    laps = [round(b - a, 4) for a, b in pairwise((0.0, *ITALY[1::2]))]
    again = race(f"laps_s = {laps}", first="226.777").entries[0]
    assert [each.time_s for each in again.splits] == pytest.approx(ITALY[1:-1:2], abs=MICROSECOND)


def test_validate_and_run_say_what_was_spread(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "tenths.toml"
    path.write_text(written("laps_s = [31.4, 26.9, 27.3, 26.9, 27.1, 26.9, 28.0, 28.0]"))
    told = cli("validate", path)
    assert told.status == 0
    assert "races.r1.finish: lap times rounded to 0.1 s" in told.err
    assert "0.0025 s a lap taken off" in told.err
    assert "0.0025 s a lap taken off" in cli("run", path).out


def test_passings_anywhere_are_met() -> None:
    places = [(0.11, 6.99), (1.07, 34.02), (4.31, 121.4), (7.9, 219.6)]
    made = race(f"splits = {[list(each) for each in places]}")
    trajectory = simulate(made)
    tail = np.maximum.accumulate(trajectory.tail_m[:, 0])
    found = np.interp([made.oval.lap_m * laps for laps, _ in places], tail, trajectory.time_s)
    assert found == pytest.approx([time for _, time in places], abs=1e-3)


def test_what_a_model_made_is_met_beside_what_is_known_and_is_no_fact() -> None:
    known = 'splits = [[4.5, "2:03.79"]]\nmodel_splits = [[2, 56.5], [6, 166.0]]'
    race = load_text(written(known)).races["r1"]
    assert [(each.half_lap, each.timed) for each in race.entries[0].splits] == [
        (4, False), (9, True), (12, False),
    ]  # fmt: skip
    found = timing.splits(simulate(race))[0]
    assert found[[3, 8, 11]] == pytest.approx([56.5, 123.79, 166.0], abs=MICROSECOND)
    assert [passing_source(race, race.entries[0], half) for half in (4, 9, 12)] == [
        "model", "measured", "model",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("passings", "said"),
    [
        ("[[8, 222.0]]", "races.r1.finish.model_splits[1]: found a passing after 8 laps"),
        ("[[4, 110.0], [2, 56.0]]", "races.r1.finish.model_splits: 2 laps at"),
        ("[[4, 30.0]]", "nobody skates that faster than"),
    ],
)
def test_what_a_model_cannot_have_made_is_refused(passings: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        load_text(written(f"model_splits = {passings}"))
    assert said in str(caught.value)


def test_metres_are_along_the_lap_line() -> None:
    # 1743.12 m are 4.5 laps of 387.36 m, as a lap is published; it is 387.364 m (rule 203).
    made = race('passings_m = [[43.65, 6.99], [1743.12, "2:06.05"]]').entries[0]
    assert made.splits[1] == Split(9, 126.05)
    assert made.splits[0].half_lap == pytest.approx(43.65 / 193.68, rel=1e-4)


@pytest.mark.parametrize(
    ("known", "key", "said"),
    [
        ("passings_m = [[1800, 126.05]]", "passings_m[1]", "1743.14; or splits, in laps: 4.5"),
        ("passings_m = [[3099.92, 222.48]]", "passings_m[1]", "metres over the length of that lap"),
        ("passings_m = [[0, 1]]", "passings_m[1]", "rising"),
        ('passings_m = [["far", 36]]', "passings_m[1]", "a list such as [[43.65, 6.954]"),
        ("passings_m = [[true, 36]]", "passings_m[1]", "a list such as [[43.65, 6.954]"),
        ("passings_m = [[500.5, 36], [400.1, 40]]", "passings_m", "must rise"),
        ("splits = [[8.2, 230]]", "splits[1]", "up to 8"),
        ("splits = [[0.02, 1.0]]", "splits", "nobody skates that faster than"),
        ("splits = [[4, 111], [4.01, 111.1]]", "splits", "nobody skates that faster than"),
        ("splits = [[4, 111]]\npassings_m = [[50.5, 7]]", "passings_m", "once"),
    ],
)
def test_passings_that_cannot_be(known: str, key: str, said: str) -> None:
    found = fault(known)
    assert found.key == f"races.r1.finish.{key}"
    assert said in f"{found.problem}; {found.remedy}"


@pytest.mark.parametrize(
    ("gap", "low", "high"),
    [
        ('{ laps = 4.5, ahead = "AAA", by = 0.77 }', -0.77, -0.77),
        ('{ laps = 4.5, ahead = "BBB", by = 0.77 }', 0.77, 0.77),
        ('{ laps = 4.5, ahead = "AAA", at_least = 1, at_most = 2.5 }', -2.5, -1.0),
        ('{ laps = 4.5, ahead = "BBB", at_most = 2.5 }', 0.01, 2.5),
        ('{ laps = 4.5, ahead = "BBB" }', 0.01, np.inf),
        (
            '{ laps = 4.5, ahead = "AAA" }, { laps = 4.5, ahead = "AAA", at_most = 1 }',
            -1.0,
            -0.01,
        ),
    ],
)
def test_gaps_as_they_are_written(gap: str, low: float, high: float) -> None:
    made = race(gaps=gap)
    assert made.gaps == (Gap(9, low, high),)
    found = timing.gaps(simulate(made))[8]
    assert low - MICROSECOND <= found <= high + MICROSECOND


TIMED = {"known": 'splits = [[4.5, "2:04.00"]]', "others": 'splits = [[4.5, "2:05.00"]]'}


@pytest.mark.parametrize(
    ("gaps", "more", "key", "said"),
    [
        ('{ laps = 4.5, ahead = "CCC", by = 1 }', {}, "gaps[1].ahead", "does not skate here"),
        ('{ laps = 9, ahead = "AAA", by = 1 }', {}, "gaps[1].laps", "the race has 8 laps"),
        ('{ laps = 4, ahead = "AAA", by = 1, at_least = 1 }', {}, "gaps[1].by", "either by"),
        ('{ laps = 4, ahead = "AAA", at_least = 2, at_most = 1 }', {}, "gaps[1].at_least", "more"),
        ("{ laps = 4, by = 2 }", {}, "gaps[1].ahead", "is missing"),
        ('{ laps = 4, ahead = "AAA", by = -2 }', {}, "gaps[1].by", "from 0 to 600"),
        (
            '{ laps = 4, ahead = "AAA", by = 1 }, { laps = 4, ahead = "BBB" }',
            {},
            "gaps[2]",
            "BBB ahead after 4 laps contradicts AAA ahead by 1.00 s",
        ),
        (
            '{ laps = 4.5, ahead = "AAA", by = 0.77 }',
            TIMED,
            "gaps[1]",
            "contradicts the passings known of both, AAA ahead by 1.00 s",
        ),
        (
            '{ laps = 8, ahead = "AAA", by = 4.0 }',
            {},
            "gaps[1]",
            "contradicts the passings known of both, AAA ahead by 4.29 s",
        ),
        (
            '{ laps = 6, ahead = "AAA", by = 0.3 }',
            {"known": 'splits = [[5.5, 155]]\nfall = { skater = "Two", laps = 5.75 }'},
            "gaps[1].laps",
            "after the fall at 5.75 laps",
        ),
    ],
)
def test_gaps_that_cannot_be(gaps: str, more: dict[str, str], key: str, said: str) -> None:
    found = fault(gaps=gaps, **more)
    assert found.key == f"races.r1.{key}"
    assert said in f"{found.problem}; {found.remedy}"


@pytest.mark.parametrize(
    "gaps",
    [
        # Two seconds lost within a tenth of a lap.
        '{ laps = 4, ahead = "AAA", by = 0.1 }, { laps = 4.1, ahead = "BBB", by = 2.0 }',
        # Half a minute ahead of somebody who has skated 40 m.
        '{ laps = 0.1, ahead = "AAA", by = 30 }',
        '{ laps = 7.9, ahead = "BBB", at_least = 300 }',
    ],
)
def test_gaps_that_nobody_can_skate_are_to_blame(gaps: str) -> None:
    with pytest.raises(InputError) as caught:
        simulate(race(gaps=gaps))
    assert caught.value.faults[0].key == "gaps"


def test_both_nearly_as_published_is_no_contradiction() -> None:
    assert race(gaps='{ laps = 8, ahead = "AAA", by = 4.30 }').gaps == ()
    assert race(gaps='{ laps = 4.5, ahead = "AAA", by = 0.99 }', **TIMED).gaps


def test_results_tell_what_is_known(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(
        written('splits = [[2, "58.0"], [4.31, "2:01"]]', gaps='{ laps = 6, ahead = "AAA" }')
    )
    (race_1,) = json.loads(cli("run", path, "--format", "json").out)["races"]
    first, second = race_1["entries"]
    assert [i for i, known in enumerate(first["splits_known"], 1) if known] == [4, 16]
    assert first["known_passings"] == [[2, 58.0], [4.31, 121.0]]
    assert [i for i, known in enumerate(second["splits_known"], 1) if known] == [16]
    assert race_1["known_gaps"] == [
        {"laps": 6, "low_s": None, "high_s": -0.01, "assumed": False}
        | {"source": "measured", "met": True}
    ]
    table = cli("run", path, "--race", "r1").out
    assert "  58.00 " in table
    assert "~1:25" in table
    assert "Passings of BBB before the finish: the model's." in table
    assert "Known after 6 laps, met by the model: AAA ahead." in table
    power = json.loads(cli("run", path, "--format", "json", "--model", "power").out)
    assert not any(power["races"][0]["entries"][0]["splits_known"])


def test_what_is_assumed_is_not_known(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(written('splits = [[2, "58.0"]]\nassumed = ["splits"]'))
    (race_1,) = json.loads(cli("run", path, "--format", "json").out)["races"]
    assert not any(race_1["entries"][0]["splits_known"][:-1])
    assert race_1["entries"][0]["splits_s"][3] == pytest.approx(58.0, abs=MICROSECOND)


def test_a_gap_says_of_itself_that_nobody_published_it() -> None:
    """Of several told at one place, what no assumed one made narrower is known."""
    one, other = '{laps = 3, ahead = "AAA", by = 0.55', '{laps = 4, ahead = "AAA", by = 0.8}'
    found = race(gaps=f'{one}, assumed = ["by"]}}, {other}').gaps
    assert [each.assumed for each in found] == [True, False]
    seen = '{laps = 3, ahead = "AAA"}'
    narrowed = race(gaps=f'{seen}, {one}, assumed = ["by", "laps"]}}').gaps
    assert [each.assumed for each in narrowed] == [True]
    known = race(gaps=f'{one}}}, {{laps = 3, ahead = "AAA", assumed = ["ahead"]}}').gaps
    assert [each.assumed for each in known] == [False]
