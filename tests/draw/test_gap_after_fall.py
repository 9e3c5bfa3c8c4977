"""The gap after a fall: what can be told of it while somebody lies, by every part alike."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.fallen_races import FALLEN
from helpers.scenes import says
from helpers.two_teams import two
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import charts, clock
from pursuit_sim.draw.graphics.inset import Inset
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.replay.narration import narration
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Circle

UNKNOWN, ESTIMATED = "after the fall, gap not known", "since the fall, estimated"


@pytest.fixture(scope="module")
def last() -> Replay:
    return two(*FALLEN["last"])


def test_while_both_lie_no_gap_grows() -> None:
    """Side by side, from the fall to when both are up: who lay first says nothing."""
    shown = two(*FALLEN["together"])
    begin = max(each.start_s for each in shown.falls.values())
    end = min(each.up_s for each in shown.falls.values())
    assert end - begin > 4.0, "else there is little to see"
    for time in np.arange(begin + 0.01, end, 0.25).tolist():
        told = clock.reading(shown, time)
        assert (told.caption, told.gap, told.front, told.live) == (UNKNOWN, "", None, ""), time


def test_whoever_lies_in_front_has_no_gap_until_they_are_passed(last: Replay) -> None:
    """What they were ahead by before the fall is no estimate since; from then on a clock is.

    Whoever lies is as much later as time goes on: a second in a second.
    """
    (fall,) = last.falls.values()
    times = np.arange(fall.start_s + 0.02, fall.up_s, 0.02)
    apart = np.array([last.tails(time)[0] - last.tails(time)[1] for time in times])
    passed = float(times[(apart < 0).argmax()])
    assert fall.start_s + 1.0 < passed < fall.up_s - 2.0
    for time in (fall.start_s + 0.1, passed - 0.5):
        told = clock.reading(last, time)
        assert (told.caption, told.gap, told.front) == (UNKNOWN, "", None)
        ruler = says(scene.frame(last, time, Settings(camera="head-to-head", transport=False)))
        assert [each for each in ruler if each.endswith(" m") and "." in each]
        assert not [each for each in ruler if "≈" in each], "metres alone"
    for after in (1.0, 2.0):
        told = clock.reading(last, passed + after)
        assert (told.caption, told.front) == (ESTIMATED, 1)
        gap = last.live_gap(passed + after)
        assert gap == pytest.approx(after, abs=0.05)


@pytest.mark.parametrize("name", FALLEN)
def test_the_chart_has_no_gap_where_the_clock_has_none(name: str) -> None:
    """No dot at the cursor; and a course that breaks off there, and else is that of the race."""
    shown = two(*FALLEN[name])
    inset = Inset(Box(0, 0, 400, 140), 1.0, theme.teams(("#c8102e", "#0057b8")), (name,), ())
    begin = min(each.start_s for each in shown.falls.values())
    told = 0
    for time in np.arange(begin - 1.0, shown.duration_s, 0.25).tolist():
        drawn = charts.shapes(shown, time, inset, "gap")
        unknown = clock.reading(shown, time).caption == UNKNOWN
        dots = sum(isinstance(each, Circle) for each in drawn)
        assert not (dots and unknown), time
        told += dots
    assert told
    known = ~np.isnan(shown.told_gaps)
    assert (shown.told_gaps[known] == shown.gap_curve[1][known]).all()


def test_whoever_is_up_again_and_first_home_is_told_to_be_first() -> None:
    """The others are 11 s behind, and have not yet come to where somebody lay."""
    ahead, behind = FALLEN["last"]
    shown = two(ahead, behind.replace("time = 185.0", "time = 203.0"))
    home = float(shown.finish_s.min())
    (fall,) = shown.falls.values()
    lag = shown.finish_s.max() - home
    assert fall.up_s < home
    told = [clock.reading(shown, home + after) for after in (0.1, lag + 0.1)]
    assert [each.front for each in told] == [0, 0]
    assert [each.gap for each in told] == ["AAA first", "AAA −11.00"]
    assert [each.caption for each in told] == ["at the finish", "gap at the finish"]


def test_whoever_fell_is_home_where_they_are_through(last: Replay) -> None:
    """They swing wide of the lap line on their way, and nobody is there to go round."""
    ((skater, fall),) = last.falls.items()
    home = float(last.finish_s[0])
    roles = [snapshot(last, time).role[skater] for time in np.arange(fall.up_s, home + 2, 0.05)]
    assert [*dict.fromkeys(roles)][-2:] == ["skates on", "finished"]
    assert "goes round" not in roles


def test_captions_tell_no_gap_at_a_line_over_which_somebody_slides() -> None:
    """They are first at the line of two laps, lying; of the next lap's gap they tell."""
    shown = two(*FALLEN["slides"])
    (fall,) = shown.falls.values()
    assert fall.start_s < shown.splits_s[:, 3].max() < fall.up_s
    told = [each.values["halves"] for each in narration(shown) if each.phrase == "toldLap"]
    assert told[:2] == [2, 6]
