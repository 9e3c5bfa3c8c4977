"""Every camera: adding one is its module, and its line here."""

from __future__ import annotations

from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import (
    broadcast,
    director,
    finish_strip,
    follow,
    head_to_head,
    overview,
    split,
)
from pursuit_sim.draw.scenes.view import View

CAMERAS: tuple[type[View], ...] = (  # in the order of the camera menu; a race opens in the first
    overview.Overview,
    follow.Follow,
    split.SplitScreen,
    head_to_head.HeadToHead,
    broadcast.Broadcast,
    director.Director,
    follow.NorthUp,
    broadcast.BroadcastOfTeam,
    finish_strip.FinishStrip,
)


def names(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Every camera by name, in the order of the camera menu.

    Parameters
    ----------
    codes : codes of the race's teams, such as ("NOR", "ROC")
    """
    return tuple(
        name
        for each in CAMERAS
        if len(codes) > 1 or not each.compares
        for name in ([f"{each.name}:{code}" for code in codes] if each.of_team else [each.name])
    )


def view(name: str, codes: tuple[str, ...]) -> View:
    """What a camera's name stands for; "follow" alone follows the finish side.

    Raises
    ------
    ValueError
        naming the cameras there are
    """
    own, colon, code = name.partition(":")
    teams = [known.casefold() for known in codes]
    for each in CAMERAS:
        if each.name == own and not colon:
            return each()
        if each.name == own and each.of_team and code.casefold() in teams:
            return each(teams.index(code.casefold()))
    raise ValueError(f"{name!r} is not a camera; choose from {', '.join(names(codes))}")


def label(name: str, codes: tuple[str, ...]) -> str:
    """A camera's name for the reader, such as "follow NOR"."""
    return view(name, codes).label(codes)


def told(name: str, codes: tuple[str, ...]) -> str:
    """A camera's name, and what it does where that says too little."""
    found = view(name, codes)
    return "   ".join(filter(None, (found.label(codes), found.hint)))


def pace(name: str, replay: Replay, time_s: float) -> float:
    """How fast a camera plays at a moment, of the speed that the viewer has chosen."""
    return view(name, replay.codes).pace(replay, time_s)
