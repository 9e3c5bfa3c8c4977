"""What a race means in its event: records standing, official times, what comes next.

Reads the event's results; the ice has no say in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pursuit_sim.draw.replay.race_context import (
    EQUALLED,
    POWER,
    WHAT_IF,
    CardLine,
    RaceContext,
    StandingRecord,
)
from pursuit_sim.event import EntryResult, RaceResult, Results
from pursuit_sim.event.place_doubts import of_result
from pursuit_sim.event.standing import Standing
from pursuit_sim.event_formats import shared_places, stage
from pursuit_sim.scenario.race import Listed
from pursuit_sim.scenario.time_source import worst
from pursuit_sim.units import NO_NUMBER, ordinal

_DIVISION = "Division {}"
_JOINED = " · "  # between the parts of what a result means
_NO_STAGE = "Races"  # over the column of races that belong to no round


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One round of an event: its heading and its races, in order."""

    name: str
    races: tuple[RaceResult, ...]


def context(results: Results, race_id: str) -> RaceContext:
    """What surrounds a race of an event.

    Raises
    ------
    KeyError
        if there is no such race
    """
    result = results.race(race_id)
    event = results.scenario.event
    # A status has no place by the rules; where it stands among others is the format's to say.
    places = {
        team: n for team, n in shared_places([result.heat]).items() if team in result.heat.times
    }
    decided = result.heat.decided
    return RaceContext(
        event=event.name,
        discipline=event.discipline,
        sex=event.sex,
        venue=event.venue or event.city,
        date=day(result.race.start or event.date),
        records=standing(results, race_id),
        outcomes=tuple(
            CardLine(
                team=each.entry.team.code,
                time_s=each.time_s,
                order=places.get(each.entry.team.code) if each.entry.counts and decided else None,
                gap_s=_gap(each, result),
                place=meaning(results, race_id, each.entry.team.code),
                records=records_of(results, race_id, each.entry.team.code),
                word=each.word or NO_NUMBER,
                suit=each.entry.team.colour if isinstance(each.entry, Listed) else "",
                unsure=_unsure(each, result),
                made_up=of_result(result, each),
                tie_doubt=result.tie_doubt,
            )
            for each in result.ranked
        ),
        changed=WHAT_IF if results.scenario.what_if else "",
        model=POWER if results.model == "power" else "",
        notes=tuple(_notes(results, race_id)),
    )


def unlike(results: Results) -> str:
    """Why an event is not as it was skated, such as "what-if"; empty where it is."""
    return context(results, results.races[0].race.id).unlike


def records_of(results: Results, race_id: str, team: str) -> tuple[str, ...]:
    """Kinds of record that a team set in a race, such as "OR", or equalled, such as "=OR".

    None that a model's time, or one that somebody assumed, would set.
    """
    return tuple(
        f"{EQUALLED}{record.kind}" if record.equalled else record.kind
        for record in results.records
        if (record.race, record.team) == (race_id, team) and not record.supposed
    )


def standing(results: Results, race_id: str) -> tuple[StandingRecord, ...]:
    """Records that stand when a race begins, those set earlier in the event among them.

    Of those that are a team's own, the ones of teams that skate in it.
    """
    times = {(record.kind, record.owner): record.time_s for record in results.records_before}
    earlier = set()
    for result in results.races:
        if result.race.id == race_id:
            break
        earlier.add(result.race.id)
    times |= {
        record.mark: record.time_s
        for record in results.records
        if record.race in earlier and not record.supposed
    }
    skating = results.race(race_id).race.by_team()
    return tuple(
        StandingRecord(kind, time, owner)
        for (kind, owner), time in times.items()
        if not owner or owner in skating
    )


def meaning(results: Results, race_id: str, team: str) -> str:
    """What a race's result means for a team: "to Final A", "1st · gold", a place, or "no place".

    Of a final that other teams would skate, the place in the race alone, and called so.
    """
    result = results.race(race_id)
    format_ = results.scenario.event.format
    if team not in result.heat.teams:
        return "does not count"  # skated again
    here = next((s for s in results.standings if s.race == race_id and s.team == team), None)
    if here is not None and not here.guessed:
        return _JOINED.join(filter(None, (here.told, here.doubt, *_worth(here))))
    sent = format_.meaning(results.heats, result.heat, team)
    if sent:
        rank, *to = sent.split(_JOINED)
        return _JOINED.join(filter(None, (rank, _rank_doubt(results, result, rank), *to)))
    if result.dead_heat:
        return "dead heat"
    if not result.heat.decided or team in result.heat.statuses:
        return ""
    if len(result.heat.teams) == 1:
        return "skated alone"
    place = ordinal(result.heat.place(team))
    place = f"{place} of the race" if result.race.round else place
    return _JOINED.join(filter(None, (place, result.tie_doubt)))


