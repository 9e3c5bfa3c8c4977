"""Event formats: how the races of an event belong together, one module each."""

from pursuit_sim.event_formats import by_time, olympic, single
from pursuit_sim.event_formats.event_format import (
    FINISHED,
    NOT_SKATED,
    STATUSES,
    EventFormat,
    Heat,
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
    "STATUSES",
    "EventFormat",
    "Heat",
    "Misfit",
    "Pairing",
    "Stage",
    "rounds",
    "shared_places",
    "stage",
    "stages",
]


def stages() -> list[Stage]:
    """Every stage of every format."""
    return [stage for each in FORMATS.values() for stage in each.stages]


def rounds() -> tuple[str, ...]:
    """Everything that `round` of a race may say."""
    return (*(name for each in stages() for name in each.rounds), NO_ROUND)


def stage(round_: str) -> Stage | None:
    """The stage that a round belongs to; None for a race without."""
    return next((each for each in stages() if round_ in each.rounds), None)
