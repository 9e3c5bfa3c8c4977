"""Times as people write them on result sheets, read only where they can mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pursuit_sim.units import format_time

TICKS = 10_000_000  # of 100 ns, in a second
_DAY_S = 86_400
_DAY_DIGITS = 5  # that tell a second in a fraction of a day
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
        r"0[.,](?P<days>0\d{7,16})",
    )
]


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
    found = list(dict.fromkeys(_readings(plain)))
    if not found:
        raise ValueError(f"{_short(text)} is not a time such as {EXAMPLE}")
    if len(found) > 1:
        meant = " or ".join(_spelt(each) for each in found)
        raise ValueError(f"{_short(text)} may be {meant}")
    return found[0]


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
        if days := parts.get("days"):
            # A spreadsheet's own way: as exact as the digits that are left of it.
            yield round(float(f"0.{days}") * _DAY_S, min(4, len(days) - _DAY_DIGITS))
            continue
        whole = 0
        for name, size in (("hours", 3600), ("minutes", 60), ("seconds", 1)):
            whole += size * int(parts.get(name) or 0)
        # One decimal number, so that it is the float nearest to what was written.
        yield float(f"{whole}.{parts.get('part') or 0}")


def _spelt(seconds: float) -> str:
    return f"{format_time(seconds)}{' s' if seconds < 60 else ''}"


def _short(text: str) -> str:
    said = text.strip()
    return repr(said if len(said) <= 40 else f"{said[:37]}…")
