"""The shots of a race, as a good broadcast would cut it: made once, before the first picture.

What must be seen comes first, then what is worth it, then whatever there is time for. A shot is
never shorter than `LEAST_S`; where two things happen at once, one shot shows both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes.shot import LEAST_S, Shot
from pursuit_sim.draw.scenes.shot_wishes import Wish, needed, standing, welcome

_WORTH_S = 3.5  # [s] at least of what is only welcome, or fills
_USUAL_S = 8.0  # [s] that a shot lasts where nothing happens


@lru_cache(maxsize=4)
def shot_list(replay: Replay) -> tuple[Shot, ...]:
    """The shots, in order, from the gun to the end of the replay."""
    kept = _granted(needed(replay))
    for wish in welcome(replay):
        kept = _let_in(kept, wish)
    return tuple(_filled(replay, [wish.shot for wish in kept]))


def shot_at(replay: Replay, time_s: float) -> Shot:
    """The shot of a moment; beyond the ends, the first or the last."""
    shots = shot_list(replay)
    return shots[max(bisect_right(shots, time_s, key=_begin) - 1, 0)]


def _begin(shot: Shot) -> float:
    return shot.from_s


def _granted(wishes: list[Wish]) -> list[Wish]:
    """Wishes one after the other: cut off where that can be, else granted together."""
    kept: list[Wish] = []
    for wish in wishes:
        begin = wish.shot.from_s
        if not kept or begin >= kept[-1].shot.until_s:
            kept.append(wish)
        elif begin >= max(kept[-1].core_s, kept[-1].shot.from_s + LEAST_S):
            kept[-1] = replace(kept[-1], shot=replace(kept[-1].shot, until_s=begin))
            kept.append(wish)
        else:
            kept[-1] = _together(kept[-1], wish)
    return kept


def _together(first: Wish, second: Wish) -> Wish:
    """Two wishes in one shot."""
    a, b = first.shot, second.shot
    teams = tuple(sorted({*first.teams, *second.teams}))
    core, until = max(first.core_s, second.core_s), max(a.until_s, b.until_s)
    inset = next((each for each in (b, a) if each.inset is not None), None)
    told = inset or (b if b.camera == "split" else a)
    if told.inset is None and len(teams) > 1 and told.camera != "split":
        why = a.why if a.why == b.why else f"{a.why}  ·  {b.why}"
        told = Shot(a.from_s, until, "split", 0, why)
    made = replace(told, from_s=a.from_s, until_s=until, pace=max(a.pace, b.pace))
    return Wish(made, teams, core)


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
    """Shots without gaps between them."""
    turn = 0
    kept = _closed(kept)
    for shot, after in pairwise(kept):
        yield shot
        free = after.from_s - shot.until_s
        if free == 0.0:
            continue
        count = max(1, round(free / _USUAL_S))
        edges = [*(shot.until_s + free * k / count for k in range(count)), after.from_s]
        before = shot
        for k in range(count):
            begin, until = edges[k : k + 2]
            beside = [before, after] if k == count - 1 else [before]
            while True:
                made = _filler(replay, begin, until, turn)
                turn += 1
                if all(made.camera != each.camera for each in beside):
                    break
            yield made
            before = made
    yield kept[-1]


def _filler(replay: Replay, begin_s: float, until_s: float, turn: int) -> Shot:
    """A shot for when nothing happens, each time another one."""
    # Before anything is known, whoever was not seen at the start.
    front = replay.front(begin_s) if begin_s > float(replay.splits_s[:, 0].max()) else 1
    teams = [front, 1 - front]
    views = [("overview", 0), ("broadcast", teams[0]), ("head-to-head", 0),
             ("broadcast", teams[1]), ("follow", teams[0]), ("follow", teams[1])]  # fmt: skip
    if len(replay.codes) == 1:
        views = [("overview", 0), ("broadcast", 0), ("follow", 0)]
    camera, team = views[turn % len(views)]
    told = team if camera in ("broadcast", "follow") else None
    return Shot(begin_s, until_s, camera, team, standing(replay, begin_s, told))
