"""Of whom the power model can tell something: a fall costs what is no matter of power."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Race


def no_falls(entries: Iterable[Entry]) -> str:
    """Why the power model cannot tell a race of some entries; empty where nobody fell."""
    fell = [each.team.code for each in entries if each.fall is not None]
    return f"{' and '.join(fell)} fell, and the power model knows no falls" if fell else ""


def check_standing(race: Race, entry: Entry) -> None:
    """Refuse what the power model cannot say of a team.

    Raises
    ------
    InputError
        if somebody falls, with who does not
    """
    if entry.fall is None:
        return
    others = [each.team.code for each in race.entries if each.fall is None]
    remedy = " or ".join(["choose another race", *(f"{each}, who did not fall" for each in others)])
    raise InputError.single(race.id, f"{entry.side}.fall", no_falls([entry]), remedy)


def standing(race: Race) -> Race:
    """The race of those alone whom the power model can tell: who do not fall.

    Raises
    ------
    InputError
        if everybody who is replayed falls
    """
    kept = tuple(each for each in race.entries if each.fall is None)
    if kept == race.entries:
        return race
    if not kept:
        raise InputError.single(race.id, "", no_falls(race.entries), "choose another race")
    return replace(race, entries=kept)
