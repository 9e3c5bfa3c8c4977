"""`render`: a picture or a film, without a display."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pursuit_sim.cli import choices, options, outputs, process
from pursuit_sim.cli.choices import Layout, Model, Sync
from pursuit_sim.cli.progress import progress
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.export.writers import FILMS, PICTURES

if TYPE_CHECKING:
    from pursuit_sim.draw.replay.replay import Replay
    from pursuit_sim.draw.settings import Form
    from pursuit_sim.trajectory import Trajectory

DEFAULT_SIZE = (1280, 720)  # [px]
DEFAULT_FPS = 30.0
LOWEST_SPEED, HIGHEST_SPEED = 0.05, 64.0

_SIZE = re.compile(r"(\d{1,6})\s*[x×*]\s*(\d{1,6})", re.IGNORECASE)


@verb
@options.scenario_argument
@outputs.output_option(
    f"A picture ({', '.join(PICTURES)}) or a film ({', '.join(FILMS)}).", required=True
)
@options.race_option()
@click.option("--at", metavar="T", help="Moment of a picture.  [default: half-way]")
@click.option("--from", "begin", metavar="T", help="Where a film begins.")
@click.option("--to", "end", metavar="T", help="Where it ends.")
@click.option(
    "--size",
    metavar="WxH",
    help="Width and height in pixels.  [default: 1280x720; with --layout 1920x1080, "
    "1080x1080 or 1080x1920]",
)
@click.option(
    "--layout",
    type=choices.WordOf(Layout),
    help="How panels lie about the ice: square and portrait are for phones.  "
    "[default: what fits the size]",
)
@click.option("--clean", is_flag=True, help="No panels and no names, only ice and skaters.")
@click.option(
    "--fps", metavar="N", type=options.number, help="Pictures a second of a film.  [default: 30]"
)
@click.option(
    "--speed", metavar="X", type=options.number, help="2 plays twice as fast.  [default: 1]"
)
@click.option(
    "--camera",
    metavar="NAME",
    default="overview",
    help="Such as overview, split, head-to-head, broadcast, director, follow:TEAM.",
)
@click.option(
    "--zoom",
    metavar="X",
    type=options.number,
    help="2 shows everything twice as large.  [default: 1]",
)
@options.overrides_option()
@choices.model_option
@click.option(
    "--ghost",
    metavar="WHAT",
    help="A second run on the ice: TEAM:FORMATION is a team beside itself in another one "
    "(rotating, push, few-changes-push, fixed); WR:2021, OR:2022-02-15 or TR:3:39.24 a record "
    "of pursuit-sim records, its pace by the model.",
)
@click.option(
    "--sync",
    type=choices.WordOf(Sync),
    help="The ghost is where it was at the same time, or skated the same distance.  "
    "[default: time]",
)
@click.option(
    "--captions",
    is_flag=True,
    help="Beside a film, its captions as a .vtt file of the same name: what happens.",
)
@outputs.force_option
def render(
    scenario: str,
    output: Path,
    race: str | None,
    at: str | None,
    begin: str | None,
    end: str | None,
    size: str | None,
    layout: Layout | None,
    clean: bool,
    fps: float | None,
    speed: float | None,
    camera: str,
    zoom: float | None,
    overrides: tuple[str, ...],
    model: Model,
    ghost: str | None,
    sync: Sync | None,
    captions: bool,
    force: bool,
) -> None:
    """Make a picture or a film of a race, without a display.

    T is a time such as 2:41.37 or 161.37, or start, bell (the first team begins its last
    lap) or end (the last finish), also with seconds more or less: bell+3, end-5.

    \b
    Examples:
      pursuit-sim render beijing-2022-men --race final-a -o final.png --at 2:41.37
      pursuit-sim render beijing-2022-men --race final-a -o finish.mp4 --from bell
      pursuit-sim render beijing-2022-men --race sf-2 -o exchange.gif --from 40 --to 48 \\
        --camera follow:ROC --size 640x360 --fps 20
      pursuit-sim render beijing-2022-men --race sf-1 -o push.mp4 --ghost NED:push \\
        --from bell --captions
      pursuit-sim render beijing-2022-men --race final-a -o record.png --ghost WR:2021
      pursuit-sim render beijing-2022-men --race final-a -o story.mp4 --from end-8 \\
        --layout portrait --camera follow:NOR
    """
    from pursuit_sim.draw.settings import Settings
    from pursuit_sim.export.pictures import moments
    from pursuit_sim.export.pictures import render as exporter
    from pursuit_sim.export.pictures.captions import SUFFIX
    from pursuit_sim.lab import ghost_words

    suffix = outputs.check(output, [*PICTURES, *FILMS], scenario, force)
    beside = output.with_suffix(SUFFIX) if captions and suffix in FILMS else None
    if beside is not None:
        outputs.check(beside, [SUFFIX], scenario, force, "--captions")
    faults = _misplaced(
        suffix, at=at, begin=begin, end=end, fps=fps, speed=speed, captions=captions or None
    )
    if speed is not None and not LOWEST_SPEED <= speed <= HIGHEST_SPEED:
        allowed = f"write a number from {LOWEST_SPEED:g} to {HIGHEST_SPEED:g}"
        faults.append(Fault("--speed", "", f"{speed:g} times", allowed))
    pixels, form = _size(size, layout, faults)
    if ghost is not None and model is Model.power and not ghost_words.is_record(ghost):
        remedy = "leave --model out: --ghost fits the power model to the official times"
        faults.append(Fault("--model", "", "says nothing with --ghost", remedy))
    if sync is not None and ghost is None:
        faults.append(Fault("--sync", "", "says nothing without a ghost", "add --ghost"))
    if faults:
        raise InputError(faults)
    loaded = options.load(scenario, overrides)
    chosen = options.pick(loaded, race)
    choices.note_letters(loaded)
    choices.note_unfitted(loaded, [chosen], model)
    haunt = None if ghost is None else ghost_words.wanted(ghost, loaded, chosen, "--ghost")
    shown = exporter.replay(loaded, chosen.id, model=model.value, ghost=haunt)
    _check_camera(camera, zoom, shown)
    seen = Settings(
        size=pixels,
        camera=camera,
        zoom=1.0 if zoom is None else zoom,
        speed=1.0 if speed is None else speed,
        form=form,
        clean=clean,
        ghost_sync="time" if sync is None else sync.value,
    )
    if suffix in PICTURES:
        half_way = float(shown.finish_s.max()) / 2
        time_s = half_way if at is None else moments.moment(at, shown.trajectory, "--at")
        exporter.picture(shown, output, time_s, seen)
    else:
        start_s, end_s = _span(shown.trajectory, begin, end)
        with progress(f"film {output.name}") as on_step, process.short_turns():
            exporter.film(
                shown,
                output,
                start_s,
                end_s,
                seen,
                fps=DEFAULT_FPS if fps is None else fps,
                captions=beside,
                on_step=on_step,
            )
    options.note(f"wrote {output}: {chosen.title}")
    if beside is not None:
        options.note(f"wrote {beside}: its captions")


def _span(trajectory: Trajectory, begin: str | None, end: str | None) -> tuple[float, float]:
    """From when to when [s] a film lasts; by default as long as the trajectory."""
    from pursuit_sim.export.pictures import moments

    start_s = moments.moment(begin, trajectory, "--from") if begin is not None else 0.0
    end_s = moments.moment(end, trajectory, "--to") if end is not None else trajectory.duration_s
    if end_s <= start_s:
        problem = f"{end or 'the end of the race'} is not after --from {begin or 'start'}"
        raise InputError.single("--to", "", problem, "write a later time")
    return start_s, end_s


def _misplaced(suffix: str, **given: object) -> list[Fault]:
    """Options that say nothing about the kind of file wanted."""
    names = {"at": "--at", "begin": "--from", "end": "--to"}
    names |= {name: f"--{name}" for name in ("fps", "speed", "captions")}
    if suffix in PICTURES:
        wrong, remedy = names.keys() - {"at"}, "a picture takes --at"
    else:
        wrong, remedy = {"at"}, "a film takes --from and --to"
    return [
        Fault(option, "", f"says nothing about a {suffix} file", remedy)
        for name, option in names.items()
        if name in wrong and given[name] is not None
    ]


def _size(
    size: str | None, layout: Layout | None, faults: list[Fault]
) -> tuple[tuple[int, int], Form]:
    """Width and height [px] and form of a picture; what is wrong with them joins `faults`."""
    from pursuit_sim.draw.settings import SIZES, form_of

    wanted: Form | None = None if layout is None else layout.value
    if size is None:
        return (DEFAULT_SIZE, "landscape") if wanted is None else (SIZES[wanted], wanted)
    match = _SIZE.fullmatch(size.strip())
    pixels = (int(match[1]), int(match[2])) if match else (0, 0)
    if match is None:
        allowed = "write WIDTHxHEIGHT, such as 1920x1080"
        faults.append(Fault("--size", "", f"{size!r} is no size", allowed))
    if 0 in pixels:
        return pixels, "landscape"  # which is refused, too
    form = form_of(pixels)
    if wanted is not None and wanted not in ("landscape", form):
        example = "x".join(map(str, SIZES[wanted]))
        allowed = f"write one such as {example}, or leave it out"
        faults.append(Fault("--size", "", f"{size} is no {wanted} picture", allowed))
    return pixels, wanted or form


def _check_camera(name: str, zoom: float | None, shown: Replay) -> None:
    from pursuit_sim.draw.scenes import registry
    from pursuit_sim.scenario.picking import unknown

    try:
        limits = registry.view(name, shown.codes).zoom_limits
    except ValueError:
        raise unknown("camera", name, registry.names(shown.codes), "--camera") from None
    if zoom is not None and not limits.least <= zoom <= limits.most:
        allowed = f"camera {name} takes {limits.least:g} to {limits.most:g}"
        raise InputError.single("--zoom", "", f"{zoom:g} times", allowed)
