"""What is watched and how: a race of an event, where in it, through which camera.

A `Player` knows no window, no pixels and no clock: `advance` takes how much time has passed.
What the viewer wants of it, `commands` does by name; what only a window can do, such as
saving a picture, waits in `wishes`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pursuit_sim.app.aiming import Aim, Seen
from pursuit_sim.app.bar_buttons import buttons
from pursuit_sim.app.event_shelf import EventShelf
from pursuit_sim.app.explainer import Explainer
from pursuit_sim.app.finale import WORDS, Finale
from pursuit_sim.app.highlights.highlight_shelf import HighlightShelf
from pursuit_sim.app.known_results import KnownResults
from pursuit_sim.app.notices import Notices
from pursuit_sim.app.panel_names import CHOOSERS, OVER, STILL, WHOLE
from pursuit_sim.app.preferences import Preferences, camera_for, kept_camera
from pursuit_sim.app.transport import Transport
from pursuit_sim.app.tuning import panel_layout
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.app.zoom_pan import ZoomPan
from pursuit_sim.draw.cameras import glide
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.bookmarks import Bookmarks, Cue, cues
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.scenes.explanations import MOMENTS
from pursuit_sim.draw.settings import Chart, Settings
from pursuit_sim.event import Results

_FIRST = "final-a"  # the race that Enter opens in a bracket
_LONG_S = 7.0  # [s] that a notice stays where there is more to read


class Player:
    """A viewer's place in an event.

    Parameters
    ----------
    results : of the event; its scenario gives the races
    race_id : the race to open; None opens the bracket
    preferences : from the last time

    Attributes
    ----------
    transport : where in the race
    session : the race that is shown, how it is tuned, and its ghost
    shelf : the events that can be opened, and the moments
    known : which results the viewer knows
    explainer : tells what is seen for the first time
    aim : how near they look, and where to
    told_s : how far the race has been seen [s]; what comes later is told where it is known
    wanted : the wish that is granted if the viewer says so, while they are asked; or empty
    asked_for : race by its `KnownResults.key` and what would tell its hidden result, as was said
    panel : over the picture, one of `panel_names`; or empty
    chosen : name of the hit area that the keyboard is on, or empty
    autoplay : go on with the next race of the round
    finale : what happens by itself after the finish
    palette : the colours of the teams
    form, clean : of pictures and clips that are saved
    chart : what the chart panel shows, where the race has it
    sounds : cues since they were last taken
    wishes : what the window is asked to do
    size : of the whole window [px]; the picture leaves room for the tuning panel
    full_screen, sound : as the window last had them
    closed : the viewer has quit
    """

    def __init__(
        self, results: Results, race_id: str | None, preferences: Preferences | None = None
    ) -> None:
        preferences = preferences or Preferences()
        self.results = results
        self.transport = Transport(0.0, speed=preferences.speed)
        self.session: TuningSession = TuningSession(results)
        self.known = KnownResults(preferences.known, hiding=preferences.hiding)
        self.shelf = EventShelf(preferences.recent, HighlightShelf(preferences.moments, self.known))
        self.explainer = Explainer(preferences.explained, on=preferences.explaining)
        self.wanted = ""
        self.asked_for: tuple[str, ...] = ()
        self.panel = ""
        self.chosen = ""
        self.autoplay = False
        self.sounds: list[Cue] = []
        self.wishes: list[str] = []
        self.closed = False
        self.notices = Notices()
        self.say = self.notices.say
        self.full_screen = False
        self.sound = preferences.sound
        self._below, self._camera = "", preferences.camera
        self.aim = Aim(self.seen)
        self.told_s = 0.0
        self._leaving: tuple[str, float] | None = None
        self._moved, self.finale = False, Finale()
        self.palette = preferences.palette
        self.form, self.clean = preferences.form, preferences.clean
        self.chart: Chart = "gap"
        self.size = preferences.size or (1280, 720)
        if race_id is not None:
            self.show(race_id)
        if self.replay is None:
            self.open("bracket")

    # What is shown

    @property
    def settings(self) -> Settings:
        """What the picture depends on besides replay and time."""
        size, left = self.size, self.size[0]
        if self.tuning:
            left -= panel_layout.width(size)
        return Settings(
            size=(left, size[1]),
            camera=self.camera,
            zoom=self.aim.zoom_pan.zoom,
            pan=self.aim.zoom_pan.pan,
            playing=self.transport.playing,
            speed=self.transport.speed,
            palette=self.palette,
            chart=self.chart,
            loop=(self.transport.loop_from_s, self.transport.loop_to_s),
            buttons=buttons(left, self.panel, tuning=self.tuning),
            invite=not (self._moved or self.transport.playing or self.panel),
            ahead=self.tuning,
            ghost_sync=self.session.sync,
            transition=self._leaving,
            told_s=self.told_s if self.hiding else None,
            placed=self.known.tells_place(self.results, self.race_id),
        )

    @property
    def replay(self) -> Replay | None:
        """The race that is shown; None while only the bracket is."""
        return self.session.replay

    @property
    def moments(self) -> Bookmarks:
        """Moments of the race that is shown."""
        return self.session.moments

    @property
    def hiding(self) -> bool:
        """Whether the result of the race that is shown is hidden."""
        return self.known.hides(self.results, self.race_id)

    @property
    def tuning(self) -> bool:
        """Whether the tuning panel is seen."""
        shown = self.session.open and self.replay is not None and self.panel not in WHOLE
        return shown and not self.hiding  # it tells official times

    @property
    def choosing(self) -> bool:
        """Whether something is to be chosen, maybe below another panel; time stands still there."""
        return bool(self.chooser)

    @property
    def stands(self) -> bool:
        """Whether time stands still, since a panel needs the viewer."""
        return self.choosing or self.panel in STILL

    @property
    def chooser(self) -> str:
        """The one of `CHOOSERS` that is seen, maybe below another panel; or empty."""
        seen = next((each for each in (self.panel, self._below) if each in CHOOSERS), "")
        return seen or ("bracket" if self.replay is None else "")

    @property
    def notice(self) -> str:
        """What is said to the viewer now."""
        return self.notices.words

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the teams of the race that is shown."""
        return self.replay.codes if self.replay else ()

    @property
    def camera(self) -> str:
        """The camera's name."""
        return camera_for(self._camera, self.codes)

    @property
    def race_id(self) -> str:
        """The race that is shown; empty while only the bracket is."""
        return self.replay.race.id if self.replay else ""

    @property
    def over(self) -> bool:
        """Whether every team has finished."""
        shown = self.replay
        return shown is not None and self.transport.time_s >= float(shown.finish_s.max())

    def seen(self) -> Seen | None:
        """What is seen of a race now."""
        shown = self.replay
        return None if shown is None else (shown, self.transport.time_s, self.settings)

    def preferences(self, *, sound: bool) -> Preferences:
        """What to remember for the next time."""
        return Preferences(
            size=self.size,
            speed=self.finale.speed(self.transport),
            camera=self.finale.camera(self._camera),
            sound=sound,
            palette=self.palette,
            form=self.form,
            clean=self.clean,
            recent=self.shelf.recent,
            hiding=self.known.hiding,
            known=self.known.races,
            explaining=self.explainer.on,
            explained=self.explainer.known,
            moments=self.shelf.moments.own,
        )

    # What the viewer does

    def show(self, race_id: str, *, playing: bool = False) -> None:
        """Open a race at its start, or say why not; a `KeyError` if there is no such race."""
        found = self.results.race(race_id)
        if found.unseen:
            self.say(f"{found.race.name} cannot be replayed: {found.unseen}", _LONG_S)
            return
        self.session.enter(race_id)
        self.shelf.moments.put_away()
        self._leaving, self.told_s = None, 0.0
        self.notices.moved()
        speed = self.finale.speed(self.transport)
        self._camera = self.finale.camera(self._camera)
        self.finale.opened()
        self.transport = Transport(self._end_s(), playing=playing, speed=speed)
        self._moved = playing
        self.close(wholly=True)

    def enter_event(self, results: Results) -> None:
        """Go over to another event: to its races, or to the only one; of this one nothing stays."""
        self.session.asker.stop()
        self.results, self.session = results, TuningSession(results)
        self.transport = Transport(0.0, speed=self.finale.speed(self.transport))
        self.panel = self._below = self.chosen = ""
        self._leaving, self.aim.zoom_pan, self._moved = None, ZoomPan(), False
        self.finale.opened()
        self.say("")  # such as that another one cannot be opened
        self.sounds.clear()
        if len(results.races) == 1:
            self.show(results.races[0].race.id)
        if self.replay is None:
            self.open("bracket")

    def tune(self, act: Callable[[TuningSession], object]) -> None:
        """Let something be done in the session; time goes on from where it is."""
        if self.replay is None:
            return
        words = act(self.session)
        if isinstance(words, str) and words:
            self.say(words, _LONG_S)
        self.transport = replace(self.transport, end_s=self._end_s()).seek(self.transport.time_s)

    def go_on(self, transport: Transport) -> None:
        """Go on from here; without a race there is nowhere to go."""
        if self.replay is not None:
            self._moved = self._moved or transport.time_s > 0 or transport.playing
            if transport.time_s != self.transport.time_s:
                self.notices.moved()
            self.transport = transport
            self._see()

    def seek(self, time_s: float) -> None:
        """To a moment [s]."""
        self.go_on(self.transport.seek(time_s))

    def choose_camera(self, name: str) -> None:
        """Look through a camera by its name, as it comes."""
        if self.replay is None or name not in registry.names(self.codes):
            return
        before = self.camera
        self._camera = self.finale.chosen(self._camera, kept_camera(name, self.codes))
        self.aim.zoom_pan = ZoomPan()
        self._leaving = (before, 0.0) if before != name else None
        self.close()

    def open(self, panel: str) -> None:
        """Open a panel, or close it where it is open already."""
        if self.panel == panel and (self.replay is not None or panel != "bracket"):
            self.close()
            return
        behind = self.panel if self.panel in CHOOSERS else self._below
        self._below = behind if panel in OVER or (panel, behind) == ("events", "bracket") else ""
        self.panel = panel
        self.chosen = ""
        if panel == "events":
            self.shelf.look_again()
            self.explainer.learn(MOMENTS)
        if panel == "bracket":
            ids = [result.race.id for result in self.results.races]
            first = _FIRST if _FIRST in ids else ids[0]
            self.chosen = f"race={self.race_id or first}"

    def close(self, *, wholly: bool = False) -> None:
        """Close the panel, `wholly` with the bracket below; without a race that stays."""
        below = "" if wholly else self._below
        self.panel = below if self.replay is not None else "bracket"
        self._below = ""
        self.chosen = ""

    def advance(self, wall_s: float) -> None:
        """Let wall-clock time pass [s]."""
        self.aim.zoom_pan = self.aim.zoom_pan.eased(wall_s)
        if self._leaving is not None:
            left, part = self._leaving[0], self._leaving[1] + wall_s / glide.DURATION_S
            self._leaving = (left, part) if part < 1 else None
        self.session.ask_lab()
        if self.session.take_answers():
            self.tune(lambda _: None)
        self.notices.advance(wall_s)
        self.shelf.advance(wall_s, seen=self.chooser == "events")
        before, shown = self.transport, self.replay
        if shown is None or self.stands or not before.playing:
            return
        slow, idle = self.finale.back is not None, not (self.tuning or self.panel)
        pace = 1.0 if slow else registry.pace(self.camera, shown, before.time_s)
        self.transport = self.finale.after(shown, before, before.advance(wall_s * pace), idle=idle)
        if slow != (self.finale.back is not None):
            self.say(*(("", 0.0) if slow else WORDS), of_moment=True)
            return
        self._see()
        self.sounds += cues(shown, self.moments, before.time_s, self.transport.time_s)
        if self.autoplay and self.transport.at_end:
            following = story.next_of_round(self.results, self.race_id)
            if following is not None and self.panel:
                self.transport = replace(self.transport, playing=True)  # until that is answered
            elif following is not None:
                self.show(following, playing=True)
                self.say(self.results.race(following).race.title)

    def _see(self) -> None:
        """Take note of how far the race was seen: at its end the result is known."""
        self.told_s = max(self.told_s, self.transport.time_s)
        if self.over:
            self.known.learn(self.results, self.race_id)

    def _end_s(self) -> float:
        return self.replay.duration_s if self.replay is not None else 0.0
