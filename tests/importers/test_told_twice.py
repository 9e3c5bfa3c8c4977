"""One race of two tables is read once: told twice, or with a team in each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome
from helpers.workbooks import Rows, xlsx

Cli = Callable[..., Outcome]
Races = Callable[..., tuple[str, list[list[tuple[str, float | None, int]]]]]

RESULTS = """Heat,Team,Time
1,Norway,3:38.08
1,Italy,3:39.08
2,USA,3:40.08
2,Japan,3:41.08"""
# Laps of 26.86 s: 30.08 + 7 x 26.86 = 218.10, 0.02 s beside the official time.
LAPS = "\n".join(
    ["Heat,Team," + ",".join(f"Lap {lap}" for lap in range(1, 9))]
    + [f"{heat},{team},{first}.08" + 7 * ",26.86"
       for heat, team, first in ((1, "Norway", 30), (1, "ITA", 31), (2, "USA", 32), (2, "JPN", 33))]
)  # fmt: skip


@pytest.fixture
def races(cli: Cli, tmp_path: Path) -> Races:
    """Import a workbook of these sheets: what was told, and the races.

    Of each team its name, its time [s] and how many passings before the finish are known.
    """

    def run(
        texts: Mapping[str, str], *options: str
    ) -> tuple[str, list[list[tuple[str, float | None, int]]]]:
        rows: dict[str, Rows] = {
            name: [line.split(",") for line in text.splitlines()] for name, text in texts.items()
        }
        (tmp_path / "book.xlsx").write_bytes(xlsx(rows))
        made = tmp_path / "made.toml"
        got = cli("import", tmp_path / "book.xlsx", "--sex", "men", *options, "-o", made, "--force")
        if got.status:
            return got.err, []
        return got.err, [
            [(each.team.name, each.official_time_s, len(each.splits)) for each in race.entries]
            + [(each.team.name, None, 0) for each in race.listed]
            for race in pursuit_sim.load(made).races.values()
        ]

    return run


def test_results_and_their_laps_are_one_race_each(races: Races) -> None:
    told, found = races({"Results": RESULTS, "Laps": LAPS})
    assert found == [
        [("Norway", 218.08, 7), ("Italy", 219.08, 7)],
        [("USA", 220.08, 7), ("Japan", 221.08, 7)],
    ]
    assert "tables that tell of the same races are joined: 'Results', 'Laps'" in told


def test_a_ranking_tells_the_races_again(races: Races) -> None:
    by_heat = "\n".join(f"{line.split(',')[0]},{line}" for line in RESULTS.splitlines()[1:])
    once = races({"Results": RESULTS})[1]
    assert len(once) == 2
    assert races({"Results": RESULTS, "Ranking": f"Rank,{RESULTS.splitlines()[0]}\n{by_heat}"})[
        1
    ] == (once)
    ranking = "Rank,Team,Time\n1,Norway,3:38.08\n2,Italy,3:39.08\n3,USA,3:40.08\n4,Japan,3:41.08"
    assert races({"Results": RESULTS, "Ranking": ranking})[1] == once
    assert races({"Men semifinals": RESULTS, "Ranking": ranking})[1] == once


def test_a_list_of_one_race_tells_it_again(races: Races) -> None:
    two = "\n".join(RESULTS.splitlines()[:3])
    once = [[("Norway", 218.08, 0), ("Italy", 219.08, 0)]]
    ranking = "Rank,Team,Time\n1,Norway,3:38.08\n2,Italy,3:39.08"
    assert races({"Results": two, "Ranking": ranking})[1] == once
    assert races({"Ranking": ranking, "Results": two})[1] == once
    assert races({"Results": two, "Norway": "Team,Time\nNOR,3:38.08"})[1] == once
    laps = "\n".join(line.partition(",")[2] for line in LAPS.splitlines()[:3])
    assert [[n for *_, n in race] for race in races({"Results": two, "Laps": laps})[1]] == [[7, 7]]
    some = [[n for *_, n in race] for race in races({"Results": RESULTS, "Laps": laps})[1]]
    assert some == [[7, 7], [0, 0]]


def test_two_who_meet_again_have_a_race_more(races: Races) -> None:
    final = "Team,Time\nNorway,3:37.08\nItaly,3:37.88"
    for title in ("Men", "Final A"):
        assert [len(race) for race in races({"Men team pursuit": RESULTS, title: final})[1]] == [
            2, 2, 2,
        ]  # fmt: skip
    told, _ = races({"Results": RESULTS, "Ranking": final.replace("3:37.88", "3:39.08")})
    assert "Norway has 3:38.08 and 3:37.08" in told


@pytest.mark.parametrize("results", ["Results", "Final heats", "Heats"])
def test_a_status_of_a_ranking_contradicts_a_time_of_its_race(races: Races, results: str) -> None:
    ranking = "Rank,Team,Time\n1,Norway,3:38.08\n2,USA,3:40.08\n3,Japan,3:41.08\n,Italy,DSQ"
    told, _ = races({results: RESULTS, "Ranking": ranking})
    assert f"Italy has 3:39.08 and DSQ, the first of them at sheet {results}, row 3" in told
    out = RESULTS.replace("3:39.08", "DSQ")
    agreed = races({results: out, "Ranking": ranking})[1]
    assert agreed == races({results: out})[1]


def test_a_status_of_the_final_is_no_contradiction_to_the_semifinal(races: Races) -> None:
    final = RESULTS.replace(":38", ":37").replace("3:39.08", "DSQ").replace(":4", ":3")
    ranking = "Rank,Team,Time\n1,Norway,3:37.08\n2,USA,3:30.08\n3,Japan,3:31.08\n,Italy,DSQ"
    rounds = {"Men semifinals": RESULTS, "Men finals": final}
    assert races({**rounds, "Ranking": ranking}) != ("", [])
    assert races({**rounds, "Ranking": ranking})[1] == races(rounds)[1]


def test_a_status_of_the_laps_is_of_the_same_race(races: Races) -> None:
    out = RESULTS.replace("3:39.08", "DSQ")
    _, found = races({"Final results": out, "Laps": LAPS})
    assert [[team for team, *_ in race] for race in found] == [
        ["Norway", "Italy"],
        ["USA", "Japan"],
    ]


def test_two_rankings_contradict_each_other(races: Races) -> None:
    ranking = "Rank,Team,Time\n1,Norway,3:38.08\n2,USA,3:40.08\n3,Japan,3:41.08"
    told, _ = races({"Ranking": ranking, "Final ranking": ranking.replace("3:38.08", "DSQ")})
    assert "Norway has 3:38.08 and DSQ" in told


def test_lists_without_heats_are_told_once(races: Races) -> None:
    ranking = "Rank,Team,Time\n1,Norway,3:38.08\n2,Italy,3:39.08\n3,USA,3:40.08"
    assert len(races({"Results": ranking, "Ranking": ranking})[1]) == 3


@pytest.mark.parametrize(
    ("results", "others", "said"),
    [
        (RESULTS.replace("3:38.08", "3:38.18"), LAPS, "Norway has 3:38.18 and 3:38.10, the first"),
        (RESULTS.replace("3:38.08", "DNF"), RESULTS, "Norway has DNF and 3:38.08, the first"),
    ],
)
def test_tables_that_contradict_each_other_are_refused(
    races: Races, results: str, others: str, said: str
) -> None:
    told, _ = races({"Results": results, "Laps": others})
    assert f"sheet Laps, row 2: {said} of them at sheet Results, row 2; correct one" in told


def test_heats_of_other_rounds_stay_two_races(races: Races) -> None:
    semifinals = RESULTS.replace(":4", ":3").replace("1.08", "0.08").replace("8.08", "7.08")
    told, found = races({"Men quarterfinals": RESULTS, "Men semifinals": semifinals})
    assert len(found) == 4
    assert "a race of each: heat '1', '2'" in told


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Classified", "Not classified"),
        ("Men, page 1", "Men, page 2"),
        ("Inner", "Outer"),
        ("Ergebnisse, Seite 1 von 2", "Ergebnisse, Seite 2 von 2"),
    ],
)
def test_a_race_with_a_team_in_each_table_is_one(races: Races, upper: str, lower: str) -> None:
    one = "Heat,Team,Time\n1,Norway,3:38.08\n2,USA,3:41.08"
    other = "Heat,Team,Time\n1,Japan,DNF\n2,Italy,DNF"
    _, found = races({upper: one, lower: other})
    assert [[team for team, *_ in race] for race in found] == [
        ["Norway", "Japan"],
        ["USA", "Italy"],
    ]


def test_two_teams_of_each_final_are_two_races(races: Races) -> None:
    one, other = "Team,Time\nNorway,3:38.08\nUSA,3:41.08", "Team,Time\nJapan,3:39.08\nItaly,3:42.08"
    assert [len(race) for race in races({"Final B": one, "Final A": other})[1]] == [2, 2]


ONE = "Heat,Team,Time\n1,SV Inzell,3:38.08\n2,Canada,3:40.08"
OTHER = "Heat,Team,Time\n1,IJsclub Groningen,3:39.08\n2,Japan,3:41.08"


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("SV Inzell", "IJsclub Groningen"),
        ("White", "Red"),
        ("Home straight", "Back straight"),
        ("Semifinal SV Inzell", "Semifinal Groningen"),
    ],
)
def test_heats_of_two_teams_in_all_are_one_race_each(races: Races, upper: str, lower: str) -> None:
    told, found = races({upper: ONE, lower: OTHER}, "--one-event")
    assert [[team for team, *_ in race] for race in found] == [
        ["SV Inzell", "IJsclub Groningen"],
        ["Canada", "Japan"],
    ]
    assert "tables that tell of the same races are joined" in told


@pytest.mark.parametrize("lanes", [("Lane 1", "Lane 2"), ("Innenbahn", "Aussenbahn")])
def test_lanes_part_no_events(races: Races, lanes: tuple[str, str]) -> None:
    assert [len(race) for race in races(dict(zip(lanes, (ONE, OTHER), strict=True)))[1]] == [2, 2]


@pytest.mark.parametrize(
    ("upper", "lower", "other"),
    [
        ("Semifinal Inzell", "Final Groningen", OTHER),  # rounds are said
        ("Welle", "Woge", OTHER + "\n1,Norway,3:42.08"),  # three teams in heat 1
        ("Welle", "Woge", ONE.replace("3:38", "3:37")),  # the same team, another time
    ],
)
def test_heats_that_can_be_two_races_stay_two(
    races: Races, upper: str, lower: str, other: str
) -> None:
    told, found = races({upper: ONE, lower: other}, "--one-event")
    assert len(found) == 4 or "a race of each: heat '1'" in told


def test_pages_printed_at_other_times_are_of_one_round(races: Races) -> None:
    upper = "Heat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:39.08\n2,USA,3:40.08"
    lower = "Heat,Team,Time\n2,Japan,3:41.08\n3,Canada,3:42.08\n3,China,3:43.08"
    _, found = races({"printed 14:05 page 1": upper, "printed 14:06 page 2": lower})
    assert [len(race) for race in found] == [2, 2, 2]


def test_heats_of_days_far_apart_are_of_one_event_where_a_person_says_so(races: Races) -> None:
    days = "\n".join(
        f"{line},{day}.11.2025"
        for line, day in zip(RESULTS.splitlines()[1:], (16, 16, 27, 27), strict=True)
    )
    text = f"{RESULTS.splitlines()[0]},Date\n{days}"
    assert "add --one-event" in races({"Results": text})[0]
    assert [len(race) for race in races({"Results": text}, "--one-event")[1]] == [2, 2]
    again = text.replace("\n2", "\n1")  # heat 1 on each day
    assert [len(race) for race in races({"Results": again}, "--one-event")[1]] == [2, 2]


@pytest.mark.parametrize(
    "title",
    ["Records", "Men Records", "Track record", "World records, team pursuit", "Bahnrekorde"],
)
def test_records_are_no_results(races: Races, title: str) -> None:
    records = "Record,Team,Time,Place\nWorld record,USA,3:32.49,Salt Lake City"
    told, found = races({"Results": RESULTS, title: records})
    assert found == races({"Results": RESULTS})[1]
    assert f"{title!r} is a table of records, and is left out" in told
    assert len(races({title: RESULTS})[1]) == 2  # nothing else is there


@pytest.mark.whole
@pytest.mark.parametrize("title", ["Entry list", "Startliste", "Start list"])
@pytest.mark.parametrize("results", ["Results", "Heats"])
def test_times_of_entries_are_no_results(races: Races, title: str, results: str) -> None:
    best = RESULTS.replace(":38.08", ":36.01").replace(":39.08", ":37.02").replace(".08", ".03")
    entries = "\n".join(line.partition(",")[2] for line in best.splitlines())
    told, found = races({title: entries, results: RESULTS})
    assert found == races({results: RESULTS})[1]
    assert f"times of entries, of earlier races, are left out: {title!r}" in told
    assert len(races({title: entries})[1]) == 4  # nothing else is there


RACES = "Heat,Lane,Team,Time\n1,I,NOR,3:38.08\n1,O,ITA,3:39.08\n2,I,USA,3:40.08\n2,O,JPN,3:41.08"


@pytest.mark.parametrize("name", ["Track record", "Men, new world record", "Time recording"])
def test_races_in_which_a_record_fell_are_races(races: Races, name: str) -> None:
    later = RACES.replace("3:3", "3:2").replace("3:4", "3:3")
    told, found = races({"Semifinals": RACES, name: later}, "--one-event")
    assert len(found) == 4
    assert "is a table of records" not in told


def test_who_is_entered_and_did_not_skate_has_no_time(races: Races) -> None:
    entered = "Team,Time\nPOL,3:33.50\nNOR,3:35.00\nITA,3:36.00\nUSA,3:37.00\nJPN,3:38.00"
    told, found = races({"Entries": entered, "Results": RACES})
    assert sorted(map(len, found)) == [2, 2]
    assert "'Entries', 'Entries: POL'" in told
