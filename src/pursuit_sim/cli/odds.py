"""`odds`: what may come of an event from a moment on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pursuit_sim.cli import batches, choices, idle, options, outputs
from pursuit_sim.cli.choices import Format
from pursuit_sim.cli.progress import progress
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.export.writers import PICTURES

if TYPE_CHECKING:
    from pursuit_sim.export.tables.text_table import TextTable
    from pursuit_sim.lab.event_chances import EventOdds


@verb
@batches.scenarios_argument
@click.option(
    "--after",
    metavar="ROUND",
    help="The round that has been skated, such as quarterfinals: nothing later is used.  "
    "[default: the event skated once more, all its times known; with --earlier before it]",
)
@click.option(
    "--earlier",
    metavar="SCENARIO",
    multiple=True,
    help="An event before it, of the same season, whose times are known too; may be "
    "repeated, in the order of the events.",
    shell_complete=options.complete_scenario,
)
@click.option("--team", metavar="NOC", help="What if this team takes up --formation?")
@click.option(
    "--formation",
    metavar="KIND",
    help="rotating; push; few changes, push; or fixed, as compare has them; what it is worth is "
    "drawn from the whole interval of compare.",
)
@click.option(
    "--form",
    metavar="SD",
    type=options.number,
    help="How much a team's time differs from race to race [s].  [default: what the "
    "scenario says, else 1.2]",
)
@options.race_option("Who wins this race, and how that went over the race?")
@click.option(
    "--at",
    metavar="T",
    help="A moment of the race, such as 2:31.4, bell or end-20.  [default: before it]",
)
@click.option(
    "--laps-to-go", metavar="N", type=options.number, help="The same by the laps that are left."
)
@click.option(
    "--ahead", metavar="NOC:SECONDS", help="The gap there instead of the race's, such as NOR:0.8."
)
@options.overrides_option()
@click.option("--draws", metavar="N", type=options.whole, help="Events drawn.  [default: 100000]")
@click.option(
    "--seed",
    metavar="N",
    type=options.whole,
    help="Of the draws: the same seed, the same numbers.  [default: 2022]",
)
@choices.format_option()
@choices.plot_option
@click.option(
    "--picture",
    metavar="FILE",
    type=options.FILE,
    help="The bracket with its chances: .png or .svg.",
)
@batches.jobs_option
@outputs.force_option
def odds(
    scenario: tuple[str, ...],
    after: str | None,
    earlier: tuple[str, ...],
    team: str | None,
    formation: str | None,
    form: float | None,
    race: str | None,
    at: str | None,
    laps_to_go: float | None,
    ahead: str | None,
    overrides: tuple[str, ...],
    draws: int | None,
    seed: int | None,
    format_: Format,
    plot: Path | None,
    picture: Path | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Tell the chances of every place, medal and pairing; or who wins a race.

    Estimates are from the times known at the moment; how unsure these are is drawn, as are
    form on the day, falls and touches. Several scenarios, or a folder, give one table after
    the other, a JSON object a line ({"source": ..., "odds": ...}), or one CSV table.

    \b
    Examples:
      pursuit-sim odds beijing-2022-men --after quarterfinals
      pursuit-sim odds beijing-2022-men --after quarterfinals --team NED --formation push
      pursuit-sim odds milano-2026-women --after semifinals --picture finals.svg
      pursuit-sim odds milano-2026-men --earlier world-cup-2025-calgary-men
      pursuit-sim odds scenarios/ --format csv > odds.csv
      pursuit-sim odds pyeongchang-2018-men --race final-a --plot final.png
      pursuit-sim odds beijing-2022-men --race final-a --laps-to-go 2 --ahead NOR:0.8
      pursuit-sim odds beijing-2022-men --race sf-1 --team NED --formation push
    """
    from pursuit_sim.verbs.foreseen import check_supposed, counted

    of_event: dict[str, Any] = {"after": after, "draws": draws, "seed": seed, "picture": picture}
    of_race: dict[str, Any] = {"at": at, "laps_to_go": laps_to_go, "ahead": ahead}
    if race is None:
        _refuse(of_race, "without --race", "add --race ID")
    else:
        _refuse(of_event, "beside --race", "leave it out")
    counted(draws, seed, form)
    check_supposed(team, formation)
    before = [*earlier]
    asked = {"after": after, "earlier": before, "team": team, "formation": formation, "form": form}
    asked |= {"draws": draws, "seed": seed}
    found = batches.sources(scenario)
    if len(found) > 1 or found != [*scenario]:
        for option, given in (("--plot", plot), ("--picture", picture), ("--race", race)):
            if given is not None:
                raise InputError.single(option, "", "is of one scenario", "name one scenario")
        _many(found, partial(_one_of, overrides, asked, format_), format_, jobs)
        return
    if jobs is not None:
        remedy = "name several scenarios, or a folder"
        raise InputError.single("--jobs", "", "says nothing of one scenario", remedy)
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        plotting.check(plot, "--plot", force=force, sources=outputs.sources(found[0], [plot]))
    if picture is not None:
        outputs.check(picture, [*PICTURES], found[0], force, "--picture")
        if plot is not None and plot.resolve() == picture.resolve():
            raise InputError.single("--picture", "", f"{picture} is the plot", "name another file")
    if race is not None:
        of_race |= {"earlier": before, "team": team, "formation": formation, "form": form}
        _race(found[0], overrides, race, of_race, format_, plot)
    else:
        _whole(found[0], overrides, asked, format_, plot, picture)
    for file in (plot, picture):
        if file is not None:
            options.note(f"wrote {file}")


