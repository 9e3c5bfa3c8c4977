"""Heats that a row does not say: that of the row above, none, or not to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.words.event_cells import ONCE_A_GROUP

_OPPONENTS = 2  # in a race


def below_their_heat(
    results: list[TeamResult], head: str, where: str, faults: list[Fault], notes: list[str]
) -> list[TeamResult]:
    """Results of pairs, of which the first row alone says the heat, each with it.

    Some teams may be without an opponent, and who has no time, below a pair, without a heat.

    Parameters
    ----------
    results : of a table
    head : of its heats
    where : the file's name in messages
    faults : gets one where an empty heat may be that of the row above, or not
    notes : told what was read
    """
    groups: list[list[TeamResult]] = []
    aside: set[str] = set()  # keys of those without a heat
    for each in results:
        if each.heat or not groups:
            groups.append([])
        elif each.time_s is None and len(groups[-1]) >= _OPPONENTS:
            aside.add(each.key)
            continue
        groups[-1].append(each)
    heats = {each.key: group[0].heat for group in groups for each in group}
    said = [group[0].heat for group in groups]
    pairs = [group for group in groups if len(group) == _OPPONENTS]
    # Who did not skate, below heats of one team each, is nobody's opponent.
    paired = (
        max(map(len, groups), default=0) <= _OPPONENTS
        and bool(pairs)
        and (len(groups) == 1 or any(group[1].time_s is not None for group in pairs))
    )
    if paired and "" not in said and len({*said}) == len(said):
        notes.append("an empty heat is that of the row above")
        return [replace(each, heat=each.heat or heats.get(each.key, "")) for each in results]
    faults += _doubtful(results, heats, head, where)
    return results


def _doubtful(
    results: Sequence[TeamResult], above: dict[str, str], head: str, where: str
) -> Iterator[Fault]:
    """A fault of each empty heat below one that only one team has.

    Parameters
    ----------
    results : of a table
    above : the heat of the row above, or of one farther up, by the key of a result
    head, where : of the heats, and the file's name
    """
    counts = Counter(each.heat for each in results)
    for each in results:
        if each.heat:
            continue
        heat = above.get(each.key, "")
        if each.time_s is not None and heat and counts[heat] == 1:
            yield Fault(where, f"{each.key}, {head}", "is empty", ONCE_A_GROUP)


def opponents(results: list[TeamResult], notes: list[str]) -> list[TeamResult]:
    """Results with a race of its own for each team of which nobody says whom it met."""
    unknown = [each for each in results if not each.heat]
    if len(results) < 3 and len(unknown) == len(results) and not any(e.event for e in results):
        if len(results) == 2:
            notes.append("nothing says who met whom: the two teams are read as opponents")
        return results
    if unknown:
        notes.append("nothing says who met whom: each team has a race of its own")
    return [each if each.heat else replace(each, heat=each.team) for each in results]
