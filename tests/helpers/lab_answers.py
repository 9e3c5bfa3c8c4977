"""Answers of the lab for which several tests ask in the same words, each found once a process.

For tests of what is made of an answer: its words, its files, what follows from it. A question
in other words is another one, and is asked.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import pytest

from pursuit_sim.lab import compare, fit, medals, race_fits, rerun, supposed, tomorrow
from pursuit_sim.verbs import planned

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def once(find: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """The function, which keeps its answers; nobody is told of their progress.

    What is left to its default is the same question as the default in so many words.
    """
    found: dict[object, Found] = {}
    ask: Callable[..., Found] = find
    signature = inspect.signature(find)

    def answer(*asked: Any, on_step: object = None, **how: Any) -> Found:
        del on_step
        whole = signature.bind(*asked, **how)
        whole.apply_defaults()
        key = tuple((name, _plain(each)) for name, each in whole.arguments.items())
        if key not in found:
            found[key] = ask(*asked, **how)
        return found[key]

    return cast("Callable[Asked, Found]", answer)


def _plain(value: Any) -> Any:
    """A value by which things can be looked up; races are known by all that they hold."""
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple)) else value


compared, plan_of = once(compare.compare), once(tomorrow.plan_race)
fitted = once(fit.fit)


def share(patch: pytest.MonkeyPatch) -> None:
    """Let whoever asks have these answers."""
    for module in (compare, medals, rerun, supposed, tomorrow):
        patch.setattr(module, "compare", compared)
    patch.setattr(planned, "plan_race", plan_of)
    for module in (fit, race_fits):
        patch.setattr(module, "fit", fitted)
