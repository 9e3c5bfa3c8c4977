"""`watch`: the replay window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pursuit_sim.cli import display, options

if TYPE_CHECKING:
    from pathlib import Path

    from pursuit_sim.view.save import Clip, Report


def watch(
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="[SCENARIO]",
            help=f"A scenario file, or a bundled name.  [default: {options.DEFAULT_SCENARIO}]",
            autocompletion=options.complete_scenario,
            show_default=False,
        ),
    ] = None,
    race: Annotated[
        str | None,
        typer.Option(
            "--race",
            metavar="ID",
            help="The race to open; without one, the event's races to choose from.",
            autocompletion=options.complete_race,
        ),
    ] = None,
    overrides: options.Overrides = None,
) -> None:
    """Watch a race in a window: play, seek, change camera and speed.

    Without a scenario this is Beijing 2022, men, Final A. Press H in the window for
    every key.

    \b
    Examples:
      pursuit-sim watch
      pursuit-sim watch beijing-2022-men --race sf-2
      pursuit-sim watch my-race.toml --set pacing.fade_s=1.4
    """
    name = scenario or options.DEFAULT_SCENARIO
    if scenario is None and race is None:
        race = options.DEFAULT_RACE
    loaded = options.load(name, overrides)
    if race is not None or len(loaded.races) == 1:
        race = options.pick_or_only(loaded, race).id
    shown = race or next(iter(loaded.races))
    instead = (
        f"without one, pursuit-sim render {name} --race {shown} -o {shown}.mp4 makes a film, "
        f"and -o {shown}.png a picture"
    )
    problem = display.problem()
    if problem:
        options.note(f"{problem}; {instead}")
        raise typer.Exit(1)
    from pursuit_sim.view import window

    try:
        window.show(loaded, race, save_clip=_save_clip, complain=options.note)
    except window.NoDisplayError as error:
        options.note(f"{error}; {instead}")
        raise typer.Exit(1) from None


def _save_clip(clip: Clip, path: Path, report: Report) -> None:
    """Write what the window asks for: it knows no exporter itself."""
    from pursuit_sim.export import render

    render.film(
        clip.replay,
        path,
        clip.start_s,
        clip.end_s,
        size=clip.size,
        speed=clip.speed,
        camera=clip.camera,
        palette=clip.palette,
        report=report,
    )
