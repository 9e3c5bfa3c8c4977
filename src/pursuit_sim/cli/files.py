"""`validate`, `schema`, `new`, `scenarios`: working with scenario files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from pursuit_sim.cli import batches, choices, options, outputs
from pursuit_sim.cli.choices import Format
from pursuit_sim.cli.verb import verb


@verb
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    help="Scenario files, folders of them, or names of bundled ones.",
    shell_complete=options.complete_scenario,
)
@batches.jobs_option
def validate(
    files: tuple[str, ...],
    jobs: int | None,
) -> None:
    """Check scenario files and report every fault, one line each.

    \b
    Examples:
      pursuit-sim validate my-race.toml
      pursuit-sim validate scenarios/
    """
    for done in batches.each(_checked, batches.sources(files), jobs, "checking"):
        options.emit(done.value)


def _checked(file: str) -> str:
    """A line about a file that is right, and notes of what may surprise."""
    from pursuit_sim.event import results
    from pursuit_sim.plain_text import spelt_out
    from pursuit_sim.scenario.whole_race import run_of, unmet_gaps

    scenario = options.load(file)
    found = results(scenario)  # the rounds must follow from the results of those before
    for note in found.notes:
        options.note(f"{spelt_out(file)}: {note}")
    for race in found.races:
        for each in race.entries:
            where = f"{spelt_out(file)}: races.{race.race.id}"
            run = run_of(each.entry)
            if run is not None and run.splits_note:
                options.note(f"{where}.{each.entry.side}: {run.splits_note}")
            for lost in each.supposed:
                options.note(f"{where}.gaps: {lost.lost(each.entry.team.code)}")
        if unmet := unmet_gaps(race.race):
            options.note(f"{spelt_out(file)}: races.{race.race.id}.gaps: {unmet}")
    choices.note_letters(scenario)
    count = len(scenario.races)
    return f"{spelt_out(file)}: OK, {count} race{'' if count == 1 else 's'}\n"


def _schemas() -> Mapping[str, Callable[[], dict[str, Any]]]:
    from pursuit_sim.export.json_schemas import SCHEMAS

    return SCHEMAS


def _complete_document(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in _schemas() if name.startswith(incomplete)]


@verb
@click.argument(
    "document",
    metavar="[DOCUMENT]",
    default="scenario",
    help="What it is of: scenario, results, results-line, comparison, "
    "comparison-event, sweep, odds, odds-line, race-odds, fit, plan, race-plan, records, "
    "scenarios, evidence, qualification or errors.  [default: scenario]",
    shell_complete=_complete_document,
)
def schema(
    document: str,
) -> None:
    """Print the JSON Schema of scenario files, or of a JSON document that the program writes.

    \b
    Examples:
      pursuit-sim schema > scenario.schema.json
      pursuit-sim schema results > results.schema.json
      pursuit-sim schema errors
    """
    from pursuit_sim.scenario.picking import unknown

    known = _schemas()
    if document not in known:
        raise unknown("document", document, known, "DOCUMENT")
    options.emit(json.dumps(known[document](), ensure_ascii=False, indent=2) + "\n")


@verb
@click.argument("file", metavar="FILE", type=options.FILE, help="The file to write: .toml.")
@click.option(
    "--extends",
    metavar="SCENARIO",
    help="Start a what-if of this scenario instead.",
    shell_complete=options.complete_scenario,
)
@outputs.force_option
def new(
    file: Path,
    extends: str | None,
    force: bool,
) -> None:
    """Write a scenario file to start from, with every key explained.

    \b
    Examples:
      pursuit-sim new my-race.toml
      pursuit-sim new what-if.toml --extends beijing-2022-men
    """
    from pursuit_sim.atomic_write import write_text
    from pursuit_sim.scenario import template
    from pursuit_sim.scenario.file_tables import SUFFIXES

    outputs.check(file, SUFFIXES, extends, force, "FILE")
    text = template(file.stem) if extends is None else _what_if(extends, file)
    write_text(file, text)
    options.note(f"wrote {file}; try: pursuit-sim run {options.as_argument(file)}")


@verb
@choices.format_option()
def scenarios(
    format_: Format,
) -> None:
    """List the scenarios that come with the program, and how much of each is known.

    Any of these names can be used where a SCENARIO is asked for.

    \b
    Examples:
      pursuit-sim scenarios
      pursuit-sim scenarios --format csv > scenarios.csv
    """
    from pursuit_sim.export.tables import results_csv, results_json, scenario_list, text_table
    from pursuit_sim.verbs import looked_up

    found = looked_up.scenarios()
    rows = found.rows()
    if format_ is Format.json:
        options.emit(results_json.dumps(found.to_dict()))
    elif format_ is Format.csv:
        options.emit(results_csv.table(rows[0], rows))
    else:
        options.emit(text_table.plain(scenario_list.table(rows)))


def _what_if(base: str, file: Path) -> str:
    """The text of a scenario file that extends another and changes nothing yet."""
    from pursuit_sim.scenario import write

    # Refused here rather than in the file that builds on it.
    races = options.load(base).races
    # A path counts from the file that names it.
    extends = write.text({"extends": outputs.extended(base, file)})
    return f"""# A what-if: everything is as in the scenario it extends, but for what stands here.
format = "pursuit-sim/scenario"
version = 1
{extends}
# Take away the # of a line to change that value; `pursuit-sim schema` lists them all.
[pacing]
# fade_s = 1.4            # seconds by which the last lap is slower than the fastest

# [races.{next(iter(races))}.finish]
# formation = "push"      # rotating, push, few changes or fixed
"""
