"""Human units at the edges of a program that is SI and radians inside."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

MILLISECOND = 1e-3  # [s]
KILOJOULE = 1000.0  # [J]
NO_NUMBER = "–"  # in tables and pictures
_ALL_BUT = 0.005  # a share nearer to 0 or 1 would be rounded to a certainty
HUNDREDTH = 1e-2  # [s] the resolution in which race times are published
_NOISE_DIGITS = 4  # beyond these, of the last digit shown, is what calculating left
_CLOCK = re.compile(
    r"(?:(?P<minutes>\d{1,3}):(?P<whole>[0-5]\d)|(?P<seconds>\d{1,5}))(?P<part>[.,]\d{1,6})?",
    re.ASCII,
)


def parse_time(text: str) -> float:
    """Seconds [s] from ``"3:38.08"``, ``"218.08"`` or ``"3:38,08"``.

    Raises
    ------
    ValueError
        if the text is not such a time
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a time such as 3:38.08")
    minutes, whole, seconds, part = match.group("minutes", "whole", "seconds", "part")
    # Built as one decimal number, so that 3:38.08 is the float nearest to 218.08.
    total = 60 * int(minutes) + int(whole) if minutes is not None else int(seconds)
    return float(f"{total}.{part[1:]}") if part else float(total)


def format_time(seconds: float, decimals: int = 2) -> str:
    """``218.08`` as ``"3:38.08"``; below a minute ``"18.30"``.

    Parameters
    ----------
    seconds : [s]; negative times keep their sign; "–" stands for what is not finite
    decimals : digits after the point, 0 to 6
    """
    if not math.isfinite(seconds):
        return NO_NUMBER
    sign = "-" if seconds < 0 else ""
    told = ticks(seconds, decimals)
    whole, part = divmod(told, 10**decimals)
    minutes, rest = divmod(whole, 60)
    tail = f".{part:0{decimals}d}" if decimals else ""
    return f"{sign}{minutes}:{rest:02d}{tail}" if minutes else f"{sign}{rest}{tail}"


def level(first: float, second: float) -> bool:
    """Whether two times [s] are the same as they are measured: to a thousandth (ISU)."""
    return _measured(first) == _measured(second)


def place(time: float, times: Iterable[float]) -> int:
    """The place of a time among times [s], from 1; level ones share the better place."""
    return 1 + sum(_measured(each) < _measured(time) for each in times)


def _measured(seconds: float) -> int:
    return round(seconds / MILLISECOND)


def format_gap(seconds: float, decimals: int = 2) -> str:
    """A signed difference: ``"+1.34"``, ``"−0.43"`` (with a true minus), ``"0.00"``; or ``"–"``."""
    if not math.isfinite(seconds):
        return NO_NUMBER
    told = ticks(seconds, decimals)
    size = f"{told / 10**decimals:.{decimals}f}"
    return f"{'+' if seconds > 0 else '−'}{size}" if told else size


def margin_decimals(seconds: float) -> int:
    """Decimals in which a margin is told: thousandths, where these alone tell who was first."""
    return 3 if ticks(seconds, 2) == 0 and ticks(seconds, 3) else 2


def format_margin(seconds: float) -> str:
    """A difference at the finish as `format_gap` has it: ``"+1.34"``, but ``"+0.001"``."""
    if not math.isfinite(seconds):
        return NO_NUMBER
    return format_gap(seconds, margin_decimals(seconds))


def format_size(seconds: float, decimals: int = 2) -> str:
    """A difference without its sign, rounded as `format_gap` does: ``"1.34"``."""
    return format_gap(abs(seconds), decimals).removeprefix("+")


def format_chance(share: float) -> str:
    """A share from 0 to 1 as ``"35 %"``, never rounded to a certainty; or ``"–"``."""
    if not math.isfinite(share):
        return NO_NUMBER
    if 0 < share < _ALL_BUT:
        return "under 1 %"
    if 1 - _ALL_BUT < share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def ticks(seconds: float, decimals: int = 2) -> int:
    """A time without its sign in units of its last digit, as it is shown: halves rounded up.

    Times are measured to a thousandth, so that one in ten lies halfway between two
    hundredths; what is left of floating point must not decide which is shown.
    """
    last_digits: float = abs(seconds) * 10**decimals
    return math.floor(round(last_digits, _NOISE_DIGITS) + 0.5)


def format_laps(half_laps: int) -> str:
    """Laps from half-laps: ``"½ lap"``, ``"1 lap"``, ``"5½ laps"``."""
    whole, half = divmod(half_laps, 2)
    number = f"{whole or ''}{'½' if half else ''}"
    return f"{number} lap{'' if half_laps <= 2 else 's'}"


def ordinal(number: int) -> str:
    """1 as "1st"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def kmh(speed_mps: float) -> float:
    """Kilometres per hour from [m/s]."""
    return speed_mps * 3.6
