"""How many laps a race has, as complete passings, a distance or the words of a title say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, log

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Found, TeamResult
from pursuit_sim.importers.words.laps_said import (
    USUAL_LAPS,
    laps_doubted,
    laps_perhaps,
    laps_said,
)
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.known_splits import AGREEMENT_S
from pursuit_sim.units import format_time

_FASTEST_LAP_S = 26.0  # of a race; the world records are 26.56 s over eight, 28.46 s over six
_SLOWEST_LAP_S = 60.0
_WOMENS_RECORD_S = 170.76  # over six laps: Japan, Salt Lake City, February 2020
_ALIKE = 1.25  # times as long as another one at most, in one race
_LONGEST = 60  # characters told
_SAID = "correct what is not so, or say how many with --laps"


def laps_of_race(found: Sequence[Found], who: str, notes: list[str]) -> int | None:
    """Laps of the race, as its distance, complete passings or words say; None where none does.

    Parameters
    ----------
    found : with their passings in order of laps
    who : "men" or "women", where that is known
    notes : told what decides, and what words say else

    Raises
    ------
    InputError
        if they say several
    """
    whole, timeless = _passed(found)
    said, faults = _said(found, who, notes)
    skated = next(iter(whole), None)
    if faults := [*faults, *_against(whole, said)]:
        raise InputError(faults)
    by = ""
    if skated is not None:
        _, each = whole[skated]
        by = f"the {'distance' if each.laps else 'last passing'} of {cut(each.team, _LONGEST)} says"
    elif said:
        ((skated, (_, _, text)),) = said.items()
        by = f"{cut(text, _LONGEST)!r} says"
    elif timeless:
        skated, by = _by_passings(found, who, timeless)
    else:
        skated, by = _by_times(found, who)
    if skated is None:
        notes.extend(_doubts(found, who))
        return None
    usual = USUAL_LAPS.get(who, skated)
    unusual = f", where {who} usually skate {usual}" if usual != skated else ""
    notes.append(f"read: {skated} laps, as {by}{unusual}")
    return skated


def _passed(found: Sequence[Found]) -> tuple[dict[int, Found], list[TeamResult]]:
    """Laps of the race by distances and by passings up to the official time, with a team that
    skated them; and teams that have passings without such a time.
    """
    whole: dict[int, Found] = {}
    timeless = []
    valid = [each for each in found if not each[1].status]  # others may not have skated them all
    for file, each in valid or found:
        last = each.passings[-1] if each.passings and not each.status else None
        if each.laps:
            whole.setdefault(each.laps, (file, each))
        elif last is None or not last.laps.is_integer():
            continue
        elif each.time_s is None:
            timeless.append(each)
        elif abs(each.time_s - last.time_s) <= AGREEMENT_S:
            whole.setdefault(int(last.laps), (file, each))
    if len(whole) > 1:
        (laps, _), (others, (file, each)) = list(whole.items())[:2]
        problem = f"{each.team} skated {others} laps, others {laps}"
        remedy = "all races of a scenario have the same laps: import each distance by itself"
        raise InputError.single(file, each.key, problem, remedy)
    return whole, timeless


def _by_passings(
    found: Sequence[Found], who: str, timeless: Sequence[TeamResult]
) -> tuple[int | None, str]:
    """The laps after which passings without an official time end, and what says that all do.

    They end early where the file is cut or has a few splits: it is the finish where men or women
    usually have it, or later, if the times of others fit, and where words may say so.
    """
    last = max((each.passings[-1] for each in timeless), key=lambda passing: passing.laps)
    laps, lap_s = int(last.laps), last.time_s / last.laps
    usual = USUAL_LAPS.get(who, 0)
    times = [each.time_s for _, each in found if each.time_s and not each.status]
    if not _fit(times, laps, lap_s, who):
        return None, ""
    for text in dict.fromkeys(text for _, each in found for text in _texts(each)):
        if laps in laps_perhaps(text):
            return laps, f"{cut(text, _LONGEST)!r} and the last passings say"
    whole = laps == usual or (laps > usual if who else laps in USUAL_LAPS.values())
    return (laps, "the last passings say") if whole else (None, "")


def _fit(times: Sequence[float], laps: int, lap_s: float, who: str) -> bool:
    """Whether times [s] of others can be of so many laps, after which passings end.

    Of the usual numbers of laps none may fit them better; where nothing says who skated, none of
    more laps may fit them at all, since passings may end early.

    Parameters
    ----------
    times : of the others
    laps, lap_s : after which the passings end, and how long each took [s]
    who : "men" or "women", where that is known
    """

    def off(time_s: float, laps: int) -> float:
        each_s = time_s / laps
        return abs(log(each_s / lap_s)) if each_s >= _FASTEST_LAP_S else inf

    usual = [USUAL_LAPS[who]] if who else [*USUAL_LAPS.values()]
    others = [each for each in usual if each != laps]
    return all(
        off(time_s, laps) <= log(_ALIKE)
        and all(off(time_s, laps) <= off(time_s, other) for other in others)
        and (who != "" or all(off(time_s, other) > log(_ALIKE) for other in others if other > laps))
        for time_s in times
    )


def beyond(found: Sequence[Found], laps: int | None) -> str:
    """What to tell of a result over six laps that no woman has skated; empty if there is none.

    It may be of men, over six laps or the first six of eight.

    Parameters
    ----------
    found : the results, each with its file
    laps : of the race; None where nobody says
    """
    if laps != USUAL_LAPS["women"]:
        return ""
    for _, each in found:
        ends = [passing.time_s for passing in each.passings if passing.laps == laps]
        time_s = each.time_s or next(iter(ends), None)
        if not each.status and time_s is not None and time_s < _WOMENS_RECORD_S:
            return f": {cut(each.team, _LONGEST)} took {format_time(time_s)}, as no woman has"
    return ""


_Said = dict[int, tuple[str, TeamResult, str]]  # by laps: file, result, the text that says it


def _said(found: Sequence[Found], who: str, notes: list[str]) -> tuple[_Said, list[Fault]]:
    """Laps that words say of the results, and a fault where they say several."""
    said: _Said = {}
    unclear: dict[str, None] = {}
    for file, each in found:
        for text in _texts(each):
            laps = laps_said(text, who)
            if len(laps) == 1:
                said.setdefault(min(laps), (file, each, text))
            elif laps:
                listed = " and ".join(map(str, sorted(laps)))
                unclear[f"read: {cut(text, _LONGEST)!r} says {listed} laps, and not of whom"] = None
    notes += unclear
    if len(said) < 2:
        return said, []
    (one, (_, _, first)), (other, (file, each, text)) = list(said.items())[:2]
    problem = f"{cut(text, _LONGEST)!r} says {other} laps, {cut(first, _LONGEST)!r} {one}"
    return said, [Fault(file, each.key, problem, _SAID)]


def _by_times(found: Sequence[Found], who: str) -> tuple[int | None, str]:
    """The laps that words may say, where times are too short for the usual ones and fit these."""
    texts = dict.fromkeys(text for _, each in found for text in _texts(each))
    perhaps = {laps: text for text in texts for laps in laps_perhaps(text)}
    times = [each.time_s for _, each in found if each.time_s and not each.status]
    usual = USUAL_LAPS.get(who)
    if usual is None or len(perhaps) != 1 or not times or max(times) / usual >= _FASTEST_LAP_S:
        return None, ""
    ((laps, text),) = perhaps.items()
    if not all(_FASTEST_LAP_S <= each / laps <= _SLOWEST_LAP_S for each in times):
        return None, ""
    return laps, f"{cut(text, _LONGEST)!r} says and the times are too short for {usual}"


def _doubts(found: Sequence[Found], who: str) -> Iterator[str]:
    """What to tell of numbers that may be of laps, or of a heat or a round."""
    texts = dict.fromkeys(text for _, each in found for text in _texts(each))
    for text in texts:
        for laps, of in laps_doubted(text).items():
            if laps != USUAL_LAPS.get(who):
                said = f"{cut(text, _LONGEST)!r} is read as {of} {laps}, and says nothing of laps"
                yield f"read: {said}; if it does, add --laps {laps}"


def _texts(each: TeamResult) -> Iterator[str]:
    """What may say of a result how long its race is."""
    yield from dict.fromkeys(filter(None, (each.distance, each.category, each.table, each.event)))


def _against(whole: dict[int, Found], said: _Said) -> Iterator[Fault]:
    """Faults of words that say other laps than passings or a distance."""
    for laps, (_, one) in whole.items():
        for other, (file, each, text) in said.items():
            if other != laps:
                problem = f"{cut(text, _LONGEST)!r} says {other} laps, {one.team} skated {laps}"
                yield Fault(file, each.key, problem, _SAID)
