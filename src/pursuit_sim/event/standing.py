"""Places in an event: from its races, and in a what-if from the bracket put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pursuit_sim.event_formats import EventFormat, Heat, Misfit, meeting
from pursuit_sim.event_formats.event_format import PointsRange
from pursuit_sim.event_formats.meeting import Meeting

_DIGITS = 6  # of a time in JSON: a microsecond


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the event, and the race and time [s] that decided it.

    Attributes
    ----------
    place, team, race, time_s : of a guessed race the time is the one of the race before
    division : in which the place is; empty where the event has none
    points : what the place is worth; None where it has none, or they are not published
    guessed : whether the race that decides was never skated by these teams
    """

    place: int
    team: str
    race: str
    time_s: float
    division: str = ""
    points: int | None = None
    guessed: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "place": self.place,
            "team": self.team,
            "race": self.race,
            "time_s": round(self.time_s, _DIGITS),
            "division": self.division,
            "points": self.points,
            "guessed": self.guessed,
        }


def standings(format_: EventFormat, heats: Sequence[Heat]) -> list[Standing]:
    """Places as they follow from the races that were skated."""
    by_id = {heat.race: heat for heat in heats}
    found = [
        Standing(place, team, race, by_id[race].times[team], by_id[race].division)
        for place, team, race in format_.places(heats)
    ]
    return [_worth(each, found, format_) for each in found]


def points_range(
    each: Standing, among: Sequence[Standing], format_: EventFormat
) -> PointsRange | None:
    """What a place is worth, at least and at most; None in a format without points.

    Parameters
    ----------
    each : the place
    among : all places of the event, since teams may share one
    format_ : of the event
    """
    level = sum((other.division, other.place) == (each.division, each.place) for other in among)
    return format_.points(each.division, each.place, each.place + level - 1)


def _worth(each: Standing, among: Sequence[Standing], format_: EventFormat) -> Standing:
    """The place with its points, where it is published what it is worth."""
    least, most = points_range(each, among, format_) or (0, -1)
    return replace(each, points=least) if least == most else each


def put_together_again(format_: EventFormat, heats: Sequence[Heat]) -> tuple[Meeting, ...]:
    """Races of the event as they follow from each other; none if all were skated so.

    Parameters
    ----------
    format_ : of the event
    heats : all its races
    """
    met = [each for each in format_.again(heats) if each.race] if format_.again else []
    return tuple(met) if any(each.guessed for each in met) else ()


def changes(met: Sequence[Meeting], heats: Sequence[Heat]) -> list[Misfit]:
    """Races that other teams would skate, in the order of the event."""
    guessed = {each.race: each for each in met if each.guessed}
    return [
        Misfit(heat.race, tuple(heat.times), tuple(guessed[heat.race].times))
        for heat in heats
        if heat.race in guessed
    ]


def standings_again(met: Sequence[Meeting]) -> list[Standing]:
    """Places as they follow from the bracket put together again."""
    by_race = {each.race: each for each in met}
    return [
        Standing(place, team, race, by_race[race].times[team], guessed=by_race[race].guessed)
        for place, team, race in meeting.places(met)
    ]
