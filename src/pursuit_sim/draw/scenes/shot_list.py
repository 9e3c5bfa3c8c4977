"""The shots of a race, as a good broadcast would cut it: made once, before the first picture.

What must be seen comes first, then what is worth it, then whatever there is time for. A shot is
never shorter than `LEAST_S`; where two things happen at once, one shot shows both.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import beats
from pursuit_sim.draw.scenes.beats import Angle, Beat
from pursuit_sim.draw.scenes.shot import LEAST_S, Shot
from pursuit_sim.draw.scenes.shot_wishes import Told, Wish, needed, standing, welcome

_WORTH_S = 3.5  # [s] at least of what is only welcome, or fills
_LONG_S = 11.0  # [s] from which there is time for two
_WORTH_IT = 0.7  # of what may be told beside what a line tells
# What was told is worth so much less, and less of that with each shot: of what lasts slowly.
_AGAIN, _LASTS, _NEWS_AGAIN, _FORGOTTEN = 1.2, 0.93, 0.5, 0.8
_SAID = 1.0  # so much less are the very same words, of a line that was told


@remembered(1)
def shot_list(replay: Replay) -> tuple[Shot, ...]:
    """The shots, in order, from the gun to the end of the replay."""
    kept = _granted(needed(replay))
    for wish in welcome(replay):
        kept = _let_in(kept, wish)
    return tuple(_filled(replay, [_worded(wish) for wish in kept]))


def shot_at(replay: Replay, time_s: float) -> Shot:
    """The shot of a moment; beyond the ends, the first or the last."""
    shots = shot_list(replay)
    return shots[max(bisect_right(shots, time_s, key=attrgetter("from_s")) - 1, 0)]


def _granted(wishes: list[Wish]) -> list[Wish]:
    """Wishes one after the other: cut off where that can be, else granted together."""
    kept: list[Wish] = []
    for wish in wishes:
        begin = wish.shot.from_s
        if not kept or begin >= kept[-1].shot.until_s:
            kept.append(wish)
        elif begin >= kept[-1].shot.from_s + LEAST_S:
            before = kept[-1]
            kept[-1] = replace(before, shot=replace(before.shot, until_s=begin))
            kept.append(wish if begin >= before.core_s else _together(before, wish, begin))
        else:
            kept[-1] = _together(kept[-1], wish, kept[-1].shot.from_s)
    return kept


def _together(first: Wish, second: Wish, from_s: float) -> Wish:
    """Two wishes in one shot, from the begin of one of them on; each is told when it happens."""
    a, b = first.shot, second.shot
    teams = tuple(sorted({*first.teams, *second.teams}))
    core, until = max(first.core_s, second.core_s), max(a.until_s, b.until_s)
    newer = from_s == b.from_s
    # Of two falls the later one; else nothing jumps that can stay.
    seen = max((b, a) if newer and b.inset is not None else (a, b), key=_shows)
    if len(teams) > 1 and seen.inset is None and seen.camera != "split":
        seen = Shot(from_s, until, "split", 0, a.why)
    pace = b.pace if newer else max(a.pace, b.pace)
    made = replace(seen, from_s=from_s, until_s=until, pace=pace)
    return Wish(made, teams, core, (*first.texts, *second.texts))


def _shows(shot: Shot) -> int:
    """How much of two wishes a shot can show; what happens in a train is seen from above."""
    return 3 if shot.inset is not None else ("broadcast", "follow", "split").index(shot.camera)


def _worded(wish: Wish) -> Shot:
    """The shot of a wish, with all that is told in it from the moments on that it is about."""
    shot, texts = wish.shot, wish.texts
    edges = {each for told in texts for each in (told.from_s, told.until_s)}
    inside = (each for each in edges if shot.from_s < each < shot.until_s)
    said: list[tuple[float, str]] = []
    for time in (shot.from_s, *sorted(inside)):
        words = _said(texts, time)
        if not said or words != said[-1][1]:
            said.append((time, words))
    return replace(shot, why=said[0][1], later=tuple(said[1:]))


def _said(texts: tuple[Told, ...], time_s: float) -> str:
    """What is told at a moment: all that has its time then, else the latest that had it."""
    begun = sorted((each for each in texts if each.from_s <= time_s), key=attrgetter("from_s"))
    now = dict.fromkeys(each.words for each in begun if time_s < each.until_s)
    return "  ·  ".join(now) or begun[-1].words


def _let_in(kept: list[Wish], wish: Wish) -> list[Wish]:
    """A wish where nothing else is, cut to the time there is; or not at all."""
    wanted = wish.shot
    for before, after in pairwise(kept):
        begin = max(wanted.from_s, before.shot.until_s)
        until = min(wanted.until_s, after.shot.from_s)
        if until - begin >= _WORTH_S:
            granted = replace(wish, shot=replace(wanted, from_s=begin, until_s=until))
            return sorted([*kept, granted], key=lambda each: each.shot.from_s)
    return kept


def _closed(shots: list[Shot]) -> list[Shot]:
    """Shots without gaps too short for another; what plays slowly is not made longer."""
    found = shots[:1]
    for shot in shots[1:]:
        before = found[-1]
        if shot.from_s - before.until_s >= _WORTH_S:
            found.append(shot)
        elif before.pace < 1:
            found.append(replace(shot, from_s=before.until_s))
        else:
            found[-1] = replace(before, until_s=shot.from_s)
            found.append(shot)
    return found


def _filled(replay: Replay, kept: list[Shot]) -> Iterator[Shot]:
    """Shots without gaps between them: each begins where a line tells something new."""
    told = _OldNews()
    kept = _closed(kept)
    for shot, after in pairwise(kept):
        yield shot
        near = beats.close(shot.team) if shot.camera == "broadcast" else shot.camera
        told.add(near, *shot.texts, lasts=True)
        before = shot
        edges = _edges(replay, shot.until_s, after.from_s)
        for begin, until in pairwise(edges):
            beside = (before, after) if until == after.from_s else (before,)
            for part in _parted(replay, begin, until, beside, told):
                yield part
                before = part
    yield kept[-1]


def _edges(replay: Replay, begin_s: float, until_s: float) -> list[float]:
    """From one shot to the next, by way of the lines that both teams pass in between [s]."""
    if begin_s == until_s:
        return []
    lines = replay.splits_s.max(axis=0).tolist()
    edges = [begin_s]
    edges += [each for each in lines if begin_s + _WORTH_S <= each <= until_s - _WORTH_S]
    return [*edges, until_s]


def _parted(
    replay: Replay, begin_s: float, until_s: float, beside: tuple[Shot, ...], told: _OldNews
) -> Iterator[Shot]:
    """What the last line tells; and where there is time, what is worth it at any time."""
    middle = (begin_s + until_s) / 2
    if until_s - begin_s >= _LONG_S:
        lasting = beats.at_any_time(replay, middle, until_s)
        second = _chosen(lasting, beside[1:], told, _WORTH_IT)
        later = () if second is None else (_shot(replay, second, middle, until_s),)
        first = _chosen(beats.of_line(replay, begin_s), (beside[0], *later), told)
        if second is not None and first is not None:
            for beat, _ in (first, second):
                told.add(beat.kind, beat.why, lasts=beat.lasts)
            yield _shot(replay, first, begin_s, middle)
            yield from later
            return
    found = [*beats.of_line(replay, begin_s)]
    if until_s - begin_s < _LONG_S:
        found += beats.at_any_time(replay, begin_s, until_s)
    chosen = _chosen(found, beside, told)
    assert chosen is not None  # noqa: S101 - how it stands can be seen from more sides than two
    told.add(chosen[0].kind, chosen[0].why, lasts=chosen[0].lasts)
    yield _shot(replay, chosen, begin_s, until_s)


Choice = tuple[Beat, Angle]


def _chosen(
    found: Iterable[Beat], beside: tuple[Shot, ...], told: _OldNews, least: float = -math.inf
) -> Choice | None:
    """What is worth most, and at least so much, after all that was told.

    Through another camera than those of the shots beside it, if there is one.
    """
    best, most = None, least
    cameras = {each.camera for each in beside}
    said = {words for each in beside for words in each.texts}
    for beat in found:
        angle = next((each for each in beat.angles if each[0] not in cameras), None)
        worth = beat.worth - told.less(beat) - (beat.why in said)
        if angle is not None and worth > most:
            best, most = (beat, angle), worth
    return best


def _shot(replay: Replay, choice: Choice, begin_s: float, until_s: float) -> Shot:
    """A shot of something; who is ahead since a fall changes between two lines."""
    beat, (camera, team, zoom) = choice
    seen = Shot(begin_s, until_s, camera, team, beat.why, zoom)
    if beat.kind != beats.STANDING:
        return seen
    passed = (each.time_s for each in replay.leaders if not each.half_lap)
    later = tuple((t, standing(replay, t)) for t in passed if begin_s < t < until_s)
    return replace(seen, later=later)


class _OldNews:
    """What was told: that is no news, and what lasts is none for long."""

    def __init__(self) -> None:
        self._less: dict[str, float] = {}
        self._stays: dict[str, float] = {}
        self._words: set[str] = set()

    def less(self, beat: Beat) -> float:
        """How much less something is worth after all that was told."""
        said = _SAID if beat.why in self._words and not beat.lasts else 0.0
        return self._less.get(beat.kind, 0.0) + said

    def add(self, kind: str, *words: str, lasts: bool = False) -> None:
        """Something of a kind is told now; `lasts`: it is the same later."""
        self._words.update(words)
        for each, stays in self._stays.items():
            self._less[each] *= stays
        again, self._stays[kind] = (_AGAIN, _LASTS) if lasts else (_NEWS_AGAIN, _FORGOTTEN)
        self._less[kind] = self._less.get(kind, 0.0) + again
