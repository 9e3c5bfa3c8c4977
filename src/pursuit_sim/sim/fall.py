"""A fall: one skater slides into the pads, gets up and skates home; the others slow to that pace.

The official time is that of whoever fell. Who fell, where, and that time are known. The slide
follows from them (`slide`); what everybody does after it is assumed: whoever fell lies for a
while and skates home as the official time allows, and the others, when they have seen it, let
their speed go down to that pace, and finish before them, as far ahead as they are then. They do
not wait until whoever fell is with them again, though teams with laps left may: the clock shows
the time of whoever fell, whatever the others do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Fall, Race
from pursuit_sim.sim.dodge import dodged
from pursuit_sim.sim.ease import eased, easing
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.schedule import GLIDE_DECAY_S, Schedule
from pursuit_sim.sim.slide import Slide
from pursuit_sim.sim.swerve import swerved
from pursuit_sim.sim.train_layout import Parts, path_speed
from pursuit_sim.units import HUNDREDTH, format_time

# Assumed: nobody publishes what they did.
LIES_S = 2.5  # [s] at least, until they get up
_HOME_MPS = 6.0  # with more time than it takes at this pace they lie longer
_REGAIN_S = 3.0  # [s] lost by getting up to speed again
_BACK_S = 6.0  # [s] in which they go back to the inner lane
NOTICED_S = 0.8  # [s] until the others know
_WAITING_M = 2.5  # at least, between the others, who stand up and look back
_IN_LINE_S = 3.0  # [s] in which whoever was swinging out is behind the other
_OPENED_S = 7.0  # [s] until they are so far apart: so slowly that nobody has to speed up again
_STEP_S = 0.05  # [s] on either side, by which rates are told
_LAPS_TOLD = 0.001  # laps, in which messages tell places


@dataclass(frozen=True)
class Fallen:
    """When and how fast somebody falls.

    Attributes
    ----------
    fall : who, and where
    at_s : when [s]
    line_mps : speed of the team along the lap line [m/s]
    finish_s : when whoever fell crosses the finish line [s]
    """

    fall: Fall
    at_s: float
    line_mps: float
    finish_s: float


def fallen(race: Race, entry: Entry, schedule: Schedule, time_s: Floats) -> Fallen | None:
    """When somebody of an entry falls; None where nobody does.

    Parameters
    ----------
    race, entry : who skates where
    schedule : of the train
    time_s : a time axis to look it up on [s]
    """
    if entry.fall is None:
        return None
    way, speed = schedule.way(time_s)
    place = np.array([entry.fall.laps * race.oval.lap_m])
    at = float(np.interp(LeadChanges(race, entry).along(place)[0], way, time_s)[0])
    return Fallen(entry.fall, at, float(np.interp(at, time_s, speed)), entry.official_time_s)


def laid_low(race: Race, entry: Entry, found: Fallen, time_s: Floats, parts: Parts) -> Parts:
    """The three skaters where one of them falls.

    Parameters
    ----------
    race, entry : who skates where
    found : who falls, and when
    time_s : (time,) [s], with the moments of the fall and of their finish
    parts : what `lay_out` gives, as if nobody fell

    Raises
    ------
    InputError
        if whoever falls there cannot finish at the official time
    """
    distance, lateral, speed = (each.copy() for each in parts)
    skater = found.fall.skater
    first = int(np.searchsorted(time_s, found.at_s))
    since = time_s[first:] - found.at_s
    along, sideways = (_rates(time_s, each, found.at_s) for each in (distance, lateral))
    own = race.oval.start_m(entry.side)
    slide = Slide.fallen(
        race.oval, own + float(distance[first, skater]), float(lateral[first, skater]),
        float(sideways[skater]), float(speed[first, skater]), entry.form.fall_friction,
        entry.form.fall_pads_mps2,
    )  # fmt: skip
    gone, out, fast = slide.at(since)
    home = _Home.after(race, entry, found, slide)
    later = since - slide.duration_s - home.lies_s
    finished = found.finish_s - found.at_s - slide.duration_s - home.lies_s
    skated, pace = home.at(later, finished)
    back = eased(later / _BACK_S)
    down = slice(first, None)
    distance[down, skater] = gone - own + skated
    distance[np.searchsorted(time_s, found.finish_s), skater] = race.distance_m
    lateral[down, skater] = out * (1 - back)
    line = np.zeros_like(distance)
    line[down, skater] = pace
    others = [k for k in range(distance.shape[1]) if k != skater]
    rest = (distance[down], lateral[down], line[down])
    _wait(race, found, since, home.pace_mps, others, (along, sideways), rest)
    lateral[down] = swerved(since, distance[down], lateral[down], skater)
    distance[down], rate, lateral[down] = dodged(since, distance[down], lateral[down], skater)
    line[down] += rate
    aside = np.zeros_like(lateral)
    aside[down] = np.gradient(lateral[down], time_s[down], axis=0)
    over = path_speed(race.oval, entry, distance, lateral, line, aside)
    speed[down, others] = over[down, others]
    speed[down, skater] = np.where(later > 0, over[down, skater], fast)
    return distance, lateral, speed


@dataclass(frozen=True)
class _Home:
    """The way home of whoever fell.

    Attributes
    ----------
    lies_s : how long they lie still [s]
    pace_mps : along the lap line, once they are up to speed [m/s]
    """

    lies_s: float
    pace_mps: float

    @classmethod
    def after(cls, race: Race, entry: Entry, found: Fallen, slide: Slide) -> _Home:
        """The one that ends at the official time; raises as `laid_low` does."""
        own = race.oval.start_m(entry.side)
        (end,) = slide.at(np.array([slide.duration_s]))[0] - own
        left = race.distance_m - float(end)
        if left <= 0:
            raise _over_the_line(race, entry, found, slide)
        time = found.finish_s - found.at_s - slide.duration_s
        lies = max(LIES_S, time - left / _HOME_MPS - _REGAIN_S)
        # As fast as before the fall, but for what getting up costs.
        earliest = found.finish_s - time + LIES_S + left / found.line_mps + _REGAIN_S
        if entry.official_time_s <= earliest:
            raise InputError.single(
                race.id,
                f"{entry.side}.time",
                f"found {format_time(entry.official_time_s)}, with a fall after "
                f"{found.fall.laps:g} laps, at {format_time(found.at_s)}: whoever falls there "
                f"stops the clock for {entry.team.code} after {format_time(earliest)}",
                f"write a time from {format_time(earliest + HUNDREDTH)} on, let the fall be "
                f"elsewhere, or {_taken_out(race)}",
            )
        return cls(lies, left / float(_regained_s(np.array(time - lies))))

    def at(self, since_s: Floats, finished_s: float) -> tuple[Floats, Floats]:
        """Metres skated, and speed along the lap line [m/s]; past the finish they glide out.

        Parameters
        ----------
        since_s : since they got up [s]; before that they lie
        finished_s : when they cross the finish line, since they got up [s]
        """
        racing = np.clip(since_s, 0.0, finished_s)
        after = np.maximum(since_s - finished_s, 0.0)
        line = -self.pace_mps * np.expm1(-racing / _REGAIN_S)
        coast = GLIDE_DECAY_S * -np.expm1(-after / GLIDE_DECAY_S)
        way = self.pace_mps * _regained_s(racing) + line * coast
        return way, line * np.exp(-after / GLIDE_DECAY_S)


def _wait(
    race: Race, found: Fallen, since_s: Floats, pace_mps: float, others: list[int],
    rates: tuple[Floats, Floats], parts: Parts,
) -> None:  # fmt: skip
    """Write the way of the other two into (time, skater) arrays that begin with the fall.

    Their speed goes from the team's to the pace of whoever fell, as fast as a glide is braked;
    past the finish it goes to nothing. They change the lead no more, and the rear one drops back.

    Parameters
    ----------
    race, found : who fell, and when
    since_s : (time,) since then [s]
    pace_mps : of whoever fell, on the way home
    others : their columns
    rates : (skater,) along the lap line and outward, with which they begin [m/s]
    parts : distance, lateral offset and speed along the lap line
    """
    distance, lateral, line = parts
    left = 1 - np.minimum(since_s / _IN_LINE_S, 1.0)
    # Whoever was changing places drops back less and less until they are in line.
    rate = (rates[0] - found.line_mps)[:, np.newaxis]
    lags, lagged = rate * left**2, rate * _IN_LINE_S * (1 - left**3) / 3
    front, rear = sorted(others, key=lambda k: -distance[0, k] - lagged[k, -1])
    begin = float(distance[0, rear])
    knows = np.maximum(since_s - NOTICED_S, 0.0)
    extra = found.line_mps - pace_mps
    way = found.line_mps * (since_s - knows) + pace_mps * knows
    way -= extra * GLIDE_DECAY_S * np.expm1(-knows / GLIDE_DECAY_S)
    speed = pace_mps + extra * np.exp(-knows / GLIDE_DECAY_S)
    # Past the finish, with what they still had.
    over_s = float(np.interp(race.distance_m - begin, way, since_s))
    after = np.maximum(since_s - over_s, 0.0)
    at_finish = float(np.interp(over_s, since_s, speed))
    coast = at_finish * GLIDE_DECAY_S * -np.expm1(-after / GLIDE_DECAY_S)
    way = np.where(after > 0, race.distance_m - begin + coast, way)
    speed = np.where(after > 0, at_finish * np.exp(-after / GLIDE_DECAY_S), speed)
    opened, opening = eased(since_s / _OPENED_S), easing(since_s / _OPENED_S) / _OPENED_S
    ahead = float(distance[0, front]) - begin
    back = max(_WAITING_M - ahead - float(lagged[front, -1] - lagged[rear, -1]), 0.0)
    distance[:, rear] = begin + way + lagged[rear] - back * opened
    distance[:, front] = begin + way + lagged[front] + ahead
    for k in others:
        swings = rates[1][k] * _IN_LINE_S * (1 - left) * left**2  # at first as before
        lateral[:, k] = lateral[0, k] * eased(left) + swings
        line[:, k] = speed + lags[k]
    line[:, rear] -= back * opening


def _over_the_line(race: Race, entry: Entry, found: Fallen, slide: Slide) -> InputError:
    """Says that whoever fell slides over the finish line, and where one does not."""
    laps, own = found.fall.laps, race.oval.start_m(entry.side)
    low, high = 0.0, laps * race.oval.lap_m
    while high - low > _LAPS_TOLD * race.oval.lap_m / 2:
        middle = (low + high) / 2
        other = replace(
            slide, start_m=own + middle, lateral_m=0.0,
            heading_rad=float(race.oval.heading(own + middle)),
        )  # fmt: skip
        (end,) = other.at(np.array([other.duration_s]))[0] - own
        low, high = (middle, high) if end < race.distance_m else (low, middle)
    most = np.floor(low / race.oval.lap_m / _LAPS_TOLD) * _LAPS_TOLD
    problem = f"found {laps:g}: {entry.lineup[found.fall.skater]} slides over the finish line"
    remedy = f"write at most {most:.3f}, or {_taken_out(race)}"
    return InputError.single(race.id, f"{entry.side}.fall.laps", problem, remedy)


def _taken_out(race: Race) -> str:
    return f"take the fall out{' (fall = {}, and the time without it)' if race.what_if else ''}"


def _regained_s(up_s: Floats) -> Floats:
    """Seconds of full pace that whoever got up has skated: metres, at 1 m/s."""
    return np.asarray(up_s + _REGAIN_S * np.expm1(-up_s / _REGAIN_S))


def _rates(time_s: Floats, array: Floats, at_s: float) -> Floats:
    """(skater,) [1/s] of what is (time, skater), by differences that no two times spoil."""
    before, after = (
        np.array([np.interp(at_s + step, time_s, each) for each in array.T])
        for step in (-_STEP_S, _STEP_S)
    )
    return np.asarray((after - before) / (2 * _STEP_S))
