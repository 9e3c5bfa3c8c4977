"""Days of which nobody has a result are slips, or a program's word for none."""

from __future__ import annotations

from datetime import date

import pytest

from helpers.outcomes import CLI
from pursuit_sim.importers.words.cells import date_of


@pytest.mark.parametrize("key", ["event.date", "races.final-a.start"])
@pytest.mark.parametrize(
    ("day", "status"), [("0001-01-01", 2), ("1891-12-31", 2), ("1892-01-01", 0)]
)
def test_no_race_is_older_than_the_rules(cli: CLI, key: str, day: str, status: int) -> None:
    done = cli("run", "beijing-2022-men", "--set", f"{key}={day}")
    assert done.status == status
    if status:
        assert [
            line for line in done.told if f"{key}: found {day}" in line and "from 1892 on" in line
        ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0001-01-01", None),  # an empty date of .NET, Go and SQL
        ("01.01.0001", None),
        ("0001-01-01T00:00:00", None),
        ("1892-07-23", date(1892, 7, 23)),
    ],
)
def test_a_sheet_has_no_such_day_either(text: str, day: date | None) -> None:
    assert date_of(text) == day
