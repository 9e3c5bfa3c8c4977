"""Splits, laps, gaps, leads, exchanges and falls, searched in a finished trajectory.

Nothing here asks the model that made it: a replay of measured splits, a kinematic and a
power-balance race are timed alike. A team's time at a line is that of its third skater.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.race_lead import lead_changes
from pursuit_sim.scenario import told_fall
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.time_source import ASSUMED, MODEL, GapSource, gap_source, known_passings
from pursuit_sim.trajectory import SKATERS, Trajectory, asked_once
from pursuit_sim.units import format_laps

EventKind = Literal["line", "exchange", "swap", "fall", "finish", "record", "catch"]

SWUNG_OUT_M = 0.05  # lateral offset that counts as having left the train
COLLAPSED = 0.5  # of a speed; who drops back in a train keeps three quarters of the others'
DETACHED_M = 6.0  # behind the front of the team: more than the longest train, of 4 m
BRAKING_MPS2 = 0.5  # more than air and ice take of whoever glides at 14 m/s, 0.4 m/s²
STILL_MPS = 0.02  # faster than at their slowest, whoever fell moves again
MODELLED = "says the model"  # of what no known passings show
GAP_STEPS = 24  # points of the gap curve per half-lap


class LeadFound(NamedTuple):
    """A skater's turn in front of the team: column of the trajectory, and [s] from … to."""

    skater: int
    start_s: float
    end_s: float


class ExchangeFound(NamedTuple):
    """A change of leader: which entry, [s] from … to, and the skaters' columns."""

    team: int
    start_s: float
    end_s: float
    old: int
    new: int


class FallFound(NamedTuple):
    """A fall: which entry, the skater's column, when it began, and from … to they lie still [s]."""

    team: int
    skater: int
    start_s: float
    still_s: float
    up_s: float


class TimedEvent(NamedTuple):
    """Something worth a mark on the timeline.

    Attributes
    ----------
    time_s : when [s]
    kind : "line", "exchange", "swap" (of the race's lead), "fall", "finish" or "catch"; or
        "record", a finish of which somebody knows that it was one
    team : index of the entry it concerns
    text : one line for people
    names : skaters it tells of: the old leader and the new one; who falls
    half_laps : after how many, where it tells that
    doubt : why nobody should take it for a fact; empty where it is one
    """

    time_s: float
    kind: EventKind
    team: int
    text: str
    names: tuple[str, ...] = ()
    half_laps: int = 0
    doubt: str = ""


def splits(trajectory: Trajectory) -> Floats:
    """(team, half-lap) [s] when each third skater passes their timing lines."""
    race = trajectory.race
    lines = race.oval.half_lap_m * np.arange(1, race.half_laps + 1)
    return np.stack([np.interp(lines, tail, trajectory.time_s) for tail in _rising(trajectory).T])


def finish_times(trajectory: Trajectory) -> Floats:
    """(team,) [s] when each third skater crosses their own finish line."""
    return splits(trajectory)[:, -1]


def laps(trajectory: Trajectory) -> Floats:
    """(team, lap) [s] time of each lap."""
    return lap_times(splits(trajectory))


def lap_times(splits_s: Floats) -> Floats:
    """(team, lap) [s] from (team, half-lap) cumulative times."""
    return np.diff(splits_s[:, 1::2], axis=1, prepend=0.0)


def bell_time(splits_s: Floats) -> float | None:
    """When the first team begins its last lap [s]; None in a race of one lap.

    Parameters
    ----------
    splits_s : (team, half-lap) cumulative times [s]
    """
    full = splits_s[:, 1::2]
    return float(full[:, -2].min()) if full.shape[1] > 1 else None


def gaps(trajectory: Trajectory) -> Floats:
    """(half-lap,) [s] first entry minus second at equal distance; negative: first ahead.

    Raises
    ------
    ValueError
        if the race has one team only
    """
    first, second = _two(splits(trajectory))
    return np.asarray(first - second)


def gap_curve(trajectory: Trajectory) -> tuple[Floats, Floats]:
    """Laps skated (point,) and the gap there [s] (point,), as `gaps` but between lines too.

    Raises
    ------
    ValueError
        if the race has one team only
    """
    race = trajectory.race
    distance = np.linspace(0.0, race.distance_m, race.half_laps * GAP_STEPS + 1)
    first, second = _two(_rising(trajectory).T)
    gap = np.interp(distance, first, trajectory.time_s) - np.interp(
        distance, second, trajectory.time_s
    )
    gap[0] = 0.0
    return distance / race.oval.lap_m, gap


