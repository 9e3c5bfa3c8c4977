"""`plan`: tomorrow's race from the team's last one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pursuit_sim.errors import InputError
from pursuit_sim.lab.formations import PUSH, ROTATING, find_entry
from pursuit_sim.lab.line_ups import line_ups, unpublished, unsaid, with_line_up, without
from pursuit_sim.lab.rival import Rival, rival
from pursuit_sim.lab.tomorrow import DRAWS, PLANNED, RacePlan, plan_race
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario import Scenario, load, named
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.halls import halls
from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
from pursuit_sim.scenario.overrides import key_of
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.picking import pick_race, pick_team, unknown
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.units import format_time, parse_time
from pursuit_sim.verbs.given import (
    GivenScenario,
    check_drafting,
    kinds_checked,
    number_of,
    scenario_of,
    whole,
)

LEAST_DRAWS, MOST_DRAWS = 100, 100_000
_FOUR = 4  # skaters who are named for a race


@kinds_checked
def plan(
    scenario: GivenScenario,
    race: str | None = None,
    team: str | None = None,
    *,
    rink: str | None = None,
    changes: Mapping[str, object] | Sequence[str] = (),
    rival: str | float | None = None,
    target: str | float | None = None,
    skaters: str | Sequence[str] | None = None,
    push: bool | None = None,
    drafting: DraftingSet | None = None,
    draws: float = DRAWS,
    on_step: OnStep | None = None,
) -> RacePlan:
    """Tomorrow's race, planned from the team's last one.

    κ is fitted to the last race, on its rink and by those who skated it, and kept. For each
    line-up the best rotation and the best push are then found on tomorrow's rink.

    Parameters
    ----------
    scenario : with the team's last race; a scenario, or what `load` takes
    race : id of the last race; by default the last one of the team in the file
    team : code, such as "NED"; by default the only one of the race
    rink : tomorrow's hall by name, such as "milano"; by default the same rink
    changes : what else is different tomorrow: ``{"rink.air_density_kgm3": 1.08}``, or texts
        such as "rink.air_density_kgm3=1.08"
    rival : who is met: a team of the scenario, "FILE" or "FILE:TEAM", whose last race is moved
        to tomorrow's rink; or a time, in seconds or as "3:38.0"
    target : the time to skate to, in seconds or as "3:38.0"; by default what is to be expected
    skaters : who may skate, three to six, in a list or as "Kramer, Bosker, Roest": each three of
        them is planned. By default the team, or of more than four those of the last race, where
        it is known who they were; a substitute of whom nothing is said is left out where others
        are described
    push : only plans with a push, or without one; by default both
    drafting : "wind-tunnel" or "race-effective"; by default what the scenario says
    draws : parameter sets behind the interval, 100 to 100 000
    on_step : called now and then with the number of steps done, and of all

    Raises
    ------
    InputError
        if a name is not there, a time cannot be skated, or no plan can

    Examples
    --------
    >>> import pursuit_sim
    >>> known = {"race": "sf-1", "team": "NED", "push": True, "draws": 100}
    >>> found = pursuit_sim.plan("beijing-2022-men", rink="milano", target="3:37.5", **known)
    >>> found.board_s[-1].item()
    217.5
    """
    count = whole("draws", draws, LEAST_DRAWS, MOST_DRAWS, "parameter sets")
    check_drafting(drafting)
    if rink is not None and rink not in halls():
        raise unknown("hall", rink, halls(), "rink")
    loaded = scenario_of(scenario)
    for each in _in_order(rink, changes):
        loaded = loaded.changed(each) if each else loaded
    chosen = last_race(loaded, race, team)
    entry = pick_team(loaded, chosen, team)
    code = entry.team.code
    everybody = entry.team.skaters
    if not everybody:
        remedy = "name them, and the line-up of the last race, front to back"
        key = f"teams.{code}.skaters"
        raise InputError.single(loaded.source, key, "a plan is for skaters with names", remedy)
    names = _names(skaters)
    published = entry.lineup_known
    loaded = with_line_up(loaded, chosen.id, code)
    chosen = loaded.races[chosen.id]
    entry = find_entry(chosen, code)
    if names is None:
        names = entry.lineup if len(everybody) > _FOUR else everybody
    target_s = None if target is None else _time(target, chosen, "target")
    races = line_ups(loaded, chosen.id, code, names, "skaters")
    usual = unsaid(races, code)
    left_out: tuple[str, ...] = ()
    if skaters is None and not {*entry.lineup} <= {*usual}:
        left_out = tuple(name for name in usual if name not in entry.lineup)
        races = without(races, code, left_out)
    if not published:
        races = tuple(unpublished(each, code) for each in races)
    return plan_race(
        races,
        code,
        where="" if rink is None else f"in {halls()[rink].city}",
        kinds=PLANNED if push is None else (PUSH if push else ROTATING,),
        target_s=target_s,
        rival=None if rival is None else _rival(loaded, chosen, code, rival, drafting),
        drafting=drafting,
        draws_count=count,
        usual=tuple(name for name in usual if name not in left_out),
        left_out=left_out,
        on_step=on_step,
    )


def _in_order(
    rink: str | None, changes: Mapping[str, object] | Sequence[str]
) -> Iterator[Mapping[str, object] | Sequence[str]]:
    """What is different tomorrow, parted by what is said at once.

    A hall is tomorrow's, and so is what is said of its air and ice. Times and skaters of races are
    of those that were skated elsewhere.
    """
    if rink is None:
        yield changes
        return
    check_hall(rink, changes)
    texts = () if isinstance(changes, Mapping) else _texts(changes)
    values = changes if isinstance(changes, Mapping) else {}
    yield [each for each in texts if "rink" not in _key(each)]
    yield {key: each for key, each in values.items() if "rink" not in _key(f"{key}=")}
    yield {"rink": rink}
    yield [each for each in texts if "rink" in _key(each)]
    yield {key: each for key, each in values.items() if "rink" in _key(f"{key}=")}


def check_hall(rink: str | None, changes: Mapping[str, object] | Sequence[str]) -> None:
    """Refuse another hall beside tomorrow's.

    Raises
    ------
    InputError
        if changes name a hall, too
    """
    texts = [f"{key}=" for key in changes] if isinstance(changes, Mapping) else _texts(changes)
    if rink is not None and any(_key(each) in (("rink",), ("rink", "hall")) for each in texts):
        problem = f"{rink} is one hall, and what is set names another"
        raise InputError.single("rink", "", problem, "name tomorrow's hall once")


def _texts(changes: Sequence[str]) -> Sequence[str]:
    return [changes] if isinstance(changes, str) else changes


def _key(text: object) -> tuple[str, ...]:
    """The parts of a change's key; none of what is no change, which is refused later."""
    return key_of(text) if isinstance(text, str) else ()


