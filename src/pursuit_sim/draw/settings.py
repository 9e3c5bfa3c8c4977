"""What the viewer has chosen: everything a frame depends on besides replay and time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from pursuit_sim.draw.look.theme import Palette
from pursuit_sim.draw.replay.ghost import Sync

Chart = Literal["gap", "speed", "difference", "reserve", "push"]
Form = Literal["landscape", "square", "portrait"]
SIZES: Mapping[Form, tuple[int, int]] = MappingProxyType(  # of pictures to send on [px]
    {"landscape": (1920, 1080), "square": (1080, 1080), "portrait": (1080, 1920)}
)
_SQUARE = 0.8, 1.25  # width over height of what is neither wide nor tall


@dataclass(frozen=True, slots=True)
class Button:
    """A button at the right of the transport bar.

    Attributes
    ----------
    id : its name among the hit areas
    label : what it says
    on : shown as switched on
    """

    id: str
    label: str
    on: bool = False


DEFAULT_BUTTONS = (Button("camera", "CAM"), Button("help", "KEYS"))


def form_of(size: tuple[int, int]) -> Form:
    """The form of a picture of a size (width, height) [px]."""
    aspect = size[0] / size[1]
    return "portrait" if aspect < _SQUARE[0] else "square" if aspect <= _SQUARE[1] else "landscape"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the viewer has chosen.

    Attributes
    ----------
    size : of the picture (width, height) [px]
    camera : by name, see `scenes.registry.names`
    zoom : of the camera, 1 as it comes
    pan : (right, up) [m] on the rink, as seen on the screen
    playing : the play button shows a pause sign
    speed : of replay, shown on its button
    transport : with a transport bar; films and pictures go without
    hover : the mouse (x, y) [px], or None
    pressed : id of the hit area under a pressed mouse button, or empty
    palette : "standard" or "colour-blind"
    chart : what the chart panel shows
    loop : (from, to) [s] of a loop; either may be None
    buttons : at the right of the transport bar
    invite : a large play sign in the middle (opened paused)
    ahead : of a tuned race the lap table tells laps that are still to come
    ghost : the replay's ghost is shown, if it has one
    ghost_sync : it is where it was at the same time, or where it skated the same distance
    transition : the camera that is being left, and how far that has come, 0 … 1; see `glide`
    form : how panels are laid out about the ice; those of a window are "landscape"
    clean : no panels and no words, only ice and skaters
    told_s : what comes later in the race is not told before it is there: no official time, no
        mark of the timeline, no curve of a chart [s]; None: all of it is
    placed : a result is told with what it means, such as its place among those of other races
    """

    size: tuple[int, int] = (1920, 1080)
    camera: str = "overview"
    zoom: float = 1.0
    pan: tuple[float, float] = (0.0, 0.0)
    playing: bool = False
    speed: float = 1.0
    transport: bool = True
    hover: tuple[float, float] | None = None
    pressed: str = ""
    palette: Palette = "standard"
    chart: Chart = "gap"
    loop: tuple[float | None, float | None] = (None, None)
    buttons: tuple[Button, ...] = DEFAULT_BUTTONS
    invite: bool = False
    ahead: bool = False
    ghost: bool = True
    ghost_sync: Sync = "time"
    transition: tuple[str, float] | None = None
    form: Form = "landscape"
    clean: bool = False
    told_s: float | None = None
    placed: bool = True

    @property
    def hiding(self) -> bool:
        """Whether something of the race is not told yet."""
        return self.told_s is not None

    def tells(self, time_s: float) -> bool:
        """Whether what happens at a moment of the race is told [s]."""
        return self.told_s is None or time_s <= self.told_s

    def bare(self) -> Settings:
        """The same without what belongs to a window, as controls and mouse.

        What is hidden in it stays so.
        """
        return replace(
            self,
            transport=False,
            playing=True,
            invite=False,
            ahead=False,
            hover=None,
            pressed="",
            loop=(None, None),
            transition=None,
        )
