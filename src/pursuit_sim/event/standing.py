"""Places in an event: from its races, and in a what-if from the bracket put together again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from pursuit_sim.event_formats import FINISHED, NOT_SKATED, EventFormat, Heat, Meeting, Misfit
from pursuit_sim.event_formats.event_format import PointsRange
from pursuit_sim.units import NO_NUMBER, ordinal

_DIGITS = 6  # of a time in JSON: a microsecond
_MEDALS = {1: "gold", 2: "silver", 3: "bronze"}
_WITH_POINTS = (FINISHED, "DNF")  # what else has a place has no points, as far as is known


class Standing(NamedTuple):
    """A place in the event, and the race and time [s] that decided it.

    Attributes
    ----------
    place, team : who is where
    race : that decided it; empty where none did
    time_s : None without a valid one; of a guessed race the time of the race before
    status : "finished", or what stands in place of a time
    division : in which the place is; empty where the event has none
    points : what the place is worth; None where it has none, or they are not published
    guessed : whether the race that decides was never skated by these teams
    by_rules : whether the rules give it this place; else it only stands behind the others
    medal : "gold", "silver" or "bronze"; empty where the place brings none
    """

    place: int
    team: str
    race: str
    time_s: float | None
    status: str = FINISHED
    division: str = ""
    points: int | None = None
    guessed: bool = False
    by_rules: bool = True
    medal: str = ""

    @property
    def told(self) -> str:
        """The place in words: "2nd", or "no place" where the rules give none."""
        return ordinal(self.place) if self.by_rules else "no place"

    @property
    def label(self) -> str:
        """The place as a list has it."""
        return str(self.place) if self.by_rules else NO_NUMBER

    @property
    def beside(self) -> tuple[str, ...]:
        """What is to be told beside it wherever it stands in a list: why it has no place."""
        return () if self.by_rules else (self.status,)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "place": self.place,
            "team": self.team,
            "race": self.race,
            "time_s": None if self.time_s is None else round(self.time_s, _DIGITS),
            "status": self.status,
            "division": self.division,
            "points": self.points,
            "guessed": self.guessed,
            "by_rules": self.by_rules,
            "medal": self.medal or None,
        }


def deciding(heats: Sequence[Heat], met: Sequence[Meeting]) -> list[Heat]:
    """The races that decide: in place of those that others would skate, the guessed ones.

    Parameters
    ----------
    heats : all races of the event
    met : the bracket put together again, if any of it is guessed
    """
    guessed = {each.heat.race: each.heat for each in met if each.guessed}
    return [guessed.get(heat.race, heat) for heat in heats]


def standings(
    format_: EventFormat, heats: Sequence[Heat], teams: Collection[str], met: Sequence[Meeting] = ()
) -> list[Standing]:
    """Places as they follow from the races.

    Parameters
    ----------
    format_ : of the event
    heats : all its races
    teams : everybody in the event
    met : the bracket put together again, whose races then stand in place of those skated
    """
    guessed = {each.heat.race for each in met if each.guessed}
    by_race = {heat.race: heat for heat in deciding(heats, met)}
    found = []
    for place, team, race in format_.standings([*by_race.values()], teams):
        heat = by_race.get(race)
        time = heat.times.get(team) if heat else None
        status = heat.statuses.get(team, NOT_SKATED) if heat else NOT_SKATED
        status = FINISHED if time is not None else status
        found.append(
            Standing(
                place,
                team,
                race,
                time,
                status,
                heat.division if heat else "",
                guessed=race in guessed,
                by_rules=status not in format_.no_place,
            )
        )
    found.sort(key=lambda each: each.division)
    return [_worth(each, found, format_) for each in found]


def points_range(
    each: Standing, among: Sequence[Standing], format_: EventFormat
) -> PointsRange | None:
    """What a place is worth, at least and at most; None for one without points.

    Parameters
    ----------
    each : the place
    among : all places of the event, since teams may share one
    format_ : of the event
    """
    if each.status not in _WITH_POINTS:
        return None
    level = sum((other.division, other.place) == (each.division, each.place) for other in among)
    return format_.points(each.division, each.place, each.place + level - 1)


def put_together_again(format_: EventFormat, heats: Sequence[Heat]) -> tuple[Meeting, ...]:
    """Races of the event as they follow from each other; none if all were skated so."""
    met = [each for each in format_.again(heats) if each.heat.race] if format_.again else []
    return tuple(met) if any(each.guessed for each in met) else ()


def changes(met: Sequence[Meeting], heats: Sequence[Heat]) -> list[Misfit]:
    """Races that other teams would skate, in the order of the event."""
    guessed = {each.heat.race: each for each in met if each.guessed}
    return [
        Misfit(heat.race, heat.teams, guessed[heat.race].pair)
        for heat in heats
        if heat.race in guessed
    ]


def _worth(each: Standing, among: Sequence[Standing], format_: EventFormat) -> Standing:
    """The place with its medal, and its points where it is published what it is worth."""
    if not each.by_rules:
        return each
    least, most = points_range(each, among, format_) or (0, -1)
    return each._replace(
        points=least if least == most else None,
        medal=_MEDALS.get(each.place, "") if format_.medals else "",
    )
