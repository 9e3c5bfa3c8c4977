"""What the director says where much happens at once; of bundled races `test_shot_list` asks."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from helpers.in_time import in_time
from helpers.races import DUTCH, PUSH, entry, race
from helpers.scenes import says
from pursuit_sim import load, timing
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics.frame_context import frame_context
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.scenes.shot_list import shot_at, shot_list
from pursuit_sim.draw.settings import SIZES, Settings, form_of
from pursuit_sim.export.pictures import render
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.race import Entry, Fall, Gap, Race, Split
from pursuit_sim.sim import simulate

# Six laps, the fourth of a rotation begins at 97.2 s or so: where the falls are.
TURNS = Formation(tuple(Lead(k % 3, 1.0) for k in range(6)))
ALL_THE_WAY = Formation((Lead(0, 6.0),), push=True)


def fell(made: Entry, skater: int, laps: float, split: Split) -> Entry:
    return replace(made, fall=Fall(skater, laps), splits=(split,))


def by_hand() -> dict[str, Race]:
    """Falls and a catch while the others change; two falls within moments; level all the way."""
    other = entry(182.0, code="NED", side="crossing", formation=TURNS, splits=(Split(6, 93.0),))
    falls = fell(entry(190.0, formation=ALL_THE_WAY), 2, 3.3, Split(6, 92.0))
    late = replace(other, official_time_s=196.0)
    level = entry(180.0, formation=ALL_THE_WAY)
    made = {
        "a fall in an exchange": (falls, other),
        "two falls": (falls, fell(late, 0, 3.35, Split(6, 93.0))),
        "two falls at once": (falls, fell(late, 0, 3.28, Split(6, 93.0))),
        "a leader falls": (fell(falls, 0, 3.5, Split(6, 92.0)), other),
        "a catch in an exchange": (
            entry(172.0, formation=ALL_THE_WAY),
            replace(other, official_time_s=210.0, splits=()),
        ),
        "level": (level, replace(other, official_time_s=180.0, splits=())),
        "alone": (falls,),
    }
    return {name: race(*entries, laps=6) for name, entries in made.items()}


BY_HAND = by_hand()


@pytest.mark.parametrize("name", [*BY_HAND])
def test_nothing_is_told_early_where_much_happens_at_once(name: str) -> None:
    assert in_time(prepare(simulate(BY_HAND[name]))) >= 1


def test_what_happens_at_once_is_told_from_its_own_moment() -> None:
    """Two falls 2.7 s or so apart: until the second, the first alone."""
    replay = prepare(simulate(BY_HAND["two falls"]))
    first, second = sorted(each.start_s for each in timing.falls(replay.trajectory))
    assert 2.0 < second - first < 3.5
    before, after = (shot_at(replay, time) for time in (second - 0.1, second))
    assert (replay.codes[before.team], before.says(second - 0.1)) == ("NOR", "NOR: NOR Three falls")
    assert (replay.codes[after.team], after.inset) == ("NED", 0)
    assert after.says(second + 0.1).split("  ·  ") == ["NOR: NOR Three falls", "NED: NED One falls"]


@pytest.mark.parametrize("name", ["alone", "a leader falls", "Beijing"])
def test_no_cut_gives_a_fall_away(name: str) -> None:
    """A push has no exchanges: where its picture came before the fall, that was told."""
    made = load("beijing-2022-women").races["final-a"] if name == "Beijing" else BY_HAND[name]
    replay = prepare(simulate(made))
    (fall,) = timing.falls(replay.trajectory)
    shots = shot_list(replay)
    after = next(each for each in shots if each.from_s == pytest.approx(fall.start_s))
    before = shots[shots.index(after) - 1]
    assert (after.camera, after.team) == ("follow", fall.team)
    assert after.says(fall.start_s).endswith("falls")
    # Only a line has another shot begin, and then it is told of; not the fall that is to come.
    begun = np.abs(replay.splits_s.max(axis=0) - before.from_s).min() < 0.01
    assert begun or fall.start_s - before.from_s > 3.5, before
    assert before.pace == after.pace == 1


def test_a_lead_that_changes_with_the_bell_is_a_gap_before() -> None:
    """Milano 2026, semifinal 2: the panes have NED 0.10 s ahead until 146.04 s."""
    replay = render.replay(load("milano-2026-women"), "sf-2")
    change = next(each for each in replay.events if "after 5 laps" in each.text)
    assert change.time_s == pytest.approx(146.04, abs=0.01)
    seen = Settings(camera="director")
    before, after = (
        " ".join(says(scene.frame(replay, change.time_s + each, seen))) for each in (-1.0, 0.1)
    )
    assert "take the lead" not in before
    assert "0.10 s apart after 4½ laps" in before
    assert "JPN take the lead after 5 laps, says the model" in after


def test_who_will_be_ahead_is_not_told_by_whom_cameras_are_beside() -> None:
    """Two races that are one until the fifth lap, in which one team or the other gets away."""
    lines = tuple(Split(half, 19.0 + 14.75 * (half - 1)) for half in range(1, 10))
    ahead = []
    for times in ((184.0, 185.0), (185.0, 184.0)):
        both = (
            entry(times[0], formation=ALL_THE_WAY, splits=lines),
            entry(times[1], code="NED", side="crossing", formation=TURNS, splits=lines),
        )
        replay = prepare(simulate(race(*both, laps=6)))
        first_known_s = float(replay.splits_s[:, 9].max())
        view = registry.view("broadcast", replay.codes)
        for time in (0.0, 10.0, 19.1, 60.0, 130.0, first_known_s - 0.1):
            context = frame_context(replay, time, Settings(camera="broadcast", told_s=time))
            assert (replay.front(time), view.rides_with(context)) == (0, 0), (times, time)
        ahead.append(replay.front(first_known_s + 0.01))
    assert ahead == [0, 1]


def test_who_is_ahead_since_a_fall_is_told_until_that_changes() -> None:
    """NED pass NOR who fell, fall themselves, and are passed by them before the next line."""
    replay = prepare(simulate(BY_HAND["two falls"]))
    for change in replay.leaders[1:]:
        for time in (change.time_s - 0.1, change.time_s + 0.1):
            words = shot_at(replay, time).says(time)
            if "ahead since the fall" in words:
                assert words.startswith(replay.tags[replay.front(time)]), (time, words)


def test_the_caption_of_a_tall_picture_comes_with_the_cut() -> None:
    """An exchange is news for six seconds; its shot is over before."""
    size = SIZES["portrait"]
    replay = prepare(simulate(race(entry(formation=PUSH), entry(
        219.62, code="NED", side="crossing", formation=DUTCH
    ))))  # fmt: skip
    settings = Settings(size=size, camera="director", transport=False, form=form_of(size))
    for change in replay.exchanges:
        cut = shot_at(replay, change.end_s).until_s
        assert cut < change.start_s + 6.0
        after = shot_at(replay, cut)
        assert after.why in says(scene.frame(replay, cut + 0.1, settings)), after


@pytest.mark.parametrize(("before", "doubt"), [(5, ""), (4, ", says the model")])
def test_who_took_the_lead_at_a_line_is_known_where_gaps_say_so(before: int, doubt: str) -> None:
    """NOR ahead half a lap before the third line, NED there; or nobody knows of the half lap."""
    second = entry(185.0, code="NED", side="crossing", formation=TURNS)
    both = race(entry(185.5, formation=ALL_THE_WAY), second, laps=6)
    gaps = (Gap(before, -0.4, -0.4), Gap(6, 0.01, math.inf))
    replay = prepare(simulate(replace(both, gaps=gaps)))
    swaps = [each.text for each in replay.events if each.kind == "swap"]
    assert swaps == [f"NED take the lead after 3 laps{doubt}"]
