"""splits.csv of this program, read again: what a scenario says of its races comes back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from fuzz.splits_again import splits_otherwise
from helpers.outcomes import CLI, Outcome
from pursuit_sim.scenario.race import Fall, Listed

EVENT = """
format = "pursuit-sim/scenario"
version = 1
event = { name = "Cup", sex = "women", laps = 6, rounds = "single" }
[teams]
AAA = { name = "A", skaters = ["Ann One", "Bea Two", "Cat Three"] }
BBB = { name = "B", skaters = ["Dan Red", "Eve Blue", "Fay Green"] }
[races.fell.crossing]
team = "AAA"
lineup = ["Bea Two", "Ann One", "Cat Three"]
time = "3:20.00"
formation = "push"
splits = [[2, 62.0], [3, 92.0]]
fall = { skater = "Ann One", laps = 3.4 }
[races.fell.finish]
team = "BBB"
lineup = "unknown"
time = "3:02.00"
formation = "unknown"
[races.out.finish]
team = "AAA"
lineup = ["Ann One", "Bea Two", "Cat Three"]
time = "3:01.00"
formation = "push"
[races.out.crossing]
team = "BBB"
status = "DNF"
fall = { skater = "Eve Blue", laps = 4.5 }
"""


def again(cli: CLI, folder: Path, source: str | Path) -> tuple[str, pursuit_sim.Scenario]:
    """What is told when an event's splits.csv is imported, and the scenario."""
    assert cli("run", source, "--format", "csv", "--out", folder).status == 0
    made = folder / "made.toml"
    done = cli("import", folder / "splits.csv", "--sex", "women", "-o", made)
    assert done.status == 0, done.err
    return done.err, pursuit_sim.load(made)


def test_falls_sides_line_ups_and_statuses_come_back(cli: CLI, tmp_path: Path) -> None:
    source = tmp_path / "cup.toml"
    source.write_text(EVENT, "utf-8")
    told, found = again(cli, tmp_path, source)
    assert "no remarks, formations, gaps or records" in told
    fell, out = (found.races[each] for each in ("fell", "out"))
    entries = {each.team.code: each for each in fell.entries}
    ann = entries["AAA"]
    assert (ann.side, ann.lineup) == ("crossing", ("Bea Two", "Ann One", "Cat Three"))
    assert (ann.fall, ann.official_time_s) == (Fall(1, 3.4), 200.0)
    assert [(each.half_lap, each.time_s) for each in ann.splits] == [(4, 62.0), (6, 92.0)]
    assert "splits" not in ann.assumed
    assert entries["BBB"].side == "finish"
    assert not entries["BBB"].lineup_known
    (left,) = out.listed
    assert isinstance(left, Listed)
    assert (left.team.code, left.side, left.status) == ("BBB", "crossing", "DNF")
    assert left.fell == ("Eve Blue", 4.5)


def test_a_fall_before_which_only_a_gap_is_known_comes_back(cli: CLI, tmp_path: Path) -> None:
    """The model's passing before it is taken, and said to be that."""
    told, found = again(cli, tmp_path, "beijing-2022-women")
    entry = found.races["final-a"].entries[0]
    assert entry.lineup == ("Miho Takagi", "Ayano Sato", "Nana Takagi")
    assert (entry.fall, entry.official_time_s) == (Fall(2, 5.75), 184.47)
    assert entry.timed == ()
    assert "assumed: passings of JPN, as the column known says: nobody measured them" in told


@pytest.mark.parametrize("name", list(pursuit_sim.scenarios()))
def test_sides_times_statuses_and_line_ups_of_every_event_come_back(name: str) -> None:
    """Those without a time too: unknown, out, or listed and not replayed."""
    assert splits_otherwise(pursuit_sim.load(name)) == []


def test_a_race_may_be_called_as_a_record() -> None:
    text = EVENT.replace("races.out", "races.world-record-women-finals")
    assert splits_otherwise(pursuit_sim.load(text)) == []


def test_a_team_without_a_valid_time_keeps_its_side(cli: CLI, tmp_path: Path) -> None:
    file = tmp_path / "passings.csv"
    file.write_text(
        "race,team,laps,cum_time,status,side,skaters\n1,Norway,4,1:50.00,DNF,,\n"
        "1,Norway,,,DNF,crossing,A; B; C\n1,Italy,8,3:39.10,,finish,\n2,Japan,,,DNS,crossing,\n",
        "utf-8",
    )
    made = tmp_path / "made.toml"
    done = cli("import", file, "--sex", "men", "-o", made)
    assert done.status == 0, done.err
    one, two = pursuit_sim.load(made).races.values()
    (norway,), (japan,) = one.listed, two.listed
    assert isinstance(norway, Listed)
    assert (norway.side, norway.lineup, norway.status) == ("crossing", ("A", "B", "C"), "DNF")
    assert japan.side == "crossing"


