"""Options that several commands share, their completion, and what they stand for."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pursuit_sim.cli import invocation, process
from pursuit_sim.errors import InputError
from pursuit_sim.plain_text import message

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from pursuit_sim.scenario import Scenario
    from pursuit_sim.scenario.race import Race

DEFAULT_SCENARIO = "beijing-2022-men"
Function = TypeVar("Function", bound=Callable[..., Any])  # under a decorator
FILE = click.Path(readable=False, path_type=Path)  # whether it can be is asked by its writer


def emit(text: str) -> None:
    """Text for stdout, written at once, so that a closed pipe shows here.

    Raises
    ------
    click.exceptions.Exit
        with status 0 if the reader has closed the pipe: it has what it wants
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        process.discard_stdout()
        raise click.exceptions.Exit(0) from None


def note(line: str) -> None:
    """A message for the user, on stderr, unless they want quiet."""
    if not invocation.current.quiet:
        print(message(line), file=sys.stderr, flush=True)


def as_argument(file: Path) -> str:
    """A file as a shell takes it, and a command that follows for no option.

    >>> as_argument(Path("my race.toml")), as_argument(Path("-x.toml"))
    ("'my race.toml'", './-x.toml')
    """
    name = str(file)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


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


def load(scenario: str, overrides: Sequence[str] = ()) -> Scenario:
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


def load_silently(scenario: str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario, as `load`, without a word on overrides that change nothing."""
    from pursuit_sim.scenario import load as load_scenario
    from pursuit_sim.scenario import load_text, named

    if scenario == invocation.STDIN:
        loaded = load_text(invocation.standard_input(), overrides, source=invocation.STDIN)
    else:
        loaded = load_scenario(named(scenario), overrides)
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
_HARMLESS = r"[\w .,:·–’\"-]*"  # of a name


def complete_scenario(
    context: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Bundled scenarios that begin so, or files."""
    from click.shell_completion import CompletionItem

    from pursuit_sim import resources

    names = [name for name in resources.scenarios() if name.startswith(incomplete)]
    return FILE.shell_complete(context, param, incomplete) + [CompletionItem(n) for n in names]


def complete_race(
    context: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Races of the scenario named before; none if it cannot be read."""
    from click.shell_completion import CompletionItem

    from pursuit_sim.scenario import load, named

    try:  # nothing that is still to be typed on standard input is waited for
        races = load(named(_first(context))).races.values()
    except (InputError, OSError):
        return []
    return [
        CompletionItem(race.id, help=race.title if re.fullmatch(_HARMLESS, race.title) else None)
        for race in races
        if race.id.startswith(incomplete)
    ]


def complete_set(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Keys of the scenario named before; those of its teams and races once begun."""
    from pursuit_sim.scenario import known_keys, named, raw

    try:
        known = known_keys(raw(named(_first(context))))
    except (InputError, OSError):
        return []
    return [
        f"{key}="
        for key in known
        if f"{key}=".startswith(incomplete) and re.fullmatch(_HARMLESS, key)
        if incomplete or key.partition(".")[0] not in ("teams", "races")
    ]


def _first(context: click.Context) -> str:
    """The scenario already on the command line, the first of several."""
    named = context.params.get("scenario") or DEFAULT_SCENARIO
    return str(named if isinstance(named, str) else named[0])


scenario_argument = click.argument(
    "scenario",
    metavar="SCENARIO",
    help="A scenario file, the name of a bundled one, or - for standard input.",
    shell_complete=complete_scenario,
)


def race_option(
    about: str = "The race.  [default: the only one, or final-a]", *, multiple: bool = False
) -> Callable[[Function], Function]:
    """``--race``, whose ids a shell offers once the scenario is typed."""
    return click.option(
        "--race", metavar="ID", multiple=multiple, help=about, shell_complete=complete_race
    )


def overrides_option(
    about: str = "Change a value of the scenario, such as pacing.fade_s=1.4; may be repeated.",
) -> Callable[[Function], Function]:
    """``--set``, whose keys a shell offers."""
    return click.option(
        "--set",
        "overrides",
        multiple=True,
        metavar="KEY=VALUE",
        help=about,
        shell_complete=complete_set,
    )
