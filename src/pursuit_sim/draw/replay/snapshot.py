"""One moment of a replay, as every camera needs it: looked up once a frame."""

from __future__ import annotations

import math

from pursuit_sim.draw.light_value import value
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.pose import Pose
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.scenario.race import Entry
from pursuit_sim.trajectory import DOWN_S, SKATERS

OUT_M = 0.35  # lateral offset from which a skater is said to be out of the train
OUT = ("swings out", "drops back")  # roles of whoever is out of it
FELL = ("falls", "skates on")  # of whoever fell: on the ice, and up again
APART = (*OUT, *FELL)
_NEAR_M, _LEFT_M = 8.0, 16.0  # ahead of the third: still with them; gone on without them
_STAYS_M = 0.3  # outward from the lap line to which whoever fell is in view as everybody is
_LEAVE_S = 0.7  # [s] after a fall in which cameras leave the others
_DROP_S, _RISE_S = 0.3, 1.2  # [s] in which one falls to the ice, and gets up
_SPIN, _SPIN_S = 1.9, 0.7  # turned by sliding [rad], to 1 − 1/e in this time [s]
_FORMED_S = 3.0  # the start row counts as an exchange no longer after so many forming times


@value
class Snapshot:
    """All skaters at one moment; sequences are by skater column.

    Attributes
    ----------
    time_s : the moment [s]
    distance_m : along the lap line from the finish line, laps counted [m]
    lateral_m : outward from the lap line [m]
    speed_mps : over the ice [m/s]
    drift_rad : heading to the right of the lap line's
    poses : how they hold themselves
    place : 0 in front … 2 at the rear of the team
    role : in words, such as "leads", "pushes", "swings out"
    tail_m : by team, distance of the third skater from the finish line [m]
    front_m : by team, of the foremost who is with the third [m]; after a fall the others are not
    swing : by team, 0 … 1 how far the one farthest out is out of the train
    """

    time_s: float
    distance_m: tuple[float, ...]
    lateral_m: tuple[float, ...]
    speed_mps: tuple[float, ...]
    drift_rad: tuple[float, ...]
    poses: tuple[Pose, ...]
    place: tuple[int, ...]
    role: tuple[str, ...]
    tail_m: tuple[float, ...]
    front_m: tuple[float, ...]
    swing: tuple[float, ...]


def together(now: Snapshot, team: int) -> list[int]:
    """Columns of a team's skaters without those who left a fallen one behind."""
    columns = range(SKATERS * team, SKATERS * (team + 1))
    return [k for k in columns if now.distance_m[k] - now.tail_m[team] <= _LEFT_M]


def slid_m(replay: Replay, now: Snapshot, team: int) -> float:
    """How far a camera goes outward with whoever of a team fell and slides away [m]."""
    columns = range(SKATERS * team, SKATERS * (team + 1))
    fallen = [now.lateral_m[k] for k in columns if replay.fell_s.get(k, math.inf) < now.time_s]
    return max([0.0, *(lateral - _STAYS_M for lateral in fallen)])


def formed(entry: Entry, time_s: float) -> bool:
    """Whether a team's start row has become a train at a moment [s]."""
    return time_s > _FORMED_S * entry.train.forming_s


