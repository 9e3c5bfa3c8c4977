"""Columns for one thing that differ are refused: nobody knows which of them counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome

Import = Callable[[str], Outcome]


def times(tmp_path: Path) -> dict[str, float]:
    races = pursuit_sim.load(tmp_path / "made.toml").races.values()
    return {each.team.code: each.official_time_s for race in races for each in race.entries}


ROUNDS = """Rank,Team,Quarterfinals,,Semifinals,,Finals,
,,Race,Time,Race,Time,Race,Time
1,Norway,1,3:37.47,1,3:38.28,A,3:38.08
2,ROC,2,3:38.67,2,3:36.62,A,3:40.46
"""
RUNS = """Platz;Mannschaft;Lauf 1;Lauf 1;Lauf 2;Lauf 2;Gesamt
;;Paar;Zeit;Paar;Zeit;Zeit
1;Inzell;1;3:58,10;2;3:57,00;7:55,10
2;Erfurt;1;3:56,10;2;4:01,00;7:57,10
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROUNDS, "line 3: 'Quarterfinals Time' and 'Semifinals Time' differ"),
        (ROUNDS, "line 3: 'Quarterfinals Race' and 'Finals Race' differ: '1' and 'A'"),
        (RUNS, "line 3: 'Lauf 1 Zeit' and 'Gesamt Zeit' differ: '3:58,10' and '7:55,10'"),
        (
            "Rank,Team,Time,Heat,Time\n1,Norway,3:37.47,1,3:38.28\n",
            "line 2: 'Time' (column 3) and 'Time' (column 5) differ",
        ),
        (
            "Team,Heat,Time_s,Result\nNorway,1,218.08,3:38.08\nItaly,1,219.08,3:29.08\n",
            "line 3: 'Time_s' and 'Result' differ: '219.08' and '3:29.08'",
        ),
        (
            "Team,Time,Heat,Team,Time\nNorway,3:37.47,1,Italy,3:37.47\n",
            "line 2: 'Team' (column 1) and 'Team' (column 4) differ",
        ),
        (
            json.dumps([{"team": "NOR", "time": "3:37.47", "result": "3:38.28"}]),
            "[1].result: found '3:38.28', time '3:37.47'",
        ),
    ],
)
def test_columns_for_one_thing_that_differ_are_refused(
    imported: Import, text: str, told: str
) -> None:
    got = imported(text)
    assert got.status == 2
    assert told in got.err


def test_one_time_in_two_ways_of_writing_is_one(imported: Import, tmp_path: Path) -> None:
    text = "Team,Heat,Time_s,Result,Heat\nNorway,1,218.08,3:38.084,1\nItaly,1,219.08,3:39.08,1\n"
    assert imported(text).status == 0
    assert times(tmp_path) == {"NOR": 218.084, "ITA": 219.08}


def test_of_a_time_and_the_official_time_the_latter_counts(
    imported: Import, tmp_path: Path
) -> None:
    text = "Team,Heat,Time,Official time\nNorway,1,3:40.08,3:40.08\nItaly,1,3:39.08,3:41.00\n"
    assert imported(text).status == 0
    assert times(tmp_path) == {"NOR": 220.08, "ITA": 221.0}


def test_columns_that_are_not_used_are_told_by_their_whole_heads(imported: Import) -> None:
    text = ROUNDS.replace("Finals", "Final")
    assert "'Final Time' as the official time" in imported(text).err
    assert "not used: 'Quarterfinals Race', 'Quarterfinals Time'" in imported(text).err
