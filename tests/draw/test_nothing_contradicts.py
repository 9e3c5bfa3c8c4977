"""Words, badge and labels at any moment of the bundled races: none says what another denies."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pytest

from helpers.bundled import event, watched
from helpers.fallen_races import FALLEN, drawn
from helpers.races import entry, race
from helpers.scenes import says
from helpers.two_teams import two
from pursuit_sim import resources
from pursuit_sim.arrays import Floats
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import clock
from pursuit_sim.draw.replay.narration import narration
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.scenes.shot_wishes import standing
from pursuit_sim.draw.settings import SIZES, Form, Settings
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.race import Split
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import SKATERS

MOMENTS = 1000  # over all races
PICTURED = 8  # one of so many is looked at in whole pictures, which take longer
SIGNED = re.compile(r"^(≈ )?(?P<team>\S+) (?P<sign>[+−])(?P<gap>[0-9.]+)( now)?$")
LEADS = re.compile(r"^(?P<team>\S+): (?P<name>.+?) leads( \(.*\))?$")
LAP = re.compile(r"^LAP \d+ / \d+$|^LAST LAP$|^(1 LAP|\d+ LAPS)$")
OWN_LAP = re.compile(r"^lap (\d+)\b|·  lap (\d+)\b")
# The director's, of a line that both have passed: the gap there, and who is ahead.
STOOD = re.compile(
    r"^((?P<team>\S+) )?(≈ )?(?P<gap>[0-9.]+) s (?P<how>ahead|behind|apart) "
    r"after (?P<laps>\d*)(?P<half>½?) laps?"
)
FORM: tuple[Form, ...] = ("landscape", "square", "portrait")


def bundled() -> Iterator[tuple[str, str]]:
    for name in resources.scenarios():
        scenario = event(name).scenario
        if not scenario.what_if:
            yield from ((name, race.id) for race in scenario.races.values() if race.entries)


RACES = [*bundled()]
EACH = -(-MOMENTS // len(RACES))


@pytest.mark.parametrize(("name", "race_id"), RACES)
def test_nothing_contradicts(name: str, race_id: str) -> None:
    shown = watched(name, race_id)
    captions_agree(shown)
    dice = np.random.default_rng(zlib.crc32(f"{name} {race_id}".encode()))
    critical = [change.time_s for change in shown.leaders[1:]]
    critical += [each.start_s for each in shown.exchanges] + [*shown.fell_s.values()]
    moments = [dice.uniform(0.0, shown.duration_s) for _ in range(EACH)]
    # And where they would part first: about every change, to either side.
    moments += [at + dice.uniform(-1.5, 1.5) for at in critical for _ in range(4)]
    for i, time in enumerate(sorted(min(max(each, 0.0), shown.duration_s) for each in moments)):
        agree(shown, time)
        if i % PICTURED == 0:
            cameras = registry.names(shown.codes)
            for camera in dice.choice(cameras, 2, replace=False).tolist():
                picture_agrees(shown, time, camera, FORM[int(dice.integers(3))])


@pytest.mark.slow
@pytest.mark.parametrize(("name", "race_id"), RACES)
def test_nothing_contradicts_in_any_camera(name: str, race_id: str) -> None:
    shown = watched(name, race_id)
    dice = np.random.default_rng(zlib.crc32(f"{race_id} {name}".encode()))
    for time in sorted(dice.uniform(0.0, shown.duration_s, EACH).tolist()):
        for camera in registry.names(shown.codes):
            for form in FORM:
                picture_agrees(shown, time, camera, form)


@pytest.mark.parametrize("name", FALLEN)
def test_nothing_contradicts_after_a_fall(name: str) -> None:
    shown = two(*FALLEN[name])
    captions_agree(shown)
    begin = min(shown.fell_s.values()) - 2.0
    for i, time in enumerate(np.linspace(begin, shown.duration_s, 160).tolist()):
        agree(shown, time)
        ahead_on_the_ice(shown, time)
        if i % PICTURED == 0:
            for camera in ("director", "split"):
                picture_agrees(shown, time, camera, "landscape")


def test_nothing_contradicts_after_any_fall() -> None:
    dice = np.random.default_rng(119)
    races = [*drawn(133, 30)]
    assert len(races) > 10
    for shown in races:
        captions_agree(shown)
        critical = [each.time_s for each in shown.leaders[1:]] + [*shown.fell_s.values()]
        moments = [at + dice.uniform(-1.5, 4.0) for at in critical for _ in range(6)]
        for time in [*moments, *dice.uniform(0.0, shown.duration_s, 20)]:
            within = min(max(float(time), 0.0), shown.duration_s)
            agree(shown, within)
            ahead_on_the_ice(shown, within)


@lru_cache(maxsize=1)
def farthest_m(shown: Replay) -> Floats:
    """(team, time) How far each third skater has come so far [m]."""
    return np.ascontiguousarray(np.maximum.accumulate(shown.trajectory.tail_m, axis=0).T)


def ahead_on_the_ice(shown: Replay, time: float) -> None:
    """Where the gap is an estimate since a fall, the badge has whoever is ahead on the ice."""
    said, tails = clock.reading(shown, time), farthest_m(shown)
    first, second = (np.interp(time, shown.trajectory.time_s, each) for each in tails)
    if said.caption.startswith("since the fall") and said.front is not None:
        where = (shown.race.title, time, said, first - second)
        assert said.front == (0 if first > second else 1), where


def captions_agree(shown: Replay) -> None:
    """Who is ahead after a lap, and by how much where the clock tells it as it was timed."""
    for told in narration(shown):
        said = clock.reading(shown, told.time_s + 1e-6)
        where = f"{shown.race.title}: {told}, {said}"
        if told.phrase == "toldLap":
            assert told.values["code"] == shown.codes[shown.front(told.time_s + 1e-6)], where
            if (badge := SIGNED.match(said.gap)) and not badge[1]:
                assert told.values["gap"] == badge["gap"], where
        elif told.phrase == "toldLevel":
            assert said.front is None, where


def agree(shown: Replay, time: float) -> None:
    """The clock's words with the passings, and with what every skater is said to do."""
    said, now = clock.reading(shown, time), snapshot(shown, time)
    where = f"{shown.race.title} at {time:.3f}: {said}"
    for team, code in enumerate(shown.tags):
        leading = [
            shown.names[k]
            for k in range(SKATERS * team, SKATERS * (team + 1))
            if now.role[k] == "leads"
        ]
        assert len(leading) <= 1, where
        news = LEADS.match(said.finish)
        if said.news and news and news["team"] == code:
            assert leading == [news["name"]], where
    passed = [sum(each <= time for each in row) for row in shown.splits_s.tolist()]
    if said.lap.startswith("LAP "):
        assert said.lap == f"LAP {max(passed) // 2 + 1} / {shown.race.laps}", where
    if len(shown.codes) != 2 or min(passed) == 0:
        assert said.gap == "", where
        return
    ahead = shown.front(time)
    home = [bool(each <= time) for each in shown.finish_s.tolist()]
    if any(home) and not (all(home) and said.gap == "level"):
        assert shown.finish_s[ahead] == min(shown.finish_s), where
    assert said.front in (None, ahead), where
    if said.caption == "after the fall, gap not known":
        # Only while nobody has passed the place where somebody in front lies, or lay.
        fell = [each for each in shown.falls.values() if each.team == ahead]
        assert [each for each in fell if each.start_s <= time], where
        places_m = [shown.tails(each.up_s)[ahead] for each in fell]
        assert shown.tails(time)[1 - ahead] <= max(places_m) + 0.02, where
    assert (said.front is None) == (said.gap.endswith("level") or not said.gap), where
    assert (said.gap == "") == (said.caption == "after the fall, gap not known"), where
    if said.front is not None:
        assert shown.tags[ahead] in said.gap, where
    if said.news and "take the lead" in said.finish:
        assert said.finish.startswith(shown.codes[ahead]), where
    if told := SIGNED.match(said.gap):
        assert told["team"] == shown.tags[ahead], where
        if not told[1]:  # as it was timed: by hand, of the line that both have passed
            first, second = (row[min(passed) - 1] for row in shown.splits_s.tolist())
            behind = first - second if ahead == 0 else second - first
            assert float(told["gap"]) == pytest.approx(abs(behind), abs=0.00501), where
            assert (told["sign"] == "−") == (behind < 0), where
        assert told["sign"] == "−", where
    if told := SIGNED.match(said.live):
        assert told["team"] == shown.tags[ahead], where
    if said.record:
        assert said.record.startswith(shown.tags[ahead]), where


