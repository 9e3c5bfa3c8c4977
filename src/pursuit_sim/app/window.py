"""The replay window: events come in, pictures go out; everything else is elsewhere.

`show` opens a window on an event. What is watched is a `Player`, what is seen is data
from `overlay.compose`, and a painter turns that into pixels.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame

from pursuit_sim.app import looking, opening, overlay, race_sounds, save_worker, saving, screen
from pursuit_sim.app import preferences as settings_file
from pursuit_sim.app.carrying_out import carry_out, named, to_stderr
from pursuit_sim.app.commands import do
from pursuit_sim.app.fade import Fade
from pursuit_sim.app.gc_pause import due, gc_pause
from pursuit_sim.app.keyboard import Keyboard
from pursuit_sim.app.mouse import Mouse
from pursuit_sim.app.player import Player
from pursuit_sim.app.save_worker import SaveClip, Worker
from pursuit_sim.app.sound import Speaker
from pursuit_sim.app.sound_events import is_sound, notches
from pursuit_sim.app.tuning import widget_theme
from pursuit_sim.app.tuning_control import TuningControl
from pursuit_sim.draw import panel
from pursuit_sim.draw.panel import Panel, Pointer
from pursuit_sim.draw.shapes import Frame, Point
from pursuit_sim.event import results
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque
from pursuit_sim.scenario import Scenario

RATE_HZ = 60  # pictures a second, at most
IDLE_HZ = 10  # while nothing can be seen
_SETTLED = 12  # pictures that are the same, after which it is painted exactly
_SAVED_S = 9.0  # [s] that it is said where something was saved
_RESTING_S = 3.0  # [s] without moving after which the mouse is hidden in full screen
_PRESS, _MOVE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP), pygame.MOUSEMOTION
_MOUSE = (*_PRESS, _MOVE)
_LOST = (pygame.WINDOWFOCUSLOST, pygame.WINDOWMINIMIZED, pygame.WINDOWHIDDEN)
_SEEN = (pygame.WINDOWRESTORED, pygame.WINDOWSHOWN, pygame.WINDOWMAXIMIZED)

Events = Callable[[], Iterable[pygame.event.Event]]


def show(
    scenario: Scenario,
    race_id: str | None = None,
    *,
    model: str = "kinematic",
    save_clip: SaveClip | None = None,
    complain: Callable[[str], None] = to_stderr,
    begin: Callable[[Player], object] | None = None,
    give_back: Callable[[], object] = gc.collect,
) -> None:
    """Open the replay window and return when it is closed.

    Parameters
    ----------
    scenario : the event
    race_id : the race to open; None opens the event's bracket
    model : see `simulate`
    save_clip : writes a film of a stretch of a race; without one there are no clips
    complain : takes lines for the user; by default they go to stderr
    begin : what is done first, such as to choose a ghost
    give_back : see `Window`

    Raises
    ------
    NoDisplayError
        if no window can be opened
    InputError
        if the scenario contradicts itself
    FileNotFoundError, DamagedAssetError
        if the installation lacks a file that will be needed, or it is damaged
    """
    widget_theme.scaled(1.0)  # here, and not when the panel is first opened
    opened, complaint = settings_file.load(settings_file.path())
    if complaint:
        complain(complaint)
    preferences = replace(opened, size=screen.fitting(opened.size))
    player = Player(results(scenario, model), race_id, preferences)
    player.shelf.opened(scenario.source)
    if begin is not None:
        begin(player)
    sound = Speaker(preferences.sound)
    window = Window(player, sound, save_clip=save_clip, give_back=give_back, complain=complain)
    try:
        window.run()
    finally:
        window.close()
        kept = replace(player.preferences(sound=window.speaker.on), size=window.windowed_size)
        if complaint := settings_file.save(kept, settings_file.path(), opened):
            complain(complaint)


class Window:
    """A window on a player.

    Parameters
    ----------
    player : what is watched
    speaker : what is heard
    save_clip : see `show`
    events, tick : where events and time come from; tests drive the window with their own
    folders : where pictures and clips are saved; by default the user's own folders
    give_back : done when time stands, to give back memory that nobody needs any more
    complain : see `show`

    Raises
    ------
    NoDisplayError
        if there is no display
    """

    def __init__(
        self,
        player: Player,
        speaker: Speaker,
        *,
        save_clip: SaveClip | None = None,
        events: Events = pygame.event.get,
        tick: screen.Tick | None = None,
        folders: tuple[Path, ...] | None = None,
        give_back: Callable[[], object] = gc.collect,
        complain: Callable[[str], None] = to_stderr,
    ) -> None:
        self.player, self.speaker = player, speaker
        self.worker, self.painter = Worker(), Painter(moving=True)
        self._alone = False  # whether the window shows what the painter painted, and no more
        player.sound = speaker.on
        self.keyboard, self.mouse = Keyboard(player), Mouse(player)
        self.tuner = TuningControl(player)
        self.composed = Panel(())
        self._save_clip, self._folders = save_clip, folders
        self._events, self._tick = events, tick or screen.ticking()
        self._give_back, self._carry_out = give_back, partial(carry_out, player, complain)
        self._window = screen.opened(player.settings.size)
        self.windowed_size = self._window.size
        self._seen = True
        self._drawn: object = None
        self._unchanged = 0  # pictures since it was
        self._place: tuple[str, bool] | None = None
        self._fade, self._hand, self._still_s = Fade(), False, 0.0

    @property
    def picture(self) -> pygame.Surface:
        """What the window shows."""
        return self._window.get_surface()

    def run(self) -> None:
        """Show pictures until the viewer quits."""
        moving = False
        with gc_pause() as after_picture:  # all is collected at a pause, and when due
            while not self.player.closed:
                for event in self._events():
                    self.handle(event)
                self.advance(self._tick(RATE_HZ if self._seen else IDLE_HZ))
                if self._seen:
                    self.draw()
                    self.speaker.open()  # once there is something to see
                after_picture()
                before, moving = moving, self.player.transport.playing
                if (before and not moving) or due(moving=moving):
                    self._give_back()

    def handle(self, event: pygame.event.Event) -> None:
        """Take one event; one that is not whole is passed over."""
        if is_sound(event):
            self._carry_out(named(event), self._handle, event)

    def _handle(self, event: pygame.event.Event) -> None:
        hits = self.composed.hits
        at = self._point(event.pos) if event.type in _MOUSE else None
        if self.tuner.handle(event, at):
            self._drawn = None
            self._still_s = 0.0
            self.keyboard.release()
            if event.type in _MOUSE:
                self.mouse.leave()
        elif event.type == pygame.KEYDOWN:
            self.keyboard.press(screen.chord(event), str(event.key), hits)
        elif event.type == pygame.KEYUP:
            self.keyboard.lift(str(event.key))
        elif event.type == _MOVE:
            self._still_s = 0.0
            self.mouse.move(self._point(event.pos))
        elif event.type in _PRESS and event.button == pygame.BUTTON_LEFT:
            act = self.mouse.press if event.type == pygame.MOUSEBUTTONDOWN else self.mouse.lift
            act(self._point(event.pos), hits)
        elif event.type == pygame.DROPFILE:
            do(self.player, f"event={event.file}")
        elif event.type == pygame.MOUSEWHEEL:
            self.mouse.wheel(notches(event))
        elif event.type == pygame.WINDOWLEAVE:
            self.tuner.leave()
            if not self.mouse.pressed:
                self.mouse.leave()
        elif event.type == pygame.WINDOWEXPOSED:
            self._drawn = None
        elif event.type in _SEEN:
            self._seen, self._drawn = True, None
        elif event.type in _LOST:
            self.keyboard.release()
            self.mouse.leave()
            self._seen = self._seen and event.type == pygame.WINDOWFOCUSLOST
        elif event.type in (pygame.QUIT, pygame.WINDOWCLOSE):
            # What is being saved, or is not, is worth a question, but only one.
            lost = self.worker.busy or self.player.session.unsaved
            if lost and self.player.panel != "quit":
                self.player.open("quit")
            else:
                do(self.player, "leave")

    def advance(self, wall_s: float) -> None:
        """Let wall-clock time pass [s]: nothing moves while nothing can be seen."""
        for line in self.worker.messages():
            self.player.say(line, _SAVED_S)
        if self._seen:
            self._carry_out("the key that is held", self.keyboard.advance, wall_s)
            self._carry_out("going on", self.player.advance, wall_s)
            looking.explain(self.player, wall_s)
            self._carry_out("tuning", self.tuner.advance, wall_s)
            self._fade.advance(wall_s)
        self._still_s += wall_s
        resting = self.player.full_screen and self._still_s > _RESTING_S
        if pygame.mouse.get_visible() == resting:
            pygame.mouse.set_visible(not resting)
        while self.player.wishes:
            name, _, source = self.player.wishes.pop(0).partition("=")
            self._carry_out(name, self._grant, name, source)
        race_sounds.play(self.player, self.speaker, seen=self._seen)

    def draw(self) -> None:
        """Paint what is to be seen, if it is not what was painted before."""
        try:
            surface = self._window.get_surface()
        except pygame.error:  # its display has gone, maybe for a moment
            self._drawn = None
            return
        if 0 in surface.get_size():
            return
        self.player.size = screen.picture_size(surface.get_size())
        if not self.player.full_screen:
            self.windowed_size = self._window.size
        player, worker = self.player, self.worker
        rests = self.mouse.clicked or self._still_s > _RESTING_S
        pointer = Pointer(self.mouse.at, self.mouse.pressed, player.chosen, rests)
        overlay.point(player, self.composed.hits, pointer)
        place = (player.race_id, player.choosing)
        wanted = (
            place, pointer, worker.busy, worker.part, surface.get_size(),
            self._fade.left_s, self._fade.on, *overlay.depends_on(player),
        )  # fmt: skip
        # Widgets show where the mouse is, and tips after a while, by themselves.
        still = wanted == self._drawn and not self.tuner.inside
        self._unchanged = self._unchanged + 1 if still else 0
        if still and self._unchanged != _SETTLED:
            return
        if self._place not in (None, place):
            self._fade.begin(surface)
        kept = self._alone and self._drawn is not None
        self._place, self._drawn = place, wanted
        self.composed = overlay.compose(player, pointer, worker.busy, worker.part)
        self._alone = self._paint(surface, kept, still) and not self._fade.on
        if self._fade.on:
            self._fade.paint(surface)
        self._window.flip()
        self.painter.make_ready(overlay.coming(player))
        self._name()
        self._point_out(pointer)

    def close(self) -> None:
        """Give everything back."""
        self.player.session.asker.stop()
        self.player.shelf.moments.put_away()
        self.worker.stop()
        self.speaker.close()
        self._window.destroy()
        pygame.display.quit()

    def _paint(self, surface: pygame.Surface, kept: bool, still: bool) -> bool:
        """Paint the picture on the window; returns whether nothing but the painter did.

        `kept` says that this was so the last time, and that it has been left as it was;
        `still` that it has been seen for a while, and will be.
        """
        size = self.player.size
        beside: Frame = self.tuner.compose()
        if size == surface.get_size() and not beside:
            self.painter.paint(self.composed.shapes, surface, kept=kept, still=still)
            return True
        # Smaller than anything is laid out for: painted larger, and shrunk.
        board = surface if size == surface.get_size() else opaque(*size)
        picture = board.subsurface((0, 0, *self.player.settings.size)) if beside else board
        self.painter.paint(self.composed.shapes, picture, still=still)
        if beside:
            self.painter.paint(beside, board)
            self.tuner.paint(board)
        if board is not surface:
            pygame.transform.smoothscale(board, surface.get_size(), surface)
        return False

    def _point(self, position: tuple[int, int]) -> Point:
        """A place of the mouse in pixels of the picture; on some displays they differ."""
        wide, high = self._window.size
        size = self.player.size
        return position[0] * size[0] / max(wide, 1), position[1] * size[1] / max(high, 1)

    def _point_out(self, pointer: Pointer) -> None:
        """A hand where something can be clicked."""
        name = panel.hit(self.composed.hits, pointer.at) if pointer.at else ""
        hand = name not in ("", "rink", "bar", panel.OUTSIDE)
        if hand != self._hand:
            self._hand = hand
            screen.show_hand(hand)

    def _name(self) -> None:
        event = self.player.results.scenario.event.name
        replay = self.player.replay
        title = f"{replay.race.title} · {event}" if replay else event
        if title != self._window.title:
            self._window.title = title

    def _grant(self, name: str, source: str) -> None:
        if name in opening.OPENS:
            if opening.OPENS[name](self.player, source):
                self._give_back()
        elif name == "sound":
            self.player.sound = self.speaker.switch()
            self.player.say(f"sound: {'on' if self.player.sound else 'off'}")
        elif name == "full-screen":
            self._switch_full_screen()
        else:
            saving.grant(name, self.player, self.composed, self.painter, self.worker,
                         self._save_clip, self._folders or save_worker.folders())  # fmt: skip

    def _switch_full_screen(self) -> None:
        self.player.full_screen = not self.player.full_screen
        if self.player.full_screen:
            self._window.set_fullscreen(desktop=True)
        else:
            self._window.set_windowed()
        self._drawn = None
