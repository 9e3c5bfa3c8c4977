"""What says of which race a team is may say who skated, a class, a day or a place: in any file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest

from helpers.result_tables import Import

_TEAMS = ("NOR", "ITA", "CAN", "JPN")
_TIMES = ("3:38.08", "3:39.10", "3:40.08", "3:41.10")
_LETTERED = (("Junioren A", "Junioren B"), ("Juniors B, 1", "Juniors C, 1"))
_Rows = list[dict[str, str]]


def _rows(head: str, said: Sequence[str]) -> _Rows:
    """Two heats, of each of which a column or a key says something."""
    return [
        {"Team": team, "Heat": str(1 + i // 2), "Time": time, head: said[i // 2]}
        for i, (team, time) in enumerate(zip(_TEAMS, _TIMES, strict=True))
    ]


def _as_csv(rows: _Rows) -> str:
    text = io.StringIO()
    written = csv.DictWriter(text, [*rows[0]])
    written.writeheader()
    written.writerows(rows)
    return text.getvalue()


def _as_json(rows: _Rows) -> str:
    return json.dumps({"results": [{k.casefold(): v for k, v in row.items()} for row in rows]})


WRITTEN = pytest.mark.parametrize("written", [_as_csv, _as_json])


@WRITTEN
@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Division", ("Women", "Men")), ("Division", ("Women A", "Men A")),
        ("Division", ("Junior women", "Junior men")), ("Race", ("Women", "Men")),
        ("Round", ("Women", "Men")),
    ],
)  # fmt: skip
def test_who_skated(taken: Import, written: object, head: str, said: tuple[str, str]) -> None:
    assert callable(written)
    done, teams = taken(written(_rows(head, said)), "--sex", "men")
    assert done.status == 0, done
    assert sorted(teams) == ["CAN", "JPN"]
    assert "left out, of women" in done.err


@WRITTEN
@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Division", ("Junior", "Senior")), ("Division", ("U19", "U23")),
        ("Date", ("2025-01-14", "2025-12-15")), ("Venue", ("Thialf", "Max Aicher Arena")),
        ("City", ("Hamar", "Calgary")), ("Division", ("Elite", "Open")),
        ("Division", ("Academy", "Development")), ("Division", ("大学", "高校")),
        ("Division", ("Pupillen", "Kadetten")),
        *((head, said) for head in ("Division", "Round", "Race", "Heat") for said in _LETTERED),
        ("Division", ("Junior 1", "Junior 2")), ("Round", ("Masters 30", "Masters 40")),
        ("Race", ("Masters 30, heat 1", "Masters 40, heat 2")),
    ],
)  # fmt: skip
def test_two_events(taken: Import, written: object, head: str, said: tuple[str, str]) -> None:
    assert callable(written)
    done, _ = taken(written(_rows(head, said)), "--sex", "men")
    assert done.status == 2
    assert "there are 2 events" in done.err


@WRITTEN
@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Division", ("A", "B")), ("Division", ("Division A", "Division B")),
        ("Division", ("1", "2")), ("Division", ("Final A", "Final B")),
        ("Division", ("Group A", "Group B")), ("Division", ("Gold", "Silver")),
        ("Division", ("Q", "NQ")), ("Round", ("Final A", "Final B")),
        ("Round", ("Semifinals", "Finals")), ("Date", ("2025-01-14", "2025-01-15")),
        ("Date", ("2025-01-14T10:00", "2025-01-14T10:05")),
        ("Race", ("Final B juniors", "Final A juniors")), ("Race", ("Junior 1", "Junior 2")),
        ("Race", ("Juniors, pair 1", "Juniors, pair 2")),
    ],
)  # fmt: skip
def test_one_event(taken: Import, written: object, head: str, said: tuple[str, str]) -> None:
    assert callable(written)
    done, teams = taken(written(_rows(head, said)), "--sex", "men")
    assert done.status == 0, done
    assert sorted(teams) == sorted(_TEAMS)


@pytest.mark.parametrize("key", ["city", "venue", "date"])
def test_what_all_rows_say_is_of_the_event(taken: Import, key: str) -> None:
    said = "2025-01-14" if key == "date" else "Hamar"
    done, teams = taken(_as_json(_rows(key, (said, said))), "--sex", "men")
    assert (done.status, sorted(teams)) == (0, sorted(_TEAMS))
    assert "not used" not in done.err
    assert key not in done.err.partition("missing: rounds")[2]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("city", ["Hamar", "Asker", "Bergen", "Arendal"]),
        ("date", ["22.11.2025 14:05"] * 2 + ["22.11.2025 14:10"] * 2),
        ("date", ["1763820000000", "1763820100000", "1763820600000", "1763820700000"]),
        ("day", ["Friday", "Friday", "Saturday", "Saturday"]),
    ],
)
def test_what_is_of_a_team_or_a_heat_parts_no_event(
    taken: Import, key: str, said: list[str]
) -> None:
    """Clubs have cities of their own, and each heat an hour."""
    rows = [
        {"heat": 1 + i // 2, "team": team, "time": f"3:4{i}.10", key: text}
        for i, (team, text) in enumerate(
            zip(("Hamar IL", "Asker", "BSK", "ASK"), said, strict=True)
        )
    ]
    done, _ = taken(json.dumps(rows), "--sex", "men")
    assert (done.status, "2 races" in done.err) == (0, True), done.err


def test_a_row_with_laps_and_one_with_a_reason_are_teams(taken: Import) -> None:
    laps = ";30,1;26,5;26,7;26,9;27,1;27,4;27,8;28,0"
    heads = ";".join(f"Lap {i}" for i in range(1, 9))
    rows = [f"1;DEC Inzell{laps};3:40,50", f"2;SC Berlin{laps};3:40,50", f"2;TSV Dresden{laps};"]
    done, _ = taken("\n".join([f"Heat;Team;{heads};Time", *rows]), "--sex", "men")
    assert done.status == 0, done.err
    for why in ("Verletzung", "Nur zwei Läufer", "Absent"):
        sheet = f"Lauf,Mannschaft,Zeit,Bemerkung\n1,SC Berlin,3:40.50,\n1,TSV Dresden,,{why}\n"
        done, _ = taken(sheet, "--sex", "men")
        assert done.status == 0, done.err
