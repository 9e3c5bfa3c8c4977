"""The odds of an event: the chance of every place, and of who meets in the finals.

Estimates are taken from what had been skated at the moment that is asked for, and from nothing
later; how little that may be is in the chances, as is form on the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pursuit_sim.errors import InputError
from pursuit_sim.lab.earlier_events import check_earlier
from pursuit_sim.lab.event_chances import MEDALS, EventOdds, Meets, TeamChances, TeamOdds
from pursuit_sim.lab.form_guide import FormGuide, after_stages, stage_after
from pursuit_sim.lab.many_events import Counted, EventToDraw, count_events
from pursuit_sim.lab.outlook import MOST_RUNS
from pursuit_sim.lab.pairings import next_pairs, settled
from pursuit_sim.lab.supposed import supposed
from pursuit_sim.lab.team_outlooks import team_outlooks
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.scenario import Scenario

DRAWS, SEED = 100_000, 2022


def event_odds(
    scenario: Scenario,
    after: str | None = None,
    *,
    earlier: Sequence[Scenario] = (),
    what_if: tuple[str, str] | None = None,
    race_sd_s: float | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    on_step: OnStep | None = None,
) -> EventOdds:
    """Draw an event, or what is still to come of it, many times.

    Parameters
    ----------
    scenario : the event
    after : the round that has been skated, such as "quarterfinals"; None: the event once more
        or, with earlier events, before it
    earlier : events before it, whose times are known too
    what_if : a team and a formation that it takes up, such as ("NED", "push")
    race_sd_s : form on the day [s]; by default what the scenario says of each team
    draws, seed : how many events, and of which random numbers
    on_step : called now and then with the events done, and of all

    Raises
    ------
    InputError
        if the format draws no events, there is no such round, too little is known, or what
        is asked cannot be compared
    """
    format_ = scenario.event.format
    if not format_.by_time and format_.seeds_of_many is None:
        problem = f"an event with rounds = {scenario.event.rounds!r} has no places to draw"
        remedy = (
            'write rounds = "ranking" for places by time, or "olympic", or name a race of two teams'
        )
        raise InputError.single(scenario.source, "event.rounds", problem, remedy)
    check_earlier(scenario, earlier)
    done = stage_after(scenario, after)
    pairs = next_pairs(scenario, done) if format_.seeds_of_many else ()
    divisions = _divisions(scenario, [team for pair in pairs for team in pair])
    teams = [*divisions]
    guide = after_stages(scenario, done, teams, earlier)
    if race_sd_s is not None:
        guide = with_form(guide, race_sd_s)
    if not any(guide.runs.values()):
        remedy = "give the times of the races before"
        raise InputError.single(scenario.source, "races", "no time is known of any team", remedy)
    thought = team_outlooks(guide)
    outlooks = thought.of
    told = None
    if what_if is not None:
        told = supposed(scenario, *what_if, teams, guide.runs)
    plan = EventToDraw(
        format_,
        [outlooks[team] for team in teams],
        [*divisions.values()],
        [(teams.index(one), teams.index(other)) for one, other in pairs],
        done,
    )
    change = None if told is None else (teams.index(told.team), told.seconds)
    plain, changed = count_events(plan, draws, seed, change, on_step)
    now, then = _shares(plan, plain, draws), _shares(plan, changed, draws) if changed else None
    found = [
        TeamOdds(
            team,
            divisions[team],
            outlooks[team].time_s,
            outlooks[team].error_s,
            tuple(run.race for run in guide.runs[team][-MOST_RUNS:]),
            now[i],
            then[i] if then else None,
        )
        for i, team in enumerate(teams)
    ]
    found.sort(key=lambda each: (each.division, [-share for share in each.chances.places]))
    return EventOdds(
        scenario=scenario,
        after=format_.stages[done - 1].heading.casefold() if done else "",
        earlier=tuple(each.event.name for each in earlier),
        teams=tuple(found),
        pairs=tuple(pairs),
        meets=_meets(teams, plain, changed, draws),
        what_if=told,
        draws=draws,
        seed=seed,
        forms=guide.forms,
        cautions=guide.cautions(teams),
        made_up=guide.made_up(teams),
        guesses=thought.guesses(teams),
        settled=settled(scenario, done),
    )


def with_form(guide: FormGuide, race_sd_s: float) -> FormGuide:
    """The same with another form on the day [s], for all teams."""
    forms = {
        team: form.model_copy(update={"race_sd_s": race_sd_s}) for team, form in guide.forms.items()
    }
    return replace(guide, forms=forms)


def _divisions(scenario: Scenario, bracket: Sequence[str]) -> dict[str, str]:
    """Every team that is drawn, and its division; in one order, whoever meets whom."""
    if bracket:
        return {team: "" for team in scenario.teams if team in bracket}
    return {
        each.team.code: race.division
        for race in scenario.races.values()
        for each in race.everybody
        if each.counts
    }


def _shares(plan: EventToDraw, counted: Counted, draws: int) -> list[TeamChances]:
    """Of every team."""
    met = counted.finals[0] if len(counted.finals) else None
    found = []
    for team in range(len(plan.outlooks)):
        places = counted.places[team] / draws
        size = plan.divisions.count(plan.divisions[team])
        final = None if met is None else float(met[team].sum() + met[:, team].sum()) / draws
        podium = int(counted.places[team][:MEDALS].sum()) / draws  # shares of three need not be one
        found.append(TeamChances(tuple(places[:size].tolist()), podium, final))
    return found


def _meets(
    teams: Sequence[str], plain: Counted, changed: Counted | None, draws: int
) -> tuple[Meets, ...]:
    """Every pairing of a final that came about, the likeliest first."""
    found = []
    for final, (name, met) in enumerate(zip("ABCD", plain.finals, strict=False)):
        then = None if changed is None else changed.finals[final]
        own = [
            Meets(
                name,
                (one, other),
                float(met[i, j]) / draws,
                None if then is None else float(then[i, j]) / draws,
            )
            for i, one in enumerate(teams)
            for j, other in enumerate(teams)
            if met[i, j] or (then is not None and then[i, j])
        ]
        found += sorted(own, key=lambda each: -each.share)
    return tuple(found)
