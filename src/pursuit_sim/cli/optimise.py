"""`optimise`: the fastest plan for a team."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.progress import progress
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import InputError

if TYPE_CHECKING:
    from pursuit_sim.scenario.race import Race


@verb
@options.scenario_argument
@options.race_option()
@choices.team_option
@options.overrides_option()
@choices.drafting_option
@choices.push_option
@click.option(
    "--seconds", metavar="N", type=options.number, help="Stop after N seconds with the best so far."
)
@choices.format_option("the plan")
@outputs.output_option("Write the plan as a scenario file (.toml).")
@outputs.force_option
def optimise(
    scenario: str,
    race: str | None,
    team: str | None,
    overrides: tuple[str, ...],
    drafting: choices.Drafting | None,
    push: bool | None,
    seconds: float | None,
    format_: choices.Format,
    output: Path | None,
    force: bool,
) -> None:
    """Find the fastest plan: order, turns, push or not, and pacing.

    Interrupt it (Ctrl-C) and it gives the best so far. The file that -o writes extends
    the scenario, with what --set changed; run, render and watch it with --model power.

    \b
    Examples:
      pursuit-sim optimise beijing-2022-men --race sf-1 --team NED
      pursuit-sim optimise beijing-2022-men --race sf-1 --team NED --no-push -o plan.toml
      pursuit-sim run plan.toml --race sf-1 --model power
    """
    from pursuit_sim.atomic_write import write_text
    from pursuit_sim.export.tables import plan_text as plans
    from pursuit_sim.export.tables import results_csv, results_json
    from pursuit_sim.lab import plan_words
    from pursuit_sim.scenario.file_tables import SUFFIXES
    from pursuit_sim.scenario.loader import changes as changed
    from pursuit_sim.scenario.merge import merge
    from pursuit_sim.verbs import asked

    asked.check_seconds(seconds)
    extends = ""
    if output is not None:
        outputs.check(output, SUFFIXES, scenario, force)
        extends = outputs.extended(scenario, output)
    loaded = options.load(scenario, overrides)
    choices.note_form(loaded)
    chosen = options.pick(loaded, race)
    entry = choices.pick_team(loaded, chosen, team)
    choices.note_bodies(loaded, entry)
    choices.note_changed(loaded, chosen, entry)
    code = entry.team.code
    with progress(f"planning for {code}") as on_step:
        found = asked.optimise(
            loaded,
            chosen.id,
            code,
            push=push,
            seconds=seconds,
            drafting=choices.drafting_set(drafting),
            on_step=on_step,
        )
    best = found.best
    if format_ is not choices.Format.table:
        for kind in found.refused:
            options.note(f"no plan {plan_words.HOW[kind]} can be skated")
    if format_ is choices.Format.json:
        options.emit(results_json.dumps(found.to_dict()))
    elif format_ is choices.Format.csv:
        options.emit(results_csv.of(found))
    else:
        options.emit(plans.text(best, found.points))
    if output is not None:
        changes = merge(changed(options.source(scenario), overrides), _opponents(chosen, code))
        write_text(output, best.to_toml(extends, changes))
        name = options.as_argument(output)
        options.note(
            f"wrote {output}; try: pursuit-sim run {name} --race {chosen.id} --model power"
        )


def _opponents(race: Race, team: str) -> dict[str, Any]:
    """Tables that let the others skate their own time with the power model."""
    from pursuit_sim.lab.calibrate import calibrate

    sides = {}
    for entry in race.entries:
        if entry.team.code == team:
            continue
        try:
            kappa = calibrate(race, entry).effectiveness
        except InputError as error:
            why = "; ".join(fault.problem for fault in error.faults)
            options.note(f"the plan leaves {entry.team.code} its usual effectiveness: {why}")
            continue
        sides[entry.side] = {"effort": {"effectiveness": kappa}}
    return {"races": {race.id: sides}}
