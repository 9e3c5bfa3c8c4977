"""Options that several commands share, their completion, and what they stand for."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pursuit_sim.cli import invocation, process
from pursuit_sim.errors import InputError
from pursuit_sim.plain_text import message

if TYPE_CHECKING:
    from pursuit_sim.scenario import Scenario
    from pursuit_sim.scenario.race import Race
    from pursuit_sim.trajectory import Trajectory

DEFAULT_SCENARIO = "beijing-2022-men"
DEFAULT_RACE = "final-a"


def emit(text: str) -> None:
    """Text for stdout, written at once, so that a closed pipe shows here.

    Raises
    ------
    typer.Exit
        with status 0 if the reader has closed the pipe: it has what it wants
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        process.discard_stdout()
        raise typer.Exit(0) from None


def note(line: str) -> None:
    """A message for the user, on stderr, unless they want quiet."""
    if not invocation.current.quiet:
        print(message(line), file=sys.stderr, flush=True)


def complain(line: str) -> None:
    """Something that is wrong, and not the user's input: on stderr, with the program's name."""
    print(message(f"{process.PROGRAM}: {line}"), file=sys.stderr, flush=True)


def number(text: str) -> float:
    """A number as the user wrote it, for options."""
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a number") from None


def whole(text: str) -> int:
    """A whole number as the user wrote it, for options."""
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a whole number") from None


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    """Reads one of some names, for options; a registry may have more when it is read."""

    def read(text: str) -> str:
        if text not in names:
            raise typer.BadParameter(f"{text!r} is not one of {', '.join(map(repr, names))}.")
        return text

    return read


def unknown(what: str, found: str, known: Iterable[str], option: str) -> InputError:
    """The error for a name that is not there, with the nearest one that is.

    Parameters
    ----------
    what : the kind of thing named, such as "race"
    found : what the user wrote
    known : the names there are
    option : where it was written, such as "--race"
    """
    from pursuit_sim.scenario.advice import hint

    names = list(known)
    remedy = f"{hint(found, names)} {what}s: {', '.join(names)}".lstrip()
    return InputError.single(option, "", f"there is no {what} {found!r}", remedy)


def load(scenario: str, overrides: list[str] | None) -> Scenario:
    """The scenario that a command works on; told is of overrides that change nothing of it.

    Raises
    ------
    InputError
        with everything wrong with it
    """
    loaded = load_silently(scenario, overrides)
    if overrides:
        from pursuit_sim.cli import idle

        load_with = partial(load_silently, scenario)
        for remark in idle.remarks(source(scenario), overrides, loaded, load_with):
            note(remark)
    process.settled()
    return loaded


def load_silently(scenario: str, overrides: list[str] | None) -> Scenario:
    """The scenario, as `load`, without a word on overrides that change nothing."""
    from pursuit_sim.scenario import load as load_scenario
    from pursuit_sim.scenario import load_text

    if scenario == invocation.STDIN:
        text = invocation.standard_input()
        return load_text(text, tuple(overrides or ()), source=invocation.STDIN)
    return load_scenario(scenario, tuple(overrides or ()))


def source(scenario: str) -> str:
    """The scenario as the library is told of it: what standard input says as a text."""
    if scenario != invocation.STDIN:
        return scenario
    return invocation.standard_input() + "\n"


def pick(scenario: Scenario, race_id: str) -> Race:
    """A race of a scenario by its id, in any case.

    Raises
    ------
    InputError
        if there is none of that name
    """
    by_folded = {name.casefold(): race for name, race in scenario.races.items()}
    try:
        return by_folded[race_id.casefold()]
    except KeyError:
        raise unknown("race", race_id, scenario.races, "--race") from None


