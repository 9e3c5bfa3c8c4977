"""What is known of every team at a moment of an event, and which races are still to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pursuit_sim.errors import InputError
from pursuit_sim.event_formats import Stage
from pursuit_sim.lab.earlier_events import (
    LEAST_IN_COMMON,
    known_runs,
    moved_runs,
    of_other_seasons,
    skated_runs,
)
from pursuit_sim.lab.outlook import KnownRun, unwritten
from pursuit_sim.lab.pairings import came_about, going_on, rounds_before
from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.other_rinks import ANOTHER_RINK, OTHER_AIR
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.time_source import told_made_up

_AGAIN = "again "  # before the day of a race that is thought to be skated once more
_WITHOUT = "a fall, an incident or a time that does not count: left out of the estimate"
_LONG_AGO = (
    "of another season; teams change more from one season to the next than these chances hold, "
    "which take form within one"
)
_SET_ASIDE = (
    f"set aside, since fewer than {LEAST_IN_COMMON} of the teams with a time here so far have one "
    "earlier, too few to bring both to one level"
)


Field = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class FormGuide:
    """What is known at a moment.

    Attributes
    ----------
    runs : times of each team that tell how fast it is, in their order
    left_out : (team, race) of times that do not, since something is known to have happened
    set_aside : races of the event that earlier ones cannot be compared with yet, and tell less
    long_ago : earlier events of another season
    days : of the races to come, one a round
    forms : how each team's days go
    hidden : falls and touches that may be behind what is known, and were not written down
    fields : of each team its division, and whether it is one of those that the quarterfinals
        sent on: who are in one field came as far
    """

    runs: Mapping[str, tuple[KnownRun, ...]]
    left_out: tuple[tuple[str, str], ...]
    days: tuple[str, ...]
    forms: Mapping[str, Form]
    hidden: Form
    fields: Mapping[str, Field]
    set_aside: tuple[str, ...] = ()
    long_ago: tuple[str, ...] = ()

    def cautions(self, teams: Collection[str]) -> tuple[str, ...]:
        """Which times of some teams are not used, or were never skated, in sentences."""
        said = []
        reasons = [(self.left_out, _WITHOUT)]
        for where in (ANOTHER_RINK, OTHER_AIR):
            away = ((t, run.race) for t in teams for run in self.runs[t] if run.elsewhere == where)
            reasons.append((tuple(away), f"{where}, and held against them as it stands"))
        for those, why in reasons:
            named = ", ".join(f"{team} in {race}" for team, race in those if team in teams)
            said += [f"{named}: {why}."] if named else []
        if self.set_aside:
            said.append(f"{', '.join(self.set_aside)}: {_SET_ASIDE}.")
        if self.long_ago:
            said.append(f"{', '.join(self.long_ago)}: {_LONG_AGO}.")
        times = ((f"{t} in {run.race}", run.made_up) for t in teams for run in self.runs[t])
        return (*said, *(f"{each}." for each in told_made_up(times, "estimates rest")))

    def made_up(self, teams: Collection[str]) -> tuple[str, ...]:
        """The words for times of some teams that nobody measured, such as "assumed"."""
        return tuple(sorted({run.made_up for t in teams for run in self.runs[t]} - {""}))


def stage_after(scenario: Scenario, moment: str | None) -> int:
    """How many rounds have been skated at a moment; 0 before the first.

    Parameters
    ----------
    scenario : the event
    moment : name of a round, such as "quarterfinals"; None: before the event

    Raises
    ------
    InputError
        if there is no such round, or the event has none
    """
    if moment is None:
        return 0
    before = _stages(scenario)[:-1]
    if not before:
        problem = f"every team of a {scenario.event.rounds!r} event skates once"
        raise InputError.single("after", "", problem, "leave it out")
    named = {word: i for i, each in enumerate(before, 1) for word in _words(each)}
    if moment.strip().casefold() not in named:
        known = [each.heading.casefold() for each in before]
        remedy = f"{hint(moment, known)} rounds: {', '.join(known)}".lstrip()
        raise InputError.single("after", "", f"there is no round {moment!r} to draw after", remedy)
    return named[moment.strip().casefold()]


def after_stages(
    scenario: Scenario, done: int, teams: Collection[str], earlier: Sequence[Scenario] = ()
) -> FormGuide:
    """What is known when so many rounds have been skated, and nothing of what comes then.

    Parameters
    ----------
    scenario : the event
    done : rounds that have been skated; with 0, and without earlier events, all its times are
        taken, in hindsight, and the races to come are all races once more, on other days
    teams : who is in it
    earlier : events before it, whose times are known too

    Raises
    ------
    InputError
        if times of an earlier event cannot be moved to this one
    """
    stages = _stages(scenario)
    known = {name for stage in stages[:done] for name in stage.rounds}
    again = not done and not earlier
    races = [each for each in scenario.races.values() if again or each.round in known]
    coming = [_day(scenario, stage) for stage in stages[done:]] if stages else [""]
    days = [_AGAIN + each for each in coming] if again else coming
    return _guide(scenario, races, days, teams, earlier, done)


def before_race(scenario: Scenario, race: Race, earlier: Sequence[Scenario] = ()) -> FormGuide:
    """What is known of all teams before a race: from races that stand before it in the file.

    In a what-if without those to which other teams would have been sent.

    Parameters
    ----------
    scenario, race : the event, and which race
    earlier : events before it, whose times are known too

    Raises
    ------
    InputError
        if times of an earlier event cannot be moved to this one
    """
    until = takewhile(lambda each: each.id != race.id, scenario.races.values())
    before = [each for each in until if came_about(scenario, each)]
    days, done = [scenario.day_of(race)], rounds_before(scenario, race)
    return _guide(scenario, before, days, scenario.teams, earlier, done, race)


def _guide(
    scenario: Scenario,
    races: Sequence[Race],
    days: Sequence[str],
    teams: Collection[str],
    earlier: Sequence[Scenario],
    done: int,
    asked: Race | None = None,
) -> FormGuide:
    told: list[tuple[Race, Entry, str]] = []
    left_out: list[tuple[str, str]] = []
    for race in races:
        for each in race.everybody:
            team = each.team.code
            if team not in teams or not each.counts or each.official_time_s is None:
                continue
            if isinstance(each, Listed) or each.fall is not None:
                left_out.append((team, race.id))
            else:
                told.append((race, each, scenario.day_of(race)))
    runs = {team: list[KnownRun]() for team in teams} | known_runs(told)
    set_aside: tuple[str, ...] = ()
    if asked and earlier and _tell_less(runs, earlier):
        timed = {run.race for own in runs.values() for run in own}
        set_aside = tuple(race.id for race in races if race.id in timed)
        runs = {team: [] for team in teams}
    moved = moved_runs(earlier, runs)
    return FormGuide(
        {team: (*moved.get(team, ()), *own) for team, own in runs.items()},
        tuple(left_out),
        tuple(days),
        {team: _form(scenario, races, asked, team) for team in teams},
        unwritten(scenario.form),
        _fields(scenario, teams, done),
        set_aside,
        of_other_seasons(scenario, earlier),
    )


def _tell_less(runs: Mapping[str, Sequence[KnownRun]], earlier: Sequence[Scenario]) -> bool:
    """Whether an event's first times say less than earlier events, and cannot be joined to them.

    So it is before its first races, when few teams have skated. Where the earlier events know
    fewer of the teams than have skated here, these are what is left out: by whoever gave them.
    """
    timed = {team for team, own in runs.items() if own}
    last, known = skated_runs(earlier[-1]), {team for each in earlier for team in skated_runs(each)}
    return len(last.keys() & timed) < LEAST_IN_COMMON and len(known & runs.keys()) > len(timed)


def _form(scenario: Scenario, known: Sequence[Race], asked: Race | None, team: str) -> Form:
    """The team's own in the race that is asked about; else in its last known one, or its first.

    Of a team without a race it is that of the scenario.
    """
    last = [*([asked] if asked else []), *reversed(known), *scenario.races.values()]
    own = (each.form for race in last for each in race.everybody if each.team.code == team)
    return next(own, scenario.form)


def _fields(scenario: Scenario, teams: Collection[str], done: int) -> dict[str, Field]:
    """In which field each team is."""
    on = going_on(scenario, done)
    divisions = {
        each.team.code: race.division
        for race in scenario.races.values()
        for each in race.everybody
        if each.counts
    }
    return {team: (divisions.get(team, ""), team in on) for team in teams}


def _stages(scenario: Scenario) -> tuple[Stage, ...]:
    return scenario.event.format.stages


def _words(stage: Stage) -> tuple[str, ...]:
    """What a round is called: as in the file, or as over its column."""
    return (stage.heading.casefold(), *(name.casefold() for name in stage.rounds))


def _day(scenario: Scenario, stage: Stage) -> str:
    """The day of a round: that of its first race that has one."""
    races = [race for race in scenario.races.values() if race.round in stage.rounds]
    races.sort(key=lambda race: not race.start)  # its own before the event's
    return scenario.day_of(races[0]) if races else scenario.event.date
