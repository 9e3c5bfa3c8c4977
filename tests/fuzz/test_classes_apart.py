"""A class beside who skated, another day in a title, files that say nobody: of which event."""

from __future__ import annotations

from random import Random

import pytest

from fuzz.classes_apart import (
    another_day,
    class_of_a_race,
    classes_below,
    one_class,
    sex_of_a_race,
    silent_file,
)


@pytest.mark.whole
@pytest.mark.parametrize(
    "case", [one_class, another_day, silent_file, class_of_a_race, sex_of_a_race, classes_below]
)
def test_nothing_of_two_events_is_one(case: object) -> None:
    """Each draws what was skated, writes it, and compares what is read with that."""
    assert callable(case)
    assert [found for i in range(25) if (found := case(Random(f"apart {i}")))] == []