def _refuse(given: dict[str, Any], why: str, remedy: str) -> None:
    """Options that say nothing of a race, or of a whole event."""
    faults = [
        Fault(option, "", f"says nothing {why}", remedy)
        for option, value in given.items()
        if value is not None
    ]
    if faults:
        raise InputError(faults)


def _race(
    scenario: str,
    overrides: Sequence[str],
    race: str,
    asked: dict[str, Any],
    format_: Format,
    plot: Path | None,
) -> None:
    from pursuit_sim.export.tables import race_odds_table
    from pursuit_sim.verbs.foreseen import race_odds

    loaded = options.load(scenario, overrides)
    asked = asked | {"earlier": [options.load_silently(each) for each in asked["earlier"]]}
    answer = race_odds(loaded, race, **asked)
    if plot is not None and not answer.curve:
        problem = "this race was not skated so: there is no curve over it"
        raise InputError.single("--plot", "", problem, "leave it out")
    if answer.what_if is None:  # else the model of the formation reads nearly everything
        for remark in idle.unheard(
            overrides,
            loaded,
            partial(options.load_silently, scenario),
            lambda other: _without_basis(race_odds(other, race, **asked).to_dict()),
            "these odds: they are from times, gaps, and form in this race",
        ):
            options.note(remark)
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        choices.note_letters(loaded, plotted=True)
        plotting.race_odds(answer, plot)
    said = race_odds_table.title(answer), race_odds_table.sheets(answer)
    _show(
        answer.to_dict(),
        race_odds_table.table(answer),
        *said,
        answer.remarks,
        format_,
    )


def _whole(
    scenario: str,
    overrides: Sequence[str],
    asked: dict[str, Any],
    format_: Format,
    plot: Path | None,
    picture: Path | None,
) -> None:
    from pursuit_sim.export.tables import odds_table

    answer = _event(scenario, overrides, asked)
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        choices.note_letters(answer.scenario, plotted=True)
        plotting.odds(answer, plot)
    if picture is not None:
        from pursuit_sim.export.pictures.odds_picture import OddsPicture

        choices.note_letters(answer.scenario)
        OddsPicture(answer).save(picture)
    said = answer.heading, odds_table.sheets(answer)
    _show(answer.to_dict(), odds_table.table(answer), *said, answer.remarks, format_)


def _event(scenario: str, overrides: Sequence[str], asked: dict[str, Any]) -> EventOdds:
    from pursuit_sim.verbs.foreseen import FEWEST_EVENTS
    from pursuit_sim.verbs.foreseen import odds as drawn

    loaded = options.load(scenario, overrides)
    before = [options.load_silently(each) for each in asked["earlier"]]
    asked = asked | {"earlier": before}
    with progress("drawing events") as on_step:
        answer = drawn(loaded, **asked, on_step=on_step)
    if answer.what_if is None:  # else the model of the formation reads nearly everything
        few = asked | {"draws": FEWEST_EVENTS}
        for remark in idle.unheard(
            overrides,
            loaded,
            partial(options.load_silently, scenario),
            lambda other: _without_basis(drawn(other, **few).to_dict()),
            "these odds: they are from times, form in the races known, and who meets whom; --team "
            "and --formation ask what a formation does to them",
        ):
            options.note(remark)
    return answer


def _without_basis(document: dict[str, Any]) -> dict[str, Any]:
    """Without sentences: what a what-if says of its bracket is no change of its odds."""
    return document | {"basis": None}


def _show(
    document: dict[str, Any],
    rows: str,
    title: str,
    sheets: tuple[TextTable, ...],
    notes: Sequence[str],
    format_: Format,
) -> None:
    """Print an answer: as JSON, as CSV, or as tables as wide as the terminal."""
    from pursuit_sim.export.tables import odds_table, results_json, text_table

    if format_ is Format.json:
        options.emit(results_json.dumps(document))
    elif format_ is Format.csv:
        options.emit(rows)
    else:
        text_table.show(title, sheets, sys.stdout)
        options.emit(("" if sys.stdout.isatty() else "\n") + odds_table.care(notes))


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
    overrides: Sequence[str],
    asked: dict[str, Any],
    format_: Format,
    scenario: str,
) -> str | list[dict[str, Any]]:
    """What is printed of one of several scenarios: a text, or rows of the one table."""
    from pursuit_sim.export.tables import odds_table, results_json

    answer = _event(scenario, overrides, asked)
    if format_ is Format.json:
        return results_json.line({"source": scenario, "odds": answer.to_dict()}) + "\n"
    if format_ is Format.csv:
        return [{"source": scenario} | row for row in answer.rows()]
    return odds_table.text(answer)
