"""`qualify`: a table that says why, JSON, CSV, and files that do not go together."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from helpers import world_cup
from helpers.outcomes import CLI


@pytest.fixture
def men(tmp_path: Path) -> list[Path]:
    """The three World Cups with team pursuits before Milano 2026."""
    found = []
    for number in world_cup.DATES:
        file = tmp_path / f"wc{number}.toml"
        file.write_text(world_cup.text(number, "M"), encoding="utf-8")
        found.append(file)
    return found


def test_the_table_says_why(cli: CLI, men: list[Path]) -> None:
    done = cli("qualify", *men, "--host", "ita")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    (usa,) = (line for line in lines if line.startswith("USA"))
    assert usa.split() == [
        "USA", "1st", "by", "points", "180", "60", "+", "60", "+", "60", "3:32.49",
        "World", "Cup", "1", "2025-11-16,", "A", "4",
    ]  # fmt: skip
    (norway,) = (line for line in lines if line.startswith("NOR"))
    assert "1st by time" in norway
    assert "3:35.20" in norway
    (poland,) = (line for line in lines if line.startswith("POL"))
    assert "reserve 1" in poland
    assert "67–75" in poland
    assert lines.index(usa) < lines.index(norway) < lines.index(poland)
    assert any(
        line.startswith("rule: one team a nation; six by World Cup points") for line in lines
    )


def test_json_and_csv_say_the_same(cli: CLI, men: list[Path]) -> None:
    document = json.loads(cli("qualify", *men, "--format", "json").out)
    assert (document["format"], document["version"]) == ("pursuit-sim/qualification", 1)
    assert document["field"] == ["USA", "NED", "FRA", "ITA", "GER", "CHN", "NOR", "JPN"]
    assert document["sex"] == "men"
    rows = list(csv.DictReader(io.StringIO(cli("qualify", *men, "--format", "csv").out)))
    assert [row["nation"] for row in rows[:8]] == document["field"]
    assert [row["way"] for row in rows[:8]] == 6 * ["points"] + 2 * ["time"]
    poland = next(row for row in rows if row["nation"] == "POL")
    assert (poland["points_least"], poland["points_most"]) == ("67", "75")
    assert float(poland["time_s"]) == pytest.approx(220.52)


def test_what_cannot_be_counted_is_refused(cli: CLI, men: list[Path]) -> None:
    (fault,) = cli("qualify", "beijing-2022-men").faults
    assert "beijing-2022-men: event.rounds: is 'olympic', which has no World Cup points" in fault
    (fault,) = cli("qualify", men[0], men[0].parent / "." / men[0].name).faults
    assert "is named twice" in fault
    copy = men[0].with_name("copy.toml")
    copy.write_bytes(men[0].read_bytes())
    (fault,) = cli("qualify", men[0], copy).faults
    assert "is the same event as" in fault
    (fault,) = cli("qualify", men[0], "--host", "Italy").faults
    assert "'Italy' is no code of a nation" in fault
    faults = cli("qualify", "none.toml", men[0], "nothing.toml").faults
    assert len(faults) == 2


def test_a_what_if_is_called_one(cli: CLI, men: list[Path]) -> None:
    changed = men[0].with_name("changed.toml")
    head = 'format = "pursuit-sim/scenario"\nversion = 1\nextends = "world-cup-2025-hamar-men"\n'
    changed.write_text(head + '[races.a-4.finish]\ntime = "3:35.00"\n', encoding="utf-8")
    (event,) = json.loads(cli("qualify", changed, "--format", "json").out)["events"]
    assert event.endswith("2025-12-14 (what-if)")
    assert "(what-if)" not in cli("qualify", men[0]).out
