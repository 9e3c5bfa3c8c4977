"""Times without a format, fractions of a day, are told by their column and not by their digits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest

from helpers.workbooks import Rows, ods, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet
from pursuit_sim.importers.opened import sheet

LAPS = [31.1, 26.46, 26.5, 26.5, 27.0, 26.7, 21.6, 27.0]  # 27 s are 1/3200 of a day, 21.6 s 1/4000
HEADS = ["Team", "Heat", *(f"Lap {n}" for n in range(1, 9)), "Time", "Behind"]
TOTAL = 212.86  # by hand


def read(data: bytes) -> Sheet:
    return sheet(io.BytesIO(data), "book")


def rows(first_gap: float | timedelta, gap: float | timedelta) -> Rows:
    times = [timedelta(seconds=each) for each in (*LAPS, TOTAL)]
    return [HEADS, ["NED", 1, *times, first_gap], ["NOR", 1, *times, gap]]


def test_a_whole_table_without_formats() -> None:
    found = read(xlsx({"R": rows(timedelta(0), timedelta(seconds=0.32))}, styled=False))
    for each in found.results:
        assert each.time_s == TOTAL
        at = [passing.time_s for passing in each.passings]
        # By hand, the sums of the laps.
        assert at == pytest.approx([31.1, 57.56, 84.06, 110.56, 137.56, 164.26, 185.86, 212.86])
    assert found.results[1].gap_s == 0.32
    assert any("fractions of a day under 'Lap 1'" in note for note in found.notes)


def test_a_gap_in_seconds_beside_times_without_formats() -> None:
    """8 thousandths are no 11 minutes, though no other number says so."""
    found = read(xlsx({"R": rows(0.0, 0.008)}, styled=False))
    assert found.results[1].gap_s == 0.008


@pytest.mark.parametrize("point", [".", ","])
def test_the_same_table_as_csv(point: str) -> None:
    # 31.1 s and 27 s of 86 400, and 3:38.08, as Excel writes them: nine decimals at most.
    text = "Team;Heat;Lap 1;Lap 2;Time\nNED;1;0.000359954;0.0003125;0.002524074\n"
    (found,) = read(text.replace(".", point).encode()).results
    assert [each.time_s for each in found.passings] == pytest.approx([31.1, 58.1], abs=1e-4)
    assert found.time_s == pytest.approx(218.08, abs=1e-4)


@pytest.mark.parametrize(
    ("laps", "cell"),
    [
        (["0.00036", "0.00031"], "0.00036"),  # rounded to a second
        (["31.1", "27.2"], "0.00252407"),  # in seconds beside a fraction in the same column
    ],
)
def test_what_is_too_short_or_stands_beside_seconds_is_refused(laps: list[str], cell: str) -> None:
    last = "0.00252" if laps[0].startswith("0") else "0.00252407"
    second = f"NOR;1;{laps[0]};{laps[1]};3:38.08\n"
    text = f"Team;Heat;Lap 1;Lap 2;Time\nNED;1;{laps[0]};{cell};{last}\n{second}"
    with pytest.raises(InputError, match="may be a fraction of a day: format the whole column"):
        read(text.encode())


@pytest.mark.parametrize("make", [xlsx, ods])
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (timedelta(hours=3, minutes=38), "3:38 without a point is hours and minutes"),
        (timedelta(hours=3, minutes=38, seconds=28), "3:38:28 is hours, minutes and seconds"),
        (timedelta(minutes=27), "0:27 without a point is hours and minutes"),
    ],
)
def test_minutes_that_a_spreadsheet_takes_for_hours(
    make: Callable[[dict[str, Rows]], bytes], cell: timedelta, said: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(make({"R": [["Team", "Heat", "Time"], ["NED", 1, cell], ["NOR", 1, "3:38.08"]]}))
    (fault,) = refused.value.faults
    assert fault.key == "row 2, Time"
    assert said in fault.problem
    assert "3:38.08" in fault.remedy


@pytest.mark.parametrize("format_", ["mm:ss.00", "h:mm:ss", "[h]:mm"])
@pytest.mark.parametrize("first_day", [1900, 1904])
def test_durations_of_both_calendars_of_excel(format_: str, first_day: int) -> None:
    """A duration is the same in both, beside a date too; only dates count from another day."""
    made = io.BytesIO()
    book = xlsx({"R": [["Team", "Heat", "Time"], ["NED", 1, timedelta(seconds=218.08)],
                       ["NOR", 1, timedelta(hours=27, minutes=38)]]})  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace("[m]:ss.000", format_)
            if first_day == 1904:
                text = text.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
            new.writestr(name, text)
    with pytest.raises(InputError) as refused:
        read(made.getvalue())
    (fault,) = refused.value.faults
    assert fault.key == "row 3, Time", "the other one is 3:38.08"
    assert "27:38 without a point" in fault.problem or "is a date" in fault.problem
