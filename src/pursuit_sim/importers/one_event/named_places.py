"""Places that titles, columns and keys name: what is of two places is of two events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pursuit_sim.importers.importer import Found, Sheet
from pursuit_sim.importers.words.heads import few, plain
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.halls import halls

_LONGEST = 60  # characters told of a title


@lru_cache(maxsize=4096)
def halls_named(text: str) -> frozenset[str]:
    """The halls that a text names, by their own name or by their city's.

    >>> sorted(halls_named("World Cup Salt Lake City, men")), sorted(halls_named("Semifinals"))
    (['salt-lake-city'], [])
    """
    words = f" {plain(text)} "
    return frozenset(
        name for name, hall in halls().items()
        if any(f" {plain(each)} " in words for each in (hall.name, hall.city))
    )  # fmt: skip


def with_titles_places(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results with the event of those that only a title gives a place, beside others' events.

    A title with the place of a column's or key's event is of that one; one with another place is
    of its own, which is called as the city.

    Parameters
    ----------
    results : of all files
    notes : told of a title above results that say another place themselves
    """
    known = {each.event: halls_named(each.event) for _, each in results if each.event}
    if not known:
        return [*results]
    made, other = [], dict[str, None]()
    for file, each in results:
        places = halls_named(each.table)
        at = [name for name, found in known.items() if found & places]
        if each.event and places and known[each.event] and not known[each.event] & places:
            table, event = (repr(cut(text, _LONGEST)) for text in (each.table, each.event))
            other[f"read: {table} stands above results of {event}"] = None
        if each.event or len(places) != 1 or len(at) > 1:
            made.append((file, each))
            continue
        (place,) = places
        own = halls()[place].city if all(known.values()) else ""
        made.append((file, replace(each, event=at[0] if at else own)))
    notes += other
    return made


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
