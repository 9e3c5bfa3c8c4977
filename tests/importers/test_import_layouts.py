"""How sheets are laid out: lanes, names with line breaks or below teams, own tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from helpers.workbooks import Rows, xlsx
from pursuit_sim.importers.words.nations import nation

Import = Callable[..., tuple[Outcome, Path]]
LAPS = "31.2,26.4,26.6,26.7,26.8,26.9,27.1,27.3"


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    def run(content: str | bytes, sex: str = "men") -> tuple[Outcome, Path]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return cli("import", path, "--sex", sex, "-o", made), made

    return run


def lanes(one: str, other: str) -> dict[str, str | bytes]:
    """A pair by lanes in every form of table."""
    heads = ",".join(f"Lap {i}" for i in range(1, 9))
    row_a_lap = [
        f"1,{team},{lane},{i},{lap}"
        for team, lane in (("NOR", one), ("NED", other))
        for i, lap in enumerate(LAPS.split(","), 1)
    ]
    rows: Rows = [
        ["Pair", "Team", "Lane", "Time"],
        [1, "NOR", one, "3:39"],
        [1, "NED", other, "3:40"],
    ]
    return {
        "sheet": f"Pair,Team,Lane,Time\n1,NOR,{one},3:39.00\n1,NED,{other},3:40.00\n",
        "laps": f"Pair,Team,Lane,{heads}\n1,NOR,{one},{LAPS}\n1,NED,{other},{LAPS}\n",
        "a row a lap": "\n".join(["pair,team,lane,lap,lap_time", *row_a_lap]),
        "passings": f"pair,team,lane,lap,time\n1,NOR,{one},8,219\n1,NED,{other},8,220\n",
        "workbook": xlsx({"Results": rows}),
    }


FORMS = ("sheet", "laps", "a row a lap", "passings", "workbook")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("one", "other"), [("1", "2"), ("Start", "Gegen"), ("Inner", "Outer")])
def test_lanes_that_do_not_say_a_side_are_told_and_assumed(
    read: Import, form: str, one: str, other: str
) -> None:
    done, made = read(lanes(one, other)[form])
    said = ", ".join(sorted((one.casefold(), other.casefold())))
    assert f"lanes {said} do not say on which straight a team starts" in done.err
    assert "lane 0 is read" not in done.err
    assert "assumed: sides of heat-1, in the order of the file" in done.err
    assert any(key.startswith("races.heat-1.finish") for key in pursuit_sim.load(made).assumed)


@pytest.mark.parametrize("form", FORMS)
def test_lanes_of_nought_and_one_are_sides(read: Import, form: str) -> None:
    done, made = read(lanes("1", "0")[form])
    assert "lane 0 is read as the finish side, lane 1 as the crossing side" in done.err
    assert "assumed: sides" not in done.err
    race = pursuit_sim.load(made).races["heat-1"]
    assert {each.side: each.team.code for each in race.entries} == {
        "finish": "NED", "crossing": "NOR",
    }  # fmt: skip


def test_skaters_in_one_cell_with_a_line_each(read: Import) -> None:
    done, made = read(
        'Team,Skaters,Time\nNED,"Kramer, Sven\nBosker, Marcel\nRoest, Patrick",3:39.00\n'
        'NOR,"Hallgeir Engebråten\r\nPeder Kongshaug\r\nSverre Lunde Pedersen",3:40.00\n'
        'USA,"Dawson, Lehman,\nStolz",3:41.00\n'
    )
    assert done.status == 0
    line_ups = {
        each.team.code: each.lineup
        for race in pursuit_sim.load(made).races.values() for each in race.entries
    }  # fmt: skip
    assert line_ups == {
        "NED": ("Kramer, Sven", "Bosker, Marcel", "Roest, Patrick"),
        "NOR": ("Hallgeir Engebråten", "Peder Kongshaug", "Sverre Lunde Pedersen"),
        "USA": ("Dawson", "Lehman", "Stolz"),
    }


def test_a_place_below_a_cell_of_three_lines_is_that_of_the_file(read: Import) -> None:
    done, _ = read('Team,Skaters,Time\nNED,"A A\nB B\nC C",3:39.00\nNOR,,soon 3\n')
    assert "line 5, Time: 'soon 3' is not a time" in done.err


FOOTER = ("Printed 12.01.2020 15:33", "Timing by Vantage", "Jury president J. Smith", "Referee: O")


def test_what_stands_below_a_table_is_nobody_of_the_last_team(read: Import) -> None:
    rows = ["Team,Pair,Time", "NOR,1,3:39.00", "CAN,1,3:41.00", *(f"{x},," for x in FOOTER), ",,"]
    done, made = read("\n".join(rows))
    assert f"rows with a text alone are not read: {', '.join(map(repr, FOOTER))}" in done.err
    assert "skaters of" not in done.err
    assert pursuit_sim.load(made).teams["CAN"].skaters == ()


def test_names_below_every_team_are_told_and_what_follows_is_not_read(read: Import) -> None:
    names = {"NOR": ("Ann A", "Bea B", "Cia C"), "CAN": ("Dea D", "Eva E", "Fay F")}
    rows = ["Team,Pair,Time"]
    for team, skaters in names.items():
        rows += [f"{team},1,3:0{len(rows)}.00", *(f"{name},," for name in skaters)]
    done, made = read("\n".join([*rows, *(f"{x},," for x in FOOTER), ",,"]), "women")
    assert "of the team above: NOR: Ann A, Bea B, Cia C; CAN: Dea D, Eva E, Fay F" in done.err
    assert f"rows with a text alone are not read: {', '.join(map(repr, FOOTER))}" in done.err
    assert pursuit_sim.load(made).races["heat-1"].entries[1].lineup == names["CAN"]


def test_a_team_of_any_name_with_laps_is_no_skater(read: Import) -> None:
    heads = ",".join(f"Lap {i}" for i in range(1, 9))
    _, made = read(f"Team,{heads}\nTeam A,{LAPS}\nTeam B,{LAPS}\n")
    assert list(pursuit_sim.load(made).teams) == ["Team-A", "Team-B"]


def test_tables_of_this_program(cli: CLI, tmp_path: Path) -> None:
    assert cli("run", "beijing-2022-women", "--format", "csv", "--out", tmp_path).status == 0
    made = tmp_path / "made.toml"
    for name in ("results.csv", "standings.csv", "records.csv"):
        done = cli("import", tmp_path / name, "--sex", "women", "-o", made)
        assert done.status == 2
        assert f"is {name} of this program" in done.err
        assert "or import splits.csv" in done.err
        assert not made.exists()
    done = cli("import", tmp_path / "splits.csv", "--sex", "women", "-o", made)
    assert done.status == 0
    assert "holds no remarks, formations, gaps or records" in done.err


def test_answers_of_this_program_in_json(read: Import, cli: CLI) -> None:
    text = cli("run", "beijing-2022-women", "--format", "json").out
    assert json.loads(text)["format"]
    done, _ = read(text)
    assert done.status == 2
    assert "is what `run --format json` writes" in done.err


def test_the_mark_of_a_footnote_behind_a_time(read: Import) -> None:
    done, made = read("Pair,Team,Time\n1,NED,3:38.90[1]\n1,NOR,3:39.00 [a]\n")
    assert "the mark of a footnote behind a time is not read" in done.err
    times = [each.official_time_s for each in pursuit_sim.load(made).races["heat-1"].entries]
    assert times == [218.9, 219.0]


def test_a_table_in_the_code_page_of_excel_is_told_what_to_choose(read: Import) -> None:
    done, _ = read("Mannschaft;Zeit\nÖsterreich;3:38,08\n".encode("cp1252"))
    assert done.status == 2
    assert "in Excel: CSV UTF-8" in done.err


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norwegen", "NOR"), ("Österreich", "AUT"), ("Niederlande", "NED"), ("Zuid-Korea", "KOR"),
        ("Pays-Bas", "NED"), ("Sør-Korea", "KOR"), ("États-Unis", "USA"), ("Norway (NOR)", "NOR"),
        ("ROC (ROC)", "ROC"), ("Norway (SWE)", ""), ("Norway B (NOR)", ""), ("Kramer", ""),
    ],
)  # fmt: skip
def test_nations_in_other_languages(name: str, code: str) -> None:
    assert nation(name) == code


ROUNDS = """Runde,Paar,Mannschaft,Zeit
Halbfinale,1,Norwegen,3:38.08
Halbfinale,1,Italien,3:40.11
Finale A,1,Norwegen,3:37.50
Finale A,1,Kanada,3:39.20
"""
LOWEST = "Rit,Land,Tijd\n1,NOR,3:38.08\n1,ITA,3:40.11\n"


def races(made: Path) -> list[list[tuple[str, float | None]]]:
    """Teams and times of each race."""
    found = pursuit_sim.load(made).races.values()
    return [[(each.team.code, each.official_time_s) for each in race.entries] for race in found]


def test_a_round_called_as_a_lap_is_a_round_where_words_stand_below_it(read: Import) -> None:
    done, made = read(ROUNDS)
    assert done.status == 0
    assert "'Runde' as the round" in done.err
    assert races(made) == [
        [("NOR", 218.08), ("ITA", 220.11)],
        [("NOR", 217.5), ("CAN", 219.2)],
    ]


@pytest.mark.parametrize(
    "below", ["\nUitslag", "\nPagina 1\nUitslag", "Pagina 1\nUitslag", "Uitslag\n"]
)
def test_a_last_line_that_is_whole_is_no_sign_that_the_file_was_cut(
    read: Import, below: str
) -> None:
    done, made = read(LOWEST + below)
    assert done.status == 0
    assert "'Uitslag'" in done.err
    assert races(made) == [[("NOR", 218.08), ("ITA", 220.11)]]


@pytest.mark.parametrize(
    ("above", "last"),
    [
        (LOWEST, "2"),
        (LOWEST, "2,USA"),
        (LOWEST, "2,USA\n"),  # which ends as a row does
        (LOWEST, "Uitslag"),  # nobody knows of what
        ("Land,Tijd\nNOR,3:38.08\n", "Obi"),
        ("Ronde,Rit,Land,Tijd\nFinale,1,NOR,3:38.08\n", "bron"),
    ],
)
def test_a_last_row_right_below_a_team_may_be_cut(read: Import, above: str, last: str) -> None:
    done, made = read(above + last)
    assert done.status == 2
    assert "the file may be cut" in done.err
    assert not made.exists()
