"""An event skated a million times: who takes each place, and who meets in the finals.

In chunks, so that memory does not grow; each chunk has its own random numbers from the seed,
so that the same seed gives the same events. What a change does is counted in the same events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.event_formats import EventFormat
from pursuit_sim.event_formats.knockout import TEAMS
from pursuit_sim.lab.outlook import Outlook
from pursuit_sim.on_step import OnStep

CHUNK = 50_000  # events drawn at once
_FINALISTS = 4  # of the seats: they skate a semifinal first


@dataclass(frozen=True, slots=True, eq=False)
class EventToDraw:
    """An event, or what is still to come of it.

    Attributes
    ----------
    format : how its races belong together
    outlooks : of each team, for the races to come, one a round
    divisions : of each team; all empty where there are none
    pairs : in a bracket, columns of the teams that meet next: in four quarterfinals; after
        them in two semifinals and in finals C and D; then in finals A to D
    done : rounds that have been skated
    """

    format: EventFormat
    outlooks: Sequence[Outlook]
    divisions: Sequence[str] = ()
    pairs: Sequence[tuple[int, int]] = ()
    done: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """In how many of the events something came about.

    Attributes
    ----------
    places : (team, place)
    finals : (final, team, team) who meets in finals A to D, the lower column first; none by time
    """

    places: Ints
    finals: Ints

    def plus(self, other: Counted) -> Counted:
        """Both together."""
        return Counted(self.places + other.places, self.finals + other.finals)


def count_events(
    event: EventToDraw,
    draws: int,
    seed: int,
    change: tuple[int, Floats] | None = None,
    on_step: OnStep | None = None,
) -> tuple[Counted, Counted | None]:
    """What comes about in so many events; and, in the same ones, with a change.

    Parameters
    ----------
    event : what is drawn
    draws, seed : how many events, and of which random numbers
    change : column of a team, and (draw,) [s] that it may take longer in every race, one of
        which is taken for each event
    on_step : called after each chunk with the events done, and of all
    """
    plain: Counted | None = None
    changed: Counted | None = None
    for number, first in enumerate(range(0, draws, CHUNK)):
        count = min(CHUNK, draws - first)
        generator = np.random.default_rng([seed, number])
        times = np.stack([each.draw(count, generator) for each in event.outlooks], axis=2)
        found = _counted(event, times)
        plain = found if plain is None else plain.plus(found)
        if change is not None:
            team, seconds = change
            times[:, :, team] += generator.choice(seconds, count)
            found = _counted(event, times)
            changed = found if changed is None else changed.plus(found)
        if on_step is not None:
            on_step(first + count, draws)
    if plain is None:
        raise ValueError("no events are drawn")
    return plain, changed


def _counted(event: EventToDraw, times: Floats) -> Counted:
    """Of a chunk.

    Parameters
    ----------
    times : (round, event, team) [s]
    """
    if event.format.by_time:
        return _by_time(event, times[0])
    places, finals = _bracket(event, times)
    teams = len(event.outlooks)
    met = [
        np.bincount(
            np.minimum(first, second) * teams + np.maximum(first, second), minlength=teams * teams
        ).reshape(teams, teams)
        for first, second in finals
    ]
    return Counted(_count_places(places, teams), np.stack(met))


def _by_time(event: EventToDraw, times: Floats) -> Counted:
    """Places within each division; those of a smaller one have the first columns."""
    teams = len(event.outlooks)
    counts = np.zeros((teams, teams), np.intp)
    for division in dict.fromkeys(event.divisions):
        own = np.array([i for i, each in enumerate(event.divisions) if each == division])
        order = own[np.argsort(times[:, own], axis=1)]
        counts[:, : len(own)] += _count_places(order, teams)
    return Counted(counts, np.zeros((0, teams, teams), np.intp))


def _count_places(order: Ints, teams: int) -> Ints:
    """(team, place) from (event, place) columns of teams."""
    return np.stack([np.bincount(each, minlength=teams) for each in order.T], axis=1)


def _bracket(event: EventToDraw, times: Floats) -> tuple[Ints, list[tuple[Ints, Ints]]]:
    """(event, place) columns of teams, and who meets in each final."""
    count = times.shape[1]
    if event.done == 0 and event.format.seeds_of_many is not None:
        seats = event.format.seeds_of_many(times[0], event.pairs)
    else:
        flat = [team for pair in event.pairs for team in pair]
        seats = np.broadcast_to(np.array(flat, np.intp), (count, TEAMS))
    if event.done < 2:  # two semifinals: winners to final A, the others to final B
        semis = np.take_along_axis(times[-2], seats[:, :_FINALISTS], axis=1)
        first = semis[:, 0::2] <= semis[:, 1::2]  # (event, semifinal)
        one, other = seats[:, 0:_FINALISTS:2], seats[:, 1:_FINALISTS:2]
        won, lost = np.where(first, one, other), np.where(first, other, one)
        seats = np.concatenate([won, lost, seats[:, _FINALISTS:]], axis=1)
    last = np.take_along_axis(times[-1], seats, axis=1)
    first = last[:, 0::2] <= last[:, 1::2]  # (event, final)
    one, other = seats[:, 0::2], seats[:, 1::2]
    places = np.empty((count, TEAMS), np.intp)
    places[:, 0::2] = np.where(first, one, other)
    places[:, 1::2] = np.where(first, other, one)
    return places, [(one[:, final], other[:, final]) for final in range(TEAMS // 2)]
