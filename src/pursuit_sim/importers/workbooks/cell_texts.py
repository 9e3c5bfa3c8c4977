"""A cell of a workbook as people would write it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pursuit_sim.importers.words.written_time import as_clock

# The days that mean none, and the first one of Excel, from which a duration is longer than a day.
_EPOCHS = {date(1899, 12, 30): 0, date(1899, 12, 31): 0, date(1900, 1, 1): 1, date(1904, 1, 1): 0}
_DIGITS, _LARGE, _DAY_S = 10, 1e15, 86_400


def cell_text(cell: object) -> str:
    """A duration or a time of the day as minutes and seconds, a date, a number with all digits."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        digits = _DIGITS if abs(cell) >= 1 else _DIGITS + 2  # fractions of a day need them
        text = f"{cell:.{digits}f}" if abs(cell) < _LARGE else f"{cell:.0f}"
        return text.rstrip("0").removesuffix(".") if "." in text else text
    if isinstance(cell, timedelta):
        return as_clock(cell.total_seconds())
    if isinstance(cell, datetime):
        if cell.date() in _EPOCHS:  # a duration that is formatted as a time
            days = _EPOCHS[cell.date()]
            return as_clock(
                (cell - datetime.combine(cell.date(), time())).total_seconds() + days * _DAY_S
            )
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return as_clock(
            (datetime.combine(date.min, cell) - datetime.combine(date.min, time())).total_seconds()
        )
    return str(cell) if isinstance(cell, int) else ""
