"""What is known of every team at a moment of an event, and which races are still to come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pursuit_sim.errors import InputError
from pursuit_sim.event.heats import heats
from pursuit_sim.event_formats import Stage
from pursuit_sim.event_formats.event_format import Meeting
from pursuit_sim.event_formats.knockout import FINALS, QUARTERFINAL, SEMIFINAL, TEAMS
from pursuit_sim.lab.earlier_events import LEAST_IN_COMMON, moved_runs, skated_runs
from pursuit_sim.lab.outlook import KnownRun
from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.scenario import Scenario

Pair = tuple[str, str]

_DATE = 10  # characters of a date, before the time of day
_AGAIN = "again "  # before the day of a race that is thought to be skated once more
_WITHOUT = "a fall, an incident or a time that does not count: left out of the estimate"


@dataclass(frozen=True, slots=True)
class FormGuide:
    """What is known at a moment.

    Attributes
    ----------
    runs : times of each team that tell how fast it is, in their order
    left_out : (team, race) of times that do not, since something is known to have happened
    days : of the races to come, one a round
    forms : how each team's days go
    """

    runs: Mapping[str, tuple[KnownRun, ...]]
    left_out: tuple[tuple[str, str], ...]
    days: tuple[str, ...]
    forms: Mapping[str, Form]

    @property
    def why_left_out(self) -> str:
        """Which times say nothing of a team's speed; empty where all do."""
        named = ", ".join(f"{team} in {race}" for team, race in self.left_out)
        return f"{named}: {_WITHOUT}" if named else ""


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
    return _guide(scenario, races, days, teams, earlier)


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
    before = [each for each in until if _came_about(scenario, each)]
    return _guide(scenario, before, [race.start[:_DATE]], scenario.teams, earlier)


def next_pairs(scenario: Scenario, done: int) -> tuple[Pair, ...]:
    """Who meets whom next in a bracket: both quarterfinals, semifinals with finals C and D, or A–D.

    Parameters
    ----------
    scenario : an event with a bracket
    done : rounds that have been skated

    Raises
    ------
    InputError
        if that does not follow, neither from what was skated nor from the races of the file
    """
    wanted = {
        0: (QUARTERFINAL,) * 4,
        1: (SEMIFINAL, SEMIFINAL, *FINALS[2:]),
        2: FINALS,
    }[done]
    as_skated = _held(scenario, wanted)
    ways: list[Callable[[], Sequence[Pair]]] = [lambda: as_skated]
    if done:
        ways.append(lambda: _follow(scenario, done, wanted))
    if scenario.what_if:
        ways.reverse()
    for way in ways:
        pairs = way()
        if len(pairs) == len(wanted) and len({each for pair in pairs for each in pair}) == TEAMS:
            return tuple(pairs)
    problem = f"who meets whom in {', '.join(dict.fromkeys(wanted))} is not known"
    remedy = "give these races their two teams each, or the times of the rounds before"
    raise InputError.single(scenario.source, "races", problem, remedy)


def who_meets(scenario: Scenario, race: Race) -> tuple[str, ...]:
    """Teams of a race, finish side first; in a what-if those that the rounds before it send there.

    Raises
    ------
    InputError
        if in a what-if teams would have met in a semifinal before it who did not
    """
    held = _counted(race)
    done = {SEMIFINAL: 1, **dict.fromkeys(FINALS[:2], 2), **dict.fromkeys(FINALS[2:], 1)}
    if not scenario.what_if or not scenario.event.format.again or race.round not in done:
        return held
    met = [each for each in _met(scenario, done[race.round]) if each.heat.round == race.round]
    known = {each.heat.race for each in met}
    # Whoever never met there is sent to the races that are left, in their order.
    left = [each.id for each in scenario.races.values() if each.round == race.round]
    left = [each for each in left if each not in known]
    if race.id not in left:
        return held
    sent = [each.pair for each in met if not each.heat.race][left.index(race.id) :][:1]
    return sent[0] if sent and len(sent[0]) == 2 else held


def _counted(race: Race) -> tuple[str, ...]:
    """Teams whose run in a race counts, finish side first."""
    return tuple(dict.fromkeys(each.team.code for each in race.everybody if each.counts))


