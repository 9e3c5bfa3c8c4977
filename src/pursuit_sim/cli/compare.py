"""`compare`: what a formation is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.choices import Format
from pursuit_sim.cli.progress import progress
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import InputError

if TYPE_CHECKING:
    from pursuit_sim.scenario import Scenario

_TEXT, _JSON = "comparison.txt", "comparison.json"


@verb
@options.scenario_argument
@options.race_option()
@choices.team_option
@click.option("--all", "every", is_flag=True, help="Every team in every race, and the medals.")
@options.overrides_option()
@choices.drafting_option
@click.option(
    "--draws",
    metavar="N",
    type=options.whole,
    help="Parameter sets behind the intervals.  [default: 10000; with --all: 1000]",
)
@click.option(
    "--seed", metavar="N", type=options.whole, help="Of the draws: the same seed, the same numbers."
)
@click.option(
    "--format",
    "format_",
    type=choices.WordOf(Format),
    help="How to write it.  [default: table; with --out: all]",
)
@click.option(
    "--out", metavar="DIR", type=options.FILE, help="Write files into this folder instead."
)
@choices.plot_option
@outputs.force_option
def compare(
    scenario: str,
    race: str | None,
    team: str | None,
    every: bool,
    overrides: tuple[str, ...],
    drafting: choices.Drafting | None,
    draws: int | None,
    seed: int | None,
    format_: Format | None,
    out: Path | None,
    plot: Path | None,
    force: bool,
) -> None:
    """Rotate or push? A team's best rotation against its best push.

    The model is fitted so that the team, in the formation that it skated, takes the time
    that it took; then only the formation is changed, each at its best for these three.

    \b
    Examples:
      pursuit-sim compare beijing-2022-men --race sf-1 --team NED
      pursuit-sim compare beijing-2022-men --race sf-1 --team NED --plot ned.png
      pursuit-sim compare beijing-2022-men --race sf-1 --team NED --drafting wind-tunnel
      pursuit-sim compare beijing-2022-men --all
    """
    from pursuit_sim.verbs.asked import counted

    for option, given in (("race", race), ("team", team)):
        if every and given is not None:
            raise InputError.single(option, "", "says nothing with --all", "leave one out")
    counted(draws, seed)
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        read = outputs.sources(scenario, [plot])
        plotting.check(plot, "--plot", force=force, sources=read)
    if out is not None:
        outputs.check_folder(out, _names(every, format_), scenario, force)
    loaded = options.load(scenario, overrides)
    if plot is not None:
        choices.note_letters(loaded, plotted=True)
    if every:
        found = _event(loaded, drafting, draws, seed)
    else:
        choices.note_form(loaded)
        found = _one(loaded, race, team, drafting, draws, seed)
    if plot is not None:  # before anything is printed: if it fails, nothing is
        found.draw(plot)
    if out is not None:
        _write(found, format_, out)
    else:
        options.emit(next(iter(_files(found, format_ or Format.table).values())))
    if plot is not None:
        options.note(f"wrote {plot}")


@dataclass(frozen=True)
class _Found:
    """An answer and the ways to show it."""

    document: Callable[[], dict[str, Any]]
    text: Callable[[], str]
    tables: Callable[[], dict[str, str]]
    draw: Callable[[Path], None]


def _one(
    scenario: Scenario,
    race: str | None,
    team: str | None,
    drafting: choices.Drafting | None,
    draws: int | None,
    seed: int | None,
) -> _Found:
    from pursuit_sim.export.tables import comparison_csv, comparison_table
    from pursuit_sim.verbs.asked import compare

    chosen = options.pick(scenario, race)
    entry = choices.pick_team(scenario, chosen, team)
    choices.note_bodies(scenario, entry)
    choices.note_changed(scenario, chosen, entry)
    with progress(f"comparing {entry.team.code}") as on_step:
        found = compare(
            scenario,
            chosen.id,
            entry.team.code,
            draws=draws,
            seed=seed,
            drafting=choices.drafting_set(drafting),
            on_step=on_step,
        )

    def draw(path: Path) -> None:
        from pursuit_sim.export.plots import plotting

        plotting.comparison(found, path)

    return _Found(
        found.to_dict,
        lambda: comparison_table.text(found),
        lambda: comparison_csv.tables([found]),
        draw,
    )


def _event(
    scenario: Scenario, drafting: choices.Drafting | None, draws: int | None, seed: int | None
) -> _Found:
    from pursuit_sim.export.tables import medals_table
    from pursuit_sim.verbs.asked import compare_all

    for chosen in scenario.races.values():
        for entry in chosen.entries:
            choices.note_bodies(scenario, entry)
            choices.note_changed(scenario, chosen, entry)
    with progress("comparing every team") as on_step:
        found = compare_all(
            scenario,
            draws=draws,
            seed=seed,
            drafting=choices.drafting_set(drafting),
            on_step=on_step,
        )

    def draw(path: Path) -> None:
        from pursuit_sim.export.plots import plotting

        plotting.event(found, path)

    return _Found(
        found.to_dict, lambda: medals_table.text(found), lambda: medals_table.tables(found), draw
    )


def _files(found: _Found, format_: Format) -> dict[str, str]:
    """The answer in one format, by file name, the main file first."""
    if format_ is Format.json:
        from pursuit_sim.export.tables import results_json

        return {_JSON: results_json.dumps(found.document())}
    return found.tables() if format_ is Format.csv else {_TEXT: found.text()}


def _names(every: bool, format_: Format | None) -> list[str]:
    """What the files will be called."""
    from pursuit_sim.export.tables import comparison_csv, medals_table

    tables = medals_table.FILES if every else comparison_csv.FILES
    by_format = {Format.table: (_TEXT,), Format.json: (_JSON,), Format.csv: tables}
    return [name for each in _wanted(format_) for name in by_format[each]]


def _wanted(format_: Format | None) -> tuple[Format, ...]:
    return tuple(Format) if format_ is None else (format_,)


def _write(found: _Found, format_: Format | None, out: Path) -> None:
    texts: dict[str, str] = {}
    for each in _wanted(format_):
        texts |= _files(found, each)
    outputs.write_folder(out, texts)
