"""Who skated, where it is said twice: in a column or key, a distance, an event, a title, a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Table, TeamResult, table_of
from pursuit_sim.importers.words.cells import sex_of_team
from pursuit_sim.importers.words.event_words import sex_above
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told


def sex_faults(results: Sequence[Found], every: Sequence[Found]) -> Iterator[Fault]:
    """A fault of each team, and of each text of a table, that is said to be of men and of women.

    A title may say it of some of its rows alone: it contradicts them only if it fits none.

    Parameters
    ----------
    results : that are read
    every : those of all tables
    """
    skated: dict[Table, set[str]] = {}
    for file, each in every:
        skated.setdefault(table_of((file, each)), set()).add(each.sex)
    told: set[tuple[str, int, str]] = set()
    for file, each in results:
        yield from _of_name(file, each)
        table = table_of((file, each))
        for text in (each.distance, each.event, each.table):
            said, key = sex_above(text), (file, each.nth_table, text)
            others = skated[table] if text == each.table else {each.sex}
            if said and others.isdisjoint({said, ""}) and key not in told:
                told.add(key)
                yield _fault(file, each, text, said)
        for text, said in (*_of_race(each), *each.said_who):
            key = (file, each.nth_table, text)
            if said and each.sex not in (said, "") and key not in told:
                told.add(key)
                yield _fault(file, each, text, said)


def _of_race(each: TeamResult) -> Iterator[tuple[str, str]]:
    """What says of which race a result is, with who skated there."""
    heat = "" if each.is_alone or each.free_heat else each.heat.removeprefix(each.round).strip()
    for text in (each.round, each.other_division, heat):
        yield text, sex_above(text)


def _of_name(file: str, each: TeamResult) -> Iterator[Fault]:
    said = sex_of_team(each.team)
    if said and each.sex and said != each.sex:
        problem = f"{cut(each.team, _LONGEST)!r} is of {said}, among results of {each.sex}"
        remedy = "take the row out, or write the team's name without who skated"
        yield Fault(file, each.key, problem, remedy)


def _fault(file: str, each: TeamResult, text: str, said: str) -> Fault:
    problem = f"{cut(text, _LONGEST)!r} is of {said}, the result of {each.sex}"
    return Fault(file, each.key, problem, "correct what is not so")