def snapshot(replay: Replay, time_s: float) -> Snapshot:
    """The moment of a replay; times beyond its ends are its ends."""
    time = min(max(time_s, 0.0), replay.duration_s)
    distance, lateral_m, speed, drift = replay.at(time)
    changing = replay.swinging_out(time)
    poses: list[Pose] = []
    places: list[int] = []
    roles: list[str] = []
    tails: list[float] = []
    fronts: list[float] = []
    swings: list[float] = []
    for team, entry in enumerate(replay.race.entries):
        columns = range(SKATERS * team, SKATERS * (team + 1))
        own = replay.oval.start_m(entry.side)
        members = [(distance[k] - own, lateral_m[k]) for k in columns]
        tail = min(each[0] for each in members)
        in_train = formed(entry, time)
        # Whoever is out of the train follows those in it.
        outside = [
            in_train and (lateral > OUT_M or columns[k] in changing)
            for k, (_, lateral) in enumerate(members)
        ]
        rank = [(outside[k], -round(skated_m, 6), k) for k, (skated_m, _) in enumerate(members)]
        order = [k for _, _, k in sorted(rank)]
        done = [tail] * len(members) if entry.fall is None else [each[0] for each in members]
        for k, (skated_m, lateral) in enumerate(members):
            column = columns[k]
            lean = pose.bend(replay.oval, distance[column])
            lean *= min(1.0, speed[column] / pose.FULL_LEAN_MPS) ** 2
            place = order.index(k)
            hold, reach = 0, 0
            ease = pose.level((done[k] - replay.race.distance_m) / pose.EASE_M)
            since = time - replay.fell_s.get(column, math.inf)
            down = _down(since)
            if since > 0:
                drift[column] += down * _SPIN * -math.expm1(-since / _SPIN_S)
            if entry.formation.push and place and not ease:
                ahead = members[order[place - 1]]
                hold, reach = _contact(ahead[0] - skated_m, ahead[1] - lateral)
            poses.append(
                Pose(
                    phase=int(pose.stride(skated_m) * pose.PHASES) % pose.PHASES,
                    curve=pose.level(lean),
                    launch=pose.level(max(1 - skated_m / pose.LAUNCH_M, down)),
                    ease=ease,
                    hold=hold,
                    reach=reach,
                    down=pose.level(down),
                )
            )
            places.append(place)
            role = _role(place, outside[k], drift[column], hold > 0, ease > 0)
            if since > 0 and not ease:
                role = FELL[since > DOWN_S]
            roles.append(role)
        tails.append(tail + own)
        seen_m = _with_third(max(each[0] for each in members) - tail)
        since = max(time - replay.fell_s.get(k, math.inf) for k in columns)
        fronts.append(tail + own + seen_m * (1 - _alone(since)))
        out = max(each[1] for each in members) - min(each[1] for each in members)
        swings.append(min(1.0, out / entry.train.swing_out_m))
    return Snapshot(
        time_s=time,
        distance_m=tuple(distance),
        lateral_m=tuple(lateral_m),
        speed_mps=tuple(speed),
        drift_rad=tuple(drift),
        poses=tuple(poses),
        place=tuple(places),
        role=tuple(roles),
        tail_m=tuple(tails),
        front_m=tuple(fronts),
        swing=tuple(swings),
    )


def _down(since_s: float) -> float:
    """How much whoever fell lies on the ice, 0 … 1, by the time since then [s]."""
    if since_s <= 0 or since_s >= DOWN_S + _RISE_S:
        return 0.0
    return min(since_s / _DROP_S, 1.0, 1 - (since_s - DOWN_S) / _RISE_S)


def _alone(since_s: float) -> float:
    """How much cameras leave the others to see who fell, until they are up again, 0 … 1."""
    return _soft(since_s / _LEAVE_S) * (1 - _soft((since_s - DOWN_S) / _RISE_S))


def _with_third(ahead_m: float) -> float:
    """How far ahead of the third one looks for the train: less and less of who left them [m]."""
    return ahead_m * (1 - _soft((ahead_m - _NEAR_M) / (_LEFT_M - _NEAR_M)))


def _soft(part: float) -> float:
    """0 … 1 with soft ends."""
    held = min(max(part, 0.0), 1.0)
    return held * held * (3 - 2 * held)


def _contact(gap_m: float, aside_m: float) -> tuple[int, int]:
    """How firmly the hands hold on, and how far they reach, for a gap in the train."""
    near = min(1.0, max(0.0, (pose.CONTACT_M - gap_m) / (pose.CONTACT_M - 1.0)))
    behind = min(1.0, max(0.0, 2.0 - 2.0 * abs(aside_m) / pose.ASIDE_M))
    hold = pose.level(near * behind)
    return hold, round(gap_m / pose.REACH_STEP_M) if hold else 0


def _role(place: int, outside: bool, drifting: float, pushing: bool, done: bool) -> str:
    if done:
        return "finished"
    if outside:
        return OUT[0] if drifting > 0 else OUT[1]
    if place == 0:
        return "leads"
    if pushing:
        return "pushes"
    return "second" if place == 1 else "third"
