"""Laps of a race whose passings end without an official time: they may be cut, or a few splits."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from helpers.outcomes import Outcome

Import = Callable[..., tuple[Outcome, list[str]]]
TIMED = "Heat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:42.04\n2,Canada,3:39.10\n2,USA,3:41.04\n"
SPLITS = "Team,1000m,2000m\nNorway,1:12.0,2:20.5\nItaly,1:13.0,2:21.5\nCanada,1:12.6,2:20.7\n"


def of_laps(*teams: tuple[str, int], others: Sequence[str] = ()) -> str:
    """Passings of a lap of 31.5 s and others of 27, and official times of others."""
    rows: list[dict[str, object]] = [
        {
            "team": team,
            "laps": [{"number": i, "passageTime": 4.5 + 27.0 * i} for i in range(1, last + 1)],
        }
        for team, last in teams
    ]
    rows += [{"team": f"Team {i}", "officialTime": time} for i, time in enumerate(others)]
    return json.dumps([each | {"heat": heat} for heat, each in enumerate(rows, 1)])


@pytest.mark.parametrize(
    ("text", "laps"),
    [
        (of_laps(("Norway", 5), others=["3:42.04"]), 5), (of_laps(("Norway", 5), ("Italy", 5)), 5),
        (f"{TIMED}\nTeam,Lap 1,Lap 2,Lap 3,Lap 4\nNorway,31.1,27.0,27.0,27.1\n", 4),
        (f"{TIMED}\nSplit times\nTeam,1000m,2000m\nNorway,1:12.0,2:20.5\n", 5), (SPLITS, 5),
        ("Team,Metres,Cum time\nNorway,1000,71.2\nNorway,2000,139.4\n", 5),
        ("Team,Lap 1,Lap 2,Lap 3,Lap 4,Lap 5,Lap 6\nNorway,31.1,27.0,27.0,27.1,,\n", 4),
    ],
)  # fmt: skip
def test_passings_that_end_early_may_be_cut(taken: Import, text: str, laps: int) -> None:
    done, _ = taken(text, "--sex", "men")
    assert done.status == 2
    assert f"passings up to {laps} of 8 laps; the file may be cut" in done.err
    assert f"add --laps {laps}" in done.err


def test_the_laps_of_an_option_are_theirs(taken: Import) -> None:
    done, _ = taken(of_laps(("Norway", 4), ("Italy", 4)), "--sex", "men", "--laps", "4")
    assert done.status == 0, done.err
    assert "the time of nor, ita is its last passing" in done.err.casefold()


@pytest.mark.parametrize("title", ["Junior men 4 laps", "Herren Nachwuchs 4 Runden"])
def test_the_laps_of_a_title_are_theirs(taken: Import, title: str) -> None:
    text = f"{title}\nTeam,Lap 1,Lap 2,Lap 3,Lap 4\nNorway,31.1,27.0,27.0,27.1\n"
    done, _ = taken(text)
    assert done.status == 0, done.err
    assert f"read: 4 laps, as {title!r}" in done.err


@pytest.mark.parametrize(
    ("sex", "laps", "others"),
    [
        (["--sex", "men"], 8, []), (["--sex", "women"], 6, ["2:58.10"]),
        ([], 8, ["3:38.08"]),
    ],
)  # fmt: skip
def test_passings_up_to_the_usual_finish_decide_and_are_told(
    taken: Import, sex: list[str], laps: int, others: list[str]
) -> None:
    done, _ = taken(of_laps(("Norway", laps), others=others), *sex)
    assert done.status == 0, done.err
    assert f"read: {laps} laps, as the last passings say" in done.err


def stopped(laps: int, time: str, *others: str) -> str:
    """Norway's passings after four laps and its last ones, and times of others."""
    passed = [{"number": 4, "passageTime": "1:58.0"}, {"number": laps, "passageTime": time}]
    rows: list[dict[str, object]] = [{"heat": 1, "team": "Norway", "laps": passed}]
    rows += [{"heat": 2 + i, "team": f"Team {i}", "time": each} for i, each in enumerate(others)]
    return json.dumps(rows)


