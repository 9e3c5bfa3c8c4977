"""A remark takes a result only if it says so plainly, in every format alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from helpers.workbooks import Rows, xlsx

Import = Callable[[str | bytes], tuple[Outcome, Path]]
LAPS = ("31.2", "26.4", "26.6", "26.7", "26.8", "26.9", "27.1", "27.3")  # 219.0 s in all
FROM_THE_GUN = ("31.2", "57.6", "84.2", "110.9", "137.7", "164.6", "191.7", "219.0")


def sheet(remark: str) -> str:
    return f'Pair,Team,Time,Remark\n1,NOR,3:40.00,\n1,NED,3:39.00,"{remark}"\n'


def lap_table(remark: str) -> str:
    heads = ",".join(f"Lap {i}" for i in range(1, 9))
    laps = ",".join(LAPS)
    return (
        f'Pair,Team,{heads},Time,Remarks\n1,NOR,{laps},3:39.00,\n1,NED,{laps},3:39.00,"{remark}"\n'
    )


def row_a_lap(remark: str) -> str:
    """The remark and the official time stand in the last row of a team."""
    lines = ["team,lap,lap_time,official_time,comment"]
    for team, said in (("NOR", ""), ("NED", remark)):
        lines += [f"{team},{i},{lap},," for i, lap in enumerate(LAPS[:-1], 1)]
        lines.append(f'{team},8,{LAPS[-1]},3:39.00,"{said}"')
    return "\n".join(lines)


def passings(remark: str) -> str:
    lines = ["team,lap,time,official_time,notes"]
    for team, said in (("NOR", ""), ("NED", remark)):
        lines += [f'{team},{i},{at},3:39.00,"{said}"' for i, at in enumerate(FROM_THE_GUN, 1)]
    return "\n".join(lines)


def isu(remark: str) -> str:
    return json.dumps(
        [{"team": "NOR", "time": "3:40.00"}, {"team": "NED", "time": "3:39.00", "remarks": remark}]
    )


def workbook(remark: str) -> bytes:
    rows: Rows = [["Pair", "Team", "Time", "Bemerkung"], [1, "NOR", "3:40.00", ""]]
    return xlsx({"Results": [*rows, [1, "NED", "3:39.00", remark]]})


FORMS: dict[str, Callable[[str], str | bytes]] = {
    "sheet": sheet, "laps": lap_table, "a row a lap": row_a_lap, "passings": passings,
    "json": isu, "workbook": workbook,
}  # fmt: skip


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    def run(content: str | bytes) -> tuple[Outcome, Path]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return cli("import", path, "--sex", "men", "-o", made), made

    return run


def outcomes(made: Path) -> dict[str, tuple[str, float | None]]:
    """Status and official time by team."""
    races = pursuit_sim.load(made).races.values()
    found = {each.team.code: ("", each.official_time_s) for race in races for each in race.entries}
    return found | {
        each.team.code: (each.status, each.official_time_s)
        for race in races for each in race.listed
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("remark", "status"),
    [
        ("disqualified", "DSQ"), ("DSQ: no third skater", "DSQ"), ("D.N.F. (fall)", "DNF"),
        ("disqualifiziert wegen Behinderung", "DSQ"), ("DNF in lap 5", "DNF"), ("失格", "DSQ"),
    ],
)  # fmt: skip
def test_a_remark_that_begins_with_a_status_is_one(
    read: Import, form: str, remark: str, status: str
) -> None:
    done, made = read(FORMS[form](remark))
    assert done.status == 0, done
    shown = 219.0 if status == "DSQ" else None  # a time that does not count is shown
    assert outcomes(made)["NED"] == (status, shown)
    assert outcomes(made)["NOR"][0] == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("remark", ["third skater nearly retired", "replaced Roest (DNS)"])
def test_a_remark_on_something_else_takes_no_result(read: Import, form: str, remark: str) -> None:
    done, made = read(FORMS[form](remark))
    assert done.status == 0, done
    assert f"the remark '{remark}' is not read as a status" in done.err
    assert outcomes(made)["NED"] == ("", 219.0)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("remark", "word"),
    [
        ("DNF in the semifinal, raced again", "DNF"), ("NOR DSQ in the semifinal", "DSQ"),
        ("nearly retired, then disqualified", "DSQ"),
    ],
)  # fmt: skip
def test_a_remark_that_leaves_doubt_beside_a_time_is_refused(
    read: Import, form: str, remark: str, word: str
) -> None:
    done, made = read(FORMS[form](remark))
    assert done.status == 2
    assert f"'{remark}' beside a time: not clear whether the time counts; " in done.err
    assert f"{word} if it does not, OK if it does" in done.err
    assert not made.exists()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "remark",
    ["no valid time", "not a valid time", "No result", "keine gültige Zeit", "temps non valable",
     "ikke gyldig tid", "nessun tempo valido", "geen geldige tijd", "記録なし"],
)  # fmt: skip
def test_that_there_is_no_time_is_asked_beside_one(read: Import, form: str, remark: str) -> None:
    done, made = read(FORMS[form](remark))
    assert done.status == 2
    assert f"'{remark}' beside a time: not clear whether the time counts; " in done.err
    assert not made.exists()


@pytest.mark.parametrize(
    "line", ["NED: no result", "Heat 1: no valid times", "NED: kein gültiges Resultat"]
)
def test_that_there_is_no_time_is_asked_in_lines(read: Import, line: str) -> None:
    done, _ = read(f"Heat,Team,Time\n1,NOR,3:40.00\n1,NED,3:39.00\n{line},,\n")
    assert done.status == 2
    assert f"'{line}': not clear whether the time" in done.err


@pytest.mark.parametrize(
    "remark",
    ["no comment", "no fall", "no time valid for records", "no record", "no record of the time",
     "without a fall", "not official", "no pain, no gain", "valid time", "kein Sturz", "ikke bra",
     "forbedret sin tid", "not the best of times"],
)  # fmt: skip
def test_what_is_denied_besides_takes_no_time(read: Import, remark: str) -> None:
    done, made = read(sheet(remark))
    assert done.status == 0, done
    assert outcomes(made)["NED"] == ("", 219.0)


@pytest.mark.parametrize("line", ["No official results", "Kein offizielles Ergebnis"])
def test_a_sheet_that_is_not_official_is_read(read: Import, line: str) -> None:
    done, made = read(f"{line}\nPair,Team,Time\n1,NOR,3:40.00\n1,NED,3:39.00\n")
    assert done.status == 0, done
    assert outcomes(made)["NED"] == ("", 219.0)


def test_a_status_in_a_lap_is_not_lost_where_the_time_is_blank(read: Import) -> None:
    heads = ",".join(f"Lap {i}" for i in range(1, 9))
    text = f"Pair,Team,{heads},Time\n1,NOR,31.2,26.4,DNF,,,,,,\n1,NED,{','.join(LAPS)},3:39.00\n"
    done, made = read(text)
    assert outcomes(made) == {"NOR": ("DNF", None), "NED": ("", 219.0)}
    assert "missing: a valid time of NOR: DNF" in done.err


def test_a_lap_that_is_no_time_beside_an_official_time_is_refused(read: Import) -> None:
    done, _ = read(lap_table("").replace("27.1", "n/a"))
    assert done.status == 2
    assert "line 2, Lap 7: 'n/a' is not a time" in done.err


def test_two_official_times_of_a_team_are_refused(read: Import) -> None:
    done, _ = read(row_a_lap("").replace("NED,1,31.2,,", "NED,1,31.2,3:38.00,"))
    assert done.status == 2
    assert "line 17, official_time: is another time than in line 10" in done.err


@pytest.mark.whole
def test_long_cells_and_many_lines_come_to_an_end(cli: CLI, tmp_path: Path) -> None:
    """They took minutes, which grew with the square of their number."""
    path, made = tmp_path / "results.csv", tmp_path / "made.toml"
    teams = "".join(f"Team {n},3:{40 + n / 100:05.2f}\n" for n in range(400))
    lines = "".join(f"\nabc def DSQ {n}" for n in range(400))
    long = f"1{'_' * 100_000}aaaaa"
    for text in (f"Rank,Team,Time\n{long},Norway,3:38.08\n", f"Team,Time\n{teams}{lines}\n"):
        path.write_text(text, encoding="utf-8")
        assert cli("import", path, "--sex", "men", "-o", made, "--force").status in (0, 2)
