"""An empty heat is that of the row above, none, or refused where nobody can tell."""

from __future__ import annotations

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.importers.sheet_tables.delimited_tables import RESULTS

TIMES = {
    "NOR": "3:38.08",
    "Norway": "3:38.08",
    "ITA": "3:39.08",
    "USA": "3:40.08",
    "JPN": "3:41.08",
    "CAN": "3:42.08",
}


def _heats(rows: str) -> list[list[str]]:
    """The teams of each race of rows such as "1 NOR, ITA, 2 USA DNS", a blank heat left out."""
    lines = ["Heat,Team,Time"]
    for row in rows.split(", "):
        words = row.split()
        heat = words.pop(0) if words[0].isdigit() else ""
        lines.append(f"{heat},{words[0]},{words[1] if len(words) > 1 else TIMES[words[0]]}")
    found: dict[str, list[str]] = {}
    for each in RESULTS.read("\n".join(lines), "sheet").results:
        found.setdefault(each.heat, []).append(each.team)
    return [*found.values()]


@pytest.mark.parametrize(
    ("rows", "races"),
    [
        ("1 NOR, ITA, 2 USA, JPN", ["NOR ITA", "USA JPN"]),
        ("1 NOR, ITA, 2 USA, JPN, POL DNS", ["NOR ITA", "USA JPN", "POL"]),
        ("1 NOR, ITA, POL DNS, 2 USA, JPN", ["NOR ITA", "POL", "USA JPN"]),
        ("1 NOR, ITA, 2 USA, JPN DNS", ["NOR ITA", "USA JPN"]),
        ("1 NOR, ITA, 2 USA, CAN, 3 JPN, 4 POL DNS", ["NOR ITA", "USA CAN", "JPN", "POL"]),
        ("1 NOR, 2 ITA, 3 USA, JPN", ["NOR", "ITA", "USA JPN"]),
        ("2 USA, 3 NOR, 1 ITA, JPN DNS", ["USA", "NOR", "ITA", "JPN"]),
        ("1 NOR, ITA DSQ, 2 USA, JPN DNS", ["NOR ITA", "USA JPN"]),
        # Each heat is full: who has none skated alone.
        ("1 NOR, 1 ITA, USA", ["NOR ITA", "USA"]),
        ("1 NOR, 1 ITA, 2 USA, 2 JPN, POL DNS", ["NOR ITA", "USA JPN", "POL"]),
        ("CAN, 1 NOR, 1 ITA", ["CAN", "NOR ITA"]),
        ("1 NOR, 1 ITA, NOR DNS", ["NOR ITA", "NOR"]),
    ],
)
def test_an_empty_heat(rows: str, races: list[str]) -> None:
    assert sorted(map(" ".join, _heats(rows))) == sorted(races)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1 NOR, ITA, 2 USA, 2 JPN", "line 3, Heat: is empty; write it in every row, or once"),
        ("1 NOR, ITA, USA, 2 JPN", "line 3, Heat: is empty; write it"),
    ],
)
def test_an_empty_heat_that_nobody_can_tell_is_refused(rows: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        _heats(rows)