@pytest.mark.parametrize(("time", "status"), [("2:57.0", 0), ("2:43.0", 2)])
def test_six_laps_are_of_women_unless_none_has_skated_so(
    taken: Import, time: str, status: int
) -> None:
    """2:50.76 is the record of women: 2:43 may be of men, after six laps of eight."""
    done, _ = taken(stopped(6, time))
    assert done.status == status, done.err
    assert ("Norway took 2:43.00, as no woman has" in done.err) == (status == 2)


@pytest.mark.parametrize(
    ("text", "sex", "told"),
    [
        # 29.7 s a lap of Norway; 3:38 is 36.3 s a lap over six, and 27.3 over eight.
        (stopped(6, "2:58.0", "3:38.00", "3:38.00"), [], "does not say who skated"),
        (stopped(6, "3:08.0", "3:38.00", "3:38.00"), [], "does not say who skated"),
        # 30.7 s a lap; 3:08 is 26.9 s a lap over seven, and 31.3 over six, as women skate.
        (stopped(7, "3:35.0", "3:08.00", "3:04.00"), ["--sex", "women"], "passings up to 7 of 6"),
    ],
)  # fmt: skip
def test_times_of_others_that_fit_the_usual_laps_better_leave_it_open(
    taken: Import, text: str, sex: list[str], told: str
) -> None:
    done, _ = taken(text, *sex)
    assert done.status == 2
    assert told in done.err


def test_seven_laps_of_all_are_seven(taken: Import) -> None:
    """30.7 s a lap of Norway, and 31 s over seven of the others: 36 s over six."""
    done, _ = taken(stopped(7, "3:35.0", "3:37.00", "3:38.00"), "--sex", "women")
    assert done.status == 0, done.err
    assert "read: 7 laps, as the last passings say" in done.err


_TITLES = [
    "Men, split times 5 laps", "Men: intermediate 5 laps", "Men passings 5 laps",
    "Men bulletin 5 laps", "Men so far 5 laps", "Men, splits: 5 laps", "Men up to 5 laps",
    "Men (5 laps known)", "Men's team pursuit splits 2000 m", "Herren, Zwischenzeiten 5 Runden",
]  # fmt: skip


@pytest.mark.parametrize("title", _TITLES)
def test_a_title_of_splits_makes_no_race(taken: Import, title: str) -> None:
    """3:38.08 over five laps would be 43.6 s each, beside 28 of the passings."""
    heads = ",".join(f"Lap {i}" for i in range(1, 6))
    below = f'"{title}"\nTeam,Heat,{heads}\nPoland,2,32.0,27.0,27.0,27.0,27.0\n'
    text = f"Men\nHeat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:39.00\n\n{below}"
    done, _ = taken(text, "--one-event")
    assert done.status == 2
    assert "passings up to 5 of 8 laps; the file may be cut" in done.err


@pytest.mark.parametrize("title", _TITLES[5:])
def test_nor_do_they_without_passings(taken: Import, title: str) -> None:
    done, _ = taken(f'"{title}"\nHeat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:39.00\n')
    assert done.status == 0, done.err
    assert "assumed: 8 laps, as men skate" in done.err


def test_where_times_of_others_do_not_fit_who_skated_is_asked(taken: Import) -> None:
    """Six laps in 2:46.5, 28 s each, and 3:38.08: 36 s a lap over six, 27 over eight."""
    done, _ = taken(of_laps(("Norway", 6), others=["3:38.08"]))
    assert (done.status, "does not say who skated" in done.err) == (2, True)


def test_passings_up_to_the_official_time_are_told(taken: Import) -> None:
    heads = ",".join(f"Lap {i}" for i in range(1, 5))
    done, _ = taken(f"Team,Time,{heads}\nNorway,1:52.5,31.5,27,27,27\n", "--sex", "men")
    assert "read: 4 laps, as the last passing of Norway says, where men usually skate 8" in done.err