def pick_or_only(scenario: Scenario, race_id: str | None) -> Race:
    """The race asked for; without a word, the only one or the event's final A."""
    if race_id is not None:
        return pick(scenario, race_id)
    if len(scenario.races) == 1:
        return next(iter(scenario.races.values()))
    if DEFAULT_RACE in scenario.races:
        return scenario.races[DEFAULT_RACE]
    raise InputError.single(
        "--race", "", "which race is not said", f"races: {', '.join(scenario.races)}"
    )


_MOMENT = re.compile(r"(?P<name>start|bell|end)?(?P<sign>[+-])?(?P<time>[0-9:.,]+)?")


def moment(text: str, trajectory: Trajectory, option: str) -> float:
    """The time [s] that a word such as "2:41.37", "161", "bell" or "end-5" stands for.

    "start" is the gun, "bell" the moment in which the first team begins its last lap,
    "end" the last finish; each may be followed by a number of seconds more or less.

    Raises
    ------
    InputError
        if it is no such word, or lies outside the trajectory
    """
    from pursuit_sim import timing
    from pursuit_sim.units import format_time, parse_time

    last = trajectory.duration_s
    allowed = (
        f"write a time from 0 to {format_time(last)} such as 2:41.37 or 161.37, "
        "or start, bell or end, also end-5"
    )
    fault = InputError.single(option, "", f"{text!r} is not a moment of this race", allowed)
    match = _MOMENT.fullmatch(text.strip().casefold())
    if match is None or not text.strip():
        raise fault
    name, sign, clock = match.group("name", "sign", "time")
    if (sign is None) != (name is None or clock is None) or (sign is not None and clock is None):
        raise fault
    try:
        seconds = parse_time(clock) if clock else 0.0
    except ValueError:
        raise fault from None
    if name == "bell":
        base = timing.bell_time(timing.splits(trajectory)) or 0.0
    else:
        base = float(timing.finish_times(trajectory).max()) if name == "end" else 0.0
    # To the nanosecond, as a replay has its finishes: "end" is when the race is over.
    time = round(base - seconds if sign == "-" else base + seconds, 9)
    if not 0 <= time <= last:
        raise fault
    return time


# What a shell may be offered: some have it evaluated, and all put it on the command line.
_HARMLESS = re.compile(r"[\w .,:·–’\"-]*")  # of a name


def complete_scenario(incomplete: str) -> Iterator[str]:
    """Bundled scenarios that begin so; the shell itself offers files."""
    from pursuit_sim import resources

    yield from (name for name in resources.scenarios() if name.startswith(incomplete))


def complete_race(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Races of the scenario named before."""
    for race in _named(context).values():
        if race.id.startswith(incomplete):
            yield race.id, race.title if _HARMLESS.fullmatch(race.title) else ""


def complete_set(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Keys of the scenario named before; those of its teams and races once begun."""
    from pursuit_sim.scenario import known_keys, raw

    try:
        known = known_keys(raw(str(context.params.get("scenario") or DEFAULT_SCENARIO)))
    except (InputError, OSError):
        return
    for key in known:
        many = key.partition(".")[0] in ("teams", "races")
        begun = f"{key}=".startswith(incomplete) and (incomplete or not many)
        if begun and _HARMLESS.fullmatch(key):
            yield f"{key}="


def _named(context: typer.Context) -> Mapping[str, Race]:
    """The races of the scenario already on the command line; none if it cannot be read."""
    try:
        return load(str(context.params.get("scenario") or DEFAULT_SCENARIO), None).races
    except (InputError, OSError):
        return {}


# What typer needs to know is in the annotations.
ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario file, the name of a bundled one, or - for standard input.",
        autocompletion=complete_scenario,
        show_default=False,
    ),
]
RaceId = Annotated[
    str | None,
    typer.Option(
        "--race",
        metavar="ID",
        help="The race.  [default: the only one, or final-a]",
        autocompletion=complete_race,
    ),
]
Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change a value of the scenario, such as pacing.fade_s=1.4; may be repeated.",
        autocompletion=complete_set,
    ),
]
