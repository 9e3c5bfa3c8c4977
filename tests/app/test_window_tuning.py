"""Tuning panel, ghosts, compare mode and clips in the window, under the dummy driver."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import nan
from pathlib import Path

import numpy as np
import pygame
import pytest
from pydantic import TypeAdapter
from pygame_gui.elements import UIButton, UIDropDownMenu
from pygame_gui.elements.ui_drop_down_menu import UIClosedDropDownState, UIExpandedDropDownState

import pursuit_sim
from helpers.window_script import Script, seen
from pursuit_sim.app import interrupting
from pursuit_sim.app.commands import do
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.app.save_worker import Cancelled, ClipRequest
from pursuit_sim.app.tuning import ghost_choice, panel_footer, panel_layout
from pursuit_sim.app.tuning.widgets import Widgets
from pursuit_sim.cli import clip_process as clips
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import clock
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Layer, Rect, Shape, Text
from pursuit_sim.event import Results
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.estimate import Estimate
from pursuit_sim.on_step import OnStep
from pursuit_sim.units import format_time

pytestmark = pytest.mark.slow

SIZE = (1024, 576)
LEAST_TYPE = 0.0145  # of the height, of type that is looked for: 10.4 px of 720


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture(scope="module")
def opened(event: Results, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Script]:
    made = Script(Player(event, "sf-1", Preferences(size=SIZE)), tmp_path_factory.mktemp("tuned"))
    yield made
    made.window.close()


@pytest.fixture
def script(opened: Script) -> Script:
    """Semifinal 1 with the panel open on NED, as it was."""
    player = opened.player
    player.close()
    player.show("sf-1")
    player.session.choose_ghost(ghost_choice.AUTO)
    player.session.sync = "time"
    player.session.cursor.unfolded = ("formation",)
    player.tune(lambda session: session.take(session.tuning.release().reset_all()))
    player.session.keep_time(True)
    player.session._freed.clear()
    player.session._saved.clear()
    player.session.open = True
    do(player, "team=crossing")
    opened.move((5, 5))
    opened.go(30)  # clicks that come sooner are for what was there before the panel
    return opened


def widgets(script: Script) -> Widgets:
    found = script.window.tuner._widgets
    assert found is not None
    return found


def sheet(script: Script) -> panel_layout.PanelLayout:
    found = script.window.tuner._sheet
    assert found is not None
    return found


def unfold(script: Script, name: str) -> None:
    script.player.session.cursor.unfolded = (name,)
    script.go(2)


def press_gui(script: Script, rect: pygame.Rect) -> None:
    script.down(rect.center)
    script.up(rect.center)
    script.go(2)


def button(script: Script, name: str) -> pygame.Rect:
    made = script.window.tuner._sheet
    assert made is not None
    box = next(each[1] for each in made.buttons if each[0] == name)
    assert min(box.width, box.height) >= 20
    return pygame.Rect(*map(round, box))


def hand_over(script: Script) -> None:
    """What widgets posted for each other comes back with the next events, as in the window."""
    while events := pygame.event.get(pump=False):
        for event in events:
            script.window.handle(event)
        script.go(2)


def open_order(script: Script) -> UIDropDownMenu:
    """Open the list of orders; an answer that comes before may lay the panel out anew."""
    unfold(script, "formation")
    pygame.event.clear()
    press_gui(script, widgets(script)._placed.menus["order"].rect)
    hand_over(script)
    assert widgets(script).expanded
    return widgets(script)._placed.menus["order"]


def names(script: Script) -> list[str]:
    return [section.name for section in script.player.session.sections() if section.alive]


def test_t_and_the_button_open_and_close_the_panel_beside_the_picture(script: Script) -> None:
    player = script.player
    assert player.settings.size[0] == SIZE[0] - panel_layout.width(SIZE)
    assert seen(script.pixels())
    script.press("T")
    assert (player.tuning, player.settings.size) == (False, SIZE)
    script.click("tune")
    assert (player.tuning, player.panel) == (True, "")
    script.press("Esc")
    assert (player.tuning, player.panel) == (False, "")


def test_the_other_team_is_seen_wherever_the_mouse_is(script: Script) -> None:
    """By a key or a ghost's question the team changes while the mouse is on the ice."""
    script.move((200, 300))
    script.go(30)  # long enough for everything to have settled
    panel = script.pixels()[SIZE[0] - panel_layout.width(SIZE) :]
    other = next(e.side for e in script.player.session.race.entries
                 if e.side != script.player.session.side)  # fmt: skip
    script.player.session.team(other)
    script.go(1)
    assert not np.array_equal(script.pixels()[SIZE[0] - panel_layout.width(SIZE) :], panel)


