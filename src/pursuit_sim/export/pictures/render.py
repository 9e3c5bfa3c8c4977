"""A race as a picture or a film, without a display."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from pursuit_sim.atomic_write import atomic_path
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay import record_ghost, story
from pursuit_sim.draw.replay.ghost import Ghost, supposing
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Frame
from pursuit_sim.event import Results, results
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.export.pictures.captions import vtt
from pursuit_sim.export.pictures.film import check_film, write_film
from pursuit_sim.export.pictures.picture import check_picture, write_picture
from pursuit_sim.lab.rerun import rerun
from pursuit_sim.lab.retime import retimed, with_efforts
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.sim import simulate

_SAME_FRAME = 1e-6  # of a frame: rounding of times, when frames are counted


def replay(
    scenario: Scenario,
    race_id: str,
    event: Results | None = None,
    *,
    model: str = "kinematic",
    ghost: tuple[str, Kind] | TableRecord | None = None,
) -> Replay:
    """What is to be shown of a race of a scenario.

    Parameters
    ----------
    scenario : from `load`
    race_id : such as "final-a"
    event : the scenario's results, if they are known already
    model : see `simulate`
    ghost : a team's code, and the formation in which it skates beside itself: its passings
        moved by what the power model, fitted to this race, says that is worth; or a record
        over this distance

    Raises
    ------
    KeyError
        if there is no such race
    InputError
        if the scenario contradicts itself, or the power model cannot be fitted
    """
    race = scenario.races[race_id]
    if ghost is None or isinstance(ghost, TableRecord):
        told = story.context(event or results(scenario, model), race_id)
        record = None if ghost is None else record_ghost.ghost(ghost, race)
        return prepare(simulate(race, model), told, record)
    team, kind = ghost
    again = rerun(race, team, kind)
    watched, was = simulate(race), simulate(again.race, "power")
    now = simulate(again.other, "power")
    alone = retimed(watched, was, now, replace(race, entries=again.other.entries))
    other = Ghost(alone, team, supposing(team, kind), interval_s=again.interval_s)
    told = story.context(event or results(scenario), race_id)
    return prepare(with_efforts(watched, was), told, other)


def picture(
    shown: Replay,
    path: Path,
    time_s: float,
    settings: Settings,
) -> None:
    """Write the picture of a moment as a .png or .svg file.

    Parameters
    ----------
    shown : from `replay`
    path : where to; an older file is replaced
    time_s : the moment [s] from the gun
    settings : size, camera and whatever else the viewer has chosen, but for the controls

    Raises
    ------
    InputError
        if the ending, the place or the size cannot be
    ValueError
        if there is no such camera
    OSError
        if writing fails
    """
    check_picture(path, settings.size)
    write_picture(scene.frame(shown, time_s, settings.bare()), path, settings.size)


def film_times(
    shown: Replay, start_s: float, end_s: float, settings: Settings, fps: float
) -> Iterator[float]:
    """The moments of a film's frames [s]: closer to each other where its camera slows down.

    The last is the end itself: a film to the finish shows it.
    """
    step, begin, count, last = 0.0, start_s, 0, start_s
    same = _SAME_FRAME / fps * settings.speed
    while (time_s := begin + count / fps * step) <= end_s + same:
        yield time_s
        last = time_s
        wanted = settings.speed * registry.pace(settings.camera, shown, time_s)
        if wanted != step:
            step, begin, count = wanted, time_s, 0
        count += 1
    if last < end_s - same:
        yield end_s


def film(
    shown: Replay,
    path: Path,
    start_s: float,
    end_s: float,
    settings: Settings,
    *,
    fps: float = 30.0,
    captions: Path | None = None,
    on_step: OnStep | None = None,
) -> None:
    """Write a film as .mp4, .webm or .gif, frame by frame in constant memory.

    Parameters
    ----------
    shown, path : as for `picture`
    start_s, end_s : first and last moment [s] from the gun
    settings : as for `picture`; its speed is that of the film, in seconds of the race, of which
        a camera that slows down takes a part
    fps : frames per second of the film
    captions : where to write what happens as captions, if anywhere; only beside a whole film
    on_step : called after each frame with the number of frames done, and of all

    Raises
    ------
    InputError
        if the ending, the place, the size or the rate cannot be
    MissingExtraError
        if the package for films is not installed
    ValueError
        if there is no such camera
    OSError
        if writing fails; then no film is left
    """
    check_film(path, settings.size, fps)
    bare = settings.bare()
    times = [*film_times(shown, start_s, end_s, settings, fps)]

    def frames() -> Iterator[Frame]:
        for time_s in times:
            yield scene.frame(shown, time_s, bare)

    def progress(done: int) -> None:
        if on_step is not None:
            on_step(done, len(times))

    with ExitStack() as stack:
        if captions is not None:
            part = stack.enter_context(atomic_path(captions))
            part.write_text(vtt(shown, times, fps), encoding="utf-8", newline="\n")
        write_film(frames(), path, settings.size, fps, progress)
