"""A camera is a module and a line: the one that `docs/development.md` adds, seen at work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pursuit_sim
from helpers.scenes import CENTIMETRE, kind_of, walk
from helpers.semifinal import SEMIFINAL
from pursuit_sim.app.player import Player
from pursuit_sim.draw import panel, scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Symbol
from pursuit_sim.sim import simulate

PAGE = Path(__file__).parents[2] / "docs" / "development.md"
WATCHED = Settings(size=(1920, 1080), camera="finish-line")


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's camera, behind those there are."""
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (code,) = (block for block in blocks if "FinishLine" in block)
    module: dict[str, type] = {}
    exec(compile(code, str(PAGE), "exec"), module)  # noqa: S102 - the page is ours
    monkeypatch.setattr(registry, "CAMERAS", (*registry.CAMERAS, module["FinishLine"]))


@pytest.fixture(scope="module")
def replay() -> Replay:
    return prepare(simulate(SEMIFINAL))


def test_its_shapes_are_in_the_picture(replay: Replay) -> None:
    """When a team's time stops, its third skater's blade is on the finish line: in the middle."""
    shapes = scene.frame(replay, float(replay.finish_s[0]), WATCHED)
    legs = [s for s, _ in walk(shapes) if isinstance(s, Symbol) and kind_of(s) == "legs"]
    pixels_per_m = 1920 / 20.0
    assert {s.scale for s in legs} == {pixels_per_m}
    assert min(abs(s.at[0] - 960) for s in legs) < CENTIMETRE * pixels_per_m


def test_it_is_blended_with_the_overview(replay: Replay) -> None:
    settings = Settings(size=(1920, 1080), camera="finish-line", transition=("overview", 0.5))
    whole = scene.lens(replay, 0.0, Settings(size=(1920, 1080)))[0]
    shapes = scene.frame(replay, float(replay.finish_s[0]), settings)
    legs = [s for s, _ in walk(shapes) if isinstance(s, Symbol) and kind_of(s) == "legs"]
    assert all(whole < s.scale < 1920 / 20.0 for s in legs)
    assert legs


def test_its_ice_and_the_bar_are_found(replay: Replay) -> None:
    """Between a title of 52 and a bar of 88 pixels, as `picture_layout` has them at 1080p."""
    areas = scene.hits(replay, WATCHED)
    assert areas["rink"] == Box(0, 52, 1920, 940)
    assert {"play", "timeline", "speed"} <= set(areas)
    assert panel.hit(tuple(reversed(areas.items())), (960, 500)) == "rink"


def test_the_window_offers_and_zooms_it() -> None:
    player = Player(pursuit_sim.results(pursuit_sim.load("beijing-2022-men")), "sf-1")
    assert registry.names(player.codes)[-1] == "finish-line"
    assert registry.label("finish-line", player.codes) == "finish-line"
    player.choose_camera("finish-line")
    assert player.camera == "finish-line"
    player.aim.zoom(100)
    for _ in range(100):
        player.advance(0.1)  # until it has glided there
    assert player.settings.zoom == pytest.approx(4.0), "and no nearer"