@pytest.mark.parametrize("model", ["keep", "free"])
def test_every_slider_moves_the_race_and_can_be_undone_and_reset(
    script: Script, model: str
) -> None:
    do(script.player, model)
    session = script.player.session
    seen_rows = set()
    for section in names(script):
        unfold(script, section)
        for name in list(widgets(script)._placed.sliders):
            control, start = session.control(name), session.tuning.now
            if control is None or control.high - control.low < control.step:
                continue
            slider = widgets(script)._placed.sliders[name]
            low = float(control.value) > (control.low + control.high) / 2
            end = slider.rect.midleft if low else slider.rect.midright
            at = (end[0] + (12 if low else -12), end[1])
            script.down(at)
            held = session.tuning.now
            script.up(at)
            seen_rows.add(name)
            assert session.tuning.now != start or session.problem, (name, held)
            if session.problem:
                continue
            assert session.tuning.past
            do(script.player, "undo")
            assert session.tuning.now == start, name
            do(script.player, "redo")
            script.go()
            now = session.control(name)
            lines = {each.control.id: each for each in sheet(script).lines}
            if now is not None and now.changed and name in lines:
                script.down(lines[name].undo.middle)
                script.up(lines[name].undo.middle)
                after = session.control(name)
                assert after is None or not after.changed, name
            script.player.tune(lambda session: session.take(session.tuning.reset_all()))
            script.go()
    assert len(seen_rows) >= (18 if model == "keep" else 25)


def test_the_original_stays_as_a_ghost_and_the_table_shows_the_change(script: Script) -> None:
    player = script.player
    player.choose_camera("overview")
    player.seek(200.0)
    player.session.cursor.unfolded = ("pacing",)
    script.settle()
    slider = widgets(script)._placed.sliders["pacing.fade_s"]
    script.down((slider.rect.right - 30, slider.rect.centery))
    script.up((slider.rect.right - 30, slider.rect.centery))
    script.go(3)
    assert player.replay is not None
    assert player.replay.ghost is not None
    assert player.replay.ghost.label == "as it was"
    assert script.time == 200.0
    reference = player.replay.context.reference_laps_s
    assert reference[1] == tuple(
        pytest.approx(lap) for lap in player.session.runner.shown.laps_s[1]
    )
    shown = {text.lstrip("▼▲") for text in texts(script.window.composed.shapes)}
    shown = {text for text in shown if text[:1] in "+−"}
    change = float(player.replay.laps_s[1][1] - reference[1][1])
    assert any(abs(float(text.replace("−", "-")) - change) < 0.006 for text in shown if "." in text)


def table_of(script: Script) -> list[Shape]:
    """Shapes of the lap table."""
    drawn = scene.frame(script.replay, script.time, script.player.settings)
    layers = (each for each in drawn if isinstance(each, Clip | Layer))
    return next(list(each.shapes) for each in layers if "MODEL LAPS" in texts(each.shapes))


def fade(script: Script, value: float) -> None:
    row = script.player.session.control("pacing.fade_s")
    assert row is not None
    script.player.tune(lambda session: session.change(row, value))
    script.go(2)


