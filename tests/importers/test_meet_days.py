"""Columns that say the day and the place: which rows are of one event."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from helpers.result_tables import Import

TEAMS = "Norway", "Italy", "Canada", "Japan"


def rows(heads: str, *said: str, heats: str = "1122") -> str:
    """Four teams in two heats; of the second pair something else may be said than of the first."""
    cells = [
        f"{heat},{team},3:38.{n}8,{said[n // 2]}"
        for n, (team, heat) in enumerate(zip(TEAMS, heats, strict=True))
    ]
    return "\n".join([f"Heat,Team,Time,{heads}", *cells]) + "\n"


MEN = "--sex", "men"
TWO_MEETS = [
    ("Date", "16.11.2025", "21.11.2025"),
    ("Date", "2022-02-15", "2026-02-15"),
    ("City", "Calgary", "Hamar"),
    ("Date,City", "2025-11-16,Calgary", "2025-11-17,Hamar"),
    ("Competition,Date", "World Cup 1,2025-11-16", "World Cup 2,2025-11-17"),
    ("Competition,City", "World Cup,Calgary", "World Cup,Hamar"),
]


@pytest.mark.parametrize(
    ("heads", "one", "other"),
    [
        ("Date", "16.11.2025", "17.11.2025"),
        ("Date", "2022-02-12", "2022-02-15"),  # as the quarterfinals and finals of Beijing
        ("Date", "2025-12-31", "2026-01-01"),
        ("Date,City", "2025-11-16,Calgary", "2025-11-17,Calgary"),
        ("Competition,Date", "World Cup 1,2025-11-16", "World Cup 1,2025-11-17"),
        ("Competition,Date,City", "Olympics,2026-02-14,Milano", "Olympics,2026-02-17,Rho"),
    ],
)
def test_days_of_a_meet_are_one_event(taken: Import, heads: str, one: str, other: str) -> None:
    got, teams = taken(rows(heads, one, other), *MEN)
    assert teams == sorted(TEAMS), got
    assert "read: days of one event: 20" in got.err


@pytest.mark.parametrize(("heads", "one", "other"), TWO_MEETS)
def test_what_may_be_two_meets_is_one_event_as_advised(
    taken: Import, heads: str, one: str, other: str
) -> None:
    sheet = rows(heads, one, other)
    got, _ = taken(sheet, *MEN)
    assert "there are 2 events" in got.err
    assert "or add --one-event if" in got.err
    assert taken(sheet, *MEN, "--one-event")[1] == sorted(TEAMS)


@pytest.fixture
def races(cli: CLI, tmp_path: Path) -> Callable[..., tuple[Outcome, dict[str, set[str]]]]:
    """The teams of each race of a sheet."""

    def run(text: str, *words: str) -> tuple[Outcome, dict[str, set[str]]]:
        sheet, made = tmp_path / "sheet.csv", tmp_path / "made.toml"
        sheet.write_text(text)
        done = cli("import", sheet, *MEN, *words, "-o", made, "--force")
        assert done.status == 0, done
        found = pursuit_sim.load(made).races.values()
        return done, {race.id: {each.team.code for each in race.everybody} for race in found}

    return run


def test_heats_that_are_numbered_anew_on_each_day_are_a_race_of_each(
    races: Callable[..., tuple[Outcome, dict[str, set[str]]]],
) -> None:
    sheet = rows("Date", "2025-11-16", "2025-11-17", heats="1111")
    _, found = races(sheet)
    assert found == {"1-2025-11-16": {"NOR", "ITA"}, "1-2025-11-17": {"CAN", "JPN"}}
    _, found = races(sheet, "--event", "2025-11-17")  # a day can still be chosen
    assert found == {"heat-1": {"CAN", "JPN"}}
    _, found = races(rows("City", "Calgary", "Hamar", heats="1111"), "--one-event")
    assert found == {"1-calgary": {"NOR", "ITA"}, "1-hamar": {"CAN", "JPN"}}


def test_an_event_of_two_days_is_dated_by_the_first(cli: CLI, tmp_path: Path) -> None:
    sheet, made = tmp_path / "sheet.csv", tmp_path / "made.toml"
    sheet.write_text(rows("Date", "2025-11-17", "2025-11-16"))
    assert cli("import", sheet, *MEN, "-o", made).status == 0
    assert pursuit_sim.load(made).event.date == "2025-11-16"
