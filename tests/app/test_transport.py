"""Where the viewer is in a race: play, seek, speed, loop, moments; times worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit_sim.app.transport import SPEEDS, Transport

MICROSECOND = 1e-6
TICK = 1 / 60  # [s]


def test_opens_paused_on_the_start() -> None:
    transport = Transport(230.0)
    assert (transport.time_s, transport.playing, transport.speed) == (0.0, False, 1.0)
    assert transport.advance(TICK) == transport


def test_time_runs_at_its_speed() -> None:
    transport = Transport(230.0).play()
    for _ in range(60):
        transport = transport.advance(TICK)
    assert transport.time_s == pytest.approx(1.0, abs=MICROSECOND)
    for _ in range(60):
        transport = transport.at_speed(16).advance(TICK)
    assert transport.time_s == pytest.approx(17.0, abs=MICROSECOND)


def test_a_slept_hour_is_no_jump() -> None:
    transport = Transport(230.0, time_s=100.0).play().advance(3600.0)
    assert 100.0 < transport.time_s <= 100.1 + MICROSECOND
    assert Transport(230.0, time_s=100.0).play().advance(-5.0).time_s == 100.0


def test_stops_at_the_end_and_plays_again_from_the_start() -> None:
    transport = Transport(230.0, time_s=229.99).play().advance(0.05)
    assert (transport.time_s, transport.playing, transport.at_end) == (230.0, False, True)
    again = transport.toggle()
    assert (again.time_s, again.playing) == (0.0, True)


def test_toggle_pauses_and_goes_on() -> None:
    transport = Transport(230.0, time_s=50.0).toggle()
    assert transport.playing
    assert not transport.toggle().playing
    assert transport.toggle().time_s == 50.0


@pytest.mark.parametrize(
    ("start", "seconds", "end"), [(50, 5, 55), (50, -5, 45), (2, -10, 0), (229, 5, 230)]
)
def test_skipping_stays_inside_the_race(start: float, seconds: float, end: float) -> None:
    assert Transport(230.0, time_s=start).skip(seconds).time_s == end


def test_a_step_is_one_fiftieth_and_pauses() -> None:
    transport = Transport(230.0, time_s=10.0).play().step(1)
    assert not transport.playing
    assert transport.time_s == pytest.approx(10.02)
    assert transport.step(-2).time_s == pytest.approx(9.98)


def test_speeds_are_those_of_the_key_table() -> None:
    assert list(SPEEDS) == [0.1, 0.25, 0.5, 1, 2, 4, 8, 16]
    transport = Transport(230.0)
    found = [transport.faster(steps).speed for steps in range(-5, 7)]
    assert found == [0.1, 0.1, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 16, 16]


def test_a_loop_goes_round() -> None:
    transport = Transport(230.0, time_s=20.0).loop_from_here().seek(24.0).loop_to_here()
    assert transport.loop == (20.0, 24.0)
    transport = transport.seek(23.95).play().advance(0.1)
    assert transport.time_s == pytest.approx(20.05)
    assert transport.playing


def test_a_loop_shorter_than_a_step_is_gone_round_more_than_once() -> None:
    transport = Transport(230.0, loop_from_s=20.0, loop_to_s=20.5, time_s=20.4).at_speed(16)
    assert transport.play().advance(0.1).time_s == pytest.approx(20.0)  # 1.6 s, three rounds
    assert transport.play().advance(0.05).time_s == pytest.approx(20.2)


def test_an_open_end_of_a_loop_is_that_of_the_race() -> None:
    transport = Transport(230.0, time_s=200.0).loop_from_here()
    assert transport.loop == (200.0, 230.0)
    round_again = transport.seek(229.95).play().advance(0.1)
    assert round_again.time_s == pytest.approx(200.05)
    assert round_again.playing
    assert Transport(230.0, time_s=9.0).loop_to_here().loop == (0.0, 9.0)


def test_a_loop_never_ends_before_it_begins() -> None:
    transport = Transport(230.0, time_s=50.0).loop_from_here().seek(40.0).loop_to_here()
    assert transport.loop == (0.0, 40.0)
    assert transport.seek(60.0).loop_from_here().loop == (60.0, 230.0)
    assert transport.without_loop().loop is None


def test_outside_its_loop_time_runs_on() -> None:
    transport = Transport(230.0, loop_from_s=20.0, loop_to_s=24.0, time_s=100.0).play()
    assert transport.advance(0.1).time_s == pytest.approx(100.1)


MOMENTS = (30.0, 60.0, 90.0)


def test_next_and_previous_moments() -> None:
    transport = Transport(230.0, time_s=60.0)
    assert transport.to_next(MOMENTS).time_s == 90.0
    assert transport.to_previous(MOMENTS).time_s == 30.0
    assert transport.seek(10.0).to_previous(MOMENTS).time_s == 0.0
    assert transport.seek(95.0).to_next(MOMENTS).time_s == 95.0


def test_previous_pressed_twice_while_playing_goes_back_by_two() -> None:
    transport = Transport(230.0, time_s=75.0).play().to_previous(MOMENTS).advance(TICK)
    assert transport.time_s == pytest.approx(60.0, abs=0.1)
    assert transport.to_previous(MOMENTS).time_s == 30.0


STEPS = st.one_of(
    st.tuples(st.just("advance"), st.floats(0, 10)),
    st.tuples(st.just("skip"), st.floats(-500, 500)),
    st.tuples(st.just("seek"), st.floats(-500, 500)),
    st.tuples(st.just("faster"), st.integers(-9, 9)),
    st.tuples(st.just("step"), st.integers(-9, 9)),
    st.tuples(
        st.sampled_from(["toggle", "loop_from_here", "loop_to_here", "without_loop", "restart"])
    ),
)


@given(st.lists(STEPS, max_size=40), st.floats(1, 300))
def test_whatever_is_done_time_stays_in_the_race(
    steps: list[tuple[str, float]], end: float
) -> None:
    transport = Transport(end)
    for name, *values in steps:
        transport = getattr(transport, name)(*values)
        assert 0 <= transport.time_s <= end
        assert transport.speed in SPEEDS
        if transport.loop:
            assert 0 <= transport.loop[0] < transport.loop[1] <= end
