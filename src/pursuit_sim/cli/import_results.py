"""`import`: a scenario from files with results."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from pursuit_sim.cli import options, outputs
from pursuit_sim.cli.choices import Sex, WordOf
from pursuit_sim.cli.invocation import STDIN
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import InputError
from pursuit_sim.importers import IMPORTERS
from pursuit_sim.plain_text import spelt_out

if TYPE_CHECKING:
    from pursuit_sim.event import Results
    from pursuit_sim.importers.importer import Sheet
    from pursuit_sim.importers.what_was_read import ReadEntry

_STDIN_NAME = "standard input"
_MOST_SHOWN = 40  # rows of what was read, beside a scenario that is written
_LONGEST_REMARK = 1000  # [characters] of a line of a scenario that tells one


@verb
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    help="Files with results; - reads standard input.",
    shell_complete=options.FILE.shell_complete,
)
@outputs.output_option(
    "The scenario to write: .toml.  [default: none; what was read is shown]", metavar="SCENARIO"
)
@click.option(
    "--format",
    "format_",
    metavar="NAME",
    help=f"{' or '.join(IMPORTERS)}.  [default: what a file looks like]",
)
@click.option("--distance", metavar="NAME", help="Which distance of a file that has several.")
@click.option(
    "--event", metavar="WORDS", help="Which event of a file that has several: words of it."
)
@click.option(
    "--one-event",
    is_flag=True,
    help="Tables and rows of other titles, classes, days and places are of one event.",
)
@click.option(
    "--sex", type=WordOf(Sex), help="Who skated.  [default: what the distance or the laps say]"
)
@click.option(
    "--laps",
    metavar="N",
    type=options.whole,
    help="Laps of a race.  [default: what passings or titles say]",
)
@outputs.force_option
def import_(
    files: tuple[str, ...],
    output: Path | None,
    format_: str | None,
    distance: str | None,
    event: str | None,
    one_event: bool,
    sex: Sex | None,
    laps: int | None,
    force: bool,
) -> None:
    """Make a scenario of files with results.

    Every race is shown with the row that its times are from, and times that are in no race are
    told. Without -o that is all: look through it, then write.
    What a file does not say is named, and marked as assumed in the scenario if it must
    stand there: line-ups and formations are hardly ever published. Formats: vantage is a
    recorded timing stream of any length, spreadsheet a .xlsx, .xls or .ods file, isu-results
    the JSON of the ISU's results interface; passings-csv, laps-csv and results-csv are tables
    with a row for each timing line, for each team with its laps, or for each team.

    \b
    Examples:
      pursuit-sim import final.json
      pursuit-sim import final.json -o final.toml
      pursuit-sim import results.xlsx --event "Calgary 2024" --sex women -o calgary.toml
      pursuit-sim import passings.csv --distance "Men Team Pursuit" -o men.toml
      curl -s ADDRESS | pursuit-sim import - -o final.toml
    """
    from pursuit_sim.atomic_write import write_text
    from pursuit_sim.event import results
    from pursuit_sim.importers.scenario_tables import draft
    from pursuit_sim.importers.what_was_read import entries
    from pursuit_sim.output_paths import check_output
    from pursuit_sim.scenario import load_text, write
    from pursuit_sim.scenario.fields import MOST_LAPS
    from pursuit_sim.scenario.file_tables import SUFFIXES

    _check_named_once(files)
    read = [Path(file) for file in files if file != STDIN and Path(file).exists()]
    if output is not None:
        check_output(output, SUFFIXES, force=force, sources=read)
    if laps is not None and not 1 <= laps <= MOST_LAPS:
        raise InputError.single("--laps", "", f"{laps} laps", f"write 1 to {MOST_LAPS}")
    name = Path(files[0]).stem if len(files) == 1 and files[0] != STDIN else ""
    made = draft(
        _sheets(files, format_),
        distance=distance,
        event=event,
        sex=sex and sex.value,
        laps=laps,
        name=name,
        one_event=one_event,
    )
    # A note is one line, whatever the file called a team.
    notes = [spelt_out(line) for line in made.notes]
    remarks = "".join(f"# {part}\n" for line in notes for part in wrap(line, _LONGEST_REMARK))
    text = f"{remarks}\n{write.text(made.tables)}"
    # What cannot be run is not written.
    try:
        scenario = load_text(text, source=str(output or files[0]))
    except InputError as error:
        raise InputError([made.of_input(each) for each in error.faults], error.untold) from None
    try:
        skated = results(scenario)
    except InputError as error:
        raise InputError([made.of_race(each) for each in error.faults], error.untold) from None
    if output is not None:
        write_text(output, text)
    for line in notes:
        options.note(line)
    _show(list(entries(made)), skated, written=output is not None, several=len(files) > 1)
    count = len(scenario.races)
    races = f"{count} race{'' if count == 1 else 's'}"
    if output is None:
        options.note(f"nothing is written: {races}; if they are right, add -o and a name")
    else:
        options.note(f"wrote {output}: {races}; try: pursuit-sim run {options.as_argument(output)}")


def _show(read: Sequence[ReadEntry], skated: Results, *, written: bool, several: bool) -> None:
    """What was read: the answer where nothing is written, else a note."""
    from pursuit_sim.export.tables import import_table, results_table, text_table

    event = results_table.heading(skated.to_dict())
    sheet = import_table.table(read, _MOST_SHOWN if written else None, several=several)
    if written:
        for line in text_table.plain(sheet).splitlines():
            options.note(line)
    elif sys.stdout.isatty():
        text_table.show(event, (sheet,), sys.stdout)
    else:
        options.emit(text_table.text(event, (sheet,)))


def _check_named_once(files: Sequence[str]) -> None:
    """Refuse files that are named twice."""
    for i, file in enumerate(files):
        if file in files[:i]:
            raise InputError.single("FILE", "", f"{file} is named twice", "name each file once")


def _sheets(files: Sequence[str], format_: str | None) -> list[tuple[str, Sheet]]:
    """What each file says, by its name in messages; every faulty file is told of."""
    from pursuit_sim.importers.opened import MEANT, sheet
    from pursuit_sim.scenario.picking import unknown
    from pursuit_sim.scenario.read_file import opened

    if format_ is not None and format_ not in IMPORTERS:
        raise unknown("format", format_, IMPORTERS, "--format")
    sheets: list[tuple[str, Sheet]] = []
    wrong: list[InputError] = []
    for file in files:
        where = _STDIN_NAME if file == STDIN else file
        try:
            if file != STDIN:
                with opened(Path(file), where, MEANT) as data:
                    sheets.append((where, sheet(data, where, format_)))
            elif sys.stdin is None:
                raise InputError.single(where, "", "is closed", "name a file")
            else:
                sheets.append((where, sheet(sys.stdin.buffer, where, format_)))
        except InputError as error:
            wrong.append(error)
    if wrong:
        raise InputError.joined(wrong)
    return sheets
