"""What a race has to tell while nothing happens: who pulls away, who slows down, who pushes.

Everything is read from the replay up to a moment, and told as far as somebody measured it: what
the model fills in is called the model's, and what is taken at a line has hundredths, as the clock
and the lap table have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes.shot_wishes import CLOSE_UP, at_line, standing
from pursuit_sim.race_lead import within
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_laps, format_time

_MOVED_S = 0.1  # [s] within a lap from which a gap is said to grow or to shrink
_SLOWER_S = 0.15  # [s] from lap to lap from which a team is said to slow down
_RECORD_S = 2.0  # [s] within which a race is one against the record, too
_LEFT = (0.1, 0.25, 0.5)  # parts of a reserve that are told
# How much each is worth; what grows with the seconds that it is about grows by so much each.
_STANDS, _CLOSE, _COMPARES, _RECORD, _HALF, _MOVES, _SLOWS, _TIRES = (
    0.5, 1.3, 1.1, 1.0, 2.0, 0.9, 0.8, 1.6,
)  # fmt: skip
_EACH_S = 1.5
STANDING = "standing"  # kind of what is said of how it stands

Angle = tuple[str, int, float]  # a camera, whom it stays with, and its zoom


@dataclass(frozen=True, slots=True)
class Beat:
    """Something to tell.

    Attributes
    ----------
    kind : of what it is; the same kind soon again is worth less
    worth : how much it is worth to be told
    why : in few words
    angles : how it can be seen, the best first
    lasts : it is the same later, and no news then
    """

    kind: str
    worth: float
    why: str
    angles: tuple[Angle, ...]
    lasts: bool = False


def of_line(replay: Replay, time_s: float) -> Iterator[Beat]:
    """What the last line tells, which is true until the next one."""
    front = _front(replay, time_s)
    yield Beat(STANDING, _STANDS, _stands(replay, time_s), _every(replay, front))
    half = min(replay.half_laps_done(time_s))
    if half == 0 or any(when <= time_s for when in replay.fell_s.values()):
        return
    if 2 * half == replay.race.half_laps:
        said = f"half of the race: {_stands(replay, time_s)}"
        yield Beat("halfway", _HALF, said, (("overview", 0, 1.0), ("follow", front, 1.0)))
    if half == replay.race.half_laps - 1:
        cameras: tuple[str, ...] = ("overview", "broadcast")
        if len(replay.codes) > 1:
            cameras = ("split", "head-to-head", "overview")
        angles = tuple((each, front, 1.0) for each in cameras)
        yield Beat("last", _HALF, f"half a lap to go: {_stands(replay, time_s)}", angles)
    if len(replay.codes) > 1 and half > 2:
        yield from _moves(replay, half)
    if half % 2 == 0 and half > 4:
        for team in range(len(replay.codes)):
            yield from _slows(replay, team, half // 2)


def at_any_time(replay: Replay, time_s: float, until_s: float) -> Iterator[Beat]:
    """What can be told at any time, and stays true until another one."""
    formations = [replay.formation(team, time_s) for team in range(len(replay.codes))]
    said = [replay.skates(team, time_s) for team in range(len(replay.codes))]
    for team, formation in enumerate(formations):
        if formation is not None:
            why = f"{replay.tags[team]} from close by: {said[team]}"
            angles, worth = (("broadcast", team, CLOSE_UP),), _CLOSE + 0.2 * formation.push
            yield Beat(close(team), worth, why, angles, lasts=True)
    if len(said) > 1 and None not in formations:
        why = "  ·  ".join(f"{tag}: {each}" for tag, each in zip(replay.tags, said, strict=True))
        yield Beat("compare", _COMPARES, why, (("head-to-head", 0, 1.0),), lasts=True)
    yield from _record(replay, time_s, until_s)
    yield from _tires(replay, time_s, until_s)


def close(team: int) -> str:
    """The kind of what is told of a team from close by."""
    return f"close {team}"


def _front(replay: Replay, time_s: float) -> int:
    """Whom to look at first: before anything is known, whoever was not seen at the start."""
    known = any(each.time_s < time_s for each in replay.leaders)
    return replay.front(time_s) if known or len(replay.codes) == 1 else 1


def _every(replay: Replay, front: int) -> tuple[Angle, ...]:
    """Every view, of the team that is ahead first."""
    if len(replay.codes) == 1:
        return ("overview", 0, 1.0), ("broadcast", 0, 1.0), ("follow", 0, 1.0)
    return (
        ("overview", 0, 1.0), ("broadcast", front, 1.0), ("head-to-head", 0, 1.0),
        ("follow", 1 - front, 1.0),
    )  # fmt: skip


def _stands(replay: Replay, time_s: float) -> str:
    """How it stands; of a team alone, its time at the last line."""
    (half, *others) = replay.half_laps_done(time_s)
    if others or not half:
        return standing(replay, time_s)
    doubt = doubts.in_words(doubts.of_passing(replay, 0, half))
    time = format_time(float(replay.splits_s[0, half - 1]))
    return f"{replay.tags[0]} skated {format_laps(half)} in {time}{doubt}"


def _moves(replay: Replay, half: int) -> Iterator[Beat]:
    """Who pulls away, or comes closer, within the last lap; not of a line over which one slid."""
    if within(replay.fallen, float(replay.splits_s[:, half - 1].max())):
        return
    gap, before = (float(replay.gaps_s[each - 1]) for each in (half, half - 2))
    ahead = 0 if gap < 0 else 1
    grew = abs(gap) - abs(before)
    if abs(grew) < _MOVED_S or gap * before <= 0:
        return
    team, does = (ahead, "pull away") if grew > 0 else (1 - ahead, "come closer")
    tag = replay.tags[team]
    why = at_line(replay, half, team).replace(tag, f"{tag} {does}:", 1)
    other = ("follow", 1 - team, 1.0)
    angles = (("broadcast", team, 1.0), ("head-to-head", 0, 1.0), ("follow", team, 1.0), other)
    yield Beat(does, _MOVES + _EACH_S * min(abs(grew), 1.0), why, angles)


def _slows(replay: Replay, team: int, lap: int) -> Iterator[Beat]:
    """Who was slower in the last lap than in the one before."""
    before, last = replay.laps_s[team, lap - 2 : lap].tolist()
    slower, times = last - before, (format_time(before), format_time(last))
    if slower < _SLOWER_S:
        return
    lines = (2 * lap - 4, 2 * lap - 2, 2 * lap)
    worst = doubts.worse(doubts.of_passing(replay, team, each) for each in lines)
    doubt = doubts.in_words(worst)
    why = f"{replay.tags[team]} slow down: lap {lap} in {times[1]}, after {times[0]}{doubt}"
    angles = (("follow", team, 1.0), ("broadcast", team, CLOSE_UP))
    yield Beat("slow down", _SLOWS + _EACH_S * min(slower, 1.0), why, angles)


def _record(replay: Replay, time_s: float, until_s: float) -> Iterator[Beat]:
    """A race against the record, too; who is ahead of it only where that stays so."""
    now, then = replay.record_lag(time_s), replay.record_lag(until_s)
    if replay.record is None or now is None or then is None or abs(now) > _RECORD_S:
        return
    team, stays = replay.front(time_s), replay.front(until_s)
    why = f"the green line has the pace of the {replay.record.name}"
    if min(abs(now), abs(then)) > _MOVED_S and now * then > 0 and team == stays:
        where = "ahead of" if now < 0 else "behind"
        why = f"{replay.tags[team]} {where} the green line, the pace of the {replay.record.name}"
    yield Beat("record", _RECORD, why, (("overview", 0, 1.0),), lasts=True)


def _tires(replay: Replay, time_s: float, until_s: float) -> Iterator[Beat]:
    """Whose reserve is going, with the power model."""
    now, then = replay.effort_at(time_s), replay.effort_at(until_s)
    if now is None or then is None:
        return
    _, reserve, _ = now
    low = min(range(len(reserve)), key=reserve.__getitem__)
    part = next((each for each in _LEFT if max(reserve[low], then[1][low]) < each), None)
    if part is None:
        return
    team, left = low // SKATERS, f"{100 * part:.0f} %"
    why = f"{replay.names[low]}: less than {left} of the reserve left, says the model"
    angles = (("broadcast", team, CLOSE_UP), ("follow", team, 1.0))
    yield Beat(f"tires {part}", _TIRES, why, angles, lasts=True)
