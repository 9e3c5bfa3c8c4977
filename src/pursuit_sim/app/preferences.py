"""What the window remembers from one time to the next.

A small JSON file in the user's configuration folder. A file that cannot be read or
understood is never fatal: what is wrong in it is left out, and said in one line.

Windows that are open at the same time share it: each writes what it changed, and leaves the
rest as another has written it meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from pursuit_sim.app.event_shelf import LONGEST_PATH, MOST_RECENT
from pursuit_sim.app.highlights import highlight
from pursuit_sim.app.highlights.highlight import MOST_OWN, Highlight
from pursuit_sim.app.known_results import MOST_KNOWN, KnownResults
from pursuit_sim.app.transport import SPEEDS
from pursuit_sim.atomic_write import in_turn, write_text
from pursuit_sim.draw.look.theme import PALETTES, Palette
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.scenes.explanations import NAMES as EXPLAINED
from pursuit_sim.draw.settings import SIZES, Form

MIN_SIZE = (640, 360)  # [px] of the window
MAX_SIDE = 16384  # [px] the largest side of a surface that graphics hardware takes
_LONGEST_FILE = 500_000  # [bytes] more than the settings need, every letter of them escaped
# Neither through a link nor waiting at a pipe, where the system can be told so.
_PLAINLY = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
    _PLAINLY |= getattr(os, _flag, 0)
_LONGEST_NAME = 40  # [characters] of a camera's name


Kept = tuple[Any, ...]  # a list of what is remembered


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is remembered.

    Attributes
    ----------
    size : of the window, width and height [px]; None before the first time
    speed : of playing
    camera : its name, with the team's place in the race for its code
    sound : whether sound is on
    palette : the colours of the teams
    form, clean : of pictures and clips that are saved
    recent : paths of scenario files opened lately, the last first; no more than text
    hiding : results of races that were never watched are hidden
    known : races that were; see `KnownResults`
    explaining : what is seen for the first time is explained
    explained : names of what has been; see `explanations`
    moments : the viewer's own, the last first
    """

    size: tuple[int, int] | None = None
    speed: float = 1.0
    camera: str = "overview"
    sound: bool = True
    palette: Palette = "standard"
    form: Form = "landscape"
    clean: bool = False
    recent: tuple[str, ...] = ()
    hiding: bool = False
    known: tuple[str, ...] = ()
    explaining: bool = False
    explained: tuple[str, ...] = ()
    moments: tuple[Highlight, ...] = ()


FIRST = Preferences(hiding=True, explaining=True)  # of whoever opens the window the first time


def path() -> Path:
    """Where the settings are on this machine."""
    import platformdirs

    return Path(platformdirs.user_config_dir("pursuit-sim", appauthor=False)) / "window.json"


def load(file: Path) -> tuple[Preferences, str]:
    """What is remembered, and one line of complaint, empty if there is nothing to say."""
    try:
        found = json.loads(_read(file))
    except FileNotFoundError:
        return FIRST, ""
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or "it is not what this program wrote"
        return FIRST, f"{file}: the window's settings are ignored: {reason}"
    if not isinstance(found, dict):
        return FIRST, f"{file}: the window's settings are ignored: no object in it"
    return _checked(file, found)


