"""Rows of records and of what is worked out from times are no teams."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome

Import = Callable[[str], Outcome]


def teams(tmp_path: Path) -> list[str]:
    races = pursuit_sim.load(tmp_path / "made.toml").races.values()
    return sorted(each.team.name for race in races for each in race.entries)


RANKED = "Rank,Team,Time\n1,Norway,3:38.08\n2,Italy,3:39.10\n"
IN_HEATS = "Heat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:39.10\n"


@pytest.mark.parametrize(
    ("above", "row"),
    [
        (RANKED, ",World record,3:32.49"), (RANKED, ",Best time,3:38.08"),
        (RANKED, ",WR: Netherlands,3:32.49"), (RANKED, "-,OR,3:36.61"),
        (RANKED, ",Track record Canada,3:34.00"), (RANKED, ",Gemiddelde,3:38.59"),
        (RANKED, ",Bahnrekord,3:34.00"), (RANKED, ",Arena record,3:34.00"),
        (IN_HEATS, "BR,Canada,3:34.00"), (IN_HEATS, "WR,Canada,3:32.49"),
        (IN_HEATS, "OR,ROC,3:36.61"), (IN_HEATS, ",Rec,3:32.49"), (IN_HEATS, ",Average,3:38.59"),
        ("Team,Time\nNorway,3:38.08\nItaly,3:39.10\n", "World record,3:32.49"),
        ("Team,Time\nNorway,3:38.08\nItaly,3:39.10\n", "WR,3:32.49"),
    ],
)  # fmt: skip
def test_a_row_of_a_record_is_left_out_and_told(
    imported: Import, tmp_path: Path, above: str, row: str
) -> None:
    done = imported(f"{above}{row}\n")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"])
    assert "rows of records, best times and means are left out: " in done.err


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Rank,Team,Time\n1,Norway,3:38.08\n2,OR,3:39.10\n", "OR"),
        ("Heat,Team,Time\n1,Norway,3:38.08\n1,World Record,3:39.10\n", "World Record"),
        ("Team,Time\nNorway,3:38.08\nNR,3:39.10\n", "NR"),
        ("Team,Time\nNorway,3:38.08\nSC Record,3:39.10\n", "SC Record"),
        ("Heat,Team,Time\nOR,Norway,3:38.08\nOR,Italy,3:39.10\n", "Italy"),
    ],
)
def test_what_has_a_place_or_a_heat_is_a_team(
    imported: Import, tmp_path: Path, text: str, team: str
) -> None:
    assert imported(text).status == 0
    assert teams(tmp_path) == sorted(["Norway", team])


def test_a_record_among_json(imported: Import, tmp_path: Path) -> None:
    rows = [("Norway", "3:38.08"), ("Italy", "3:39.10"), ("World record", "3:32.49")]
    text = ", ".join(f'{{"team": "{team}", "time": "{time}"}}' for team, time in rows)
    assert imported(f"[{text}]").status == 0
    assert teams(tmp_path) == ["Italy", "Norway"]
