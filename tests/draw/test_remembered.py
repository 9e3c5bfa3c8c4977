"""What was made of a replay lies with it, and is made once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pursuit_sim.draw.replay.remembered import remembered


class _Kept:
    shift = 0

    @cached_property
    def made(self) -> dict[object, dict[object, Any]]:
        return {}


def test_it_is_made_once_for_the_last_few_arguments() -> None:
    made: list[tuple[int, int]] = []

    @remembered(2)
    def total(of: _Kept, one: int, *, two: int = 0) -> int:
        made.append((one, two))
        return of.shift + one + two

    first, second = _Kept(), _Kept()
    second.shift = 10
    assert [total(first, 1), total(first, 1, two=1), total(first, 1)] == [1, 2, 1]
    assert total(second, 1) == 11
    assert made == [(1, 0), (1, 1), (1, 0)]
    total(first, 5)  # the third: the first of them goes
    total(first, 1, two=1)
    assert made[3:] == [(5, 0)]
    total(first, 1)
    assert made[4:] == [(1, 0)]
