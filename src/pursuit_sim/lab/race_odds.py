"""The odds of a race of two: before the start, at a moment, and over the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from pursuit_sim.errors import InputError
from pursuit_sim.lab.earlier_events import check_earlier
from pursuit_sim.lab.event_odds import with_form
from pursuit_sim.lab.event_view import unlike_event
from pursuit_sim.lab.form_guide import before_race
from pursuit_sim.lab.gap_outlook import GapOutlook, gap_outlook
from pursuit_sim.lab.outlook import MOST_RUNS
from pursuit_sim.lab.pairings import rounds_before, settled, who_meets
from pursuit_sim.lab.race_chances import GIVEN, START, ChanceAt, RaceOdds
from pursuit_sim.lab.supposed import Supposed, supposed
from pursuit_sim.lab.team_outlooks import team_outlooks
from pursuit_sim.lab.watched_race import WatchedRace
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.start_order import out_of_order
from pursuit_sim.sim import simulate

_WORTH = 200  # equal parts of what is supposed: the mean chance is then good to 0.1 %


def race_odds(
    scenario: Scenario,
    race: Race,
    *,
    at_s: float | None = None,
    laps_to_go: float | None = None,
    ahead: tuple[str, float] | None = None,
    earlier: Sequence[Scenario] = (),
    race_sd_s: float | None = None,
    what_if: tuple[str, str] | None = None,
) -> RaceOdds:
    """Who wins a race, by what was known before it and the gap at a moment.

    Parameters
    ----------
    scenario : the event
    race : one of its races, of two teams; in a what-if of those that would meet there
    at_s : the moment since the gun [s]
    laps_to_go : the same by what is left; one of the two, or neither: before the start
    ahead : the gap there instead of the race's: who is ahead by how much [s]
    earlier : events before this one, whose times are known too
    race_sd_s : form on the day [s]; by default what the scenario says of each team
    what_if : a team and a formation that it takes up, such as ("NED", "push")

    Raises
    ------
    InputError
        if the race is not one of two teams, times of an earlier event say nothing of it, what is
        asked cannot be compared, or a moment is asked for of a race that was not skated so
    """
    met = who_meets(scenario, race)
    if len(met) != 2:
        problem = "one team alone wins against nobody"
        raise InputError.single(race.id, "", problem, "choose a race of two teams")
    codes = met[0], met[1]
    check_earlier(scenario, earlier)
    guide = before_race(scenario, race, earlier)
    if race_sd_s is not None:
        guide = with_form(guide, race_sd_s)
    told = None if what_if is None else supposed(scenario, *what_if, codes, guide.runs)
    thought = team_outlooks(guide)
    first, second = (thought.of[code] for code in codes)
    known = any(guide.runs.values())  # else all are level, at no time that anybody knows
    outlooks = gap_outlook(first, second, guide.hidden)
    lines: tuple[ChanceAt, ...] = ()
    curve: tuple[tuple[float, float], ...] = ()
    asked = ChanceAt(0.0, 0.0, 0.0, START, outlooks.first_wins(0.0, 0.0))
    before, seen = asked.chance, outlooks
    if ahead is not None and laps_to_go is not None:
        gap = -ahead[1] if ahead[0] == codes[0] else ahead[1]
        laps = race.laps - laps_to_go
        asked = ChanceAt(laps, None, gap, GIVEN, outlooks.first_wins(laps / race.laps, gap))
    elif told is None and codes == tuple(entry.team.code for entry in race.entries):
        watched = WatchedRace(simulate(race), outlooks)
        curve, lines = watched.curve(), watched.lines()
        if laps_to_go is not None:
            asked = watched.at_laps(race.laps - laps_to_go)
        elif at_s is not None:
            asked = watched.at_time(at_s)
        seen = watched.seen_at(asked)
    elif at_s is not None or laps_to_go is not None:
        raise _never_skated(race, codes)
    over = asked.source == START or asked.laps >= race.laps
    part = 0.0 if over else asked.laps / race.laps
    return RaceOdds(
        race=race,
        teams=codes,
        asked=asked,
        lines=lines,
        curve=curve,
        time_s=(first.time_s, second.time_s) if known else (nan, nan),
        error_s=(first.error_s, second.error_s) if known else (nan, nan),
        runs=tuple(tuple(run.race for run in guide.runs[code][-MOST_RUNS:]) for code in codes),  # type: ignore[arg-type]  # of the two teams of a race
        forms=(first.form, second.form),
        guesses=thought.guesses(codes),
        cautions=guide.cautions(codes),
        settled=(*settled(scenario, rounds_before(scenario, race)), *_order(scenario)),
        unlike_event=unlike_event(scenario, race, earlier, guide, codes, before, race_sd_s),
        by_incident=seen.by_incident(part, asked.gap_s),
        due_s=seen.due_s,
        what_if=told,
        supposed=None if told is None else _if_so(outlooks, asked, told, race, codes),
    )


def _order(scenario: Scenario) -> tuple[str, ...]:
    """That the file contradicts itself on what was skated before the race, in a sentence."""
    return tuple(f"{each[0].upper()}{each[1:]}." for each in out_of_order(scenario))


def _if_so(
    outlooks: GapOutlook, asked: ChanceAt, told: Supposed, race: Race, codes: tuple[str, str]
) -> float:
    """The chance of the first team if what is supposed is so, over all that it may be worth."""
    sign = 1 if told.team == codes[0] else -1
    part = asked.laps / race.laps
    worth = np.quantile(told.seconds, (np.arange(_WORTH) + 0.5) / _WORTH)
    shares = [
        outlooks.shifted(sign * each).first_wins(part, asked.gap_s) for each in worth.tolist()
    ]
    return float(np.mean(shares))


def _never_skated(race: Race, codes: tuple[str, str]) -> InputError:
    """What is said of a moment of a race that was not skated so."""
    met = [each.team.code for each in race.everybody]
    problem = f"it cannot be replayed: {race.unseen}"
    if {*met} != {*codes}:
        problem = f"{' and '.join(codes)} would meet in it, which {' and '.join(met)} skated"
    elif not race.listed:
        problem = "it was not skated as is supposed, so that there is no gap at a moment"
    remedy = "ask before its start, or with laps to go and a gap of your own"
    return InputError.single(race.id, "", problem, remedy)
