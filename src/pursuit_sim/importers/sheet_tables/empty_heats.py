"""Heats that a row does not say: that of the row above, none, or not to be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.words.event_words import round_kinds
from pursuit_sim.importers.words.group_cells import ONCE_A_GROUP
from pursuit_sim.importers.words.heads import few, plain, plain_pattern
from pursuit_sim.importers.words.title_vocabulary import SHEETS
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import status
from pursuit_sim.plain_text import cut

_OPPONENTS = 2  # in a race
_LONGEST = 40  # characters told
_SKATED = ("DNF", "DSQ")  # statuses of who was in a race
# Rounds in which nobody skated: of who is in no further one.
_WHO_MET = "write the heat of each team, or take out who did not skate there"
_NOT_IN = re.compile(plain_pattern(
    r"(?:did not|didn t|not|non) quali\w*|dnq|nq|eliminated|knocked out|out|others|rest"
    r"|nicht qualifiziert|ausgeschieden|übrige|niet gekwalificeerd|overige|ikke kvalifisert"
    r"|ej kvalificerad|non qualifiés?|éliminés?|non qualificat[oie]"
    r"|quali(?:fied|fiers?|fiziert|fisert|ficerade?|fiés?|ficat[oi]|fiee?s?)|gekwalificeerd"
    r"|kvalifisert|kvalificerade?"
))  # fmt: skip


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
    teams = Counter(map(_of_round, results))
    in_heats = {_of_round(each) for each in results if each.heat}
    races = {
        of for of, count in teams.items() if of[-1] and of not in in_heats and count <= _OPPONENTS
    }
    # Keys of those without a heat, as of a round that is one race.
    aside = {each.key for each in results if in_heats and _of_round(each) in races}
    for each in results:
        if each.key in aside:
            continue
        if each.heat or not groups or (each.round and _of_round(groups[-1][0]) != _of_round(each)):
            groups.append([])
        elif each.time_s is None and len(groups[-1]) >= _OPPONENTS:
            aside.add(each.key)
            continue
        elif _of_round(groups[-1][0]) != _of_round(each):
            groups.append([])
        groups[-1].append(each)
    heats = {each.key: group[0].heat for group in groups for each in group}
    said = [_race(group[0]) for group in groups]
    pairs = [group for group in groups if len(group) == _OPPONENTS]
    # Who did not skate, below heats of one team each, is nobody's opponent.
    paired = (
        max(map(len, groups), default=0) <= _OPPONENTS
        and bool(pairs)
        and (len(pairs) == len(groups) or any(group[1].time_s is not None for group in pairs))
    )
    if paired and all(group[0].heat for group in groups) and len({*said}) == len(said):
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
    counts = Counter(map(_race, results))
    for each in results:
        if each.heat:
            continue
        heat = above.get(each.key, "")
        skated = each.time_s is not None or each.status in _SKATED
        if skated and heat and counts[_race(replace(each, heat=heat))] == 1:
            yield Fault(where, f"{each.key}, {head}", "is empty", ONCE_A_GROUP)


def _of_round(each: TeamResult) -> tuple[str, ...]:
    """What parts rounds, in each of which heats may begin with 1."""
    return (*each.of_list, each.category, each.round)


def _race(each: TeamResult) -> tuple[str, ...]:
    return (*_of_round(each), each.heat)


def opponents(
    results: list[TeamResult], where: str, faults: list[Fault], notes: list[str]
) -> list[TeamResult]:
    """Results with a race of its own for each team of which nobody says whom it met.

    Where a file has several rounds, one without heats and of two teams is their race, and in larger
    ones each has a race of its own: of that round. Beside heats of the same round, and in none that
    is called by who is not in it, each is alone. A round that has the times of heats again is a
    list, and left out.

    Parameters
    ----------
    results : of a table
    where : the file's name
    faults : gets one where two teams stand in what may be no round
    notes : told what was read
    """
    results = _without_lists(results, notes)
    unknown = [each for each in results if not each.heat]
    rounds: dict[tuple[str, ...], list[TeamResult]] = {}
    for each in unknown:
        rounds.setdefault(_of_round(each), []).append(each)
    in_heats = {_of_round(each) for each in results if each.heat}
    names: dict[tuple[str, ...], set[str]] = {}  # of rounds, by list
    for *of_list, name in (*rounds, *in_heats):
        names.setdefault((*of_list,), set()).update({name} - {""})
    several = len(set().union(*names.values())) > 1
    one_race = not several and len(results) <= _OPPONENTS and len(unknown) == len(results)
    if one_race and not any(each.event for each in results):
        if len(results) == _OPPONENTS:
            notes.append("nothing says who met whom: the two teams are read as opponents")
        return results
    called: dict[str, str] = {}  # race of a result, by its key
    met: dict[str, None] = {}  # rounds that are races
    alone: list[str] = []
    for (*of_list, name), teams in rounds.items():
        skated = bool(name) and not _is_no_race(name)
        whole = len(teams) <= _OPPONENTS and (*of_list, name) not in in_heats
        is_race = several and skated and whole
        if is_race and len(teams) == _OPPONENTS and not _is_round(name):
            problem = (
                f"{cut(name, _LONGEST)!r}: not clear whether {few([t.team for t in teams])} met"
            )
            faults.append(Fault(where, teams[0].key, problem, _WHO_MET))
        met |= {name: None} if is_race and len(teams) == _OPPONENTS else {}
        alone += [] if is_race else [each.team for each in teams]
        for each in teams:
            own = each.own_race if len(names[(*of_list,)]) > 1 else each.team
            called[each.key] = " ".join(filter(None, [name, each.division])) if is_race else own
    if met:
        notes.append(f"a round of two teams is their race: {few([*map(repr, met)])}")
    if len(alone) == len(results):
        notes.append("nothing says who met whom: each team has a race of its own")
    elif alone:
        said = few([*dict.fromkeys(alone)])
        notes.append(f"nothing says whom {said} met: each has a race of its own")
    return [each if each.heat else each.but(heat=called[each.key]) for each in results]


def _without_lists(results: list[TeamResult], notes: list[str]) -> list[TeamResult]:
    """The results without those of rounds whose times all stand in heats of the same teams."""
    met = {(*each.of_list, each.team, each.time_s) for each in results if each.heat}
    again: dict[tuple[str, ...], bool] = {}
    for each in results:
        if each.round and not each.heat:
            same = each.time_s is not None and (*each.of_list, each.team, each.time_s) in met
            again[_of_round(each)] = again.get(_of_round(each), True) and same
    names = [*dict.fromkeys(repr(of[-1]) for of, same in again.items() if same)]
    if names:
        notes.append(f"times of heats again, which are no races of their own: {few(names)}")
    return [each for each in results if each.heat or not again.get(_of_round(each))]


def _is_no_race(name: str) -> bool:
    """Whether what stands as a round says who is in none, or is the name of a list."""
    words = plain(name).split()
    return bool(_NOT_IN.fullmatch(plain(name)) or status(name)) or not SHEETS.isdisjoint(words)


def _is_round(name: str) -> bool:
    """Whether a text is known as a round or a race: by its word, its number, its letter."""
    rest = rest_of(name)
    return bool(round_kinds(name)) or not rest.left
