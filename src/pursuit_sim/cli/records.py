"""`records`: the table of records through time."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum

import click

from pursuit_sim.cli import options
from pursuit_sim.cli.choices import Format, Sex, WordOf, format_option
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import InputError


class Kind(StrEnum):
    """Whose record it is."""

    world = "WR"
    olympic = "OR"
    track = "TR"


@verb
@click.option("--sex", type=WordOf(Sex), help="Who skates.  [default: both]")
@click.option(
    "--kind",
    type=WordOf(Kind),
    help="World records, Olympic records, or those of tracks.  [default: all]",
)
@click.option(
    "--on",
    metavar="DATE",
    help="Those only that are known to have stood on a day, before its races, such as 2022-02-13.",
)
@format_option()
def records(
    sex: Sex | None,
    kind: Kind | None,
    on: str | None,
    format_: Format,
) -> None:
    """List world, Olympic and track records through time, with who, where, when and source.

    `run` and the replays take from here what a scenario does not say; any of these can be a
    ghost: render --ghost WR:2021. What is not in the table is not known to the program.

    \b
    Examples:
      pursuit-sim records --sex men --kind WR
      pursuit-sim records --on 2022-02-13
      pursuit-sim records --format csv > records.csv
    """
    from pursuit_sim.event import record_table
    from pursuit_sim.export.tables import record_list, results_json, text_table

    day = None if on is None else _day(on)
    found = record_table.chosen(sex and sex.value, kind and kind.value, day)
    if format_ is Format.json:
        options.emit(results_json.dumps(record_table.ChosenRecords(found).to_dict()))
    elif format_ is Format.csv:
        options.emit(record_list.csv(found))
    elif sys.stdout.isatty():
        text_table.show(record_list.TITLE, record_list.sheets(found), sys.stdout)
    else:
        options.emit(text_table.text(record_list.TITLE, record_list.sheets(found)))


def _day(text: str) -> str:
    """A day as the user wrote it, as ISO text."""
    try:
        return dt.date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        remedy = "write a date such as 2022-02-13"
        raise InputError.single("--on", "", f"{text!r} is no day", remedy) from None
