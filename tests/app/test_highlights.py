"""Moments worth seeing, and the viewer's own: which they are, and what a click on one does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

import pursuit_sim
from helpers.published import rows
from helpers.scenes import kind_of, says, walk
from helpers.window_script import Script
from pursuit_sim.app import preferences
from pursuit_sim.app.commands import do
from pursuit_sim.app.dialogs import ANOTHER
from pursuit_sim.app.highlights import thumbnail, worth_seeing
from pursuit_sim.app.highlights.highlight import MOST_OWN, OWN, Highlight, read
from pursuit_sim.app.highlights.highlight_cards import FORGET, MOMENT
from pursuit_sim.app.highlights.highlight_shelf import LEAD_IN_S, HighlightShelf
from pursuit_sim.app.highlights.replay_maker import ReplayMaker, made
from pursuit_sim.app.known_results import KnownResults
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.shapes import Symbol
from pursuit_sim.event import Results
from pursuit_sim.resources import asset
from pursuit_sim.units import parse_time

pytestmark = pytest.mark.usefixtures("prepared_once")

SIZE = (1280, 900)
MINE = Highlight(OWN, "two-teams", "race-1", 12.5, title="Race 1  ·  Two teams, men")


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    own = Preferences(size=SIZE, moments=(MINE,))
    script = Script(Player(event, "sf-1", own), tmp_path)
    yield script
    script.window.close()


def of_kind(kind: str) -> Highlight:
    return next(each for each in worth_seeing.kept() if each.kind == kind)


@pytest.mark.parametrize(
    "ghost",
    ["record:WR", "record:0", "record:", "record:WR:x", "race:qf-1:NED", "race:nope:NED",
     "other:XXX:push"],
)  # fmt: skip
def test_a_moment_with_a_ghost_that_is_not_there_is_played_and_says_so(
    event: Results, tmp_path: Path, ghost: str
) -> None:
    own = Highlight(OWN, "beijing-2022-men", "sf-1", 30.0, title="Mine", ghost=ghost)
    script = Script(Player(event, None, Preferences(size=SIZE, moments=(own,))), tmp_path)
    script.player.open("events")
    do(script.player, f"moment={own.key}")
    script.go()
    assert script.player.race_id == "sf-1"
    assert script.time == pytest.approx(30.0 - LEAD_IN_S, abs=0.1)
    assert "nope" in ghost or script.player.notice.startswith(f"there is no ghost '{ghost}' here")
    assert made(own)[0].ghost is None
    script.window.close()


def filled(script: Script, count: int) -> None:
    """Until so many pictures are made aside."""
    shelf = script.player.shelf.moments
    for _ in range(1000):
        script.go()
        if sum(not isinstance(shelf.replay(each), str | None) for each in shown(script)) >= count:
            return
        threading.Event().wait(0.01)
    raise AssertionError("no picture of a moment came")


def shown(script: Script) -> list[Highlight]:
    shelf = script.player.shelf.moments
    return [each for _, group in shelf.groups() for each in group]


def test_the_file_is_what_the_results_say() -> None:
    """Written anew after a change: python -m pursuit_sim.app.highlights.worth_seeing."""
    assert asset(worth_seeing.FILE).read_text("utf-8") == worth_seeing.text(worth_seeing.found())


def test_the_closest_finishes_are_those_of_the_published_times() -> None:
    heats: dict[str, list[float]] = {}
    for name in ("beijing2022_men", "beijing2022_women", "milano2026_men", "milano2026_women"):
        for row in rows(name):
            time = row.get("time") or row.get("official") or ""
            if time[:1].isdigit():
                heats.setdefault(f"{name} {row['round']} {row['heat']}", []).append(
                    parse_time(time)
                )
    for row in rows("world_cup_2025_26"):
        if row["time"][-1:].isdigit():
            key = " ".join(row[each] for each in ("wc", "date", "gender", "division", "race"))
            heats.setdefault(key, []).append(parse_time(row["time"]))
    gaps = sorted(round(max(pair) - min(pair), 2) for pair in heats.values() if len(pair) == 2)
    finishes = [each for each in worth_seeing.kept() if each.kind == "finish"]
    told = [float(each.words.split()[2]) for each in finishes]
    assert told == gaps[:3] == [0.04, 0.09, 0.09]


def test_the_fall_and_the_records_are_those_that_everybody_knows() -> None:
    fall = of_kind("fall")
    assert (fall.source, fall.race, fall.words) == ("beijing-2022-women", "final-a", "Nana Takagi")
    records = {each.words for each in worth_seeing.kept() if each.kind in ("WR", "OR")}
    # Beijing 2022 and Salt Lake City, 16 November 2025.
    assert records == {"ROC  3:36.62", "CAN  2:53.44", "USA  3:32.49"}


@pytest.mark.parametrize("kind", ["fall", "finish", "push", "exchange", "what-if"])
def test_whom_a_moment_concerns_is_in_its_picture(kind: str) -> None:
    moment, box = of_kind(kind), Box(100.0, 50.0, 320.0, 150.0)
    replay, _ = made(moment)
    seen = thumbnail.moving(replay, moment.team, moment.time_s, box, "standard")
    bodies = [s for s, _ in walk(tuple(seen)) if isinstance(s, Symbol) and kind_of(s) == "body"]
    assert len(bodies) >= 3
    assert all(box.contains(*each.at) for each in bodies[-3:])
    if kind == "what-if":
        assert replay.ghost is not None
        assert len(bodies) == 6, "the ghost is there too"


def test_pictures_of_as_many_moments_of_one_race_as_are_kept_are_drawn_once() -> None:
    replay, _ = made(worth_seeing.kept()[0])
    box = Box(0, 0, 240, 135)

    def drawn() -> list[int]:
        times = range(10, 10 + MOST_OWN)
        return [id(thumbnail.still(replay, "", float(each), box, "standard")) for each in times]

    assert drawn() == drawn()


def test_the_list_is_there_at_once_and_its_pictures_follow(script: Script) -> None:
    script.press("E")
    names = {name for name, _ in script.window.composed.hits}
    assert {MOMENT + each.key for each in shown(script)} <= names
    filled(script, 2)
    fall = of_kind("fall")
    at = dict(script.window.composed.hits)[MOMENT + fall.key].middle
    script.move(at)
    script.go(5)
    first = script.player.shelf.moments.shown_s(fall)
    script.go(30)
    assert script.player.shelf.moments.shown_s(fall) == pytest.approx(first + 0.5, abs=0.05)


@pytest.mark.parametrize("kind", ["fall", "push", "what-if"])
def test_a_click_plays_a_moment_from_just_before(kind: str, script: Script) -> None:
    moment = of_kind(kind)
    script.press("E")
    script.click(MOMENT + moment.key)
    player = script.player
    assert player.results.scenario.source == moment.source
    assert (player.race_id, player.panel) == (moment.race, "")
    assert script.time == pytest.approx(moment.time_s - LEAD_IN_S, abs=0.1)
    assert player.transport.playing
    assert player.camera == moment.camera_of((player.camera, "overview"))
    assert bool(script.replay.ghost) == bool(moment.ghost)


@pytest.mark.parametrize(
    ("changes", "model"),
    [({"races.qf-3.finish.time": "3:30.00"}, "kinematic"), ({}, "power")],
)
def test_a_click_plays_the_race_as_it_was_skated_whatever_is_watched(
    changes: dict[str, str], model: str, tmp_path: Path
) -> None:
    """Quarterfinal 3 was won by 0.04 s, in 3:37.47 against 3:37.51."""
    results = pursuit_sim.results(pursuit_sim.load("beijing-2022-men", changes), model)
    script = Script(Player(results, "qf-3", Preferences(size=SIZE)), tmp_path)
    assert script.replay.context.unlike
    moment = next(
        each
        for each in worth_seeing.kept()
        if (each.source, each.race, each.kind) == ("beijing-2022-men", "qf-3", "finish")
    )
    script.press("E")
    script.click(MOMENT + moment.key)
    assert sorted(script.replay.finish_s) == pytest.approx([217.47, 217.51])
    assert not script.replay.context.unlike
    script.window.close()


def test_a_moment_of_a_tuned_race_is_played_untuned_after_a_question(script: Script) -> None:
    """Semifinal 1 was skated in 3:38.28 and 3:39.62."""
    fade = script.player.session.control("pacing.fade_s")
    assert fade is not None
    script.player.tune(lambda session: session.change(fade, 3.0))
    assert script.replay.context.changed == "tuned"
    script.press("Y")
    assert script.player.shelf.moments.own == (MINE,), "no file has the race so"
    assert "not kept" in script.player.notice
    moment = next(
        each
        for each in worth_seeing.kept()
        if (each.source, each.race) == ("beijing-2022-men", "sf-1")
    )
    script.press("E")
    script.click(MOMENT + moment.key)
    assert script.player.panel == "leaving", "nothing of what was tuned is in a file"
    script.click(ANOTHER)
    assert not script.replay.context.changed
    assert sorted(script.replay.finish_s) == pytest.approx([218.28, 219.62])


def test_no_moment_is_kept_of_a_race_that_no_file_has(tmp_path: Path) -> None:
    results = pursuit_sim.results(
        pursuit_sim.load("beijing-2022-men", "races.sf-1.crossing.time=3:30.00")
    )
    script = Script(Player(results, "sf-1", Preferences(size=SIZE)), tmp_path)
    script.player.seek(209.9)
    script.press("Y")
    assert not script.player.shelf.moments.own
    assert "not kept" in script.player.notice
    script.window.close()


def test_the_right_camera_is_the_best_that_there_is() -> None:
    fall = of_kind("fall")
    assert fall.camera_of(("overview", "follow:JPN", "director")) == "director"
    assert fall.camera_of(("overview", "follow:JPN")) == "follow:JPN"
    assert fall.camera_of(("overview",)) == ""


def test_a_moment_is_kept_played_again_and_forgotten(script: Script) -> None:
    script.player.choose_camera("broadcast:NED")
    script.player.seek(75.0)
    script.press("Y")
    kept = script.player.shelf.moments.own[0]
    assert (kept.source, kept.race, kept.time_s) == ("beijing-2022-men", "sf-1", 75.0)
    script.press("R")
    script.press("E")
    script.click(MOMENT + kept.key)
    assert script.time == pytest.approx(73.0, abs=0.1)
    assert script.player.camera == "broadcast:NED"
    script.player.seek(75.2)
    script.press("Y")
    assert script.player.shelf.moments.own == (MINE,), "the same again forgets it"
    script.press("E")
    script.click(FORGET + MINE.key)
    assert not script.player.shelf.moments.own


def test_a_moment_of_a_file_that_is_gone_says_so(event: Results, tmp_path: Path) -> None:
    gone = Highlight(OWN, str(tmp_path / "gone.toml"), "race-1", 3.0, title="Race 1")
    script = Script(Player(event, "sf-1", Preferences(size=SIZE, moments=(gone,))), tmp_path)
    try:
        script.press("E")
        for _ in range(500):
            script.go()
            if any("not there any more" in each for each in says(script.window.composed.shapes)):
                break
            threading.Event().wait(0.01)
        else:
            raise AssertionError("nothing was said")
        script.click(MOMENT + gone.key)
        assert "gone.toml cannot be opened" in script.player.notice
        assert script.player.race_id == "sf-1"
    finally:
        script.window.close()


def test_own_moments_come_back(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    many = tuple(
        Highlight(OWN, "two-teams", "race-1", float(i), title="é" * 150) for i in range(MOST_OWN)
    )
    assert preferences.save(Preferences(moments=many), file) == ""
    assert preferences.load(file)[0].moments == many


GOOD = {"kind": OWN, "source": "two-teams", "race": "race-1", "time_s": 12.5}


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_s": "12"}, {"time_s": True}, {"time_s": float("nan")}, {"time_s": -1.0},
        {"time_s": 1e9}, {"time_s": None}, {"kind": "fall"}, {"kind": ["own"]}, {"source": ""},
        {"source": "a\0b"}, {"source": 7}, {"source": "x" * 5000}, {"title": "x" * 5000},
        {"race": ""}, {"camera": {}},
    ],
)  # fmt: skip
def test_what_could_be_no_moment_is_left_out(wrong: dict[str, object]) -> None:
    assert read(GOOD) == Highlight(OWN, "two-teams", "race-1", 12.5)
    assert read(GOOD | wrong) is None
    assert read([GOOD]) is None


def test_nothing_more_is_made_once_the_list_is_left() -> None:
    before = {*threading.enumerate()}
    maker = ReplayMaker()
    for each in worth_seeing.kept():
        maker.ask(each)
    while not maker.poll():
        threading.Event().wait(0.005)
    (thread,) = {*threading.enumerate()} - before
    maker.stop()
    assert maker.made == {}
    thread.join(60.0)
    assert not thread.is_alive(), "it ends with what it was at"
    assert not maker.poll()


def test_a_picture_of_a_hidden_race_ends_before_its_fall_whatever_it_is_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The record of the women's final was set after Japan's fall at 2:45.73."""
    record = next(
        each for each in worth_seeing.kept()
        if (each.kind, each.source, each.race) == ("OR", "beijing-2022-women", "final-a")
    )  # fmt: skip
    known = KnownResults(hiding=True)
    shelf = HighlightShelf((), known)
    monkeypatch.setattr(shelf, "_maker", Mock(made={record.key: made(record)[0]}))
    assert shelf.shown_s(record) <= 165.73
    known.learn(record.source, record.race)
    assert shelf.shown_s(record) == record.time_s == 173.44
