"""`watch`: the replay window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pursuit_sim.cli import choices, display, options
from pursuit_sim.cli.choices import Model
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import InputError

if TYPE_CHECKING:
    from pursuit_sim.lab.comparison import Comparison
    from pursuit_sim.scenario import Scenario


@verb
@click.argument(
    "scenario",
    metavar="[SCENARIO]",
    required=False,
    help=f"A scenario file, or a bundled name.  [default: {options.DEFAULT_SCENARIO}]",
    shell_complete=options.complete_scenario,
)
@options.race_option("The race to open; without one, the event's races to choose from.")
@click.option(
    "--compare",
    metavar="NOC",
    help="Two formations of a team on the same ice: as it skated, and the other one.",
)
@click.option(
    "--ghost",
    metavar="WHAT",
    help="A second run on the ice: TEAM:FORMATION, or a record such as WR:2021; "
    "in the window G shows all.",
)
@options.overrides_option()
@choices.model_option
def watch(
    scenario: str | None,
    race: str | None,
    compare: str | None,
    ghost: str | None,
    overrides: tuple[str, ...],
    model: Model,
) -> None:
    """Watch a race in a window: play, seek, change camera and speed.

    Without a scenario this is Beijing 2022, men, Final A. Press H in the window for
    every key.

    \b
    Examples:
      pursuit-sim watch
      pursuit-sim watch beijing-2022-men --race sf-2
      pursuit-sim watch beijing-2022-men --race sf-1 --compare NED
      pursuit-sim watch beijing-2022-men --race final-a --ghost WR:2021
      pursuit-sim watch my-race.toml --set pacing.fade_s=1.4
    """
    from pursuit_sim.scenario.picking import DEFAULT_RACE
    from pursuit_sim.sim.simulate import check_replayed

    name = scenario or options.DEFAULT_SCENARIO
    if scenario is None and race is None and compare is None:
        race = DEFAULT_RACE
    loaded = options.load(name, overrides)
    if compare is not None and ghost is not None:
        raise InputError.single("--ghost", "", "says nothing with --compare", "leave one out")
    if compare is not None and race is None:
        race = _race_of(loaded, compare)
    if race is not None or ghost is not None or len(loaded.races) == 1:
        chosen = options.pick(loaded, race)
        check_replayed(chosen, model.value)
        race = chosen.id
    haunt = _ghost(loaded, race, ghost) if ghost is not None and race else None
    shown = race or next(iter(loaded.races))
    instead = (
        f"without one, pursuit-sim render {name} --race {shown} -o {shown}.mp4 makes a film, "
        f"and -o {shown}.png a picture"
    )
    problem = display.problem()
    if problem:
        options.complain(f"{problem}; {instead}")
        raise click.exceptions.Exit(1)
    choices.note_letters(loaded)
    choices.note_unfitted(loaded, loaded.races.values(), model)
    comparison = _compared(loaded, race, compare) if compare is not None and race else None
    from pursuit_sim.app import interrupting, screen, window
    from pursuit_sim.app.player import Player
    from pursuit_sim.cli import clip_process, process

    def begin(player: Player) -> None:
        if comparison is not None:
            interrupting.compare(player, comparison)
        elif haunt is not None:
            player.tune(lambda session: session.choose_ghost(haunt))

    process.hold_little()
    try:
        window.show(
            loaded,
            race,
            model=model.value,
            save_clip=clip_process.save,
            complain=options.complain,
            begin=begin,
            give_back=process.give_back,
        )
    except screen.NoDisplayError as error:
        options.complain(f"{error}; {instead}")
        raise click.exceptions.Exit(1) from None


def _ghost(loaded: Scenario, race_id: str, text: str) -> str:
    """The window's name for the ghost that words such as "NED:push" or "WR:2021" ask for."""
    from pursuit_sim.app.tuning import ghost_choice
    from pursuit_sim.event.record_table import TableRecord
    from pursuit_sim.lab import formations, ghost_words

    race = loaded.races[race_id]
    wanted = ghost_words.wanted(text, loaded, race, "--ghost")
    if isinstance(wanted, TableRecord):
        return ghost_choice.of_record(wanted)
    team, kind = wanted
    entry = race.entries[race.by_team()[team]]
    if formations.role(entry.formation) == kind:
        remedy = "write another formation"
        raise InputError.single("--ghost", "", f"{team} skated {kind!r} itself", remedy)
    return ghost_choice.of_formation(team, kind)


def _race_of(loaded: Scenario, team: str) -> str:
    """The race in which a team is compared when none is named: its last one."""
    from pursuit_sim.scenario.picking import unknown

    for race in reversed([*loaded.races.values()]):
        if team.casefold() in (code.casefold() for code in race.by_team()):
            return race.id
    raise unknown("team", team, loaded.teams, "--compare")


def _compared(loaded: Scenario, race_id: str, team: str) -> Comparison:
    """The lab's answer, before the window opens."""
    from pursuit_sim.lab.compare import compare
    from pursuit_sim.scenario.picking import unknown

    race = loaded.races[race_id]
    codes = {code.casefold(): code for code in race.by_team()}
    if team.casefold() not in codes:
        raise unknown("team", team, race.by_team(), "--compare")
    return compare(race, codes[team.casefold()])
