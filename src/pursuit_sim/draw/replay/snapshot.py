"""One moment of a replay, as every camera needs it: looked up once a frame."""

from __future__ import annotations

import math

from pursuit_sim.draw.light_value import value
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.pose import Pose
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.scenario.race import Entry
from pursuit_sim.sim.fall import NOTICED_S
from pursuit_sim.timing import FallFound
from pursuit_sim.trajectory import SKATERS

OUT_M = 0.35  # lateral offset from which a skater is said to be out of the train
OUT = ("swings out", "drops back")  # roles of whoever is out of it
FELL = ("falls", "down", "gets up", "skates on")  # of whoever fell
ROUND = "goes round"  # of the others
LEFT = ("slows", "skates ahead")  # of those who wait, and go on
_NEAR_M, _LEFT_M = 8.0, 16.0  # ahead of the third: still with them; gone on without them
_DROP_S, _RISE_S = 0.3, 1.2  # [s] in which one falls to the ice, and gets up
_SEEN_S = 1.0  # [s] in which cameras, and the others, go over to whoever fell
# Turned by sliding [rad], to 1 − 1/e in this time [s]: skates slip outward, and come to lead.
_SPIN, _SPIN_S = -2.6, 0.35
_LIES_S, _SITS_S = 0.4, 0.9  # [s] after which whoever fell sits up, and in which
_ASIDE_M = 5.6  # outward, that cameras go with them
_HOME_M = 120.0  # with half of it to go when whoever fell is up, nobody begins to race again
_LOOKS_S = 3.5  # [s] for which the others look back
_UP_S, _BENT_S, _CHEERS_S = 0.9, 2.0, 5.0  # [s] for arms to go up, to bend; arms stay up
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
    team_mps : by team, mean speed of the three; of whoever fell, once somebody has [m/s]
    inward_m : how far the middle of a body is inside of its skates, leaning in [m]
    poses : how they hold themselves
    place : 0 in front … 2 at the rear of the team
    role : in words, such as "leads", "pushes", "swings out"
    tail_m : by team, distance of the third skater from the finish line [m]
    front_m : by team, of the foremost who is with the third [m]; after a fall the others are not
    swing : by team, 0 … 1 how far the one farthest out is out of the train
    aside_m : by team, how far outside the lap line cameras follow whoever fell [m]: not as far as
        the pads, behind which there is nothing to see
    """

    time_s: float
    distance_m: tuple[float, ...]
    lateral_m: tuple[float, ...]
    speed_mps: tuple[float, ...]
    team_mps: tuple[float, ...]
    drift_rad: tuple[float, ...]
    inward_m: tuple[float, ...]
    poses: tuple[Pose, ...]
    place: tuple[int, ...]
    role: tuple[str, ...]
    tail_m: tuple[float, ...]
    front_m: tuple[float, ...]
    swing: tuple[float, ...]
    aside_m: tuple[float, ...]


def together(now: Snapshot, team: int) -> list[int]:
    """Columns of a team's skaters without those who left a fallen one behind."""
    columns = range(SKATERS * team, SKATERS * (team + 1))
    most_m = _NEAR_M if now.aside_m[team] else _LEFT_M
    return [k for k in columns if now.distance_m[k] - now.tail_m[team] <= most_m]


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
    inward: list[float] = []
    asides: list[float] = []
    means: list[float] = []
    oval, finish_m = replay.oval, replay.race.distance_m
    line_radius_m = oval.line_radius_m
    for team, entry in enumerate(replay.race.entries):
        columns = range(SKATERS * team, SKATERS * (team + 1))
        own = oval.start_m(entry.side)
        members = [(distance[k] - own, lateral_m[k]) for k in columns]
        tail = min(each[0] for each in members)
        in_train = formed(entry, time)
        fell = replay.fall_of(team)
        down_s = 0.0 if fell is None else time - fell.start_s
        line = min(each[1] for each in members)  # of the train, which may go round the other one
        # Whoever is out of the train follows those in it; who goes round a fallen one does not.
        outside = [
            in_train and ((lateral - line > OUT_M and down_s <= 0) or columns[k] in changing)
            for k, (_, lateral) in enumerate(members)
        ]
        lost = None if fell is None or down_s < 0 else fell.skater - columns.start
        rank = [
            (k == lost, outside[k], -round(skated_m, 6), k)
            for k, (skated_m, _) in enumerate(members)
        ]
        order = [k for *_, k in sorted(rank)]
        done = [tail] * len(members) if entry.fall is None else [each[0] for each in members]
        finished = replay.passings_s[team][-1]
        over = time - finished
        asides.append(0.0)
        means.append(sum(speed[k] for k in columns) / SKATERS)
        for k, (skated_m, lateral) in enumerate(members):
            column = columns[k]
            bend = pose.bend(oval, distance[column])
            lean = bend and bend * pose.lean_rad(speed[column], line_radius_m + lateral)
            curve = bend * min(1.0, speed[column] / pose.CROSSING_MPS) ** 2
            place = order.index(k)
            hold, reach = 0, 0
            gliding = done[k] > finish_m
            eased = min((done[k] - finish_m) / pose.EASE_M, 1.0) if gliding else 0.0
            ease = pose.level(eased) if gliding else 0
            fall = replay.falls.get(column)
            since = -math.inf if fall is None else time - fall.start_s
            down = 0.0 if fall is None else _down(fall, time)
            sits = 0.0 if fall is None else _soft((time - fall.still_s - _LIES_S) / _SITS_S)
            looks = _looks(down_s) if fell is not None and fall is None else 0.0
            cheer = 0.0
            if over > 0 and team == replay.winner:
                cheer = _soft(over / _UP_S) * (1 - _soft((over - _CHEERS_S) / _UP_S))
            waits = 0.0
            if fell is not None and fall is None and down_s > 0:
                skated_then = replay.at(fell.up_s)[0][column] - own
                waits = _waits(fell, time, finish_m - skated_then)
            bent = max(_soft(over / _BENT_S), waits)
            lean *= 1 - down
            inward.append(lean and pose.MIDDLE_Z * math.sin(lean) * (1 - max(eased, bent)))
            if fall is not None and since > 0:
                asides[team] = min(lateral, _ASIDE_M) * _soft(since / _SEEN_S)
                means[team] = speed[column]
                if time > fall.up_s:  # turned as they lay, until they are up
                    lay, up = replay.at(fall.up_s)[3][column], _soft((time - fall.up_s) / _RISE_S)
                    drift[column] = lay + up * (drift[column] - lay)
                drift[column] += down * _SPIN * -math.expm1(-since / _SPIN_S)
            if entry.formation.push and place and k != lost and not ease and not waits:
                ahead = members[order[place - 1]]
                holds = 1 - _soft(down_s / NOTICED_S)
                hold, reach = _contact(ahead[0] - skated_m, ahead[1] - lateral, holds)
            poses.append(
                Pose(
                    phase=int(pose.stride(skated_m) * pose.PHASES) % pose.PHASES,
                    curve=pose.level(curve),
                    launch=pose.level(1 - skated_m / pose.LAUNCH_M),
                    ease=ease,
                    hold=hold,
                    reach=reach,
                    lean=round(lean / pose.LEAN_STEP),
                    down=pose.fine(down),
                    sits=pose.fine(sits),
                    knees=pose.fine(bent * (1 - cheer)),
                    cheer=pose.fine(cheer),
                    turned=round(looks * pose.MOST_TURN),
                )
            )
            places.append(place)
            through = time >= finished if fell is None else done[k] >= finish_m
            role = _role(place, outside[k], drift[column], hold > 0, through)
            if fall is not None and since > 0 and not through:
                passed = (fall.still_s, fall.up_s, fall.up_s + _RISE_S)
                role = FELL[sum(time > each for each in passed)]
            elif waits and not through:
                role = LEFT[0]
            elif down_s > 0 and not through and abs(lateral) > OUT_M and role not in OUT:
                role = ROUND
            elif fell is not None and down_s > NOTICED_S and not through:
                role = LEFT[time > fell.up_s]
            roles.append(role)
        tails.append(tail + own)
        left = _with_third(max(each[0] for each in members) - tail)
        fronts.append(tail + own + left * (1 - _soft(down_s / _SEEN_S)))
        out = max(each[1] for each in members) - min(each[1] for each in members)
        swings.append(min(1.0, out / entry.train.swing_out_m))
    return Snapshot(
        time_s=time,
        distance_m=tuple(distance),
        lateral_m=tuple(lateral_m),
        speed_mps=tuple(speed),
        team_mps=tuple(means),
        drift_rad=tuple(drift),
        inward_m=tuple(inward),
        poses=tuple(poses),
        place=tuple(places),
        role=tuple(roles),
        tail_m=tuple(tails),
        front_m=tuple(fronts),
        swing=tuple(swings),
        aside_m=tuple(asides),
    )