def _names(given: str | Sequence[str] | None) -> Sequence[str] | None:
    """Names in a list, or with commas between them."""
    if isinstance(given, str):
        return [name for name in map(str.strip, given.split(",")) if name]
    names: object = given
    if names is None:
        return None
    if not isinstance(names, Collection) or not all(isinstance(each, str) for each in names):
        problem = f"found {shown(names)}, which is no list of names"
        remedy = 'write names in a list, or as "Kramer, Bosker, Roest"'
        raise InputError.single("skaters", "", problem, remedy)
    return [*names]


def last_race(scenario: Scenario, race: str | None, team: str | None, where: str = "team") -> Race:
    """The race asked for, or the last one that the team skated.

    Parameters
    ----------
    scenario, race, team : what was asked for
    where : the argument in which the team was written

    Raises
    ------
    InputError
        if there is none
    """
    if race is not None or team is None:
        return pick_race(scenario, race)
    for each in reversed(list(scenario.races.values())):
        if team.casefold() in (entry.team.code.casefold() for entry in each.entries):
            return each
    known = dict.fromkeys(each.team.code for each in _skated(scenario))
    listed = [(there, run) for there in scenario.races.values() for run in there.listed]
    for there, run in listed:
        if team.casefold() == run.team.code.casefold():
            problem = f"{run.why}, so that its run in {there.id} cannot be replayed"
            raise InputError.single(
                where,
                "",
                problem,
                f"write one of {', '.join(known)}" if known else "take another event",
            )
    raise unknown("team", team, known, where)


def _skated(scenario: Scenario) -> list[Entry]:
    return [entry for race in scenario.races.values() for entry in race.entries]


def _time(given: str | float, race: Race, where: str) -> float:
    least, most = (race.distance_m / speed for speed in (FASTEST_MPS, SLOWEST_MPS))
    allowed = f"write a time from {format_time(least)} to {format_time(most)}, such as 3:38.0"
    try:
        found = parse_time(given) if isinstance(given, str) else number_of(where, given, allowed)
    except ValueError:
        raise InputError.single(where, "", f"{given!r} is no time", allowed) from None
    if not least <= found <= most:
        raise InputError.single(where, "", f"{given} for {race.laps} laps", allowed)
    return found


def _rival(
    scenario: Scenario, race: Race, own: str, given: str | float, drafting: DraftingSet | None
) -> Rival:
    """A team of the scenario or of another file, or a time."""
    if not isinstance(given, str):
        return _somebody(_time(given, race, "rival"), scenario)
    name = given.strip()
    if name[:1].isdigit() and not _is_there(name):
        return _somebody(_time(given, race, "rival"), scenario)
    other, team = _named_rival(scenario, name)
    if other is scenario and team == own:
        raise InputError.single("rival", "", f"{own} plans against itself", "write another team")
    met = race
    if other is not scenario or team not in race.by_team():
        met = last_race(other, None, team, "rival")
    if met.laps != race.laps:
        laps = f"{met.laps} lap{'' if met.laps == 1 else 's'}"
        skated = f"{name} skated {laps}, not {race.laps}"
        raise InputError.single("rival", "", skated, "write another rival")
    entry = pick_team(other, met, team, "rival")
    if not entry.formation.known:
        problem = f"nobody knows in which formation {entry.team.code} skated {met.title}"
        remedy = f"write their time instead, or the formation that you suppose into {other.source}"
        raise InputError.single("rival", "", problem, remedy)
    with suppress(InputError):  # who of a larger squad skated is anybody's guess
        met = with_line_up(other, met.id, entry.team.code).races[met.id]
    return rival(met, entry.team.code, race.rink, drafting)


def _somebody(time_s: float, scenario: Scenario) -> Rival:
    """A rival of whom only a time is said: their days go as the scenario has it for everybody."""
    return Rival("The rival", time_s, form=scenario.form)


def _is_there(name: str) -> bool:
    """Whether it is a file; what cannot be the name of one is none."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _named_rival(scenario: Scenario, name: str) -> tuple[Scenario, str]:
    """The scenario in which a rival has skated, and its code there."""
    codes = {code.casefold(): code for code in scenario.teams}
    if name.casefold() in codes:
        return scenario, codes[name.casefold()]
    file, _, team = name.rpartition(":")
    if file:
        return load(named(file)), team
    if not name or not (name.endswith(".toml") or _is_there(name)):
        raise unknown("team", name, scenario.teams, "rival")
    other = load(named(name))
    first, *others = {entry.team.code: None for entry in _skated(other)} or ("TEAM",)
    if others:
        remedy = f"write {name}:{first}"
        raise InputError.single("rival", "", f"{name} has several teams", remedy)
    return other, first
