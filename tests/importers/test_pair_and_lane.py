"""Pair and lane in one cell, and columns of pairs in which no two teams have the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

TEAMS = ("NED", "CAN", "JPN", "GER")
TIMES = ("2:52.10", "2:53.80", "2:52.15", "2:58.80")
Races = list[set[str]]


def imported(cli: CLI, path: Path, sheet: str) -> Outcome:
    """The outcome of an import, which leaves made.toml beside the sheet."""
    (path / "sheet.csv").write_text(sheet)
    return cli("import", path / "sheet.csv", "-o", path / "made.toml", "--force")


def races(path: Path) -> Races:
    """The teams of each race that was made."""
    found = pursuit_sim.load(path / "made.toml").races.values()
    return [{entry.team.code for entry in race.entries} for race in found]


def table(pairs: list[str], heads: str = "Pair,Team,Time", more: list[str] | None = None) -> str:
    """A sheet of a row a team."""
    rows = zip(pairs, TEAMS, TIMES, more or [""] * len(pairs), strict=False)
    lines = [",".join(filter(None, [more, pair, team, time])) for pair, team, time, more in rows]
    return "\n".join(["Women team pursuit", heads, *lines, ""])


PAIRED: Races = [{"NED", "CAN"}, {"JPN", "GER"}]
ALONE: Races = [{team} for team in TEAMS]


@pytest.mark.parametrize(
    "pairs",
    [
        ["1 I", "1 O", "2 I", "2 O"],
        ["1i", "1o", "2o", "2i"],
        ["1 innen", "1 außen", "2 innen", "2 außen"],
        ["Rit 1 bi", "Rit 1 bu", "Rit 2 bi", "Rit 2 bu"],
        ["1 (inner)", "1 (outer)", "2 (inner)", "2 (outer)"],
        ["1-F", "1-C", "2-F", "2-C"],
        ["Final inner lane", "Final outer lane", "A inner lane", "A outer lane"],
        ["1内", "1外", "2内", "2外"],
    ],
)
def test_words_of_lanes_part_pairs(cli: CLI, tmp_path: Path, pairs: list[str]) -> None:
    done = imported(cli, tmp_path, table(pairs))
    assert done.status == 0, done
    assert races(tmp_path) == PAIRED
    assert f"'Pair' gives pair and lane: {pairs[0]!r} is read as pair" in done.err


def test_sides_are_those_of_a_column_of_lanes(cli: CLI, tmp_path: Path) -> None:
    told = imported(cli, tmp_path, table(["1 C", "1 F", "2 C", "2 F"])).err
    assert "assumed: sides" not in told
    race = next(iter(pursuit_sim.load(tmp_path / "made.toml").races.values()))
    assert {entry.side: entry.team.code for entry in race.entries} == {
        "crossing": "NED", "finish": "CAN",
    }  # fmt: skip
    assert (
        "lanes i, o do not say" in imported(cli, tmp_path, table(["1 I", "1 O", "2 I", "2 O"])).err
    )


def test_a_team_alone_and_a_lane_beside(cli: CLI, tmp_path: Path) -> None:
    imported(cli, tmp_path, table(["1 I", "1 O", "2 O"]))
    assert races(tmp_path) == [{"NED", "CAN"}, {"JPN"}]
    sheet = table(["1 I", "1 O", "2 I", "2 O"], "Lane,Pair,Team,Time", ["F", "C", "F", "C"])
    assert "'Lane' as the side" in imported(cli, tmp_path, sheet).err
    assert races(tmp_path) == PAIRED


def test_rounds_have_pairs_of_their_own(cli: CLI, tmp_path: Path) -> None:
    sheet = table(
        ["1 I", "1 O", "1 I", "1 O"], "Round,Pair,Team,Time", ["SF", "SF", "Final", "Final"]
    )
    assert imported(cli, tmp_path, sheet).status == 0
    assert races(tmp_path) == PAIRED


def test_laps_and_passings(cli: CLI, tmp_path: Path) -> None:
    ends = [
        (1, "31.91", "32.31"), (2, "59.41", "1:00.01"), (3, "1:27.21", "1:28.01"),
        (4, "1:55.11", "1:56.21"), (5, "2:23.61", "2:25.01"), (6, "2:52.10", "2:53.80"),
    ]  # fmt: skip
    long = [
        line for n, one, two in ends for line in (f"1 I,NED,{n},{one}", f"1 O,CAN,{n},{two}")
    ]  # fmt: skip
    wide = [
        "1 I,NED," + ",".join(one for _, one, _ in ends),
        "1 O,CAN," + ",".join(two for _, _, two in ends),
    ]  # fmt: skip
    laps = ",".join(f"Lap {n}" for n, *_ in ends)
    for head, lines in (("Pair,Team,Lap,Time", long), (f"Pair,Team,{laps}", wide)):
        assert imported(cli, tmp_path, "\n".join(["Women", head, *lines, ""])).status == 0
        assert races(tmp_path) == [{"NED", "CAN"}]


@pytest.mark.parametrize(
    ("pairs", "alone"),
    [
        (["1A", "1B", "2A", "2B"], "'1'"),
        (["1.1", "1.2", "2.1", "2.2"], "'1'"),
        (["Heat 1 a", "Heat 1 b", "Heat 2 a", "Heat 2 b"], "'Heat 1'"),
        (["1 white", "1 red", "2 white", "2 red"], "'1'"),
    ],
)
def test_other_endings_are_asked(cli: CLI, tmp_path: Path, pairs: list[str], alone: str) -> None:
    done = imported(cli, tmp_path, table(pairs))
    assert done.status == 2
    assert f"line 3, Pair: found {pairs[0]!r} and {pairs[1]!r}, and no two teams" in done.err
    assert f"write the pair alone there, as {alone} for both" in done.err


@pytest.mark.parametrize(
    "pairs",
    [
        ["1", "2", "3", "4"],
        ["QF1", "QF2", "SF1", "SF2"],  # a number is no lane of QF
        ["Final A", "Final B", "Race A", "Race B"],
        ["1 I", "1 O", "2 I", "2 U"],  # not the same two
        ["1 I", "1 O", "1 A", "2 I"],
        ["1 I", "2 I", "3 I", "4 I"],
        ["11", "12", "21", "22"],
    ],
)
def test_no_two_teams_of_a_pair(cli: CLI, tmp_path: Path, pairs: list[str]) -> None:
    done = imported(cli, tmp_path, table(pairs))
    assert races(tmp_path) == ALONE
    listed = ", ".join(map(repr, pairs))
    told = f"no two teams have the same heat or pair ({listed}): each has a race of its own"
    assert told in done.err


@pytest.mark.parametrize("pairs", [["1", "1", "2", "2"], ["1", "1", "2", "3"]])
def test_pairs_as_ever(cli: CLI, tmp_path: Path, pairs: list[str]) -> None:
    told = imported(cli, tmp_path, table(pairs)).err
    assert races(tmp_path)[0] == {"NED", "CAN"}
    assert "no two teams" not in told
    assert "gives pair and lane" not in told
