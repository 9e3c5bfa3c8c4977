"""Olympic fields of which points, ties, level times or unknown ones leave something open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from helpers.usual_seconds import usual_seconds
from pursuit_sim.event import Results, field_ways, results
from pursuit_sim.event.field_prospects import prospects
from pursuit_sim.event.qualification import Qualification, qualify
from pursuit_sim.event.season_points import Best, Season, Worth
from pursuit_sim.scenario import load

A = ("NED", "NOR", "USA", "CAN", "JPN", "CHN", "KOR", "GER")
B = ("POL", "FRA", "ITA", "SUI")


def cup(day: int, a: Sequence[str], b: Sequence[str], **other: float | str) -> Results:
    """A World Cup: a second between each two, from 3:35 in division A and from 3:45 in B.

    Of some the time is another, in seconds or a word.
    """
    races: dict[str, object] = {}
    for division, codes, first in (("A", a, 215.0), ("B", b, 225.0)):
        for i in range(0, len(codes), 2):
            sides = {
                side: {
                    "team": code,
                    "lineup": "unknown",
                    "formation": "unknown",
                    "time": other.get(code, first + i + k),
                }
                for k, (side, code) in enumerate(
                    zip(("finish", "crossing"), codes[i : i + 2], strict=False)
                )
            }
            races[f"{division.lower()}-{i // 2 + 1}"] = {"division": division, **sides}
    event = {
        "name": f"Cup {day}",
        "sex": "men",
        "laps": 8,
        "rounds": "world-cup",
        "date": dt.date(2025, 11, day),
    }
    return results(load({"event": event, "teams": {code: {} for code in (*a, *b)}, "races": races}))


def ways(found: Qualification) -> dict[str, str]:
    return {each.code: each.way for each in found.nations}


def why(found: Qualification, code: str) -> str:
    return next(each.why for each in found.nations if each.code == code)


@pytest.mark.parametrize(
    ("host", "in_"), [("POL", True), ("FRA", True), ("SUI", True), ("HUN", False), ("GER", False)]
)
def test_reserves_are_certain_whoever_wins_a_tie_in_points(host: str, in_: bool) -> None:
    """China 38 + 36 and Korea 36 + 38 are level for the sixth place; the other is in by time.

    So Germany, 34 + 34 and 3:42, has the last place, and Poland to Switzerland are the reserves.
    """
    turned = ("NED", "NOR", "USA", "CAN", "JPN", "KOR", "CHN", "GER")
    cups = cup(1, A, B), cup(20, turned, ("BEL", "HUN"), BEL=231.0, HUN=232.0)
    plain = ways(qualify(cups))
    assert (plain["CHN"], plain["KOR"], plain["GER"]) == ("time", "time", "time")
    assert [code for code, way in plain.items() if way == "reserve"] == ["POL", "FRA", "ITA", "SUI"]
    hosted = qualify(cups, host)
    assert len(hosted.field) == 8
    assert (host in hosted.field) is (in_ or host == "GER")
    assert ("GER" in hosted.field) is not in_
    assert any("no reserve" in note for note in hosted.notes) is (host == "HUN")


def test_of_one_event_the_second_has_more_points_than_the_third() -> None:
    """France and Italy, second and third of division B: 31 to 39 and 30 to 38, in this order."""
    found = qualify([cup(1, A[:4], (*B, "KAZ", "HUN"))])
    assert why(found, "FRA") == "6th by points"
    assert [ways(found)[code] for code in ("ITA", "SUI")] == ["time", "time"]
    assert [ways(found)[code] for code in ("KAZ", "HUN")] == ["reserve", "reserve"]
    # Of two events with the two the other way round it is open.
    turned = cup(20, A[:4], ("POL", "ITA", "FRA", "SUI"), FRA=228.5)
    both = ways(qualify([cup(1, A[:4], B), turned]))
    assert "points" not in (both["FRA"], both["ITA"])


def level_at_the_last_place() -> tuple[Results, Results]:
    """Poland and France have 3:45.00, behind Germany; Italy 3:46."""
    b = ("GER", "POL", "FRA", "ITA", "SUI", "KAZ")
    times = {"GER": 222.0, "POL": 225.0, "FRA": 225.0, "ITA": 226.0, "SUI": 227.0, "KAZ": 228.0}
    return cup(1, A[:6], b, **times), cup(20, A[:6], ("BEL", "CZE"), BEL=231.0, CZE=232.0)


def test_a_host_takes_the_last_place_from_whoever_has_it() -> None:
    found = qualify(level_at_the_last_place(), "ITA")
    assert len(found.field) == 8
    assert [ways(found)[code] for code in ("ITA", "POL", "FRA")] == ["host", "reserve", "reserve"]
    assert "undecided" not in ways(found).values()
    for code, other in (("POL", "FRA"), ("FRA", "POL")):
        assert why(found, code) == (
            f"2nd to 3rd by time of those not in by points, level with {other}; the last place by "
            "time goes to the host, ITA"
        )
    plain = ways(qualify(level_at_the_last_place()))
    assert (plain["POL"], plain["FRA"], plain["ITA"]) == ("undecided", "undecided", "reserve")


def test_a_host_that_is_level_for_the_last_place_is_in() -> None:
    """Second by time it is in, and third it takes the place of the second."""
    found = qualify(level_at_the_last_place(), "POL")
    assert (ways(found)["POL"], ways(found)["FRA"]) == ("host", "reserve")
    assert len(found.field) == 8


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("host", ["KAZ", "HUN"])
def test_level_for_the_last_reserve_is_open_whoever_stands_first(host: str, turned: bool) -> None:
    """Kazakhstan and Hungary have 3:48.00: one of them is the fourth reserve."""
    b = ["GER", "POL", "FRA", "ITA", "SUI", *(("HUN", "KAZ") if turned else ("KAZ", "HUN"))]
    times = dict(zip(b, (222.0, 225.0, 225.5, 226.0, 227.0, 228.0, 228.0), strict=True))
    cups = cup(1, A[:6], b, **times), cup(20, A[:6], ("BEL", "CZE"), BEL=231.0, CZE=232.0)
    plain = qualify(cups)
    assert (ways(plain)["KAZ"], ways(plain)["HUN"]) == ("undecided", "undecided")
    assert any(note.endswith("only who is a reserve is open") for note in plain.notes)
    assert len(plain.field) == 8
    found = qualify(cups, host)
    other = {"KAZ": "HUN", "HUN": "KAZ"}[host]
    assert why(found, host).endswith(f"level with {other}: in as the host or out")
    assert (ways(found)[host], ways(found)["POL"]) == ("undecided", "undecided")
    assert any("whether it gets a place depends" in note for note in found.notes)


def test_a_nation_whose_time_nobody_knows_may_have_any_place() -> None:
    """Norway skated in division A: 0 to 60 points, and the others may be one place lower."""
    b = ("GER", "POL", "FRA", "ITA")
    cups = [cup(1, A[:6], b, NOR="unknown")]
    found = qualify(cups, "NOR")
    norway = next(each for each in found.nations if each.code == "NOR")
    assert (norway.least, norway.most, norway.way, norway.best) == (0, 60, "undecided", None)
    canada = next(each for each in found.nations if each.code == "CAN")
    assert (canada.least, canada.most) == (43, 48)
    assert not any("skated none of these" in note for note in found.notes)
    assert any(note.startswith("NOR: how it did in A 1 of Cup 1") for note in found.notes)
    assert any("whether it gets a place depends" in note for note in found.notes)
    # By points the five of division A that have a time are in but for the last of them.
    assert [ways(found)[code] for code in ("NED", "USA", "CAN", "JPN")] == 4 * ["points"]


def test_a_cup_that_nobody_has_skated_yet_leaves_all_open_at_once() -> None:
    """Of 40 nations there are 3.8 million ways to have six by points; nobody looks at each."""
    codes = [f"A{one}{two}" for one in "ABCDEFGH" for two in "ABCDE"]
    made: list[Qualification] = []
    cups = [cup(1, codes, (), **dict.fromkeys(codes, "unknown"))]
    assert usual_seconds(lambda: made.append(qualify(cups))) < 5.0  # it was 60 s and more
    (found,) = made
    assert set(ways(found).values()) == {"undecided"}
    assert "1st to 34th by time" in why(found, "AAA")


def test_places_without_looking_at_each_way_tell_of_no_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Seven nations within four points of each other, two far ahead and two far behind."""
    points = [(60, 60), (55, 55), *((20 + k, 24 + 2 * k) for k in range(7)), (3, 3), (2, 2)]
    nations = [
        Season(f"A{i:02d}", {"Cup": Worth(*each)}, Best(230.0 - (i * 7) % 11, "Cup", "A 1"))
        for i, each in enumerate(points)
    ]
    exact = prospects(nations, "A05")
    monkeypatch.setattr(field_ways, "MOST_WAYS", 0)
    for one, other in zip(exact, prospects(nations, "A05"), strict=True):
        assert one.outcomes <= other.outcomes
        assert (one.ranks is None) == (other.ranks is None)
        if one.ranks and other.ranks:
            assert other.ranks[0] <= one.ranks[0] <= one.ranks[1] <= other.ranks[1]
    assert [each.is_in for each in exact[:2]] == [True, True]
