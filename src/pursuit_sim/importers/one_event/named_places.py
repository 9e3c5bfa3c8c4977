"""Places that titles, columns and keys name: what is of two places is of two events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pursuit_sim.importers.importer import Found, Sheet
from pursuit_sim.importers.one_event.meet_days import day_of, of_other_days
from pursuit_sim.importers.one_event.parted_events import titled_events, titled_key
from pursuit_sim.importers.words.cells import days_named
from pursuit_sim.importers.words.event_words import EventWords, words_of_event
from pursuit_sim.importers.words.heads import few, plain
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.halls import halls

_LONGEST = 60  # characters told of a title


@lru_cache(maxsize=4096)
def halls_named(text: str) -> frozenset[str]:
    """The halls that a text names, by their own name or by their city's.

    A name that is within that of another hall, as Olympic Oval is, may be of many.

    >>> sorted(halls_named("World Cup Salt Lake City, men")), sorted(halls_named("Semifinals"))
    (['salt-lake-city'], [])
    >>> [sorted(halls_named(each)) for each in ("Utah Olympic Oval", "Richmond Olympic Oval")]
    [['salt-lake-city'], []]
    """
    words = f" {plain(text)} "
    return frozenset(
        name for name, hall in halls().items()
        if any(f" {each} " in words for each in _known_names(hall.name, hall.city))
    )  # fmt: skip


def _known_names(hall: str, city: str) -> list[str]:
    name = plain(hall)
    several = sum(name in plain(each.name) for each in halls().values()) > 1
    return [plain(city)] if several else [name, plain(city)]


def with_titles_places(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results with the event of those that only a title gives one, beside others' events.

    A title with the place of a column's or key's event is of that one. One that says another
    place, class, cup or year is of its own, in whatever order they stand, which is called as its
    title; so are others of its file.

    Parameters
    ----------
    results : of all files
    notes : told of a title above results that say another place themselves
    """
    known = {each.event: halls_named(each.event) for _, each in results if each.event}
    if not known:
        return [*results]
    said: dict[str, dict[EventWords, None]] = {name: {} for name in known}
    days: dict[str, set[date]] = {name: set() for name in known}
    for _, each in results:
        if each.event and (day := day_of(each)):
            days[each.event].add(day)
        for text in (each.event, f"{each.event} {each.table}") if each.event else ():
            said[each.event][words_of_event(text, "")] = None
    events: list[str] = []  # of each result
    foreign: dict[str, None] = {}  # files
    other = dict[str, None]()
    for file, each in results:
        places = halls_named(each.table)
        if each.event and places and known[each.event] and not known[each.event] & places:
            table, event = (repr(cut(text, _LONGEST)) for text in (each.table, each.event))
            other[f"read: {table} stands above results of {event}"] = None
        words = words_of_event(f"{each.table} {each.category}", "")
        titled_days = days_named(each.table)
        possible = [name for name in known if not of_other_days(titled_days, days[name])]
        fitting = [name for name in possible if any(map(words.is_of, said[name]))]
        at = [name for name in possible if known[name] & places
              and not all(map(words.skated_apart, said[name]))]  # fmt: skip
        if each.event or (not at and fitting):
            events.append(each.event)
        elif len(at) == 1 and (at[0] in fitting or (len(places) == 1 and not words.rest.left)):
            events += at
        elif at and fitting:
            events.append("")
        else:
            events.append("")
            foreign[file] = None
    notes += other
    titled = titled_events([
        (file, each) for (file, each), event in zip(results, events, strict=True)
        if file in foreign and not event
    ])  # fmt: skip
    return [
        (file, each if event == each.event and not (file in foreign and not event)
         else replace(each, event=event or titled[titled_key(file, each)]))
        for (file, each), event in zip(results, events, strict=True)
    ]  # fmt: skip


def untitled_choice(
    results: Sequence[Found], sheets: Sequence[tuple[str, Sheet]], wanted: str
) -> tuple[str, str]:
    """What is wrong with words that should choose an event, where only titles say one.

    Parameters
    ----------
    results : of no event that a column or key says
    sheets : with their files
    wanted : the words

    Returns
    -------
    What to refuse, where the titles name other places, and what to tell, where nothing says it
    """
    titles = [*dict.fromkeys(each.table for _, each in results if each.table)]
    facts = [str(fact) for _, sheet in sheets for _, fact in sheet.facts]
    said = {*plain(" ".join([*titles, *facts, *(file for file, _ in results)])).split()}
    if {*plain(wanted).split()} <= said:
        return "", ""
    listed = few([repr(cut(title, _LONGEST)) for title in titles])
    if any(map(halls_named, titles)):
        return listed, ""
    return "", f"no title says it: {listed}" if titles else "no file says its event"
