"""The formation that was not skated, to be watched beside the one that was."""

from __future__ import annotations

import pytest

from pursuit_sim import load, timing
from pursuit_sim.errors import InputError
from pursuit_sim.export.pictures import render
from pursuit_sim.lab.rerun import rerun
from pursuit_sim.sim import simulate

pytestmark = pytest.mark.whole

MICROSECOND = 1e-6


@pytest.mark.usefixtures("answers_once")
def test_all_take_their_official_times_and_the_other_is_about_as_fast_as_published() -> None:
    found = rerun(load("beijing-2022-men").races["sf-1"], "NED", "push", draws_count=100)
    finish = timing.finish_times(simulate(found.race, "power"))
    assert finish == pytest.approx([218.28, 219.62], abs=MICROSECOND)
    (other,) = timing.finish_times(simulate(found.other, "power"))
    # docs/models.md: −4.5 … +0.5 s for a push against a rotation.
    assert -4.5 < other - 219.62 < 0.5
    assert found.interval_s is not None
    low, high = found.interval_s
    assert low < other - 219.62 < high
    assert found.kind == "push"


def test_what_was_skated_is_no_other_formation() -> None:
    with pytest.raises(InputError, match="skated 'push' itself") as caught:
        rerun(load("beijing-2022-men").races["sf-1"], "NOR", "push", draws_count=4)
    assert caught.value.faults[0].remedy == "write one of rotating; few changes, push; fixed"


@pytest.mark.usefixtures("answers_once")
def test_beside_a_fall_the_other_team_is_asked_about_by_itself() -> None:
    """As `compare` does: 2:51.24 is the best push that it names; whoever fell is refused."""
    scenario = load("beijing-2022-women")
    race = scenario.races["final-a"]
    found = rerun(race, "CAN", "push", draws_count=100)
    assert [each.team.code for each in found.race.entries] == ["CAN"]
    replay = render.replay(scenario, "final-a", ghost=("CAN", "push"))
    assert replay.ghost is not None
    assert replay.ghost.replay.finish_s == pytest.approx([171.24], abs=0.005)
    assert replay.finish_s == pytest.approx([184.47, 173.44], abs=MICROSECOND)
    assert replay.effort is None, "nobody knows it of JPN"
    with pytest.raises(InputError, match="JPN fell") as caught:
        rerun(race, "JPN", "push", draws_count=4)
    assert caught.value.faults[0].remedy == "choose another race or CAN, who did not fall"
