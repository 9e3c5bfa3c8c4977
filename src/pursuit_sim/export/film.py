"""Frames as a film, painted and encoded at the same time in little memory."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pursuit_sim.aside import aside, check_output
from pursuit_sim.errors import InputError, MissingExtraError
from pursuit_sim.export.picture import OPTION, check_size
from pursuit_sim.view.shapes import Frame

if TYPE_CHECKING:
    import pygame

    from pursuit_sim.export.encoder import Encoder

SUFFIXES = (".mp4", ".webm", ".gif")
LARGEST_FPS = 240.0
LARGEST_GIF_FPS = 50.0  # GIF counts in 1/100 s, and viewers slow down below 2/100 s
_RASTER_BYTES = 24 * 2**20  # kept by the painter: more would go beyond what a film may take
_BOARDS = 3  # surfaces in turn: one painted, one encoded, one waiting
_TURN_S = 2e-4  # that painting goes on when the encoder, which mostly needs no Python, asks for it
_YIELDS = 10  # niceness of encoding to painting, which the film waits for where cores are few
_PATIENCE_S = 0.2  # how often a waiting thread looks whether the other one still lives


def check_film(path: Path, size: tuple[int, int], fps: float) -> str:
    """The suffix of a film's path, once it is clear that the film can be made.

    Raises
    ------
    InputError
        if the suffix, the place, the size or the rate cannot be
    MissingExtraError
        if the package for films is not installed
    """
    suffix = check_output(path, SUFFIXES, OPTION)
    check_size(size)
    width, height = size
    if suffix != ".gif" and (width % 2 or height % 2):
        raise InputError.single(
            "--size", "", f"{width}x{height} has an odd side",
            f"a {suffix} film needs even ones, such as {width // 2 * 2}x{height // 2 * 2}",
        )  # fmt: skip
    most = LARGEST_GIF_FPS if suffix == ".gif" else LARGEST_FPS
    if not 1 <= fps <= most:
        raise InputError.single(
            "--fps", "", f"{fps:g} frames per second", f"a {suffix} film can have 1 to {most:g}"
        )
    try:
        import av  # noqa: F401 - only whether it is there
    except ImportError:
        raise MissingExtraError("av", "media", "films") from None
    return suffix


def write_film(
    frames: Iterable[Frame],
    path: Path,
    size: tuple[int, int],
    fps: float,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write frames as a .mp4 (H.264), .webm (VP9) or .gif film, complete or not at all.

    Frames are taken one by one, as fast as they are encoded.

    Parameters
    ----------
    frames : at least one
    path : where to; an older file is replaced
    size : width and height [px]
    fps : frames per second
    progress : called with the number of frames painted so far, after each

    Raises
    ------
    InputError
        if the suffix, the place, the size or the rate cannot be, or there is no frame
    MissingExtraError
        if the package for films is not installed
    OSError
        if writing fails, such as on a full disk
    """
    suffix = check_film(path, size, fps)
    from pursuit_sim.export.encoder import open_encoder
    from pursuit_sim.view.paint.painter import Painter

    painter = Painter(_RASTER_BYTES, moving=True)
    with aside(path) as part:
        worker = _Worker(open_encoder(part, suffix, size, fps), size)
        try:
            count = 0
            for frame in frames:
                board = worker.board()
                painter.paint(frame, board, kept=True)
                worker.encode(board)
                count += 1
                if progress is not None:
                    progress(count)
            if not count:
                raise InputError.single(
                    "--from/--to", "", "the film has no frame", "choose a longer part"
                )
            worker.finish()
        except BaseException:
            worker.stop()
            raise


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads change over often: the encoder has little to do in Python, but many times.

    Films are then written a few per cent faster. It concerns the whole process, so it is for
    programs that do nothing else meanwhile.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class _Worker:
    """Encodes surfaces in a second thread; only a few are ever on their way."""

    def __init__(self, encoder: Encoder, size: tuple[int, int]) -> None:
        from pursuit_sim.view.paint.pixels import opaque

        self._encoder = encoder
        self._free: queue.Queue[pygame.Surface] = queue.Queue()
        self._full: queue.Queue[pygame.Surface | None] = queue.Queue()
        for _ in range(_BOARDS):
            self._free.put(opaque(*size))
        self._failure: BaseException | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="film", daemon=True)
        self._thread.start()

    def board(self) -> pygame.Surface:
        """A surface to paint on; waits for one. Raises what the encoder raised."""
        while True:
            if self._failure is not None:
                raise self._failure
            with suppress(queue.Empty):
                return self._free.get(timeout=_PATIENCE_S)

    def encode(self, board: pygame.Surface) -> None:
        """Hand over a painted surface."""
        self._full.put(board)

    def finish(self) -> None:
        """Wait until everything is encoded and the file is closed."""
        self._full.put(None)
        while self._thread.is_alive():
            self._thread.join(_PATIENCE_S)
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Give up; the file is closed, in whatever state."""
        self._stopped = True
        self._full.put(None)
        self._thread.join()

    def _run(self) -> None:
        if sys.platform == "linux":  # elsewhere niceness is the process's, not a thread's
            # The encoder starts its own threads at its first frame, and they are as nice.
            with suppress(OSError):
                nice = os.getpriority(os.PRIO_PROCESS, 0) + _YIELDS
                os.setpriority(os.PRIO_PROCESS, 0, nice)  # the kernel takes too much for the most
        try:
            while (board := self._full.get()) is not None and not self._stopped:
                self._encoder.add(board)
                self._free.put(board)
            if not self._stopped:
                self._encoder.finish()
        except BaseException as error:  # noqa: BLE001 - raised again in the other thread
            self._failure = error
        finally:
            try:
                self._encoder.close()
            except Exception as error:  # noqa: BLE001 - likewise
                self._failure = self._failure or error
