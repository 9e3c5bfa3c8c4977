"""`plot`: a race as curves."""

from __future__ import annotations

from pathlib import Path

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.choices import Model
from pursuit_sim.cli.verb import verb


@verb
@options.scenario_argument
@outputs.output_option("Where to: .png, .svg or .pdf.", required=True)
@options.race_option()
@options.overrides_option()
@choices.model_option
@outputs.force_option
def plot(
    scenario: str,
    output: Path,
    race: str | None,
    overrides: tuple[str, ...],
    model: Model,
    force: bool,
) -> None:
    """Draw a race: half-lap times, gap and speed.

    \b
    Examples:
      pursuit-sim plot beijing-2022-men --race sf-1 -o sf-1.png
      pursuit-sim plot my-plan.toml --race sf-1 --model power -o plan.pdf
    """
    from pursuit_sim.export.plots import plotting
    from pursuit_sim.sim import simulate

    plotting.check(output, force=force, sources=outputs.sources(scenario, [output]))
    loaded = options.load(scenario, overrides)
    chosen = options.pick(loaded, race)
    choices.note_letters(loaded, plotted=True)
    choices.note_unfitted(loaded, [chosen], model)
    plotting.race(simulate(chosen, model.value), output)
    options.note(f"wrote {output}: {chosen.title}")
