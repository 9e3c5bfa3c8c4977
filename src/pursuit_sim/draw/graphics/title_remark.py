"""What the title bar says of a picture: its camera, its ghost, and what that is worth.

Nothing moves in the title bar, whatever the camera: what is said there covers no clock,
no name and no ice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pursuit_sim.draw.replay.ghost import percentiles
from pursuit_sim.draw.replay.replay import GhostRun, Replay
from pursuit_sim.units import format_gap

_BETWEEN = "  ·  "


@dataclass(frozen=True, slots=True)
class Remark:
    """More about a picture.

    Attributes
    ----------
    said : the same at falling length; empty where there is nothing to say
    wanted : what else is in the title bar gives way to it
    why : why the camera shows what it does, in the corner, in place of the records
    """

    said: tuple[str, ...] = ()
    wanted: bool = False
    why: str = ""


@lru_cache(maxsize=2)
def remark(
    codes: tuple[str, ...],
    seen: str,
    run: GhostRun | None,
    rides_with: int | None = None,
    *,
    charted: bool = False,
) -> Remark:
    """What is said.

    Parameters
    ----------
    codes : of the teams
    seen : the camera in words; empty where that needs not be said
    run : the ghost that is shown, if one is
    rides_with : index of the team that the camera stays with; None where it shows all
    charted : a chart tells what the ghost is worth
    """
    teams = " v ".join(codes)
    if run is None:
        return Remark((_joined(teams, seen), seen)) if seen else Remark()
    ghost = f"ghost: {run.label}"
    noted = f"{ghost} ({run.note})" if run.note else ghost
    worth, short = ("", "") if charted else _worth(run)
    away = ""
    if rides_with not in (None, run.team):
        away = f"follow {codes[run.team]} to see it"
    return Remark(
        (
            _joined(teams, seen, noted + worth, away),
            _joined(seen, noted + worth, away),
            _joined(noted + worth, away),
            _joined(ghost + worth, away),
            _joined(ghost + short, away),
            _joined(run.label + short, away),
        ),
        wanted=bool(worth or away),
    )


def missing(replay: Replay, *, hiding: bool) -> str:
    """Who skated and is not in the replay; and why, which tells a result, if nothing is hidden."""
    listed = replay.race.listed
    return _joined(*(f"{each.team.code} not replayed" if hiding else each.told for each in listed))


def warned(remark: Remark, replay: Replay, *, hiding: bool) -> Remark:
    """A remark after what no picture may leave out: not as it was skated, and who is missing."""
    absent = missing(replay, hiding=hiding)
    first = tuple(_joined(each, absent) for each in replay.context.warning or ("",))
    if first == ("",):
        return remark
    told = (_joined(before, each) for before in first for each in remark.said)
    return replace(remark, said=(*told, *first, *replay.context.warning[-1:]), wanted=True)


def _worth(run: GhostRun) -> tuple[str, str]:
    """What a ghost that was computed is worth at the finish, and how uncertain that is."""
    if run.interval_s is None:
        return "", ""
    worth = format_gap(float(run.curve[1][-1]), 1)
    low, high = (format_gap(end, 1) for end in run.interval_s)
    return (
        f": {worth} s at the finish, {percentiles(run)}: {low} … {high} s",
        f": {worth} s ({percentiles(run)}: {low} … {high})",
    )


def _joined(*parts: str) -> str:
    return _BETWEEN.join(part for part in parts if part)
