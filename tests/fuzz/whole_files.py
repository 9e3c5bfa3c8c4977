"""Whether a file is whole, told by reading all of it with somebody else's reader."""

from __future__ import annotations

import csv
import json
import tomllib
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np


def check(path: Path) -> None:
    """Raise whatever error the reader has if a file is cut or mixed."""
    _READERS[path.suffix](path)


def _png(path: Path) -> None:
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, kind = 8, b""
    while at < len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + size
        assert zlib.crc32(data[at + 4 : end]) == int.from_bytes(data[end : end + 4], "big")
        at = end + 4
    assert kind == b"IEND"


def _film(path: Path) -> None:
    import av

    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        frames = sum(1 for _ in film.decode(stream))
    assert frames == STEPS + 1, frames


def _csv(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert len({len(row) for row in csv.reader(text.splitlines())}) == 1


def _npz(path: Path) -> None:
    with np.load(path) as table:
        assert len({len(table[name]) for name in table.files}) == 1


def _parquet(path: Path) -> None:
    from pyarrow import parquet

    assert parquet.read_table(path).num_rows > 0


def _pdf(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")


def _text(path: Path) -> None:
    assert path.read_text(encoding="utf-8").endswith("\n")


STEPS = 10  # between the frames of every film that is made here
_READERS: dict[str, Callable[[Path], object]] = {
    ".png": _png,
    ".svg": lambda path: ET.fromstring(path.read_bytes()),  # noqa: S314 - written by us
    ".pdf": _pdf,
    ".mp4": _film,
    ".webm": _film,
    ".gif": _film,
    ".csv": _csv,
    ".npz": _npz,
    ".parquet": _parquet,
    ".json": lambda path: json.loads(path.read_bytes()),
    ".toml": lambda path: tomllib.loads(path.read_text(encoding="utf-8")),
    ".txt": _text,
}
