"""Pictures and films of a race, without a display."""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.errors import InputError
from pursuit_sim.export.pictures import moments, render
from pursuit_sim.export.pictures import odds_picture as odds_pictures
from pursuit_sim.export.pictures.inline import RaceFilm, RacePicture
from pursuit_sim.export.pictures.odds_picture import OddsPicture
from pursuit_sim.export.pictures.picture import check_size
from pursuit_sim.lab import ghost_words
from pursuit_sim.lab.event_chances import EventOdds
from pursuit_sim.scenario.picking import pick_race, unknown, unseen
from pursuit_sim.verbs.given import GivenScenario, check_between, kinds_checked, scenario_of

LOWEST_SPEED, HIGHEST_SPEED = 0.05, 64.0
LOWEST_FPS, HIGHEST_FPS = 1.0, 240.0
SIZE = (1280, 720)


@kinds_checked
def picture(
    scenario: GivenScenario,
    race: str | None = None,
    at: str | float | None = None,
    *,
    size: tuple[int, int] = SIZE,
    camera: str = "overview",
    zoom: float = 1.0,
    clean: bool = False,
    model: str = "kinematic",
    ghost: str | None = None,
    sync: str = "time",
) -> RacePicture:
    """A picture of a race; a notebook shows it, and its `save` writes .png or .svg.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    race : its id; by default the only one, or final-a
    at : the moment: seconds, or words such as "2:41.37", "bell", "end-5"; by default half-way
    size : width and height [px]; square and tall pictures have panels above and below the ice
    camera : such as "overview", "split", "head-to-head", "broadcast", "follow:NED"
    zoom : 2 shows everything twice as large
    clean : no panels and no names, only ice and skaters
    model : see `simulate`
    ghost : a second run on the ice: "NED:push", or a record such as "WR:2021"
    sync : where the ghost is: at the same "time", or after the same "distance"

    Raises
    ------
    InputError
        if there is no such race, moment, camera or ghost, or the size cannot be

    Examples
    --------
    >>> import pursuit_sim
    >>> pursuit_sim.picture("beijing-2022-men", race="final-a", at="2:41.37", size=(640, 360))
    <RacePicture Final A: NOR v ROC at 2:41.37, 640×360>
    """
    check_size(size)
    shown = _replay(scenario, race, model, ghost)
    half_way = float(shown.finish_s.max()) / 2
    time_s = half_way if at is None else moments.moment(at, shown.trajectory, "at")
    return RacePicture(shown, time_s, _settings(shown, size, camera, zoom, clean, sync, 1.0))


@kinds_checked
def film(
    scenario: GivenScenario,
    race: str | None = None,
    start: str | float | None = None,
    end: str | float | None = None,
    *,
    size: tuple[int, int] = SIZE,
    fps: float = 30.0,
    speed: float = 1.0,
    camera: str = "overview",
    zoom: float = 1.0,
    clean: bool = False,
    model: str = "kinematic",
    ghost: str | None = None,
    sync: str = "time",
) -> RaceFilm:
    """A film of a race; a notebook plays it, and its `save` writes .mp4, .webm or .gif.

    It is made when it is shown or saved, which takes about as long as it plays: for a first
    look take a few seconds of the race, or a smaller size.

    Parameters
    ----------
    scenario, race, size, camera, zoom, clean, model, ghost, sync : as for `picture`
    start, end : where it begins and ends, as `at` of `picture`; by default the whole race
    fps : pictures a second, 1 to 240
    speed : 2 plays twice as fast; 0.05 to 64

    Raises
    ------
    InputError
        if there is no such race, moment, camera or ghost, or size, rate or speed cannot be

    Examples
    --------
    >>> import pursuit_sim
    >>> pursuit_sim.film("beijing-2022-men", race="final-a", start="bell", end="end+3")
    <RaceFilm Final A: NOR v ROC, 3:10.80 to 3:43.46, 1280×720>
    """
    check_size(size)
    check_between("fps", fps, LOWEST_FPS, HIGHEST_FPS, "pictures a second")
    check_between("speed", speed, LOWEST_SPEED, HIGHEST_SPEED, "times")
    shown = _replay(scenario, race, model, ghost)
    trajectory = shown.trajectory
    start_s = 0.0 if start is None else moments.moment(start, trajectory, "start")
    end_s = trajectory.duration_s if end is None else moments.moment(end, trajectory, "end")
    if end_s <= start_s:
        raise InputError.single("end", "", f"{end} is not after {start}", "write a later time")
    settings = _settings(shown, size, camera, zoom, clean, sync, speed)
    return RaceFilm(shown, start_s, end_s, settings, fps)


def odds_picture(found: EventOdds, *, size: tuple[int, int] = odds_pictures.SIZE) -> OddsPicture:
    """The bracket of an event with its chances; a notebook shows it, its `save` writes it.

    Parameters
    ----------
    found : from `odds`
    size : width and height [px]

    Raises
    ------
    InputError
        if the size cannot be

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.odds("beijing-2022-men", after="semifinals", draws=1000)
    >>> pursuit_sim.odds_picture(found, size=(1280, 720))
    <OddsPicture Beijing 2022, Men's team pursuit: odds after the semifinals, 1280×720>
    """
    if not isinstance(found, EventOdds):
        raise TypeError(f"expected what odds returns, not {type(found).__name__}")
    check_size(size)
    return OddsPicture(found, size)


def _replay(given: GivenScenario, race: str | None, model: str, ghost: str | None) -> Replay:
    """The race, ready to be shown."""
    loaded = scenario_of(given)
    chosen = pick_race(loaded, race)
    if not chosen.entries:
        raise unseen(chosen)
    haunt = None if ghost is None else ghost_words.wanted(ghost, loaded, chosen)
    if model == "power" and ghost is not None and not ghost_words.is_record(ghost):
        remedy = "leave it out: a ghost fits the power model to the official times"
        raise InputError.single("model", "", "says nothing with a ghost", remedy)
    return render.replay(loaded, chosen.id, model=model, ghost=haunt)


def _settings(
    shown: Replay, size: tuple[int, int], camera: str, zoom: float, clean: bool, sync: str,
    speed: float,
) -> Settings:  # fmt: skip
    try:
        limits = registry.view(camera, shown.codes).zoom_limits
    except ValueError:
        raise unknown("camera", camera, registry.names(shown.codes), "camera") from None
    check_between("zoom", zoom, limits.least, limits.most, "times")
    seen = Settings(
        size=size, camera=camera, zoom=zoom, speed=speed, form=form_of(size), clean=clean
    )
    if sync == "time":
        return seen
    if sync == "distance":
        return replace(seen, ghost_sync="distance")
    raise unknown("sync", sync, ("time", "distance"), "sync")
