"""Formats of numbers in a .xls, by which a cell is a time or a number."""

from __future__ import annotations

import pytest

from pursuit_sim.importers.old_workbook import is_elapsed, is_moment


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
