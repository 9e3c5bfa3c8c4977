"""`export`: a trajectory as a table of numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from pursuit_sim.cli import batches, choices, options, outputs
from pursuit_sim.cli.choices import Model
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.export import DEFAULT_RATE_HZ
from pursuit_sim.export.writers import TRAJECTORIES, listed

_ENDING = next(iter(TRAJECTORIES))


@verb
@batches.scenarios_argument
@outputs.output_option(f"Where to: {listed(TRAJECTORIES)}.")
@options.race_option()
@click.option(
    "--rate",
    metavar="HZ",
    type=options.number,
    default=DEFAULT_RATE_HZ,
    help="Rows per second and skater.",
)
@options.overrides_option()
@choices.model_option
@click.option(
    "--out",
    metavar="DIR",
    type=options.FILE,
    help="Write every race of every scenario, a folder for each scenario, instead.",
)
@click.option(
    "--format",
    "format_",
    type=choices.WordOf([each[1:] for each in TRAJECTORIES]),
    help=f"Of the files in --out.  [default: {_ENDING[1:]}]",
)
@batches.jobs_option
@outputs.force_option
def export(
    scenario: tuple[str, ...],
    output: Path | None,
    race: str | None,
    rate: float,
    overrides: tuple[str, ...],
    model: Model,
    out: Path | None,
    format_: str | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Write where every skater is at every moment.

    Columns: t_s, team, skater, slot (place in the train, 1 in front), distance_m (from
    the team's own start line), lateral_m (outward from the lap line), x_m, y_m (from the
    rink's centre), speed_mps. The moments are those of the rate, and both finishes.

    \b
    Examples:
      pursuit-sim export beijing-2022-men --race final-a -o final-a.csv
      pursuit-sim export beijing-2022-men --race final-a -o final-a.npz --rate 100
      pursuit-sim export scenarios/ --out races/ --format parquet
    """
    from pursuit_sim.export.tables import trajectory_table
    from pursuit_sim.sim import simulate

    found = batches.sources(scenario)
    faults = _misplaced(found, output, out, format_, jobs)
    if output is not None and not faults:
        outputs.check(output, [*TRAJECTORIES], found[0], force)
    low, high = trajectory_table.LOWEST_RATE_HZ, trajectory_table.HIGHEST_RATE_HZ
    if not (math.isfinite(rate) and low <= rate <= high):
        faults.append(Fault("--rate", "", f"{rate:g} Hz", f"write {low:g} to {high:g}"))
    if faults:
        raise InputError(faults)
    if out is not None:
        ending = _ENDING if format_ is None else f".{format_}"
        names = batches.names(found, outputs.OUT)
        work = partial(_every_race, names, out, ending, rate, race, overrides, model, force)
        for done in batches.each(work, found, jobs, "exporting"):
            options.note(f"wrote {done.value} into {out / names[done.source]}")
    elif output is not None:
        loaded = options.load(found[0], overrides)
        chosen = options.pick(loaded, race)
        choices.note_unfitted(loaded, [chosen], model)
        trajectory_table.write(simulate(chosen, model.value), output, rate)
        options.note(f"wrote {output}: {chosen.title}")


def _misplaced(
    found: list[str],
    output: Path | None,
    out: Path | None,
    format_: str | None,
    jobs: int | None,
) -> list[Fault]:
    """Options that say nothing about what is wanted, or say too little."""
    if out is not None:
        both = Fault("-o", "", "says nothing with --out", "leave one of them out")
        return [] if output is None else [both]
    faults = [
        Fault(option, "", "says nothing without --out", "add --out DIR, or leave it out")
        for option, given in (("--format", format_), ("--jobs", jobs))
        if given is not None
    ]
    if output is None:
        remedy = f"write -o FILE ({listed(TRAJECTORIES)}), or --out DIR for every race"
        faults.append(Fault("-o", "", "where to is not said", remedy))
    elif len(found) > 1:
        remedy = "write --out DIR instead of -o"
        faults.append(Fault("-o", "", f"{len(found)} scenarios cannot be one file", remedy))
    return faults


def _every_race(
    names: dict[str, str],
    out: Path,
    ending: str,
    rate: float,
    race: str | None,
    overrides: Sequence[str],
    model: Model,
    force: bool,
    scenario: str,
) -> str:
    """Write the races of one of several scenarios that can be replayed; how many."""
    from pursuit_sim import output_paths
    from pursuit_sim.export.tables import trajectory_table
    from pursuit_sim.sim import simulate

    loaded = options.load(scenario, overrides)
    if race is None:
        skated = choices.note_left_out(loaded.races.values(), model)
    else:
        skated = [options.pick(loaded, race)]
    choices.note_unfitted(loaded, skated, model)
    folder = out / names[scenario]
    outputs.check_folder(folder, [each.id + ending for each in skated], scenario, force)
    trajectories = [simulate(each, model.value) for each in skated]
    made = output_paths.make_folder(folder, outputs.OUT)
    try:
        for each in trajectories:
            trajectory_table.write(each, folder / f"{each.race.id}{ending}", rate)
    except BaseException:
        output_paths.remove_empty(made)
        raise
    return f"{len(skated)} race{'' if len(skated) == 1 else 's'}"
