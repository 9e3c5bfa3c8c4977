"""Options that several commands share, their completion, and what they stand for."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pursuit_sim.cli import invocation, process
from pursuit_sim.errors import InputError
from pursuit_sim.plain_text import message

if TYPE_CHECKING:
    from pursuit_sim.scenario import Scenario
    from pursuit_sim.scenario.race import Race

DEFAULT_SCENARIO = "beijing-2022-men"


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
    from pursuit_sim.scenario import load_text, named

    changes = tuple(overrides or ())
    if scenario == invocation.STDIN:
        loaded = load_text(invocation.standard_input(), changes, source=invocation.STDIN)
    else:
        loaded = load_scenario(named(scenario), changes)
    invocation.current.races.update(loaded.races)
    return loaded


def source(scenario: str) -> str | Path:
    """The scenario as the library is told of it: what standard input says as a text."""
    from pursuit_sim.scenario import named

    if scenario != invocation.STDIN:
        return named(scenario)
    return invocation.standard_input() + "\n"


def pick(scenario: Scenario, race_id: str | None) -> Race:
    """The race asked for; see `scenario.picking`."""
    from pursuit_sim.scenario import picking

    return picking.pick_race(scenario, race_id)


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
    from pursuit_sim.scenario import known_keys, named, raw

    try:
        known = known_keys(raw(named(_first(context))))
    except (InputError, OSError):
        return
    for key in known:
        many = key.partition(".")[0] in ("teams", "races")
        begun = f"{key}=".startswith(incomplete) and (incomplete or not many)
        if begun and _HARMLESS.fullmatch(key):
            yield f"{key}="


def _first(context: typer.Context) -> str:
    """The scenario already on the command line, the first of several."""
    named = context.params.get("scenario") or DEFAULT_SCENARIO
    return str(named if isinstance(named, str) else named[0])


def _named(context: typer.Context) -> Mapping[str, Race]:
    """The races of the scenario already on the command line; none if it cannot be read."""
    try:
        return load(_first(context), None).races
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
