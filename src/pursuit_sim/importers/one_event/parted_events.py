"""Which tables, and which rows of a table, are of one event: those whose titles let them be.

Titles that differ by anything that is not known to be harmless are of different events. A table
need not say everything itself: "Semifinals" may stand below "Calgary 2025, women", and are women's
then. What stands above the first that says who skated is not known to be of the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pursuit_sim.importers.importer import Found, TeamResult
from pursuit_sim.importers.words.class_cells import with_ages_spelt
from pursuit_sim.importers.words.event_words import EventWords, sex_above, words_of_event
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.plain_text import cut

UNTITLED = "without a title"
_LONGEST = 60  # characters told
_AGAIN = re.compile(r" \(\d+\)$")  # behind what several events are called
_MOST = 100  # events that are looked through; beyond these, each title is one
_Key = tuple[str, int, str, str, str]  # file, table, its title, class and sex


@dataclass(eq=False, slots=True)
class _Event:
    """Tables and rows that can be of one event.

    Attributes
    ----------
    label : how it is called
    sex : who skated; empty as long as none of them says it
    naming : the files in which one of them says it
    said : what they say, each once, with its file
    by_table : the same by file and table
    under : who skated in the table above the first of them, or above that
    """

    label: str
    under: str = ""
    sex: str = ""
    naming: set[str] = field(default_factory=set)
    said: dict[tuple[str, EventWords], None] = field(default_factory=dict)
    by_table: dict[tuple[str, int], list[EventWords]] = field(default_factory=dict)

    def takes(self, key: _Key, words: EventWords) -> bool:
        """Whether a table, or rows of one class in it, can be of it."""
        file, nth, *_ = key
        return all(words.same(each) for each in self.by_table.get((file, nth), ())) and all(
            words.goes_on(above, named_together=at != file) for at, above in self.said
        )

    def add(self, key: _Key, words: EventWords) -> None:
        """Add what it takes."""
        file, nth, *_ = key
        self.sex = self.sex or words.sex
        self.naming |= {file} if words.sex else set()
        self.said[file, words] = None
        self.by_table.setdefault((file, nth), []).append(words)


def parted(results: Sequence[Found], notes: list[str], *, one_event: bool) -> list[Found]:
    """The results with who skated taken over from the table above, and told.

    Where they are of several events, the first title of each is its name.

    Parameters
    ----------
    results : of all files
    notes : told what was taken over
    one_event : whether all of one sex are known to be of one, whatever their titles say
    """
    said = _words(results)
    # What a file that leaves open who skated can be of is the same wherever it is named.
    who = {file for (file, *_), words in said.items() if words.sex}
    said = dict(sorted(said.items(), key=lambda each: each[0][0] not in who))
    found = _events(said, one_event=one_event)
    several = _several(found) and not one_event
    if several:
        # A file without a word of its event is of none of several, wherever it is named.
        telling = {file for (file, *_), words in said.items() if words.rest.left or words.rest.meet}
        telling |= {file for file, each in results if each.event}
        said = dict(sorted(said.items(), key=lambda each: each[0][0] not in telling))
        found = _events(said, one_event=one_event)
        several = _several(found)
    taken: dict[tuple[str, str, str], None] = {}
    made: list[Found] = []
    for file, each in results:
        event = found[titled_key(file, each)]
        named = _named(each.event, event.label) if several else each.event
        sex = each.sex
        if not sex and file in event.naming:
            sex = event.sex
            taken[file, each.table, sex] = None
        made.append((file, each.but(event=named, sex=sex)))
    for _, table, sex in taken:
        where = repr(cut(table, _LONGEST)) if table else "the table without a title"
        notes.append(f"assumed: {sex} skated in {where} too, where nothing says who")
    return made


def says_no_event(label: str) -> bool:
    """Whether what an event is called is no word of any: nothing, or who skated.

    >>> [says_no_event(each) for each in ("", "without a title", "Men, semifinals", "Hamar")]
    [True, True, True, False]
    >>> says_no_event("Women (2)")  # the second one that is called so
    True
    """
    rest = rest_of(_AGAIN.sub("", label.replace(UNTITLED, "")))
    return not (rest.left or rest.meet)


def titled_events(results: Sequence[Found]) -> dict[_Key, str]:
    """What the events are called that titles alone part, by the keys of the results."""
    return {key: event.label for key, event in _events(_words(results), one_event=False).items()}


def _words(results: Sequence[Found]) -> dict[_Key, EventWords]:
    return {
        titled_key(file, each): words_of_event(
            f"{each.masthead} {each.table} {with_ages_spelt(each.category)}".strip(), each.sex
        ).unmarked
        for file, each in results
    }


def _named(event: str, label: str) -> str:
    """What an event is called by a column or a key, and by its title, as far as that says more."""
    return (
        event if event and label in (event, UNTITLED) else ", ".join(filter(None, [event, label]))
    )


def _several(found: Mapping[_Key, _Event]) -> bool:
    """Whether there are several events that one sex can have skated."""
    events = [*dict.fromkeys(found.values())]
    return any(sum(each.sex in (sex, "") for each in events) > 1 for sex in ("men", "women"))


def titled_key(file: str, each: TeamResult) -> _Key:
    """What is of one event by its title: the rows of a table, of one class and sex."""
    return file, each.nth_table, each.table, each.category, each.sex


def _events(said: dict[_Key, EventWords], *, one_event: bool) -> dict[_Key, _Event]:
    """The event of each table, and of each class in it."""
    found: dict[_Key, _Event] = {}
    events: list[_Event] = []
    above: _Event | None = None
    under = ""  # who skated in the last table of the file that says it
    file = ""
    labels: set[str] = set()
    by_title: dict[tuple[str, ...], _Event] = {}
    for key, words in said.items():
        at, _, *titled = key
        under = words.sex or (under if at == file else "")
        file = at
        if one_event:
            event = _one_of_all(events, above, key, words)
        elif len(events) > _MOST:
            event = by_title.get((at, *titled))
        else:
            event = _fitting(events, above, key, words, under)
        if event is None:
            event = _Event(_label(key, labels), under)
            events.append(event)
            labels.add(event.label)
        event.add(key, words)
        found[key] = by_title[at, *titled] = above = event
    return found


def _one_of_all(
    events: Sequence[_Event], above: _Event | None, key: _Key, words: EventWords
) -> _Event | None:
    """The only event of a sex, or of the one that is known, where a person says there is one.

    What leaves open who skated goes on with the table above in its file.
    """
    if above is not None and not words.sex and any(at == key[0] for at, _ in above.said):
        return above
    of_sex = [each for each in events if each.sex == words.sex]
    open_ = [each for each in events if not (each.sex and words.sex)]
    return next(iter([*of_sex, *open_]), None) if of_sex or len(open_) == 1 else None


def _fitting(
    events: Sequence[_Event], above: _Event | None, key: _Key, words: EventWords, under: str
) -> _Event | None:
    """The event that a table can be of: that of the table above before all others.

    What leaves open who skated goes on with the one above; in another file, with the only one.
    Whoever skated, it may be of another that leaves it open, unless that began below tables of
    the other sex.
    """
    if above is None:
        return None
    if words.sex:
        fitting = [each for each in events if each.sex == words.sex]
        open_ = [each for each in events if not each.sex and each.under in ("", words.sex)]
        fitting = [*reversed(fitting), *open_]
    else:
        another_file = all(at != key[0] for at, _ in above.said)
        fitting = [above] if not (another_file and len(events) > 1) else []
        fitting += [
            each for each in events
            if not each.sex and each is not above and not {each.under, under} >= {"men", "women"}
        ]  # fmt: skip
    taking = [each for each in fitting if each.takes(key, words)]
    unnamed = not (words.rest.left or words.rest.meet)
    if unnamed and len(fitting) > 1 and all(at != key[0] for each in events for at, _ in each.said):
        return None  # of which of them a file without their names is, nobody knows
    return next(iter(taking), None)


def _label(key: _Key, labels: set[str]) -> str:
    """How an event is called: as its first table, with the class or sex that rows say."""
    _, _, table, category, sex = key
    who = category or ("" if sex_above(table) else sex)
    label = wanted = ", ".join(filter(None, [table, who])) or UNTITLED
    number = 1
    while label in labels:
        number += 1
        label = f"{wanted} ({number})"
    return label
