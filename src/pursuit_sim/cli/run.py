"""`run`: results without a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pursuit_sim.cli import batches, choices, options, outputs
from pursuit_sim.cli.choices import Model
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import InputError
from pursuit_sim.export.writers import RESULTS, file_names, writer

if TYPE_CHECKING:
    from pursuit_sim.event import Results

_TABLE = "table"


@verb
@batches.scenarios_argument
@options.race_option("Show this race only, in detail; may be repeated.", multiple=True)
@options.overrides_option()
@choices.model_option
@click.option(
    "--format",
    "format_",
    type=choices.WordOf(RESULTS),
    help="How to write the results.  [default: table; with --out: all]",
)
@click.option(
    "--out",
    metavar="DIR",
    type=options.FILE,
    help="Write files into this folder instead; of several scenarios, each into one "
    "of its own there.",
)
@batches.jobs_option
@outputs.force_option
def run(
    scenario: tuple[str, ...],
    race: tuple[str, ...],
    overrides: tuple[str, ...],
    model: Model,
    format_: str | None,
    out: Path | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Run every race: results, splits, standings and records.

    The whole event is always run, since places and records depend on every race. Several
    scenarios, or a folder, give one table after the other, a JSON object a line
    ({"source": ..., "results": ...}), or one CSV table with the source of each row; one
    that is wrong is told, and the others are run.

    \b
    Examples:
      pursuit-sim run beijing-2022-men
      pursuit-sim run beijing-2022-men --race final-a
      pursuit-sim run beijing-2022-men --format json > results.json
      pursuit-sim run beijing-2022-men --set pacing.fade_s=1.4 --out results/
      pursuit-sim run beijing-2022-men --set races.final-a.crossing.formation=push
      pursuit-sim run my-plan.toml --race sf-1 --model power
      pursuit-sim run scenarios/ --format csv > all.csv
    """
    formats = tuple(RESULTS) if format_ is None else (format_,)
    found = batches.sources(scenario)
    if len(found) > 1 or found != [*scenario]:
        _many(found, race, overrides, model, format_, out, jobs, force)
        return
    if jobs is not None:
        remedy = "name several scenarios, or a folder"
        raise InputError.single("--jobs", "", "says nothing of one scenario", remedy)
    if out is not None:
        outputs.check_folder(out, _names(formats), found[0], force)
    ran, races = _run(found[0], race, overrides, model)
    if out is not None:
        outputs.write_folder(out, _texts(ran, races, formats))
    elif format_ in (None, _TABLE) and sys.stdout.isatty():
        _show(ran, races)
    else:
        options.emit(next(iter(writer(RESULTS, format_ or _TABLE)(ran, races).values())))


def _run(
    scenario: str, wanted: tuple[str, ...], overrides: Sequence[str], model: Model
) -> tuple[Results, tuple[str, ...]]:
    """The results of a scenario, and the ids of the races to show."""
    from pursuit_sim.event import results

    loaded = options.load(scenario, overrides)
    races = tuple(options.pick(loaded, each).id for each in wanted)
    shown = [loaded.races[each] for each in races] or loaded.races.values()
    choices.note_unfitted(loaded, shown, model)
    found = results(loaded, model.value)
    _note_idle(scenario, overrides, model, found)
    return found, races


def _names(formats: tuple[str, ...]) -> list[str]:
    """What the files will be called."""
    return [name for each in formats for name in file_names(RESULTS, each)]