def test_who_tunes_at_the_start_sees_what_becomes_of_every_lap(script: Script) -> None:
    player = script.player
    player.choose_camera("overview")
    player.seek(0.0)
    script.settle()
    assert not [text for text in texts(table_of(script)) if "." in text]
    was = [f"{lap:.2f}" for lap in player.session.runner.shown.laps_s[0]]
    fade(script, 2.9)  # whereby no lap becomes one of Norway's, to the hundredth
    shown = texts(table_of(script))
    assert player.replay is not None
    laps = [f"{lap:.2f}" for lap in player.replay.laps_s[1]]
    assert [text for text in shown if text in laps] == laps
    assert [text for text in shown if text in was] == was
    changes = [float(text[1:].replace("−", "-")) for text in shown if text[0] in "▼▲"]
    reference = player.replay.context.reference_laps_s[1]
    assert changes == pytest.approx(player.replay.laps_s[1] - np.array(reference), abs=0.006)
    script.press("T")
    script.settle()
    assert not [text for text in texts(table_of(script)) if text in laps], "then it is watched"


@pytest.mark.parametrize("size", [(1024, 576), (1280, 720), (1920, 1080)])
def test_a_change_of_a_lap_can_be_read(script: Script, size: tuple[int, int]) -> None:
    """By arrow and sign, large, and in enough contrast with what lies behind it (WCAG 1.4.3)."""
    fade(script, 3.0)
    script.player.choose_camera("overview")
    script.player.seek(130.0)
    for palette in ("standard", "colour-blind"):
        script.player.palette = palette
        script.player.size = size
        shapes = table_of(script)
        found = 0
        for index, shape in enumerate(shapes):
            if not (isinstance(shape, Text) and shape.text[:1] in "▼▲" and shape.text[1:]):
                continue
            rects = [each for each in shapes[:index] if isinstance(each, Rect)]
            under = [each for each in rects if box_of(each).contains(shape.x, shape.y)]
            ground = under[-1].fill
            assert ground is not None
            assert contrast.ratio(shape.colour, ground) >= 4.5
            assert shape.text[1] == ("−" if shape.text[0] == "▼" else "+")
            assert shape.size >= LEAST_TYPE * size[1]
            assert text_width.width(shape.text, shape.size, shape.weight) <= under[-1].width
            found += 1
        assert found == 8
    script.player.palette = "standard"
    script.player.size = SIZE


def box_of(rect: Rect) -> Box:
    return Box(rect.x, rect.y, rect.width, rect.height)


def texts(shapes: Iterable[Shape]) -> list[str]:
    found = []
    for shape in shapes:
        if isinstance(shape, Text):
            found.append(shape.text)
        if isinstance(shape, Clip | Layer):
            found += texts(shape.shapes)
    return found


def test_numbers_can_be_written(script: Script) -> None:
    unfold(script, "pacing")
    field = widgets(script)._placed.fields["pacing.fade_s"]
    press_gui(script, field.rect)
    assert widgets(script).typing
    field.set_text("1,5")
    script.press("Enter")
    row = script.player.session.control("pacing.fade_s")
    assert row is not None
    assert row.value == 1.5
    field = widgets(script)._placed.fields["pacing.fade_s"]
    press_gui(script, field.rect)
    field.set_text("nonsense")
    script.press("Enter")
    script.go(2)
    assert widgets(script)._placed.fields["pacing.fade_s"].get_text() == "1.50"
    press_gui(script, widgets(script)._placed.fields["pacing.fade_s"].rect)
    script.press("Space")  # typed, not played
    assert not script.player.transport.playing
    script.press("Esc")
    assert script.player.tuning


def test_the_dutch_push_with_three_clicks(script: Script) -> None:
    line = sheet(script).lines[0]
    assert line.control.options[1] == "push"
    wide = (line.undo.right - line.slider.x) / len(line.control.options)
    at = (line.slider.x + 1.5 * wide, line.slider.middle[1])
    script.down(at)
    script.up(at)
    script.go(2)
    session = script.player.session
    assert session.run is not None
    assert session.run.replay.race.entries[1].formation.kind == "push"
    assert session.run.times_s[1][1] < 219.0
    kept = [session.tuning.now.keep_time]
    press_gui(script, button(script, "keep"))
    kept.append(session.tuning.now.keep_time)
    assert kept == [False, True]
    assert session.run.times_s[1][1] == pytest.approx(219.62, abs=1e-6)
    press_gui(script, button(script, "undo"))
    press_gui(script, button(script, "redo"))
    press_gui(script, button(script, "team=finish"))
    assert session.side == "finish"
    press_gui(script, button(script, "reset-all"))
    assert not session.tuning.changed


