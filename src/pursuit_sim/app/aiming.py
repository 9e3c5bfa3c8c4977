"""Where a camera is aimed to: nearer and aside, as far as it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pursuit_sim.app.zoom_pan import ZoomPan
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.scenes.view import ZoomLimits
from pursuit_sim.draw.settings import Settings

Seen = tuple[Replay, float, Settings]  # a race, the moment [s], and how it is shown


class Aim:
    """How near a viewer looks, and where to.

    Parameters
    ----------
    seen : tells what is seen now; None while there is no race

    Attributes
    ----------
    zoom_pan : how near, and how far aside
    """

    def __init__(self, seen: Callable[[], Seen | None]) -> None:
        self.zoom_pan = ZoomPan()
        self._seen = seen

    @property
    def moved(self) -> bool:
        """Whether the camera is zoomed or moved, or will be."""
        return self._seen() is not None and self.zoom_pan.moved

    def zoom(self, notches: float, at: tuple[float, float] | None = None) -> None:
        """Nearer, or further away where negative, as far as the camera goes.

        What is `at` a place of the picture [px] stays there; by default what one looks at.
        """
        if (seen := self._seen()) is not None:
            self.zoom_pan = nearer(*seen, self.zoom_pan, notches, at)

    def reset(self) -> None:
        """Glide back to how the camera comes."""
        self.zoom_pan = self.zoom_pan.reset()

    def move(self, right_m: float, up_m: float) -> None:
        """Let the camera glide aside [m]."""
        if (seen := self._seen()) is not None:
            self.zoom_pan = aside(*seen, self.zoom_pan, right_m, up_m)

    def drag(self, right_m: float, up_m: float) -> None:
        """Move the camera at once, since the picture is dragged with the mouse [m]."""
        self.move(right_m, up_m)
        self.zoom_pan = self.zoom_pan.at_once()


def through(settings: Settings, aim: ZoomPan) -> Settings:
    """Settings as they are once the camera has glided to where it is aimed."""
    return replace(settings, zoom=aim.to_zoom, pan=aim.to_pan)


def nearer(
    replay: Replay, time_s: float, settings: Settings, aim: ZoomPan, notches: float,
    at: tuple[float, float] | None,
) -> ZoomPan:  # fmt: skip
    """Nearer by some notches, or further away where negative.

    What is `at` a place of the picture [px] stays there; by default what one looks at.
    """
    before, middle = scene.lens(replay, time_s, through(settings, aim))
    to = scene.focus(replay, time_s, through(settings, aim)) if at is None else at
    aim = aim.nearer(notches, _reach(replay, settings))
    after, _ = scene.lens(replay, time_s, through(settings, aim))
    if aim.to_zoom == 1.0:
        to = middle
    part = 1 / before - 1 / after
    across, up = (to[0] - middle[0]) * part, (middle[1] - to[1]) * part
    return aside(replay, time_s, settings, aim, across, up)


def aside(
    replay: Replay, time_s: float, settings: Settings, aim: ZoomPan, right_m: float, up_m: float
) -> ZoomPan:
    """Aside [m], with no more ice lost than the camera allows."""
    reach = _reach(replay, settings)
    moved = aim.aside(right_m, up_m, reach)
    if not reach.over_ice or moved.to_zoom == 1.0:
        return moved
    seen = through(settings, moved)
    scale, _ = scene.lens(replay, time_s, seen)
    ice = scene.hits(replay, seen)["rink"]
    return moved.over_ice(replay.oval, min(ice.width, ice.height) / 2 / scale)


def _reach(replay: Replay, settings: Settings) -> ZoomLimits:
    return registry.view(settings.camera, replay.codes).zoom_limits
