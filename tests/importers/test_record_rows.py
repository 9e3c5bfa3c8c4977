"""Rows of records and of what is worked out from times are no teams."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome
from pursuit_sim.importers.words.record_words import is_code, is_record

Import = Callable[[str], Outcome]


def teams(tmp_path: Path) -> list[str]:
    races = pursuit_sim.load(tmp_path / "made.toml").races.values()
    return sorted(each.team.name for race in races for each in race.entries)


RANKED = "Rank,Team,Time\n1,Norway,3:38.08\n2,Italy,3:39.10\n"
IN_HEATS = "Heat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:39.10\n"


@pytest.mark.parametrize(
    ("above", "row"),
    [
        (RANKED, ",World record,3:32.49"), (RANKED, ",Best time,3:38.08"),
        (RANKED, ",WR: Netherlands,3:32.49"), (RANKED, "-,OR,3:36.61"),
        (RANKED, ",Track record Canada,3:34.00"), (RANKED, ",Gemiddelde,3:38.59"),
        (RANKED, ",Bahnrekord,3:34.00"), (RANKED, ",Arena record,3:34.00"),
        (IN_HEATS, "BR,Canada,3:34.00"), (IN_HEATS, "WR,Canada,3:32.49"),
        (IN_HEATS, "OR,ROC,3:36.61"), (IN_HEATS, ",Rec,3:32.49"), (IN_HEATS, ",Average,3:38.59"),
        ("Team,Time\nNorway,3:38.08\nItaly,3:39.10\n", "World record,3:32.49"),
        ("Team,Time\nNorway,3:38.08\nItaly,3:39.10\n", "WR,3:32.49"),
    ],
)  # fmt: skip
def test_a_row_of_a_record_is_left_out_and_told(
    imported: Import, tmp_path: Path, above: str, row: str
) -> None:
    done = imported(f"{above}{row}\n")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"])
    assert "rows of records, best times and means are left out: " in done.err


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Rank,Team,Time\n1,Norway,3:38.08\n2,OR,3:39.10\n", "OR"),
        ("Heat,Team,Time\n1,Norway,3:38.08\n1,World Record,3:39.10\n", "World Record"),
        ("Team,Time\nNorway,3:38.08\nNR,3:39.10\n", "NR"),
        ("Team,Time\nNorway,3:38.08\nSC Record,3:39.10\n", "SC Record"),
        ("Heat,Team,Time\nOR,Norway,3:38.08\nOR,Italy,3:39.10\n", "Italy"),
    ],
)
def test_what_has_a_place_or_a_heat_is_a_team(
    imported: Import, tmp_path: Path, text: str, team: str
) -> None:
    assert imported(text).status == 0
    assert teams(tmp_path) == sorted(["Norway", team])


@pytest.mark.parametrize(
    "text",
    [
        "World record 2025", "World record Salt Lake City 2021", "World record (USA)",
        "Norwegian record", "Women's world record", "World best", "Previous best time",
        "Season's best", "Best of the season", "Mean of all teams", "Target time",
        "Olympischer Rekord", "Deutscher Rekord", "Schnitt", "Durchschnittszeit", "Richtzeit",
        "Wereldrecord", "Gemiddelde tijd", "Olympisk rekord", "Gjennomsnittstid", "Världsrekord",
        "Record du monde", "Record olympique", "Record de la piste", "Temps moyen",
        "Record del mondo", "Record della pista", "Tempo medio", "Récord mundial",
        "Old WR", "Previous WR", "Junior WR", "World Rec.", "ISU record", "Thialf record",
        "Olympic best", "Championship best", "USA (World record)", "Norwegian skating record",
        "World record by USA", "Rekord świata", "Мировой рекорд", "Рекорд мира",
        "世界記録", "世界纪录", "세계기록",
    ],
)  # fmt: skip
def test_records_in_other_words_and_languages(text: str) -> None:
    assert is_record(text)


@pytest.mark.parametrize(
    "text", ["WR USA", "WR (USA)", "WR 2021", "TR Great Britain", "PB", "USA WR", "Norway WR"]
)
def test_codes_of_records(text: str) -> None:
    assert is_code(text)
    assert not is_record(text)


@pytest.mark.parametrize(
    "text",
    ["Rekord Bielsko", "Record Berlin", "Team WR", "NR Team", "Mean Machine", "Media Hamar",
     "World Stars", "Record Breakers", "Or Yehuda", "TR Hamar", "Best Skaters", "Season Skaters",
     "New Zealand", "Old Boys", "Olympic Oval", "Schnittke", "Media Team",
     "Team Rekord", "Team Best"],
)  # fmt: skip
def test_names_of_teams(text: str) -> None:
    assert not is_record(text)
    assert not is_code(text)


LIST = "Team,Time\nNorway,3:38.08\nItaly,3:42.04\n"
UNKNOWN = ["Svenskt rekord", "Nederlands record", "Czech record", "OG record", "Schweizer Rekord",
           "Olympia-Rekord", "World record held by USA"]  # fmt: skip


@pytest.mark.parametrize("name", [*UNKNOWN, "USA WR", "USA (WR)", "W.R."])
def test_a_record_among_words_that_nobody_knows(
    imported: Import, tmp_path: Path, name: str
) -> None:
    done = imported(f"{LIST}{name},3:32.49\n")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"])
    assert f"means are left out: {name}" in done.err


@pytest.mark.parametrize("name", ["Team Rekord", "SC Record", "Rekord Bielsko", "Record Breakers"])
def test_a_name_with_a_word_of_records(imported: Import, tmp_path: Path, name: str) -> None:
    """Slower than a team it is no record; the best of all may be one; a place says it is none."""
    done = imported(f"{LIST}{name},3:40\n")
    assert (done.status, teams(tmp_path)) == (0, sorted(["Italy", "Norway", name]))
    assert f"read as teams, which may be records: {name}; take out" in done.err
    done = imported(f"{LIST}{name},3:32.49\n")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"])
    assert f"means are left out: {name}; a team's row has a place" in done.err
    ranked = f"Rank,Team,Time\n1,{name},3:32.49\n2,Norway,3:38.08\n3,Italy,3:39\n"
    done = imported(ranked)
    assert (done.status, teams(tmp_path)) == (0, sorted(["Italy", "Norway", name]))
    assert "may be records" not in done.err
    imported(ranked.replace("1,", ",", 1))
    assert teams(tmp_path) == ["Italy", "Norway"]


CODES = "OR", "TR", "NR", "CR", "WB", "OR:", "MR", "BR"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("heads", ["Team,Time\n", "Nation,Result\n"])
def test_the_best_time_of_all_beside_a_code_is_a_record(
    imported: Import, tmp_path: Path, code: str, heads: str
) -> None:
    done = imported(f"{heads}{code},3:34.22\nNorway,3:38.08\nItaly,3:42.04\n")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"])
    assert f"means are left out: {code}; a team's row has a place" in done.err


@pytest.mark.parametrize("code", CODES)
def test_a_slower_code_is_a_team_and_told(imported: Import, tmp_path: Path, code: str) -> None:
    done = imported(f"{LIST}{code},3:40\n")
    assert (done.status, teams(tmp_path)) == (0, sorted(["Italy", "Norway", code]))
    assert f"read as teams, which may be records: {code}; take out" in done.err


def test_among_codes_of_nations_a_code_is_one(imported: Import, tmp_path: Path) -> None:
    """Brazil and Costa Rica, as the addresses of their pages end."""
    done = imported("Team,Time\nBR,3:34.22\nNO,3:38.08\nIT,3:42.04\nCR,3:42.44\n")
    assert (done.status, teams(tmp_path)) == (0, ["BR", "CR", "IT", "NO"])
    assert "read as teams, which may be records: BR, CR" in done.err


@pytest.mark.parametrize("places", ["gold silver bronze", "I II III", "1. 2. 3.", "一 二 三"])
def test_places_in_words_are_those_of_teams(imported: Import, tmp_path: Path, places: str) -> None:
    rows = zip(places.split(), ("Media,3:38.08", "Record,3:42.04", "Italy,3:43"), strict=True)
    assert imported("Rank,Team,Time\n" + "".join(f"{a},{b}\n" for a, b in rows)).status == 0
    assert teams(tmp_path) == ["Italy", "Media", "Record"]


LAPS = ",".join(f"Lap {i}" for i in range(1, 9))
LAP_TIMES = "31.0,26.5,26.6,26.7,26.8,26.9,26.7,26.8"
BEST = "30.5,26,26,26,26,26,26,25.99"


@pytest.mark.parametrize(
    "text",
    [
        f"Team,{LAPS}\nNorway,{LAP_TIMES}\nItaly,{LAP_TIMES}\nWorld record,{BEST}\n",
        f"Team,{LAPS}\nNorway,{LAP_TIMES}\nItaly,{LAP_TIMES}\nWR (USA),{BEST}\n",
        f"Heat,Team,{LAPS}\n1,Norway,{LAP_TIMES}\n1,Italy,{LAP_TIMES}\nWR,USA,{BEST}\n",
        "team,laps,time\nNorway,1,30\nNorway,8,218.08\nItaly,8,219.1\nWeltrekord,8,212.49\n",
        "team,heat,lap,lap time\n"
        + "".join(f"{team},{heat},{lap},{31.1 if lap == 1 else 27.1}\n" for team, heat in
                  (("Norway", 1), ("Italy", 1), ("Canada", "WR")) for lap in range(1, 9)),
    ],
)  # fmt: skip
def test_a_record_among_laps_and_passings(imported: Import, tmp_path: Path, text: str) -> None:
    done = imported(text)
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"])
    assert "rows of records, best times and means are left out: " in done.err


def test_codes_of_teams_among_laps(imported: Import, tmp_path: Path) -> None:
    assert imported(f"Team,{LAPS}\nOR,{LAP_TIMES}\nNR,{LAP_TIMES}\n").status == 0
    assert teams(tmp_path) == ["NR", "OR"]


def test_a_record_among_json(imported: Import, tmp_path: Path) -> None:
    rows = [("Norway", "3:38.08"), ("Italy", "3:39.10"), ("World record", "3:32.49"),
            ("Svenskt rekord", "3:39.50"), ("Olympia-Rekord", "3:34.22")]  # fmt: skip
    text = ", ".join(f'{{"team": "{team}", "time": "{time}"}}' for team, time in rows)
    assert imported(f"[{text}]").status == 0
    assert teams(tmp_path) == ["Italy", "Norway"]


IN_PAIRS = "Rank,Pair,Team,Time\n1,1,Norway,3:38.08\n2,1,Italy,3:39.10\n"


@pytest.mark.parametrize(
    ("above", "row", "called"),
    [
        (IN_PAIRS, "WR,,USA,3:32.49", "WR USA"), (IN_PAIRS, "TR,,Norway,3:36.61", "TR Norway"),
        (IN_PAIRS, "World record,,USA,3:32.49", "World record USA"),
        (RANKED, "WR,USA,3:32.49", "WR USA"), (RANKED, "OR,USA,3:32.49", "OR USA"),
    ],
)  # fmt: skip
def test_a_row_ranked_as_a_record_is_left_out(
    imported: Import, tmp_path: Path, above: str, row: str, called: str
) -> None:
    """OR beside a first is the Olympic record, and no French gold."""
    done = imported(f"{above}{row}\n")
    assert done.status == 0, done
    assert teams(tmp_path) == ["Italy", "Norway"]
    assert f"rows of records, best times and means are left out: {called}" in done.err


def test_records_stand_above_results_too_and_keep_their_day(
    imported: Import, tmp_path: Path
) -> None:
    rows = "WR,,USA,3:32.49,15.11.2025\n1,1,Norway,3:38.08,\n2,1,Italy,3:39.10,\n"
    assert imported(f"Rank,Pair,Team,Time,Date\n{rows}").status == 0
    assert teams(tmp_path) == ["Italy", "Norway"]
    assert pursuit_sim.load(tmp_path / "made.toml").event.date == ""
    rows = rows.replace("08,", "08,2026-02-17")
    assert imported(f"Rank,Pair,Team,Time,Date\n{rows}").status == 0
    assert str(pursuit_sim.load(tmp_path / "made.toml").event.date) == "2026-02-17"


def test_a_record_in_place_of_the_first_place_is_asked(imported: Import) -> None:
    done = imported("Rank,Team,Time\nWR,USA,3:32.49\n2,Norway,3:38.08\n3,Italy,3:39.10\n")
    assert "line 2, Rank: found 'WR'; write its place" in done.faults[0]


# Two times of 3:38.08 and 3:39.10 are 7:17.18 together.
@pytest.mark.parametrize(
    ("above", "row"),
    [
        (RANKED, ",Total,7:17.18"), (IN_HEATS, ",Summe,7:17.18"), (IN_HEATS, ",Totaal:,7:17.20"),
        (RANKED, ",Totale,3:38.59"), (RANKED, ",合計,7:17.18"),
        ("Team,Time\nNorway,3:38.08\nItaly,3:39.10\n", "Sum,7:17.18"),
    ],
)  # fmt: skip
def test_a_sum_of_times_is_no_team(imported: Import, tmp_path: Path, above: str, row: str) -> None:
    done = imported(f"{above}{row}\n")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"])
    assert "rows of records, best times, means and sums are left out: " in done.err


def test_a_sum_is_of_no_heat_above_it(imported: Import, tmp_path: Path) -> None:
    rows = "1,Norway,3:38.08\n,Italy,3:39.10\n2,Canada,3:40.08\n,Japan,3:41.10\n,Total,14:38.36\n"
    assert imported(f"Heat,Team,Time\n{rows}").status == 0
    assert teams(tmp_path) == ["Canada", "Italy", "Japan", "Norway"]


@pytest.mark.parametrize(
    "text",
    [
        "Rank,Team,Time\n1,Norway,3:38.08\n2,Total,3:39.10\n",
        "Heat,Team,Time\n1,Norway,3:38.08\n1,Total,3:39.10\n",
        "Team,Time\nNorway,3:38.08\nTotal,3:39.10\n",
    ],
)
def test_a_team_may_be_called_total(imported: Import, tmp_path: Path, text: str) -> None:
    assert imported(text).status == 0
    assert teams(tmp_path) == ["Norway", "Total"]


@pytest.mark.parametrize("written", ["3:38.90 =WR", "3:38.90=WR", "3:38.90 (=WR)", "3:38.90 = TR"])
def test_a_time_may_equal_a_record(imported: Import, tmp_path: Path, written: str) -> None:
    assert imported(f"{IN_HEATS}2,Canada,{written}\n").status == 0
    races = pursuit_sim.load(tmp_path / "made.toml").races.values()
    assert 218.90 in [each.official_time_s for race in races for each in race.entries]


def test_a_row_ranked_or_is_the_olympic_record_where_another_is_first(
    imported: Import, tmp_path: Path
) -> None:
    above = "WR,USA,3:32.49\nOR,NOR,3:36.62\n"
    done = imported(f"Rank,Team,Time\n{above}1,NED,3:40.10\n2,ITA,3:41.20\n")
    assert "WR USA, OR NOR" in done.err
    assert teams(tmp_path) == ["ITA", "NED"]
    imported("Rang,Equipe,Temps\nOR,NOR,3:38.01\nARGENT,ITA,3:40.10\nBRONZE,FRA,3:42.00\n")
    assert teams(tmp_path) == ["FRA", "ITA", "NOR"]
