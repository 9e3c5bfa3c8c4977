"""What can be known of a replay before its first frame, read from a finished trajectory once."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.draw.look import text_width
from pursuit_sim.draw.replay import ghost as ghosts
from pursuit_sim.draw.replay.ghost import Ghost
from pursuit_sim.draw.replay.race_context import (
    RaceContext,
    StandingRecord,
    record_name,
)
from pursuit_sim.draw.replay.replay import GhostRun, Replay
from pursuit_sim.draw.replay.team_speed import team_speeds
from pursuit_sim.race_lead import first_home, told_margin
from pursuit_sim.scenario import skater_labels
from pursuit_sim.scenario.content import content
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Pacing, Train
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import simulate
from pursuit_sim.timing import TimedEvent
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import HUNDREDTH

_RECORD_ORDER = ("OR", "WR", "TR")  # which record is drawn on the ice, if it stands
_DRIFT_S = 0.06  # half the span over which a skater's drift sideways is taken
_RESTING_M = 0.01  # [m] in that time, at most, of whoever lies still
_STILL_M = 1e-3
_MOST_DRIFT = math.radians(25.0)
_WIDEST_TAG = 5.5  # of a code as it is drawn [em]: eight letters
_CURVE_STEP_S = 0.5  # of the speed chart


def prepare(
    trajectory: Trajectory, context: RaceContext | None = None, ghost: Ghost | None = None
) -> Replay:
    """A replay of a finished race.

    Parameters
    ----------
    trajectory : the race
    context : what surrounds it; without one the result card shows the race's own times
    ghost : a second run to be shown on the same ice

    Raises
    ------
    KeyError, ValueError
        if the ghost's team does not skate in its race, or nobody to compare it with does
    """
    made = _prepare(trajectory, context)
    return made if ghost is None else with_ghost(made, ghost)


def with_ghost(replay: Replay, ghost: Ghost | None) -> Replay:
    """A replay with another ghost, or with none; raises as `prepare` does."""
    if ghost is None:
        digest = replay.digest.partition("+")[0]
        return replace(replay, ghost=None, digest=digest)
    team = ghosts.beside(ghost, replay.codes)
    side = replay.race.entries[team].side
    own = _prepare(ghosts.alone(ghost.trajectory, ghost.team, side), None)
    curve = ghosts.curve(replay, team, own)
    run = GhostRun(own, team, ghost.label, ghost.interval_s, curve, ghost.note)
    told = repr((own.digest, team, ghost.label, ghost.interval_s, ghost.note)).encode()
    suffix = hashlib.blake2b(told, digest_size=4).hexdigest()
    digest = f"{replay.digest.partition('+')[0]}+{suffix}"
    return replace(replay, ghost=run, digest=digest)


def _told(
    events: tuple[TimedEvent, ...], context: RaceContext, trajectory: Trajectory
) -> tuple[TimedEvent, ...]:
    """Events as pictures tell them: codes as they are drawn; a finish that was a record is one."""
    codes = [entry.team.code for entry in trajectory.race.entries]
    known = {
        each.team: (each.time_s, each.records)
        for each in context.outcomes
        if each.records and each.time_s is not None
    }
    found = []
    tags = drawn_codes(codes)
    for event in events:
        said = f"{tags[event.team]}{event.text.removeprefix(codes[event.team])}"
        time_s, kinds = known.get(codes[event.team], (np.inf, ()))
        if event.kind == "finish" and abs(time_s - event.time_s) < HUNDREDTH / 2:
            names = ", ".join(record_name(kind) for kind in kinds)
            found.append(event._replace(kind="record", text=f"{said}: {names}"))
        else:
            found.append(event._replace(text=said))
    return tuple(found)


def _labels(entry: Entry, context: RaceContext) -> tuple[str, ...]:
    """Names for labels; stand-ins for a line-up that is not known stay as they are."""
    if not entry.lineup_known:
        return entry.lineup
    return skater_labels.labels(
        entry.lineup, context.short_names, family_first=entry.team.family_first
    )


def _prepare(trajectory: Trajectory, context: RaceContext | None) -> Replay:
    context = context if context is not None else RaceContext()
    race = trajectory.race
    two = len(race.entries) == 2
    # To the nanosecond: at 3:40.46 a team whose time is 3:40.46 has finished.
    splits = np.round(timing.splits(trajectory), 9)
    empty = np.zeros(0)
    axis = np.arange(0.0, float(splits[:, -1].max()) + _CURVE_STEP_S, _CURVE_STEP_S)
    record = _record(context)
    record_time, record_m = _record_course(race, record, context.sex) if record else (empty, empty)
    return Replay(
        trajectory=trajectory,
        context=context,
        oval=race.oval,
        codes=tuple(entry.team.code for entry in race.entries),
        tags=drawn_codes([entry.team.code for entry in race.entries]),
        names=tuple(name for entry in race.entries for name in _labels(entry, context)),
        splits_s=splits,
        laps_s=timing.lap_times(splits),
        gaps_s=_gaps(splits, race) if two else empty,
        gap_curve=timing.gap_curve(trajectory) if two else (empty, empty),
        speed_time_s=axis,
        speed_mps=team_speeds(trajectory, axis),
        course=_course(trajectory),
        rising_m=np.maximum.accumulate(trajectory.tail_m, axis=0),
        events=_told(timing.events(trajectory), context, trajectory),
        exchanges=timing.exchanges(trajectory),
        record=record,
        record_time_s=record_time,
        record_m=record_m,
        digest=_digest(trajectory, context),
    )


def _gaps(splits_s: Floats, race: Race) -> Floats:
    """(half-lap,) first team minus second [s]; at the finish as published, if times allow that."""
    gaps: Floats = splits_s[0] - splits_s[1]
    winner = first_home(splits_s[:, -1].tolist(), [each.tie_break for each in race.entries])
    official = [each.official_time_s for each in race.entries]
    if winner is not None and np.abs(splits_s[:, -1] - official).max() < HUNDREDTH / 2:
        told = told_margin(abs(float(gaps[-1])), race.entries[1 - winner].official_gap_s)
        gaps[-1] = -told if winner == 0 else told
    return gaps


def drawn_codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Codes as they are drawn: short enough for every place, and no two alike."""
    tags = [text_width.middle_cut(code, _WIDEST_TAG, "bold") for code in codes]
    if len({*tags}) < len(tags):
        tags = [f"{tag[:2]}…{i}" for i, tag in enumerate(tags, 1)]
    return tuple(tags)


