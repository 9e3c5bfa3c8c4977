"""A verb of the command line: what all of them understand, and how faults name their options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import click

from pursuit_sim.cli import invocation
from pursuit_sim.cli.choices import WordOf
from pursuit_sim.errors import Fault, InputError


def verb(function: Callable[..., None]) -> Verb:
    """Make a verb of a function: the outermost decorator, above those of its options."""
    return click.command(cls=Verb)(function)


class Verb(click.Command):
    """One command of the program, with what every command understands beside its own options."""

    def __init__(self, *names: Any, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.params += _shared()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the verb, once it is clear that none of them goes unheard."""
        if ctx.resilient_parsing:
            # A shell asks what may follow. After an option without its value click reads nothing,
            # and would know no scenario.
            valued = [each for each in self.params if isinstance(each, click.Option)]
            names = {name for each in valued if not each.is_flag for name in each.opts}
            return super().parse_args(ctx, args[:-1] if {*args[-1:]} & names else args)
        try:
            self._check_words(ctx, args)
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # of an option without its value click tells no command
            raise

    def invoke(self, ctx: click.Context) -> None:
        """Do the work; what the library finds wrong with arguments is said of the options typed.

        Raises
        ------
        InputError
            with everything that is wrong
        """
        try:
            super().invoke(ctx)
        except InputError as error:
            raise self._as_typed(error) from None

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments as options are written: whether one is required too."""
        rows = [
            (each.make_metavar(ctx), f"{each.help}{'  [required]' * each.required}")
            for each in self.params
            if isinstance(each, click.Argument)
        ]
        if rows:
            with formatter.section("Arguments"):
                formatter.write_dl(rows)

    def _check_words(self, ctx: click.Context, words: Sequence[str]) -> None:
        """Refuse an option given twice where the last would win unheard, or empty, and null bytes.

        An empty word is mostly a variable of a shell that is not set; as a folder it would be this
        one.

        Raises
        ------
        InputError
            naming each such option or word
        """
        apart = click.Context(self, ctx.parent, ctx.info_name, resilient_parsing=True)
        given, _, order = self.make_parser(apart).parse_args(list(words))
        typed = [each for each in order if isinstance(each, click.Option)]
        counted = Counter(each.opts[-1] for each in typed if not each.multiple and not each.is_flag)
        faults = [
            Fault(option, "", f"is given {times} times", "give it once")
            for option, times in counted.items()
            if times > 1
        ]
        faults += [
            Fault(each.opts[-1], "", "is empty", "write a value, or leave it out")
            for each in dict.fromkeys(typed)
            if given.get(each.name) == ""
        ]
        # No process is given such a word; a caller in this one may write it.
        faults += [
            Fault("", "", f"{word!r} has a null byte", "leave it out")
            for word in words
            if "\0" in word
        ]
        if faults:
            raise InputError(faults)

    def _as_typed(self, error: InputError) -> InputError:
        """The faults that the library found in its arguments, as those of the options typed.

        Parameters
        ----------
        error : "seed: ..." becomes "--seed: ...", unless a race is called so: it may be at fault
        """
        options = {
            param.name: next(name for name in param.opts if name.startswith("--"))
            for param in self.params
            if isinstance(param, click.Option) and param.name not in invocation.current.races
        }
        faults = error.faults[:-1] if error.untold else error.faults
        named = (
            each._replace(where=options.get(each.where, each.where)) if not each.key else each
            for each in faults
        )
        return InputError(named, error.untold)


def _quiet(_context: click.Context, _param: click.Parameter, given: bool) -> None:
    invocation.current.quiet = given


def _errors(_context: click.Context, _param: click.Parameter, given: str) -> None:
    invocation.current.errors = given


def _shared() -> list[click.Parameter]:
    return [
        click.Option(
            ["--quiet"],
            is_flag=True,
            callback=_quiet,
            is_eager=True,
            expose_value=False,
            help="Say nothing but results and what is wrong.",
        ),
        click.Option(
            ["--errors"],
            type=WordOf(invocation.ERRORS),
            default=invocation.ERRORS[0],
            callback=_errors,
            is_eager=True,
            expose_value=False,
            show_default=False,
            help="How to tell what is wrong: in words, or as a JSON object a line.",
        ),
    ]
