"""Pictures and clips, saved aside while the window goes on."""

from __future__ import annotations

import contextlib
import queue
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.errors import PursuitError
from pursuit_sim.on_step import OnStep

CLIP_S = 10.0  # [s] of the race that a clip without a loop shows
LEAST_S = 1.0  # [s] and how much such a clip shows at least
# [characters] of a file's name, but for number and ending: with those at most 140, which encrypted
# folders take as well. Of a longer one the beginning stays, and the end: race and moment.
_BEGINNING, _END = 49, 80
AFTER_S = 2.0  # [s] after the last finish at which such a clip ends, however late it is made


class Cancelled(Exception):  # noqa: N818 - it is no error: the viewer has quit
    """Raised out of `OnStep` to stop what is being saved."""


@dataclass(frozen=True, slots=True, eq=False)
class ClipRequest:
    """What a clip shows.

    Attributes
    ----------
    replay : the race
    start_s, end_s : from where to where [s]
    settings : what is seen of it, in a size with even sides, and how fast
    """

    replay: Replay
    start_s: float
    end_s: float
    settings: Settings


# Writes a file that takes no other's name, and returns where it is; may raise OSError.
Work = Callable[[Path, OnStep], Path]
SaveClip = Callable[[ClipRequest, Path, OnStep], Path]


def span(
    loop: tuple[float, float] | None, time_s: float, finish_s: float, *, ahead: bool = False
) -> tuple[float, float]:
    """What a clip shows: the loop, or the seconds before a moment, or after it [s].

    Parameters
    ----------
    loop : from … to [s], or None
    time_s : the moment; from some seconds after the finish on, nothing is left to be seen
    finish_s : when the last team has finished [s]
    ahead : what comes is meant, because a jump led to just before it
    """
    if loop is not None:
        return loop
    if ahead:
        return time_s, time_s + CLIP_S
    time_s = min(time_s, finish_s + AFTER_S)
    start = max(0.0, time_s - CLIP_S)
    return start, max(time_s, start + LEAST_S)


def safe_path(folder: Path, stem: str, suffix: str) -> Path:
    """A path with a safe name, shortened."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.") or "pursuit-sim"
    if len(safe) > _BEGINNING + 1 + _END:
        safe = f"{safe[:_BEGINNING].rstrip('-.')}-{safe[-_END:].lstrip('-.')}"
    return folder / f"{safe}{suffix}"


def done(path: Path) -> str:
    """What is said of a file that was written."""
    return f"saved {path}"


def not_saved(what: str, path: Path, error: Exception) -> str:
    """What is said of a file that could not be written."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return f"{what} not saved: {reason} ({path})"


def folders() -> tuple[Path, Path, Path]:
    """Where pictures, clips and scenarios go: the user's own folders for them."""
    import platformdirs

    places = (
        platformdirs.user_pictures_path(),
        platformdirs.user_videos_path(),
        platformdirs.user_documents_path(),
    )
    pictures, clips, scenarios = (place / "pursuit-sim" for place in places)
    return pictures, clips, scenarios


class Worker:
    """Does one thing after another aside, and says how it goes.

    Attributes
    ----------
    busy : what is being done, or empty
    part : how much of it is done, 0 … 1
    """

    MOST = 3  # that may wait: each may hold a whole picture

    def __init__(self) -> None:
        self.busy = ""
        self.part = 0.0
        self._messages: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._jobs: queue.SimpleQueue[tuple[str, Path, Work] | None]
        self._jobs = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._waiting = 0

    @property
    def full(self) -> bool:
        """Whether no more should be added until something is done."""
        return self._waiting >= self.MOST

    def add(self, what: str, path: Path, work: Work) -> None:
        """Have a file written by `work`, to `path` if it is free then, after what is waiting."""
        self._waiting += 1
        if not self.busy:
            self.busy, self.part = f"saving {what} …", 0.0
        self._jobs.put((what, path, work))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="save", daemon=True)
            self._thread.start()

    def messages(self) -> list[str]:
        """What has been done or gone wrong since last asked."""
        lines = []
        with contextlib.suppress(queue.Empty):
            while True:
                lines.append(self._messages.get_nowait())
        return lines

    def stop(self, patience_s: float = 10.0) -> None:
        """Cancel what is being saved and wait until it has cleaned up."""
        self._stopping = True
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(patience_s)
            self._thread = None

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._stopping:
                self._do(*job)
            del job  # it may hold a whole picture, and the next may be long in coming
            self._waiting -= 1
            self.busy = "" if not self._waiting else self.busy

    def _do(self, what: str, path: Path, work: Work) -> None:
        self.busy, self.part = f"saving {what} …", 0.0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._messages.put(done(work(path, self._report)))
        except Cancelled:
            return
        except (OSError, PursuitError, ImportError, RuntimeError, ValueError) as error:
            self._messages.put(not_saved(what, path, error))

    def _report(self, done: int, total: int) -> None:
        if self._stopping:
            raise Cancelled
        self.part = done / max(total, 1)
