"""The program's commands, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer

from pursuit_sim.cli import options
from pursuit_sim.cli.invocation import as_typed, check_words, shared_options
from pursuit_sim.cli.process import PROGRAM
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.plain_text import cut

# Every verb and the module of this package that has it, in the order of `--help`. The
# function there has the verb's name, with _ behind it where that is a word of Python.
VERBS = {
    "watch": "watch",
    "run": "run",
    "render": "render",
    "export": "export",
    "compare": "compare",
    "optimise": "optimise",
    "plan": "plan",
    "sweep": "sweep",
    "odds": "odds",
    "fit": "fit",
    "evidence": "evidence",
    "plot": "plot",
    "page": "page",
    "import": "import_results",
    "qualify": "qualify",
    "validate": "files",
    "schema": "files",
    "new": "files",
    "scenarios": "files",
    "records": "records",
}

# The base of what is raised for words that make no command. Found through a public name,
# because where the class itself lives has changed between versions of typer.
USAGE_ERROR: type[Exception] = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)

# Plain help: it is the same in a terminal, a pipe and the docs, and loads at once.
_STYLE: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_LONGEST_USAGE = 400  # characters of what is wrong with words
_ABOUT = """Replay and question speed-skating team pursuit races.

A SCENARIO is a TOML file, or the name of one that comes with the program.

\b
Examples:
  pursuit-sim scenarios                             what there is to replay
  pursuit-sim watch                                 Beijing 2022, Final A
  pursuit-sim run beijing-2022-men                  every race, as a table
  pursuit-sim run beijing-2022-men --race final-a   one race, half-lap by half-lap
  pursuit-sim run beijing-2022-men --set pacing.fade_s=1.4
  pursuit-sim render beijing-2022-men --race final-a -o final.mp4
  pursuit-sim page beijing-2022-men -o beijing.html  every race in one file, to send on
  pursuit-sim compare beijing-2022-men --race sf-1 --team NED   rotate or push?
  pursuit-sim records --sex men --kind WR           world records through time
  pursuit-sim new my-race.toml                      start a scenario of your own
  pursuit-sim import results.json -o my-race.toml   or make one of a results file
"""


def invoke(words: Sequence[str]) -> int:
    """Run the command that some words make and return its exit status.

    Raises
    ------
    USAGE_ERROR
        if the words make no command
    """
    if words and words[0] in VERBS:
        # The one verb alone: putting all of them together takes longer than most runs.
        one = typer.Typer(**_STYLE, add_completion=False)
        one.command(context_settings=_CONTEXT)(_function(words[0]))
        status = _main(one, words[1:], f"{PROGRAM} {words[0]}")
    else:
        status = _main(_whole(), words, PROGRAM)
    return status if isinstance(status, int) else 0


def usage_fault(error: Exception) -> Fault:
    """What is wrong with words that make no command, of which option, and where to read more."""
    explain: Callable[[], str] = getattr(error, "format_message", error.__str__)
    option, said = "", explain()
    own, raw = getattr(error, "param", None), getattr(error, "message", "")
    if raw and getattr(own, "param_type_name", "") == "option":
        option, said = getattr(own, "opts", [""])[0], raw
    problem = " ".join(said.split()).rstrip(".").replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else PROGRAM
    return Fault(option, "", cut(problem, _LONGEST_USAGE), f"see {path} --help")


def _main(app: typer.Typer, words: Sequence[str], name: str) -> object:
    command: Any = typer.main.get_command(app)
    verbs = getattr(command, "commands", None)
    for each in [command] if verbs is None else verbs.values():
        each.params += shared_options()
    if verbs is None:
        check_words(command, words, name)
    try:
        return command.main(args=list(words), prog_name=name, standalone_mode=False)
    except InputError as error:
        raise as_typed(command, error) from None


def _whole() -> typer.Typer:
    """The program with every verb, for help, completion and mistyped verbs."""
    app = typer.Typer(
        **_STYLE,
        help=_ABOUT,
        epilog=f"{PROGRAM} COMMAND --help tells more, with examples.",
        context_settings=_CONTEXT,
    )
    app.callback(invoke_without_command=True)(_program)
    for verb in VERBS:
        app.command(verb, context_settings=_CONTEXT)(_function(verb))
    return app


def _function(verb: str) -> Callable[..., None]:
    name = f"{verb}_" if iskeyword(verb) else verb
    function: Callable[..., None] = getattr(import_module(f"pursuit_sim.cli.{VERBS[verb]}"), name)
    return function


def _show_version(wanted: bool) -> None:
    if wanted:
        from pursuit_sim import __version__

        options.emit(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


def _program(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        options.emit(context.get_help() + "\n")
