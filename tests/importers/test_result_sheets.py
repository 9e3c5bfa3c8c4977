"""Sheets of results as people find or type them: teams, sides, skaters, falls, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from helpers.races import DATA
from helpers.timing_files import SHEET
from helpers.workbooks import Rows, xlsx
from pursuit_sim.importers.words.skater_names import names_of
from pursuit_sim.scenario.scenario import Scenario

Import = Callable[..., tuple[Outcome, Scenario]]
WORLD_CUP, CHAMPIONSHIPS = DATA / "world_cup_2025_26.csv", DATA / "championships_2020_2026.csv"


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    """Import a file or its contents."""

    def run(content: Path | bytes | str, *words: object) -> tuple[Outcome, Scenario]:
        path, made = tmp_path / "sheet", tmp_path / "made.toml"
        if isinstance(content, Path):
            path = content
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        done = cli("import", path, *words, "-o", made, "--force")
        assert done.status == 0, done
        return done, pursuit_sim.load(made)

    return run


def times(scenario: Scenario) -> dict[str, tuple[str, str, float | None]]:
    """Race, side and time by team."""
    found: dict[str, tuple[str, str, float | None]] = {}
    for race in scenario.races.values():
        for entry in race.entries:
            found[entry.team.code] = race.id, entry.side, entry.official_time_s
        for each in race.listed:
            found[each.team.code] = race.id, each.side, each.official_time_s
    return found


def listed(scenario: Scenario) -> dict[str, tuple[str, str]]:
    """What is said of the teams that cannot be replayed."""
    return {
        each.team.code: (each.status, each.incident or each.remark)
        for race in scenario.races.values()
        for each in race.listed
    }


def test_a_world_cup(read: Import) -> None:
    done, scenario = read(WORLD_CUP, "--event", "2", "--sex", "men")
    found = times(scenario)
    assert len(found) == 14  # eight of division A, six of division B
    assert found["USA"] == ("a-4", "finish", 215.34)
    assert found["KOR"] == ("b-3", "crossing", 221.21)
    assert found["NOR"] == ("a-4", "crossing", 243.16)  # not on the finish side: they fell
    assert "a fall; who and where was not published" in done.err
    assert "column" in done.err
    assert "'side' as the side" in done.err
    assert scenario.event.date == "2025-11-23"


def test_a_championship(read: Import) -> None:
    _, scenario = read(CHAMPIONSHIPS, "--event", "Salt Lake 2020")
    assert scenario.teams["NED"].name == "NED"
    (first, *_) = scenario.races.values()
    assert first.entries[0].lineup == ("Kramer", "D. de Vries", "Bosker")
    assert {team: time for team, (_, _, time) in times(scenario).items()} == {
        "NED": 214.68, "JPN": 216.41, "RUS": 217.24,
    }  # fmt: skip
    assert scenario.event.city == "Salt Lake City"
    assert {"races.NED.finish", "races.NED.finish.lineup"} <= {*scenario.assumed}
    assert scenario.races["RUS"].entries[0].lineup == ("RUS 1", "RUS 2", "RUS 3")


@pytest.mark.parametrize(
    ("city", "altitude_m"), [("Calgary", 1105), ("heerenveen", 0), ("Lake Placid", None)]
)
def test_the_rink_is_that_of_the_city(read: Import, city: str, altitude_m: int | None) -> None:
    sheet = f"team,time,sex,city\nNOR,3:40.00,M,{city}\nUSA,3:41.00,M,{city}\n"
    done, scenario = read(sheet)
    assert scenario.rink.altitude_m == (altitude_m or 0)
    assert ("rink.hall" in scenario.assumed) == (altitude_m is not None)
    assert ("missing: the rink" in done.err) == (altitude_m is None)


def test_a_time_that_was_disqualified_is_shown_and_does_not_count(read: Import) -> None:
    _, scenario = read(CHAMPIONSHIPS, "--event", "Heerenveen 2023")
    assert listed(scenario) == {"NED": ("DSQ", "disqualified: transponder forgotten")}
    assert times(scenario)["NED"][2] == 172.65


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "there are 8 events: 'Worlds, Salt Lake City, 2020-02-15'"),
        (("--event", "Calgary"), "'Calgary' may be 'World Cup, Calgary, 2021-12-12' or"),
        (("--event", "Calgary 2024"), "holds results of men and of women"),
        (("--event", "Sapporo"), "there is no event 'Sapporo'"),
        (("--event", "Harbin", "--sex", "women"), "there are no results of women"),
    ],
)
def test_what_is_several_must_be_chosen(
    cli: CLI, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    faults = cli("import", CHAMPIONSHIPS, *words, "-o", tmp_path / "made.toml").faults
    assert any(said in line for line in faults), faults


def test_skaters_below_their_team_and_a_fall_behind_a_name(read: Import) -> None:
    done, scenario = read(SHEET, "--sex", "women")
    found = times(scenario)
    assert found["NED"] == ("heat-2", "finish", 172.52)
    assert found["NOR"] == ("heat-1", "crossing", 183.16)
    assert scenario.races["heat-2"].entries[0].lineup == (
        "Joy BEUNE", "Antoinette RIJPMA-DE JONG", "Marijke GROENEWOUD",
    )  # fmt: skip
    fall = "a fall; who and where was not published"
    assert listed(scenario) == {"NOR": ("finished", fall), "BEL": ("DNF", "a fall")}
    assert "not used: 'Nr', 'Points'" in done.err
    assert "read as skaters of the team above: NETHERLANDS: Joy BEUNE, Antoinette" in done.err


@pytest.mark.parametrize(
    "heads",
    [
        ("Platz", "Mannschaft", "Paar", "Bahn", "Zeit", "Rückstand"),
        ("Klassering", "Ploeg", "Rit", "Baan", "Eindtijd", "Achterstand"),
        ("Plass", "Lag", "Par", "Bane", "Sluttid", "Diff."),
        ("順位", "チーム", "組", "Lane", "タイム", "Gap"),
    ],
)
def test_heads_in_other_languages(read: Import, heads: tuple[str, ...]) -> None:
    rows = [heads, ("1", "NED", "1", "F", "3.38,08", ""), ("2", "NOR", "1", "C", "3.39,08", "1,00")]
    _, scenario = read("\n".join(";".join(row) for row in rows), "--sex", "men")
    assert times(scenario) == {
        "NED": ("heat-1", "finish", 218.08), "NOR": ("heat-1", "crossing", 219.08),
    }  # fmt: skip
    assert scenario.races["heat-1"].entries[1].official_gap_s == 1.0


def test_a_workbook_with_titles_merged_heads_and_two_sheets(read: Import) -> None:
    duration = timedelta(minutes=2, seconds=52.52)
    sheets: dict[str, Rows] = {
        "Cover": [["Programme"], [], ["Printed on", date(2025, 11, 23)]],
        "Women": [
            ["World Cup", None, None],
            ["Women, Division A"],
            [],
            ["Team", "Skaters", "Race", "Start", "Results", None],
            [None, None, None, "Lane", "Time", "Gap"],
            ["Netherlands", "Beune / Rijpma-de Jong / Groenewoud", 2.0, "F", duration, None],
            [],
            ["Kazakhstan", None, 2.0, "C", 177.71 / 86_400, 5.19],
        ],
    }
    done, scenario = read(xlsx(sheets, merged="A1:C1"))
    assert times(scenario) == {
        "NED": ("a-2", "finish", 172.52), "KAZ": ("a-2", "crossing", 177.71),
    }  # fmt: skip
    assert scenario.event.sex == "women"
    assert "sheet 'Cover' has no table that is known" in done.err


def test_two_tables_in_one_sheet(read: Import) -> None:
    text = (
        "Women\nTeam,Race,Lane,Time\nNED,1,F,2:52.52\nCAN,1,C,2:52.68\n\n"
        "Men\nTeam,Race,Lane,Time\nITA,1,F,3:37.95\nKOR,1,C,3:41.21\n"
    )
    _, scenario = read(text, "--sex", "men")
    assert {*times(scenario)} == {"ITA", "KOR"}


@pytest.mark.parametrize(
    ("decimals", "told"), [(2, "0.0"), (1, "spread over the laps"), (3, "")]
)  # fmt: skip
def test_lap_times_that_were_cut_are_spread_to_the_official_time(
    read: Import, decimals: int, told: str
) -> None:
    """Poland at Heerenveen 2020: its eight laps, cut, and its official time."""
    laps = [32.4531, 27.4843, 27.0278, 27.4652, 27.9702, 28.5811, 29.1911, 29.8212]
    scale = 10**decimals
    cut = [int(each * scale + 1e-6) / scale for each in laps]
    head = ",".join(f"Lap {n}" for n in range(1, 9))
    row = ",".join(f"{each:.{decimals}f}" for each in cut)
    done, scenario = read(f"Team,{head},Time\nPOL,{row},3:49.994\n")
    (race,) = scenario.races.values()
    found = {split.half_lap: split.time_s for split in race.entries[0].splits}
    assert race.entries[0].official_time_s == 229.994
    for n in range(1, 8):
        assert found[2 * n] == pytest.approx(sum(laps[:n]), abs=n / scale)
    assert told in done.err


def test_lap_times_that_contradict_the_official_time_are_refused(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "laps.csv"
    laps = ",".join(["28.75"] * 8)
    heads = ",".join(f"{400 * n} m" for n in range(1, 9))
    path.write_text(f"Team,{heads},Time\nPOL,{laps},3:49.99\n", encoding="utf-8")
    made = tmp_path / "made.toml"
    assert cli("import", path, "-o", made).status == 0  # that much can come from rounding
    path.write_text(f"Team,{heads},Time\nPOL,{laps},3:47.99\n", encoding="utf-8")
    (fault,) = cli("import", path, "-o", made, "--force").faults
    assert "line 2, 3200 m: the laps add up to 230.00 s, the official time is 227.99 s" in fault


def test_a_heat_that_is_written_once_for_its_pair(read: Import) -> None:
    """As in sheets whose cells were merged; the last team of five skated alone."""
    rows = "1,NOR,3:34.22\n,ITA,3:40.47\n2,NED,3:41.36\n,POL,3:45.74\n3,FRA,3:45.82\n"
    done, scenario = read("Heat,Team,Time\n" + rows, "--sex", "men")
    found = {team: race for team, (race, _, _) in times(scenario).items()}
    assert found["NOR"] == found["ITA"] != found["NED"]
    assert found["NED"] == found["POL"] != found["FRA"]
    assert "an empty heat is that of the row above" in done.err


def test_two_teams_that_nobody_paired_are_told_to_be_opponents(read: Import) -> None:
    title = "European Championships\nHeerenveen\n\n"
    done, scenario = read(f"{title}Rank,Team,Time\n1,NOR,3:34.22\n2,ITA,3:40.47\n", "--sex", "men")
    assert len(scenario.races) == 1
    assert "the two teams are read as opponents" in done.err
    assert "'European Championships Heerenveen' above the heads" in done.err


@pytest.mark.parametrize(
    "said", ["5 Jan 2024", "5 January 2024", "Jan. 5, 2024", "Friday, January 5, 2024", "5.1.2024"]
)
def test_days_as_people_write_them(read: Import, said: str) -> None:
    done, scenario = read(f'Date,Team,Time\n"{said}",NOR,3:34.22\n', "--sex", "men")
    assert scenario.event.date == "2024-01-05"
    assert "not understood" not in done.err


@pytest.mark.parametrize("said", ["1/5/2024", "5 Ja 2024", "31 June 2024"])
def test_a_day_that_is_none_or_two_is_told_of(read: Import, said: str) -> None:
    done, scenario = read(f"Date,Team,Time\n{said},NOR,3:34.22\n", "--sex", "men")
    assert not scenario.event.date
    assert f"the date '{said}' is not understood; write 2024-01-05" in done.err


def test_a_table_without_signs_between_cells_is_told_what_it_needs(
    cli: CLI, tmp_path: Path
) -> None:
    file = tmp_path / "typed.txt"
    file.write_text("Pos Team Time\n1 Norway 3:34.22\n")
    for words in ((), ("--format", "results-csv")):
        done = cli("import", file, *words, "-o", tmp_path / "made.toml")
        assert done.status == 2
        assert "with commas, semicolons or tabs between cells" in done.faults[0]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Roest, Bosker & Krol", ["Roest", "Bosker", "Krol"]),
        ("Roest, Bosker, Krol / Bergsma", ["Roest", "Bosker", "Krol", "Bergsma"]),
        ("Roest, Patrick; Bosker, Marcel", ["Roest, Patrick", "Bosker, Marcel"]),
        ("Roest, P / Bosker / Krol", ["Roest, P", "Bosker", "Krol"]),
        ("Roest; Bosker; N.N.", ["Roest", "Bosker"]), ("TBA", []),
    ],
)  # fmt: skip
def test_names_parted_in_two_ways(cell: str, names: list[str]) -> None:
    assert [*names_of(cell)] == names


def test_a_heat_with_a_nought_is_the_same_heat(read: Import) -> None:
    rows = "01,Norway,3:38.08\n1,Italy,3:39.10\n10,Canada,3:40.00\n"
    _, made = read(f"Pair,Team,Time\n{rows}", "--sex", "men")
    found = {key: len(race.entries) for key, race in made.races.items()}
    assert found == {"heat-1": 2, "heat-10": 1}
