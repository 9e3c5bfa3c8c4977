"""Below the head of a class: classes part events; places, letters and codes do not."""

from __future__ import annotations

import json

import pytest

from helpers.result_tables import Import

_TEAMS = ("NOR", "ITA", "CAN", "JPN")
_TIMES = ("3:38.08", "3:40.10", "3:41.08", "3:42.10")


def _sheet(heads: str, *said: str) -> str:
    rows = [
        f"M,{cell},{team},{time}" for cell, team, time in zip(said, _TEAMS, _TIMES, strict=True)
    ]
    return "\n".join([heads, *rows])


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        ("Sesso,Class.,Squadra,Tempo", ("1", "2", "3", "4")),
        ("Sexe,Class.,Equipe,Temps", ("1er", "2e", "3e", "4e")),
        ("Sex,Class,Team,Time", ("1", "3", "2", "4")),
        ("Sex,Class,Team,Time", ("1", "1", "2", "2")),  # of each heat
        ("Sex,Class,Team,Time", ("I", "II", "III", "IV")),
        ("Sex,Class,Team,Time", ("Q", "Q", "NQ", "NQ")),
        ("Sex,Class,Team,Time", ("Q", "Q", "q", "")),
        ("Sex,Class,Team,Time", ("Qualified", "Qualified", "Eliminated", "Eliminated")),
        ("Sex,Class,Team,Time", ("WR", "", "TR", "")),
        ("Sex,Class,Team,Time", ("World record", "", "Junior world record", "")),
        ("Sex,Class,Team,Time", ("120", "108", "97", "88")),
        ("Sex,Class,Team,Time", ("Gold", "Silver", "Bronze", "")),
        ("Geschlecht,Klasse,Mannschaft,Zeit", ("A", "A", "B", "B")),
        ("Sex,Category,Team,Time", ("Division A", "Division A", "Division B", "Division B")),
        ("Sex,Class,Team,Time", ("Heat A", "Heat A", "Heat B", "Heat B")),
        ("Sex,Class,Team,Time", ("Group A", "Group A", "Group B", "Group B")),
        ("Sex,Class,Team,Time", ("Semifinal 1", "Semifinal 1", "Semifinal 2", "Semifinal 2")),
        ("Sex,Category,Team,Time", ("1", "2", "3", "4")),
    ],
)
def test_what_is_no_class_parts_nothing(taken: Import, heads: str, said: tuple[str, ...]) -> None:
    done, teams = taken(_sheet(heads, *said))
    assert done.status == 0, done
    assert sorted(teams) == sorted(_TEAMS)
    assert f"not used: '{heads.split(',')[1]}'" in done.err


@pytest.mark.parametrize(
    "said",
    [
        ("Elite", "Elite", "Espoirs", "Espoirs"),
        ("Elite", "Elite", "Elite", "Espoirs"),  # one team, of a class that is not known
        ("19-29", "19-29", "19-29", "30-39"),
        ("17+", "17+", "<17", "<17"),
        ("Over 40", "Over 40", "Over 40", "Over 50"),
        ("AK30", "AK30", "AK30", "AK40"),
        ("M 15-16", "M 15-16", "M 17-18", "M 17-18"),
        ("大学", "大学", "大学", "高校"),
        ("S", "S", "N", "N"),
        ("Elite final", "Elite final", "Espoirs final", "Espoirs final"),
        ("Elite", "", "Espoirs", ""),  # as merged cells are saved
        ("Senior", "Senior", "Senior", "Junior"),  # one team, of a class that is known
        ("U19", "U19", "U19", "U17"),
        ("SM", "SM", "JM", "JM"),
        ("19+", "19+", "17-18", "17-18"),
        ("AK 30", "AK 30", "AK 40", "AK 40"),
        ("S", "S", "J", "J"),
        ("一般", "一般", "高校", "高校"),
    ],
)
@pytest.mark.parametrize("head", ["Class", "Category", "Age group"])
def test_classes_part_events(taken: Import, head: str, said: tuple[str, ...]) -> None:
    done, _ = taken(_sheet(f"Sex,{head},Team,Time", *said))
    assert done.status == 2
    assert f"there are 2 events: 'M {said[0]}', 'M {said[-1] or said[2]}'" in done.err


@pytest.mark.parametrize("head", ["Age group", "Altersklasse", "Category"])
def test_ages_are_classes(taken: Import, head: str) -> None:
    said = ("15", "15", "16", "16")
    as_csv, _ = taken(_sheet(f"Sex,{head},Team,Time", *said))
    rows = [
        {"sex": "M", head: age, "team": team, "time": time}
        for age, team, time in zip(said, _TEAMS, _TIMES, strict=True)
    ]
    as_json, _ = taken(json.dumps(rows))
    for done in (as_csv, as_json):
        assert done.status == 2
        assert "there are 2 events: 'M 15', 'M 16'" in done.err


@pytest.mark.parametrize("last", ["Espoirs", "30-39", "N", "1", "Q", "Gold", "Group B"])
def test_a_key_says_what_a_column_says(taken: Import, last: str) -> None:
    said = ("Elite", "Elite", "Elite", last)
    as_csv, _ = taken(_sheet("Sex,Class,Team,Time", *said))
    rows = [
        {"sex": "M", "class": each, "team": team, "time": time}
        for each, team, time in zip(said, _TEAMS, _TIMES, strict=True)
    ]
    as_json, _ = taken(json.dumps(rows))
    assert [as_csv.status, as_json.status] == [2, 2]
    assert [done.err.partition("there are")[2] for done in (as_csv, as_json)].count("") == 0


def test_places_leave_the_class_to_another_column(taken: Import) -> None:
    rows = [
        f"M,{i},{of},{team},{time}" for i, (of, team, time)
        in enumerate(zip(("Elite", "Elite", "Espoirs", "Espoirs"), _TEAMS, _TIMES, strict=True), 1)
    ]  # fmt: skip
    content = "\n".join(["Sex,Class,Category,Team,Time", *rows])
    assert "there are 2 events: 'M Elite', 'M Espoirs'" in taken(content)[0].err


def test_places_below_a_class_of_passings_part_no_laps(taken: Import) -> None:
    lines = [f"M,{of},{team},{lap},{5 + 28 * lap}.0" for of, team in
             ((1, "NOR"), ("", "NED")) for lap in range(1, 9)]  # fmt: skip
    done, teams = taken("\n".join(["sex,class,team,lap,time", *lines]))
    assert (done.status, sorted(teams)) == (0, ["NED", "NOR"])


def test_places_of_a_key_are_no_classes(taken: Import) -> None:
    rows = [
        {"sex": "M", "class": i, "team": team, "time": time}
        for i, (team, time) in enumerate(zip(_TEAMS, _TIMES, strict=True), 1)
    ]
    done, teams = taken(json.dumps(rows))
    assert (done.status, sorted(teams)) == (0, sorted(_TEAMS))


@pytest.mark.parametrize(("event", "teams"), [("M 17+", ["NOR", "ITA"]), ("M <17", ["CAN", "JPN"])])
def test_an_age_and_its_sign_are_chosen_as_they_are_told(
    taken: Import, event: str, teams: list[str]
) -> None:
    done, found = taken(
        _sheet("Sex,Age group,Team,Time", "17+", "17+", "<17", "<17"), "--event", event
    )
    assert (done.status, sorted(found)) == (0, sorted(teams)), done.err