def _course(trajectory: Trajectory) -> Floats:
    """What every frame reads, side by side in memory; see `Replay.course`."""
    time = trajectory.time_s
    before, after = trajectory.at(time - _DRIFT_S), trajectory.at(time + _DRIFT_S)
    forward = np.maximum(after.distance_m - before.distance_m, _STILL_M)
    outward = after.lateral_m - before.lateral_m
    drift = np.arctan2(outward, forward)
    # Whoever lies still, or is pushed back by the pads, is turned as they came.
    moving = after.distance_m - trajectory.distance_m > np.maximum(_RESTING_M, -outward)
    last = np.maximum.accumulate(np.where(moving, np.arange(len(time))[:, np.newaxis], 0))
    drift = np.take_along_axis(drift, last, axis=0)
    return np.stack(
        [
            trajectory.distance_m + trajectory.lines_m,
            trajectory.lateral_m,
            trajectory.speed_mps,
            np.clip(drift, -_MOST_DRIFT, _MOST_DRIFT),
        ],
        axis=1,
    )


def _digest(trajectory: Trajectory, context: RaceContext) -> str:
    """A short name for the content of a replay."""
    found = hashlib.blake2b(content((trajectory.race, context)).encode(), digest_size=8)
    for array in (trajectory.time_s, trajectory.distance_m, trajectory.lateral_m):
        found.update(array.tobytes())
    return found.hexdigest()


def _record(context: RaceContext) -> StandingRecord | None:
    """The record to draw: the Olympic one if it is known, else the world's, else the track's."""
    standing = {record.kind: record for record in context.records}
    return next((standing[kind] for kind in _RECORD_ORDER if kind in standing), None)


def _record_course(race: Race, record: StandingRecord, sex: str) -> tuple[Floats, Floats]:
    """Times and distances of a team that skates exactly the record.

    No lap times of a record are known here: its course is that of the kinematic model
    with the usual pacing and the record as its final time.
    """
    ghost = Entry(
        team=race.entries[0].team,
        side="finish",
        lineup=("1", "2", "3"),
        formation=Formation((Lead(0, race.laps),)),
        official_time_s=record.time_s,
        pacing=Pacing.usual(sex, record.time_s, race.laps),
        train=Train(),
    )
    course = simulate(replace(race, entries=(ghost,), listed=(), gaps=()))
    racing = course.time_s <= record.time_s
    return course.time_s[racing], course.tail_m[racing, 0]
