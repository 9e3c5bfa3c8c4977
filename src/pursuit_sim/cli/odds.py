"""`odds`: what may come of an event from a moment on."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pursuit_sim.cli import batches, choices, options, outputs
from pursuit_sim.cli.choices import Format
from pursuit_sim.cli.progress import progress
from pursuit_sim.errors import InputError

if TYPE_CHECKING:
    from pursuit_sim.lab.event_chances import EventOdds


def odds(
    scenario: batches.Scenarios,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="ROUND",
            help="The round that has been skated, such as quarterfinals: nothing later is used.  "
            "[default: the event is skated once more, all its times known]",
        ),
    ] = None,
    team: Annotated[
        str | None,
        typer.Option("--team", metavar="NOC", help="What if this team takes up --formation?"),
    ] = None,
    formation: Annotated[
        str | None,
        typer.Option(
            "--formation",
            metavar="KIND",
            help="rotating, push, few changes or fixed; what it is worth is drawn from the whole "
            "interval of compare.",
        ),
    ] = None,
    form: Annotated[
        float | None,
        typer.Option(
            "--form",
            metavar="SD",
            help="How much a team's time differs from race to race [s].  [default: what the "
            "scenario says, else 1.2]",
            parser=options.number,
        ),
    ] = None,
    overrides: options.Overrides = None,
    draws: Annotated[
        int,
        typer.Option("--draws", metavar="N", help="Events drawn.", parser=options.whole),
    ] = 100_000,
    seed: Annotated[
        int,
        typer.Option(
            "--seed",
            metavar="N",
            help="Of the draws: the same seed, the same numbers.",
            parser=options.whole,
        ),
    ] = 2022,
    format_: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.table,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw it too: .png, .svg or .pdf."),
    ] = None,
    jobs: batches.Jobs = None,
    force: outputs.Force = False,
) -> None:
    """Tell the chances of every place, medal and pairing of the finals.

    Estimates are from the times known at the moment; how unsure these are is drawn, as are
    form on the day, falls and touches. Several scenarios, or a folder, give one table after
    the other, a JSON object a line ({"source": ..., "odds": ...}), or one CSV table.

    \b
    Examples:
      pursuit-sim odds beijing-2022-men --after quarterfinals
      pursuit-sim odds beijing-2022-men --after quarterfinals --team NED --formation push
      pursuit-sim odds milano-2026-women --after semifinals --format json
      pursuit-sim odds scenarios/ --format csv > odds.csv
    """
    from pursuit_sim.verbs.foreseen import check_drawn, check_supposed

    check_drawn(draws, seed, form, "--")
    supposing = check_supposed(team, formation, "--")
    asked = {"what_if": supposing, "race_sd_s": form, "draws": draws, "seed": seed}
    found = batches.sources(scenario)
    if len(found) > 1 or found != scenario:
        if plot is not None:
            raise InputError.single("--plot", "", "draws one scenario", "name one scenario")
        _many(found, partial(_one_of, overrides, after, asked, format_), format_, jobs)
        return
    if jobs is not None:
        remedy = "name several scenarios, or a folder"
        raise InputError.single("--jobs", "", "says nothing of one scenario", remedy)
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        plotting.check(plot, "--plot", force=force, sources=outputs.sources(found[0], [plot]))
    answer = _event(found[0], overrides, after, asked)
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        choices.note_letters(answer.scenario, plotted=True)
        plotting.odds(answer, plot)
    _show(answer, format_)
    if plot is not None:
        options.note(f"wrote {plot}")


def _event(
    scenario: str, overrides: list[str] | None, after: str | None, asked: dict[str, Any]
) -> EventOdds:
    from pursuit_sim.lab.event_odds import event_odds

    loaded = options.load(scenario, overrides)
    with progress("drawing events") as on_step:
        return event_odds(loaded, after, **asked, where="--after", on_step=on_step)


def _show(answer: EventOdds, format_: Format) -> None:
    from pursuit_sim.export.tables import odds_table, results_json, text_table

    if format_ is Format.json:
        options.emit(results_json.dumps(answer.to_dict()))
    elif format_ is Format.csv:
        options.emit(odds_table.table(answer))
    elif sys.stdout.isatty():
        text_table.show(answer.heading, odds_table.sheets(answer), sys.stdout)
        options.emit(odds_table.care(odds_table.notes(answer)))
    else:
        options.emit(odds_table.text(answer))


def _many(found: list[str], work: Any, format_: Format, jobs: int | None) -> None:
    """Several scenarios: those that are right, and at the end what is wrong with the others."""
    from pursuit_sim.export.tables import results_csv

    rows: list[dict[str, Any]] = []
    try:
        for number, done in enumerate(batches.each(work, found, jobs, "drawing events")):
            if isinstance(done.value, str):
                between = "\n" if number and format_ is Format.table else ""
                options.emit(between + done.value)
            else:
                rows += done.value
    finally:
        if rows:
            longest = max(rows, key=len)
            options.emit(results_csv.table(longest, rows))


def _one_of(
    overrides: list[str] | None,
    after: str | None,
    asked: dict[str, Any],
    format_: Format,
    scenario: str,
) -> str | list[dict[str, Any]]:
    """What is printed of one of several scenarios: a text, or rows of the one table."""
    import json

    from pursuit_sim.export.tables import odds_table

    answer = _event(scenario, overrides, after, asked)
    if format_ is Format.json:
        line = {"source": scenario, "odds": answer.to_dict()}
        return json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n"
    if format_ is Format.csv:
        return [{"source": scenario} | row for row in answer.rows()]
    return odds_table.text(answer)
