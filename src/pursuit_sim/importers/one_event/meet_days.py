"""Rows of which a column says the day or the place: which of them are of one event.

Days that follow each other are those of one meet, if nothing else of the event differs: nobody
holds two of one name within days. Others are of two events, unless a person says that they are one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from pursuit_sim.importers.importer import Found, TeamResult
from pursuit_sim.importers.words.heads import few, plain

_MOST_DAYS = 3  # from a day with races to the next: at the Olympic Games from 12 to 15 February


def by_meet(results: Sequence[Found], *, one_event: bool) -> list[Found]:
    """The results with one event for all days of a meet, or for all.

    Heats that have one name on several days, or in several places, are called after these too.

    Parameters
    ----------
    results : of all files
    one_event : whether all are known to be of one event, whatever their columns say
    """
    first = {each.event: each for _, each in reversed(results) if each.event}
    known = {name: first[name] for _, each in results if (name := each.event)}
    meets = dict.fromkeys(known, next(iter(known), "")) if one_event else _meets(known)
    skated: dict[tuple[str, ...], set[str]] = {}
    for file, each in results:
        if each.event and each.heat:
            skated.setdefault(_heat(file, each, meets), set()).add(each.event)
    made = []
    for file, each in results:
        event, heat = meets.get(each.event, ""), each.heat
        events = skated.get(_heat(file, each, meets), set())
        if len(events) > 1:
            days = {day_of(known[name]) for name in events}
            day = day_of(each)
            heat = f"{heat} {each.event if day is None or len(days) < len(events) else day}"
        made.append((file, each.but(event=event, heat=heat)))
    return made


def dated(results: list[Found], notes: list[str]) -> list[Found]:
    """The results of an event with its first day, where it has several; which is told."""
    days = sorted({day for _, each in results if (day := day_of(each))})
    if len(days) < 2:
        return results
    notes.append(f"read: days of one event: {few([each.isoformat() for each in days])}")
    if len({*_runs(days).values()}) > 1:
        return results
    return [(file, each.but(facts=_since(each, days[0]))) for file, each in results]


def named_once(results: Sequence[Found], wanted: str, fits: Callable[[str, str], bool]) -> bool:
    """Whether words choose one event as the columns tell them apart, such as a single day."""
    known = {each.event for _, each in results if each.event}
    fitting = {name for name in known if fits(name, wanted)}
    return len({name for name in fitting if plain(name) == plain(wanted)} or fitting) == 1


def of_other_days(days: Collection[date], others: Collection[date]) -> bool:
    """Whether all of some days are too far from all of others for one meet."""
    gaps = [abs((day - other).days) for day in days for other in others]
    return bool(gaps) and min(gaps) > _MOST_DAYS


def day_of(each: TeamResult) -> date | None:
    """The day that a row says of its race."""
    day = dict(each.facts).get("date")
    return day if isinstance(day, date) else None


def _heat(file: str, each: TeamResult, meets: dict[str, str]) -> tuple[str, ...]:
    who = each.sex, each.distance, each.category
    return file, each.table, *who, meets.get(each.event, ""), each.heat


def _meets(known: dict[str, TeamResult]) -> dict[str, str]:
    """What each event is called as one of its meet: as the first one of it."""
    alike: dict[str, dict[date, list[str]]] = {}
    for name, each in known.items():
        if (day := day_of(each)) is not None:
            alike.setdefault(_called(each, day), {}).setdefault(day, []).append(name)
    found = {name: name for name in known}
    for days in alike.values():
        firsts: dict[date, str] = {}
        for day, begin in _runs(sorted(days)).items():
            for name in days[day]:
                found[name] = firsts.setdefault(begin, name)
    return found


def _called(each: TeamResult, day: date) -> str:
    """The name of an event, else where it was: all that is said of it but the day."""
    facts = dict(each.facts)
    return plain(str(facts.get("name") or each.event.removesuffix(day.isoformat())))


def _runs(days: Sequence[date]) -> dict[date, date]:
    """The first day of the meet that each of some days, in their order, is of."""
    found: dict[date, date] = {}
    last: date | None = None
    for day in days:
        near = last is not None and (day - last).days <= _MOST_DAYS
        found[day] = found[last] if near and last is not None else day
        last = day
    return found


def _since(each: TeamResult, day: date) -> tuple[tuple[str, object], ...]:
    return tuple((key, day if key == "date" else fact) for key, fact in each.facts)
