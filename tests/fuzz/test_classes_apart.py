"""A class beside who skated, another day in a title, files that say nobody: of which event."""

from __future__ import annotations

from random import Random

import pytest

from fuzz.classes_apart import another_day, one_class, silent_file
from pursuit_sim.units import format_time, level, place


@pytest.mark.parametrize("case", [one_class, another_day, silent_file])
def test_nothing_of_two_events_is_one(case: object) -> None:
    """Each draws what was skated, writes it, and compares what is read with that."""
    assert callable(case)
    assert [found for i in range(25) if (found := case(Random(f"apart {i}")))] == []


@pytest.mark.parametrize(("one", "other"), [(218.0849, 218.0851), (170.7549, 170.7551)])
def test_times_shown_in_other_hundredths_are_not_level(one: float, other: float) -> None:
    """3:38.084 and 3:38.085, cut to the thousandths in which they are measured."""
    assert format_time(one) != format_time(other)
    assert not level(one, other)
    assert [place(each, [one, other]) for each in (one, other)] == [1, 2]
    assert level(218.0801, 218.0802)
