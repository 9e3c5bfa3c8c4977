"""Pictures and films as values: shown inline in a notebook, saved where one likes."""

from __future__ import annotations

import base64
import tempfile
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path

from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.export.pictures import png_picture, render
from pursuit_sim.export.pictures.captions import SUFFIX, vtt
from pursuit_sim.on_step import OnStep
from pursuit_sim.paint.svg import svg
from pursuit_sim.units import format_time

_INLINE = ".mp4"  # what every browser plays


@dataclass(frozen=True, eq=False, repr=False)
class RacePicture:
    """A moment of a race, drawn.

    Attributes
    ----------
    replay : the race, ready to be shown
    time_s : the moment [s] from the gun
    settings : size, camera and whatever else a viewer can choose
    """

    replay: Replay
    time_s: float
    settings: Settings

    @cached_property
    def png(self) -> bytes:
        """The picture as a PNG file."""
        frame = scene.frame(self.replay, self.time_s, self.settings.bare())
        return png_picture.packed(frame, self.settings.size)

    @property
    def svg(self) -> str:
        """The picture as SVG."""
        frame = scene.frame(self.replay, self.time_s, self.settings.bare())
        return svg(frame, *self.settings.size)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it as .png or .svg; a file that is there is replaced.

        Raises
        ------
        InputError
            if the ending or the place cannot be
        OSError
            if writing fails; then no file is left
        """
        render.picture(self.replay, Path(path), self.time_s, self.settings)
        return Path(path)

    def __repr__(self) -> str:
        width, height = self.settings.size
        title = self.replay.trajectory.race.title
        return f"<RacePicture {title} at {format_time(self.time_s)}, {width}×{height}>"

    def _repr_png_(self) -> bytes:
        return self.png


@dataclass(frozen=True, eq=False, repr=False)
class RaceFilm:
    """A part of a race, to be filmed; it is made when it is shown or saved.

    Attributes
    ----------
    replay : the race, ready to be shown
    start_s, end_s : first and last moment [s] from the gun
    settings : size, camera and whatever else a viewer can choose; its speed is the film's
    fps : pictures a second
    """

    replay: Replay
    start_s: float
    end_s: float
    settings: Settings
    fps: float

    def save(
        self, path: str | PathLike[str], on_step: OnStep | None = None, *, captions: bool = False
    ) -> Path:
        """Write it as .mp4, .webm or .gif; a file that is there is replaced.

        Parameters
        ----------
        path : where to
        captions : whether to write what happens beside it, as a .vtt file of the same name
        on_step : called after each picture with the number done, and of all

        Raises
        ------
        InputError
            if the ending, the place, the size or the rate cannot be
        MissingExtraError
            if the package for films is not installed
        OSError
            if writing fails; then no film is left
        """
        render.film(
            self.replay,
            Path(path),
            self.start_s,
            self.end_s,
            self.settings,
            fps=self.fps,
            captions=Path(path).with_suffix(SUFFIX) if captions else None,
            on_step=on_step,
        )
        return Path(path)

    @property
    def captions(self) -> str:
        """What happens, in the film's own time, as WebVTT."""
        shown = self.replay, self.start_s, self.end_s, self.settings, self.fps
        return vtt(self.replay, [*render.film_times(*shown)], self.fps)

    @cached_property
    def mp4(self) -> bytes:
        """The film as an MP4 file."""
        with tempfile.TemporaryDirectory() as folder:
            return self.save(Path(folder) / f"film{_INLINE}").read_bytes()

    def __repr__(self) -> str:
        width, height = self.settings.size
        span = f"{format_time(self.start_s)} to {format_time(self.end_s)}"
        title = self.replay.trajectory.race.title
        return f"<RaceFilm {title}, {span}, {width}×{height}>"

    def _repr_html_(self) -> str:
        width, height = self.settings.size
        data = base64.b64encode(self.mp4).decode()
        return (
            f'<video controls loop width="{width}" height="{height}" '
            f'src="data:video/mp4;base64,{data}"></video>'
        )