def leads(trajectory: Trajectory) -> tuple[tuple[LeadFound, ...], ...]:
    """(team,) of turns in order: who was in front of it from when to when, up to its finish."""
    found = []
    for team, finish in enumerate(finish_times(trajectory)):
        columns = trajectory.columns(team)
        racing = trajectory.time_s <= finish
        front = trajectory.distance_m[racing, columns].argmax(axis=1)
        turns = np.flatnonzero(np.diff(front)) + 1
        edges = [0.0, *(float(trajectory.time_s[i]) for i in turns), float(finish)]
        firsts = [0, *turns.tolist()]
        found.append(
            tuple(
                LeadFound(columns.start + int(front[first]), start, end)
                for first, start, end in zip(firsts, edges[:-1], edges[1:], strict=True)
            )
        )
    return tuple(found)


@asked_once
def falls(trajectory: Trajectory) -> tuple[FallFound, ...]:
    """Every fall, one a skater at most, found in how they move.

    Fallen is who had been as fast as the team, is at most half as fast as its fastest, and
    has lost it, before the finish. They fell when they began to brake as no glide does.
    """
    found = []
    for team in range(len(trajectory.race.entries)):
        columns = trajectory.columns(team)
        distance, speed = trajectory.distance_m[:, columns], trajectory.speed_mps[:, columns]
        # Of one skater after the other: along rows of three it takes ten times as long.
        front, top = (np.maximum.reduce([*each.T])[:, np.newaxis] for each in (distance, speed))
        slow = speed < COLLAPSED * top
        up = np.logical_or.accumulate(~slow & (speed > COLLAPSED * speed.max(axis=0)))
        down = slow & up & (front - distance > DETACHED_M) & (distance < trajectory.race.distance_m)
        for skater in np.flatnonzero(down.any(axis=0)).tolist():
            fast = np.flatnonzero(~slow[: down[:, skater].argmax(), skater])[-1]
            rate = np.diff(speed[: fast + 2, skater]) / np.diff(trajectory.time_s[: fast + 2])
            steady = np.flatnonzero(rate > -BRAKING_MPS2)
            begin = steady[-1] + 1 if len(steady) else 0
            if begin <= fast:  # else they glided
                own = speed[begin:, skater][distance[begin:, skater] < trajectory.race.distance_m]
                lying = begin + np.flatnonzero(own <= own.min() + STILL_MPS)
                still = lying[np.flatnonzero(np.diff(lying, prepend=-2) > 1)[-1]]
                moments = (float(trajectory.time_s[k]) for k in (begin, still, lying[-1]))
                found.append(FallFound(team, columns.start + skater, *moments))
    return tuple(found)


