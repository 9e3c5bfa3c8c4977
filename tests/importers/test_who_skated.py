"""Who of a team skated: marks beside names in rows below it, and reserves in one cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome

Import = Callable[..., tuple[Outcome, list[str]]]
OTHERS = ("Ola", "Nes", "Mo")


def marked(mark: str, head: str, *, team: str = "Korea", others: bool = True) -> str:
    """Rows of skaters below their team, three of four with a mark that they skated."""
    rows = [f"1,{team},3:38.08,", ",Jensen,,", *(f",{name},,{mark}" for name in OTHERS)]
    second = [f",{name},,{mark if others else ''}" for name in "ABC"]
    return "\n".join([f"Rank,Team,Time,{head}", *rows, "2,Italy,3:39.10,", *second])


@pytest.mark.parametrize("mark", ["x", "X", "✓", "✔", "yes", "1", "ja"])
@pytest.mark.parametrize("head", ["Skated", "Started", "Gelaufen", "Startet"])
def test_who_has_no_mark_did_not_skate(taken: Import, mark: str, head: str) -> None:
    for text in (marked(mark, head), marked(mark, head, others=False)):
        got, _ = taken(text, "--sex", "men")
        assert got.status == 0, got.err
        assert "'Jensen (did not skate)' is read as a skater" in got.err
        assert f"{head!r} says who of a team skated" in got.err
        assert "not used" not in got.err
        assert "~Ola, Nes, Mo" in got.err
        assert "~A, B, C" in got.err


def test_marks_of_all_say_nothing(taken: Import) -> None:
    got, _ = taken(marked("x", "Skated").replace("Jensen,,", "Jensen,,x"), "--sex", "men")
    assert "~Jensen, Ola, Nes" in got.err
    got, _ = taken(marked("", "Skated"), "--sex", "men")
    assert "~Jensen, Ola, Nes" in got.err


@pytest.mark.parametrize("said", [
    "Ola, Nes, Mo, Sund (res), Dal (res)", "Ola, Nes, Mo, Sund (R), Dal (R)",
    "Ola, Nes, Mo, Sund - reserve, Dal - reserve", "R: Sund / Ola / Nes / Mo",
    "Ola / Nes / Mo / R: Sund", "Ola; R: Sund; Nes; Mo", "Ola, Nes, Mo, R: Sund",
])  # fmt: skip
def test_reserves_in_one_cell_are_left_out(taken: Import, said: str) -> None:
    got, _ = taken(f'Team,Time,Skaters\nKorea,3:38.08,"{said}"\nItaly,3:39.1,\n', "--sex", "men")
    assert got.status == 0, got.err
    assert "~Ola, Nes, Mo" in got.err
    assert "not read" not in got.err


def test_of_four_with_a_reserve_the_first_three_skated(taken: Import) -> None:
    text = 'Team,Time,Skaters\nKorea,3:38.08,"Ola, Nes, Mo, Kol, Dal (res)"\nItaly,3:39.1,\n'
    got, _ = taken(text, "--sex", "men")
    assert "the first three that the file names skated for KOR (not Kol)" in got.err
    assert "'Dal (res)' is read as a skater" in got.err
