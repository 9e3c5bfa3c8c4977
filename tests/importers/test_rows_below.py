"""Rows of skaters below their team, in tables with rows of records and marks for the row above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.outcomes import Outcome
from helpers.workbooks import xlsx
from pursuit_sim.scenario import load

Import = Callable[..., tuple[Outcome, list[str]]]
THREE = ",Ghiotto,,\n,Malfatti,,\n,Giovannini,,\n"
TWO_TEAMS = f"Rank,Team,Time,Status\n1,Norway,3:38.08,\n{THREE}2,Italy,3:39.10,\n{THREE}"

ROUNDS = (
    "Round,Team,Time,Remark", "{record},3:32.49,", "Semi-final,USA,3:48.19,", ",Lind,,{said}",
    ",Vik,,", ",Moe,,", "Semi-final,NED,3:45.49,", ",Ruud,,", ",Lie,,", ",Berg,,{said}",
    "{record},3:32.49,", "Final,BLR,3:35.09,", ",Alm,,", ",Bo,,{said}", ",Dahl,,",
    "Final,POL,3:39.42,", ",Eide,,", ",Falk,,", ",Gran,,{said}",
)  # fmt: skip
LINE_UPS = ("Lind, Vik, Moe", "Ruud, Lie, Berg", "Alm, Bo, Dahl", "Eide, Falk, Gran")


@pytest.mark.parametrize(
    "record",
    ["Final,WR USA", "Final,WR (USA)", ",USA WR", "Final,World record", "WR,USA 2022",
     "World record,USA 2022", ",TR Norway", ",Svenskt rekord"],
)  # fmt: skip
@pytest.mark.parametrize("said", ["captain", "fell", "replaced", ""])
def test_rows_of_records_say_nothing_of_what_the_others_are(
    taken: Import, record: str, said: str
) -> None:
    """With as many of them as in a sheet that prints one above each round."""
    got, teams = taken("\n".join(ROUNDS).format(record=record, said=said), "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["BLR", "NED", "POL", "USA"]
    assert all(names in got.out + got.err for names in LINE_UPS)


def test_rounds_filled_down_below_a_record(taken: Import) -> None:
    """A stroke for the round in the teams' rows, and nothing in those of their skaters."""
    rows = "\n".join(ROUNDS).replace("{record}", "Semi-final,WR USA", 1)
    rows = rows.replace("Semi-final,USA", "-,USA").replace("Semi-final,NED", "-,NED")
    rows = rows.replace("{record}", "Final,WR USA").replace("Final,BLR", "-,BLR")
    rows = rows.replace("Final,POL", "-,POL").format(said="fell")
    got, teams = taken(rows, "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["BLR", "NED", "POL", "USA"]
    assert "a round of two teams is their race: 'Semi-final'" in got.err
    assert all(names in got.out + got.err for names in LINE_UPS)


@pytest.mark.parametrize("record", ["WR USA", "World record"])
@pytest.mark.parametrize("out", ["Fryslân,,DNF", "AIN,,DNS"])
def test_a_team_that_is_out_below_a_record_is_a_team(taken: Import, record: str, out: str) -> None:
    got, teams = taken(f"{TWO_TEAMS},{record},3:32.49,\n,{out}\n", "--sex", "men")
    assert got.status == 0, got.err
    assert teams == sorted(["Italy", "Norway", out.partition(",")[0]])


@pytest.mark.parametrize("record", ["WR USA", "World record"])
@pytest.mark.parametrize("first", [True, False])
def test_who_skated_a_record_is_no_team(taken: Import, record: str, first: bool) -> None:
    heads, teams_rows = TWO_TEAMS.split("\n", 1)
    holders = f",{record},3:32.49,\n,Lehman,,captain\n,Cepuran,,\n,Dawson,,\n"
    text = f"{heads}\n{holders}{teams_rows}" if first else f"{heads}\n{teams_rows}{holders}"
    got, teams = taken(text, "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["Italy", "Norway"]


@pytest.mark.parametrize("mark", ["-", "–", "—", "−", "--", "...", "″", "ditto", "Final"])
@pytest.mark.parametrize("said", ["captain", ""])
def test_marks_in_every_row_of_a_column_of_rounds(taken: Import, mark: str, said: str) -> None:
    """A row of a skater says nothing of its own with a stroke, or as the row above."""
    names = [f"{mark},Lind,,{said}", f"{mark},Vik,,", f"{mark},Moe,,"]
    other = [f"{mark},Ruud,,", f"{mark},Lie,,", f"{mark},Berg,,{said}"]
    rows = ["Round,Team,Time,Remark", "Final,USA,3:48.19,", *names, f"{mark},NED,3:45.49,", *other]
    got, teams = taken("\n".join(rows), "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["NED", "USA"]
    assert "Lind, Vik, Moe" in got.out + got.err


def test_a_mark_for_the_heat_of_a_team_without_skaters_stays_a_teams(taken: Import) -> None:
    rows = ("Heat,Team,Time,Status", "1,Oslo,3:40.1,", "″,Bergen,,DNF", "2,Hamar,3:41.1,",
            "″,Moss,,DNS")  # fmt: skip
    got, teams = taken("\n".join(rows), "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["Bergen", "Hamar", "Moss", "Oslo"]


@pytest.mark.parametrize("round_", ["", "Final"])
def test_a_team_with_a_heat_is_no_record_for_its_round(
    imported: Callable[[str], Outcome], tmp_path: Path, round_: str
) -> None:
    """Whatever is written behind its name: an empty round is as in the row above."""
    got = imported(f"Round,Heat,Team,Time\nFinal,1,NED,3:40\n{round_},1,USA (WR),3:32.4\n")
    assert got.status == 0, got.err
    (race,) = load(tmp_path / "made.toml").races.values()
    assert [each.team.name for each in race.entries] == ["NED", "USA (WR)"]


def merged_rounds(*below: tuple[str, str]) -> bytes:
    """A workbook whose one round is a cell beside all rows: Norway with rows below it, Italy."""
    rows = [["Round", "Team", "Time", "Status"], ["Final", "Norway", "3:38.08", ""],
            *(["", name, "", said] for name, said in below), ["", "Italy", "3:39.10", ""],
            *(["", name, "", ""] for name in ("Ghiotto", "Malfatti", "Giovannini"))]  # fmt: skip
    return xlsx({"Sheet1": rows}, merged=f"A2:A{len(rows)}")


@pytest.mark.parametrize("said", ["DNS", "did not start"])
@pytest.mark.parametrize("at", [1, 2])
def test_a_merged_cell_beside_a_skater_who_did_not_start_makes_no_team(
    taken: Import, said: str, at: int
) -> None:
    names = [("Alm", ""), ("Bo", ""), ("Dahl", "")]
    got, teams = taken(merged_rounds(*names[:at], ("Eide", said), *names[at:]), "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["Italy", "Norway"]
    assert "Alm, Bo, Dahl" in got.out + got.err


def test_behind_three_names_it_is_asked(taken: Import) -> None:
    names = ("Alm", ""), ("Bo", ""), ("Dahl", ""), ("Eide", "DNS")
    got, _ = taken(merged_rounds(*names), "--sex", "men")
    assert got.status == 2
    assert "'Eide' with 'DNS' may be a skater of 'Norway' or a team" in got.err


def test_teams_that_are_out_beside_a_merged_cell_stay_teams(taken: Import) -> None:
    got, teams = taken(merged_rounds(("Oslo", "DNF"), ("Bergen", "DNS"), ("Hamar", "DSQ")),
                       "--sex", "men")  # fmt: skip
    assert got.status == 0, got.err
    assert teams == ["Bergen", "Hamar", "Italy", "Norway", "Oslo"]


@pytest.mark.parametrize("said", ["DNS", "captain"])
def test_who_skated_may_stand_in_the_rows_of_teams_alone(taken: Import, said: str) -> None:
    rows = [
        "Team,Gender,Time,Status",
        "Norway,Men,3:38.08,",
        "Alm,,,",
        f"Bo,,,{said}",
        "Dahl,,,",
        "Eide,,,",
        "Italy,Men,3:39.10,",
        "Ghiotto,,,",
        "Malfatti,,,",
        "Giovannini,,,",
    ]
    got, teams = taken("\n".join(rows))
    assert got.status == 0, got.err
    assert teams == ["Italy", "Norway"]


@pytest.mark.parametrize("of_team", ["", "Senior"])
@pytest.mark.parametrize("head", ["Category", "Class", "Age group"])
def test_a_class_of_a_skater_is_his_own(taken: Import, head: str, of_team: str) -> None:
    """It parts no teams, and none of their rows need one."""
    lines = [f"Rank,Team,Time,{head}"]
    for place, (team, time, names) in enumerate((
        ("Norway", "3:38.08", ("Lie Senior", "Mo U23", "Nes Espoirs", "Bo Senior")),
        ("Italy", "3:39.10", ("Rossi Senior", "Verdi Senior", "Conti Junior", "Galli U23")),
    ), 1):  # fmt: skip
        lines += [f"{place},{team},{time},{of_team}"]
        lines += [f",{name.replace(' ', ',,')}" for name in names]
    done, _ = taken("\n".join(lines), "--sex", "men")
    assert done.status == 0, done.err
    assert "Norway: Lie, Mo, Nes, Bo; Italy: Rossi, Verdi, Conti, Galli" in done.err


def test_classes_of_teams_part_them_above_those_of_skaters(taken: Import) -> None:
    lines = ["Rank,Team,Time,Class", "1,Norway,3:38.08,Senior", ",Lie,,U23", ",Mo,,Senior",
             ",Nes,,Senior", "1,Italy,3:39.10,Junior", ",Rossi,,U19", ",Verdi,,Junior",
             ",Galli,,Junior"]  # fmt: skip
    done, _ = taken("\n".join(lines), "--sex", "men")
    assert "there are 2 events: 'Senior', 'Junior'" in done.err
