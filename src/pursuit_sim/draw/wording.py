"""Times, gaps and speeds as the picture words them."""

from __future__ import annotations

import math

from pursuit_sim.units import HUNDREDTH, MILLISECOND, format_gap, format_time

_TICKS = 100  # a second
_MINUTE = 60 * _TICKS


def clock(time_s: float) -> str:
    """A running clock, ``"0:09.87"``: hundredths are cut, not rounded, as clocks do.

    A thousandth's grace keeps 218.08 from showing as 3:38.07.
    """
    return _face(math.floor((max(time_s, 0.0) + MILLISECOND / 10) / HUNDREDTH))


def stopped(time_s: float) -> str:
    """A clock that was stopped, ``"3:38.30"``: rounded, as results and tables are."""
    return _face(round(max(time_s, 0.0) * _TICKS))


def legible(time_s: float) -> float:
    """The moment from which a running clock reads what tables say of a time [s].

    At most half a hundredth after it, and never before it.
    """
    return max(time_s, round(time_s * _TICKS) / _TICKS)


def _face(ticks: int) -> str:
    """Minutes, seconds and hundredths, from hundredths."""
    minutes, rest = divmod(ticks, _MINUTE)
    return f"{minutes}:{rest // 100:02d}.{rest % 100:02d}"


def minutes(time_s: float) -> str:
    """Minutes and whole seconds, ``"3:52"``."""
    whole = math.floor(time_s)
    return f"{whole // 60}:{whole % 60:02d}"


def about(time_s: float, *, timed: bool) -> str:
    """A time, ``"26.88"``; one that a model has, and nobody timed, as ``"~26.88"``."""
    return format_time(time_s) if timed else f"~{format_time(time_s)}"


def gap_of(codes: tuple[str, ...], team: int, gap_s: float, decimals: int = 2) -> str:
    """The gap as one team's: ``"NED +0.1"`` where it is behind; ``"level"`` when it is nought.

    Parameters
    ----------
    codes : of the two teams
    team : index of the one that is told of
    gap_s : first minus second [s]
    decimals : of the gap
    """
    if round(gap_s, decimals) == 0:
        return "level"
    return f"{codes[team]} {format_gap(gap_s if team == 0 else -gap_s, decimals)}"


def speed(times: float) -> str:
    """A replay speed: ``"¼×"``, ``"1×"``, ``"0.1×"``."""
    return {0.25: "¼×", 0.5: "½×"}.get(times, f"{times:g}×")
