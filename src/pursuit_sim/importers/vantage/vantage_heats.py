"""The heats of a Vantage stream, as its events leave them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Sheet, TeamResult, text_of
from pursuit_sim.importers.vantage.vantage_team import (
    MOST_LAPS,
    SIDES,
    TICKS,
    StreamLap,
    StreamTeam,
    counts,
    passings,
    table,
    team_of,
    ticks_of,
)
from pursuit_sim.importers.words.unfinished import NO_TIME

_MOST_HEATS = 1000  # as a scenario has races at most
_MOST_TEAMS = 8  # in a heat; a pair has two, and a mass start is no team pursuit
_PURSUIT = "teampursuit"  # in the discipline of a distance
_IN_LAPS = 1  # of `valueQuantity`: a distance counts laps, not metres
_TEAM = "TeamCompetitor"

Key = tuple[str, int, int]  # distance, round, heat


@dataclass(slots=True)
class _Distance:
    """What is skated."""

    name: str = ""
    laps: int = 0
    pursuit: bool | None = None  # None: nobody has said


@dataclass(slots=True)
class _Heat:
    """A heat, as the last event that counts has it.

    Attributes
    ----------
    competition : of which it is
    teams : by the id of their race
    official : whether this is the official result
    cleared, again : whether the clock was set back after that, and laps came in then
    missing : teams that it had before
    """

    competition: str = ""
    teams: dict[str, StreamTeam] = field(default_factory=dict)
    official: bool = False
    cleared: bool = False
    again: bool = False
    missing: list[StreamTeam] = field(default_factory=list)


class Heats:
    """Every heat of a stream, and what becomes of it event by event.

    Parameters
    ----------
    where : the stream's name in messages
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._distances: dict[str, _Distance] = {}
        self._heats: dict[Key, _Heat] = {}
        self._facts: dict[str, dict[str, object]] = {}  # by the id of a competition
        self._faults: list[Fault] = []
        self._left_out: Counter[str] = Counter()
        self._commits: Counter[Key] = Counter()
        self._notes: list[str] = []

    def take(self, type_: str, event: dict[str, Any], line: int) -> None:
        """What one event changes; `line` is where it stands."""
        if type_ == "CompetitionActivatedEvent":
            competition = table(event.get("competition"))
            id_ = text_of(event.get("competitionId")) or text_of(competition.get("id"))
            self._competition(competition, id_)
            return
        if type_ == "DistanceActivatedEvent":
            self._distance(table(event.get("distance")), text_of(event.get("distanceId")))
            return
        key = _key(event)
        if key is None:
            fault = Fault(self._where, f"line {line}, heat", "is missing", "write its number")
            self._faults.append(fault)
            return
        distance = self._distances.get(key[0])
        if distance is not None and distance.pursuit is False:
            self._left_out[distance.name or key[0]] += 1
        elif type_ == "HeatClearedEvent":
            self._cleared(key)
        elif type_ == "RaceLapAddedEvent":
            self._lap(key, event, line)
        else:
            self._state(key, event, line, official=type_ == "HeatCommittedEvent")

    def sheet(self, notes: list[str]) -> Sheet:
        """Everything that is known at the end.

        Raises
        ------
        InputError
            with every fault of the stream, or if it holds no team pursuit
        """
        names = self._names()
        results = [
            each
            for key in sorted(self._heats, key=_order)
            for each in self._results(key, names.get(key[0], ""))
        ]
        if self._faults:
            raise InputError(self._faults)
        if not results:
            said = ", ".join(self._left_out) or "no heat with a team"
            remedy = "record the stream while a team pursuit is skated"
            raise InputError.single(self._where, "", f"holds no team pursuit: {said}", remedy)
        notes = [
            *notes,
            *self._notes,
            "times are read as ticks of 100 ns; estimatedLaps are not read",
        ]
        if self._left_out:
            said = ", ".join(f"{name} ({count})" for name, count in self._left_out.items())
            notes.append(f"events of other distances are left out: {said}")
        for (_, _, heat), count in self._commits.items():
            if count > 1:
                notes.append(f"heat {heat} was committed {count} times; the last one counts")
        for (_, _, number), each in self._heats.items():
            lacks = "the official result" if each.official else "what came later"
            for team in each.missing:
                notes.append(f"heat {number}: {lacks} lacks {team.name}, which is left out")
            if each.again:
                told = "was skated again after its official result, which counts"
                notes.append(f"heat {number} {told}")
        if any(each.side for each in results):
            notes.append("lane 0 is read as the finish side, lane 1 as the crossing side")
        return Sheet(tuple(results), tuple(notes))

    def _competition(self, competition: dict[str, Any], id_: str) -> None:
        venue = table(competition.get("venue"))
        facts = {
            "name": text_of(competition.get("name")),
            "venue": text_of(venue.get("name")),
            "city": text_of(table(venue.get("address")).get("city")),
        }
        if id_ in self._facts or len(self._facts) < _MOST_HEATS:
            known = self._facts.setdefault(id_, {})
            known |= {name: text for name, text in facts.items() if text}
        distances = competition.get("distances")
        for distance in distances if isinstance(distances, list) else ():
            self._distance(table(distance), "")

    def _distance(self, distance: dict[str, Any], id_: str) -> None:
        id_ = text_of(distance.get("id")) or id_
        if not id_ or (id_ not in self._distances and len(self._distances) >= _MOST_HEATS):
            return
        discipline = text_of(distance.get("discipline")).casefold()
        name, value = text_of(distance.get("name")), distance.get("value")
        laps = 0
        if distance.get("valueQuantity") == _IN_LAPS and type(value) is int:
            laps = value if 0 < value <= MOST_LAPS else 0
        pursuit = _PURSUIT in discipline or "pursuit" in name.casefold()
        known = _Distance(name, laps, pursuit)
        self._distances[id_] = known
        for key in [each for each in self._heats if each[0] == id_ and not pursuit]:
            self._left_out[name or id_] += 1
            del self._heats[key]

    def _cleared(self, key: Key) -> None:
        heat = self._heats.get(key)
        if heat is not None and heat.official:
            heat.cleared = True
        elif heat is not None:
            for team in heat.teams.values():
                team.laps.clear()

    def _lap(self, key: Key, event: dict[str, Any], line: int) -> None:
        heat = self._heats.get(key)
        team = heat.teams.get(text_of(event.get("raceId"))) if heat else None
        lap = table(event.get("lap"))
        if heat is not None and heat.cleared:
            heat.again = True
        if heat is None or heat.official or team is None or not counts(lap):
            return
        ticks = ticks_of(lap.get("time"), f"line {line}, lap.time", self._where, self._faults)
        known = {each.ticks for each in team.laps}
        if ticks is not None and ticks not in known and len(team.laps) < MOST_LAPS:
            team.laps.append(StreamLap(ticks, f"line {line}, lap.time"))

    def _state(self, key: Key, event: dict[str, Any], line: int, *, official: bool) -> None:
        """Take the state of a heat as an event has it, unless a better one is known."""
        before = self._heats.get(key)
        if before is not None and before.official and not official:
            return
        races = event.get("races")
        if not isinstance(races, list) or not all(isinstance(race, dict) for race in races):
            problem = "is no list of races"
            self._faults.append(Fault(self._where, f"line {line}, races", problem, "write […]"))
            return
        if len(races) > _MOST_TEAMS:
            self._left_out["heats with more than two competitors"] += 1
            return
        if before is None and len(self._heats) >= _MOST_HEATS:
            raise InputError.single(
                self._where, f"line {line}", f"there are more than {_MOST_HEATS} heats",
                "cut the recording into several",
            )  # fmt: skip
        heat = _Heat(text_of(event.get("competitionId")), official=official)
        for i, state in enumerate(races, 1):
            race = table(state.get("race"))
            competitor = table(race.get("competitor"))
            if text_of(competitor.get("typeName")) not in ("", _TEAM):
                self._left_out["races of single skaters"] += 1
                continue
            at = f"line {line}, races[{i}]"
            heat.teams[text_of(race.get("id")) or str(i)] = team_of(
                state, at, self._where, self._faults
            )
        if heat.teams:
            heat.missing = _missing(before, heat) if before is not None else []
            self._heats[key] = heat
            self._commits[key] += official

    def _names(self) -> dict[str, str]:
        """What the distances with heats are called: by their laps or ids too if names are alike."""
        known = {key[0]: self._distances.get(key[0], _Distance()) for key in self._heats}
        plain = {id_: each.name for id_, each in known.items()}
        with_laps = {
            id_: f"{each.name}, {each.laps} laps" if each.name and each.laps else each.name
            for id_, each in known.items()
        }
        return _told_apart(_told_apart(plain, with_laps), {
            id_: ", ".join(filter(None, [name, id_])) for id_, name in with_laps.items()
        })  # fmt: skip

    def _results(self, key: Key, name: str) -> Iterator[TeamResult]:
        distance, heat = self._distances.get(key[0], _Distance()), self._heats[key]
        if not any(team.laps or team.ticks or team.status for team in heat.teams.values()):
            self._left_out["heats of which nothing was skated"] += 1
            return
        facts = self._facts_of(heat)
        several = len({each.competition for each in self._heats.values()}) > 1
        event = str(facts.get("name") or heat.competition) if several else ""
        for team in heat.teams.values():
            status = team.status
            if not status and team.ticks is None and (heat.official or not team.laps):
                status = NO_TIME
            yield TeamResult(
                key=team.key,
                team=team.name,
                code=team.code,
                time_s=None if team.ticks is None or status else team.ticks / TICKS,
                time_key=team.time_key,
                heat=f"{key[1]}-{key[2]}" if key[1] > 1 else str(key[2]),
                distance=name,
                event=event,
                facts=tuple(facts.items()),
                laps=distance.laps,
                side=None if team.lane is None else SIDES[team.lane],
                passings=()
                if status
                else passings(team, distance.laps, heat.official, self._notes),
                status=status,
                skaters=team.skaters,
            )
            if not heat.official:
                self._notes.append(f"heat {key[2]}, {team.name}: the stream has no official result")

    def _facts_of(self, heat: _Heat) -> dict[str, object]:
        """What is known of a heat's competition; one that says none is of the only one."""
        if not heat.competition and len(self._facts) == 1:
            return next(iter(self._facts.values()))
        return self._facts.get(heat.competition, {})


def _missing(before: _Heat, now: _Heat) -> list[StreamTeam]:
    """Teams that an official result lacks; of those who were to skate, the ones that did."""
    known = {(team.name, team.code) for team in now.teams.values()}
    gone = [team for team in before.teams.values() if now.official or team.laps or team.ticks]
    lost = [team for team in (*before.missing, *gone) if (team.name, team.code) not in known]
    return lost[:_MOST_TEAMS]


def _told_apart(names: dict[str, str], longer: dict[str, str]) -> dict[str, str]:
    """The names by id, and longer ones where several have the same."""
    counts = Counter(names.values())
    return {id_: longer[id_] if counts[name] > 1 else name for id_, name in names.items()}


def _key(event: dict[str, Any]) -> Key | None:
    heat = table(event.get("heat"))
    number, round_ = heat.get("number"), heat.get("round", 1)
    if type(number) is not int or type(round_) is not int:
        return None
    return text_of(event.get("distanceId")), round_, number


def _order(key: Key) -> tuple[int, int, str]:
    return key[1], key[2], key[0]
