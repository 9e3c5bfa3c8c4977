"""Which results of the sheets belong into one scenario: one distance, one event, one sex."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Found, Sheet, TeamResult
from pursuit_sim.importers.one_event import other_races, silent_tables
from pursuit_sim.importers.one_event.meet_days import by_meet, named_once
from pursuit_sim.importers.one_event.named_places import untitled_choice, with_titles_places
from pursuit_sim.importers.one_event.parted_events import parted, says_no_event
from pursuit_sim.importers.one_event.said_letters import letter_faults
from pursuit_sim.importers.one_event.said_sexes import sex_faults
from pursuit_sim.importers.words.beside_who import LONGEST_CATEGORY
from pursuit_sim.importers.words.cells import sex_of_team
from pursuit_sim.importers.words.class_cells import classes_of_race
from pursuit_sim.importers.words.event_words import class_words, lettered_classes, sex_above
from pursuit_sim.importers.words.heads import few, plain
from pursuit_sim.plain_text import cut

_MOST_TOLD = 40
_LONGEST = 60  # characters told of a title
Named = tuple[str, Sheet]  # a sheet and the name of its file


def chosen(
    sheets: Sequence[Named],
    distance: str | None,
    event: str | None,
    sex: str | None,
    notes: list[str],
    *,
    one_event: bool = False,
    laps: int | None = None,
) -> list[Found]:
    """The results of one distance, event and sex, each with the name of its file.

    Parameters
    ----------
    sheets : one a file, with the file's name
    distance, event, sex : which of several; may be None where there is only one
    one_event : whether all that is of one sex is known to be of one event, whatever titles and
        columns say
    laps : of a race, where these are given
    notes : told what of these no file says, so that it chooses nothing

    Raises
    ------
    InputError
        if there are several to choose from, nothing fits, it is another race than a team pursuit,
        or a team's name says another sex
    """
    results = [(file, _with_who(each)) for file, sheet in sheets for each in sheet.results]
    others = other_races.named(results)
    if event is None and distance is None:
        results = other_races.without_others(results, others, sex, notes)
    results = silent_tables.with_whole_tables(results, notes)
    silent = {(file, each.key) for file, each in results if not each.sex}
    every = results
    if not one_event:
        results = with_titles_places(results, notes)
    if event is None or not named_once(results, event, _all_words):
        results = by_meet(results, one_event=one_event and event is None)
    results = parted(results, notes, one_event=one_event)
    if faults := [*letter_faults(results, one_event=one_event)]:
        raise InputError(faults)
    distances = {each.distance for _, each in results} - {""}
    if distance is None and sex is not None and len(distances) > 1:  # one of each, maybe
        results = _one_sex(results, sex, notes, told=True)
    results = _one(results, "distance", distance, lambda each: each.distance, _same, notes)
    if event is None:
        several = len({each.event for _, each in results}) > 1
        results = _one_sex(results, sex, notes, told=not several)
    if event is None or any(each.event for _, each in results):
        results = _one(results, "event", event, lambda each: each.event, _all_words, notes)
    else:
        _known_event(results, sheets, event, notes)
    results = _one_sex(results, sex, notes, told=True)
    results = other_races.without_others(results, others, sex, notes)
    other_races.refuse_others(results, others, laps)
    faults = [*sex_faults(results, every)]
    if sex is None:
        faults += silent_tables.faults(results, silent)
    if faults:
        raise InputError(faults)
    return results


def said_sex(results: Sequence[Found]) -> str | None:
    """Who skated, as the results say it."""
    said = {each.sex for _, each in results} - {""}
    return said.pop() if len(said) == 1 else None


def _with_who(each: TeamResult) -> TeamResult:
    """A result with who skated and in which class, which other cells than those of it may say.

    Who skated may be said by the distance, event, round, division, heat and team's name; a class by
    what says of which race it is.
    """
    heat = "" if each.is_alone or each.free_heat else each.heat
    of_race = " ".join(filter(None, [each.round, each.other_division, heat]))
    said = next(filter(None, map(sex_above, (each.distance, each.event, of_race))), "")
    known = (
        *class_words(each.category),
        *lettered_classes(each.category, numbered=True),
        each.category,
    )
    own = heat.removeprefix(each.round).strip()
    found = classes_of_race(each.round, each.other_division, own)
    classes = [text for text in found if text not in known]
    category = " ".join(filter(None, [each.category, *classes]))[:LONGEST_CATEGORY]
    return each.but(sex=each.sex or said or sex_of_team(each.team), category=category)


def _one_sex(results: list[Found], sex: str | None, notes: list[str], *, told: bool) -> list[Found]:
    known = {each.sex for _, each in results}
    if sex is None:
        if told and {"men", "women"} <= known:
            file = next(file for file, each in results if each.sex == "women")
            problem = "holds results of men and of women"
            raise InputError.single(file, "", problem, "choose with --sex men or --sex women")
        return results
    found = [(file, each) for file, each in results if each.sex in (sex, "")]
    if results and not found:
        if faults := [*sex_faults(results, results)]:
            raise InputError(faults)
        raise InputError.single("--sex", "", f"there are no results of {sex}", "choose the others")
    if len(found) < len(results):
        left = [each for _, each in results if each.sex not in (sex, "")]
        titles = dict.fromkeys(repr(cut(each.table, _LONGEST)) for each in left if each.table)
        of = few([*titles]) or few([*dict.fromkeys(each.team for each in left)])
        notes.append(f"read: left out, of {left[0].sex}: {of}")
    return found


def _known_event(
    results: Sequence[Found], sheets: Sequence[Named], wanted: str, notes: list[str]
) -> None:
    """Raise `InputError` if titles alone say an event, and another one than is wanted."""
    others, untold = untitled_choice(results, sheets, wanted)
    if others:
        remedy = f"the titles say {others}; leave --event out, or write what they say"
        raise InputError.single("--event", "", f"there is no event {wanted!r}", remedy)
    if untold:
        notes.append(f"read: {untold}, so that --event {wanted!r} chooses nothing")


def _one(
    results: list[Found],
    what: str,
    wanted: str | None,
    of: Callable[[TeamResult], str],
    fits: Callable[[str, str], bool],
    notes: list[str],
) -> list[Found]:
    """The results of which something is the one that is wanted."""
    first = {of(each): file for file, each in reversed(results)}
    known = [name for name in dict.fromkeys(of(each) for _, each in results) if name]
    said = ", ".join(map(repr, known[:_MOST_TOLD]))
    if wanted is None and len(known) > 1:
        problem = f"there are {len(known)} {what}s: {said}"
        remedy = f"choose one with --{what}"
        if what == "event":
            remedy += ", or add --one-event if their titles, classes, days and places are of one"
        raise InputError.single(first[known[1]], "", problem, remedy)
    if wanted is None:
        return results
    if not known:
        notes.append(f"read: no file says its {what}, so that --{what} {wanted!r} chooses nothing")
        return results
    fitting = [name for name in known if fits(name, wanted)]
    exact = [name for name in fitting if plain(name) == plain(wanted)]
    exact = [name for name in exact if _same(name, wanted)] or exact  # 17+ beside <17
    if not fitting:
        problem = f"there is no {what} {wanted!r}"
        raise InputError.single(f"--{what}", "", problem, f"{what}s: {said}")
    if len(exact or fitting) > 1:
        problem = f"{wanted!r} may be {' or '.join(map(repr, fitting))}"
        raise InputError.single(f"--{what}", "", problem, "write more of it")
    choice = (exact or fitting)[0]
    silent = [each.team for _, each in results if of(each) != choice and says_no_event(of(each))]
    if silent:
        notes.append(f"read: without a word of their {what}, and left out: {few(silent)}")
    return [(file, each) for file, each in results if of(each) == choice]


def _same(name: str, wanted: str) -> bool:
    return name.casefold() == wanted.casefold()


def _all_words(name: str, wanted: str) -> bool:
    """Whether every word of what is wanted stands in a name."""
    words = plain(name).split()
    return all(word in words for word in plain(wanted).split())
