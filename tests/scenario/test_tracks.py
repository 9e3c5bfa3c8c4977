"""Which hall an event is in, and whether a what-if is on another track."""

from __future__ import annotations

from pathlib import Path

import pytest

from pursuit_sim import load
from pursuit_sim.scenario.tracks import hall_at

BASE = """
format = "pursuit-sim/scenario"
version = 1
{rink}
[event]
name = "E"
sex = "men"
laps = 8
rounds = "ranking"
{place}
[teams.AAA]
skaters = ["A B", "C D", "E F"]
[races.r1.finish]
team = "AAA"
lineup = "unknown"
formation = "unknown"
time = "3:45.00"
"""
PLACES = {
    "": "",
    "inzell": 'city = "Inzell"',
    "kearns": 'city = "Kearns"',
    "utah": 'venue = "Utah Olympic Oval"\ncity = "Kearns"',
}
RINKS = {"": "", "inzell": 'rink = "inzell"', "690": "rink.altitude_m = 690"}


@pytest.mark.parametrize(
    ("places", "hall"),
    [
        (("Thialf", "Heerenveen"), "thialf"),
        (("", "HEERENVEEN"), "thialf"),
        (("Thialf, Heerenveen",), "thialf"),
        (("salt lake city",), "salt-lake-city"),
        (("salt-lake-city",), "salt-lake-city"),
        (("Utah Olympic Oval", "Kearns"), "salt-lake-city"),
        (("Olympic Oval", "Calgary"), "calgary"),
        (("Richmond Olympic Oval", "Vancouver"), None),
        (("Sormarka Arena",), "stavanger"),
        (("Tomaszow Mazowiecki",), "tomaszow"),
        (("Berlin-Mitte", 5), None),
        # A hall and a city that contradict each other; Kearns is that of Utah's own name.
        (("Olympic Oval", "Salt Lake City"), None),
        (("Olympic Oval", "Richmond"), None),
        (("National Speed Skating Oval", "London"), None),
        (("Thialf", "Hamar"), None),
        (("Milano Speed Skating Stadium", "Milano"), "milano"),
        (("Oval Lingotto", "Torino"), "turin"),
        ((), None),
    ],
)
def test_a_hall_is_known_by_its_name_and_its_city(
    places: tuple[object, ...], hall: str | None
) -> None:
    assert hall_at(*places) == hall


@pytest.mark.parametrize(
    ("place", "base", "said", "other"),
    [
        # The file tells the place: the table of halls has Inzell at 690 m.
        ("inzell", "", {"rink": "inzell"}, False),
        ("inzell", "", {"rink.altitude_m": 700}, False),
        ("inzell", "", {"rink.altitude_m": 0}, False),  # the file's own
        ("inzell", "", {"rink.altitude_m": 30}, True),
        ("inzell", "", {"rink": "calgary"}, True),
        ("inzell", "inzell", {"rink": "inzell"}, False),
        ("inzell", "inzell", {"rink.altitude_m": 0}, True),
        # The place is none of the table: the rink of the file is where its event was.
        ("kearns", "", {"rink": "salt-lake-city"}, True),
        ("utah", "", {"rink": "salt-lake-city"}, False),
        ("kearns", "inzell", {"rink": "inzell"}, False),
        ("kearns", "inzell", {"rink.altitude_m": 0}, True),
        # Nobody tells the place.
        ("", "", {"rink": "thialf"}, True),
        ("", "", {"rink.altitude_m": 49}, False),
        ("", "", {"rink.altitude_m": 1425}, True),
        ("", "690", {"rink": "inzell"}, False),
        ("", "690", {"rink": "calgary"}, True),
        ("", "inzell", {"rink": "calgary"}, True),
        ("", "inzell", {"rink.air_density_kgm3": 1.2}, False),
        # The event itself is moved: what was skated was skated elsewhere.
        ("inzell", "inzell", {"event.city": "Calgary", "rink": "calgary"}, False),
        ("inzell", "inzell", {"event.city": "Calgary"}, True),
        ("kearns", "inzell", {"event.city": "Inzell"}, False),
    ],
)
def test_another_track_is_another_hall_or_clearly_another_altitude(
    place: str, base: str, said: dict[str, object], *, other: bool
) -> None:
    file = load(BASE.format(place=PLACES[place], rink=RINKS[base]))
    assert not file.races["r1"].other_track
    assert file.changed(said).races["r1"].other_track is other


@pytest.mark.parametrize("wrong", ['rink.altitude_m = "high"', 'rink.hall = "nowhere"'])
def test_a_wrong_rink_that_is_replaced_is_nobodys_fault(tmp_path: Path, wrong: str) -> None:
    base = BASE.format(place=PLACES["inzell"], rink=wrong)
    (tmp_path / "base.toml").write_text(base, encoding="utf-8")
    top = tmp_path / "top.toml"
    top.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "base.toml"\n'
        'rink = { hall = "inzell", altitude_m = 690 }\n',
        encoding="utf-8",
    )
    assert not load(top).races["r1"].other_track
