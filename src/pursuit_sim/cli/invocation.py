"""What holds for one run of the program, whatever its verb."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

import typer

from pursuit_sim.errors import InputError

STDIN = "-"
ERRORS = ("text", "json")
_LONGEST_BYTES = 1 << 20  # of a scenario, as of its file


@dataclass
class Invocation:
    """One run of the program.

    Attributes
    ----------
    quiet : nothing is said but results and what is wrong
    errors : how faults are told: "text" or "json", one object a line
    scenario : what standard input said, once it was read; it can be read only once
    races : ids of races of the scenarios read: a fault may lie in one that an option is called
    """

    quiet: bool = False
    errors: str = ERRORS[0]
    scenario: str | None = None
    races: set[str] = field(default_factory=set)


current = Invocation()


def begin(words: Sequence[str]) -> None:
    """Forget the run before, in a process that runs several.

    How faults are told is read here too: the words themselves may be at fault.
    """
    global current  # noqa: PLW0603 - one program runs at a time
    current = Invocation()
    said = " ".join(words).replace("=", " ")
    if f"--errors {ERRORS[1]}" in said:
        current.errors = ERRORS[1]


def standard_input() -> str:
    """The scenario on standard input.

    Raises
    ------
    InputError
        if it is too long, or no text in UTF-8
    """
    if current.scenario is None:
        from pursuit_sim.scenario.read_file import decoded, too_large

        data = sys.stdin.buffer.read(_LONGEST_BYTES + 1)
        if len(data) > _LONGEST_BYTES:
            raise too_large(None, STDIN)
        current.scenario = decoded(data, STDIN)
    return current.scenario


def _quiet(given: bool) -> None:
    current.quiet = given


def _errors(given: str) -> None:
    if given not in ERRORS:
        raise typer.BadParameter(f"{given!r} is not one of {', '.join(map(repr, ERRORS))}.")
    current.errors = given


def _shared(
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            callback=_quiet,
            is_eager=True,
            expose_value=False,
            help="Say nothing but results and what is wrong.",
        ),
    ] = False,
    errors: Annotated[
        str,
        typer.Option(
            "--errors",
            metavar=f"<{'|'.join(ERRORS)}>",
            callback=_errors,
            is_eager=True,
            expose_value=False,
            show_default=False,
            help="How to tell what is wrong: in words, or as a JSON object a line.",
        ),
    ] = ERRORS[0],
) -> None:
    """Hold the options that every verb understands beside its own."""


def shared_options() -> list[Any]:
    """What every verb understands beside its own options."""
    holder = typer.Typer(add_completion=False)
    holder.command(add_help_option=False)(_shared)
    command: Any = typer.main.get_command(holder)
    return list(command.params)


def check_words(command: Any, words: Sequence[str], name: str) -> None:
    """Refuse an option that is given twice where the last would win without a word, or empty.

    An empty word is mostly a variable of a shell that is not set; as a folder it would be this one.

    Parameters
    ----------
    command : the verb's
    words : after the verb
    name : of the verb, for help

    Raises
    ------
    InputError
        naming each such option
    """
    context = typer.Context(command, info_name=name, resilient_parsing=True)
    with context:
        given, _, order = command.make_parser(context).parse_args(list(words))
    counted = Counter(
        each.opts[-1]
        for each in order
        if each.param_type_name == "option" and not each.multiple and not each.is_flag
    )
    faults = [
        InputError.single(option, "", f"is given {times} times", "give it once").faults[0]
        for option, times in counted.items()
        if times > 1
    ]
    faults += [
        InputError.single(each.opts[-1], "", "is empty", "write a value, or leave it out").faults[0]
        for each in dict.fromkeys(order)
        if each.param_type_name == "option" and given.get(each.name) == ""
    ]
    if faults:
        raise InputError(faults)


def as_typed(command: Any, error: InputError) -> InputError:
    """The faults that the library found in its arguments, as those of the options typed.

    Parameters
    ----------
    command : the verb's, whose options have the names of the arguments
    error : "seed: ..." becomes "--seed: ...", unless a race is called so: it may be at fault
    """
    options = {
        param.name: next(name for name in param.opts if name.startswith("--"))
        for param in command.params
        if param.param_type_name == "option" and param.name not in current.races
    }
    faults = error.faults[:-1] if error.untold else error.faults
    named = (
        replace(each, where=options.get(each.where, each.where)) if not each.key else each
        for each in faults
    )
    return InputError(named, error.untold)
