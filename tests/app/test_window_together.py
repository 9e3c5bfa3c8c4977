"""What the window does by itself, hides and asks, where several of these meet."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

import pursuit_sim
from helpers.scenes import says
from helpers.window_script import Script, replay_of
from pursuit_sim.app import overlay
from pursuit_sim.app.highlights import worth_seeing
from pursuit_sim.app.highlights.highlight_shelf import HighlightShelf
from pursuit_sim.app.known_results import KnownResults
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import FIRST, Preferences
from pursuit_sim.app.save_worker import ClipRequest
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.shapes import Polyline
from pursuit_sim.event import Results
from pursuit_sim.on_step import OnStep

pytestmark = pytest.mark.usefixtures("prepared_once")

SIZE = (1280, 720)
HIDING = replace(FIRST, size=SIZE, explaining=False)
SHOWING = Preferences(size=SIZE)
MEN = "beijing-2022-men"
# Semifinal 1 of Beijing 2022, men: the Netherlands finished in 3:39.62 (official results).
LAST_S = 219.62
QUARTERFINALS = ("qf-1", "qf-2", "qf-3", "qf-4")

Make = Callable[[str, Preferences], Script]


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load(MEN))


@pytest.fixture
def make(event: Results, tmp_path: Path) -> Iterator[Make]:
    made: list[Script] = []

    def make(race_id: str, preferences: Preferences) -> Script:
        made.append(Script(Player(event, race_id, preferences), tmp_path))
        return made[-1]

    yield make
    for each in made:
        each.window.close()


def test_two_windows_that_save_the_same_moment_have_a_file_each(make: Make, tmp_path: Path) -> None:
    """The film that is begun first is done last, and says the name that it really has."""
    one, other = (make("final-a", SHOWING) for _ in range(2))
    begun, go_on = threading.Event(), threading.Event()

    def slow(clip: ClipRequest, path: Path, report: OnStep) -> Path:
        begun.set()
        assert go_on.wait(20)
        return one.save_clip(clip, path, report)

    one.window._save_clip = slow
    for script in (one, other):
        script.player.seek(100.0)
        for chord in ("V", "Enter"):
            script.press(chord)
        assert begun.wait(20)
    first, second = other.window.worker, one.window.worker
    other.idle()
    go_on.set()
    one.idle()
    name = tmp_path / "videos" / "Beijing-2022-men-final-a-1m30s-to-1m40s"
    for worker, path in ((first, f"{name}.mp4"), (second, f"{name}-2.mp4")):
        assert worker.messages() == [f"saved {path}"]
        assert Path(path).read_bytes() == b"film"


def said(script: Script) -> str:
    script.settle()
    return "\n".join(says(script.window.composed.shapes))


def watch(player: Player, wall_s: float) -> None:
    for _ in range(round(wall_s / 0.05)):
        player.advance(0.05)


def in_slow_replay(script: Script) -> Player:
    script.player.seek(LAST_S - 1.0)
    script.press("Space")
    watch(script.player, 3.0)
    assert script.player.finale.back is not None
    return script.player


@pytest.mark.parametrize("chord", ["Ctrl+T", "Ctrl+K", "Ctrl+Z", "Ctrl+Y", "PageDown", "Delete"])
def test_no_key_opens_the_tuning_panel_of_a_hidden_race(make: Make, chord: str) -> None:
    script = make("sf-1", HIDING)
    for _ in range(2):
        script.press(chord)
        assert not script.player.tuning
        assert script.player.hiding
    assert "T shows it" in script.player.notice


def test_a_tuning_panel_does_not_come_along_to_a_hidden_race(make: Make) -> None:
    script = make("qf-3", HIDING)
    player = script.player
    player.known.learn(MEN, "qf-3")
    script.press("T")
    assert player.tuning
    player.show("sf-1")
    seen = [player.tuning]
    for _ in range(2):
        script.press("T")
        seen.append(player.tuning)
    assert seen == [False, False, True]


def test_ghosts_of_races_that_are_hidden_are_not_listed(make: Make) -> None:
    script = make("qf-3", HIDING)
    script.player.known.learn(MEN, "qf-3")
    script.press("G")
    assert "3:38.08" not in said(script), "Norway in Final A"
    script.player.known.learn(MEN, "final-a")
    script.press("Esc")
    script.press("G")
    assert "NOR, Final A  3:38.08" in said(script)
    script.press("Esc")
    script.player.open("ghosts")
    assert not [each for each in said(script).split("\n") if "Semifinal" in each]


def test_a_card_tells_no_place_among_hidden_races(make: Make) -> None:
    """Korea won quarterfinal 1 and was sixth of eight, as the three after it showed."""
    script = make("qf-1", HIDING)
    player = script.player
    player.seek(replay_of(player).duration_s)
    for camera in registry.names(player.codes):
        player.choose_camera(camera)
        found = said(script)
        assert "3:41.89" in found, camera
        assert "of 8" not in found, camera
        assert "Final C" not in found, camera
    for each in QUARTERFINALS[1:]:
        player.known.learn(MEN, each)
    for camera in registry.names(player.codes):
        player.choose_camera(camera)
        assert "6th of 8" in said(script), camera
    player.show("final-a")
    player.seek(replay_of(player).duration_s)
    assert "1st · gold" in said(script), "that follows from nothing else"


def test_what_a_result_follows_from(event: Results) -> None:
    assert story.followed_from(event, "qf-2") == set(QUARTERFINALS)
    assert story.followed_from(event, "sf-2") == {"sf-2"}
    assert story.followed_from(event, "final-b") == {"final-b"}
    cup = pursuit_sim.results(pursuit_sim.load("world-cup-2025-hamar-men"))
    assert story.followed_from(cup, "a-1") == {"a-1", "a-2", "a-3", "a-4"}


def test_a_strip_does_not_tell_beforehand_that_teams_are_far_apart(make: Make) -> None:
    """China came 13.58 s after ROC in quarterfinal 4: the strip leaves out what is between."""
    player = make("qf-4", HIDING).player
    player.choose_camera("finish-strip")
    watch(player, 1.0)

    def cuts(time_s: float) -> int:
        shapes = scene.frame(replay_of(player), time_s, player.settings)
        return sum(isinstance(each, Polyline) and bool(each.dash) for each in shapes)

    assert cuts(200.0) == 0
    assert cuts(232.0) > 0


def test_the_strip_leads_back_however_it_was_chosen(make: Make) -> None:
    script = make("sf-1", SHOWING)
    script.player.choose_camera("follow:NED")
    script.press("C")
    script.click("camera=finish-strip")
    script.press("W")
    assert script.player.camera == "follow:NED"


def test_what_a_picture_would_show_is_seen_while_it_is_chosen(make: Make) -> None:
    script = make("sf-1", SHOWING)
    script.press("S")
    assert "graphics: shown" in said(script)
    script.press("4")
    assert "graphics: none, only ice and skaters" in said(script)


@pytest.mark.parametrize(("source", "panel"), [("milano-2026-men", "bracket"), ("two-teams", "")])
def test_another_event_ends_a_slow_replay(make: Make, source: str, panel: str) -> None:
    script = make("sf-1", SHOWING)
    player = in_slow_replay(script)
    script.event(pygame.DROPFILE, file=source)
    script.go(2)
    assert (player.finale.back, player.notice, player.panel) == (None, "", panel)
    script.press("H")
    assert player.panel == "help", "the first key means what it says"
    assert player.transport.time_s == 0.0


def test_a_question_over_a_slow_replay_is_answered(make: Make) -> None:
    script = make("sf-1", SHOWING)
    player = in_slow_replay(script)
    player.open("quit")
    script.press("Esc")
    assert (player.panel, player.finale.back is None) == ("", False)
    script.press("Esc")
    assert (player.panel, player.finale.back is None) == ("", True)


def test_the_next_race_waits_for_what_is_open(make: Make) -> None:
    script = make("sf-1", SHOWING)
    player = script.player
    player.autoplay = True
    player.seek(LAST_S - 0.5)
    script.press("Space")
    script.press("C")
    watch(player, 15.0)
    assert (player.race_id, player.panel, player.transport.at_end) == ("sf-1", "camera", True)
    script.press("Esc")
    watch(player, 0.2)
    assert (player.race_id, player.transport.playing) == ("sf-2", True)


def test_a_slow_replay_is_as_slow_through_every_camera(make: Make) -> None:
    def lasts(camera: str) -> int:
        player = make("sf-1", SHOWING).player
        player.choose_camera(camera)
        player.seek(LAST_S + 1.4)
        player.go_on(player.transport.play())
        watch(player, 0.2)
        ticks = 0
        while player.finale.back is not None:
            player.advance(0.05)
            ticks += 1
        return ticks

    assert lasts("director") == lasts("overview") > 100


def test_what_is_seen_depends_on_the_form_that_is_chosen(make: Make) -> None:
    player = make("sf-1", SHOWING).player
    before = overlay.depends_on(player)
    player.form = "square"
    assert overlay.depends_on(player) != before


def test_a_picture_of_a_moment_ends_before_what_is_hidden() -> None:
    known = KnownResults(hiding=True)
    shelf = HighlightShelf((), known)
    fall = next(each for each in worth_seeing.kept() if each.kind == "fall")

    def shown() -> list[float]:
        found = []
        for pointed in ("", fall.key):
            shelf.point(pointed)
            for _ in range(60):
                shelf.advance(0.1)
                found.append(shelf.shown_s(fall))
        return found

    assert shelf.veiled(fall)
    assert max(shown()) <= fall.time_s
    known.learn(fall.source, fall.race)
    assert not shelf.veiled(fall)
    assert max(shown()) > fall.time_s
