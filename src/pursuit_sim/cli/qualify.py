"""`qualify`: an Olympic field of eight, from the World Cups of a season."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pursuit_sim.cli import options
from pursuit_sim.cli.choices import Format, format_option
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import InputError


@verb
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    help="World Cups: scenario files, or names of bundled ones.",
    shell_complete=options.complete_scenario,
)
@click.option("--host", metavar="NOC", help="The nation that holds the Games, as ITA.")
@format_option()
def qualify(
    files: tuple[str, ...],
    host: str | None,
    format_: Format,
) -> None:
    """Who qualifies for an Olympic field of eight.

    One team a nation: six by World Cup points, two by time, four reserves by time; a host
    that is a reserve takes the last place by time. Points that were not published are a
    range; a nation of which they decide is undecided.

    \b
    Examples:
      pursuit-sim qualify wc1-men.toml wc2-men.toml wc4-men.toml --host ITA
      pursuit-sim qualify wc1-women.toml wc2-women.toml --format csv > women.csv
    """
    from pursuit_sim.event import results
    from pursuit_sim.event.qualification import qualify as qualified
    from pursuit_sim.export.tables import qualification_table, text_table

    _check_named_once(files)
    if host is not None and not (host.isascii() and host.isalpha() and len(host) == 3):
        raise InputError.single("--host", "", f"{host!r} is no code of a nation", "write as ITA")
    wrong: list[InputError] = []
    events = []
    for file in files:
        try:
            events.append(results(options.load(file)))
        except InputError as error:
            wrong.append(error)
    if wrong:
        raise InputError.joined(wrong)
    found = qualified(events, host.upper() if host else None)
    if format_ is Format.json:
        options.emit(qualification_table.json(found))
    elif format_ is Format.csv:
        options.emit(qualification_table.csv(found))
    elif sys.stdout.isatty():
        text_table.show(
            qualification_table.heading(found), qualification_table.sheets(found), sys.stdout
        )
    else:
        options.emit(
            text_table.text(qualification_table.heading(found), qualification_table.sheets(found))
        )


def _check_named_once(files: Sequence[str]) -> None:
    """Refuse files that are named twice, however their path is written."""
    seen: set[Path] = set()
    for file in files:
        path = Path(file).resolve()
        if path in seen:
            raise InputError.single("FILE", "", f"{file} is named twice", "name each file once")
        seen.add(path)
