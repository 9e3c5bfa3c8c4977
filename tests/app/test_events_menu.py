"""The list of every event: with the mouse alone, with keys alone, and files that are dropped."""

from __future__ import annotations

import gc
import json
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

import pursuit_sim
from helpers.races import DATA
from helpers.scenes import says
from helpers.window_script import Script
from pursuit_sim import resources, scenario
from pursuit_sim.app import events_menu, preferences
from pursuit_sim.app.event_shelf import GONE, MOST_RECENT, EventShelf
from pursuit_sim.app.highlights import worth_seeing
from pursuit_sim.app.highlights.highlight_cards import MOMENT
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.event import Results
from pursuit_sim.event.event_summary import summary
from pursuit_sim.scenario import Scenario

pytestmark = pytest.mark.usefixtures("prepared_once")

EVENTS = 20  # with copies beside the bundled ones: more than fit into a window
SHORT = """format = "pursuit-sim/scenario"
version = 1
extends = "two-teams"
[event]
name = "Club evening"
"""


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Many events, some of them of a World Cup."""
    found = dict(resources.scenarios())
    text = found["two-teams"].read_text("utf-8")
    for i in range(EVENTS - len(found)):
        path = tmp_path / f"cup-{i}.toml"
        path.write_text(text.replace("Two teams", f"World Cup {i}"), "utf-8")
        found[path.stem] = path
    monkeypatch.setattr(resources, "scenarios", lambda: found)
    return found


def window(event: Results, folder: Path, size: tuple[int, int], recent: tuple[str, ...]) -> Script:
    return Script(Player(event, "sf-1", Preferences(size=size, recent=recent)), folder)


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = window(event, tmp_path, (1280, 2400), ())  # the whole list is seen
    yield made
    made.window.close()


def shown(script: Script) -> str:
    return script.player.results.scenario.source


def filled(script: Script) -> None:
    """Until every file of the list is read."""
    while script.player.shelf.read_one():
        pass
    script.go()


@pytest.mark.parametrize("size", [(640, 360)])
def test_the_mouse_alone_reaches_every_event_and_file(
    size: tuple[int, int], event: Results, bundled: dict[str, Path], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(SHORT, "utf-8")
    script = window(event, tmp_path, size, (str(mine),))
    try:
        script.press("E")
        filled(script)
        reached = set()
        for _ in bundled:  # as many pages as events would be enough
            reached |= {name for name, _ in script.window.composed.hits}
            script.click("events-down")
        assert {f"{events_menu.EVENT}{each}" for each in (*bundled, str(mine))} <= reached
        script.press("Esc")
        script.player.shelf.top = 0
        for source in ("cup-0", str(mine)):
            if not script.player.choosing:
                script.click("bracket")
            script.click("events")
            filled(script)
            turned = 0
            while f"{events_menu.EVENT}{source}" not in dict(script.window.composed.hits):
                script.click("events-down")
                turned += 1
                assert turned < 20, f"{source} is not to be found"
            script.click(f"{events_menu.EVENT}{source}")
            assert shown(script) == source
    finally:
        script.window.close()


@pytest.mark.parametrize("size", [(640, 360)])
def test_the_keys_alone_walk_the_whole_list(
    size: tuple[int, int], event: Results, bundled: dict[str, Path], tmp_path: Path
) -> None:
    script = window(event, tmp_path, size, ())
    try:
        script.press("E")
        filled(script)
        walked = []
        script.press("Down")
        moments = {f"{MOMENT}{each.key}" for each in worth_seeing.kept()}
        for _ in range(2 * len(bundled) + len(moments)):
            walked.append(script.player.chosen)
            assert script.player.chosen in dict(script.window.composed.hits), "it is in view"
            script.press("Right")
        assert {*walked} == moments | {f"{events_menu.EVENT}{name}" for name in bundled}
        for _ in range(len(bundled) + len(moments)):
            script.press("Up")
        assert script.player.chosen in ("close", "help", "quit"), "what lies over the list"
        script.press("Down")
        while script.player.chosen in moments:
            script.press("Down")
        first = script.player.chosen
        assert first.startswith(events_menu.EVENT)
        script.press("Enter")
        assert shown(script) == first.removeprefix(events_menu.EVENT)
    finally:
        script.window.close()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (640, 360), (640, 2000), (3000, 400)])
def test_cards_lie_side_by_side_in_the_window(
    size: tuple[int, int], bundled: dict[str, Path]
) -> None:
    shelf = EventShelf(("/no/such/file.toml",))
    while shelf.read_one():
        pass
    seen = set()
    for _ in range(40):
        made = events_menu.menu(shelf, size, Pointer())
        areas = [(name, box) for name, box in made.hits if name]
        for i, (name, box) in enumerate(areas):
            assert min(box.x, box.y) >= 0, name
            assert box.right <= size[0], name
            assert box.bottom <= size[1], name
            assert not any(box.meets(other) for _, other in areas[i + 1 :]), name
        seen |= {name for name, _ in areas if name.startswith(events_menu.EVENT)}
        shelf.top = events_menu.turned(shelf, size, 1)
    assert len(seen) == len(bundled) + 1
    for _ in range(40):
        shelf.top = events_menu.turned(shelf, size, -1)
    assert shelf.top == 0


def test_a_wheel_goes_through_the_list(event: Results, tmp_path: Path) -> None:
    script = window(event, tmp_path, (640, 360), ())
    script.press("E")
    filled(script)
    for _ in range(5):
        script.event(pygame.MOUSEWHEEL, y=-1)
    down = script.player.shelf.top
    assert down > 0
    for _ in range(9):
        script.event(pygame.MOUSEWHEEL, y=1)
    assert script.player.shelf.top == 0
    assert script.player.settings.zoom == 1.0
    script.window.close()


def test_a_window_on_a_race_reads_no_other_event(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    load = scenario.load

    def noted(source: str) -> Scenario:
        if threading.current_thread() is threading.main_thread():
            read.append(source)
        return load(source)

    monkeypatch.setattr(scenario, "load", noted)
    script.go(20)
    assert read == []
    script.press("E")
    assert len(read) <= 2, "one file a picture"
    filled(script)
    assert sorted(map(str, read)) == sorted(resources.scenarios())
    script.press("Esc")
    script.press("E")
    filled(script)
    assert len(read) == len(resources.scenarios()), "and each once"


def test_a_file_that_is_dropped_is_opened_and_remembered(script: Script, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(SHORT, "utf-8")
    script.event(pygame.DROPFILE, file=str(mine))
    script.go()
    assert shown(script) == str(mine)
    assert script.player.race_id == "race-1", "an event of one race opens on it"
    assert script.player.preferences(sound=False).recent == (str(mine),)
    # Changed meanwhile: the list says what it is now.
    script.press("E")
    filled(script)
    assert "Club evening" in says(script.window.composed.shapes)
    mine.write_text(SHORT.replace("Club evening", "Another evening"), "utf-8")
    script.press("Esc")
    script.press("E")
    filled(script)
    assert "Another evening" in says(script.window.composed.shapes)
    mine.unlink()
    script.press("Esc")
    script.press("E")
    filled(script)
    assert GONE in says(script.window.composed.shapes)
    script.click(f"{events_menu.EVENT}{mine}")
    assert script.player.notice == f"mine.toml cannot be opened: {GONE}"
    assert script.player.panel == "events"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("laps.csv", "a,b\n", "pursuit-sim import"),
        ("no.toml", "x = 1\n", "format"),
        ("bad.toml", SHORT + 'laps = "x"\n', "event.laps"),
    ],
)
def test_what_cannot_be_opened_says_why_and_nothing_is_lost(
    name: str, content: str, said: str, script: Script, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(content, "utf-8")
    script.player.seek(60.0)
    script.event(pygame.DROPFILE, file=str(file))
    script.go()
    assert script.player.notice.startswith(f"{name} cannot be opened: ")
    assert said in script.player.notice
    assert (script.player.race_id, script.time) == ("sf-1", 60.0)
    assert script.player.shelf.recent == ()
    good = tmp_path / "good.toml"
    good.write_text(SHORT, "utf-8")
    script.event(pygame.DROPFILE, file=str(good))
    script.go()
    assert [*script.player.shelf.recent] == [str(good)]
    assert script.player.notice == ""  # what was said of the other is not of this one


def test_what_was_tuned_is_not_lost_without_a_question(script: Script) -> None:
    session = script.player.session
    row = next(each for each in session.sections()[0].controls if each.kind == "choice")
    session.change(row, next(each for each in row.options if each != row.value))
    assert session.unsaved == ("sf-1",)
    script.press("E")
    filled(script)
    card = f"{events_menu.EVENT}two-teams"
    for answer, panel in (("Esc", "events"), ("N", "events")):
        script.click(card)
        assert script.player.panel == "leaving"
        assert any("not saved" in text for text in says(script.window.composed.shapes))
        script.press(answer)
        assert script.player.panel == panel
        assert script.player.session is session
    script.click(card)
    script.press("Ctrl+S")
    script.go()
    assert len(list(script.folders[2].glob("*.toml"))) == 1
    script.press("Enter")
    assert shown(script) == "two-teams"


@pytest.mark.whole
def test_events_that_were_left_are_forgotten(script: Script) -> None:
    left = []
    for name in ("two-teams", "thialf-2020-pair-1", "beijing-2022-women") * 2:
        left.append(weakref.ref(script.player.session))
        script.player.wishes.append(f"open={name}")
        script.go()
        if script.player.replay is None:
            script.player.show("final-a")
        script.settle()
        assert shown(script) == name
    gc.collect()
    assert sum(each() is not None for each in left) == 0


def test_a_race_that_cannot_be_replayed_says_why_in_the_list(
    script: Script, tmp_path: Path
) -> None:
    found = summary(pursuit_sim.load(DATA / "outcomes" / "mixed-evening.toml"))
    assert (found.races, found.replayed) != (0, 0)
    assert found.counted == f"{found.replayed} of {found.races} races can be replayed"
    none = tmp_path / "none.toml"
    sides = "".join(f'[races.race-1.{each}]\nstatus = "DNS"\n' for each in ("finish", "crossing"))
    none.write_text(SHORT + sides, "utf-8")
    script.event(pygame.DROPFILE, file=str(none))
    script.go()
    why = "RED did not start; BLU did not start"
    assert (script.player.panel, why in script.player.notice) == ("bracket", True)
    script.press("E")
    filled(script)
    said = says(script.window.composed.shapes)
    assert any("no replay" in each and why in each for each in said), said


def test_how_much_is_measured_is_said_in_few_words() -> None:
    """Beijing: finish times alone. Thialf, pair 1: every half-lap of both teams."""
    beijing = summary(pursuit_sim.load("beijing-2022-men"))
    assert (beijing.kind, beijing.races, beijing.replayed) == ("Olympic Games", 10, 10)
    assert beijing.given == "finish times given, laps by the model"
    assert summary(pursuit_sim.load("thialf-2020-pair-1")).given == "every lap given"
    what_if = summary(pursuit_sim.load("what-if-dutch-push"))
    assert (what_if.kind, what_if.given) == ("What-ifs", "not as it was skated")


def test_a_picture_that_shows_something_new_reads_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    really = scenario.named

    def counted(source: str) -> str | Path:
        read.append(source)
        return really(source)

    monkeypatch.setattr(scenario, "named", counted)
    shelf = EventShelf()
    shelf.look_again()
    pictures = []
    for _ in range(7):
        state, count = shelf.state, len(read)
        shelf.advance(0.02, seen=True)
        pictures.append(("new" if shelf.state != state else "", len(read) - count))
    # The list itself is new in the first one.
    assert pictures == [("", 0), *(("", 1), ("new", 0)) * 3]


def test_recent_files_are_kept_as_text(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    odd = ("/a/\u202efile.toml", "/b/\ud800.toml", "/c/" + "x" * 900 + ".toml")
    assert preferences.save(Preferences(size=(800, 450), recent=odd), file) == ""
    assert preferences.load(file) == (Preferences(size=(800, 450), recent=odd), "")
    shelf = EventShelf(odd)
    while shelf.read_one():
        pass
    made = events_menu.menu(shelf, (1280, 720), Pointer())
    assert "\u202e" not in "".join(says(made.shapes))
    wrong = ["/d\0.toml", "", 7, None, "x" * 2000, "/e.toml", "/e.toml"]
    wrong += ["beijing-2022-men", *(f"/{i}.toml" for i in range(99))]
    file.write_text(json.dumps({"recent": wrong}), "utf-8")
    found, complaint = preferences.load(file)
    assert (found.recent[:2], len(found.recent), complaint) == (
        ("/e.toml", "/0.toml"),
        MOST_RECENT,
        "",
    )
    file.write_text(json.dumps({"recent": "text"}), "utf-8")
    assert preferences.load(file)[0].recent == ()
    assert "recent" in preferences.load(file)[1]
