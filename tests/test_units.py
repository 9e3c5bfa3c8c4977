"""Times as people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit_sim.units import (
    format_chance,
    format_gap,
    format_laps,
    format_size,
    format_time,
    kmh,
    parse_time,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3:38.08", 218.08),
        ("3:38,08", 218.08),
        ("218.08", 218.08),
        ("0:59", 59.0),
        ("59", 59.0),
        (" 10:00.0 ", 600.0),
    ],
)
def test_parse(text: str, seconds: float) -> None:
    assert parse_time(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "3:60.00", "3:3.0", "-3:38", "3:38:08", "3.38.08", "nan", "inf", "1e3", "٣:38"]
)
def test_malformed_times_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"3:38\.08"):
        parse_time(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(218.08, "3:38.08"), (59.999, "1:00.00"), (18.3, "18.30"), (0, "0.00"), (-1.5, "-1.50")],
)
def test_format(seconds: float, text: str) -> None:
    assert format_time(seconds) == text


@given(st.integers(0, 599_999))
def test_hundredths_survive_a_round_trip(hundredths: int) -> None:
    assert round(parse_time(format_time(hundredths / 100)) * 100) == hundredths


def test_gaps_carry_their_sign() -> None:
    assert [format_gap(x) for x in (1.34, -0.43, 0.0, -0.001)] == ["+1.34", "−0.43", "0.00", "0.00"]


@pytest.mark.parametrize("seconds", [math.nan, math.inf, -math.inf])
def test_no_number_is_a_dash_and_not_nought(seconds: float) -> None:
    assert format_gap(seconds) == format_time(seconds) == "–"


def test_laps_in_words() -> None:
    assert [format_laps(n) for n in (1, 2, 3, 11, 16)] == [
        "½ lap", "1 lap", "1½ laps", "5½ laps", "8 laps",
    ]  # fmt: skip


def test_speed_of_a_fast_lap() -> None:
    # 400 m in 26 s is 55.38 km/h.
    assert kmh(400 / 26) == pytest.approx(55.38, abs=0.01)


@pytest.mark.parametrize(
    ("seconds", "gap", "time"),
    [
        # Halves of a hundredth go up, whatever floating point makes of them: 1:49.896574
        # less 1:49.781574 is 0.115, which is held as 0.11500000000000909 or as 0.115 less a bit.
        (109.896574 - 109.781574, "+0.12", "0.12"),
        (0.115 - 1e-12, "+0.12", "0.12"),
        (2.675, "+2.68", "2.68"),
        (1.005, "+1.01", "1.01"),
        (0.1149, "+0.11", "0.11"),
        (26.785, "+26.79", "26.79"),
    ],
)
def test_halves_go_up_in_gaps_and_times_alike(seconds: float, gap: str, time: str) -> None:
    assert format_gap(seconds) == gap
    assert format_gap(-seconds) == gap.replace("+", "−")
    assert format_time(seconds) == time


def test_a_difference_without_its_sign_is_rounded_as_with_it() -> None:
    """Halves up, also where floating point has a little less than a half."""
    assert (format_gap(-0.325), format_size(-0.325)) == ("−0.33", "0.33")
    assert (format_size(1.005), format_size(0.0), format_size(-0.004)) == ("1.01", "0.00", "0.00")
    assert format_size(-0.95, 1) == "1.0"


@pytest.mark.parametrize(
    ("share", "text"),
    [(1.0, "100 %"), (0.9996, "over 99 %"), (0.871, "87 %"), (0.002, "under 1 %"), (0.0, "0 %")],
)
def test_a_chance_is_not_rounded_to_certainty(share: float, text: str) -> None:
    assert format_chance(share) == text


def test_an_unknown_chance_is_a_dash() -> None:
    assert format_chance(math.nan) == "–"
