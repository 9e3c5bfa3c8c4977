"""Who meets whom next in a bracket, by the rounds that have been skated, as `run` has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pursuit_sim.errors import InputError
from pursuit_sim.event.heats import heats
from pursuit_sim.event_formats import Heat
from pursuit_sim.event_formats.event_format import Meeting
from pursuit_sim.event_formats.knockout import FINALS, QUARTERFINAL, SEMIFINAL, TEAMS
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Scenario

Pair = tuple[str, str]

ROUNDS = (QUARTERFINAL, SEMIFINAL)  # that send teams on
# How many rounds have been skated before a race of each; before quarterfinals none.
_BEFORE = {SEMIFINAL: 1, **dict.fromkeys(FINALS[:2], 2), **dict.fromkeys(FINALS[2:], 1)}


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
    held, done = _counted(race), rounds_before(scenario, race)
    if not scenario.what_if or not done:
        return held
    sent = next((each.pair for each in _met(scenario, done) if each.heat.race == race.id), ())
    return held if len(sent) != 2 or {*sent} == {*held} else sent


def rounds_before(scenario: Scenario, race: Race) -> int:
    """How many rounds of a bracket have been skated before a race; 0 where there is none."""
    return _BEFORE.get(race.round, 0) if scenario.event.format.again else 0


def going_on(scenario: Scenario, done: int) -> frozenset[str]:
    """Teams that the quarterfinals sent to the semifinals.

    Parameters
    ----------
    scenario : the event
    done : rounds that have been skated; before the first, and where it is not known who, nobody
    """
    if not done or not scenario.event.format.again:
        return frozenset()
    try:
        return frozenset(team for pair in next_pairs(scenario, done)[:2] for team in pair)
    except InputError:
        return frozenset()


def settled(scenario: Scenario, done: int) -> tuple[str, ...]:
    """How was settled what results of so many rounds leave open, in sentences.

    In an event as it was skated only where the order of the file decides.
    """
    if not done:
        return ()
    open_ = scenario.event.format.left_open(_heats(scenario, done))
    own = (each for each in open_ if each.round in ROUNDS[:done])
    said = (str(each) for each in own if scenario.what_if or not each.kept)
    return tuple(f"{each[0].upper()}{each[1:]}." for each in said)


def _counted(race: Race) -> tuple[str, ...]:
    """Teams whose run in a race counts, finish side first."""
    return tuple(dict.fromkeys(each.team.code for each in race.everybody if each.counts))


def came_about(scenario: Scenario, race: Race) -> bool:
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
    met = format_.again(_heats(scenario, done)) if format_.again else ()
    for each in met:
        if done > 1 and each.heat.round == SEMIFINAL and each.guessed:
            problem = f"{' and '.join(each.pair)} would meet in a semifinal that they never skated"
            remedy = "draw it: ask for the moment after the quarterfinals"
            raise InputError.single(scenario.source, "", problem, remedy)
    return met


def _heats(scenario: Scenario, done: int) -> list[Heat]:
    """The rounds that have been skated, and those that follow from them, for who met there.

    Of the latter the results count for nothing; but level teams go where they were sent.
    """
    times = {
        (race.id, entry.team.code): entry.official_time_s
        for race in scenario.races.values()
        for entry in race.entries
    }
    later = (SEMIFINAL, *FINALS[2:]) if done == 1 else FINALS
    return [each for each in heats(scenario, times) if each.round in (*ROUNDS[:done], *later)]
