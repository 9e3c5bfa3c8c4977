"""A second key for the heat, by which others met than by the one that is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult, text_of
from pursuit_sim.importers.json_results.json_outcomes import HEATS, Object
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters told
_Groups = dict[tuple[str, ...], list[int]]  # rows, by the round and the heat
_REMEDY = "leave the key that says who met whom"


def heats_otherwise(
    rows: Sequence[Object], results: Sequence[TeamResult], read: str, where: str
) -> Iterator[Fault]:
    """Faults of pairs that another key than the one that is read makes, and that one does not.

    One that counts races through the day, or is the same for all, makes none of its own.

    Parameters
    ----------
    rows : the objects of the teams
    results : the same as they were read
    read : the key of the heat
    where : the file's name
    """
    met = {tuple(group) for group in _groups(rows, results, read).values()}
    for name in HEATS:
        if name == read or not all(text_of(row.get(name)) for row in rows):
            continue
        same = _same_for_all(rows, results, name)
        for group in _groups(rows, results, name).values():
            if len(group) == 2 and tuple(group) not in met and not same & {*group}:
                first, other = (rows[i] for i in group)
                said = cut(text_of(other.get(name)), _LONGEST)
                heats = " and ".join(repr(cut(text_of(row.get(read)), _LONGEST))
                                     for row in (first, other))  # fmt: skip
                problem = f"found {said!r} for two results of which {read} says {heats}"
                yield Fault(where, f"{results[group[1]].key}.{name}", problem, _REMEDY)
                return


def _same_for_all(rows: Sequence[Object], results: Sequence[TeamResult], key: str) -> set[int]:
    """Rows of events in which a key is the same in every row, as the event's name is."""
    events: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for i, (row, result) in enumerate(zip(rows, results, strict=True)):
        of = (result.event, result.distance, result.sex, result.division)
        events.setdefault(of, {}).setdefault(text_of(row.get(key)), []).append(i)
    return {i for said in events.values() if len(said) == 1 for each in said.values() for i in each}


def _groups(rows: Sequence[Object], results: Sequence[TeamResult], key: str) -> _Groups:
    found: _Groups = {}
    for i, (row, result) in enumerate(zip(rows, results, strict=True)):
        of = (result.event, result.distance, result.sex, result.division, result.round)
        found.setdefault((*of, text_of(row.get(key))), []).append(i)
    return found
