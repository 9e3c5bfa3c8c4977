"""Places of a sheet never count, but whether they contradict the times does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

Import = Callable[[str], tuple[Outcome, Path]]


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    def run(content: str) -> tuple[Outcome, Path]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        path.write_text(content)
        return cli("import", path, "--sex", "men", "-o", made, "--force"), made

    return run


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # A pair, whatever its places count.
        ("2,NOR,1,3:41.00\n1,NED,1,3:42.00\n", "1 NED 222.00 s, 2 NOR 221.00 s"),
        ("8,NOR,1,3:41.00\n6,NED,1,3:42.00\n", "6 NED 222.00 s, 8 NOR 221.00 s"),
        # Places by finals: the better ones of final A need not have the better time.
        ("1,NOR,1,3:41.00\n2,NED,1,3:44.00\n3,ITA,2,3:40.00\n4,USA,2,3:40.10\n", ""),
        # Each race by itself.
        ("1,NOR,1,3:41.00\n2,NED,1,3:44.00\n1,ITA,2,3:46.00\n2,USA,2,3:47.00\n", ""),
        # A dead heat, of which thousandths decided.
        ("1,NOR,1,3:41.00\n2,NED,1,3:41.00\n", ""),
    ],
)
def test_places_that_contradict_the_times_are_told(read: Import, rows: str, told: str) -> None:
    done, _ = read("Rank,Team,Heat,Time\n" + rows)
    assert done.status == 0, done
    assert ("places contradict the times" in done.err) == bool(told)
    assert told in done.err


def test_places_of_a_list_without_pairs_may_be_those_of_finals(read: Import) -> None:
    """The men of Milano 2026: the bronze time would have been second in final A."""
    rows = ["1,ITA,3:39.20", "2,USA,3:43.71", "3,CHN,3:41.66", "4,NED,3:41.75"]
    done, made = read("\n".join(["Rank,Team,Time", *rows]))
    assert "places contradict" not in done.err
    assert "not in the order of the times: 2 USA 223.71 s, 3 CHN 221.66 s: they may" in done.err
    assert pursuit_sim.load(made).event.rounds == "single"  # the silver of the USA is not China's
    rows[2:] = ["4,CHN,3:41.66", "3,NED,3:41.75"]
    done, made = read("\n".join(["Rank,Team,Time", *rows]))
    assert "places contradict the times: 3 NED 221.75 s, 4 CHN 221.66 s" in done.err
    assert pursuit_sim.load(made).event.rounds == "single"


@pytest.mark.parametrize(
    "places",
    [
        "gold silver bronze", "1st 2nd 3rd", "1.,2nd place,3rd place", "Platz 1,Platz 2,Platz 3",
        "I II III", "1位 2位 3位", "1/8 2/8 3/8", "A1 A2 B1", "Final A 1,Final A 2,Final B 1",
        "🥇 🥈 🥉", "1 🥇,2 🥈,3 🥉", "🥇 1,🥈 2,🥉 3", "Gold medal,Silver medal,Bronze medal",
        "Médaille d'or,Médaille d'argent,Médaille de bronze", "Goldmedaille Silbermedaille 3",
    ],
)  # fmt: skip
def test_places_in_words_say_whether_a_list_is_by_time(read: Import, places: str) -> None:
    """With the bronze time before the silver one the list is no ranking by time."""
    first, second, third = places.split("," if "," in places else None)
    for times, rounds in ((("3:41", "3:42"), "ranking"), (("3:42", "3:40"), "single")):
        rows = f"{first},ITA,3:38.00\n{second},USA,{times[0]}.00\n{third},CHN,{times[1]}.00\n"
        done, made = read(f"Rank,Team,Time\n{rows}")
        assert pursuit_sim.load(made).event.rounds == rounds
        told = f"order of the times: {second} USA 222.00 s, {third} CHN 220.00 s"
        assert (told in done.err) == (rounds == "single")


@pytest.mark.parametrize("rank", ["medalist(s)", "medallists", "medalist"])
def test_places_as_pages_paste_their_icons(read: Import, rank: str) -> None:
    """Of the men of Beijing 2022; the third was faster than the second."""
    rows = [
        f'"1st place, gold {rank}",Norway,3:38.08',
        f'"2nd place, silver {rank}",ROC,3:40.46',
        f'"3rd place, bronze {rank}",United States,3:38.80',
        "4,Netherlands,3:41.62",
    ]
    done, made = read("\n".join(["Rank,Team,Time", *rows]))
    assert done.status == 0, done
    assert "not in the order of the times: 2nd place, silver" in done.err
    races = pursuit_sim.load(made).races.values()
    teams = [each.team.name for race in races for each in race.everybody]
    assert teams == ["Norway", "ROC", "United States", "Netherlands"]


def test_a_list_of_which_places_are_not_known_is_not_ranked_by_time(read: Import) -> None:
    rows = "Final A,ITA,3:38.00\nFinal A,USA,3:42.00\nFinal B,CHN,3:40.00\n"
    done, made = read(f"Rank,Team,Time\n{rows}")
    assert "places that are not known: 'Final A', 'Final B': none are given by time" in done.err
    assert pursuit_sim.load(made).event.rounds == "single"


@pytest.mark.parametrize(
    "head",
    [
        "Final rank", "Final place", "Overall", "Standing", "#", "Endplatzierung",
        "Classement final", "Eindklassering", "Final standings", "Gesamtrang", "Sluttplassering",
        "Overall position", "Slutplacering", "Ranking", "Total Rank", "Classifica finale",
        "finalRank",
    ],
)  # fmt: skip
def test_heads_of_places_are_known_by_their_parts(read: Import, head: str) -> None:
    rows = "1,NOR,3:38.08\n2,ITA,3:42.04\n3,CAN,3:40.00\n"
    done, made = read(f"{head},Team,Time\n{rows}")
    assert "not in the order of the times: 2 ITA 222.04 s, 3 CAN 220.00 s" in done.err
    assert pursuit_sim.load(made).event.rounds == "single"


def test_a_key_of_places_is_known_by_its_parts(read: Import) -> None:
    rows = (("1", "NOR", "3:38.08"), ("2", "ITA", "3:42.04"), ("3", "CAN", "3:40"))
    said = ", ".join(f'{{"finalRank": {i}, "team": "{a}", "time": "{t}"}}' for i, a, t in rows)
    done, _ = read(f"[{said}]")
    assert "not in the order of the times: 2 ITA 222.04 s, 3 CAN 220.00 s" in done.err


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Start position", "1 2 3"), ("Points rank", "1 2 3"), ("Overall", "3:38.1 3:42.0 3:40.0"),
        ("Overall", "60 54 x!"), ("#", "7 3 12"), ("#", "3 1 2"), ("World ranking", "1 2 3"),
    ],
)  # fmt: skip
def test_heads_of_something_else(read: Import, head: str, cells: str) -> None:
    rows = zip(cells.split(), ("NOR,3:38.08", "ITA,3:42.04", "CAN,3:40.00"), strict=True)
    done, made = read(f"{head},Team,Time\n" + "".join(f"{a},{b}\n" for a, b in rows))
    assert "order of the times" not in done.err
    assert pursuit_sim.load(made).event.rounds == "ranking"


@pytest.mark.parametrize("places", ["123", "---", "122", "12DNF"])
def test_places_in_the_order_of_the_times_are_a_ranking(read: Import, places: str) -> None:
    ranks = [*places[:2], places[2:]]
    rows = [
        f"{place},{team},3:4{i}.00"
        for i, (place, team) in enumerate(zip(ranks, ("ITA", "USA", "CHN"), strict=True))
    ]
    done, made = read("\n".join(["Rank,Team,Time", *rows]))
    assert "order of the times" not in done.err
    assert pursuit_sim.load(made).event.rounds == "ranking"
