"""Pictures and clips to send: the form is asked for, and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

import pursuit_sim
from helpers.scenes import says, walk
from helpers.window_script import Script, replay_of
from pursuit_sim.app import overlay
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw.look import text_width
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.scenes.shot_list import shot_at
from pursuit_sim.draw.shapes import Text
from pursuit_sim.event import Results

pytestmark = pytest.mark.usefixtures("prepared_once")

SIZE = (1280, 720)


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = Script(Player(event, "final-a", Preferences(size=SIZE)), tmp_path)
    made.player.seek(100.0)
    made.go()
    yield made
    made.window.close()


def sizes(script: Script) -> list[tuple[int, int]]:
    files = sorted(script.folders[0].iterdir(), key=lambda file: file.stat().st_mtime_ns)
    return [pygame.image.load(file).get_size() for file in files]


def test_a_key_and_a_digit_save_in_a_form(script: Script) -> None:
    for digit in "312":
        script.press("S")
        assert script.player.panel == "picture"
        script.press(digit)
        assert script.player.panel == ""
        script.idle()
    assert sizes(script) == [(1080, 1920), (1920, 1080), (1080, 1080)]


def test_the_form_of_the_last_time_is_the_first_choice(script: Script) -> None:
    script.press("V")
    script.press("3")
    script.idle()
    script.press("S")
    script.press("Enter")
    script.idle()
    assert sizes(script) == [(1080, 1920)]
    (clip,) = script.clips
    assert (clip.settings.size, clip.settings.form) == ((1080, 1920), "portrait")
    kept = script.player.preferences(sound=True)
    assert (kept.form, kept.clean) == ("portrait", False)


def test_the_mouse_chooses_too(script: Script) -> None:
    script.click("clip")
    script.click("graphics")
    assert script.player.panel == "clip", "which stays open"
    script.click("send=square")
    script.idle()
    (clip,) = script.clips
    assert (clip.settings.size, clip.settings.clean) == ((1080, 1080), True)
    assert script.player.preferences(sound=True).clean


def test_asking_again_or_escaping_saves_nothing(script: Script) -> None:
    for chords in (("S", "S"), ("V", "Esc"), ("S", "C", "Esc")):
        for chord in chords:
            script.press(chord)
        assert script.player.panel == ""
    script.press("S")
    script.press("V")
    assert script.player.panel == "clip"
    script.press("Esc")
    script.idle()
    assert not script.clips
    assert not script.folders[0].exists()


def test_arrows_lead_to_every_line(script: Script) -> None:
    script.press("S")
    for _ in range(3):
        script.press("Down")
    script.press("Enter")
    assert script.player.clean
    script.press("Up")
    script.press("Enter")
    script.idle()
    assert sizes(script) == [(1080, 1920)]


def test_a_clip_at_a_mark_that_was_jumped_to_shows_it(tmp_path: Path) -> None:
    """The fall of the women's final of 2022: a click on its cross, then CLIP."""
    event = pursuit_sim.results(pursuit_sim.load("beijing-2022-women"))
    source = event.scenario.source
    for known, heading, ahead in (
        ((f"{source}#final-a",), "clip of 2:45.73  ·  JPN: Nana Takagi falls", True),
        ((), "clip of the last 10 s", False),
    ):
        script = Script(
            Player(event, "final-a", Preferences(size=SIZE, known=known, hiding=True)), tmp_path
        )
        found = script.player.moments
        index = next(i for i, words in enumerate(found.words) if "falls" in words)
        start = found.starts[index]
        script.player.seek(start)
        script.player.go_on(replace(script.player.transport, time_s=start + 1.0))
        script.press("V")
        assert heading in says(script.window.composed.shapes)
        script.press("3")
        script.idle()
        (clip,) = script.clips
        assert clip.start_s == pytest.approx(start if ahead else start - 9.0)
        assert clip.end_s - clip.start_s == pytest.approx(10.0)
        script.window.close()


@pytest.mark.parametrize(
    ("back_s", "loop", "heading", "span"),
    [
        (None, False, "clip of 2:45.73  ·  JPN: Nana Takagi falls", (163.73, 169.3)),
        (168.9, True, "clip of the loop, as far as you have been", (168.3, 169.3)),
        (150.0, True, "clip of the loop, as far as you have been", (150.0, 169.3)),
    ],
)
def test_a_clip_tells_nothing_of_a_hidden_race_that_was_not_watched(
    back_s: float | None, loop: bool, heading: str, span: tuple[float, float], tmp_path: Path
) -> None:
    """The women's final of 2022 as far as 169.3 s, and back to the fall: Canada won at 173.44."""
    event = pursuit_sim.results(pursuit_sim.load("beijing-2022-women"))
    hiding = Preferences(size=SIZE, hiding=True)
    script = Script(Player(event, "final-a", hiding), tmp_path)
    script.player.seek(169.3)
    script.press("P")
    if back_s is not None:
        script.player.seek(back_s)
    if loop:
        script.press("[")
    script.press("V")
    assert heading in says(script.window.composed.shapes)
    script.press("Enter")
    script.idle()
    (clip,) = script.clips
    assert (clip.start_s, clip.end_s) == pytest.approx(span, abs=0.01)
    (saved,) = script.folders[1].iterdir()
    assert saved.stem.endswith("to-2m49s")
    script.window.close()


def test_while_a_clip_is_saved_the_title_is_seen_beside_it() -> None:
    event = pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))
    player = Player(event, "sf-1", Preferences(size=SIZE, camera="director"))
    player.size = SIZE
    player.seek(45.0)
    replay = replay_of(player)
    why = shot_at(replay, 45.0).why
    composed = overlay.compose(player, Pointer(), "saving clip …", 0.374)
    told = says(composed.shapes)
    assert "saving clip …  37 %" in told
    assert why in told
    texts = [shape for shape, _ in walk(composed.shapes) if isinstance(shape, Text)]
    busy = next(each for each in texts if each.text.startswith("saving clip"))
    beside = [each for each in texts if each.text == event.scenario.event.name]
    right = busy.x + text_width.width(busy.text, busy.size, busy.weight)
    assert beside[-1].x > right, "the title is set anew, right of that"


def test_it_is_told_where_a_clip_goes_before_it_is_there(script: Script) -> None:
    script.press("V")
    script.press("3")
    assert str(script.folders[1]) in script.player.notice


def test_a_clip_is_of_what_was_seen_when_it_was_asked_for(script: Script) -> None:
    """However long one thinks about its form, and the race goes on after that."""
    player = script.player
    player.transport = player.transport.play()
    script.press("V")
    script.go(600)
    script.press("3")
    script.idle()
    assert script.clips[-1].end_s == pytest.approx(100.0, abs=0.1)
    before = script.time
    script.go(60)
    assert script.time == pytest.approx(before + 1.0, abs=0.05)
