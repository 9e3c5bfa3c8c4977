"""That something may have happened in a race, for whatever rests on its time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from pursuit_sim.errors import InputError
from pursuit_sim.lab.skated import as_skated
from pursuit_sim.scenario import slow_laps
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.slow_laps import SlowStretch, doubted
from pursuit_sim.sim.schedule import schedules

_AGAIN = "What is said here has that again: if somebody fell or stumbled, ask of another race"


def slow(race: Race, entry: Entry) -> tuple[SlowStretch, ...]:
    """Where a race was clearly slow that a team skated, the most first, see `slow_laps.doubted`.

    Parameters
    ----------
    race, entry : as they are to be skated
    """
    return _doubts(race, entry)[0]


def unexplained(race: Race, entry: Entry) -> str:
    """That gaps ask for an uneven race and do not say why; empty where they do not.

    Parameters
    ----------
    race, entry : as of `slow`
    """
    uneven_s = _doubts(race, entry)[1]
    return slow_laps.unexplained(as_skated(race, entry)[0], uneven_s) if uneven_s else ""


def remarks(race: Race, entry: Entry) -> tuple[str, ...]:
    """That in a sentence or two, with what follows; none where the parts of a race are alike.

    Parameters
    ----------
    race, entry : as of `slow`
    """
    was, skated = as_skated(race, entry)
    found, uneven_s = _doubts(race, entry)
    told = slowest(found, skated.team.code, was.name)
    if not told and uneven_s:
        told = f"Of {was.name} {slow_laps.unexplained(was, uneven_s)}"
    return (f"{told}. {_AGAIN}.",) if told else ()


def _doubts(race: Race, entry: Entry) -> tuple[tuple[SlowStretch, ...], float]:
    """As `slow`, and how uneven gaps make that race without a reason [s]."""
    was, skated = as_skated(race, entry)
    index = was.by_team()[skated.team.code]
    supposed: tuple[SlowStretch, ...] = ()
    uneven_s = 0.0
    with suppress(InputError):  # what cannot be skated so, the power model may skate
        found = schedules(was)[index]
        supposed, uneven_s = found.supposed, found.uneven_s
    return doubted(was, was.entries[index], supposed), uneven_s


def slowest(stretches: Sequence[SlowStretch], code: str, race: str) -> str:
    """The slowest of some stretches, and how many there are besides; empty where there are none.

    Parameters
    ----------
    stretches : the slowest first
    code : of the team
    race : for people
    """
    if not stretches:
        return ""
    most, *rest = stretches
    others = f", and {len(rest)} more such" if rest else ""
    if most.supposed:
        return f"Of {race} {most.lost(code)}{others}"
    words = most.words[:1].upper() + most.words[1:]
    return (
        f"{words} of {code} in {race} took {most.took_s:.2f} s, {most.more_s:.1f} s more than the "
        f"rest of it makes likely{others}"
    )
