"""What is watched and how: a race of an event, where in it, through which camera.

`Player` turns actions into changes of what is shown. It knows no window, no pixels and
no clock: `advance` is told how much time has passed. What only a window can do, such as
saving a picture, it leaves in `wishes`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pursuit_sim.event import Results
from pursuit_sim.sim import simulate
from pursuit_sim.view import camera, keys, story
from pursuit_sim.view.moments import Moments, at, cues, moments
from pursuit_sim.view.replay import Replay, prepare
from pursuit_sim.view.settings import Button, Chart, Settings
from pursuit_sim.view.settings_file import Remembered
from pursuit_sim.view.sound import Cue
from pursuit_sim.view.theme import PALETTES
from pursuit_sim.view.transport import Transport

ZOOM_STEP = 1.25  # of one key press or notch of the wheel
ZOOM_LEAST, ZOOM_MOST = 0.5, 12.0
_EASE_S = 0.09  # [s] in which a change of zoom or pan is done but for 1/e
_NEAR = 1e-3  # a zoom or pan this near its aim has arrived
NOTICE_S = 3.5  # [s] that a notice stays
_WISHES = ("picture", "clip", "sound", "full-screen")
PANELS = ("bracket", "camera", "speed", "help", "quit")


class Player:
    """A viewer's place in an event.

    Parameters
    ----------
    results : of the event; its scenario gives the races
    race_id : the race to open; None opens the bracket
    remembered : from the last time

    Attributes
    ----------
    transport : where in the race
    replay : the race that is shown; None while only the bracket is
    panel : the panel over the picture, one of `PANELS`, or empty
    chosen : name of the hit area that the keyboard is on, or empty
    autoplay : go on with the next race of the round
    sounds : cues since they were last taken
    wishes : what the window is asked to do
    closed : the viewer has quit
    """

    def __init__(
        self, results: Results, race_id: str | None, remembered: Remembered | None = None
    ) -> None:
        remembered = remembered or Remembered()
        self.results = results
        self.transport = Transport(0.0, speed=remembered.speed)
        self.replay: Replay | None = None
        self.moments = Moments((), (), (), (), None)
        self.panel = ""
        self.chosen = ""
        self.autoplay = False
        self.sounds: list[Cue] = []
        self.wishes: list[str] = []
        self.closed = False
        self.notice = ""
        self.full_screen = False
        self._notice_left_s = 0.0
        self._camera = remembered.camera
        self._zoom, self._pan = 1.0, (0.0, 0.0)
        self._moved = False
        self._palette = remembered.palette
        self._chart: Chart = "gap"
        self._size = remembered.size or (1280, 720)
        self._eased = (1.0, (0.0, 0.0))
        self._replays: dict[str, Replay] = {}
        self._dispatch = self._actions()
        if race_id is None:
            self.open("bracket")
        else:
            self.show(race_id)

    # What is shown

    @property
    def settings(self) -> Settings:
        """What the picture depends on besides replay and time."""
        zoom, pan = self._eased
        return Settings(
            size=self._size,
            camera=self.camera,
            zoom=zoom,
            pan=pan,
            playing=self.transport.playing,
            speed=self.transport.speed,
            palette=self._palette,
            chart=self._chart,
            loop=(self.transport.loop_from_s, self.transport.loop_to_s),
            buttons=(
                Button("camera-menu", "CAM", self.panel == "camera"),
                Button("bracket", "RACES", self.panel == "bracket"),
                Button("help", "KEYS", self.panel == "help"),
            ),
            invite=not (self._moved or self.transport.playing or self.panel),
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the teams of the race that is shown."""
        return self.replay.codes if self.replay else ()

    @property
    def camera(self) -> str:
        """The camera's name."""
        kind, _, team = self._camera.partition(":")
        name = f"{kind}:{self.codes[int(team)]}" if team in _PLACES[: len(self.codes)] else kind
        return name if name in camera.names(self.codes) else camera.names(self.codes)[0]

    @property
    def palette(self) -> str:
        """The colours of the teams."""
        return self._palette

    @property
    def race_id(self) -> str:
        """The race that is shown; empty while only the bracket is."""
        return self.replay.race.id if self.replay else ""

    @property
    def over(self) -> bool:
        """Whether every team has finished."""
        return self.replay is not None and self.transport.time_s >= float(
            self.replay.finish_s.max()
        )

    @property
    def following(self) -> str:
        """Name of the race after this one; empty after the last."""
        races = [result.race for result in self.results.races]
        ids = [race.id for race in races]
        index = ids.index(self.race_id) + 1 if self.race_id else len(ids)
        return races[index].name if index < len(races) else ""

    def remembered(self, *, sound: bool) -> Remembered:
        """What to remember for the next time."""
        return Remembered(
            size=self._size,
            speed=self.transport.speed,
            camera=self._camera,
            sound=sound,
            palette=self._palette,
        )

    # What the viewer does

    def show(self, race_id: str, *, playing: bool = False) -> None:
        """Open a race at its start.

        Raises
        ------
        KeyError
            if there is no such race
        """
        if race_id not in self._replays:
            race = self.results.race(race_id).race
            self._replays[race_id] = prepare(
                simulate(race, self.results.model), story.context(self.results, race_id)
            )
        self.replay = self._replays[race_id]
        self.moments = moments(self.replay)
        self.transport = Transport(
            self.replay.duration_s, playing=playing, speed=self.transport.speed
        )
        self._moved = playing
        self.close()

    def click(self, name: str) -> None:
        """Do what a hit area stands for; one on a panel closes the panel first."""
        kind, _, code = name.partition(":")
        if kind == "card":
            self.choose_camera(f"follow:{code}")
        elif name in ("", "rink"):
            if not self.panel:
                self.do("toggle")
        elif self.panel and name in (self.panel, "escape"):
            self.close()
        else:
            if self.panel and name in keys.BY_NAME:
                self.close()
            self.do(_MEANT.get(name, name))

    def do(self, name: str) -> None:
        """Do an action of `keys.ACTIONS`, or what a hit area stands for, by its name."""
        kind, _, value = name.partition("=")
        if kind in self._dispatch:
            self._dispatch[kind]()
        elif kind == "race":
            self.show(value)
        elif kind == "camera":
            self.choose_camera(value)
        elif kind == "speed-at":
            self._at_speed(float(value))
            self.close()
        elif kind in _WISHES:
            self.wishes.append(kind)

    def seek(self, time_s: float) -> None:
        """To a moment [s]."""
        self._keep(self.transport.seek(time_s))

    def hold(self, on: bool) -> bool:
        """Stop time while the timeline is dragged, or let it run again; whether it ran."""
        ran = self.transport.playing
        self.transport = replace(self.transport, playing=on)
        return ran

    def choose_camera(self, name: str) -> None:
        """Look through a camera by its name, as it comes."""
        if self.replay is None or name not in camera.names(self.codes):
            return
        kind, _, code = name.partition(":")
        self._camera = f"{kind}:{self.codes.index(code)}" if code else kind
        self._zoom, self._pan = 1.0, (0.0, 0.0)
        self._eased = (self._zoom, self._pan)
        self.close()

    def zoom(self, notches: float) -> None:
        """Nearer, or further away where negative."""
        self._zoom = min(max(self._zoom * ZOOM_STEP**notches, ZOOM_LEAST), ZOOM_MOST)

    def pan(self, right_m: float, up_m: float) -> None:
        """Move the camera, at once, since the picture is dragged with the mouse [m]."""
        zoom, (right, up) = self._eased
        self._pan = (self._pan[0] + right_m, self._pan[1] + up_m)
        self._eased = (zoom, (right + right_m, up + up_m))

    def resize(self, size: tuple[int, int]) -> None:
        """The window has a new size [px]."""
        self._size = size

    def say(self, words: str) -> None:
        """Show a notice for a while."""
        self.notice = words
        self._notice_left_s = NOTICE_S

    def open(self, panel: str) -> None:
        """Open a panel, or close it where it is open already."""
        if self.panel == panel and self.replay is not None:
            self.close()
            return
        self.panel = panel
        self.chosen = ""
        if panel == "bracket":
            ids = [result.race.id for result in self.results.races]
            first = _FIRST if _FIRST in ids else ids[0]
            self.chosen = f"race={self.race_id or first}"

    def close(self) -> None:
        """Close the panel; without a race behind it the bracket stays."""
        self.panel = "" if self.replay is not None else "bracket"
        self.chosen = ""

    def advance(self, wall_s: float) -> None:
        """Let wall-clock time pass [s]."""
        self._ease(wall_s)
        if self.notice:
            self._notice_left_s -= wall_s
            if self._notice_left_s <= 0:
                self.notice = ""
        before = self.transport
        if self.replay is None or not before.playing:
            return
        self.transport = before.advance(wall_s)
        self.sounds += cues(self.replay, self.moments, before.time_s, self.transport.time_s)
        if self.autoplay and self.transport.at_end:
            following = story.next_of_round(self.results, self.race_id)
            if following is not None:
                self.show(following, playing=True)
                self.say(self.results.race(following).race.title)

    def _actions(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        do: dict[str, Callable[[], None]] = {
            "toggle": lambda: self._keep(self.transport.toggle()),
            "faster": lambda: self._keep(self.transport.faster(1)),
            "slower": lambda: self._keep(self.transport.faster(-1)),
            "loop-from": self._loop_from,
            "loop-to": self._loop_to,
            "loop-clear": lambda: self._keep(self.transport.without_loop()),
            "frame-back": lambda: self._keep(self.transport.step(-1)),
            "frame-forward": lambda: self._keep(self.transport.step(1)),
            "next-moment": lambda: self._moment(self.transport.to_next(self.moments.marks)),
            "previous-moment": lambda: self._moment(self.transport.to_previous(self.moments.marks)),
            "next-lap": lambda: self._keep(self.transport.to_next(self.moments.laps)),
            "previous-lap": lambda: self._keep(self.transport.to_previous(self.moments.laps)),
            "start": lambda: self._keep(self.transport.restart()),
            "restart": lambda: self._keep(self.transport.restart().play()),
            "end": lambda: self._keep(self.transport.seek(math.inf)),
            "next-race": lambda: self._race(1),
            "previous-race": lambda: self._race(-1),
            "camera-menu": lambda: self._over_race("camera"),
            "speed": lambda: self._over_race("speed"),
            "help": lambda: self.open("help"),
            "bracket": lambda: self.open("bracket"),
            "zoom-in": lambda: self.zoom(1),
            "zoom-out": lambda: self.zoom(-1),
            "zoom-reset": self._zoom_reset,
            "palette": self._next_palette,
            "chart": self._next_chart,
            "autoplay": self._switch_autoplay,
            "escape": self._escape,
            "close": self.close,
            "quit": self._quit,
        }
        for name, speed in keys.SPEED_OF.items():
            do[name] = partial(self._at_speed, speed)
        for name, seconds in keys.SKIP_S.items():
            do[name] = partial(self._skip, seconds)
        return do

    def _at_speed(self, speed: float) -> None:
        self._keep(self.transport.at_speed(speed))

    def _skip(self, seconds: float) -> None:
        self._keep(self.transport.skip(seconds))

    def _keep(self, transport: Transport) -> None:
        """Go on from here; without a race there is nowhere to go."""
        if self.replay is not None:
            self._moved = self._moved or transport.time_s > 0 or transport.playing
            self.transport = transport

    def _moment(self, transport: Transport) -> None:
        self._keep(transport)
        words = at(self.moments, self.transport.time_s)
        if words:
            self.say(words)

    def _loop_from(self) -> None:
        self._keep(self.transport.loop_from_here())
        self.say("loop from here; ] sets its end, \\ clears it")

    def _loop_to(self) -> None:
        self._keep(self.transport.loop_to_here())
        self.say("loop to here; [ sets its beginning, \\ clears it")

    def _race(self, steps: int) -> None:
        if self.replay is not None:
            self.show(story.after(self.results, self.race_id, steps),
                      playing=self.transport.playing)  # fmt: skip

    def _over_race(self, panel: str) -> None:
        if self.replay is not None:
            self.open(panel)

    def _zoom_reset(self) -> None:
        self._zoom, self._pan = 1.0, (0.0, 0.0)

    def _next_palette(self) -> None:
        self._palette = PALETTES[(PALETTES.index(self._palette) + 1) % len(PALETTES)]
        self.say(f"colours: {self._palette}")

    def _next_chart(self) -> None:
        self._chart = "speed" if self._chart == "gap" else "gap"

    def _switch_autoplay(self) -> None:
        self.autoplay = not self.autoplay
        self.say(f"going on with the next race of the round: {'on' if self.autoplay else 'off'}")

    def _escape(self) -> None:
        if self.panel and (self.panel != "bracket" or self.replay is not None):
            self.close()
        elif self.full_screen:
            self.wishes.append("full-screen")
        else:
            self.open("quit")

    def _quit(self) -> None:
        self.closed = True

    def _ease(self, wall_s: float) -> None:
        zoom, (right, up) = self._eased
        part = 1 - math.exp(-wall_s / _EASE_S)
        aim = (self._zoom, *self._pan)
        now = [old + part * (new - old) for old, new in zip((zoom, right, up), aim, strict=True)]
        if all(abs(old - new) < _NEAR for old, new in zip(now, aim, strict=True)):
            now = list(aim)
        self._eased = (now[0], (now[1], now[2]))


_MEANT = {"play": "toggle", "replay": "restart"}  # hit areas that are named otherwise
_FIRST = "final-a"  # the race that Enter opens in a bracket
_PLACES = ("0", "1")  # of a team in its race, in the remembered name of a camera