def test_files_of_earlier_versions_are_read_as_before(cli: CLI, tmp_path: Path) -> None:
    again(cli, tmp_path, "thialf-2020-pair-1")
    with (tmp_path / "splits.csv").open(encoding="utf-8", newline="") as file:
        rows = [row[:5] for row in csv.reader(file)]
    old, made = tmp_path / "old.csv", tmp_path / "old.toml"
    old.write_text("\n".join(map(",".join, rows)), "utf-8")
    done = cli("import", old, "--sex", "men", "-o", made)
    assert done.status == 0, done.err
    assert "holds passings alone: no falls" in done.err
    ways = [
        {each.team.code: each.splits for each in race.entries}
        for name in ("old.toml", "made.toml")
        for race in pursuit_sim.load(tmp_path / name).races.values()
    ]
    assert ways[0] == ways[1]


@pytest.mark.parametrize(("who", "laps"), [("Ann One", ""), ("", "3.4"), ("Ann One", "late")])
def test_a_fall_half_told_is_refused(cli: CLI, tmp_path: Path, who: str, laps: str) -> None:
    file = tmp_path / "passings.csv"
    rows = [f"r,AAA,{half / 2},{15 * half},{who},{laps}" for half in range(1, 13)]
    file.write_text("\n".join(["race,team,laps,time_s,fell,fell_laps", *rows]), "utf-8")
    done = cli("import", file, "--sex", "women", "-o", tmp_path / "made.toml")
    assert done.status == 2
    assert "line 2, fell and fell_laps" in done.err
    assert "write who fell and the laps that they had skated, or neither" in done.err


def test_what_nobody_measured_comes_back_as_assumed(cli: CLI, tmp_path: Path) -> None:
    text = EVENT.replace('time = "3:02.00"', 'time = "3:02.00"\nassumed = ["time"]')
    source = tmp_path / "cup.toml"
    source.write_text(text, "utf-8")
    changes = ("races.out.finish.time=2:59.00", "races.out.finish.splits=[[2, 63.5]]")
    changed = [word for each in changes for word in ("--set", each)]
    assert cli("run", source, *changed, "--format", "csv", "--out", tmp_path).status == 0
    with (tmp_path / "splits.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {
        (row["race"], row["team"], float(row["laps"])): row["known"] for row in rows if row["laps"]
    }
    assert known["fell", "AAA", 2] == known["fell", "AAA", 6] == "published"
    assert known["fell", "BBB", 6] == "assumed"
    assert (known["out", "AAA", 2], known["out", "AAA", 6]) == ("supposed", "supposed")
    assert known["out", "AAA", 3] == "model"
    made = tmp_path / "made.toml"
    done = cli("import", tmp_path / "splits.csv", "--sex", "women", "-o", made)
    assert "assumed: passings of BBB, AAA, as the column known says" in done.err
    (again,) = pursuit_sim.load(made).races["out"].entries
    assert {"splits", "time"} <= {*again.assumed}


MODEL = "heat,team,laps,time,official_time,known\n"


@pytest.mark.parametrize("laps", [range(1, 5), range(8, 0, -1)])
def test_passings_of_a_model_are_none_where_the_time_is_known(
    laps: range, imported: Callable[[str], Outcome], tmp_path: Path
) -> None:
    rows = "".join(f"1,NOR,{n},{4 + 27 * n}.00,3:38.08,Model\n" for n in laps)
    assert imported(MODEL + rows).status == 0
    (entry,) = pursuit_sim.load(tmp_path / "made.toml").races["heat-1"].entries
    assert entry.official_time_s == 218.08
    assert not entry.splits


def test_the_time_is_the_last_passing_of_a_model_in_whatever_order_they_stand(
    imported: Callable[[str], Outcome], tmp_path: Path
) -> None:
    rows = "".join(f"1,NOR,{n},{4 + 27 * n}.00,,model\n" for n in range(8, 0, -1))
    assert imported(MODEL + rows).status == 0
    scenario = pursuit_sim.load(tmp_path / "made.toml")
    assert scenario.races["heat-1"].entries[0].official_time_s == 220.0
    assert {"races.heat-1.finish.time", "races.heat-1.finish.splits"} <= {*scenario.assumed}


@pytest.mark.parametrize("word", ["modelled", "no", "estimated"])
def test_other_words_beside_a_passing_are_refused(
    word: str, imported: Callable[[str], Outcome]
) -> None:
    """Nobody knows whether somebody measured it."""
    got = imported(f"{MODEL}1,NOR,8,3:38.08,3:38.08,{word}\n")
    assert f"line 2, known: found '{word}'; write published, measured, model" in got.err
    assert imported(f"{MODEL}1,NOR,8,3:38.08,3:38.08,Published\n").status == 0
