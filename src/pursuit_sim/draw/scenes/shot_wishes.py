"""What the director wants to have seen of a race, and from where: before anything is cut.

What nobody published is not told as a fact: a change of leader in a formation that is assumed
names nobody, and a gap that the model fills in is marked as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pursuit_sim import timing
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.bookmarks import LAST_M, LAST_S, last_metres_s
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes.shot import LEAST_S, Shot
from pursuit_sim.race_lead import within
from pursuit_sim.units import format_laps, format_size

CLOSE_S = 0.3  # [s] a gap under this has both teams in the picture
_AHEAD_S = 2.2  # [s] before what happens: a jump to it begins 2 s before
_SLOW = 0.5  # the last metres are played so much slower
_TOGETHER_S = 3.0  # [s] teams that finish within this are seen to do so side by side
_SEEN_S = 0.4  # after a finish until something else comes
_JOY_S, _HOME_S = 2.6, 2.6  # [s] that the first are seen after it, where so much is left
_LOW_BEHIND, CLOSE_UP = (-1.2, -0.95), 1.3  # how the camera is moved at the start; a zoom
_FALL_ZOOM = 0.7


@dataclass(frozen=True, slots=True)
class Told:
    """Words from the moment on that they are about.

    Attributes
    ----------
    from_s, until_s : [s] while others are told beside them, not instead; words that are only
        there until something happens have no such time
    words : in few words
    """

    from_s: float
    until_s: float
    words: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to be seen.

    Attributes
    ----------
    shot : how, if it is granted as it is
    teams : indices of the entries that must be in the picture
    core_s : until when it must be seen [s]; then something else may come
    told : what is told of it, in order; where nothing happens in it, why it is seen
    """

    shot: Shot
    teams: tuple[int, ...]
    core_s: float
    told: tuple[Told, ...] = ()

    @property
    def texts(self) -> tuple[Told, ...]:
        """What is told of it, and from when."""
        return self.told or (Told(self.shot.from_s, self.core_s, self.shot.why),)


def needed(replay: Replay) -> list[Wish]:
    """What must be seen: the start, every moment that one can jump to, and the finish."""
    found = [_start(replay), *_finish(replay), *_exchanges(replay)]
    for event in replay.events:
        time, team, begin = event.time_s, event.team, event.time_s - _AHEAD_S
        if event.kind == "swap":
            seen = Shot(begin, time + 4.0, "split", 0, standing(replay, begin))
            found.append(_happens(seen, (0, 1), time + LEAST_S, time, event.text))
        elif event.kind == "fall":
            found.append(_fall(replay, event))
        elif event.kind == "catch":
            seen = Shot(begin, time + 4.0, "broadcast", team, standing(replay, begin))
            found.append(_happens(seen, (team,), time + 1.0, time, event.text))
    bell = timing.bell_time(replay.splits_s)
    if bell is not None:
        team = int(replay.splits_s[:, -3].argmin())
        begin, words = bell - _AHEAD_S, f"the bell for {replay.tags[team]}"
        seen = Shot(begin, bell + 3.0, "broadcast", team, standing(replay, begin))
        found.append(_happens(seen, (team,), bell + 0.2, bell, words))
    return sorted(found, key=lambda wish: wish.shot.from_s)


def welcome(replay: Replay) -> list[Wish]:
    """What is worth seeing where there is time for it, the second lap first, then close races."""
    found = [_second_lap(replay)] if replay.race.laps > 1 else []
    if len(replay.codes) == 2:
        for half, gap in enumerate(replay.gaps_s[:-1].tolist(), 1):
            time = float(replay.splits_s[:, half - 1].max())
            if abs(gap) < CLOSE_S and not within(replay.fallen, time):
                seen = Shot(time, time + 6.0, "split", 0, at_line(replay, half))
                found.append(Wish(seen, (0, 1), time + 3.0))
    return found


def at_line(replay: Replay, half_laps: int, team: int | None = None) -> str:
    """The gap at a line, of a team or of both, and whether anybody measured that.

    In hundredths, as the clock has it, so that nothing else stands beside it.
    """
    gap = float(replay.gaps_s[half_laps - 1])
    size = f"{format_size(gap)} s"
    ahead = 0 if gap < 0 else 1
    said = f"{size} apart" if team is None else (
        f"{replay.tags[team]} {size} {'ahead' if team == ahead else 'behind'}"
    )  # fmt: skip
    if float(format_size(gap)) == 0.0:
        said = "level"
    doubt = doubts.in_words(doubts.of_gap(replay, half_laps))
    return f"{said} after {format_laps(half_laps)}{doubt}"


def standing(replay: Replay, time_s: float, team: int | None = None) -> str:
    """How the race stands, of a team or of both, as far as that is known; true for a while."""
    if len(replay.codes) == 1:
        others = {each.team for each in replay.context.outcomes} - {*replay.codes}
        return f"{replay.tags[0]} " + ("alone are replayed" if others else "skate alone")
    done = replay.finish_s <= time_s
    if done.any():
        return f"{replay.tags[int(done.argmax())]} have finished"
    told = replay.gap_now(time_s)
    if told is None:
        said = "half a lap apart on the ice, as at the start"
        return said if team is None else f"{replay.tags[team]}: {said}"
    if told.half_laps == 0:
        return "after the fall"  # who is ahead may change before the next line
    return at_line(replay, told.half_laps, team)


