"""What was made of a replay, kept no longer than the replay."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Keeping(Protocol):
    """Whatever keeps what was made of it."""

    @property
    def made(self) -> dict[object, dict[object, Any]]:
        """By the function that made it, and by what else that was given."""


K = TypeVar("K", bound=Keeping)


def remembered(
    most: int,
) -> Callable[[Callable[Concatenate[K, P], T]], Callable[Concatenate[K, P], T]]:
    """Let a function make the same of a replay only once.

    What it made lies with the replay: races that were left take no memory along.

    Parameters
    ----------
    most : for so many different further arguments; then the oldest goes
    """

    def decorate(function: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
        @wraps(function)
        def asked(of: K, /, *others: P.args, **named: P.kwargs) -> T:
            kept = of.made.setdefault(function, {})
            key = (others, *named.items()) if named else others
            if key not in kept:
                value = function(of, *others, **named)
                if len(kept) >= most:
                    kept.pop(next(iter(kept)))
                kept[key] = value
            found: T = kept[key]
            return found

        return asked

    return decorate
