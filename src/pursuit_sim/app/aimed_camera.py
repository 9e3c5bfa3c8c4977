"""A camera that the viewer zooms and moves."""

from __future__ import annotations

from abc import ABC, abstractmethod

from pursuit_sim.app import aiming
from pursuit_sim.app.transport import Transport
from pursuit_sim.app.zoom_pan import ZoomPan
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings


class AimedCamera(ABC):
    """Whatever looks at a race through such a camera.

    Attributes
    ----------
    transport : where in the race
    """

    transport: Transport
    _zoom_pan: ZoomPan

    @property
    @abstractmethod
    def settings(self) -> Settings:
        """What the picture depends on besides replay and time."""

    @property
    @abstractmethod
    def replay(self) -> Replay | None:
        """The race that is shown, if one is."""

    @property
    def aimed(self) -> Settings:
        """As `settings`, where its camera is gliding to."""
        return aiming.through(self.settings, self._zoom_pan)

    @property
    def moved(self) -> bool:
        """Whether the camera is zoomed or moved, or will be."""
        return self.replay is not None and self._zoom_pan.moved

    def zoom(self, notches: float, at: tuple[float, float] | None = None) -> None:
        """Nearer, or further away where negative, as far as the camera goes.

        What is `at` a place of the picture [px] stays there; by default what one looks at.
        """
        if (shown := self.replay) is not None:
            seen = shown, self.transport.time_s, self.settings, self._zoom_pan
            self._zoom_pan = aiming.nearer(*seen, notches, at)

    def zoom_reset(self) -> None:
        """Glide back to how the camera comes."""
        self._zoom_pan = self._zoom_pan.reset()

    def aim(self, right_m: float, up_m: float) -> None:
        """Let the camera glide aside [m]."""
        if self.replay is not None:
            seen = self.replay, self.transport.time_s, self.settings, self._zoom_pan
            self._zoom_pan = aiming.aside(*seen, right_m, up_m)

    def pan(self, right_m: float, up_m: float) -> None:
        """Move the camera at once, since the picture is dragged with the mouse [m]."""
        self.aim(right_m, up_m)
        self._zoom_pan = self._zoom_pan.at_once()
