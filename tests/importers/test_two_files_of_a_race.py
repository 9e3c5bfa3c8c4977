"""What several files say of one heat is compared as that of one file is, and others stay apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

DAY = "Team Pursuit Men, Hamar 14 December 2025\n"
HEAT = "Pair,Team,Time\n1,NOR,3:41.00\n1,ROC,3:42.00\n"
OTHER = "Pair,Team,Time\n1,NOR,3:40.00\n1,ROC,3:42.50\n"
FOUR = f"{HEAT}2,ITA,3:43.00\n2,POL,3:44.00\n"
RANKING = "Rank,Team,Time\n1,NOR,3:41.00\n2,ROC,3:42.00\n3,ITA,3:43.00\n4,POL,3:44.00\n"
LAPS = (
    "Heat,Team," + ",".join(f"Lap {n}" for n in range(1, 9)) + "\n"
    "1,NOR,31.5,27.0,27.0,27.0,27.0,27.1,27.1,27.26\n"  # 3:40.96, 0.04 s before the official time
    "1,ROC,31.7,27.0,27.0,27.0,27.0,27.3,27.3,27.70\n"
)
RACES = {"heat-1": [("NOR", 221.0), ("ROC", 222.0)]}
BOTH = {**RACES, "heat-2": [("ITA", 223.0), ("POL", 224.0)]}


def brought(cli: CLI, folder: Path, texts: dict[str, str], *options: str) -> Outcome:
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    files = [folder / name for name in texts]
    return cli("import", *files, "--sex", "men", *options, "-o", folder / "made.toml", "--force")


def races(folder: Path) -> dict[str, list[tuple[str, float | None]]]:
    return {
        name: [(each.team.name, each.official_time_s) for each in race.entries]
        for name, race in pursuit_sim.load(folder / "made.toml").races.items()
    }


@pytest.mark.parametrize(
    ("texts", "expected", "said"),
    [
        ({"page1.csv": f"{DAY}{HEAT}2,ITA,3:43.00\n",
          "page2.csv": f"{DAY}Pair,Team,Time\n2,POL,3:44.00\n3,JPN,3:41.50\n3,KOR,3:42.50\n"},
         {"page1-heat-1": BOTH["heat-1"], "page1-heat-2": BOTH["heat-2"],
          "page2-heat-3": [("JPN", 221.5), ("KOR", 222.5)]}, "are joined"),
        ({"records.csv": "Team Pursuit Men - Track records\nTeam,Time\nNOR,3:36.00\n",
          "results.csv": f"Team Pursuit Men - Results\n{HEAT}"}, RACES,
         "records.csv: 'Team Pursuit Men - Track records' is a table of records, and is left out"),
        ({"entries.csv": f"Men - Entry list\n{HEAT.replace('3:4', '3:3')}", "results.csv": HEAT},
         RACES, "times of entries, of earlier races, are left out: 'Men - Entry list'"),
        ({"res.csv": DAY + HEAT, "laps.csv": DAY + LAPS}, RACES, "are joined"),
        ({"laps.csv": LAPS, "res.csv": HEAT}, RACES, "without a title of "),
        ({"heats.csv": DAY + FOUR, "ranking.csv": DAY + RANKING}, BOTH, "are joined"),
        ({"heats.csv": FOUR, "ranking.csv": f"Men, final ranking\n{RANKING}"}, BOTH, "are joined"),
        ({"a.json": json.dumps([{"heat": 1, "team": "NOR", "time": "3:41.00"},
                                {"heat": 1, "team": "ROC", "time": "3:42.00"}]),
          "pair.csv": HEAT}, RACES, "are joined"),
        ({"inner.csv": f"{DAY}Pair,Team,Time\n1,NOR,3:41.00\n",
          "outer.csv": f"{DAY}Pair,Team,Time\n1,ROC,3:42.00\n"}, RACES, "are joined"),
    ],
)  # fmt: skip
def test_one_race_of_two_files_is_one(
    cli: CLI, tmp_path: Path, texts: dict[str, str], expected: object, said: str
) -> None:
    got = brought(cli, tmp_path, texts)
    assert got.status == 0, got.err
    assert races(tmp_path) == expected
    assert said in got.err


def test_results_and_laps_of_a_world_cup_are_one_race(cli: CLI, tmp_path: Path) -> None:
    title = "World Cup Hamar, Men Team Pursuit - Division A\n"
    got = brought(cli, tmp_path, {"wr.csv": f"{title}{HEAT}", "wl.csv": f"{title}{LAPS}"})
    assert got.status == 0, got.err
    assert races(tmp_path) == {"a-1": RACES["heat-1"]}
    entry = pursuit_sim.load(tmp_path / "made.toml").races["a-1"].entries[0]
    assert len(entry.splits) == 7
    assert "no official time" not in got.err


def test_where_a_time_stands_and_every_file_of_it_are_told(cli: CLI, tmp_path: Path) -> None:
    got = brought(cli, tmp_path, {"laps.csv": DAY + LAPS, "res.csv": DAY + HEAT})
    (row,) = [line for line in got.err.splitlines() if "finish" in line and "NOR" in line]
    assert row.endswith("res.csv, line 3")
    sources = pursuit_sim.load(tmp_path / "made.toml").event.sources
    assert [Path(each).name for each in sources] == ["laps.csv", "res.csv"]


def test_a_fault_of_laps_names_the_file_with_them(cli: CLI, tmp_path: Path) -> None:
    laps = "Heat,Team,400m,800m\n1,NOR,0:31.50,0:31.10\n1,ROC,0:31.70,0:58.70\n"
    got = brought(cli, tmp_path, {"res.csv": DAY + HEAT, "laps.csv": DAY + laps})
    assert got.status == 2
    assert "laps.csv: line 3" in got.err
    assert "res.csv: line 3" not in got.err


@pytest.mark.parametrize(
    ("first", "second", "at"),
    [
        (DAY + HEAT, f"{DAY}Pair,Team,Time,Status\n1,NOR,3:41.00,\n1,ROC,3:42.00,DSQ\n", 4),
        (FOUR, FOUR.replace("3:42.00", "DSQ"), 3),  # all others are the same
        (DAY + HEAT, f"{DAY}Pair,Team,Time\n2,ITA,3:50.00\n2,POL,3:51.00\n,ROC,DSQ\n", 5),
        (HEAT, "Pair,Team,Time\n1,ROC,DSQ\n", 2),  # with nobody who skated another time
        (DAY + HEAT, f"{DAY}{HEAT.replace('3:42.00', '3:42.70')}", 4),
        (DAY + FOUR, DAY + RANKING.replace("3:42.00", "3:42.70"), 4),
        (DAY + HEAT, f"{DAY}Date,Heat,Team,Time\n2025-12-14,1,NOR,3:41.00\n2025-12-14,1,ROC,DSQ\n",
         4),
    ],
)  # fmt: skip
def test_what_contradicts_in_two_files_is_asked(
    cli: CLI, tmp_path: Path, first: str, second: str, at: int
) -> None:
    got = brought(cli, tmp_path, {"one.csv": first, "two.csv": second})
    assert got.status == 2, got.err
    fault = got.err.replace(f"{tmp_path}/", "")
    row = next(n for n, line in enumerate(first.splitlines(), 1) if "ROC" in line)
    assert f"two.csv: line {at}: ROC has 3:42.00 and " in fault
    assert f"the first of them at one.csv, line {row}; correct one of them, or write" in fault


def test_a_status_alone_beside_a_time_of_another_file_is_asked(cli: CLI, tmp_path: Path) -> None:
    late = "Pair,Team,Time\n2,ITA,3:50.00\n2,POL,3:51.00\n,ROC,DSQ\n"
    got = brought(cli, tmp_path, {"one.csv": HEAT, "two.csv": late})
    assert got.status == 2, got.err
    assert "two.csv: line 4: ROC has no time here and no heat, and 3:42.00" in got.err


CUP = "World Cup Men Team Pursuit\n"
ALONE = "Pair,Team,Time\n1,{},{}\n"


@pytest.mark.parametrize(
    ("texts", "count", "told"),
    [
        ({"wc1.csv": CUP + HEAT, "wc2.csv": f"{CUP}Pair,Team,Time\n1,ITA,3:41.00\n1,POL,3:42\n"},
         2, "heat '1'"),
        ({"qf.csv": FOUR, "sf.csv": OTHER}, 3, "heat '1'"),
        ({"qf.csv": DAY + FOUR, "sf.csv": DAY + OTHER}, 3, "heat '1'"),
        ({"a.csv": HEAT, "b.csv": OTHER}, 2, "heat '1'"),
        ({"a.csv": HEAT, "b.csv": OTHER.replace("3:42.50", "DNF")}, 2, "heat '1'"),
        ({"a.csv": f"Men\n{HEAT}", "b.csv": f"Men\n{OTHER}"}, 2, "heat '1'"),
        ({"a.csv": DAY + HEAT, "b.csv": DAY.replace("14", "15") + OTHER}, 2, "heat '1'"),
        ({"a.csv": f"Men, semifinals\n{HEAT}", "b.csv": f"Men, finals\n{OTHER}"}, 2, "heat '1'"),
        ({"a.csv": ALONE.format("NOR", "3:41.00"), "b.csv": ALONE.format("ROC", "3:42.00")},
         2, "heat '1'"),
        ({"a.csv": f"Date,{HEAT}".replace("\n1", "\n2025-12-14,1"),
          "b.csv": f"Date,{OTHER}".replace("\n1", "\n2025-12-15,1")}, 2, "heat '1'"),
        # The best of two days have one time in common, which chance does.
        ({"a.csv": RANKING, "b.csv": RANKING.replace("3:42", "3:40").replace("3:43", "3:42")},
         8, "'NOR', 'ROC', 'ITA'"),
        ({"a.csv": DAY + HEAT.replace("Pair,", "").replace("1,", ""),
          "b.csv": DAY + HEAT.replace("Pair,", "").replace("1,", "").replace("ROC", "ITA")},
         2, "'NOR'"),
    ],
)  # fmt: skip
def test_races_of_one_number_in_two_files_stay_two(
    cli: CLI, tmp_path: Path, texts: dict[str, str], count: int, told: str
) -> None:
    got = brought(cli, tmp_path, texts)
    assert got.status == 0, got.err
    made = races(tmp_path)
    assert len(made) == count
    stems = {name.partition(".")[0] for name in texts}
    assert {name.partition("-")[0] for name in made} == stems
    assert f"and a race of each: {told}" in got.err.replace(f"{tmp_path}/", "")


def test_two_world_cups_are_not_told_to_write_into_a_scenario(cli: CLI, tmp_path: Path) -> None:
    title = "World Cup {}, Men - Division A\n"
    texts = {"a.csv": title.format("Hamar") + HEAT, "b.csv": title.format("Calgary") + OTHER}
    got = brought(cli, tmp_path, texts, "--one-event")
    assert got.status == 2
    assert "take out the run that does not count, and import two events each by itself" in got.err
    assert "counts = false" not in got.err


@pytest.mark.parametrize(
    ("second", "times", "said"),
    [
        (
            HEAT.replace("3:41.00", "3:41.004").replace("3:42.00", "3:41.996"),
            [221.004, 221.996],
            "NOR has 3:41.000 and 3:41.004; the more exact is taken, ROC has",
        ),
        (HEAT.replace("3:41.00", "3:41.01"), [221.0, 222.0], "the first is taken"),
    ],
)
def test_which_of_two_times_counts_is_told(
    cli: CLI, tmp_path: Path, second: str, times: list[float], said: str
) -> None:
    done = brought(cli, tmp_path, {"a.csv": DAY + HEAT, "b.csv": DAY + second})
    assert done.status == 0
    assert said in done.err
    assert [time for _, time in races(tmp_path)["heat-1"]] == times


def test_line_ups_that_differ_are_told(cli: CLI, tmp_path: Path) -> None:
    first = DAY + HEAT.replace("Time\n", "Time,Skaters\n").replace("41.00\n", "41.00,Bø;Lie;Moe\n")
    first = first.replace("42.00\n", "42.00,Kim;Lee;Park\n")
    done = brought(cli, tmp_path, {"a.csv": first, "b.csv": first.replace("Moe", "Dahl")})
    assert done.status == 0
    assert "NOR has Dahl too; the first table's skaters are taken" in done.err
    assert "ROC has" not in done.err