def test_the_panel_with_the_keyboard_alone(script: Script) -> None:
    session = script.player.session
    script.press("PageDown")
    assert session.cursor.row == "kind"
    script.press("Shift+Up")
    assert script.player.replay is not None
    assert script.player.replay.race.entries[1].formation.kind == "push"
    script.press("Delete")
    assert not session.tuning.changed
    for _ in range(len(session.rows())):
        script.press("PageDown")
    assert session.cursor.row == "kind", "all the way round"
    script.press("PageUp")
    script.press("Shift+Down")
    moved = session.tuning.now
    script.press("Ctrl+Z")
    assert session.tuning.now != moved
    script.press("Ctrl+Y")
    assert session.tuning.now == moved
    script.press("Ctrl+T")
    assert session.side == "finish"
    before = session.tuning.now.keep_time
    script.press("Ctrl+K")
    assert session.tuning.now.keep_time != before


def test_the_scenario_that_is_saved_runs(script: Script) -> None:
    session = script.player.session
    script.press("Ctrl+S")
    assert "nothing is changed" in script.player.notice
    kind = session.control("kind")
    assert kind is not None
    script.player.tune(lambda session: session.change(kind, "push"))
    script.go(2)
    press_gui(script, button(script, "save-scenario"))
    script.idle()
    (file,) = script.folders[2].glob("*.toml")
    ran = subprocess.run(
        [sys.executable, "-m", "pursuit_sim", "run", str(file), "--race", "sf-1"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert session.run is not None
    assert format_time(session.run.times_s[1][1]) in ran
    file.unlink()


def push(script: Script) -> None:
    kind = script.player.session.control("kind")
    assert kind is not None
    script.player.tune(lambda session: session.change(kind, "push"))


def test_who_quits_is_told_what_is_not_saved_and_can_save_it(script: Script) -> None:
    player, session = script.player, script.player.session
    script.press("Ctrl+Q")
    assert not [text for text in texts(script.window.composed.shapes) if "not saved" in text]
    assert "save-tuned" not in dict(script.window.composed.hits)
    player.close()
    push(script)
    player.show("qf-2")
    do(player, "team=crossing")
    push(script)
    script.press("Ctrl+Q")
    told = "what you tuned in Quarterfinal 2 and Semifinal 1 is not saved"
    assert told in texts(script.window.composed.shapes)
    script.click("save-tuned")
    script.idle()
    script.go(2)
    assert (player.panel, player.closed) == ("quit", False)
    assert told not in texts(script.window.composed.shapes)
    saved = sorted(script.folders[2].glob("*.toml"))
    assert [file.name for file in saved] == ["qf-2-tuned.toml", "sf-1-tuned.toml"]
    for file in saved:
        assert "push = true" in file.read_text(encoding="utf-8")
        file.unlink()
    player.close()
    do(player, "undo")
    assert session.unsaved == (), "as it was is nothing to save"
    do(player, "redo")
    assert session.unsaved == (), "that is in the file"
    row = session.control("train.spacing_m")
    assert row is not None
    player.tune(lambda session: session.change(row, row.high))
    assert list(session.unsaved) == ["qf-2"]
    script.press("Ctrl+Q")
    script.press("Ctrl+S")
    script.idle()
    assert (session.unsaved, player.panel) == ((), "quit")
    (file,) = script.folders[2].glob("*.toml")
    file.unlink()
    player.close()
    do(player, "reset-all")


def test_closing_the_window_asks_once_about_what_is_not_saved(script: Script) -> None:
    push(script)
    script.event(pygame.QUIT)
    assert (script.player.panel, script.player.closed) == ("quit", False)
    script.event(pygame.QUIT)
    assert script.player.closed
    script.player.closed = False
    script.player.close()


def test_a_tuning_that_could_not_be_written_is_not_taken_for_saved(script: Script) -> None:
    push(script)
    folder = script.folders[2]
    blocked = folder.with_name("in the way")
    blocked.write_text("no folder")
    script.window._folders = (folder, folder, blocked)
    script.press("Ctrl+S")
    script.idle()
    script.window._folders = script.folders
    assert script.player.session.unsaved == ("sf-1",)


def test_a_tuning_is_saved_once_and_at_once_while_a_clip_is_made(script: Script) -> None:
    push(script)
    go_on = threading.Event()

    def slow(_clip: ClipRequest, path: Path, _report: OnStep) -> Path:
        assert go_on.wait(20)
        path.write_bytes(b"")
        return path

    script.window._save_clip = slow
    script.press("V")
    script.press("Enter")
    script.press("Ctrl+Q")
    for _ in range(3):
        script.press("Ctrl+S")
    assert script.window.worker.busy
    (file,) = script.folders[2].glob("*.toml")
    assert "push = true" in file.read_text(encoding="utf-8")
    file.unlink()
    go_on.set()
    script.idle()
    for clip in script.folders[1].iterdir():
        clip.unlink()


def test_what_any_file_holds_is_not_lost(script: Script) -> None:
    """Saved, changed, saved, and undone: the first file holds that."""
    push(script)
    session = script.player.session
    script.press("Ctrl+S")
    row = session.control("train.spacing_m")
    assert row is not None
    script.player.tune(lambda session: session.change(row, row.high))
    assert list(session.unsaved) == ["sf-1"]
    script.press("Ctrl+S")
    do(script.player, "undo")
    assert session.tuning.changed
    assert session.unsaved == ()
    for file in script.folders[2].glob("*.toml"):
        file.unlink()


@pytest.mark.parametrize("size", [(640, 360), (1024, 576), (1920, 1080), (2560, 1440)])
def test_nothing_of_the_panel_lies_outside_the_window(
    script: Script, size: tuple[int, int]
) -> None:
    session = script.player.session
    colours = pursuit_colours(script)
    for section in names(script):
        session.cursor.unfolded = (section,)
        made = panel_layout.panel_layout(session, size, colours)
        boxes = [each[1] for each in made.buttons] + [each[1] for each in made.heads]
        boxes += [box for line in made.lines for box in (line.slider, line.field, line.undo)]
        for box in boxes:
            assert made.box.x <= box.x <= box.right <= size[0]
            assert 0 <= box.y <= box.bottom <= size[1]
        rows = sorted([(b.y, b.bottom) for b in {line.slider for line in made.lines}])
        for upper, lower in pairwise(rows):
            assert upper[1] <= lower[0] + 1


def pursuit_colours(script: Script) -> tuple[TeamColours, ...]:
    return scene.team_colours(script.player.session.runner.shown, script.player.settings)


def test_the_menu_of_ghosts(script: Script, event: Results) -> None:
    player = script.player
    player.session.open = False
    script.press("G")
    script.click("ghost=other:NED:push")
    assert player.replay is not None
    assert player.replay.ghost is not None
    assert player.replay.ghost.label == "if NED pushed"
    script.press("G")
    script.click("sync=distance")
    assert player.settings.ghost_sync == "distance"
    script.press("G")
    script.click("ghost=race:qf-2:NED")
    ghost = player.replay.ghost
    assert ghost is not None
    time = next(e.time_s for e in event.race("qf-2").entries if e.entry.team.code == "NED")
    assert float(ghost.replay.finish_s[0]) == pytest.approx(time, abs=1e-6)
    script.press("G")
    script.click("ghosts")
    script.click("ghost-menu")
    assert player.panel == "ghost", "there is a way back"
    script.click("ghosts")
    script.click("ghost=race:sf-2:ROC")
    assert player.replay.ghost is not None
    assert player.replay.ghost.replay.codes == ("ROC",)
    script.go(3)
    assert seen(script.pixels())
    script.press("G")
    script.click("records")
    assert player.panel == "records"
    script.click("ghost=record:WR:3:34.22")
    assert player.replay.ghost is not None
    assert float(player.replay.ghost.replay.finish_s[0]) == pytest.approx(214.22, abs=1e-6)
    script.go(3)
    assert seen(script.pixels())
    script.press("G")
    script.click("ghost=none")
    assert player.replay.ghost is None


def test_a_team_that_is_tuned_to_push_is_offered_as_it_rotated(script: Script) -> None:
    """What is shown already would be no ghost; the one offered is the race as it was."""
    session = script.player.session
    kind = session.control("kind")
    assert kind is not None
    script.player.tune(lambda session: session.change(kind, "push"))
    script.press("G")
    offered = texts(script.window.composed.shapes)
    assert ("if NED rotated" in offered, "if NED pushed" in offered) == (True, False)
    assert "if NOR rotated" in offered, "who pushes untuned"
    script.click("ghost=other:NED:rotating")
    ghost = script.replay.ghost
    assert ghost is not None
    assert (ghost.label, ghost.interval_s) == ("if NED rotated", None)
    assert float(ghost.replay.finish_s[0]) == pytest.approx(219.62, abs=1e-5)
    assert float(script.replay.finish_s[1]) < 219.0
    do(script.player, "reset-all")
    script.press("G")
    offered = texts(script.window.composed.shapes)
    assert {"if NED pushed", "if NED rotated"} <= set(offered), "what is chosen is ticked"
    script.press("Esc")


def test_a_menu_leaves_the_panel_alone(script: Script) -> None:
    push(script)
    script.go(2)
    script.click("camera-menu")
    for other in (pygame.BUTTON_RIGHT, pygame.BUTTON_WHEELUP, pygame.BUTTON_WHEELDOWN):
        script.event(pygame.MOUSEBUTTONDOWN, button=other, pos=button(script, "reset-all").center)
        assert script.player.panel == "camera"
    press_gui(script, button(script, "reset-all"))
    assert script.player.panel == ""
    assert not script.player.session.tuning.changed


def test_the_panel_opens_on_the_team_that_the_ghost_asks_about(script: Script) -> None:
    player = script.player
    player.choose_camera("overview")
    for team, kind in (("NOR", "rotating"), ("NED", "push"), ("NOR", "rotating")):
        player.session.open = False
        player.session.choose_ghost(f"other:{team}:{kind}")
        script.press("T")
        assert player.session.entry.team.code == team


def test_the_question_about_a_formation_follows_its_team(script: Script, event: Results) -> None:
    session = script.player.session
    session.choose_ghost("other:NED:push")
    for race, haunt in (("qf-2", "other:NED:push"), ("final-a", "auto")):
        assert ("NED" in event.race(race).race.by_team()) == (haunt != "auto")
        script.player.show(race)
        assert session.ghost_name == haunt
    script.player.show("qf-2")
    do(script.player, "team=crossing")
    kind = session.control("kind")
    assert kind is not None
    script.player.tune(lambda session: session.change(kind, "push"))
    script.player.show("sf-1")
    session.choose_ghost("other:NED:push")
    script.player.show("qf-2")
    assert session.ghost_name == "other:NED:rotating", "there it is tuned to push"
    do(script.player, "reset-all")
    script.player.show("sf-1")
    session.choose_ghost("other:NOR:rotating")
    script.player.show("qf-1")
    assert "NOR" not in script.player.codes
    assert session.ghost_name == "auto"


def test_compare_mode_shows_both_runs_and_states_the_interval(
    event: Results, tmp_path: Path
) -> None:
    race = event.race("sf-1").race
    answer = compare(race, "NED", draws_count=100)
    player = Player(event, "sf-1", Preferences(size=SIZE))
    interrupting.compare(player, answer)
    script = Script(player, tmp_path)
    replay = player.replay
    assert replay is not None
    assert replay.ghost is not None
    assert player.camera == "overview", "which has the chart"
    assert player.settings.chart == "difference"
    worth = answer.to_skated("push")  # against the turns that were skated
    _, difference = replay.ghost.curve
    assert float(difference[-1]) == pytest.approx(worth.value, abs=0.01)
    assert abs(difference[len(difference) // 2]) < abs(difference[-1])
    assert replay.ghost.interval_s == pytest.approx((worth.low, worth.high))
    player.seek(120.0)
    script.settle()
    stated = " ".join(texts(script.window.composed.shapes))
    assert "5–95 %" in stated
    assert worth.low < 0, "the push may be faster: up, as the chart has it"
    assert f"▲ {-worth.low:.1f}" in stated
    script.window._window.destroy()


def test_a_formation_without_an_interval_is_said_to_have_none(
    script: Script, event: Results
) -> None:
    """Where too many draws have no solution: no bar, and no 0.0 in place of its ends."""
    answer = compare(event.race("sf-1").race, "NED", draws_count=100)
    push = answer.outcomes["push"]
    lost = replace(push, time=Estimate(push.time_s, nan, nan, unsolved=46))
    session = script.player.session
    session.asker.answers["sf-1", "NED"] = replace(
        answer, outcomes={**answer.outcomes, "push": lost}
    )
    shapes: list[Shape] = []
    colours = theme.teams(tuple(entry.team.colour for entry in answer.race.entries))
    panel_footer.rows(session, Box(0, 0, 400, 300), 0.0, 1.0, colours, shapes)
    stated = " ".join(texts(shapes))
    assert "no 5–95 %: 46 of 100 draws have no solution" in stated
    assert "0.0 … 0.0" not in stated


def test_cameras_glide_or_dip_instead_of_jumping(script: Script) -> None:
    player = script.player
    player.choose_camera("overview")
    script.settle()
    player.choose_camera("follow:NED")
    script.go(3)
    assert player.settings.transition is not None
    assert player.settings.transition[0] == "overview"
    script.settle()
    assert player.settings.transition is None


def clip_of(script: Script) -> ClipRequest:
    player = script.player
    assert player.replay is not None
    return ClipRequest(player.replay, 100.0, 100.4, Settings(size=(320, 180)))


def test_a_clip_is_filmed_by_another_process_as_it_was_tuned(
    script: Script, tmp_path: Path
) -> None:
    kind = script.player.session.control("kind")
    assert kind is not None
    script.player.tune(lambda session: session.change(kind, "push"))
    wanted = clip_of(script)
    jobs = TypeAdapter(clips.Job)
    again = clips.replayed(
        jobs.validate_json(jobs.dump_json(clips.job(wanted, tmp_path / "x.mp4")))
    )
    assert again.effort is not None, "reserves are seen in the clip too"
    assert wanted.replay.effort is not None
    assert again.effort.tobytes() == wanted.replay.effort.tobytes()
    tuned = format_time(float(wanted.replay.finish_s[1]))
    assert tuned != "3:39.62"
    assert clock.reading(again, 60.0).finish == f"NED {tuned} · official 3:39.62"
    assert again.digest.partition("+")[0] != script.player.session.runner.shown.digest
    for name in ("distance_m", "lateral_m", "speed_mps"):
        ours = getattr(wanted.replay.trajectory, name)
        assert getattr(again.trajectory, name).tobytes() == ours.tobytes()
    assert again.ghost is not None
    assert wanted.replay.ghost is not None
    assert again.ghost.label == wanted.replay.ghost.label
    done: list[tuple[int, int]] = []
    clips.save(wanted, tmp_path / "tuned.mp4", lambda *part: done.append(part))
    assert (tmp_path / "tuned.mp4").stat().st_size > 1000
    assert done[-1][0] == done[-1][1] == 13  # 0.4 s at 30 a second, both ends


def test_files_of_a_tuned_race_are_called_so(script: Script) -> None:
    player = script.player
    player.session.choose_ghost(ghost_choice.NONE)
    before = {*script.folders[0].glob("*")}
    for change in (False, True):
        if change:
            fade(script, 0.5)
        player.seek(100.0)
        script.press("S")
        script.press("3")
        script.idle()
    plain, tuned = sorted(
        ({*script.folders[0].glob("*")} - before), key=lambda each: len(each.name)
    )
    assert plain.name == "Beijing-2022-men-sf-1-1m40s.png"
    assert tuned.name == "Beijing-2022-men-sf-1-tuned-1m40s.png"


def test_a_clip_that_is_cancelled_leaves_nothing_behind(script: Script, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    wanted = clip_of(script)
    long = ClipRequest(wanted.replay, 0.0, 200.0, Settings(size=(320, 180)))
    with pytest.raises(Cancelled):
        clips.save(long, tmp_path / "never.mp4", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_clip_that_cannot_be_written_says_why(script: Script, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"no-such|folder|directory"):
        clips.save(clip_of(script), tmp_path / "no-such" / "clip.mp4", lambda _d, _t: None)


def test_the_order_is_chosen_from_its_list(script: Script) -> None:
    menu = open_order(script)
    before, wanted = menu.selected_option[0], menu.options_list[-1][0]
    assert wanted != before
    state = menu.current_state
    assert isinstance(state, UIExpandedDropDownState)
    assert state.options_selection_list is not None
    listed = state.options_selection_list.item_list_container
    assert listed is not None
    rows = [each for each in listed.elements if isinstance(each, UIButton)]
    press_gui(script, next(each for each in rows if each.text == wanted).rect)
    hand_over(script)
    control = script.player.session.control("order")
    assert control is not None
    assert (control.value, control.changed) == (wanted, True)
    first = script.replay.race.entries[1].lineup[0]
    assert wanted.split(" · ")[0] in first


def test_an_open_list_stays_open_whatever_else_changes(script: Script) -> None:
    open_order(script)
    fade = script.player.session.control("pacing.fade_s")
    assert fade is not None
    script.player.tune(lambda session: session.change(fade, 2.0))
    script.go(2)
    assert widgets(script).expanded
    script.press("Esc")
    script.go(2)
    assert not widgets(script).expanded


def test_the_longest_order_is_read_whole(script: Script) -> None:
    """The Norwegians' names, as the font itself measures them, beside the list's arrow."""
    press_gui(script, button(script, "team=finish"))
    state = widgets(script)._placed.menus["order"].current_state
    assert isinstance(state, UIClosedDropDownState)
    chosen = state.selected_option_button
    assert isinstance(chosen, UIButton)
    assert chosen.font is not None
    assert chosen.text == "Kongshaug · Engebråten · Pedersen"
    room = chosen.rect.width - 2 * chosen.text_horiz_alignment_padding
    assert chosen.font.get_rect(chosen.text).width <= room


def test_a_double_click_on_tune_saves_nothing(script: Script) -> None:
    kind = script.player.session.control("pacing.fade_s")
    assert kind is not None
    script.player.tune(lambda session: session.change(kind, 2.0))
    script.press("T")
    script.press("T")
    script.go(1)
    press_gui(script, button(script, "reset-all"))
    assert script.player.session.tuning.changed, "too soon after the panel opened"
    script.go(40)
    press_gui(script, button(script, "reset-all"))
    assert not script.player.session.tuning.changed


def test_after_reset_all_a_formation_asks_again_what_it_is_worth(script: Script) -> None:
    for _ in range(2):
        push(script)
        assert not script.player.session.tuning.now.keep_time
        do(script.player, "reset-all")
        script.player.session.take(script.player.session.tuning.keep_time(True))


def test_escape_closes_the_list_then_the_panel(script: Script) -> None:
    open_order(script)
    script.press("Esc")
    script.go(2)
    assert (widgets(script).expanded, script.player.tuning) == (False, True)
    assert not script.player.session.tuning.changed
    script.press("Esc")
    assert not script.player.tuning


def test_a_number_that_cannot_be_is_answered_with_the_range(script: Script) -> None:
    for written, stays in (("99", "6.00"), ("abc", "6.00"), ("-9", "−2.00")):
        unfold(script, "pacing")
        field = widgets(script)._placed.fields["pacing.fade_s"]
        press_gui(script, field.rect)
        field.set_text(written)
        script.player.say("")
        script.press("Enter")
        script.go(2)
        assert widgets(script)._placed.fields["pacing.fade_s"].get_text() == stays
        assert script.player.notice == "Fade: −2.00 … 6.00 s"
    press_gui(script, widgets(script)._placed.fields["pacing.fade_s"].rect)
    widgets(script)._placed.fields["pacing.fade_s"].set_text("2")
    script.player.say("")
    script.press("Enter")
    assert script.player.notice == ""


def test_who_types_reads_the_rows_below_but_who_points_reads_the_tip(script: Script) -> None:
    unfold(script, "pacing")
    field = widgets(script)._placed.fields["pacing.start_loss_s"]
    script.move(field.rect.center)
    script.go(90)
    assert field.tool_tip is not None
    press_gui(script, field.rect)
    script.go(90)
    assert widgets(script).typing
    assert field.tool_tip is None
