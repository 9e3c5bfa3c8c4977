"""Rows of skaters below their team that say more than a name, and columns of skaters not read."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome

Import = Callable[..., tuple[Outcome, list[str]]]
UNSURE = "beside a time: not clear whether the time counts"


def sheet(*rows: str, last: str = "Remark") -> str:
    """Norway with rows below it, then Italy and Canada with three names each."""
    italy = ["2,Italy,3:39.10,", ",Ghiotto,,", ",Malfatti,,", ",Giovannini,,"]
    canada = ["3,Canada,3:40.10,", ",Alpha,,", ",Beta,,", ",Gamma,,"]
    return "\n".join([f"Rank,Team,Time,{last}", "1,Norway,3:38.08,", *rows, *italy, *canada])


A, B = ",A. Jensen,,", ",B. Ola,,"


@pytest.mark.parametrize(
    "rows",
    [
        (A, B, ",C. Nes,,disqualified"), (A, ",C. Nes,,DSQ", B), (A, B, ",C. Nes,DSQ,"),
        (",Ola / Nes / Mo,,DSQ",), (",Ola / Nes / Mo,,DNS",), (A, B, ",C. Nes (DSQ),,"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("last", ["Remark", "Status"])
def test_a_disqualification_of_one_is_asked(
    taken: Import, rows: tuple[str, ...], last: str
) -> None:
    """One skater's takes away the result of all, and what is beside all names is the team's."""
    got, _ = taken(sheet(*rows, last=last), "--sex", "men")
    assert got.status == 2
    assert UNSURE in got.err


@pytest.mark.parametrize("said", ["time deleted", "NC", "hors concours", "not counting", "out"])
@pytest.mark.parametrize(
    "rows", [(A, B, ",C. Nes,,{}"), (",Ola / Nes / Mo,,{}",), ("1,Norway,3:38.07,{}",)]
)
def test_a_time_that_is_out_without_a_status_is_asked(
    taken: Import, rows: tuple[str, ...], said: str
) -> None:
    """In a skater's row, in that of all their names, and in a team's own."""
    got, _ = taken(sheet(*(row.format(said) for row in rows)), "--sex", "men")
    assert got.status == 2
    assert UNSURE in got.err


@pytest.mark.parametrize("said", ["captain", "lead out", "went out fast"])
def test_other_remarks_take_nothing(taken: Import, said: str) -> None:
    got, _ = taken(sheet(A, B, f",C. Nes,,{said}"), "--sex", "men")
    assert got.status == 0, got.err


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((A, B, ",C. Nes,,", ",D. Mo,DNS,"), "'D. Mo (DNS)' is read as a skater and a remark on"),
        ((A, ",D. Mo (DNS),,", B, ",C. Nes,,"), "he is left out of the line-up"),
        ((",A. Jensen,,captain", B, ",C. Nes,,"), "the name alone is read: 'A. Jensen: captain'"),
        ((A, ",B. Ola,,fell", ",C. Nes,,"), "the name alone is read: 'B. Ola: fell'"),
    ],
)  # fmt: skip
def test_other_words_are_the_skaters_own(taken: Import, rows: tuple[str, ...], told: str) -> None:
    got, teams = taken(sheet(*rows), "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["Canada", "Italy", "Norway"]
    assert told in got.err
    assert "A. Jensen, B. Ola, C. Nes" in got.out + got.err


def test_a_lap_that_a_skater_did_not_finish_is_told(taken: Import) -> None:
    heads = ",".join(f"Lap {i}" for i in range(1, 9))
    laps = ",".join(["32.0", *["27.0"] * 7])
    skaters = f"Anna{9 * ','}\nBea,,,,,DNF,,,,\nCat{9 * ','}\n"
    text = f"Team,Time,{heads}\nNorway,3:41.0,{laps}\n{skaters}Italy,3:41.0,{laps}\n{skaters}"
    got, teams = taken(text, "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["Italy", "Norway"]
    assert "'Bea (DNF)' is read as a skater and a remark on him alone" in got.err


@pytest.mark.parametrize(
    ("text", "teams"),
    [
        # Clubs: behind three names another team may be out.
        ("Team,Time\nOslo,3:38.08\nA,\nB,\nC,\nBergen,3:39.1\nD,\nE,\nF,\nTrondheim,DNS\n",
         ["Bergen", "Oslo", "Trondheim"]),
        # Without rows of names: three teams that are no nations.
        ("Team,Time\nNorway,3:38.08\nItaly,3:39.10\nAlpha,DNS\nBeta,DNS\nGamma,DNS\n",
         ["Alpha", "Beta", "Gamma", "Italy", "Norway"]),
        # A nation is a team wherever it stands.
        ("Team,Time\nNorway,3:38.08\nA,\nB,\nCanada,DNS\nItaly,3:39.1\nD,\nE,\nF,\n",
         ["Canada", "Italy", "Norway"]),
    ],
)  # fmt: skip
def test_teams_without_a_time_stay_teams(taken: Import, text: str, teams: list[str]) -> None:
    got, found = taken(text, "--sex", "men")
    assert got.status == 0, got.err
    assert found == teams


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Skater A,Skater B,Skater C", "Ghiotto,Malfatti,DSQ"), ("Members", "A;B;C (DSQ)"),
        ("Members", "DSQ"), ("Athlete", "A DSQ"),
    ],
)  # fmt: skip
def test_columns_that_are_not_read_are_names_too(taken: Import, heads: str, cells: str) -> None:
    blank = "," * heads.count(",")
    text = f"Team,Heat,Time,{heads}\nNorway,1,3:38.08,{blank}\nItaly,1,3:39.10,{cells}\n"
    got, _ = taken(text, "--sex", "men")
    assert (got.status, UNSURE in got.err) == (2, True)


def document(*skaters: object, key: str = "skaters") -> str:
    norway = {"team": "Norway", "heat": 1, "time": "3:38.08", key: skaters}
    return json.dumps([norway, {"team": "Italy", "heat": 1, "time": "3:39.08"}])


@pytest.mark.parametrize(
    "said", [{"status": "DSQ"}, {"remark": "disqualified"}, {"isDisqualified": True}]
)
@pytest.mark.parametrize("key", ["skaters", "athletes"])
def test_a_skaters_object_says_it_too(taken: Import, said: dict[str, object], key: str) -> None:
    got, _ = taken(document({"name": "Kim"} | said, {"name": "Kil"}, key=key), "--sex", "men")
    assert (got.status, UNSURE in got.err) == (2, True)


@pytest.mark.parametrize(
    "first",
    [
        {"skater": {"name": "Kim"}, "status": "DSQ"}, {"person": {"name": "Kim", "status": "DSQ"}},
        ["Kim", "DSQ"], {"id": 11, "status": "DSQ"}, {"name": "Kim", "outcome": "DSQ"},
        {"name": "Kim", "result": {"status": "disqualified"}}, {"name": "Kim", "time": "DSQ"},
        {"name": "Kim", "rank": "DSQ"}, {"name": "Kim", "penalty": "DSQ"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["skaters", "athletes", "team", "result", "object"])
def test_whatever_the_objects_of_skaters_look_like(
    taken: Import, first: dict[str, object], way: str
) -> None:
    """And wherever they stand in that of their team."""
    skaters = [first, {"name": "Kil"}, {"name": "Lee"}]
    team: dict[str, object] = {"name": "Korea"}
    row: dict[str, object] = {"heat": 1, "team": team, "time": "3:38.08"}
    if way == "team":
        team["athletes"] = skaters
    elif way == "result":
        row["result"] = {"athletes": skaters}
    elif way == "object":
        row["skaters"] = dict(zip("abc", skaters, strict=True))
    else:
        row[way] = skaters
    got, _ = taken(json.dumps([row, {"heat": 1, "team": "Italy", "time": "3:39.08"}]))
    assert (got.status, UNSURE in got.err) == (2, True)


@pytest.mark.parametrize(
    "said",
    [{"remark": "reserve"}, {"status": "reserve"}, {"reserve": True}, {"skated": 0},
     {"skated": "no"}, {"started": False}, {"time": "DNS"}, {"rank": "DNS"}],
)  # fmt: skip
def test_who_was_there_for_others_is_left_out(taken: Import, said: dict[str, object]) -> None:
    names = [{"name": "Abe"} | said, *({"name": each} for each in ("Berg", "Cole", "Dahl"))]
    got, _ = taken(document(*names), "--sex", "men")
    assert got.status == 0, got.err
    assert "Berg, Cole, Dahl" in got.err
    assert "is read as a skater and a remark on him alone; he is left out" in got.err


def test_what_else_skaters_have_takes_nobody_out(taken: Import) -> None:
    more = {"club": {"name": "NC Oslo"}, "country": "NC", "time": "3:38.08", "rank": 1,
            "reserve": False, "skated": True, "note": "captain"}  # fmt: skip
    names = [{"name": each} | more for each in ("Berg", "Cole", "Dahl")]
    got, _ = taken(document(*names), "--sex", "men")
    assert got.status == 0, got.err
    assert "Berg, Cole, Dahl" in got.err
    assert "a remark on him alone" not in got.err


@pytest.mark.parametrize("said", [{"status": "DNS"}, {"didNotStart": True}, {"irm": "DNS"}])
def test_who_did_not_start_is_left_out(taken: Import, said: dict[str, object]) -> None:
    names = [{"name": "Abe"} | said, *({"name": each} for each in ("Berg", "Cole", "Dahl"))]
    got, _ = taken(document(*names), "--sex", "men")
    assert got.status == 0, got.err
    assert "Berg, Cole, Dahl" in got.err
    assert "'Abe (DNS)' is read as a skater and a remark on him alone; he is left out" in got.err


def test_all_rows_of_passings_are_asked(taken: Import) -> None:
    text = (
        "race,team,laps,cum_time,skaters\n1,Norway,8,3:38.0,A;B;C\n"
        "1,Italy,4,1:52.0,D;E;F\n1,Italy,8,3:39.0,{}\n"
    )
    got, _ = taken(text.format("D;E;F disqualified"), "--sex", "men")
    assert (got.status, UNSURE in got.err) == (2, True)
    got, _ = taken(text.format("D;E;G"), "--sex", "men")
    assert "skaters of Italy are those of its first row" in got.err


THREE = ",Ghiotto,,\n,Malfatti,,\n,Giovannini,,\n"
TWO_TEAMS = f"Rank,Team,Time,Status\n1,Norway,3:38.08,\n{THREE}2,Italy,3:39.10,\n{THREE}"


@pytest.mark.parametrize(
    "row", [",Individual Neutral Athletes,DNF,", "DNF,Team Oslo,,DNF", ",Fryslân,,DSQ"]
)
def test_a_team_with_names_of_its_own_is_a_team_wherever_it_stands(taken: Import, row: str) -> None:
    name = row.split(",")[1]
    names = ",Alpha,,\n,Beta,,\n,Gamma,,\n"
    for text in (
        f"{TWO_TEAMS}{row}\n{names}",
        f"{TWO_TEAMS}{row}\n{names}4,Canada,3:50.1,\n{THREE}",
    ):
        got, teams = taken(text, "--sex", "men")
        assert got.status == 0, got.err
        assert {name, "Italy", "Norway"} <= {*teams}
        assert "Alpha, Beta, Gamma" in got.err


@pytest.mark.parametrize(
    "row", [",AIN,DNF,", ",Mixed Team,DNS,", ",Fryslân,,DSQ", ",Neutral Athletes,No time,",
            "DNF,Team Oslo,,", "DNF,D. Mo,,DNF"],
)  # fmt: skip
def test_a_row_behind_three_names_below_the_last_team_is_asked(taken: Import, row: str) -> None:
    """A fourth skater, or a team whose names nobody gives."""
    got, _ = taken(TWO_TEAMS + row + "\n", "--sex", "men")
    assert got.status == 2
    assert "may be a skater of 'Italy' or a team; write a skater's status in" in got.err
    _, name, time, said = row.split(",")
    got, teams = taken(f"{TWO_TEAMS}3,{name},{time},{said or 'DNF'}\n", "--sex", "men")
    assert got.status == 0, got.err
    assert teams == sorted(["Italy", name, "Norway"])


@pytest.mark.parametrize("place", ["", "DNF"])
def test_one_name_or_a_status_of_all_is_asked(taken: Import, place: str) -> None:
    text = f"Rank,Team,Time,Status\n1,Norway,3:38.08,\n{place},Jensen,,DSQ\n2,Italy,3:39.10,\n"
    got, _ = taken(f"{text},Ghiotto,,\n3,Canada,3:40.10,\n", "--sex", "men")
    assert "'Jensen' with" in got.err
    text = "Rank,Team,Time,Status\n1,Norway,3:38.08,\n,A,,DSQ\n,B,,DSQ\n,C,,DSQ\n2,Italy,3:39.1,\n"
    assert "'A' with 'DSQ' may be a skater of 'Norway' or a team" in taken(text)[0].err


@pytest.mark.parametrize(
    ("head", "team", "skater"),
    [
        ("Bib", "1", "13"), ("No.", "1", "13"), ("Nation", "NOR", "NOR"), ("Club", "", "Oslo SK"),
        ("Date of birth", "", "1999-01-02"), ("Points", "60", "60"), ("Age", "", "24"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("every", [True, False])
def test_what_people_have_makes_no_team(
    taken: Import, head: str, team: str, skater: str, every: bool
) -> None:
    rows = [f"Rank,{head},Team,Time,Remark", f"1,{team},Norway,3:38.08,"]
    rows += [f",{skater if every else ''},{name},," for name in ("A. Jensen", "B. Ola")]
    rows += [f",{skater},C. Nes,,disqualified", f"2,{team},Italy,3:39.10,"]
    rows += [f",{skater},{name},," for name in ("Ghiotto", "Malfatti", "Giovannini")]
    got, _ = taken("\n".join(rows), "--sex", "men")
    assert (got.status, f"'C. Nes (disqualified)' {UNSURE}" in got.err) == (2, True)


@pytest.mark.parametrize("heat", ["", "1"])
def test_a_status_in_every_row_is_one_of_each(taken: Import, heat: str) -> None:
    def rows(last: str) -> str:
        names = [f"{heat},{name},,{said}" for name, said in (("A", "OK"), ("B", "OK"), ("C", last))]
        other = [f"{heat},{name},,OK" for name in "DEF"]
        teams = ["1,Norway,3:38.08,OK", *names, "1,Italy,3:39.10,OK", *other]
        return "\n".join(["Heat,Team,Time,Status", *teams])

    got, teams = taken(rows("OK"), "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["Italy", "Norway"]
    assert "D, E, F" in got.err
    # The team's own status says that its time counts.
    told = "'C (DSQ)' beside a time: not clear whether the time counts; a status says that it does"
    assert told in taken(rows("DSQ"), "--sex", "men")[0].err


@pytest.mark.parametrize("said", [",Malfatti (reserve),,", ",Malfatti,,reserve"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_reserve_below_his_team_is_not_in_the_line_up(taken: Import, said: str, at: int) -> None:
    names = [",Bosa,,", ",Ghiotto,,", ",Giovannini,,"]
    names.insert(at, said)
    got, _ = taken(TWO_TEAMS.removesuffix(THREE) + "\n".join(names), "--sex", "men")
    assert got.status == 0, got.err
    assert "'Malfatti (reserve)' is read as a skater and a remark on him alone; he is" in got.err
    assert "Bosa, Ghiotto, Giovannini" in got.err
