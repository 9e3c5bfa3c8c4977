"""Streams of a compound file, the container of .xls (Microsoft, [MS-CFB])."""

from __future__ import annotations

import struct

_HEADER_LINKS = 109  # of the table of sectors, that stand in the header
_MOST_SHIFT = 16  # of the size of a sector
_ENTRY_BYTES = 128
_MARKS = 0xFFFFFFFA  # larger numbers are no sectors


def stream(data: bytes, *names: str) -> bytes:
    """The first stream that has one of these names.

    Raises
    ------
    ValueError, struct.error, IndexError
        if there is none, or the file is no compound file that can be read
    """
    shift, small_shift = struct.unpack_from("<2H", data, 30)
    if max(shift, small_shift) > _MOST_SHIFT:
        raise ValueError("sectors are too large")
    size, small_size = 1 << shift, 1 << small_shift
    (first_entry,) = struct.unpack_from("<I", data, 48)
    most_small, first_small, _, link = struct.unpack_from("<4I", data, 56)
    links = list(struct.unpack_from(f"<{_HEADER_LINKS}I", data, 76))
    seen = set()
    while link < _MARKS and link not in seen:
        seen.add(link)
        *more, link = _numbers(data[(link + 1) * size : (link + 2) * size])
        links += more
    table = [
        number
        for each in dict.fromkeys(links)
        if each < _MARKS
        for number in _numbers(data[(each + 1) * size : (each + 2) * size])
    ]
    entries = _joined(data[size:], first_entry, table, size)
    small_sectors = b""
    for at in range(0, len(entries), _ENTRY_BYTES):
        (name_bytes,) = struct.unpack_from("<H", entries, at + 64)
        first, length = struct.unpack_from("<IQ", entries, at + 116)
        if name_bytes and length > len(data):
            raise ValueError("a part is longer than the file")
        if at == 0:  # the first entry's sectors hold all small streams
            small_sectors = _joined(data[size:], first, table, size)
        name = entries[at : at + max(name_bytes - 2, 0)].decode("utf-16-le", "replace")
        if name not in names:
            continue
        if length >= most_small:
            return _joined(data[size:], first, table, size)[:length]
        small_table = _numbers(_joined(data[size:], first_small, table, size))
        return _joined(small_sectors, first, small_table, small_size)[:length]
    raise ValueError("holds no workbook")


def _numbers(block: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))


def _joined(sectors: bytes, first: int, table: list[int], size: int) -> bytes:
    """The sectors of a stream behind each other; each has the number of the next in a table."""
    parts: list[bytes] = []
    while first < _MARKS:
        if len(parts) > len(table):
            raise ValueError("sectors go round in a circle")
        parts.append(sectors[first * size : (first + 1) * size])
        first = table[first]
    return b"".join(parts)
