"""What the results of several teams say of each other: one team's names, and their gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Table, TeamResult, race_of, table_of
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.places import is_unread, place
from pursuit_sim.importers.words.unfinished import filled
from pursuit_sim.units import HUNDREDTH

_GAP_AGREES_S = 2 * HUNDREDTH + 1e-9  # two times and a gap, each cut or rounded
_LAST_DIGIT_S = 1e-6
_NO_RANK = " -–—.?"
_Placed = tuple[int, TeamResult]
_Pair = tuple[_Placed, _Placed]


def one_name_each(results: Sequence[Found], notes: list[str], faults: list[Fault]) -> list[Found]:
    """The results with one name a nation, the first; other names are told of.

    So has a race that is called by the name of its team, since nobody says whom that met.

    Parameters
    ----------
    results : of all files
    notes : told the other names
    faults : gets one where a nation would race itself under two names
    """
    first: dict[str, str] = {}
    others: dict[tuple[str, str], None] = {}
    racing: dict[tuple[Table, str, str], TeamResult] = {}
    named: list[Found] = []
    for file, each in results:
        known = nation(each.team)
        name = first.setdefault(known, each.team) if known else each.team
        heat = each.heat
        if each.is_alone:
            heat = name if heat == each.team else each.but(team=name).own_race
        rival = racing.setdefault((table_of((file, each)), heat, name), each)
        if rival.team != each.team:
            problem = f"{each.team!r} and {rival.team!r} are one team, in one race"
            remedy = "write one name for each team"
            if not each.heat or each.is_alone:
                remedy += ", and a heat of its own for each of its races"
            faults.append(Fault(file, each.key, problem, remedy))
        if name != each.team:
            others[name, each.team] = None
        named.append((file, each.but(team=name, heat=heat)))
    notes += [f"read: {other!r} is the team {name!r}" for name, other in others]
    return named


def gap_notes(results: Sequence[Found]) -> Iterator[str]:
    """Lines on gaps that are not the difference of the times.

    Gaps are behind the best of the event, who may be in another file, or of the race.
    """
    heats: dict[tuple[str, str], list[Found]] = {}
    for found in results:
        if found[1].time_s is not None:
            heats.setdefault(race_of(found), []).append(found)
    files: dict[str, list[TeamResult]] = {}
    for (file, _), rows in heats.items():
        files.setdefault(file, []).extend(each for _, each in rows)
    best_s = {file: _best(found) for file, found in files.items()}
    for (first, _), rows in heats.items():
        heat = [each for _, each in rows]
        # The time of the best, as each time and gap say it.
        bests = [
            each.time_s - each.gap_s
            for each in heat
            if each.time_s is not None and each.gap_s is not None
        ]
        if len(heat) < 2 or not bests:
            continue
        may_be = bests[1:] or [best_s[first], _best(heat)]
        if all(abs(bests[0] - other) > _GAP_AGREES_S for other in may_be):
            said = " and ".join(
                f"{each.team} {each.time_s or 0:.2f} s, gap "
                f"{'none' if each.gap_s is None else f'{each.gap_s:.2f} s'}"
                for each in heat
            )
            yield f"read: {rows[0][0]}, {heat[0].key}: gaps contradict the times: {said}"


def rank_notes(results: Sequence[Found]) -> Iterator[str]:
    """Lines on teams without a place beside others with one, and on places against the times.

    Two teams of a race, with whatever their places count, are placed as their times are. In a list
    without races, places may come from finals: then it is no ranking by time. Places that decide
    equal times are lost with all the others.
    """
    for file in dict.fromkeys(file for file, _ in results):
        known = [each for at, each in results if at == file and each.time_s is not None]
        without = [each.team for each in known if not each.rank.strip(_NO_RANK)]
        if 0 < len(without) < len(known):
            said = ", ".join(dict.fromkeys(without))
            yield f"read: {file}: has places, and none beside the time of: {said}; the times count"
        paired = any(not each.is_alone for each in known)
        yield from _decided(file, known, paired=paired)
        if not paired:
            yield from _of_list(file, known)
            continue
        if _overall(known):
            continue
        met: dict[str, list[TeamResult]] = {}
        for each in known:
            met.setdefault(each.heat, []).append(each)
        for heat in met.values():
            for pair in _contradicting(heat):
                yield f"read: {file}, {pair[0][1].key}: places contradict the times: {_said(pair)}"


def _of_list(file: str, results: Sequence[TeamResult]) -> Iterator[str]:
    """Lines on a list whose places are not those of its times.

    Those of one final, 1 and 2, 3 and 4, contradict them; others may come from several.
    """
    of_finals = []
    for pair in _against_times(results):
        (better, one), (worse, _) = pair
        if (better - 1) // 2 == (worse - 1) // 2:
            yield f"read: {file}, {one.key}: places contradict the times: {_said(pair)}"
        else:
            of_finals.append(pair)
    if of_finals:
        said = "; ".join(map(_said, of_finals))
        why = "they may come from finals, so that none are given by time"
        yield f"read: {file}: places are not in the order of the times: {said}: {why}"
    if unread := dict.fromkeys(each.rank for each in results if _is_unread(each)):
        said = ", ".join(map(repr, unread))
        yield f"read: {file}: places that are not known: {said}: none are given by time"


def ranked_by_time(results: Sequence[Found]) -> bool:
    """Whether the places of teams that skated alone, so far as a file has them, are by time."""
    files = dict.fromkeys(file for file, _ in results)
    unread = any(_is_unread(each) for _, each in results)
    return not unread and not any(
        _against_times([each for at, each in results if at == file]) for file in files
    )


def _is_unread(result: TeamResult) -> bool:
    """Whether a team with a time has a place in words that say none which is known."""
    return result.time_s is not None and is_unread(result.rank)


def _against_times(results: Sequence[TeamResult]) -> list[_Pair]:
    """Neighbours in the lists of a file whose places contradict their times."""
    lists: dict[object, list[TeamResult]] = {}
    for each in results:
        lists.setdefault(each.of_list, []).append(each)
    found: list[_Pair] = []
    for one in lists.values():
        places = [number for number, _ in _placed(one)]
        by_table = len({*places}) < len(places)  # each of which may begin with a first place
        tables: dict[int, list[TeamResult]] = {}
        for each in one:
            tables.setdefault(each.nth_table if by_table else 0, []).append(each)
        found += [pair for table in tables.values() for pair in _contradicting(table)]
    return found


def _contradicting(results: Sequence[TeamResult]) -> Iterator[_Pair]:
    """Neighbours by their places of which the better one has the longer time."""
    for one, other in pairwise(sorted(_placed(results), key=_place_and_time)):
        slower = (one[1].time_s or 0.0) > (other[1].time_s or 0.0) + _LAST_DIGIT_S
        if one[0] < other[0] and slower:
            yield one, other


def _placed(results: Sequence[TeamResult]) -> list[_Placed]:
    """Those with a time and a place, with that."""
    return [
        (found, each) for each in results
        if each.time_s is not None and (found := place(each.rank)) is not None
    ]  # fmt: skip


def _place_and_time(placed: _Placed) -> tuple[int, float]:
    return placed[0], placed[1].time_s or 0.0


def _said(pair: _Pair) -> str:
    return ", ".join(f"{filled(each.rank)} {each.team} {each.time_s:.2f} s" for _, each in pair)


def _decided(file: str, results: Sequence[TeamResult], *, paired: bool) -> Iterator[str]:
    """A line on each time that several have with different places: in a race, or in a list."""
    same: dict[object, list[tuple[int, TeamResult]]] = {}
    for number, each in _placed(results):
        key = each.heat if paired else each.of_list, round((each.time_s or 0.0) / _LAST_DIGIT_S)
        same.setdefault(key, []).append((number, each))
    for found in same.values():
        if len({number for number, _ in found}) > 1:
            ordered = sorted(found, key=_place)
            said = ", ".join(f"{filled(each.rank)} {each.team}" for _, each in ordered)
            time_s = found[0][1].time_s or 0.0
            yield (
                f"read: {file}, {found[0][1].key}: places decide equal times of {time_s:.2f} s, "
                f"which is not taken over: {said}; write the thousandths where they are known"
            )


def _place(placed: _Placed) -> int:
    return placed[0]


def _overall(results: Sequence[TeamResult]) -> bool:
    """Whether places of several rounds are those of the event, the same in each round."""
    places: dict[tuple[str, ...], set[str]] = {}
    heats: dict[str, list[str]] = {}
    for each in results:
        apart = each.team, *each.of_list
        places.setdefault(apart, set()).add(each.rank)
        heats.setdefault(each.heat, []).append(each.rank)
    beyond = any(
        (place(rank) or 0) > len(ranks) for ranks in heats.values() for rank in ranks
    )  # fmt: skip
    once = all(len(ranks) == 1 for ranks in places.values())
    return once and beyond and len(places) < len(results)


def _best(results: Sequence[TeamResult]) -> float:
    return min(each.time_s for each in results if each.time_s is not None)
