"""What an importer cannot take over of a result is said: words, decided ties, second teams."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.unfinished import status, unclear

Import = Callable[[str], Outcome]


def teams(tmp_path: Path) -> list[list[str]]:
    races = pursuit_sim.load(tmp_path / "made.toml").races.values()
    return [sorted(each.team.name for each in race.entries) for race in races]


# By dictionaries of these languages.
@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("zdyskwalifikowani", "DSQ"), ("n'a pas terminé", "DNF"), ("n’a pas terminé", "DNF"),
        ("non ha terminato la gara", "DNF"), ("fullførte ikke", "DNF"), ("ikke i mål", "DNF"),
        ("gestaakt", "DNF"), ("did not complete", "DNF"), ("сошли", "DNF"), ("сошёл", "DNF"),
        ("снята", "WDR"), ("scratched", "WDR"), ("退赛", "WDR"),
    ],
)  # fmt: skip
def test_usual_words_for_a_status(word: str, said: str) -> None:
    assert status(word) == said


@pytest.mark.parametrize(
    "word", ["取消成绩", "犯规", "uteslutna", "uteslutt", "geschrapt", "gestrichen", "hors course"]
)
def test_words_that_put_a_team_out_are_in_doubt(imported: Import, word: str) -> None:
    assert unclear(word)
    got = imported(f"Team,Heat,Time,Remark\nItaly,1,3:39.08,{word}\n")
    assert got.status == 2
    assert "not clear whether the time counts" in got.err


PASSINGS = "\n".join(
    ["team,lap,time,official_time,notes"]
    + [f"Italy,{i},{27.0 * i + 4:.1f},3:40.00,vylouceni" for i in range(1, 9)]
)


@pytest.mark.parametrize(
    "text",
    [
        "Team,Heat,Time,Remark\nNorway,1,3:40.08,\nItaly,1,3:39.08,vylouceni\n",
        '[{"team": "Italy", "time": "3:39.08", "remark": "vylouceni"}]',
        PASSINGS,
    ],
)
def test_a_word_that_nobody_knows_is_told_beside_a_time(imported: Import, text: str) -> None:
    """Czech for excluded, of which no word is known."""
    assert "remarks that take no time away: 'vylouceni' (Italy)" in imported(text).err


@pytest.mark.parametrize("remark", ["WR", "NR", "Q", "PB", "", "a fall"])
def test_records_are_no_news(imported: Import, remark: str) -> None:
    got = imported(f"Team,Heat,Time,Remark\nItaly,1,3:39.08,{remark}\n")
    assert got.status == 0
    assert "remarks that" not in got.err


@pytest.mark.parametrize("word", ["DSQ ", "abandon ", "annulled ", "no DNF ", "DSQ: "])
def test_a_remark_may_be_long(word: str) -> None:
    """Twice as long takes about twice the time, and not four times."""

    def taken_s(characters: int) -> float:
        text = word * (characters // len(word))
        begin = time.process_time()
        unclear(text)
        return time.process_time() - begin

    assert taken_s(100_000) < 5 * taken_s(50_000) * 0.7 + 0.5


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            "Rank,Team,Time\n1,Norway,3:38.08\n3,Italy,3:38.08\n2,USA,3:38.08\n",
            "218.08 s, which is not taken over: 1 Norway, 2 USA, 3 Italy",
        ),
        (
            "Rank,Team,Heat,Time\n2,Norway,1,3:38.08\n1,Italy,1,3:38.08\n",
            "218.08 s, which is not taken over: 1 Italy, 2 Norway",
        ),
    ],
)
def test_places_that_decide_equal_times_are_told(imported: Import, table: str, told: str) -> None:
    assert told in imported(table).err


@pytest.mark.parametrize(
    "table",
    [
        "Rank,Team,Time\n1,Norway,3:38.08\n1,Italy,3:38.08\n",
        "Rank,Team,Heat,Time\n2,Norway,1,3:38.08\n1,Italy,2,3:38.08\n",  # of different races
        "Rank,Team,Time\n1,Norway,3:38.08\n2,Italy,3:38.09\n",
    ],
)
def test_equal_places_and_other_races_decide_nothing(imported: Import, table: str) -> None:
    assert "equal times" not in imported(table).err


def test_two_teams_of_a_nation_stay_two(imported: Import, tmp_path: Path) -> None:
    names = ("Netherlands 1", "Norway 1", "Netherlands 2", "Norge 北京", "Norway", "NOR 2")
    rows = [f"{name},{i // 2},3:4{i}.08" for i, name in enumerate(names)]
    assert imported("\n".join(["Team,Heat,Time", *rows])).status == 0
    assert teams(tmp_path) == [sorted(names[i : i + 2]) for i in (0, 2, 4)]


@pytest.mark.parametrize("name", ["Norway*", "Norway¹", "Norway [1]", "NORWAY", "Norvège"])
def test_marks_of_footnotes_make_no_other_team(name: str) -> None:
    assert nation(name) == "NOR"
    assert nation("Østerrike") == "AUT"