@asked_once
def exchanges(trajectory: Trajectory) -> tuple[ExchangeFound, ...]:
    """Every swing-out of a leader, in order of time; neither the start row nor a fall counts."""
    found = []
    fallen = {each.skater: each.start_s for each in falls(trajectory)}
    # From the train, which as a whole may go round the other one.
    lines = [
        np.minimum.reduce([*trajectory.lateral_m[:, trajectory.columns(team)].T])
        for team in range(len(trajectory.race.entries))
    ]
    for column in range(trajectory.lateral_m.shape[1]):
        team = column // SKATERS
        members = trajectory.columns(team)
        out = trajectory.lateral_m[:, column] - lines[team] > SWUNG_OUT_M
        edges = np.flatnonzero(np.diff(out))
        begins = [int(i) + 1 for i in edges if not out[i]]
        ends = [int(i) + 1 for i in edges if out[i]]
        if out[0]:
            ends = ends[1:]
        for begin, end in zip(begins, ends, strict=False):
            old = members.start + int(trajectory.distance_m[begin, members].argmax())
            from_s, until_s = (float(trajectory.time_s[k]) for k in (begin, end))
            fell = [each for k, each in fallen.items() if k // SKATERS == team and each > from_s]
            # A fall in the middle of it mixes them up: the new leader is that of before.
            seen = np.searchsorted(trajectory.time_s, min([*fell, until_s]))
            new = members.start + int(trajectory.distance_m[seen, members].argmax())
            slid = until_s >= fallen.get(column, np.inf)
            if old == column and new != column and not slid:
                found.append(ExchangeFound(team, from_s, until_s, old, new))
    return tuple(sorted(found, key=lambda each: each.start_s))


class Catch(NamedTuple):
    """A team that makes good the half lap between the two: its third skater passes the other's.

    Attributes
    ----------
    team : which entry catches the other
    time_s : when [s]
    laps : that the other one had skated
    known : whether known passings of both teams say so, and not the model alone
    """

    team: int
    time_s: float
    laps: float
    known: bool


def catch(trajectory: Trajectory) -> Catch | None:
    """Who catches the other team; None if nobody does."""
    if len(trajectory.race.entries) != 2:
        return None
    ahead = np.diff(trajectory.tail_m, axis=1)[:, 0]
    racing = trajectory.time_s <= finish_times(trajectory).min()
    caught = np.flatnonzero(racing & (np.abs(ahead) >= trajectory.race.oval.half_lap_m))
    if not len(caught):
        return None
    team = 0 if ahead[caught[0]] < 0 else 1
    skated_m = float(trajectory.tail_m[caught[0], 1 - team])
    laps = skated_m / trajectory.race.oval.lap_m
    known = replays(trajectory) and _catch_known(trajectory.race, team, laps)
    return Catch(team, float(trajectory.time_s[caught[0]]), laps, known)


def _catch_known(race: Race, team: int, laps: float) -> bool:
    """Whether known passings show who was ahead just before a catch and just after it.

    After it, the faster team is through a line before the other is through the one before.
    """
    first, other = (known_passings(race, race.entries[each]) for each in (team, 1 - team))
    after = math.ceil(2 * laps)
    shown = {after, after + 1} <= first.keys() and {after - 1, after} <= other.keys()
    return shown and first[after] >= other[after - 1] and first[after + 1] <= other[after]


def _swap_doubt(trajectory: Trajectory, half: int) -> str:
    """Why it is not known who was ahead at the line of a change in the lead, and at the one before.

    It is where both teams were timed there, or somebody told who was ahead.
    """
    race = trajectory.race
    sources = {gap_source(race, each, order=True) for each in (half, half + 1)}
    if not replays(trajectory) or MODEL in sources:
        return MODELLED
    return ASSUMED if ASSUMED in sources else ""


def gap_from(trajectory: Trajectory, half_lap: int) -> GapSource:
    """Where the gap at a line is from: passings of both teams, the gap itself, or the model."""
    return gap_source(trajectory.race, half_lap) if replays(trajectory) else MODEL


def gap_known(trajectory: Trajectory, half_lap: int) -> bool:
    """Whether the gap at a line is a fact: neither assumed nor the model's."""
    return gap_from(trajectory, half_lap) not in (ASSUMED, MODEL)


def replays(trajectory: Trajectory) -> bool:
    """Whether known passings are met; the power model has times of its own."""
    return trajectory.model == "kinematic"


def events(trajectory: Trajectory) -> tuple[TimedEvent, ...]:
    """Everything worth a mark, in order of time; what nobody has seen says so."""
    race, names, passing = trajectory.race, trajectory.names, splits(trajectory)
    codes = [entry.team.code for entry in race.entries]
    found = [
        TimedEvent(float(time), "line", team, f"{codes[team]}: {format_laps(half + 1)}")
        for team, times in enumerate(passing)
        for half, time in enumerate(times[:-1])
    ]
    found += [
        TimedEvent(float(times[-1]), "finish", team, f"{codes[team]} finish")
        for team, times in enumerate(passing)
    ]
    for each in exchanges(trajectory):
        old, new, doubt = names[each.old], names[each.new], race.entries[each.team].turns_doubt
        said = f"{codes[each.team]}: {old} swings out, {new} leads{f' ({doubt})' if doubt else ''}"
        told = TimedEvent(each.start_s, "exchange", each.team, said, (old, new), doubt=doubt)
        found.append(told)
    fallen = falls(trajectory)
    for fall in fallen:
        entry, who = race.entries[fall.team], names[fall.skater]
        said, doubt = f"{codes[fall.team]}: {told_fall.falls(who, entry)}", told_fall.doubt(entry)
        found.append(TimedEvent(fall.start_s, "fall", fall.team, said, (who,), doubt=doubt))
    if len(codes) == 2:
        fell = [(each.team, each.start_s, each.up_s) for each in fallen]
        ties = [each.tie_break for each in race.entries]
        for change in lead_changes(passing, trajectory.time_s, _rising(trajectory), fell, ties)[1:]:
            half, team = change.half_lap, change.team
            # A fall speaks for itself, and one that shows at the finish is told by the result.
            if half not in (0, race.half_laps):
                doubt = _swap_doubt(trajectory, half - 1)
                said = f"{codes[team]} take the lead after {format_laps(half)}"
                said += {"": "", ASSUMED: f" ({ASSUMED})"}.get(doubt, f", {doubt}")
                found.append(TimedEvent(change.time_s, "swap", team, said, (), half, doubt))
    caught = catch(trajectory)
    if caught:
        doubt = "" if caught.known else MODELLED
        said = f"{codes[caught.team]} catch the others{f', {doubt}' if doubt else ''}"
        found.append(TimedEvent(caught.time_s, "catch", caught.team, said, doubt=doubt))
    return tuple(sorted(found, key=lambda event: event.time_s))


def _rising(trajectory: Trajectory) -> Floats:
    """(time, team) tail distance, made strictly usable for inversion."""
    return np.maximum.accumulate(trajectory.tail_m, axis=0)


def _two(rows: Floats) -> tuple[Floats, Floats]:
    if len(rows) != 2:
        raise ValueError("a gap needs two teams")
    return rows[0], rows[1]
