"""Where, and by whom, a time was skated: what a race was before a what-if changed that.

The effectiveness κ belongs to the race as it was skated. Where a file that extends another
one, or ``--set``, changes where a race is skated or by whom, and not a team's time, that time
still tells of the race before. Each team has its own: what is said of the one moves nothing of
the other. What is said of the same skaters is better knowledge of them, and holds for the
race before, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.past import RINK, Before, Keys, Past
from pursuit_sim.scenario.published_gap import OTHER, gap_to, last_told
from pursuit_sim.scenario.race import TIMED_KEYS, Entry, Listed, Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.solo_rinks import SoloRinks
from pursuit_sim.track import Side

Told = Mapping[str, Race | None]  # `Race.as_told` of races by id
Run = TypeVar("Run", Entry, Listed)

_WHO = ("lineup", "team")  # keys that may let others skate
_OF_WHO = (*_WHO, "formation", "fall")  # keys that name who skates


class _ToldAt(NamedTuple):
    """When a team's time was told, as numbers of layers.

    Attributes
    ----------
    rink : what is said of the rink from here on is said since
    line_up : what is said of who skates from here on is said since
    """

    rink: int
    line_up: int


def with_skated(scenario: Scenario, layers: Sequence[ScenarioSource], known: Told) -> Scenario:
    """The scenario, each team's run with what its race was when its time was skated.

    Parameters
    ----------
    scenario : of all layers
    layers : the file at the base, those that extend it, and the overrides of each call as one
    known : races as the first of these layers tell them, as far as that was found before
    """
    past = Past(scenario, layers)
    solo = SoloRinks(past)

    def at_home(race: Race) -> Race:
        """The race with skaters' own times where these were skated."""
        return replace(race, entries=tuple(map(solo.of, race.entries)))

    def with_was(race: Race, told: Race | None, run: Run) -> Run:
        was = _before(past, race, run)
        return replace(run, was=replace(at_home(was), as_told=told)) if was else run

    races = {}
    for name, race in scenario.races.items():
        told = known[name] if name in known else _as_told(past, race)
        races[name] = replace(
            race,
            as_told=told,
            entries=tuple(with_was(race, told, each) for each in at_home(race).entries),
            listed=tuple(with_was(race, told, each) for each in race.listed),
        )
    return replace(scenario, races=races)


def same_three(entry: Entry, was: Entry) -> bool:
    """Whether nobody else skates than before; who tells an unknown line-up changes nobody.

    Parameters
    ----------
    entry, was : of one side, after and before a what-if
    """
    named = entry.lineup_known and was.lineup_known
    same = not named or {*entry.lineup} == {*was.lineup}
    return entry.team.code == was.team.code and same


def _as_told(past: Past, race: Race) -> Race | None:
    """The race as it was first told, where something may depend on it."""
    if len(past.layers) == 1:
        return race
    passings = (_own(race.id, side, key) for side in OTHER for key in TIMED_KEYS)
    asked = past.says(("races", race.id, "gaps")) or any(past.says(key, 1) for key in passings)
    return past.as_told(race.id) if asked else None


def _before(past: Past, race: Race, run: Entry | Listed) -> Race | None:
    """The race when a team's time in it was told; None if rink and skaters are the same since."""
    others = [_own(race.id, run.side, key) for key in _WHO]
    if not any(past.says(key, 1) for key in (*others, RINK)):
        return None
    at = _told_at(past, race, run)
    until = max(at)
    renamed = any(past.says(key, at.line_up) for key in others)
    if not renamed and not past.says(RINK, at.rink):
        return None
    # Of what is said since, nothing of the other team holds for this one.
    other = OTHER[run.side]
    since: dict[Keys, int] = {RINK: at.rink, _own(race.id, other): until}
    teams = [_own(race.id, side, "team") for side in OTHER]
    if any(past.says(key, until) for key in (_own(race.id, other, "time"), *teams)):
        since["races", race.id, "gaps"] = until

    who = [_own(race.id, run.side, key) for key in _OF_WHO] if renamed else []

    def without_who(first: int) -> Race | None:
        """Without what is said of who skates from some layer on."""
        return past.race(Before(race.id, run.side, since | dict.fromkeys(who, first), until))

    was = without_who(at.line_up)
    if renamed:
        # Who first names a line-up that was not known, or was left open, tells who skated.
        for told in sorted({n for key in who for n in past.says(key, at.line_up)}):
            if _open(run, _run(was, run.side)):
                was = without_who(told + 1) or was
        # The order, and the turns, of the same three are taken as skated so.
        if _nobody_else(run, _run(was, run.side)):
            was = without_who(len(past.layers)) or was
    then = _run(was, run.side)
    if was is None or then is None:
        return None
    return None if was.rink == race.rink and _nobody_else(run, then) else was


def _told_at(past: Past, race: Race, run: Entry | Listed) -> _ToldAt:
    """When a team's time was told; one that follows from a gap is where that is added to."""
    own = 1 + last_told(past.layers, race.id, run.side)
    if not run.derived_from:
        return _ToldAt(own, own)
    return _ToldAt(gap_to(past.layers, race.id, run.side, OTHER[run.side]).until, own)


def _nobody_else(run: Entry | Listed, then: Entry | Listed | None) -> bool:
    """Whether the same skate, as far as is known."""
    if isinstance(run, Entry) and isinstance(then, Entry):
        return same_three(run, then)
    return then is not None and run.team.code == then.team.code


def _open(run: Entry | Listed, then: Entry | Listed | None) -> bool:
    """Whether a team's run was not there, or not known who of it skated."""
    if then is None:
        return True
    unknown = isinstance(then, Entry) and not then.lineup_known
    return unknown and run.team.code == then.team.code


def _run(race: Race | None, side: Side) -> Entry | Listed | None:
    return next((each for each in race.everybody if each.side == side), None) if race else None


def _own(race: str, side: Side, *key: str) -> Keys:
    return "races", race, side, *key
