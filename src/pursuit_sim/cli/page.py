"""`page`: a race or an event as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.choices import Model
from pursuit_sim.cli.progress import progress
from pursuit_sim.cli.verb import verb


@verb
@options.scenario_argument
@outputs.output_option("Where to: .html.", required=True)
@options.race_option(
    "A race to play; may be repeated.  [default: all that the model can replay]", multiple=True
)
@options.overrides_option()
@choices.model_option
@click.option(
    "--ghost",
    metavar="WHAT",
    help="A second run on the ice: TEAM:FORMATION is a team beside itself in another one, "
    "in every race that it skates, unless it fell or skated so; or a record such as WR:2021, "
    "its pace by the model.",
)
@outputs.force_option
def page(
    scenario: str,
    output: Path,
    race: tuple[str, ...],
    overrides: tuple[str, ...],
    model: Model,
    ghost: str | None,
    force: bool,
) -> None:
    """Write a race, or a whole event, as one HTML file that plays anywhere.

    The file needs nothing else: it opens from a disk, a mail or a web server, on a phone
    too, without a network. In its address #t=161.4&race=sf-1&camera=follow:NED opens a
    moment, and ?embed leaves out all but the ice and the timeline.

    \b
    Examples:
      pursuit-sim page beijing-2022-men --race final-a -o final.html
      pursuit-sim page beijing-2022-men -o beijing.html
      pursuit-sim page beijing-2022-men --race sf-1 --ghost NED:push -o push.html
    """
    from pursuit_sim.export.page import document, page_ghosts

    outputs.check(output, [document.SUFFIX], scenario, force)
    loaded = options.load(scenario, overrides)
    chosen = [options.pick(loaded, each) for each in race]
    if ghost is not None:
        shown = [each.id for each in chosen or loaded.races.values() if each.entries]
        haunts = page_ghosts.wanted(ghost, loaded, shown, model.value, "--")
        page_ghosts.riding(haunts, page_ghosts.left_out(haunts, loaded))
    choices.note_letters(loaded)
    played = chosen or choices.note_left_out(loaded.races.values(), model)
    choices.note_unfitted(loaded, played, model)
    with progress(f"page {output.name}") as on_step:
        made = document.page(
            loaded,
            [each.id for each in chosen],
            model=model.value,
            ghost=ghost,
            on_step=on_step,
        )
    for race_id, why in made.without_ghost.items():
        options.note(f"{race_id} is without a ghost: {why.faults[0].problem}")
    made.save(output, force=force)
    options.note(f"wrote {output}: {made.title}")