def _came_about(scenario: Scenario, race: Race) -> bool:
    """Whether the teams of a race met in it, in a what-if too."""
    try:
        return {*who_meets(scenario, race)} == {*_counted(race)}
    except InputError:  # nobody knows whom the rounds before would have sent there
        return False


def _held(scenario: Scenario, wanted: Sequence[str]) -> list[Pair]:
    """Pairs of the races of the file, in the order of the rounds wanted."""
    found: dict[str, list[Pair]] = {}
    for race in scenario.races.values():
        teams = _counted(race)
        if len(teams) == 2:
            found.setdefault(race.round, []).append((teams[0], teams[1]))
    return [found[name].pop(0) for name in wanted if found.get(name)]


def _follow(scenario: Scenario, done: int, wanted: Sequence[str]) -> list[Pair]:
    """Pairs as they follow from the results of the rounds that have been skated.

    Raises
    ------
    InputError
        if in a what-if teams would have met in a semifinal who did not
    """
    found: dict[str, list[Pair]] = {}
    for each in _met(scenario, done):
        if len(each.pair) == 2:
            found.setdefault(each.heat.round, []).append((each.pair[0], each.pair[1]))
    return [found[name].pop(0) for name in wanted if found.get(name)]


def _met(scenario: Scenario, done: int) -> Sequence[Meeting]:
    """The bracket, put together again from so many rounds that have been skated.

    Raises
    ------
    InputError
        if in a what-if teams would have met in a semifinal who did not
    """
    format_ = scenario.event.format
    times = {
        (race.id, entry.team.code): entry.official_time_s
        for race in scenario.races.values()
        for entry in race.entries
    }
    rounds = (QUARTERFINAL, SEMIFINAL)[:done]
    skated = [each for each in heats(scenario, times) if each.round in rounds]
    met = format_.again(skated) if format_.again else ()
    for each in met:
        if done > 1 and each.heat.round == SEMIFINAL and each.guessed:
            problem = f"{' and '.join(each.pair)} would meet in a semifinal that they never skated"
            remedy = "draw it: ask for the moment after the quarterfinals"
            raise InputError.single(scenario.source, "", problem, remedy)
    return met


def _guide(
    scenario: Scenario,
    races: Sequence[Race],
    days: Sequence[str],
    teams: Collection[str],
    earlier: Sequence[Scenario],
) -> FormGuide:
    runs: dict[str, list[KnownRun]] = {team: [] for team in teams}
    left_out: list[tuple[str, str]] = []
    for race in races:
        for each in race.everybody:
            team = each.team.code
            if team not in runs or not each.counts or each.official_time_s is None:
                continue
            if isinstance(each, Listed) or each.fall is not None:
                left_out.append((team, race.id))
            else:
                runs[team].append(KnownRun(race.id, each.official_time_s, race.start[:_DATE]))
    if earlier and len(skated_runs(earlier[-1]).keys() & _timed(runs)) < LEAST_IN_COMMON:
        runs = {team: [] for team in teams}  # too few yet to move other times to their level
    moved = moved_runs(earlier, runs)
    return FormGuide(
        {team: (*moved.get(team, ()), *own) for team, own in runs.items()},
        tuple(left_out),
        tuple(days),
        {team: _form(scenario, team) for team in teams},
    )


def _timed(runs: Mapping[str, Sequence[KnownRun]]) -> set[str]:
    """Teams with a time."""
    return {team for team, own in runs.items() if own}


def _form(scenario: Scenario, team: str) -> Form:
    """The team's own in its last race that says it, else that of anybody."""
    every = [entry for race in scenario.races.values() for entry in race.entries]
    own = [entry for entry in every if entry.team.code == team]
    last: list[Entry] = (own or every)[-1:]
    return last[0].form if last else Form()


def _stages(scenario: Scenario) -> tuple[Stage, ...]:
    return scenario.event.format.stages


def _words(stage: Stage) -> tuple[str, ...]:
    """What a round is called: as in the file, or as over its column."""
    return (stage.heading.casefold(), *(name.casefold() for name in stage.rounds))


def _day(scenario: Scenario, stage: Stage) -> str:
    """The day of a round: that of its first race that has one."""
    starts = (race.start for race in scenario.races.values() if race.round in stage.rounds)
    return next((start[:_DATE] for start in starts if start), "")
