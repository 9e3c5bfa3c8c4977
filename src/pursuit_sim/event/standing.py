"""Places in an event: from its races, and in a what-if from the bracket put together again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
    lowest : the last place that it may be, as some teams may stand before it of which nobody knows
        how they did
    medal : "gold", "silver" or "bronze"; empty where the place brings none, or is not certain
    doubt : "assumed" or "supposed" where it rests on a result that nobody measured or published,
        see `place_doubts`; else empty
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
    lowest: int = 0
    medal: str = ""
    doubt: str = ""

    @property
    def told(self) -> str:
        """The place in words, see `place_words`."""
        return place_words(self.place, self.lowest, by_rules=self.by_rules)

    @property
    def label(self) -> str:
        """The place as a list has it: "2", "2–3", or a dash."""
        if not self.by_rules:
            return NO_NUMBER
        return f"{self.place}–{self.lowest}" if self.lowest > self.place else str(self.place)

    @property
    def beside(self) -> tuple[str, ...]:
        """What is to be told beside it in a list: why it has no place, and what that rests on."""
        found = "" if self.by_rules else self.status, self.doubt
        return tuple(filter(None, found))

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
            "lowest": self.lowest,
            "medal": self.medal or None,
            "doubt": self.doubt or None,
        }


def place_words(place: int, lowest: int, *, by_rules: bool = True) -> str:
    """A place in words: "2nd", "2nd or 3rd", "2nd to 4th", or "no place" where there is none."""
    if not by_rules:
        return "no place"
    if lowest <= place:
        return ordinal(place)
    return f"{ordinal(place)} {'or' if lowest == place + 1 else 'to'} {ordinal(lowest)}"


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
    placed = format_.standings([*by_race.values()], teams)
    unknown = _unknown(format_, by_race.values(), {team for _, team, _ in placed})
    found = []
    for place, team, race in placed:
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
                division := heat.division if heat else "",
                guessed=race in guessed,
                by_rules=(by_rules := status not in format_.no_place),
                lowest=place + unknown.count(division) * by_rules,
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


def _unknown(format_: EventFormat, heats: Iterable[Heat], placed: Collection[str]) -> list[str]:
    """Divisions of the teams that may stand before any other, as nobody knows how they did."""
    return [
        heat.division
        for heat in heats
        for team in heat.teams
        if format_.by_time and team not in placed
    ]


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
    """A certain place with its medal, and its points where it is published what it is worth."""
    if not each.by_rules or each.lowest > each.place:
        return each
    least, most = points_range(each, among, format_) or (0, -1)
    return each._replace(
        points=least if least == most else None,
        medal=_MEDALS.get(each.place, "") if format_.medals else "",
    )
