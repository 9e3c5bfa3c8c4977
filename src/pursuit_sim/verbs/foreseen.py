"""The odds: what may come of an event from a moment on."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.lab import event_odds
from pursuit_sim.lab.event_chances import EventOdds
from pursuit_sim.lab.pairings import who_meets
from pursuit_sim.lab.race_chances import RaceOdds
from pursuit_sim.lab.race_odds import race_odds as lab_race_odds
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.picking import pick_race, unknown, unseen
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.sim import simulate
from pursuit_sim.verbs.given import (
    GivenScenario,
    check_between,
    drawn,
    kinds_checked,
    number_of,
    scenario_of,
    scenarios_of,
)

FEWEST_EVENTS, MOST_EVENTS = 1000, 100_000_000
MOST_AHEAD_S = 30.0  # [s] half a lap is 13: who is so far ahead has caught the others twice


@kinds_checked
def odds(
    scenario: GivenScenario,
    after: str | None = None,
    *,
    earlier: GivenScenario | Sequence[GivenScenario] = (),
    team: str | None = None,
    formation: str | None = None,
    form: float | None = None,
    draws: float | None = None,
    seed: float | None = None,
    on_step: OnStep | None = None,
) -> EventOdds:
    """The chance of each place, medal and pairing of the finals of an event.

    Estimates are from the times that were known at the moment; how unsure they are is drawn,
    as are form on the day, falls and touches.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    after : the round that has been skated, such as "quarterfinals", whose times are known; by
        default the event is skated once more, with all its times known; or, with earlier
        events, it is before the event
    earlier : events before it, of the same season, whose times are known too
    team, formation : what if that team takes up a formation, such as "NED" and "push"? What that
        is worth is drawn from the whole interval of `compare`
    form : standard deviation of a team's time from race to race [s], 0 to 5; by default the
        scenario's
    draws : events drawn, 1000 to 100 000 000; by default 100 000
    seed : of the draws, 0 or more: the same seed, the same numbers
    on_step : called now and then with the number of events drawn, and of all

    Raises
    ------
    InputError
        if the event decides no places, there is no such round, team or formation, or too
        little is known at that moment

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.odds("beijing-2022-men", after="quarterfinals")
    >>> [each.team for each in found.teams][:4]
    ['NOR', 'USA', 'ROC', 'NED']
    >>> round(sum(each.chances.first for each in found.teams), 6)
    1.0
    """
    draws, seed = counted(draws, seed, form)
    supposing = check_supposed(team, formation)
    return event_odds.event_odds(
        scenario_of(scenario),
        after,
        earlier=scenarios_of(earlier, "earlier"),
        what_if=supposing,
        race_sd_s=form,
        draws=event_odds.DRAWS if draws is None else draws,
        seed=event_odds.SEED if seed is None else seed,
        on_step=on_step,
    )


@kinds_checked
def race_odds(
    scenario: GivenScenario,
    race: str | None = None,
    at: str | float | None = None,
    *,
    laps_to_go: float | None = None,
    ahead: str | tuple[str, float] | None = None,
    earlier: GivenScenario | Sequence[GivenScenario] = (),
    team: str | None = None,
    formation: str | None = None,
    form: float | None = None,
) -> RaceOdds:
    """Who wins a race of two: before it, at a moment, and over the whole of it.

    By the times that were known before the race, and the gap at the moment; what may still come
    about shrinks with the way that is left.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    race : its id; by default the only one, or final-a
    at : the moment: seconds, or words such as "2:31.4", "bell", "end-20"
    laps_to_go : the same by the laps that are left; without either it is before the start
    ahead : the gap there instead of the race's, such as "NOR:0.8": who is ahead by how much [s]
    earlier : events before it, of the same season, whose times are known too
    team, formation : what if that team takes up a formation, such as "NED" and "push"? What that
        is worth is drawn from the whole interval of `compare`
    form : standard deviation of a team's time from race to race [s], 0 to 5; by default the
        scenario's

    Raises
    ------
    InputError
        if there is no such race, moment or team, the race is not one of two teams, or a moment is
        asked for without a gap where the race was not skated so

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.race_odds("beijing-2022-men", "final-a", laps_to_go=2, ahead="NOR:0.8")
    >>> found.teams, round(found.asked.chance, 1)
    (('NOR', 'ROC'), 0.9)
    """
    check_form(form)
    supposing = check_supposed(team, formation)
    loaded = scenario_of(scenario)
    chosen = pick_race(loaded, race)
    if at is not None and laps_to_go is not None:
        problem = "stands beside the laps to go"
        raise InputError.single("at", "", problem, "leave one of them out")
    if ahead is not None and laps_to_go is None:
        problem = "says nothing where the laps to go are not said"
        raise InputError.single("ahead", "", problem, "say how many laps are to go")
    if laps_to_go is not None:
        remedy = f"write more than 0 and less than {chosen.laps}"
        if not 0 < chosen.laps - number_of("laps_to_go", laps_to_go, remedy) < chosen.laps:
            raise InputError.single("laps_to_go", "", f"{laps_to_go:g} laps", remedy)
    at_s = None
    if at is not None:
        if not chosen.entries:
            raise unseen(chosen)
        from pursuit_sim.export.pictures import moments  # it takes as long as all else

        at_s = moments.moment(at, simulate(chosen), "at")
    return lab_race_odds(
        loaded,
        chosen,
        at_s=at_s,
        laps_to_go=laps_to_go,
        ahead=None if ahead is None else _ahead(loaded, chosen, ahead),
        what_if=supposing,
        earlier=scenarios_of(earlier, "earlier"),
        race_sd_s=form,
    )


def _ahead(
    scenario: Scenario, race: Race, given: str | tuple[str, float], where: str = "ahead"
) -> tuple[str, float]:
    """Who is ahead, by how much [s]."""
    remedy = f"write as NOR:0.8, 0 to {MOST_AHEAD_S:g} s"
    try:
        team, text = given.split(":", 1) if isinstance(given, str) else given
        team, seconds = str.strip(team), float(text)
    except (TypeError, ValueError, OverflowError):
        problem = f"{shown(given)} does not say who is ahead by how much"
        raise InputError.single(where, "", problem, remedy) from None
    if not 0 <= seconds <= MOST_AHEAD_S:
        raise InputError.single(where, "", f"{seconds:g} s ahead", remedy)
    known, said = who_meets(scenario, race), team.casefold()
    for code in known:
        if code.casefold() == said:
            return code, seconds
    if said in map(str.casefold, scenario.teams):
        problem = f"{team} does not skate in {race.id}"
        raise InputError.single(where, "", problem, f"write one of {' and '.join(known)}")
    raise unknown("team", team, known, where)


def check_form(form: float | None) -> None:
    """Raise `InputError` if form on the day cannot be so [s]."""
    least, most = allowed(Form.model_fields["race_sd_s"])
    if form is not None:
        check_between("form", form, least, most, "s")


def check_supposed(team: str | None, formation: str | None) -> tuple[str, str] | None:
    """Both words of a what-if, or none.

    Parameters
    ----------
    team, formation : as the user wrote them

    Raises
    ------
    InputError
        if one stands without the other
    """
    if team is not None and formation is not None:
        return team, formation
    if team is None and formation is None:
        return None
    said, missing = ("team", "formation") if formation is None else ("formation", "team")
    raise InputError.single(said, "", f"says nothing without a {missing}", f"add a {missing}")


def counted(
    draws: float | None, seed: float | None, form: float | None
) -> tuple[int | None, int | None]:
    """Draws and their seed as whole numbers.

    Raises
    ------
    InputError
        for numbers that cannot be, with all that is wrong
    """
    faults: list[Fault] = []
    found: tuple[int | None, int | None] = None, None
    try:
        found = drawn(draws, seed, FEWEST_EVENTS, MOST_EVENTS, "events")
    except InputError as error:
        faults += error.faults
    try:
        check_form(form)
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(faults)
    return found
