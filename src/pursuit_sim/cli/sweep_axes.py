"""Which values `sweep` is to try: the words of its options, read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING

from pursuit_sim.errors import Fault, InputError

if TYPE_CHECKING:
    from pursuit_sim.lab.sweep_design import How, SweepDesign, SweptList, SweptRange
    from pursuit_sim.lab.swept_runs import Axis

_STEPS = 5  # values of a range that does not say how many
_MOST_STEPS = 100_000  # of one that does, in a long sweep
MOST_RUNS = 10_000_000_000  # of a long sweep
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*(?:/\s*([0-9]+)\s*)?")
_DIGITS = 10  # of values inside a range
_EXAMPLE = "write KEY=VALUES, such as rink.air_density_kgm3=1.03..1.24/4"


def axes(wanted: Sequence[str]) -> list[Axis]:
    """What the options say, or every fault in them."""
    from pursuit_sim.lab.sweep import MOST
    from pursuit_sim.lab.swept_runs import Axis

    return [Axis(key, values) for key, values in _read(wanted, MOST).items()]


def design(wanted: Sequence[str], how: How, draws: int, seed: int) -> SweepDesign:
    """What the options of a long sweep say, or every fault in them.

    Parameters
    ----------
    wanted : each KEY=VALUES; a range a..b is drawn from evenly, except in a grid
    how, draws, seed : as in `SweepDesign`
    """
    from pursuit_sim.lab.columns import DRAFTING
    from pursuit_sim.lab.sweep import OPTION
    from pursuit_sim.lab.sweep_design import SweepDesign, SweptList, SweptRange

    made: list[SweptList | SweptRange] = []
    faults: list[Fault] = []
    for key, values in _read(wanted, _MOST_STEPS, spans=how != "grid").items():
        span = _RANGE.fullmatch(values[0])
        if span is not None and len(values) == 1:
            made.append(SweptRange(key, float(span[1]), float(span[2])))
        elif key == DRAFTING:
            made.append(SweptList(key, values))
        elif all(re.fullmatch(_NUMBER, value) for value in values):
            made.append(SweptList(key, tuple(map(float, values))))
        else:
            odd = next(value for value in values if not re.fullmatch(_NUMBER, value))
            remedy = "write numbers; other values can be swept without -o"
            faults.append(Fault(OPTION, key, f"found {odd!r}", remedy))
    if faults:
        raise InputError(faults)
    found = SweepDesign(tuple(made), how, draws, seed)
    if found.runs > MOST_RUNS:
        problem = f"{found.runs} combinations of values"
        raise InputError.single(OPTION, "", problem, f"write at most {MOST_RUNS} in all")
    return found


def _read(wanted: Sequence[str], most: int, *, spans: bool = False) -> dict[str, tuple[str, ...]]:
    """The values of each key, or every fault.

    Parameters
    ----------
    wanted : each KEY=VALUES
    most : values of a range
    spans : whether a range that does not say how many values it has stays one
    """
    from pursuit_sim.lab.sweep import OPTION

    if not wanted:
        raise InputError.single(OPTION, "", "nothing is varied", _EXAMPLE)
    found: dict[str, tuple[str, ...]] = {}
    faults: list[Fault] = []
    for text in wanted:
        key, equals, values = text.partition("=")
        key = key.strip()
        span = _RANGE.fullmatch(values)
        stays = spans and span is not None and span[3] is None and _finite(span[1], span[2])
        listed = [values.strip()] if stays else _values(values, most)
        if equals and key and not listed:
            allowed = f"write 2 to {most} values, such as 1.03..1.24/4"
            if span and not _finite(span[1], span[2]):
                allowed = "it is larger than numbers can be; write one such as 1.03..1.24/4"
            faults.append(Fault(OPTION, key, f"found the range {values.strip()}", allowed))
        elif not equals or not key or not all(listed):
            faults.append(Fault(OPTION, "", f"found {text!r}", _EXAMPLE))
        elif key in found:
            faults.append(Fault(OPTION, key, "is varied twice", "give all its values at once"))
        else:
            found[key] = tuple(dict.fromkeys(listed))
    if faults:
        raise InputError(faults)
    return found


def _values(text: str, most: int) -> list[str]:
    """The values of a range, or those between commas outside of brackets and quotation marks.

    None of a range that asks for too few or too many.
    """
    found = _RANGE.fullmatch(text)
    if found is not None:
        return _ranged(found[1], found[2], found[3] or str(_STEPS), most)
    values, depth, quote = [""], 0, ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        depth += (sign in "[{") - (sign in "]}") if not quote else 0
        if sign == "," and not depth and not quote:
            values.append("")
        else:
            values[-1] += sign
    return [value.strip() for value in values]


def _finite(first: str, last: str) -> bool:
    """Whether the numbers between two can be told."""
    return isfinite(float(last) - float(first))


def _ranged(first: str, last: str, wanted: str, most: int) -> list[str]:
    """Evenly spaced numbers, whole ones if all of them are."""
    count = int(wanted) if len(wanted) <= len(str(most)) else 0
    if not 2 <= count <= most or not _finite(first, last):
        return []
    low, high = float(first), float(last)
    numbers = [
        float(f"{low + (high - low) * step / (count - 1):.{_DIGITS}g}") for step in range(count)
    ]
    if "." not in first + last and all(number.is_integer() for number in numbers):
        return [str(int(number)) for number in numbers]
    return [f"{number:.{_DIGITS}g}" for number in numbers]
