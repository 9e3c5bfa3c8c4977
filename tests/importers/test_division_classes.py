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