def _rank_doubt(results: Results, result: RaceResult, rank: str) -> str:
    """The word beside a rank among times of several races, where nobody measured one of them.

    Elsewhere that of what broke a tie.
    """
    if not rank[:1].isdigit():
        return result.tie_doubt
    here = (each for each in results.races if heading(each) == heading(result))
    return worst(
        of_result(race, each) for race in here for each in race.entries if each.entry.counts
    )


def _worth(here: Standing) -> tuple[str, ...]:
    """What a place brings, in words: a medal, a division and its points."""
    found = [here.medal] if here.medal else []
    if here.division and here.by_rules:
        found.append(_DIVISION.format(here.division))
    if here.points is not None:
        found.append(f"{here.points} points")
    return tuple(found)


def guess(results: Results, race_id: str) -> str:
    """Who would meet in a race of a what-if, if those who skated it would not; else empty."""
    found = (each for each in results.bracket if each.heat.race == race_id and each.guessed)
    met = next(found, None)
    return f"would be {' v '.join(met.pair)}, a guess" if met else ""


def columns(results: Results) -> tuple[Column, ...]:
    """The event's races by round, for a bracket; finals A to D are one round, A first."""
    groups: dict[str, list[RaceResult]] = {}
    for result in results.races:
        groups.setdefault(heading(result), []).append(result)
    for races in groups.values():
        races.sort(key=lambda result: _rank(result.race.round))
    return tuple(Column(name, tuple(races)) for name, races in groups.items())


def heading(result: RaceResult) -> str:
    """What stands over the rounds that a race belongs to, all finals together."""
    if result.race.division:
        return _DIVISION.format(result.race.division)
    found = stage(result.race.round)
    return found.heading if found else _NO_STAGE


def _rank(round_: str) -> int:
    """Where a round stands in its column."""
    found = stage(round_)
    return found.rounds.index(round_) if found else 0


def followed_from(results: Results, race_id: str) -> frozenset[str]:
    """Ids of the races from whose results it follows what that of a race means, itself among them.

    Where the better of two goes on it is the only one; elsewhere its times are ranked with those
    of its whole round.
    """
    race = results.race(race_id).race
    if results.scenario.event.format.two_only(race.round):
        return frozenset({race_id})
    here = heading(results.race(race_id))
    return frozenset(each.race.id for each in results.races if heading(each) == here)


def after(results: Results, race_id: str, steps: int = 1) -> str:
    """Id of the next race of the event that can be replayed, or of an earlier one; around the
    ends.
    """
    ids = _shown(results, race_id)
    return ids[(ids.index(race_id) + steps) % len(ids)]


def following(results: Results, race_id: str) -> str:
    """Name of the next race of the event; empty after the last."""
    ids = _shown(results, race_id)
    return "".join(results.race(each).race.name for each in ids[ids.index(race_id) + 1 :][:1])


def next_of_round(results: Results, race_id: str) -> str | None:
    """Id of the race that follows in the same round; None after the last of it."""
    ids = _shown(results, race_id)
    following = ids[ids.index(race_id) + 1 :]
    if not following or heading(results.race(following[0])) != heading(results.race(race_id)):
        return None
    return following[0]


def _shown(results: Results, race_id: str) -> list[str]:
    """Ids of the races that can be replayed, in order, and of the one asked about."""
    ids = [(result.race.id, result.unseen) for result in results.races]
    return [each for each, unseen in ids if not unseen or each == race_id]


def day(iso: str) -> str:
    """``"2022-02-15T15:43:00"`` as ``"15 February 2022"``; empty stays empty."""
    if not iso:
        return ""
    date = dt.date.fromisoformat(iso[: len("2022-02-15")])
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def _gap(each: EntryResult, result: RaceResult) -> float | None:
    """By how much the race was lost; None of the first."""
    winner = result.winner in (None, each.entry.team.code)
    return None if winner or each.time_s is None or not each.entry.counts else result.margin_s


def _unsure(each: EntryResult, result: RaceResult) -> str:
    """Why nobody knows whether a team with a time was first; empty where somebody does."""
    if each.time_s is None or not each.entry.counts or result.heat.decided:
        return ""
    unknown = (code for code in result.heat.teams if result.heat.key(code) is None)
    return f"time of {', '.join(unknown)} unknown"


def _notes(results: Results, race_id: str) -> list[str]:
    result = results.race(race_id)
    parts = [each.why for each in result.race.listed]
    parts += [lost.lost(each.entry.team.code) for each in result.entries for lost in each.supposed]
    parts += dict.fromkeys(each.unexplained for each in result.entries if each.unexplained)
    parts += [f"the bracket would send {' v '.join(m.expected)} here"
              for m in results.misfits if m.race == race_id]  # fmt: skip
    return parts
