"""Nobody of whom a sheet says, in any language, that they are out is ranked without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from helpers.workbooks import xlsx

Import = Callable[[str | bytes], tuple[Outcome, Path]]


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    def run(content: str | bytes) -> tuple[Outcome, Path]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return cli("import", path, "--sex", "men", "-o", made, "--force"), made

    return run


def listed(made: Path) -> dict[str, str]:
    races = pursuit_sim.load(made).races.values()
    return {each.team.code: each.status for race in races for each in race.listed}


def by_remark(word: str) -> str:
    return f',3:39.00,,"{word}",'


def by_status(word: str) -> str:
    return f',3:39.00,,,"{word}"'


def by_rank(word: str) -> str:
    return f'"{word}",3:39.00,,,'


def by_time(word: str) -> str:
    return f',"3:39.00 ({word})",,,'


def by_gap(word: str) -> str:
    return f',3:39.00,"{word}",,'


Door = Callable[[str], str]
DOORS = (by_remark, by_status, by_rank, by_time, by_gap)
WORDS = {
    "DSQ": (
        "Disqualifikation", "Disqu.", "disqualifiés", "disqualifié(e)s", "squalificati",
        "squalifica", "diskwalificatie", "gediskw.", "diskvalifikasjon", "disket", "disk.",
        "diskvalificerad", "hylätty", "descalificado", "dyskwalifikacja", "실격", "失格",
        "取消资格", "дисквалификация", "DSQb", "DQ1", "D/Q", "D. Q.", "D S Q", "ＤＳＱ",
    ),
    "DNF": ("abandonné", "ritirati", "brøt", "opgegeven", "D.N.F."),
    "DNS": ("forfait", "non partite", "nicht am Start"),
    "WDR": ("teruggetrokken", "기권", "withdrawal"),
}  # fmt: skip
DOUBTS = (
    "DSQ?", "DSQ → reinstated", "DSQ (annulled by jury)", "DSQ lifted on appeal",
    "DSQ, then reinstated after protest", "Disqualifikation aufgehoben", "kein DSQ",
    "DSQ: none", "실격 취소", "hors concours", "außer Konkurrenz", "NC", "esclusi",
    "buiten mededinging",
)  # fmt: skip


def sheet(door: Door, words: Iterable[str]) -> str:
    """A club for each word, alone in its heat, below a race of two nations."""
    rows = [f"Club {n},{n},{door(word)}" for n, word in enumerate(words, 3)]
    return "\n".join(
        ["Team,Heat,Rank,Time,Behind,Remark,Status", "NOR,1,1,3:41.00,,,", "NED,2,2,3:42.00,,,",
         *rows]
    )  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_a_status_is_one_in_every_language_and_place(read: Import, door: Door) -> None:
    words = [(word, status) for status, known in WORDS.items() for word in known]
    done, made = read(sheet(door, [word for word, _ in words]))
    assert done.status == 0, done
    races = pursuit_sim.load(made).races.values()
    found = {each.team.name: each.status for race in races for each in race.listed}
    assert found == {f"Club {n}": status for n, (_, status) in enumerate(words, 3)}


@pytest.mark.parametrize("door", DOORS)
def test_what_takes_a_status_back_or_leaves_it_open_is_refused(read: Import, door: Door) -> None:
    done, made = read(sheet(door, DOUBTS))
    assert done.status == 2
    for line, word in enumerate(DOUBTS, 4):
        assert any(f"line {line}, " in fault and word[:12] in fault for fault in done.faults), word
    assert not made.exists()


def ranked(rank: str) -> str:
    return f'Rank,Team,Heat,Time\n1,NOR,1,3:41.00\n"{rank}",NED,1,3:39.00\n'


def test_a_status_is_never_both_a_place_and_none(read: Import) -> None:
    done, _ = read("Rank,Team,Heat,Time,Remark\n1,NOR,1,3:41.00,\n2,NED,1,3:42.00,disqualified\n")
    assert done.status == 2
    assert "'disqualified' beside a place and a time" in done.faults[0]
    assert "DSQ if it does not, OK if it does" in done.faults[0]


@pytest.mark.parametrize("rank", ["EX", "Y", "out", "exclu", "DSQ?"])
def test_a_place_that_is_none_is_refused_beside_a_time(read: Import, rank: str) -> None:
    done, _ = read(ranked(rank))
    assert any(f"line 3, Rank: found '{rank}'" in fault for fault in done.faults), done


@pytest.mark.parametrize("rank", ["2.", "=2", "2nd", "2e", "T2", "2º", "2位", "II", "Q", "B1", "-"])
def test_places_as_sheets_write_them_are_read(read: Import, rank: str) -> None:
    done, made = read(ranked(rank).replace("3:39.00", "3:42.00"))
    assert done.status == 0, done
    assert not listed(made)


def test_a_team_without_a_place_beside_others_with_one_is_told(read: Import) -> None:
    done, _ = read(ranked(""))
    assert "has places, and none beside the time of: NED; the times count" in done.err
    assert "none beside" not in read(ranked("2"))[0].err


@pytest.mark.parametrize(
    ("heads", "word"),
    [
        ("Rang;Équipe;Paire;Temps;Écart;Remarques", "disqualifié"),
        ("Posizione;Squadra;Batteria;Tempo;Distacco;Osservazioni", "squalificati"),
        ("順位;チーム;レース;タイム;Gap;備考", "失格"),
        ("Plass;Lag;Løp;Tid;Diff;Kommentar", "disket"),
    ],
)
def test_remarks_and_pairs_are_known_in_several_languages(
    read: Import, heads: str, word: str
) -> None:
    done, made = read(f"{heads}\n1;FRA;1;3:44,00;;\n;SUI;1;3:43,00;;{word}\n")
    assert "not used" not in done.err
    assert listed(made) == {"SUI": "DSQ"}
    assert len(pursuit_sim.load(made).races) == 1


@pytest.mark.parametrize("form", ["csv", "workbook"])
def test_a_status_in_a_column_that_is_not_read_is_refused(read: Import, form: str) -> None:
    rows = [["Team", "Heat", "Time", "Jury"], ["NOR", "1", "3:41.00", "ok"],
            ["NED", "1", "3:39.00", "disqualified"]]  # fmt: skip
    text = "\n".join(map(",".join, rows))
    done, _ = read(text if form == "csv" else xlsx({"Results": [list(row) for row in rows]}))
    assert done.status == 2
    assert "3, Jury: 'disqualified' beside a time: not clear" in done.err


def test_the_column_with_times_is_the_time_whatever_stands_beside_it(read: Import) -> None:
    done, made = read(
        "Team,Heat,Result,Time,Pts\nNOR,1,Q,3:37.47,60\nUSA,1,q,3:37.51,54\n"
        "ROC,2,,3:38.67,48\nNED,2,DSQ,3:38.90,\n"
    )
    assert "'Time' as the official time" in done.err
    entries = [e for race in pursuit_sim.load(made).races.values() for e in race.entries]
    assert {each.team.code: each.official_time_s for each in entries} == {
        "NOR": 217.47, "USA": 217.51, "ROC": 218.67,
    }  # fmt: skip
    assert listed(made) == {"NED": "DSQ"}


def test_a_time_in_the_other_column_of_times_is_not_lost(read: Import) -> None:
    table = "Team,Heat,Result,Time\nNOR,1,3:37.47,\nUSA,1,,3:37.51\n"
    done, _ = read(table)
    assert done.status == 2
    assert "line 3, Time: has a time where 'Result' has none; put all times" in done.faults[0]
    done, _ = read(f"{table}NED,2,,3:38.90\n")
    assert "line 2, Result: has a time where 'Time' has none" in done.faults[0]


@pytest.mark.parametrize(
    ("foot", "refused"),
    [
        ("*) NED disqualified after the race (lane change)", True),
        ("*) disqualified after the race", True),
        ("Netherlands disqualified", True),
        ("DNF: did not finish; DSQ: disqualified", False),
        ("KOR disqualified in the semifinal", False),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\nprinted by the timing team,,,,\n"])
def test_a_foot_line_that_takes_a_time_away_is_not_lost(
    read: Import, foot: str, refused: bool, end: str
) -> None:
    table = "Rank,Team,Heat,Time,Diff\n1,NOR,1,3:37.47,0.00\n4,NED,1,3:38.90*,1.43\n"
    done, _ = read(f"{table}{foot}{end}")
    if refused:
        assert done.status == 2
        assert f"line 4: '{foot}': not clear whether the time" in done.faults[0]
    else:
        assert done.status == 0, done
        assert f"a row with a text alone is not read: '{foot}'" in done.err
        assert "the mark of a footnote behind a time is not read" in done.err


def test_a_remark_in_a_row_below_its_team_is_not_lost(read: Import) -> None:
    done, _ = read("Team,Heat,Time,Remark\nNOR,1,3:37.47,\n,,,disqualified (lane)\n")
    assert "line 3: 'disqualified (lane)': not clear whose time counts" in done.faults[0]


def test_a_title_that_takes_a_time_away_is_not_lost(read: Import) -> None:
    done, _ = read("NED: disqualified\nTeam,Heat,Time\nNOR,1,3:37.47\nNED,1,3:38.90\n")
    assert "'NED: disqualified': not clear whether the time of NED counts" in done.err
    done, _ = read("Team,Heat,Time\nNOR,1,3:37.47\nNED (DSQ),1,3:38.90\n")
    assert "line 3, Team: 'NED (DSQ)' is a team and a status" in done.err


def passings(heads: str, *cells: str) -> str:
    """Two teams at two lines, of which the second one has cells of its own."""
    rows = [
        f"NOR,1,4,1:50.00,{',' * (len(cells) - 1)}",
        f"NOR,1,8,3:41.00,{',' * (len(cells) - 1)}",
    ]
    rows += [f"NED,1,{at},{','.join(cells)}" for at in ("4,1:49.00", "8,3:39.00")]
    return "\n".join([f"team,heat,laps,time,{heads}", *rows])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (passings("status", "DSQ?"), "line 4, status: found 'DSQ?'"),
        (passings("remarque", "hors concours"), "line 4, remarque: 'hors concours' beside a time"),
        (passings("jury", "disket"), "line 4, jury: 'disket' beside a time: not"),
        (passings("rank", "EX").replace("1:50.00,", "1:50.00,2"), "line 4, rank: found 'EX'"),
    ],
)
def test_passings_are_held_to_the_same(read: Import, text: str, said: str) -> None:
    done, _ = read(text)
    assert any(said in fault for fault in done.faults), done


def test_passings_of_a_team_in_two_rounds_are_two_races(read: Import) -> None:
    rows = "QF,1,NOR,4,1:50.00\nQF,1,NOR,8,3:41.00\nSF,1,NOR,4,1:49.00\nSF,1,NOR,8,3:40.00\n"
    laps = "\n".join(
        f"{name},1,NOR,{n},{lap + 7 * (n == 1)}"  # the first from the gun
        for name, lap in (("QF", 27), ("SF", 26))
        for n in range(1, 9)
    )
    for text, times in (
        (f"Round,Heat,Team,Laps,Time\n{rows}", {"qf-1": 221.0, "sf-1": 220.0}),
        (f"Round,Heat,Team,Lap,Lap time\n{laps}", {"qf-1": 223.0, "sf-1": 215.0}),
    ):
        done, made = read(text)
        assert done.status == 0, done
        found = pursuit_sim.load(made).races
        assert {name: race.entries[0].official_time_s for name, race in found.items()} == times


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_may_end_as_any_spreadsheet_ends_them(read: Import, end: str) -> None:
    done, made = read(ranked("2").replace("3:39", "3:42").replace("\n", end))
    assert done.status == 0, done
    (race,) = pursuit_sim.load(made).races.values()
    assert [each.official_time_s for each in race.entries] == [221.0, 222.0]


@pytest.mark.parametrize(("head", "yes", "no"), [("DSQ", "x", ""), ("Disqualified", "yes", "no")])
def test_a_column_that_asks_for_a_status_gives_it(
    read: Import, head: str, yes: str, no: str
) -> None:
    done, made = read(f"Team,Heat,Time,{head}\nNOR,1,3:41.00,{no}\nNED,1,3:39.00,{yes}\n")
    assert done.status == 0, done
    assert listed(made) == {"NED": "DSQ"}
    done, _ = read("Team,Heat,Time,Valid\nNOR,1,3:41.00,yes\nNED,1,3:39.00,no\n")
    assert "line 3, Valid: found 'no': not clear whether the time counts" in done.faults[0]


def test_a_heading_above_those_that_are_out_is_not_lost(read: Import) -> None:
    table = "Team,Heat,Time\nNOR,1,3:41.00\n"
    done, _ = read(f"{table}\nDisqualified:\n{table}")
    assert "line 4: 'Disqualified:': not clear whether the time counts" in done.faults[0]
    done, _ = read(f"{table}NED,1,3:42.00\nDisqualified: none,,\n")
    assert done.status == 0, done
