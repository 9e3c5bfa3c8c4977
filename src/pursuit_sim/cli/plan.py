"""`plan`: tomorrow's race, from the last one."""

from __future__ import annotations

from pathlib import Path

import click

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.progress import progress
from pursuit_sim.cli.verb import verb

PAGES = (".pdf", ".png")


@verb
@options.scenario_argument
@options.race_option("The team's last race.  [default: the last one of the team in the file]")
@choices.team_option
@click.option(
    "--rink",
    metavar="HALL",
    help="Tomorrow's rink, a hall by name, such as milano.  [default: the same]",
)
@options.overrides_option(
    "What is different tomorrow, such as rink.air_density_kgm3=1.08; may be repeated."
)
@click.option(
    "--rival",
    metavar="WHO",
    help="Who is met: a team of the scenario, FILE or FILE:TEAM, whose last race is moved "
    "to tomorrow's rink; or the time to be expected of them.",
)
@click.option(
    "--target",
    metavar="TIME",
    help="The time to skate to, such as 3:38.0.  [default: what is to be expected]",
)
@click.option(
    "--skaters",
    metavar="NAMES",
    help='Who may skate, such as "Kramer, Bosker, Roest, Krol": each three of them is '
    "planned.  [default: the team, or of more than four those of the last race]",
)
@choices.drafting_option
@choices.push_option
@click.option(
    "--draws",
    metavar="N",
    type=options.whole,
    default=2000,
    help="Parameter sets behind the intervals.",
)
@choices.format_option("the plan")
@outputs.output_option("Draw one page to print (A4): .pdf or .png.")
@outputs.force_option
def plan(
    scenario: str,
    race: str | None,
    team: str | None,
    rink: str | None,
    overrides: tuple[str, ...],
    rival: str | None,
    target: str | None,
    skaters: str | None,
    drafting: choices.Drafting | None,
    push: bool | None,
    draws: int,
    format_: choices.Format,
    output: Path | None,
    force: bool,
) -> None:
    """Plan tomorrow's race from the last one, on one page to print.

    The scenario holds the team's last race, with its rink and what is known of its lap
    times and skaters. The model is fitted to that, and the fit kept; then tomorrow's rink
    is taken, and for each line-up the best rotation and the best push are found.

    \b
    Examples:
      pursuit-sim plan beijing-2022-men --race sf-1 --team NED --rink milano
      pursuit-sim plan beijing-2022-men --team NED --rival USA --target 3:37.5 -o plan.pdf
    """
    from pursuit_sim.export.tables import race_plan_table, results_csv, results_json
    from pursuit_sim.lab.line_ups import with_line_up
    from pursuit_sim.verbs import planned

    if output is not None:
        from pursuit_sim.export.plots import plotting

        outputs.check(output, PAGES, scenario, force)
        plotting.check(output)
    planned.check_hall(rink, overrides)
    hall = [] if rink is None else [f"rink={rink}"]
    loaded = options.load(scenario, [*hall, *overrides])
    chosen = planned.last_race(loaded, race, team)
    entry = choices.pick_team(loaded, chosen, team)
    named = with_line_up(loaded, chosen.id, entry.team.code)
    choices.note_bodies(named, choices.pick_team(named, named.races[chosen.id], entry.team.code))
    choices.note_changed(loaded, chosen, entry)
    with progress(f"planning for {entry.team.code}") as on_step:
        found = planned.plan(
            options.source(scenario),
            chosen.id,
            entry.team.code,
            rink=rink,
            changes=overrides,
            rival=rival,
            target=target,
            skaters=skaters,
            push=push,
            drafting=choices.drafting_set(drafting),
            draws=draws,
            on_step=on_step,
        )
    if format_ is choices.Format.json:
        options.emit(results_json.dumps(found.to_dict()))
    elif format_ is choices.Format.csv:
        options.emit(results_csv.of(found))
    else:
        options.emit(race_plan_table.text(found))
    if output is not None:
        choices.note_letters(loaded, plotted=True)
        plotting.race_plan(found, output)
        options.note(f"wrote {output}")
