"""Who is ahead and by how much, on motions and times whose answer is known by thought."""

from __future__ import annotations

import numpy as np
import pytest

from pursuit_sim.race_lead import fall_stretches, first_home, lead_changes, told_margin

TIME_S = np.arange(0.0, 61.0)
# Three lines, 200 m apart. The first team skates 10 m/s, falls at 19 s and slides over a line to
# 205 m, where they lie from 21 to 35 s; then they go on with 16 m/s. The other skates 8 m/s all
# the time: at the line at 25 s, past the place of the fall at 205/8 s, and caught at 44.375 s.
FIRST_M = np.interp(TIME_S, [0, 19, 21, 35, 60], [0, 190, 205, 205, 605])
RISING_M = np.stack([FIRST_M, 8.0 * TIME_S], axis=1)
SPLITS_S = np.array([[19 + 10 / 7.5, 35 + 195 / 16, 35 + 395 / 16], [25.0, 50.0, 75.0]])


def test_after_a_fall_ahead_is_who_is_ahead_on_the_ice() -> None:
    fall = (0, 19.0, 35.0)
    # The line over which they slid ends nothing; the first that they skate to does.
    assert fall_stretches(SPLITS_S, [fall]) == ((19.0, 50.0),)
    found = lead_changes(SPLITS_S, TIME_S, RISING_M, [fall])
    assert [each.team for each in found] == [0, 1, 0]
    assert [each.time_s for each in found] == pytest.approx([19.0, 205 / 8, 44.375])


def test_nobody_is_ahead_before_a_gap_is_known() -> None:
    """Level at two lines, ahead at the third: not from the gun, nor from a line that was level."""
    splits = np.array([[10.0, 20.0, 30.0, 41.0], [10.0, 20.0, 30.2, 40.0]])
    rising = np.stack([10.0 * TIME_S, 10.0 * TIME_S], axis=1)
    found = lead_changes(splits, TIME_S, rising)
    assert [(each.time_s, each.team, each.half_lap) for each in found] == [
        (30.2, 0, 3),
        (40.0, 1, 4),
    ]
    assert lead_changes(splits[:, :2], TIME_S, rising) == ()


def test_who_coasts_past_the_winner_after_the_finish_is_not_ahead() -> None:
    splits = np.array([[10.0, 20.0, 30.0], [11.0, 22.0, 33.0]])
    first = np.interp(TIME_S, [0, 30, 60], [0, 600, 610])
    other = np.interp(TIME_S, [0, 33, 60], [0, 600, 900])
    rising = np.stack([first, other], axis=1)
    assert rising[-1, 1] > rising[-1, 0]
    assert [each.team for each in lead_changes(splits, TIME_S, rising, [(0, 25.0, 28.0)])] == [0]


@pytest.mark.parametrize(
    ("times", "ties", "winner"),
    [
        ((180.0, 181.0), (None, None), 0),
        ((181.0, 180.0), (1, 2), 1),  # the time decides before what breaks a tie
        ((180.0, 180.0), (None, None), None),
        ((180.0, 180.0), (2, 1), 1),
        ((180.0, 180.0 + 4e-4), (2, 1), 1),  # the same to the thousandth, as times are measured
        ((180.0, 180.0 + 4e-4), (None, None), None),
        ((180.0, 180.001), (2, 1), 0),
        ((180.0,), (None,), None),
    ],
)
def test_the_first_home(
    times: tuple[float, ...], ties: tuple[int | None, ...], winner: int | None
) -> None:
    assert first_home(times, ties) == winner


def test_what_broke_a_tie_decides_who_is_ahead_at_the_finish() -> None:
    splits = np.array([[10.0, 20.0, 30.0], [10.5, 20.5, 30.0]])
    rising = np.stack([20.0 * TIME_S, 20.0 * TIME_S], axis=1)
    ahead = lead_changes(splits, TIME_S, rising, tie_breaks=(2, 1))
    assert [(each.time_s, each.team) for each in ahead] == [(10.5, 0), (30.0, 1)]
    assert [each.team for each in lead_changes(splits, TIME_S, rising)] == [0]


@pytest.mark.parametrize(
    ("timed", "published", "told"),
    [
        (1.67, 1.68, 1.68),  # from thousandths, such as 178.326 and 180.004
        (1.67, None, 1.67),
        (1.67, 1.69, 1.67),  # that no two times so rounded can have
        (1.28, 2.70, 1.28),  # to the best of the round
    ],
)
def test_the_margin_is_told_as_published_where_the_times_allow_it(
    timed: float, published: float | None, told: float
) -> None:
    assert told_margin(timed, published) == told