def picture_agrees(shown: Replay, time: float, camera: str, form: Form) -> None:
    """What a picture writes, with the clock and, of lines that are passed, with the times there."""
    said = clock.reading(shown, time)
    settings = Settings(size=SIZES[form], camera=camera, form=form)
    ahead = shown.tags[shown.front(time)]
    laps = [min(half // 2 + 1, shown.race.laps) for half in shown.half_laps_done(time)]
    for text in says(scene.frame(shown, time, settings)):
        where = (shown.race.title, time, camera, form, text, said)
        found = SIGNED.match(text) or re.search(r"≈ (?P<team>\S+) [+−][0-9.]+", text)
        if found and found["team"] in shown.tags:
            assert found["team"] == ahead, where
        if LEADS.match(text):
            assert said.finish == text, where
        if LAP.match(text):
            assert said.lap == text, where
        if found := OWN_LAP.search(text):
            assert int(found[1] or found[2]) in laps, where
        if found := STOOD.match(text):
            half = 2 * int(found["laps"] or 0) + bool(found["half"])
            splits = shown.splits_s[:, half - 1].tolist()
            assert max(splits) <= time, where
            assert abs(splits[0] - splits[1]) == pytest.approx(float(found["gap"]), abs=0.0501), (
                where
            )
            if found["team"]:
                first = shown.tags[splits.index(min(splits))] == found["team"]
                assert first == (found["how"] == "ahead"), where


def test_the_lap_is_that_of_whoever_still_races() -> None:
    """A team through in 3:20, the other 50 s behind: then it has skated some 6⅓ laps of 8."""
    slow = entry(250.0, code="NED", side="crossing")
    shown = prepare(simulate(race(entry(200.0), slow)))
    assert clock.reading(shown, 199.0).lap == "LAST LAP"
    assert clock.reading(shown, 201.0).lap == "LAP 7 / 8"
    assert clock.reading(shown, 249.0).lap == "LAST LAP"
    assert clock.reading(shown, 250.5).lap == "8 LAPS"


def test_a_race_of_one_lap_is_over_after_one() -> None:
    alone = entry(31.4, formation=Formation((Lead(0, 1.0),)))
    shown = prepare(simulate(race(alone, laps=1)))
    assert clock.reading(shown, 32.0).lap == "1 LAP"


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_lap_time_is_told_with_its_lap_and_of_one_lap_both_have_done(
    size: tuple[int, int],
) -> None:
    """At 190 s one has done some 7½ laps, the other 6; heading and lap are not one word."""
    slow = entry(250.0, code="NED", side="crossing")
    shown = prepare(simulate(race(entry(200.0), slow)))
    words = says(scene.frame(shown, 190.0, Settings(size=size, camera="broadcast")))
    assert "LAST LAP" in words
    lap = words.index("in lap 6")
    times = [shown.laps_s[team, 5] for team in (0, 1)]
    assert words[lap + 1 : lap + 3] == [
        f"{code} ~{time:.2f}" for code, time in zip(shown.codes, times, strict=True)
    ]
    assert not any("last lap" in each for each in words)


@pytest.mark.parametrize("camera", ["broadcast", "head-to-head", "finish-strip"])
def test_a_lap_that_nobody_timed_is_marked_beside_one_that_was(camera: str) -> None:
    """Lap 2 of the first is timed; of the other only its end is."""
    timed = (Split(2, 31.0), Split(4, 58.0))
    second = entry(222.0, code="NED", side="crossing", splits=(Split(4, 58.5),))
    shown = prepare(simulate(race(entry(220.0, splits=timed), second)))
    said = " ".join(says(scene.frame(shown, 65.0, Settings(size=(1920, 1080), camera=camera))))
    assert "27.00" in said
    assert "~27.00" not in said
    assert f"~{shown.laps_s[1, 1]:.2f}" in said


def test_a_team_whose_opponent_is_not_replayed_did_not_skate_alone() -> None:
    """Kazakhstan fell in their quarterfinal: the Dutch were not alone on the ice."""
    shown = watched("milano-2026-women", "qf-1")
    assert standing(shown, 100.0) == "NED alone are replayed"
    assert standing(prepare(simulate(race(entry(200.0)))), 100.0).endswith("skate alone")


def test_banner_badge_and_label_change_at_one_instant() -> None:
    """Semifinal 1: NED are ahead by 0.15 s after two and a half laps; half a lap later NOR are."""
    shown = watched("beijing-2022-men", "sf-1")
    told = next(each for each in shown.events if each.kind == "swap")
    before, after = (clock.reading(shown, told.time_s + each) for each in (-1e-6, 1e-6))
    assert (before.gap, before.front, before.news) == ("NED −0.15", 1, False)
    assert after.gap.startswith("NOR −")
    assert after.front == 0
    assert after.finish.startswith("NOR take the lead")
    change = next(each for each in shown.exchanges if shown.names[each.old] == "Kramer")
    for instant, leads in ((-1e-6, "Kramer"), (1e-6, "Bosker")):
        role = snapshot(shown, change.start_s + instant).role
        assert [n for n, r in zip(shown.names, role, strict=True) if r == "leads"][-1] == leads
    assert clock.reading(shown, change.start_s).finish.startswith("NED: Bosker leads")


def test_after_a_fall_the_badge_goes_over_as_soon_as_they_are_passed() -> None:
    """Women's final: Japan lead until Takagi falls; Canada are past them within two seconds.

    Until then Japan lie in front, and by how much says nothing of the race.
    """
    shown = watched("beijing-2022-women", "final-a")
    ((column, fell),) = shown.fell_s.items()
    own = column // SKATERS
    assert shown.codes[own] == "JPN"
    assert clock.reading(shown, fell - 0.01).gap.startswith("JPN −")
    just = clock.reading(shown, fell + 0.01)
    assert (just.caption, just.gap, just.front) == ("after the fall, gap not known", "", None)
    assert shown.front(fell + 0.01) == own
    assert "falls" in just.finish
    tails = shown.trajectory.tail_m
    past = shown.trajectory.time_s[
        (shown.trajectory.time_s > fell) & (tails[:, 1 - own] > tails[:, own])
    ][0]
    assert past < fell + 2.0
    for time in (past + 0.05, past + 1.0, float(shown.finish_s.min()) + 0.5):
        late = clock.reading(shown, time)
        if late.gap == "≈ level":  # as told, in tenths
            assert time < past + 0.2
            assert late.front is None
            continue
        assert late.front == 1 - own
        assert "CAN" in late.gap
        assert late.caption == "since the fall, estimated"
    over = clock.reading(shown, float(shown.finish_s.max()) + 0.5)
    assert (over.gap[:3], over.caption) == ("CAN", "gap at the finish")
