"""Output files that are complete or not there: written under another name, then renamed.

The stand-in that is written to belongs to one process alone: it is created exclusively under
a random name and locked while it is written. A lock ends with its process, however that ends,
so what a killed process left behind can be told from what another one is writing, also
between machines and containers that share a folder, and is swept up by the next.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

if sys.platform != "win32":  # where a file that is open cannot be removed: lock enough
    import fcntl

_PREFIX = ".pursuit-sim-"  # of stand-ins
_RANDOM_BYTES = 12  # in the name of one
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL  # never a file or a link that is there already
_HERE = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_APPEARED = "appeared meanwhile, and was left as it is; --force replaces it"
_PATIENCE_S, _LOOK_S = 2.0, 0.01  # [s] that one waits for its turn, and between looks
_MOST_NUMBERED = 10_000  # files of one name, told apart by numbers
_BINARY = getattr(os, "O_BINARY", 0)
# Whether a file that is there when another is complete gives way to it; else it stays.
replaces: ContextVar[bool] = ContextVar("replaces", default=True)
_swept: set[Path] = set()  # folders in which this process looked for what others left


def write_text(path: Path, text: str) -> None:
    """Write a text file, complete or not at all; see `atomic_path`."""
    with atomic_path(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write text files that belong together: none appears before all of them are written."""
    with ExitStack() as stack:
        for path, text in texts.items():
            part = stack.enter_context(atomic_path(path))
            part.write_text(text, encoding="utf-8", newline="\n")
        for path in texts:
            if not replaces.get() and os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, _APPEARED, str(path))


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A path to write to instead, which becomes `path` when the block ends well.

    When the block fails or is interrupted, nothing is left and an older file at `path`
    stays as it was. The stand-in keeps the ending, by which many writers choose the
    format, and lies in the same folder, so that the rename is atomic; it is flushed to disk
    before. Something at `path` that is not a file, such as a pipe or a device, is written to
    directly; so is a stand-in, which whoever made it gives its name.

    Raises
    ------
    FileExistsError
        if a file appeared there meanwhile, where it may not be replaced
    OSError
        if the file cannot be written or renamed
    """
    # Through links, so that a link to a file stays a link.
    target = Path(os.path.realpath(path))
    if is_stand_in(target.name) or (target.exists() and not target.is_file()):
        yield target
        return
    with _named_for(path):
        with stand_in(target.parent, path.suffix) as part:
            yield part
            if target.exists():
                with suppress(OSError):  # a file that others may not read stays one
                    part.chmod(stat.S_IMODE(target.stat().st_mode))
            _flush(part)
            _put(part, target)
        _flush_folder(target.parent)


def write_new(wanted: Path, write: Callable[[Path], object]) -> Path:
    """Write a file that takes no other's name, complete or not at all; returns where it is.

    The name is taken when the file is complete, however long that took: whatever is there by
    then stays as it is, and the new file gets the next number, as in "film-2.mp4".

    Parameters
    ----------
    wanted : where it should be
    write : writes the file to the path that it is given

    Raises
    ------
    OSError
        if the file cannot be written or named
    """
    with _named_for(wanted):
        with stand_in(wanted.parent, wanted.suffix) as part:
            write(part)
            _flush(part)
            target = next(each for each in _numbered(wanted) if _took(part, each))
        _flush_folder(wanted.parent)
        return target


def _numbered(wanted: Path) -> Iterator[Path]:
    """A path, and as it is with numbers; the last is one that nobody has."""
    yield wanted
    for number in (*range(2, _MOST_NUMBERED), time.time_ns()):
        yield wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(wanted))


@contextmanager
def _named_for(path: Path) -> Iterator[None]:
    """Errors about a stand-in are about the file that the user asked for, whoever writes it."""
    try:
        yield
    except OSError as error:
        if error.errno and _own(error.filename):
            known = error.errno in errno.errorcode  # not one of a library's own numbers
            reason = os.strerror(error.errno) if known else error.strerror or str(error)
            raise OSError(error.errno, reason, str(path)) from error
        raise


def _put(part: Path, target: Path) -> None:
    """Give a complete file its name; unless `replaces`, no other loses it."""
    if replaces.get():
        os.replace(part, target)
    elif not _took(part, target):
        raise FileExistsError(errno.EEXIST, _APPEARED, str(target))


def _took(part: Path, target: Path) -> bool:
    """Give a complete file a name that no other has; whether none had it."""
    try:
        if sys.platform == "win32":
            part.rename(target)  # which never replaces
        else:
            os.link(part, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links: the name is taken first, then given up
        try:
            os.close(os.open(target, _NEW, 0o666))
        except FileExistsError:
            return False
        try:
            os.replace(part, target)
        except BaseException:
            with suppress(OSError):  # what went wrong first is what counts
                target.unlink()
            raise
    return True


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Let one process after another read and write again what a folder holds.

    Only those wait for each other that ask for this, and not for long: where another does not
    come to its end, or there are no such locks, it is done all the same.
    """
    held = None
    if sys.platform != "win32":  # where a folder cannot be opened
        with suppress(OSError):
            held = os.open(folder, os.O_RDONLY)
    try:
        last = time.monotonic() + _PATIENCE_S
        while held is not None and not _lock(held) and time.monotonic() < last:
            time.sleep(_LOOK_S)
        yield
    finally:
        if held is not None:
            os.close(held)


