"""Tables of other races than team pursuits: left out beside these, asked where they are alone."""

from __future__ import annotations

import json

import pytest

from helpers.result_tables import FIRST, ONE, OTHER, SECOND, Import, sheets, table, two

PURSUIT = "Team pursuit men"
OTHERS = (
    "Men 3000 m", "1500 m, Herren", "10 000 m men", "Heren 5.000 meter", "Messieurs 3 000 mètres",
    "男子 1500メートル", "Mass start men 16 laps", "Massastart heren", "Fellesstart menn",
    "マススタート 男子", "Team sprint men", "Ploegensprint heren", "Sprint par équipes, hommes",
    "Mixed relay", "Mixed gender relay", "Mixed-Staffel", "Gemengde estafette",
)  # fmt: skip


@pytest.mark.parametrize("title", OTHERS)
def test_alone_another_race_is_refused_with_its_title(taken: Import, title: str) -> None:
    got, teams = taken(table(f'"{title}"', ONE), "--sex", "men")
    assert (got.status, teams) == (2, [])
    assert f"line 3: {title!r} names another race than a team pursuit" in got.err
    assert "write team pursuit beside that" in got.err


@pytest.mark.parametrize("title", OTHERS)
@pytest.mark.parametrize("lower", [False, True])
def test_beside_a_team_pursuit_it_is_left_out_and_told(
    taken: Import, title: str, lower: bool
) -> None:
    quoted = f'"{title}"'
    got, teams = taken(two(PURSUIT, quoted) if lower else two(quoted, PURSUIT), "--sex", "men")
    assert teams == (FIRST if lower else SECOND)
    assert f"left out, of other races than the team pursuit: {title!r}" in got.err


@pytest.mark.parametrize("how", [("--event", "Mass start"), ("--event", "3000 m")])
def test_whoever_chooses_another_race_is_told_what_it_is(
    taken: Import, how: tuple[str, ...]
) -> None:
    got, _ = taken(two(PURSUIT, f"{how[1]} men"), *how)
    assert f"'{how[1]} men' names another race than a team pursuit" in got.err


# Such titles came in, and still do.
@pytest.mark.parametrize(
    "title",
    ["Men", "Team pursuit men 3000 m", "Men 3000 m, 8 laps", "Men 2400 m", "3200 m men",
     "Holdforfølgelse mænd 3000 m", "男子チームパシュート 3000メートル", "Men TP",
     "Men splits 1000 m", "Men, altitude 1500 m", "Men, 400 m track", "Men 2000 m",
     "Men, last 1000 m", "Staffel B, Herren", "Men; mass start follows",
     "Team pursuit and mass start men", "Mixed relay, team pursuit men"],
)  # fmt: skip
def test_what_says_team_pursuit_or_no_other_race_comes_in(taken: Import, title: str) -> None:
    assert taken(table(f'"{title}"', ONE), "--sex", "men")[1] == FIRST


def test_laps_that_are_given_say_that_metres_are_of_no_other_race(taken: Import) -> None:
    assert taken(table("Men 3000 m", ONE), "--laps", "8")[1] == FIRST
    assert "names another race" in taken(table("Men mass start", ONE), "--laps", "8")[0].err


def test_passings_say_whether_metres_are_of_another_race(taken: Import) -> None:
    def text(laps: list[float], title: str) -> str:
        heads = ",".join(f"{400 * each:.0f}m" for each in laps)
        rows = [",".join([team, time, *(f"{each * 27.1 + 3:.2f}" for each in laps)])
                for team, time in (("Inzell", ""), ("Erfurt", ""))]  # fmt: skip
        return "\n".join([title, f"Team,Time,{heads}", *rows, ""])

    whole = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]
    assert taken(text(whole, "Men 3000 m"))[1] == ["Erfurt", "Inzell"]
    short = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5]
    assert "'Men 3000 m' names another race" in taken(text(short, "Men 3000 m"))[0].err


@pytest.mark.parametrize(
    ("head", "other", "own"),
    [
        ("Event", "Mass start men", "Team pursuit men"), ("Distance", "3000 m", "Team pursuit"),
        ("Distance", "1500", "Team pursuit"), ("Event", "Mixed relay", "Team pursuit"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Men", "Men, mixed relay and team pursuit"])
def test_columns_say_which_rows_are_of_another_race(
    taken: Import, head: str, other: str, own: str, title: str
) -> None:
    rows = [*(f"{other},{row}" for row in ONE), *(f"{own},{row}" for row in OTHER)]
    text = "\n".join([f'"{title}"', f"{head},Team,Time", *rows, ""])
    got, teams = taken(text, "--sex", "men")
    assert teams == SECOND
    assert f"left out, of other races than the team pursuit: {other!r}" in got.err
    alone = "\n".join(["Men", f"{head},Team,Time", *rows[:3], ""])
    assert f"{other!r} names another race than a team pursuit" in taken(alone)[0].err


def test_a_column_of_pursuits_counts_before_a_title(taken: Import) -> None:
    rows = [f"Team pursuit,{row}" for row in ONE]
    text = "\n".join(["Mass start men", "Distance,Team,Time", *rows, ""])
    assert taken(text)[1] == FIRST


def test_sheets_of_a_book_are_told_apart_by_their_names(taken: Import) -> None:
    got, teams = taken(sheets("Mass start men", PURSUIT))
    assert teams == SECOND
    assert "other races than the team pursuit: 'Mass start men'" in got.err


@pytest.mark.parametrize("key", ["distance", "event"])
def test_keys_name_another_race(taken: Import, key: str) -> None:
    rows = [{"team": row.split(",")[0], "sex": "men", "time": row.split(",")[1]} for row in ONE]
    text = json.dumps([{**row, key: "Mass start"} for row in rows])
    assert "'Mass start' names another race than a team pursuit" in taken(text)[0].err


def test_women_of_another_race_are_asked_beside_a_pursuit_of_men(taken: Import) -> None:
    text = two(PURSUIT, "Mass start women")
    assert taken(text)[1] == FIRST
    got, _ = taken(text, "--sex", "women")
    assert "'Mass start women' names another race than a team pursuit" in got.err
