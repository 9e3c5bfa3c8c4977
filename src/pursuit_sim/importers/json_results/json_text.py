"""A text of JSON as a document, in which nothing is said twice and otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.words.cell_door import no_number, whole_number
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters told
DEEPEST = 100  # objects and lists in each other; answers of results services have ten
_MOST_PIECES = 100  # of JSON, of a value that is told
Pairs = list[tuple[str, Any]]


def document(text: str, where: str) -> Any:
    """What a text holds.

    Raises
    ------
    InputError
        if it is no JSON, or an object has two values for one key: the last would count alone
    """
    wrong: list[_Repeating] = []

    def once(pairs: Pairs) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs) and (problems := [*_differing(pairs)]):
            found = _Repeating(found, problems)
            wrong.append(found)
        return found

    try:
        read = json.loads(
            text, parse_constant=no_number, parse_int=whole_number, object_pairs_hook=once
        )
    except json.JSONDecodeError as error:
        cut_off = not text[error.pos :].strip() or "Unterminated" in error.msg
        problem = "ends in the middle: the file is cut" if cut_off else f"is not JSON: {error.msg}"
        remedy = "save the whole answer again"
        raise InputError.single(where, f"line {error.lineno}", problem, remedy) from None
    except RecursionError:
        raise _too_deep(where) from None
    except ValueError as error:
        raise InputError.single(where, "", f"is not JSON with results: {error}") from None
    if _depth(read) > DEEPEST:
        raise _too_deep(where)
    faults = [
        Fault(where, key, problem, "leave one of them")
        for key, each in (_objects(read) if wrong else ())
        if isinstance(each, _Repeating)
        for problem in each.problems
    ]
    if faults:
        raise InputError(faults)
    return read


def _too_deep(where: str) -> InputError:
    problem = f"is not JSON with results: more than {DEEPEST} objects or lists in each other"
    return InputError.single(where, "", problem, "save the list of results by itself")


def _depth(value: object) -> int:
    """How many objects and lists are in each other, counted to one beyond what is allowed."""
    level: list[object] = [value]
    for depth in range(DEEPEST + 1):
        nested = [each for each in level if isinstance(each, dict | list)]
        if not nested:
            return depth
        level = [inner for each in nested
                 for inner in (each.values() if isinstance(each, dict) else each)]  # fmt: skip
    return DEEPEST + 1


class _Repeating(dict[str, Any]):
    """An object with several values for a key, and what is wrong with it."""

    def __init__(self, values: dict[str, Any], problems: list[str]) -> None:
        super().__init__(values)
        self.problems = problems


def _differing(pairs: Pairs) -> Iterator[str]:
    """Problems of keys with several values."""
    values: dict[str, list[Any]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    for key, (first, *others) in values.items():
        if other := next((each for each in others if each != first), None):
            said = " and ".join(map(_said, (first, other)))
            yield f"has the key {cut(key, _LONGEST)!r} twice: {said}"


def _said(value: object) -> str:
    """The beginning of a value, without a look at all of it."""
    return cut("".join(islice(json.JSONEncoder().iterencode(value), _MOST_PIECES)), _LONGEST)


def _objects(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """All objects of a document, and where each stands."""
    waiting = [(key, "", value)]
    while waiting:
        around, own, each = waiting.pop()
        place = f"{around}{own}".lstrip(".")  # made late: there may be very many
        inner: Pairs = []
        if isinstance(each, dict):
            yield place, each
            inner = [(f".{name[:_LONGEST]}", value) for name, value in each.items()]
        elif isinstance(each, list):
            inner = [(f"[{i}]", value) for i, value in enumerate(each, 1)]
        waiting += ((place, name, value) for name, value in reversed(inner))
