"""`export`: a trajectory as a table of numbers."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import typer

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.choices import Model, ModelName
from pursuit_sim.export import DEFAULT_RATE_HZ
from pursuit_sim.export.writers import TRAJECTORIES, listed


def export(
    scenario: options.ScenarioName,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help=f"Where to: {listed(TRAJECTORIES)}."),
    ],
    race: options.RaceId = None,
    rate: Annotated[
        float,
        typer.Option(
            "--rate", metavar="HZ", help="Rows per second and skater.", parser=options.number
        ),
    ] = DEFAULT_RATE_HZ,
    overrides: options.Overrides = None,
    model: ModelName = Model.kinematic,
    force: outputs.Force = False,
) -> None:
    """Write where every skater is at every moment.

    Columns: t_s, team, skater, slot (place in the train, 1 in front), distance_m (from
    the team's own start line), lateral_m (outward from the lap line), x_m, y_m (from the
    rink's centre), speed_mps. The moments are those of the rate, and both finishes.

    \b
    Examples:
      pursuit-sim export beijing-2022-men --race final-a -o final-a.csv
      pursuit-sim export beijing-2022-men --race final-a -o final-a.npz --rate 100
    """
    from pursuit_sim.errors import InputError
    from pursuit_sim.export.tables import trajectory_table
    from pursuit_sim.sim import simulate

    outputs.check(output, [*TRAJECTORIES], scenario, force)
    low, high = trajectory_table.LOWEST_RATE_HZ, trajectory_table.HIGHEST_RATE_HZ
    if not (math.isfinite(rate) and low <= rate <= high):
        raise InputError.single("--rate", "", f"{rate:g} Hz", f"write {low:g} to {high:g}")
    loaded = options.load(scenario, overrides)
    chosen = options.pick(loaded, race)
    choices.note_unfitted(loaded, [chosen], model)
    trajectory_table.write(simulate(chosen, model.value), output, rate)
    options.note(f"wrote {output}: {chosen.title}")
