"""The program's commands, put together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword

import click

from pursuit_sim import __version__
from pursuit_sim.cli import options
from pursuit_sim.cli.choices import WordOf
from pursuit_sim.cli.process import PROGRAM
from pursuit_sim.errors import Fault
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

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True}
_SHELLS = ("bash", "zsh", "fish", "powershell")
_COMPLETE = "_PURSUIT_SIM_COMPLETE"  # says what a shell wants to know
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


class Program(click.Group):
    """The program, which imports the module of a verb when its name is typed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Every verb, in the order of `VERBS`."""
        return [*VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """The verb of a name; None if there is none."""
        if cmd_name not in VERBS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = getattr(import_module(f"{__package__}.{VERBS[cmd_name]}"), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that words begin with, and the others.

        Raises
        ------
        click.NoSuchCommand
            with those that were perhaps meant
        """
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, None, VERBS, ctx) from None


def invoke(words: Sequence[str]) -> int:
    """Run the command that some words make and return its exit status.

    Raises
    ------
    click.ClickException
        if the words make no command
    """
    asked = os.environ.get(_COMPLETE)
    if asked:
        return _completion(asked)
    try:
        # Not by click's `main`, which has its own ways of being interrupted.
        with _program.make_context(PROGRAM, [*words]) as context:
            _program.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return 0


def usage_fault(error: click.ClickException) -> Fault:
    """What is wrong with words that make no command, of which option, and where to read more."""
    option, said = "", error.format_message()
    own = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(own, click.Option) and error.message:  # without one it is missing itself
        option, said = own.opts[0], error.message
    problem = " ".join(said.split()).rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context is not None else PROGRAM
    return Fault(option, "", cut(problem, _LONGEST_USAGE), f"see {path} --help")


def _show_completion(context: click.Context, _param: click.Parameter, shell: str | None) -> None:
    if shell is not None and not context.resilient_parsing:
        context.exit(_completion(f"{shell}_source"))


def _completion(asked: str) -> int:
    """Answer a shell that asks for its script, or for the words that are possible next."""
    from click.shell_completion import shell_complete

    from pursuit_sim.cli import shells

    shells.register()
    return shell_complete(_program, {}, PROGRAM, _COMPLETE, asked)


@click.group(
    cls=Program,
    help=_ABOUT,
    epilog=f"{PROGRAM} COMMAND --help tells more, with examples.",
    context_settings=_CONTEXT,
    invoke_without_command=True,
)
@click.version_option(__version__, message=f"{PROGRAM} %(version)s", help="Show the version.")
@click.option(
    "--completion",
    type=WordOf(_SHELLS),
    callback=_show_completion,
    is_eager=True,
    expose_value=False,
    help=f'Print what completes commands in a shell: eval "$({PROGRAM} --completion bash)".',
)
@click.pass_context
def _program(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        options.emit(context.get_help() + "\n")