def _happens(seen: Shot, teams: tuple[int, ...], core_s: float, at_s: float, words: str) -> Wish:
    """Something that happens in a shot: what comes is not told before."""
    told = (
        Told(seen.from_s, seen.from_s, seen.why),
        Told(at_s, max(core_s, at_s + LEAST_S), words),
    )
    return Wish(seen, teams, core_s, told)


def _start(replay: Replay) -> Wish:
    """Low behind the team on the finish side."""
    team = f"{replay.tags[0]} " if len(replay.codes) > 1 else ""
    seen = Shot(0.0, 6.0, "broadcast", 0, f"{team}at the start", pan=_LOW_BEHIND)
    return Wish(seen, (0,), 4.0)


def _second_lap(replay: Replay) -> Wish:
    """Close to whoever pushes in the second lap, or leads."""
    begin = float(replay.splits_s[:, 1].max())
    skated = [replay.formation(team, begin) for team in range(len(replay.codes))]
    pushing = (team for team, each in enumerate(skated) if each is not None and each.push)
    team = next(pushing, replay.front(begin))
    why = f"{replay.tags[team]} from close by: {replay.skates(team, begin)}"
    seen = Shot(begin + 0.5, begin + 7.5, "broadcast", team, why, CLOSE_UP)
    return Wish(seen, (team,), begin + 4.0)


def _exchanges(replay: Replay) -> Iterator[Wish]:
    """From above, from before an exchange until it is done."""
    for each in replay.exchanges:
        doubt = replay.race.entries[each.team].turns_doubt
        words = f"exchange: {replay.names[each.old]} goes back"
        if doubt:
            words = f"{replay.tags[each.team]}: an exchange, {doubt}"
        begin, end = each.start_s - _AHEAD_S, each.end_s
        why = f"{replay.tags[each.team]} from above"
        seen = Shot(begin, end + 0.8, "follow", each.team, why)
        yield _happens(seen, (each.team,), end, each.start_s, words)


def _fall(replay: Replay, event: timing.TimedEvent) -> Wish:
    """The team of whoever falls, and the other one in an inset; not before, or it were told."""
    time, team = event.time_s, event.team
    rival = 1 - team if len(replay.codes) == 2 else None
    seen = Shot(time, time + 7.0, "follow", team, event.text, _FALL_ZOOM, inset=rival)
    return Wish(seen, (team,), time + 3.5)


def _finish(replay: Replay) -> Iterator[Wish]:
    """The last metres slow, and then until the end; teams that come together, side by side."""
    times: list[float] = replay.finish_s.tolist()
    first = int(replay.finish_s.argmin())
    begin = last_metres_s(replay)
    far = times[first] - begin < LAST_S  # else it begins nearer to the line than its last metres do
    begin = min(begin, times[first] - _AHEAD_S)
    end, last = replay.duration_s, max(times)
    both = tuple(range(len(times)))
    slow = f"the {f'last {LAST_M:.0f} m' if far else 'finish'}, at half speed"
    if last - times[first] < _TOGETHER_S:
        camera = "split" if len(both) == 2 else "follow"
        until = (last if last - times[first] < 1.0 else times[first]) + _SEEN_S
        yield Wish(Shot(begin, until, camera, 0, slow, pace=_SLOW), both, until)
        yield Wish(Shot(until, end, camera, 0, "the finish"), both, end)
        return
    until = times[first] + _SEEN_S
    yield Wish(Shot(begin, until, "follow", first, f"{replay.tags[first]}: {slow}", pace=_SLOW),
               (first,), until)  # fmt: skip
    yield from _home(replay, first, until)
    until = last + _SEEN_S
    yield Wish(Shot(until, end, "split", 0, "the finish"), both, end)


def _home(replay: Replay, first: int, from_s: float) -> Iterator[Wish]:
    """The others on their way home, once those who were first have been seen to be it."""
    other, until = 1 - first, float(replay.finish_s.max()) + _SEEN_S
    begin, both = from_s, (0, 1)
    if until - begin > _JOY_S + _HOME_S:
        begin += _JOY_S
        won = (
            each for each in replay.events if each.kind in doubts.FINISHES and each.team == first
        )
        why = next((each.text for each in won), f"{replay.tags[first]} have finished")
        yield Wish(Shot(from_s, begin, "broadcast", first, why), (first,), begin)
    fell = replay.fall_of(other)
    if fell is not None:
        name = replay.names[fell.skater]
        why = f"{replay.tags[other]} come home: the clock waits for {name}"
        yield Wish(Shot(begin, until, "follow", other, why, inset=first), (other,), until)
        return
    why = f"{replay.tags[other]} come to the finish"
    yield Wish(Shot(begin, until, "split", 0, why), both, until)