def _texts(found: Results, races: tuple[str, ...], formats: tuple[str, ...]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for each in formats:
        texts |= writer(RESULTS, each)(found, races)
    return texts


def _many(
    found: list[str],
    wanted: tuple[str, ...],
    overrides: Sequence[str],
    model: Model,
    format_: str | None,
    out: Path | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Several scenarios: those that are right, and at the end what is wrong with the others."""
    formats = tuple(RESULTS) if format_ is None else (format_,)
    folders: dict[str, Path] = {}
    work: Callable[[str], Any]
    if out is not None:
        folders = {each: out / name for each, name in batches.names(found, outputs.OUT).items()}
        for each, folder in folders.items():
            outputs.check_folder(folder, _names(formats), each, force)
        work = partial(_all_of, wanted, overrides, model, formats)
    else:
        work = partial(_one_of, wanted, overrides, model, format_ or _TABLE)
    rows: list[dict[str, Any]] = []
    try:
        for number, done in enumerate(batches.each(work, found, jobs, "running events")):
            if out is not None:
                outputs.write_folder(folders[done.source], done.value)
            elif isinstance(done.value, str):
                between = "\n" if number and format_ in (None, _TABLE) else ""
                options.emit(between + done.value)
            else:
                rows += done.value
    finally:
        if rows:
            options.emit(_joined(rows))


def _all_of(
    wanted: tuple[str, ...],
    overrides: Sequence[str],
    model: Model,
    formats: tuple[str, ...],
    scenario: str,
) -> dict[str, str]:
    """The files of one of several scenarios."""
    return _texts(*_run(scenario, wanted, overrides, model), formats)


def _one_of(
    wanted: tuple[str, ...], overrides: Sequence[str], model: Model, format_: str, scenario: str
) -> str | list[dict[str, Any]]:
    """What is printed of one of several scenarios: a text, or rows of the one table."""
    from pursuit_sim.export.tables import results_json

    found, races = _run(scenario, wanted, overrides, model)
    if format_ == "json":
        return results_json.line({"source": scenario, "results": found.to_dict(races)}) + "\n"
    if format_ == "csv":
        rows = found.rows()
        return [{"source": scenario} | row for row in rows if not races or row["race"] in races]
    texts: dict[str, str] = writer(RESULTS, format_)(found, races)
    return next(iter(texts.values()))


def _joined(rows: list[dict[str, Any]]) -> str:
    """One table of events of several lengths: the columns of the longest, others empty."""
    from pursuit_sim.export.tables import results_csv

    most = max(map(len, rows))
    return results_csv.table(next(row for row in rows if len(row) == most), rows)


def _note_idle(scenario: str, overrides: Sequence[str], model: Model, found: Results) -> None:
    """Tell of changes that change nothing, such as of a pace that is known anyway."""
    if not overrides:
        return
    from pursuit_sim.cli import idle
    from pursuit_sim.event import results

    for index, text in enumerate(overrides):
        with suppress(InputError):  # some changes need each other
            without = options.load_silently(scenario, [*overrides[:index], *overrides[index + 1 :]])
            if idle.alike(without, found.scenario):
                continue  # told when it was loaded
            if _told(results(without, model.value)) == _told(found):
                options.note(
                    f"--set {text} changes nothing in these results: "
                    f"{idle.unread(text, model.value, found.scenario)}"
                )


def _told(results: Results) -> dict[str, Any]:
    """The results, without what is said of where values, and places of a what-if, come from.

    Nor a published gap by itself: where it counts it moves a time or the margin; nor a gap on the
    way that the replay does not meet.
    """
    document = results.to_dict()
    unsaid: dict[str, Any] = {"notes": [], "official_gap_s": None}
    races = [
        race
        | {
            "entries": [entry | unsaid for entry in race["entries"]],
            "known_gaps": [each for each in race["known_gaps"] if each["met"]],
        }
        for race in document["races"]
    ]
    # What happened is told in words alone.
    happened = [
        (getattr(each.entry, "incident", ""), getattr(each.entry, "fall", None))
        for race in results.races
        for each in race.entries
    ]
    unsaid = {"what_if": None, "standings_remarks": None}
    return document | unsaid | {"races": races, "happened": happened}


def _show(results: Results, races: tuple[str, ...]) -> None:
    """The tables as wide as the terminal, in colours."""
    from pursuit_sim.export.tables import results_table, text_table

    document = results.to_dict()
    sheets = results_table.text_tables(document, races)
    text_table.show(results_table.heading(document), sheets, sys.stdout)