def _down(fall: FallFound, time_s: float) -> float:
    """How much whoever fell is down on the ice at a time [s], 0 … 1."""
    part = min((time_s - fall.start_s) / _DROP_S, 1 - (time_s - fall.up_s) / _RISE_S)
    return min(max(part, 0.0), 1.0)


def _waits(fall: FallFound, time_s: float, left_m: float) -> float:
    """How much the others wait, 0 … 1: until whoever fell is up, and on with so little left then.

    Parameters
    ----------
    fall : for whom
    time_s : the moment [s]
    left_m : to the finish, when whoever fell gets up [m]
    """
    seen = _soft((time_s - fall.start_s - _SEEN_S) / _BENT_S)
    goes_on = _soft((time_s - fall.up_s) / _BENT_S)
    return seen * max(1 - goes_on, _soft((_HOME_M - left_m) / _HOME_M * 2))


def _looks(since_s: float) -> float:
    """How far the others turn their heads, 0 … 1, by the time since a fall [s]."""
    return _soft((since_s - _SEEN_S / 2) / _SEEN_S) * (1 - _soft((since_s - _LOOKS_S) / _SEEN_S))


def _with_third(ahead_m: float) -> float:
    """How far ahead of the third one looks for the train: less and less of who left them [m]."""
    return ahead_m * (1 - _soft((ahead_m - _NEAR_M) / (_LEFT_M - _NEAR_M)))


def _soft(part: float) -> float:
    """0 … 1 with soft ends."""
    if part <= 0.0:  # as nearly always, of thousands a second
        return 0.0
    return 1.0 if part >= 1.0 else part * part * (3 - 2 * part)


def _contact(gap_m: float, aside_m: float, holds: float) -> tuple[int, int]:
    """How firmly the hands hold on, and how far they reach, for a gap in the train.

    `holds`: 1 … 0, as they let go of each other since they know of a fall.
    """
    near = min(1.0, max(0.0, (pose.CONTACT_M - gap_m) / (pose.CONTACT_M - 1.0)))
    behind = min(1.0, max(0.0, 2.0 - 2.0 * abs(aside_m) / pose.ASIDE_M))
    hold = pose.level(near * behind * holds)
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
