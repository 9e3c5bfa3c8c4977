"""Times as people write them on result sheets, read only where they can mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pursuit_sim.importers.words.raised_marks import without_raised
from pursuit_sim.units import format_time

TICKS = 10_000_000  # of 100 ns, in a second
_MINUTE_S, _HOUR_S, _DECIMALS = 60, 3600, 6
_LONGEST_MIN = 15  # more than any team pursuit takes: then whole minutes were meant as seconds
EXAMPLE = "3:38.08"
_MARKS = str.maketrans({"’": "'", "′": "'", "´": "'", "”": '"', "“": '"', "″": '"'})
_PART = r"(?P<part>\d{1,6})"
_SECONDS = r"(?P<seconds>[0-5]?\d)"
# What each way of writing means; a text that fits several is refused.
_WAYS = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<hours>\d{{1,2}}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?:[.,]{_PART})?",
        rf"(?P<minutes>\d{{1,3}}):(?P<seconds>[0-5]\d)(?:[.,]{_PART})?",
        r"(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d):(?P<part>\d\d)",
        rf"(?P<minutes>\d{{1,3}})[.,](?P<seconds>[0-5]\d)[.,]{_PART}",
        rf"(?:(?P<minutes>\d{{1,3}})')?{_SECONDS}\"{_PART}?",
        rf"(?P<minutes>\d{{1,3}})'{_SECONDS}(?:[.,]{_PART}\"?)?",
        rf"(?P<seconds>\d{{1,6}})(?:[.,]{_PART})?",
        r"(?P<minutes>\d)[.,](?P<seconds>[0-5]\d)",
        r"(?P<ticks>\d{9,11})",
    )
]
_HOURS = re.compile(r"(\d{1,7})h([0-5]\d)(?::([0-5]\d(?:\.\d{1,6})?))?", re.ASCII)
_FRACTION = re.compile(r"0[.,]00\d{2,16}", re.ASCII)
_TOKEN = re.compile(r"\d[\d:.,'\"]*")
_DAY = re.compile(r"\d{1,4}[.:,-]\d{1,2}[.:,-](?:19|20)\d\d[.,]?", re.ASCII)
_WHOLE = re.compile(r"\d{1,6}[.,:'\"]*", re.ASCII)  # a count, or points
_DAY_S = 86_400
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T].*)?", re.ASCII)


def read_time(text: str) -> float:
    """Seconds from ``3:38.08``, ``3.38,08``, ``3'38"08``, ``0:03:38.08`` or ``218.08``.

    Two digits before the only point or comma are seconds (``18.30``), one digit is not
    clear: ``3.38`` may be seconds, or minutes and seconds.

    Raises
    ------
    ValueError
        if the text is no time, or several; the message says which
    """
    plain = text.strip().translate(_MARKS).replace("''", '"')
    if plain[:1] in {"-", "−"} and any(_readings(plain[1:])):
        raise ValueError(f"{text.strip()!r} is negative")
    if other := _otherwise(plain):
        raise ValueError(other)
    found = list(dict.fromkeys(_readings(plain)))
    if not found:
        raise ValueError(f"{_short(text)} is not a time such as {EXAMPLE}")
    if len(found) > 1:
        meant = " or ".join(_spelt(each) for each in found)
        raise ValueError(f"{_short(text)} may be {meant}")
    return found[0]


def may_be_time(text: str, least_s: float, most_s: float) -> bool:
    """Whether a cell has anything that can be read as a time between two others [s].

    Whatever way it is written, also where that is not clear; no whole number and no day.

    >>> all(may_be_time(each, 140, 800) for each in ("218.08", "3.38,08 NR", "3:38:08", "3.38"))
    True
    >>> any(may_be_time(each, 140, 800) for each in ("218", "27.10", "3.11.2026", "2024-01-26"))
    False
    """
    for token in _TOKEN.findall(text.translate(_MARKS).replace("''", '"')):
        if _WHOLE.fullmatch(token) or _DAY.fullmatch(token):
            continue
        plain = token.rstrip(".,:")
        found = [*_readings(plain)]
        if _FRACTION.fullmatch(plain):
            found.append(float(plain.replace(",", ".")) * _DAY_S)
        if any(least_s <= each <= most_s for each in found):
            return True
    return False


def _readings(text: str) -> Iterator[float]:
    """Every time [s] that a text can be."""
    for way in _WAYS:
        match = way.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        if ticks := parts.get("ticks"):
            yield int(ticks) / TICKS
            continue
        whole = 0
        for name, size in (("hours", 3600), ("minutes", 60), ("seconds", 1)):
            whole += size * int(parts.get(name) or 0)
        # One decimal number, so that it is the float nearest to what was written.
        yield float(f"{whole}.{parts.get('part') or 0}")


def as_clock(seconds: float) -> str:
    """A duration [s] as a spreadsheet shows it, and as `read_time` reads it.

    One that is too long for a race shows its hours, since those were hardly meant.

    >>> as_clock(218.08), as_clock(0.32), as_clock(3 * 3600 + 38 * 60), as_clock(27 * 60)
    ('3:38.08', '0:00.32', '3h38', '0h27')
    """
    text = format_time(seconds, _DECIMALS).rstrip("0")
    text = f"{text}0" if text.endswith(".") else text
    if seconds < _MINUTE_S:
        whole, part = text.split(".")
        return f"0:{whole:0>2}.{part}"
    minutes, rest = text.split(":")
    whole_minutes = float(rest) == 0
    if seconds < _HOUR_S and not (whole_minutes and int(minutes) >= _LONGEST_MIN):
        return text
    hours, left = divmod(int(minutes), 60)
    return (
        f"{hours}h{left:02d}" if whole_minutes else f"{hours}h{left:02d}:{rest.removesuffix('.0')}"
    )


def _otherwise(text: str) -> str:
    """Why a text that is something else is no time; empty for what may be one."""
    if match := _HOURS.fullmatch(text):
        hours, minutes, seconds = match.groups()
        if seconds:
            said = f"{hours}:{minutes}:{seconds}"
            return f"{said} is hours, minutes and seconds to a spreadsheet"
        return f"{hours}:{minutes} without a point is hours and minutes to a spreadsheet"
    if any(_readings(without_raised(text))) and not text.isascii():
        return f"{_short(text)}: not clear whether what is raised is of the time, or a footnote's"
    if _DATE.fullmatch(text):
        return f"{_short(text)} is a date, which a spreadsheet may make of 27.10 or 3-38"
    if _FRACTION.fullmatch(text):
        return f"{_short(text)} may be a fraction of a day: format the whole column as times"
    return ""


def _spelt(seconds: float) -> str:
    return f"{format_time(seconds)}{' s' if seconds < 60 else ''}"


def _short(text: str) -> str:
    said = text.strip()
    return repr(said if len(said) <= 40 else f"{said[:37]}…")
