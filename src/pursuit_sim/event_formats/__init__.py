"""Event formats: how the races of an event belong together, one module each."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.event_formats import (
    by_time,
    championship,
    divisions,
    olympic,
    olympic_2014,
    single,
    world_cup,
)
from pursuit_sim.event_formats.event_format import (
    FINISHED,
    NOT_SKATED,
    SKATED_AGAIN,
    STATUSES,
    EventFormat,
    FormatProblem,
    Heat,
    Meeting,
    Misfit,
    Pairing,
    Stage,
    shared_places,
)

# Every format by the name that `event.rounds` has for it; the last one is the default.
FORMATS: dict[str, EventFormat] = {
    each.name: each
    for each in (
        olympic.FORMAT,
        olympic_2014.FORMAT,
        world_cup.FORMAT,
        championship.FORMAT,
        by_time.FORMAT,
        single.FORMAT,
    )
}
DEFAULT = single.FORMAT.name
NO_ROUND = "race"  # the round of a race that belongs to none

__all__ = [
    "DEFAULT",
    "FINISHED",
    "FORMATS",
    "NOT_SKATED",
    "NO_ROUND",
    "SKATED_AGAIN",
    "STATUSES",
    "EventFormat",
    "Heat",
    "Meeting",
    "Misfit",
    "Pairing",
    "Stage",
    "division_names",
    "problems",
    "rounds",
    "shared_places",
    "stage",
    "stages",
]


def stages() -> list[Stage]:
    """Every stage of every format; one that several have is listed once."""
    return [*dict.fromkeys(stage for each in FORMATS.values() for stage in each.stages)]


def problems(format_: EventFormat, pairings: Sequence[Pairing]) -> list[FormatProblem]:
    """What a format does not allow in a file, from who meets whom."""
    return [*format_.problems(pairings), *divisions.problems(format_, pairings)]


def division_names() -> tuple[str, ...]:
    """Everything that `division` of a race may say."""
    return tuple(dict.fromkeys(name for each in FORMATS.values() for name in each.divisions))


def rounds() -> tuple[str, ...]:
    """Everything that `round` of a race may say."""
    return (*(name for each in stages() for name in each.rounds), NO_ROUND)


def stage(round_: str) -> Stage | None:
    """The stage that a round belongs to; None for a race without."""
    return next((each for each in stages() if round_ in each.rounds), None)
