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

from pursuit_sim.atomic_write import atomic_path
from pursuit_sim.draw.shapes import Frame
from pursuit_sim.errors import InputError, MissingExtraError
from pursuit_sim.export.pictures.picture import OPTION, check_size
from pursuit_sim.export.writers import FILMS
from pursuit_sim.output_paths import check_output

if TYPE_CHECKING:
    import pygame

    from pursuit_sim.export.pictures.encoder import Encoder, Picture

LARGEST_FPS = 240.0
LARGEST_GIF_FPS = 50.0  # GIF counts in 1/100 s, and viewers slow down below 2/100 s
# Kept by the painter: more would go beyond what a film may take.
_RASTER_BYTES, _SCREENS = 22 * 2**20, 2.0
_BOARDS = 2  # surfaces in turn: one painted, one converted
_READY = 1  # pictures that wait to be encoded
_YIELDS = 10  # niceness of converting and encoding to painting
_PATIENCE_S = 0.2  # how often a waiting thread looks whether the others still live


def check_film(path: Path, size: tuple[int, int], fps: float) -> str:
    """The suffix of a film's path, once it is clear that the film can be made.

    Raises
    ------
    InputError
        if the suffix, the place, the size or the rate cannot be
    MissingExtraError
        if the package for films is not installed
    """
    suffix = check_output(path, [*FILMS], OPTION)
    check_size(size)
    width, height = size
    if suffix != ".gif" and (width % 2 or height % 2):
        raise InputError.single(
            "size", "", f"{width}x{height} has an odd side",
            f"a {suffix} film needs even ones, such as {width // 2 * 2}x{height // 2 * 2}",
        )  # fmt: skip
    most = LARGEST_GIF_FPS if suffix == ".gif" else LARGEST_FPS
    if not 1 <= fps <= most:
        problem = f"{fps:g} frames per second"
        raise InputError.single("--fps", "", problem, f"a {suffix} film can have 1 to {most:g}")
    if suffix == ".mp4" and path.is_fifo():
        # Its index, written last, goes to the front.
        raise InputError.single(
            OPTION, "", f"{path} is a pipe, and a .mp4 film cannot be written in one go",
            "write a .webm film there, or name a file",
        )  # fmt: skip
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
    from pursuit_sim.export.pictures.encoder import open_encoder
    from pursuit_sim.paint.painter import Painter

    painter = Painter(_RASTER_BYTES, screens=_SCREENS, moving=True)
    with atomic_path(path) as part:
        works = _Works(open_encoder(part, suffix, size, fps), size)
        try:
            count = 0
            for frame in frames:
                board = works.board()
                painter.paint(frame, board, kept=True)
                works.encode(board)
                count += 1
                if progress is not None:
                    progress(count)
            if not count:
                problem = "the film has no frame"
                raise InputError.single("--from/--to", "", problem, "choose a longer part")
            works.finish()
        except BaseException:
            works.stop()
            raise


class _Works:
    """Converts and encodes surfaces, each in a thread; only a few are ever on their way.

    Two threads, because an encoder that waited for its next picture to be converted would
    leave a core idle.
    """

    def __init__(self, encoder: Encoder, size: tuple[int, int]) -> None:
        from pursuit_sim.paint.pixels import opaque

        self._encoder = encoder
        self._free: queue.Queue[pygame.Surface] = queue.Queue()
        self._painted: queue.Queue[pygame.Surface | None] = queue.Queue()
        self._ready: queue.Queue[Picture | None] = queue.Queue(_READY)
        for _ in range(_BOARDS):
            self._free.put(opaque(*size))
        self._failure: BaseException | None = None
        self._stopped = False
        self._threads = [
            threading.Thread(target=each, name=f"film-{name}", daemon=True)
            for name, each in (("convert", self._convert), ("encode", self._encode))
        ]
        for thread in self._threads:
            thread.start()

    def board(self) -> pygame.Surface:
        """A surface to paint on; waits for one. Raises what the encoder raised."""
        while True:
            if self._failure is not None:
                raise self._failure
            with suppress(queue.Empty):
                return self._free.get(timeout=_PATIENCE_S)

    def encode(self, board: pygame.Surface) -> None:
        """Hand over a painted surface."""
        self._painted.put(board)

    def finish(self) -> None:
        """Wait until everything is encoded and the file is closed."""
        self._painted.put(None)
        for thread in self._threads:
            while thread.is_alive():
                thread.join(_PATIENCE_S)
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Give up; the file is closed, in whatever state."""
        self._stopped = True
        self._painted.put(None)
        for thread in self._threads:
            thread.join()

    @property
    def _over(self) -> bool:
        return self._stopped or self._failure is not None

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Keep an error, to be raised in the thread that paints."""
        try:
            yield
        except BaseException as error:  # noqa: BLE001 - raised again where frames are painted
            self._failure = self._failure or error

    def _convert(self) -> None:
        _yield_to_painting()
        with self._noted():
            while (board := self._painted.get()) is not None and not self._over:
                self._ready.put(self._encoder.convert(board))
                self._free.put(board)
        self._ready.put(None)

    def _encode(self) -> None:
        # The encoder starts its own threads at its first frame, and they are as nice.
        _yield_to_painting()
        while (picture := self._ready.get()) is not None:
            if not self._over:  # otherwise only taken, so that converting comes to its end
                with self._noted():
                    self._encoder.add(picture)
        with self._noted():
            if not self._over:
                self._encoder.finish()
        with self._noted():
            self._encoder.close()


def _yield_to_painting() -> None:
    """Let this thread leave the cores to painting, which the film waits for where they are few."""
    if sys.platform == "linux":  # elsewhere niceness is the process's, not a thread's
        with suppress(OSError):
            nice = os.getpriority(os.PRIO_PROCESS, 0) + _YIELDS
            os.setpriority(os.PRIO_PROCESS, 0, nice)  # the kernel takes too much for the most
