"""Formats of numbers in a .xls, by which a cell is a time or a number."""

from __future__ import annotations

import io

import pytest

from helpers.races import DATA
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.workbooks.old_workbook import is_elapsed, is_moment, sheets


@pytest.mark.parametrize(
    ("form", "elapsed", "moment"),
    [
        # As Excel writes them; [h], [mm] and [ss] count on past a day, an hour, a minute.
        ("[h]:mm:ss", True, True),
        ("[mm]:ss.00", True, True),
        ("[s].00", True, True),
        ("mm:ss.00", False, True),
        ("m:ss,0", False, True),
        ("d/m/yy h:mm", False, True),
        ("[$-F400]h:mm:ss AM/PM", False, True),
        ("yyyy-mm-dd", False, True),
        ("General", False, False),
        ("@", False, False),
        ("0.00", False, False),
        ("0.00E+00", False, False),
        ("#,##0 [$€-407]", False, False),
        ("[Red]0.00;[Magenta]-0.00", False, False),
        ('0.00 "seconds"', False, False),
        ("0.00\\s", False, False),
    ],
)
def test_a_format_is_of_a_time_or_a_number(form: str, elapsed: bool, moment: bool) -> None:
    assert (is_elapsed(form), is_moment(form)) == (elapsed, moment)


def test_rows_that_end_early_are_filled_up() -> None:
    """Written by xlwt 1.3; Excel too writes no cell that is empty and has no form."""
    data = (DATA / "short_rows.xls").read_bytes()
    found = sheet(io.BytesIO(data), "book")
    assert [(each.team, each.time_s) for each in found.results] == [
        ("Norway", 218.08), ("Italy", 219.08), ("USA", 221.08),
    ]  # fmt: skip
    assert {len(row) for each in sheets(data, 100) for row in each.rows} == {4}