def save(preferences: Preferences, file: Path, opened: Preferences | None = None) -> str:
    """Write the settings; one line of complaint where that fails, else nothing.

    What is in their place and is no plain file stays as it is.

    Parameters
    ----------
    preferences : as the window leaves them
    file : where to
    opened : as `load` gave them when the window was opened: what was not changed since is
        written as it stands in the file now; None: all is written as the window leaves it
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            _must_be_plain(file, file.lstat())
        with in_turn(file.parent):
            kept = preferences if opened is None else _merged(preferences, opened, _there(file))
            write_text(file, json.dumps(asdict(kept), indent=1))
    except OSError as error:
        return f"{file}: the window's settings are not kept: {error.strerror or error}"
    return ""


def _there(file: Path) -> dict[str, Any]:
    """What can be read of a file, by the names of settings; nothing of one that is damaged."""
    try:
        found = json.loads(_read(file))
    except (OSError, ValueError, RecursionError):
        return {}
    return _good(found)[0] if isinstance(found, dict) else {}


def _merged(mine: Preferences, opened: Preferences, there: Mapping[str, Any]) -> Preferences:
    """What stands in a file, with what a window has changed since it was opened."""
    made: dict[str, Any] = {}
    for name, other in there.items():
        own, before = getattr(mine, name), getattr(opened, name)
        if own == before:
            made[name] = other
        elif name in _LISTS:
            made[name] = _LISTS[name](own, before, other)
    return replace(mine, **made)


def _last_first(own: Kept, before: Kept, other: Kept) -> Kept:
    """A list and another, both made of a third: what one of them left out is in neither."""
    mine, since, theirs = (_by_key(each) for each in (own, before, other))
    added = {key: each for key, each in (mine | theirs).items() if key not in since}
    stayed = {key: each for key, each in mine.items() if key in since and key in theirs}
    return tuple((added | stayed).values())


def _by_key(listed: Kept) -> dict[Any, Any]:
    return {getattr(each, "key", each): each for each in listed}


def _last_last(own: Kept, before: Kept, other: Kept) -> Kept:
    return _last_first(own[::-1], before[::-1], other[::-1])[::-1]


def _read(file: Path) -> bytes:
    """The first bytes of a plain file, never waiting for somebody to write them.

    Raises
    ------
    OSError
        if it cannot be read, or is a link, a pipe, a device or a folder
    """
    _must_be_plain(file, file.lstat())
    # It may be exchanged for something else meanwhile.
    handle = os.open(file, _PLAINLY)
    with os.fdopen(handle, "rb") as stream:
        _must_be_plain(file, os.fstat(handle))
        return stream.read(_LONGEST_FILE + 1)


def _must_be_plain(file: Path, status: os.stat_result) -> None:
    """Raise an OSError for what is no plain file."""
    kinds = {stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe", stat.S_IFDIR: "a folder"}
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise OSError(errno.EINVAL, f"it is {kinds.get(kind, 'a device')} and no file", str(file))


def kept_camera(name: str, codes: tuple[str, ...]) -> str:
    """A camera's name with the team's place in the race for its code: "follow:1"."""
    kind, _, code = name.partition(":")
    return f"{kind}:{codes.index(code)}" if code in codes else kind


def camera_for(kept: str, codes: tuple[str, ...]) -> str:
    """The camera that was kept, for the teams of another race; the first where it has none."""
    kind, _, place = kept.partition(":")
    teams = {str(i): code for i, code in enumerate(codes)}
    name = f"{kind}:{teams[place]}" if place in teams else kind
    names = registry.names(codes)
    return name if name in names else names[0]


def _checked(file: Path, found: Mapping[str, Any]) -> tuple[Preferences, str]:
    good, bad = _good(found)
    complaint = f"{file}: ignored {', '.join(bad)}: not such a value" if bad else ""
    return replace(FIRST, **good), complaint


def _good(found: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Settings that can be used, and the names of the others."""
    good: dict[str, Any] = {}
    bad = []
    for field in fields(Preferences):
        if field.name not in found:
            continue
        value = _READ[field.name](found[field.name])
        if value is None:
            bad.append(field.name)
        else:
            good[field.name] = value
    return good, bad


def _listed(read: Callable[[Any], Any], kept: slice) -> Callable[[Any], tuple[Any, ...] | None]:
    """Reads a list as it was kept: each once, without what could be none, and no more than fit."""

    def listed(value: Any) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            return None
        found = dict.fromkeys(map(read, value))
        return tuple(each for each in found if each is not None)[kept]

    return listed


def _text(value: Any, longest: int) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= longest else None


def _path(value: Any) -> str | None:
    text = _text(value, LONGEST_PATH)
    return text if text and "\0" not in text and Path(text).is_absolute() else None


def _explained(value: Any) -> tuple[str, ...] | None:
    """What has been explained, of what there is: another version may know of other things."""
    if not isinstance(value, list):
        return None
    return tuple(each for each in EXPLAINED if each in value)


def _switch(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _speed(value: Any) -> float | None:
    number = isinstance(value, float | int) and not isinstance(value, bool)
    return float(value) if number and value in SPEEDS else None


def _size(value: Any) -> tuple[int, int] | None:
    if not (isinstance(value, list) and len(value) == 2):
        return None
    sides = [side for side in value if isinstance(side, int) and not isinstance(side, bool)]
    fits = len(sides) == 2 and all(
        low <= side <= MAX_SIDE for side, low in zip(sides, MIN_SIZE, strict=True)
    )
    return (sides[0], sides[1]) if fits else None


_READ: Mapping[str, Callable[[Any], Any]] = {
    "size": _size,
    "speed": _speed,
    "camera": lambda value: (
        value if isinstance(value, str) and len(value) <= _LONGEST_NAME else None
    ),
    "sound": _switch,
    "palette": lambda value: value if value in PALETTES else None,
    "form": lambda value: value if isinstance(value, str) and value in SIZES else None,
    "clean": _switch,
    "recent": _listed(_path, slice(MOST_RECENT)),
    "hiding": _switch,
    "known": _listed(partial(_text, longest=2 * LONGEST_PATH), slice(-MOST_KNOWN, None)),
    "explaining": _switch,
    "explained": _explained,
    "moments": _listed(highlight.read, slice(MOST_OWN)),
}

# How lists of two windows become one, as short as each of them is kept.
_LISTS: Mapping[str, Callable[[Kept, Kept, Kept], Kept]] = {
    "recent": lambda *lists: _last_first(*lists)[:MOST_RECENT],
    "known": lambda *lists: KnownResults(_last_last(*lists)).races,
    "explained": _last_last,
    "moments": lambda *lists: _last_first(*lists)[:MOST_OWN],
}
