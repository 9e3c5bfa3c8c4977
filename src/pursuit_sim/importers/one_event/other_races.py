"""Tables of other races than team pursuits, as titles and columns name them: left out, or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Found, TeamResult
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.other_race import (
    distance_alone,
    laps_alone,
    other_race,
    says_pursuit,
)
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told
_AGREEMENT_LAPS = 0.01
_Row = tuple[str, str]  # file and place of a result
OtherRaces = Mapping[_Row, tuple[str, str]]  # of rows of other races: its race, the text naming it


def named(results: Sequence[Found]) -> OtherRaces:
    """Which results are of another race, as their own cells say, else the title of their table.

    One that is named by its metres alone is none where passings, or a key, say other laps than
    those.
    """
    found: dict[_Row, tuple[str, str]] = {}
    lapped: set[tuple[str, str]] = set()  # files and texts against which laps are said
    for file, each in results:
        race, text = _race_of(each)
        if race:
            found[file, each.key] = race, text
            if _says_other_laps(each, race):
                lapped.add((file, text))
    return {
        (file, key): (race, text) for (file, key), (race, text) in found.items()
        if not (laps_alone(race) and (file, text) in lapped)
    }  # fmt: skip


def without_others(
    results: Sequence[Found], others: OtherRaces, sex: str | None, notes: list[str]
) -> list[Found]:
    """The results without those of other races, which is told, where some say team pursuit.

    Parameters
    ----------
    results : to look through
    others : those of other races
    sex : "men" or "women", where one is chosen
    notes : told what is left out
    """
    if not any(each.sex in (sex or each.sex, "") and _is_pursuit(each)
               for file, each in results if (file, each.key) not in others):  # fmt: skip
        return [*results]
    left = dict.fromkeys(
        text for file, each in results
        for _, text in [others.get((file, each.key), ("", ""))] if text
    )  # fmt: skip
    if left:
        said = few([repr(cut(text, _LONGEST)) for text in left])
        notes.append(f"read: left out, of other races than the team pursuit: {said}")
    return [(file, each) for file, each in results if (file, each.key) not in others]


def refuse_others(picked: Sequence[Found], others: OtherRaces, laps: int | None) -> None:
    """Raise `InputError` where the results that are read are of another race.

    Parameters
    ----------
    picked : the results of the event that is read
    others : those of other races
    laps : of a race, where these are given: then metres part nothing
    """
    faults: dict[tuple[str, str], Fault] = {}
    for file, each in picked:
        race, text = others.get((file, each.key), ("", ""))
        if not race or (laps is not None and laps_alone(race)):
            continue
        problem = f"{cut(text, _LONGEST)!r} names another race than a team pursuit"
        remedy = "choose another table or file; if it is one, write team pursuit beside that"
        if laps_alone(race):
            remedy += ", or say how many laps with --laps"
        faults.setdefault((file, text), Fault(file, each.key, problem, remedy))
    if faults:
        raise InputError([*faults.values()])


def _says_other_laps(each: TeamResult, race: str) -> bool:
    """Whether a key or passings of a result say other laps than those of a race's metres."""
    ends = [each.laps, *(passing.laps for passing in each.passings[-1:])]
    return any(laps and abs(laps - laps_alone(race)) > _AGREEMENT_LAPS for laps in ends)


def _own(each: TeamResult) -> list[str]:
    """What the cells of a row say of its race."""
    return [*filter(None, (each.distance, each.event, each.category))]


def _race_of(each: TeamResult) -> tuple[str, str]:
    """The other race that a result is of, and the text that names it."""
    own = _own(each)
    if any(map(says_pursuit, own)):
        return "", ""
    said = ((distance_alone if text is each.distance else other_race)(text) for text in own)
    race, text = next((pair for pair in zip(said, own, strict=True) if pair[0]), ("", ""))
    title = other_race(each.table)
    if says_pursuit(each.table):
        # A title of several races leaves it to the rows; "Team pursuit 3000 m" names one.
        several = title and not (laps_alone(race) and title == race)
        return (race, text) if several else ("", "")
    return (race, text) if race else (title, each.table if title else "")


def _is_pursuit(each: TeamResult) -> bool:
    return any(map(says_pursuit, [*_own(each), each.table]))
