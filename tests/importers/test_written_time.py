"""Times as people write them, and those that may mean two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit_sim.importers.words.written_time import read_time


@pytest.mark.parametrize(
    "text",
    [
        "3:38.08", "3:38,08", "3.38,08", "3,38.08", "3.38.08", "3'38\"08", "3’38”08", "3′38″08",
        "3'38''08", "3'38.08", "3'38,08\"", "0:03:38.08", "218.08", "218,08", " 3:38.080 ",
    ],
)  # fmt: skip
def test_final_a_however_it_is_written(text: str) -> None:
    assert read_time(text) == 218.08


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("18.30", 18.3), ("31.076", 31.076), ("3.380", 3.38), ("3:38", 218.0), ("62", 62.0),
        ("2180800000", 218.08),
        ('38"08', 38.08), ("1:02:03.5", 3723.5), ("12:00.5", 720.5),
    ],
)  # fmt: skip
def test_what_can_be_one_thing_only(text: str, seconds: float) -> None:
    assert read_time(text) == seconds


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("3.38", ("3.38 s", "3:38.00")),
        ("3,38", ("3.38 s", "3:38.00")),
        ("3:38:08", ("3:38.08", "218:08.00")),
        ("0:03:38", ("3.38 s", "3:38.00")),
    ],
)
def test_what_may_be_two_things_is_refused_with_both(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="may be") as refused:
        read_time(text)
    assert all(each in str(refused.value) for each in readings)


@pytest.mark.parametrize(
    "text", ["", "-", "fast", "3:61.00", "3:38.08 F", "1.234,5", "3::38", "3'", "٣:٣٨", "1e3"]
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "is_what"),
    [
        ("3h38", "3:38 without a point is hours and minutes"),
        ("3h38:28", "3:38:28 is hours, minutes and seconds"),
        ("2026-10-27", "a date"), ("1938-03-01 00:00:00", "a date"),
        ("0.0003125", "fraction of a day"), ("0,00252407407", "fraction of a day"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_made_of_a_time_is_told(text: str, is_what: str) -> None:
    with pytest.raises(ValueError, match=is_what):
        read_time(text)


@pytest.mark.parametrize("text", ["-3:38.08", "−218.08"])
def test_a_negative_time_is_called_so(text: str) -> None:
    with pytest.raises(ValueError, match="negative"):
        read_time(text)


@given(st.integers(60_000, 599_999), st.sampled_from(":.'"), st.sampled_from(".,"))
def test_thousandths_are_kept(thousandths: int, minutes: str, point: str) -> None:
    whole, part = divmod(thousandths, 1000)
    text = f"{whole // 60}{minutes}{whole % 60:02d}{point}{part:03d}"
    assert round(read_time(text) * 1000) == thousandths
    assert abs(read_time(text) * 1000 - thousandths) < 1e-6
