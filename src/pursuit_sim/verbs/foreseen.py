"""The odds: what may come of an event from a moment on."""

from __future__ import annotations

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.lab import event_odds
from pursuit_sim.lab.event_chances import EventOdds
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.verbs.given import GivenScenario, scenario_of

FEWEST_EVENTS, MOST_EVENTS = 1000, 100_000_000


def odds(
    scenario: GivenScenario,
    after: str | None = None,
    *,
    team: str | None = None,
    formation: str | None = None,
    form: float | None = None,
    draws: int = event_odds.DRAWS,
    seed: int = event_odds.SEED,
    on_step: OnStep | None = None,
) -> EventOdds:
    """The chance of each place, medal and pairing of the finals of an event.

    Estimates are from the times that were known at the moment; how unsure they are is drawn,
    as are form on the day, falls and touches.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    after : the round that has been skated, such as "quarterfinals", whose times are known; by
        default the event is skated once more, with all its times known
    team, formation : what if that team takes up a formation, such as "NED" and "push"? What that
        is worth is drawn from the whole interval of `compare`
    form : standard deviation of a team's time from race to race [s]; by default the scenario's
    draws : events drawn
    seed : of the draws: the same seed, the same numbers
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
    check_drawn(draws, seed, form)
    supposing = check_supposed(team, formation)
    return event_odds.event_odds(
        scenario_of(scenario),
        after,
        what_if=supposing,
        race_sd_s=form,
        draws=draws,
        seed=seed,
        on_step=on_step,
    )


def check_supposed(
    team: str | None, formation: str | None, dashes: str = ""
) -> tuple[str, str] | None:
    """Both words of a what-if, or none.

    Parameters
    ----------
    team, formation : as the user wrote them
    dashes : before the names of the options

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
    problem = f"says nothing without a {missing}"
    raise InputError.single(f"{dashes}{said}", "", problem, f"add {dashes}{missing}")


def check_drawn(draws: int, seed: int, form: float | None, dashes: str = "") -> None:
    """Raise `InputError` for numbers that cannot be, with all that is wrong."""
    faults = []
    if not FEWEST_EVENTS <= draws <= MOST_EVENTS:
        remedy = f"write {FEWEST_EVENTS} to {MOST_EVENTS}"
        faults.append(Fault(f"{dashes}draws", "", f"{draws} events", remedy))
    if seed < 0:
        faults.append(Fault(f"{dashes}seed", "", f"{seed} is below 0", "write 0 or more"))
    least, most = allowed(Form.model_fields["race_sd_s"])
    if form is not None and not least <= form <= most:
        faults.append(Fault(f"{dashes}form", "", f"{form:g} s", f"write {least:g} to {most:g}"))
    if faults:
        raise InputError(faults)
