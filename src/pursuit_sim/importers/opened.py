"""A file with results, opened: which format it is in, and what it says."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, cast

from pursuit_sim.errors import InputError
from pursuit_sim.importers import IMPORTERS, formats, named
from pursuit_sim.importers.importer import HEADS, BinaryImporter, Importer, Sheet
from pursuit_sim.scenario.read_file import LARGEST_FILE_BYTES, decoded, too_large

MEANT = "a file with results"
_HEAD_BYTES = 1 << 16  # by which a format is known
_AT_ONCE_BYTES = 1 << 20
_SCENARIO = re.compile(
    r"""(?:^|[{,])[^\S\n]*["']?format["']?\s*[=:]\s*["']pursuit-sim/scenario""", re.MULTILINE
)


def sheet(file: BinaryIO, where: str, format_: str | None = None) -> Sheet:
    """What a file says that is open at its beginning; it need not be one that can be rewound.

    Parameters
    ----------
    file : to read
    where : its name in messages
    format_ : a name of `IMPORTERS`; by default what the file looks like

    Raises
    ------
    InputError
        with every fault of the file
    """
    head = _head(file)
    chosen = named(format_) if format_ is not None else _binary(head)
    if isinstance(chosen, BinaryImporter):
        if not head.strip():
            raise InputError.single(where, "", "is empty", "save it again")
        return chosen.read(io.BufferedReader(_Rest(head, file), _AT_ONCE_BYTES), where)
    data = head + file.read(LARGEST_FILE_BYTES + 1 - len(head))
    if len(data) > LARGEST_FILE_BYTES:
        raise _beyond(where, file)
    text = decoded(data, where, MEANT)
    if "\n" not in text:
        text = text.replace("\r", "\n")  # the ends of lines of old spreadsheets
    refuse_scenario(text, where)
    return (chosen or importer_for(text, where)).read(text, where)


def importer_for(text: str, where: str) -> Importer:
    """The importer that a text looks made for.

    Raises
    ------
    InputError
        if there is none
    """
    if not text.strip():
        raise InputError.single(where, "", "is empty", "save it again")
    for name in IMPORTERS:
        each = named(name)
        if isinstance(each, Importer) and each.fits(text):
            return each
    remedy = f"{HEADS}; or choose a format with --format: {formats()}"
    raise InputError.single(where, "", "is in no format that is known", remedy)


def refuse_scenario(text: str, where: str) -> None:
    """Raise `InputError` for a scenario, which needs no importing."""
    if _SCENARIO.search(text):
        raise InputError.single(where, "", "is a scenario already", "pursuit-sim run it as it is")


def _binary(head: bytes) -> BinaryImporter | None:
    for name in IMPORTERS:
        each = named(name)
        if isinstance(each, BinaryImporter) and each.fits(head):
            return each
    return None


def _head(file: BinaryIO) -> bytes:
    """The first bytes; a pipe may hand them out in pieces."""
    head = b""
    while len(head) < _HEAD_BYTES and (more := file.read(_HEAD_BYTES - len(head))):
        head += more
    return head


def _beyond(where: str, file: BinaryIO) -> InputError:
    size = file.seek(0, io.SEEK_END) if file.seekable() else None
    return too_large(size, where, MEANT)


class _Rest(io.RawIOBase):
    """A file again from its beginning, of which the head was read."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head = memoryview(head)
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        into = memoryview(cast(bytearray, buffer))
        data = self._head[: len(into)] if self._head else self._file.read(len(into))
        self._head = self._head[len(into) :]
        into[: len(data)] = data
        return len(data)
