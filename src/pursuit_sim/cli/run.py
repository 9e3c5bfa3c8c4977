"""`run`: results without a screen."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pursuit_sim.cli import choices, idle, options, outputs
from pursuit_sim.cli.choices import Model, ModelName
from pursuit_sim.errors import InputError
from pursuit_sim.export.writers import RESULTS, file_names, writer

if TYPE_CHECKING:
    from pursuit_sim.event import Results

_TABLE = "table"


def run(
    scenario: options.ScenarioName,
    race: Annotated[
        list[str] | None,
        typer.Option(
            "--race",
            metavar="ID",
            help="Show this race only, in detail; may be repeated.",
            autocompletion=options.complete_race,
        ),
    ] = None,
    overrides: options.Overrides = None,
    model: ModelName = Model.kinematic,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar=f"<{'|'.join(RESULTS)}>",
            help="How to write the results.  [default: table; with --out: all]",
            parser=options.one_of(RESULTS),
            autocompletion=lambda: [*RESULTS],
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write files into this folder instead."),
    ] = None,
    force: outputs.Force = False,
) -> None:
    """Run every race: results, splits, standings and records.

    The whole event is always run, since places and records depend on every race.

    \b
    Examples:
      pursuit-sim run beijing-2022-men
      pursuit-sim run beijing-2022-men --race final-a
      pursuit-sim run beijing-2022-men --format json > results.json
      pursuit-sim run beijing-2022-men --set pacing.fade_s=1.4 --out results/
      pursuit-sim run beijing-2022-men --set races.final-a.crossing.formation=push
      pursuit-sim run my-plan.toml --race sf-1 --model power
    """
    from pursuit_sim.event import results

    formats = tuple(RESULTS) if format_ is None else (format_,)
    if out is not None:
        names = [name for each in formats for name in file_names(RESULTS, each)]
        outputs.check_folder(out, names, scenario, force)
    loaded = options.load(scenario, overrides)
    races = tuple(options.pick(loaded, each).id for each in race or ())
    shown = [loaded.races[each] for each in races] or loaded.races.values()
    choices.note_unfitted(loaded, shown, model)
    found = results(loaded, model.value)
    _note_idle(scenario, overrides or [], model, found)
    if out is not None:
        texts: dict[str, str] = {}
        for each in formats:
            texts |= writer(RESULTS, each)(found, races)
        outputs.write_folder(out, texts)
    elif format_ in (None, _TABLE) and sys.stdout.isatty():
        _show(found, races)
    else:
        files = writer(RESULTS, format_ or _TABLE)(found, races)
        options.emit(next(iter(files.values())))


def _note_idle(scenario: str, overrides: list[str], model: Model, found: Results) -> None:
    """Tell of changes that change nothing, such as of a pace that is known anyway."""
    from pursuit_sim.event import results

    for index, text in enumerate(overrides):
        with suppress(InputError):  # some changes need each other
            without = options.load_silently(scenario, overrides[:index] + overrides[index + 1 :])
            if idle.alike(without, found.scenario):
                continue  # told when it was loaded
            if _told(results(without, model.value)) == _told(found):
                options.note(
                    f"--set {text} changes nothing in these results: "
                    f"{idle.unread(text, model.value)}"
                )


def _told(results: Results) -> dict[str, Any]:
    """The results, without what is said of where values come from."""
    document = results.to_dict()
    races = [
        race | {"entries": [entry | {"notes": []} for entry in race["entries"]]}
        for race in document["races"]
    ]
    return document | {"races": races, "what_if": None}


def _show(results: Results, races: tuple[str, ...]) -> None:
    """The tables as wide as the terminal, in colours."""
    from pursuit_sim.export.tables import results_table, text_table

    document = results.to_dict()
    sheets = results_table.text_tables(document, races)
    text_table.show(results_table.heading(document), sheets, sys.stdout)
