"""Records set during an event, in the order in which they fell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pursuit_sim.units import HUNDREDTH


@dataclass(frozen=True, slots=True)
class Performance:
    """One team's time in one race, with the records it was published as."""

    race: str
    team: str
    time_s: float
    published: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record set.

    Attributes
    ----------
    kind : "WR", "OR", "TR"
    team, race, time_s : who, where, [s]
    previous_s : the time it replaced [s]; None where that is not known
    """

    kind: str
    team: str
    race: str
    time_s: float
    previous_s: float | None


def new_records(
    standing: Mapping[str, float], races: Iterable[Iterable[Performance]]
) -> list[NewRecord]:
    """Records set, race by race; of two teams in a race the faster crosses first.

    A record whose standing mark is unknown is reported only where it was published,
    and only for the best time of the event so far.

    Parameters
    ----------
    standing : record times before the event [s] by kind
    races : the races in order, each with its performances
    """
    current = {kind: _ticks(time) for kind, time in standing.items()}
    best: int | None = None
    found = []
    for race in races:
        for each in sorted(race, key=lambda performance: performance.time_s):
            ticks = _ticks(each.time_s)
            for kind in dict.fromkeys([*standing, *each.published]):
                known = kind in current
                fallen = ticks < current[kind] if known else kind in each.published
                if fallen and (known or best is None or ticks < best):
                    previous = current[kind] * HUNDREDTH if known else None
                    found.append(
                        NewRecord(
                            kind,
                            each.team,
                            each.race,
                            each.time_s,
                            None if previous is None else round(previous, 2),
                        )
                    )
                    current[kind] = ticks
            best = ticks if best is None else min(best, ticks)
    return found


def _ticks(time_s: float) -> int:
    """Records are kept in hundredths."""
    return round(time_s / HUNDREDTH)