@contextmanager
def stand_in(folder: Path, suffix: str) -> Iterator[Path]:
    """A new, empty file that nobody else writes to; what is left of it at the end is removed.

    Parameters
    ----------
    folder : where it lies; what ended processes left there is removed first
    suffix : its ending, such as ".png"

    Raises
    ------
    OSError
        if it cannot be made
    """
    sweep(folder)
    path, held = _new_path(folder, suffix), None
    try:  # known before it is made, so that no interrupt comes between
        while (held := _claim(path)) is None:
            path = _new_path(folder, suffix)
        yield path
    finally:
        if sys.platform == "win32" and held is not None:
            os.close(held)
        with suppress(OSError):  # what went wrong first is what counts
            path.unlink(missing_ok=True)
        if sys.platform != "win32" and held is not None:
            os.close(held)  # only now may others think that nobody writes to it


def sweep(folder: Path) -> None:
    """Remove the stand-ins that ended processes left in a folder; once a process does."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_stand_in(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_abandoned(folder / entry.name)


def is_stand_in(name: str) -> bool:
    """Whether a file's name is one that only stand-ins have, whoever made it."""
    word, dot, _ = name.removeprefix(_PREFIX).partition(".part")
    is_random = len(word) == 2 * _RANDOM_BYTES and {*word} <= {*"0123456789abcdef"}
    return name.startswith(_PREFIX) and is_random and bool(dot)


def _new_path(folder: Path, suffix: str) -> Path:
    import secrets  # hashing comes with it, which few commands need

    return folder / f"{_PREFIX}{secrets.token_hex(_RANDOM_BYTES)}.part{suffix}"


def _claim(path: Path) -> int | None:
    """The open file of a new stand-in, whose lock says that it is in use; None if it is taken."""
    try:
        held = os.open(path, _NEW | _BINARY, 0o666)
    except FileExistsError:
        return None
    # Somebody sweeping may have been quicker than the lock.
    if _lock(held) and _is_at(held, path):
        return held
    os.close(held)
    return None


def _remove_abandoned(path: Path) -> None:
    """Remove a stand-in, unless its process still runs."""
    with suppress(OSError):
        if sys.platform == "win32":
            path.unlink()
            return
        held = os.open(path, _HERE)
        try:
            if _lock(held, without=False) and _is_at(held, path):
                path.unlink()
        finally:
            os.close(held)


def _lock(held: int, *, without: bool = True) -> bool:
    """Lock an open file; False if another process has, and `without` where locks are unknown."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return without
    return True


def _is_at(held: int, path: Path) -> bool:
    """Whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(held), os.lstat(path))
    except FileNotFoundError:
        return False


def _flush(path: Path) -> None:
    """Have a file's contents on the disk, so that no crash leaves an empty one."""
    handle = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    """Have a rename on the disk, where that can be asked for."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _own(name: object) -> bool:
    """Whether a file is none that the user knows of."""
    return name is None or (isinstance(name, str) and Path(name).name.startswith(_PREFIX))
