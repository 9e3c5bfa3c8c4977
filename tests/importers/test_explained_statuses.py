"""Footnotes that explain a status which stands in the row already."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome
from pursuit_sim.importers.words.unfinished import statuses

Import = Callable[[str], Outcome]


@pytest.mark.parametrize(
    ("italy", "line"),
    [
        ("Italy,DNF *", "* fall, did not finish"),
        ("Italy*,DSQ", "* disqualified: third skater"),
        ("Italy [1],DSQ", "[1] disqualified"),
        ("Italy,DNF¹", "¹ Italy did not finish (fall)"),
    ],
)
def test_it_takes_no_other_time(imported: Import, italy: str, line: str) -> None:
    text = f'Heat,Team,Time\n1,Norway,3:38.08\n1,{italy}\n"{line}"\n'
    found = imported(text)
    assert found.status == 0, found
    assert "3:38.08" in found.err + found.out


@pytest.mark.parametrize("norway", ["Norway,3:38.08 *", "Norway*,3:38.08"])
def test_the_same_mark_beside_a_time_still_does(imported: Import, norway: str) -> None:
    text = f"Heat,Team,Time\n1,{norway}\n1,Italy*,DSQ\n* disqualified\n"
    assert "not clear whether the time" in imported(text).err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann D Quist", []), ("x D/Q, d.n.f.; W/D", ["DSQ", "DNF", "WDR"]),
        ("(dnf)2dns", ["DNF", "DNS"]),
        ("3:38.08dsq", ["DSQ"]), ("ej i mål", ["DNF"]), ("途中棄権と失格", ["DNF", "DSQ"]),
        ("n'est pas parti, non partant", ["DNS"]), ("gediskwalificeerd", ["DSQ"]),
    ],
)  # fmt: skip
def test_words_are_found_wherever_they_begin(text: str, found: list[str]) -> None:
    assert statuses(text) == found
