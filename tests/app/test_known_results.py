"""What is hidden of a race that was never watched, and when it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

import pursuit_sim
from helpers.scenes import says, walk
from helpers.window_script import Script, replay_of
from pursuit_sim.app import hidden_records, menu, preferences
from pursuit_sim.app.known_results import MOST_KNOWN, KnownResults
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import FIRST, Preferences
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import timeline_marks
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import SIZES, Chart
from pursuit_sim.draw.shapes import Polyline, Text
from pursuit_sim.event import Results, record_table
from pursuit_sim.units import format_time

SIZE = (1280, 720)
CHARTS: tuple[Chart, ...] = ("gap", "speed")
# Published: Norway 3:38.28 and the Netherlands 3:39.62 in semifinal 1, Beijing 2022.
OFFICIAL = ("3:38.28", "3:39.62", "1.34")


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    first = replace(FIRST, size=SIZE, explaining=False)
    script = Script(Player(event, "sf-1", first), tmp_path)
    yield script
    script.window.close()


def said(script: Script) -> str:
    script.settle()
    return "\n".join(says(script.window.composed.shapes))


def hidden(script: Script) -> tuple[bool, bool]:
    """Whether the result is, as the player and as the picture have it."""
    return script.player.hiding, script.player.settings.hiding


def test_no_camera_tells_what_is_still_to_come(script: Script) -> None:
    player = script.player
    assert player.hiding
    box = scene.hits(script.replay, player.settings)["timeline"]
    for camera in registry.names(player.codes):
        player.choose_camera(camera)
        for time_s in (0.0, 90.0, 217.0):
            player.seek(time_s)
            for hover in (None, (box.x + 0.95 * box.width, box.middle[1])):
                settings = replace(player.settings, hover=hover)
                found = "\n".join(says(scene.frame(script.replay, time_s, settings)))
                assert not [each for each in OFFICIAL if each in found], (camera, time_s)
                assert "glide-out" not in found
                assert "3:39" not in found, "nor how long it takes"
    told = timeline_marks.listed(script.replay, player.settings.told_s)
    assert all(each.kind != "finish" for each in told)
    known = replace(player.settings, camera="overview", told_s=None).bare()
    assert OFFICIAL[0] in "\n".join(says(scene.frame(script.replay, 45.0, known)))


@pytest.mark.parametrize("chart", ["gap", "speed"])
def test_a_chart_ends_at_the_moment_that_is_seen(script: Script, chart: Chart) -> None:
    """Its course is there as far as the cursor: nothing faint goes on beyond."""
    settings = replace(script.player.settings, chart=chart, told_s=90.0)
    area = scene.hits(script.replay, settings)["chart"]

    def curves(told_s: float | None = 90.0) -> int:
        seen = scene.frame(script.replay, 90.0, replace(settings, told_s=told_s))
        return sum(
            isinstance(shape, Polyline)
            and len(shape.points) > 20
            and all(area.contains(*each) for each in shape.points)
            for shape, inside in walk(seen)
            if not any(getattr(each, "key", ("",))[-1] == "over" for each in inside)
        )

    assert curves() == 0
    assert curves(None) > 0


def test_marks_come_with_the_race_and_stay(script: Script) -> None:
    player, replay = script.player, script.replay

    def marks() -> int:
        return len(timeline_marks.listed(replay, player.settings.told_s))

    assert marks() == 0
    player.seek(80.0)
    before = marks()
    assert before > 0, "an exchange at 1:14"
    player.seek(10.0)
    assert marks() == before, "what was seen is known"
    script.press("N")
    assert player.notice == "" or player.settings.tells(player.moments.marks[0])


def test_a_jump_to_what_was_not_seen_does_not_say_what_comes(script: Script) -> None:
    script.press("N")
    assert script.time == pytest.approx(script.player.moments.starts[0])
    assert script.player.notice == ""


def test_a_race_that_was_watched_to_its_end_is_known(script: Script) -> None:
    player = script.player
    assert said(script)
    player.seek(219.0)
    player.transport = player.transport.play()
    script.go(60)
    assert hidden(script) == (False, False)
    assert all(each in said(script) for each in OFFICIAL[:2])
    player.show("sf-1")
    assert OFFICIAL[0] in said(script)
    player.show("sf-2")
    assert hidden(script) == (True, True), "another one is not"
    kept = player.preferences(sound=False)
    again = Player(player.results, "sf-1", kept)
    assert not again.hiding


@pytest.mark.parametrize(
    ("changes", "model"),
    [({"races.sf-1.crossing.time": "3:37.00"}, "kinematic"), ({}, "power")],
)
def test_who_watched_another_outcome_does_not_know_the_real_one(
    changes: dict[str, str], model: str, event: Results, tmp_path: Path
) -> None:
    changed = pursuit_sim.results(pursuit_sim.load("beijing-2022-men", changes), model)
    first = replace(FIRST, size=SIZE, explaining=False)
    player = Player(changed, "sf-1", first)
    player.seek(player.transport.end_s)
    assert not player.hiding, "this one was seen"
    kept = player.preferences(sound=False)
    real = Script(Player(event, "sf-1", kept), tmp_path)
    assert real.player.hiding
    real.press("B")
    assert not [each for each in OFFICIAL if each in said(real)]
    real.window.close()
    assert not Player(changed, "sf-1", kept).hiding, "the next time neither"
    other = pursuit_sim.results(
        pursuit_sim.load("beijing-2022-men", "races.sf-1.crossing.time=3:36.00")
    )
    assert Player(other, "sf-1", kept).hiding


def test_the_bracket_of_the_power_model_says_whose_times_it_tells() -> None:
    results = pursuit_sim.results(pursuit_sim.load("beijing-2022-men"), "power")
    found = says(menu.bracket(results, SIZE, "standard", Pointer()).shapes)
    assert any(each.startswith("power model · ") for each in found)


def test_the_bracket_keeps_times_places_and_pairs_to_itself(script: Script) -> None:
    event = script.player.results
    times = {
        format_time(each.time_s) for race in event.races for each in race.entries if each.time_s
    }
    script.press("B")
    found = said(script)
    assert not any(each in found for each in times)
    assert "by 0.04 s" not in found
    assert found.split("\n").count("NOR") == 1, "in its quarterfinal, and in nothing later"
    for race in event.races[:4]:
        script.player.known.learn("beijing-2022-men", race.race.id)
    found = said(script)
    assert "3:37.47" in found, "quarterfinal 3 was watched"
    assert found.split("\n").count("NOR") == 2, "who is in the semifinals follows from that"
    script.click("results")
    found = said(script)
    assert all(each in found for each in times)
    assert found.split("\n").count("NOR") >= 4, "with its place"
    script.click("results")
    assert script.player.known.hiding


def test_a_final_that_was_watched_tells_itself_and_no_other_race() -> None:
    """From the shelf of moments one comes to a final before the rounds that lead to it."""
    results = pursuit_sim.results(pursuit_sim.load("beijing-2022-women"))
    known = KnownResults(("beijing-2022-women#final-a",), hiding=True)
    drawn = menu.bracket(
        results, (1920, 1080), "standard", Pointer(), hidden=known.hidden(results), hiding=True
    )
    said = says(drawn.shapes)
    assert {"2:53.44", "3:04.47"} <= {*said}, "the final"
    assert "2:53.61" not in said, "quarterfinal 1, of Japan"
    # Semifinals and the other finals: who skates there follows from what is hidden.
    assert said.count("teams hidden: earlier races tell them") == 5


@pytest.mark.parametrize("chord", ["T", "G"])
def test_what_tells_the_result_is_asked_for_twice(script: Script, chord: str) -> None:
    script.press(chord)
    assert not script.player.session.open
    assert script.player.panel == ""
    assert "tells the result" in script.player.notice
    assert script.player.hiding
    script.press(chord)
    assert (script.player.panel == "ghost") == (chord == "G")
    assert script.player.session.open == (chord == "T")
    assert not script.player.hiding


@pytest.mark.parametrize("chord", ["T", "G"])
def test_what_was_said_of_a_race_is_not_said_of_one_of_the_same_id(
    script: Script, chord: str
) -> None:
    script.press(chord)
    asked = script.player.race_id
    script.player.enter_event(pursuit_sim.results(pursuit_sim.load("milano-2026-men")))
    script.player.show(asked)
    script.go()
    script.press(chord)
    assert "tells the result" in script.player.notice
    assert script.player.hiding


@pytest.mark.parametrize("chord", ["T", "G"])
@pytest.mark.parametrize(
    ("changes", "model"), [("races.sf-1.crossing.pacing.fade_s=2.5", "kinematic"), ((), "power")]
)
def test_what_was_said_of_a_changed_race_is_not_said_of_the_real_one(
    script: Script, chord: str, changes: str | tuple[()], model: Literal["kinematic", "power"]
) -> None:
    """Its result is another, which the first press of the key only warns of, too."""
    player, real = script.player, script.player.results
    for results in (
        pursuit_sim.results(pursuit_sim.load("beijing-2022-men", changes), model),
        real,
    ):
        player.enter_event(results)
        player.show("sf-1")
        script.go()
        script.press(chord)
        assert "tells the result" in player.notice
        assert player.hiding
    script.press(chord)
    assert not player.hiding
    assert player.known.races == ("beijing-2022-men#sf-1",)


def test_a_key_shows_and_hides_and_that_is_remembered(script: Script, tmp_path: Path) -> None:
    script.press("U")
    assert OFFICIAL[0] in said(script)
    file = tmp_path / "window.json"
    assert preferences.save(script.player.preferences(sound=False), file) == ""
    assert preferences.load(file)[0].hiding is False
    script.press("U")
    assert OFFICIAL[0] not in said(script)


def test_the_first_time_results_are_hidden_and_later_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    assert preferences.load(file)[0].hiding
    file.write_text('{"speed": 2.0}', "utf-8")
    assert preferences.load(file)[0] == replace(FIRST, speed=2.0)
    file.write_text('{"hiding": "yes", "known": [1, "a#b"], "explained": {}}', "utf-8")
    found, complaint = preferences.load(file)
    assert (found.hiding, found.known, found.explained) == (True, ("a#b",), ())
    assert "hiding" in complaint
    assert "explained" in complaint


def test_a_file_is_known_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    known = KnownResults(hiding=True)
    known.learn("mine.toml", "race-1")
    assert not known.hides(str(tmp_path / "mine.toml"), "race-1")
    assert known.hides("mine.toml", "race-2")
    assert known.hides("two-teams", "race-1")


def test_of_very_many_races_those_watched_last_are_kept(tmp_path: Path) -> None:
    known = KnownResults(hiding=True)
    for i in range(3000):
        known.learn(f"/somewhere/Großes Rennen {i}.toml", "race-1")
    assert sum(map(len, known.races)) <= MOST_KNOWN
    assert known.races[-1].startswith("/somewhere/Großes Rennen 2999.toml")
    file = tmp_path / "window.json"
    assert preferences.save(Preferences(known=known.races), file) == ""
    assert preferences.load(file)[0].known == known.races


def test_what_is_kept_of_a_hidden_race_hides_it_too(script: Script) -> None:
    player = script.player
    player.seek(90.0)
    for camera in registry.names(player.codes):
        player.choose_camera(camera)
        for form, size in SIZES.items():
            seen = replace(player.settings.bare(), form=form, size=size)
            found = "\n".join(says(scene.frame(script.replay, 90.0, seen)))
            assert not any(each in found for each in OFFICIAL), (camera, form)
    script.press("V")
    script.press("1")
    script.idle()
    assert script.clips[-1].settings.told_s == pytest.approx(90.0)


@pytest.mark.parametrize("source", ["beijing-2022-men", "beijing-2022-women"])
def test_no_rail_and_no_axis_tells_how_a_race_ends(source: str) -> None:
    """They are the same in every race of an event, as long as the same has been seen."""
    event = pursuit_sim.results(pursuit_sim.load(source))
    found: dict[str, set[object]] = {}
    for race in ("qf-1", "sf-1", "final-a"):
        player = Player(event, race, replace(FIRST, size=SIZE))
        replay = replay_of(player)
        player.seek(20.0)
        track = scene.hits(replay, player.settings)["timeline"]
        found.setdefault("rail", set()).add(scene.time_at(replay, player.settings, track.right))
        for chart in CHARTS:
            settings = replace(player.settings, chart=chart)
            area = scene.hits(replay, settings)["chart"]
            written = tuple(
                shape.text
                for shape, _ in walk(scene.frame(replay, 20.0, settings))
                if isinstance(shape, Text) and area.contains(shape.x, shape.y)
                if shape.text.replace(":", "").replace(".", "").isdigit()
            )
            assert len(written) > 3
            found.setdefault(chart, set()).add(written)
    assert {name: len(each) for name, each in found.items()} == dict.fromkeys(found, 1), found


def test_races_that_nobody_can_watch_are_known_with_the_others() -> None:
    event = pursuit_sim.results(pursuit_sim.load("milano-2026-women"))
    known, source = KnownResults(hiding=True), event.scenario.source
    unseen = {each.race.id for each in event.races if not each.race.entries}
    assert unseen
    assert unseen < known.hidden(event)
    for each in event.races:
        if each.race.entries:
            known.learn(source, each.race.id)
    assert not known.hidden(event)
    assert all(known.tells_place(event, each.race.id) for each in event.races)


def test_why_a_team_is_not_in_a_replay_is_not_told_before_its_end(tmp_path: Path) -> None:
    """Kazakhstan fell and did not finish in the first quarterfinal of Milano Cortina."""
    event = pursuit_sim.results(pursuit_sim.load("milano-2026-women"))
    script = Script(Player(event, "qf-1", replace(FIRST, size=SIZE, explaining=False)), tmp_path)
    player = script.player
    for form in ("landscape", "portrait"):
        seen = replace(player.settings, form=form, size=SIZES[form])
        found = "\n".join(says(scene.frame(script.replay, 10.0, seen)))
        assert "KAZ not replayed" in found
        assert "DNF" not in found
    for size in (SIZE, (640, 360)):
        seen = replace(player.settings, size=size, camera="director")
        title = scene.title(script.replay, 60.0, seen, Box(0.0, 0.0, size[0], 40.0))
        told = says(title)
        assert any("KAZ not replayed" in each for each in told), told
        assert any(each.startswith("NED") for each in told), "and why this is seen"
    player.known.learn(event.scenario.source, "qf-1")
    assert "KAZ DNF" in said(script)
    script.window.close()


def test_no_record_that_a_hidden_race_set_is_a_ghost(tmp_path: Path) -> None:
    """Canada won the final in 2:53.44, an Olympic record; Japan had skated 2:53.61 before."""
    source = "beijing-2022-women"
    event = pursuit_sim.results(pursuit_sim.load(source))
    script = Script(Player(event, "qf-1", replace(FIRST, size=SIZE, explaining=False)), tmp_path)
    for known, told in ((), ()), (("qf-1",), ("2:53.61",)), (("final-a",), ("2:53.44", "2:53.61")):
        for race in known:
            script.player.known.learn(source, race)
        if script.player.panel != "records":
            script.player.open("records")
        found = said(script)
        assert "TR 2:51.20" in found  # of another event
        assert [each for each in ("2:53.44", "2:53.61") if f"OR {each}  " in found] == [*told]
    script.window.close()


@pytest.mark.parametrize(("known", "told"), [("sf-1", False), ("sf-2", True)])
def test_records_and_hidden_races_are_compared_in_hundredths(
    script: Script, known: str, told: bool
) -> None:
    """The Russians skated 3:36.62 in semifinal 2, a sum of laps that floats miss by a hair."""
    script.player.known.learn("beijing-2022-men", known)
    script.player.open("records")
    assert ("OR 3:36.62" in said(script)) == told


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ((), ()),
        (("world-cup-2025-salt-lake-city-men#a-4",), ("WR 3:32.49",)),
        (("pyeongchang-2018-men#sf-1",), ("TR 3:38.82",)),
    ],
)
def test_records_of_other_events_are_hidden_as_their_races_are(
    event: Results, known: tuple[str, ...], told: tuple[str, ...], tmp_path: Path
) -> None:
    """Set in the World Cup of 15 and 16 November 2025, and in the Games of 2018."""
    first = replace(FIRST, size=SIZE, explaining=False, known=known)
    script = Script(Player(event, "sf-1", first), tmp_path)
    script.player.open("records")
    found = said(script)
    # The Games of 2014, and the World Championships of March 2025, are no bundled events;
    # 3:37.08 stood before the Games of 2022, and every picture of these tells it.
    listed = ("OR 3:37.71  NED", "TR 3:39.24  USA", "OR 3:37.08  NOR")
    assert all(each in found for each in listed)
    there = {each for each in ("WR 3:32.49", "TR 3:38.82") if each in found}
    assert there == {*told}
    script.window.close()


def test_a_record_is_told_where_one_of_the_races_that_have_it_is_known(tmp_path: Path) -> None:
    """A file that extends an event has its races, and its own are hidden with it."""
    file = tmp_path / "mine.toml"
    file.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n', "utf-8"
    )
    results = pursuit_sim.results(pursuit_sim.load(str(file)))
    (record,) = record_table.named("OR:3:36.62", "men")
    for known, tells in ((), True), (("beijing-2022-men#sf-2",), False), ((f"{file}#sf-2",), False):
        assert hidden_records.tells(KnownResults(known, hiding=True), results, record) == tells
    assert not hidden_records.tells(KnownResults(), results, record)
