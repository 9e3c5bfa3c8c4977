"""The door of races known by passings and gaps, in which somebody may have stumbled."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

import numpy as np

from fuzz.outcomes import RefusedError, ViolatedError, faults
from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import load_text
from pursuit_sim.sim.schedule import schedules

_CODES = "AAA", "EEE"
_LAPS = 8
_LOST_S = (3.0, 5.0, 8.0, 12.0, 16.0, 20.0)
_HASTE_S = 2.2  # what gaps may change a lap by without a stop, and what pacing leaves open
# Three stumbles in one race, of which two gaps and a passing tell, may be another team's as well:
# then laps may be off by more, but the result says that something happened that nobody measured.
_UNSURE = 2
_MET_S = 0.0051  # times and gaps are written in hundredths
_CHANGED_BY = (0.01, 0.05, 0.3, 1.0)  # [s] of a time or a gap, or tenths of a value of the pacing
# By so much of it a lap may move: a gap between near places asks for twice as much, and more where
# a curve swings. Without a jump laps of the bundled races move by 1.0 of it at most.
_MOVED = 3.0
_SAME_S = 1e-4  # below the last digit that is told: curves with stops are found to 1e-5 s
_FAR_S, _STEP_S = 1.5, 0.05  # what is told within a stop is so far off, and then so much more
_OFF_S = (0.0, 0.0, -1.0, -0.1, 0.1, 1.0)  # of what is told beside what the model has there
_AGAIN_S = 0.05  # what is told again is told in hundredths, of which a lap has some
_HEAD = f"""format = "pursuit-sim/scenario"
version = 1
[event]
name = "Gaps"
sex = "men"
laps = {_LAPS}
[teams.AAA]
skaters = ["Ada", "Bea", "Cia"]
[teams.EEE]
skaters = ["Eva", "Fay", "Gia"]
[races.r1]
"""
_TWICE = 0.3  # share of races in which one team stumbles in two laps, one after the other
_KEPT_S = 0.01  # what a stop cost, of which a what-if tells nothing: to the last digit told
_LINEUPS = '["Ada", "Bea", "Cia"]', '["Eva", "Fay", "Gia"]'


class Skated(NamedTuple):
    """A race as the schedules have it.

    Attributes
    ----------
    half_laps : (team, half-lap) [s] in the order of the sides
    stops : of each team, by gaps: from half-lap to half-lap
    lost : (side, begin, end) → what such a stop cost [s of flying clock]
    """

    half_laps: Floats
    stops: list[list[tuple[float, float]]]
    lost: dict[tuple[int, float, float], float]


def knock(random: Random) -> None:
    """What is known is met, by either side, and nobody is made to fly."""
    halves = [_half_laps(random, stumble) for stumble in random.choice(
        ((False, False), (True, False), (True, False), (True, True)))]  # fmt: skip
    ends = _stumble_again(random, halves[0]) if random.random() < _TWICE else []
    passings = [np.cumsum(each) for each in halves]
    lines = random.sample(range(2, 2 * _LAPS), random.randint(1, 7))
    splits: list[list[int]] = [[], []]
    gaps = ends[:-1]
    splits[0] += ends[-1:]
    for line in sorted({*lines} - {*ends, *(at + 1 for at in ends)}):
        known = random.choice(((), (0,), (1,), (0, 1)))
        for team in known:
            splits[team].append(line)
        if len(known) < 2:
            gaps.append(line)
    gaps.sort()
    splits[0].sort()
    found = [_half_laps_of(_text(passings, splits, gaps, first=first)) for first in (0, 1)]
    if (found[0] is None) != (found[1] is None):
        raise ViolatedError("refused with one team on the finish side alone")
    if found[0] is None or found[1] is None:
        raise RefusedError
    if np.abs(found[0] - found[1][::-1]).max() > _SAME_S:
        raise ViolatedError("sides swapped, half-laps are others")
    at = found[0].cumsum(axis=1)
    for team, known_there in enumerate(splits):
        off = [at[team, line - 1] - passings[team][line - 1] for line in known_there]
        if np.abs(off).max(initial=0.0) > _MET_S:
            raise ViolatedError(f"a passing of {_CODES[team]} is off by {np.abs(off).max():.3f} s")
    apart = [at[0, i - 1] - at[1, i - 1] - passings[0][i - 1] + passings[1][i - 1] for i in gaps]
    if np.abs(apart).max(initial=0.0) > 2 * _MET_S:
        raise ViolatedError(f"a gap is off by {np.abs(apart).max():.3f} s")
    text = _text(passings, splits, gaps, first=0)
    (race,) = load_text(text).races.values()
    fastest, really = (_flying_laps(each).min() for each in (found[0], np.array(halves)))
    told = any(each.supposed or each.uneven_s for each in schedules(race))
    if fastest < really - _HASTE_S * (_UNSURE if told else 1):
        raise ViolatedError(f"a lap of {fastest:.2f} s, {really:.2f} s were skated")
    _change(random, text, passings, gaps)
    _tell_more(random, text, passings, splits, gaps)
    _a_step_on(random, text, passings, splits, gaps)


def _a_step_on(
    random: Random,
    text: str,
    passings: list[Floats],
    splits: list[list[int]],
    gaps: list[int],
) -> None:
    """A passing or a gap told within a stop, and once more a little later: laps move as little."""
    before = _skated(text)
    if before is None or not before.lost:
        return
    team, begin, end = random.choice([*before.lost])
    free = [i for i in range(int(begin) + 1, int(end)) if i not in splits[team] + gaps]
    if not free:
        return
    line, off = random.choice(free), random.uniform(-_FAR_S, _FAR_S)
    at = before.half_laps.cumsum(axis=1)[:, line - 1]
    as_gap = random.random() < 0.5
    if as_gap:
        listed = {i: float(passings[0][i - 1] - passings[1][i - 1]) for i in gaps}
    else:
        listed = {i: float(passings[team][i - 1]) for i in splits[team]}
    laps = []
    for more in (0.0, _STEP_S):
        listed[line] = round(float(at[0] - at[1] if as_gap else at[team]) + off + more, 2)
        what: dict[str, object] = (
            {"races.r1.gaps": [_gap(*each) for each in sorted(listed.items())]}
            if as_gap
            else {
                f"races.r1.{('finish', 'crossing')[team]}.splits": [
                    [i / 2, round(each, 2)] for i, each in sorted(listed.items())
                ]
            }
        )
        found = _skated(text, what)
        if found is None:
            return
        laps.append(_laps(found.half_laps))
    moved = np.abs(laps[1] - laps[0]).max()
    if moved > _MOVED * _STEP_S + _SAME_S:
        raise ViolatedError(f"{what}: {_STEP_S} s on, a lap moves by {moved:.3f} s")


def _tell_more(
    random: Random,
    text: str,
    passings: list[Floats],
    splits: list[list[int]],
    gaps: list[int],
) -> None:
    """Passings, or a gap, told as the model has them, or a little off: met beside all others."""
    before = _skated(text)
    if before is None:
        return
    at = before.half_laps.cumsum(axis=1)
    off = random.choice(_OFF_S)
    known = [{i: round(float(passings[k][i - 1]), 2) for i in splits[k]} for k in (0, 1)]
    apart = {i: round(float(passings[0][i - 1] - passings[1][i - 1]), 2) for i in gaps}
    what: dict[str, object] = {}
    free = [i for i in range(1, 2 * _LAPS) if i not in gaps and i not in splits[0] + splits[1]]
    if free and random.random() < 0.5:
        line = random.choice(free)
        apart[line] = round(float(at[0, line - 1] - at[1, line - 1]) + off, 2)
        what["races.r1.gaps"] = [_gap(*each) for each in sorted(apart.items())]
    else:
        teams = random.choice(((0,), (1,), (0, 1)))
        for team in teams:
            for line in random.sample(range(1, 2 * _LAPS), random.randint(1, 3)):
                told = round(float(at[team, line - 1]), 3) + off * (len(teams) == 1)
                known[team].setdefault(line, told)
            listed = [[line / 2, time] for line, time in sorted(known[team].items())]
            what[f"races.r1.{('finish', 'crossing')[team]}.splits"] = listed
    after = _skated(text, what)
    if after is None:
        if not off:
            raise ViolatedError(f"{what}: refused, as the model has it")
        return
    now = after.half_laps.cumsum(axis=1)
    missed = [
        *(abs(now[k, i - 1] - told) for k in (0, 1) for i, told in known[k].items()),
        *(
            abs(now[0, i - 1] - now[1, i - 1] - told)
            for i, told in apart.items()
            if not all(i in each for each in known)
        ),
    ]
    if max(missed) > _SAME_S:
        raise ViolatedError(f"{what}: missed by {max(missed):.3f} s")
    moved = np.abs(_laps(after.half_laps) - _laps(before.half_laps)).max()
    new = [i for i in apart if i not in gaps] + [
        i for k in (0, 1) for i in {*known[k]} - {*splits[k]}
    ]
    for stop, cost in before.lost.items():
        touched = any(stop[1] <= i <= stop[2] for i in new)
        if not touched and abs(after.lost.get(stop, cost) - cost) > _KEPT_S:
            raise ViolatedError(f"{what}: {stop}, which that does not touch, cost {cost:.2f} s")
    if before.stops != [[], []] and not off and moved > _AGAIN_S:
        raise ViolatedError(f"{what}: told again, moves a lap by {moved:.3f} s")


def _change(random: Random, text: str, passings: list[Floats], gaps: list[int]) -> None:
    """A what-if of a little moves laps by a little; it makes no stop, and takes none away."""
    team, by = random.randrange(2), random.choice((-1, 1)) * random.choice(_CHANGED_BY)
    side = ("finish", "crossing")[team]
    pacing = random.choice(("fade_s", "start_loss_s", "corner_swing"))
    what: dict[str, object] = {f"races.r1.{side}.time": round(passings[team][-1] + by, 3)}
    most_s = _MOVED * abs(by)
    if gaps and random.random() < 0.25:
        told = [passings[0][line - 1] - passings[1][line - 1] for line in gaps]
        told[random.randrange(len(gaps))] += by
        what = {"races.r1.gaps": [_gap(*each) for each in zip(gaps, told, strict=True)]}
    elif random.random() < 0.5:
        (race,) = load_text(text).races.values()
        was = getattr(race.entries[team].pacing, pacing)
        what = {f"races.r1.{side}.pacing.{pacing}": round(was * (1 + 0.1 * by), 6)}
    before, after = _skated(text), _skated(text, what)
    if before is None or after is None:
        return
    (was_at, stops, _), (is_at, kept, _) = before, after
    moved = np.abs(_laps(is_at) - _laps(was_at)).max()
    if moved > most_s + _SAME_S:
        raise ViolatedError(f"{what} moves a lap by {moved:.3f} s")
    if stops != kept:
        raise ViolatedError(f"{what} changes stops from {stops} to {kept}")


def _laps(half_laps: Floats) -> Floats:
    return half_laps[:, ::2] + half_laps[:, 1::2]


def _flying_laps(half_laps: Floats) -> Floats:
    return half_laps[:, 2:-1] + half_laps[:, 3:]


def _half_laps(random: Random, stumble: bool) -> Floats:
    """Half-laps [s] of a team that fades a little, and may lose some seconds in one or two."""
    found = np.full(2 * _LAPS, random.uniform(13.2, 14.4))
    found[6:] += random.uniform(0, 1.0) * np.arange(1, 2 * _LAPS - 5) / 10
    found[:2] += 4.4, 0.1
    if stumble:
        at, lost = random.randint(1, 2 * _LAPS - 3), random.choice(_LOST_S)
        share = random.choice((1.0, 0.5))
        found[at : at + 2] += lost * share, lost * (1 - share)
    return np.round(found, 2)


def _stumble_again(random: Random, half_laps: Floats) -> list[int]:
    """Some seconds lost in each of two laps; the half-laps at which these begin and end."""
    begin = random.randrange(4, 2 * _LAPS - 5)
    for at in (begin, begin + 2):
        half_laps[at] += random.choice(_LOST_S[:3])
    return [begin, begin + 2, begin + 4]


def _text(passings: list[Floats], splits: list[list[int]], gaps: list[int], *, first: int) -> str:
    text = _HEAD
    if gaps:
        told = [_gap(line, passings[0][line - 1] - passings[1][line - 1]) for line in gaps]
        listed = ", ".join(
            f'{{ laps = {each["laps"]:g}, ahead = "{each["ahead"]}", by = {each["by"]:.2f} }}'
            for each in told
        )
        text += f"gaps = [{listed}]\n"
    for side, team in (("finish", first), ("crossing", 1 - first)):
        text += f'[races.r1.{side}]\nteam = "{_CODES[team]}"\nlineup = {_LINEUPS[team]}\n'
        text += f'formation = "push"\ntime = {passings[team][-1]:.2f}\n'
        known = ", ".join(f"[{i / 2:g}, {passings[team][i - 1]:.2f}]" for i in splits[team])
        text += f"splits = [{known}]\n" if known else ""
    return text


def _gap(line: int, apart: float) -> dict[str, str | float]:
    return {"laps": line / 2, "ahead": _CODES[int(apart > 0)], "by": round(float(abs(apart)), 2)}


def _half_laps_of(text: str) -> Floats | None:
    found = _skated(text)
    return found.half_laps if found else None


def _skated(text: str, what: Mapping[str, object] | None = None) -> Skated | None:
    """None where refused."""
    try:
        (race,) = load_text(text, what or {}).races.values()
        made = schedules(race)
    except InputError as error:
        faults(error)
        return None
    half_laps = np.array([np.diff(each.passings_s, prepend=0.0) for each in made])
    stops = [[(slow.begin, slow.end) for slow in each.supposed] for each in made]
    lost = {
        (side, slow.begin, slow.end): slow.more_s
        for side, each in enumerate(made)
        for slow in each.supposed
    }
    return Skated(half_laps, stops, lost)
