"""What the odds of the event give a race, where they know less of it than is known before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pursuit_sim.errors import InputError
from pursuit_sim.event_formats.knockout import FINALS
from pursuit_sim.lab.event_odds import with_form
from pursuit_sim.lab.form_guide import FormGuide, after_stages
from pursuit_sim.lab.gap_outlook import gap_outlook
from pursuit_sim.lab.pairings import came_about
from pursuit_sim.lab.team_outlooks import team_outlooks
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.units import format_chance

_SEEN = 0.005  # of a chance, as percent are shown


def unlike_event(
    scenario: Scenario,
    race: Race,
    earlier: Sequence[Scenario],
    guide: FormGuide,
    codes: tuple[str, str],
    chance: float,
    race_sd_s: float | None = None,
) -> str:
    """Why the odds of the event give a race otherwise, in a sentence; empty where they agree.

    Parameters
    ----------
    scenario, race : the event, and which race
    earlier : events before it, whose times are known too
    guide : what is known before the race
    codes : who meets in it
    chance : of the first of them, before the start
    race_sd_s : form on the day [s]; by default what the scenario says of each team
    """
    format_ = scenario.event.format
    stages = format_.stages if format_.again else ()
    done = next((i for i, stage in enumerate(stages) if race.round in stage.rounds), 0)
    drawn = format_.by_time or format_.seeds_of_many is not None
    if not drawn or not (done or earlier):  # of the whole event in hindsight: another question
        return ""
    try:
        then = after_stages(scenario, done, scenario.teams, earlier)
    except InputError:  # too little is known then to move earlier times
        return ""
    if race_sd_s is not None:
        then = with_form(then, race_sd_s)
    day = then.days[-1:] if race.round in FINALS else then.days[:1]
    of = team_outlooks(replace(then, days=day)).of
    theirs = gap_outlook(of[codes[0]], of[codes[1]]).first_wins(0.0, 0.0)
    if abs(theirs - chance) < _SEEN:
        return ""
    when = f"after the {stages[done - 1].heading.casefold()}" if done else "before it"
    known = {name for stage in stages[:done] for name in stage.rounds}
    besides = [
        each.id
        for each in takewhile(lambda each: each.id != race.id, scenario.races.values())
        if each.round not in known and came_about(scenario, each)
        if any(run.counts and run.official_time_s is not None for run in each.everybody)
    ]
    why = [f"they do not know {', '.join(besides)}"] if besides else []
    if any(then.forms[team] != guide.forms[team] for team in codes):
        why.append("they take form from the last race known")
    return f"The odds of the event {when} give {codes[0]} {format_chance(theirs)}: " + (
        f"{' and '.join(why)}." if why else "they know the days of its rounds only."
    )
