"""Which characters a bundled font has, and how wide they are.

Reads the tables `head`, `hhea`, `hmtx` and `cmap` format 4 of OpenType files (OpenType
specification 1.9). Kerning is left out: painters apply none.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pursuit_sim.resources import DamagedAssetError, asset

_UNICODE = ((3, 1), (0, 3), (3, 10), (0, 4))  # platform and encoding of Unicode tables


class FontTable(NamedTuple):
    """What a font says of its letters.

    Attributes
    ----------
    advances : width of each character [em]; of one that combines with the last, none
    missing : width of the box that stands for a character it has not [em]
    """

    advances: Mapping[int, float]
    missing: float


@lru_cache(maxsize=16)
def table(file: str) -> FontTable:
    """The table of a bundled font file.

    Raises
    ------
    FileNotFoundError, DamagedAssetError
        naming the font file, if the installation lacks it or it is no font
    """
    path = asset(file)
    try:
        return _read(path.read_bytes())
    except (struct.error, LookupError, ValueError, ArithmeticError):
        raise DamagedAssetError(path) from None


def _read(data: bytes) -> FontTable:
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[bytes, int] = {}
    for i in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag] = offset
    (em,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (metrics,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    pairs = struct.unpack_from(f">{2 * metrics}H", data, tables[b"hmtx"])
    glyphs = _characters(data, tables[b"cmap"])
    advances = {code: pairs[2 * min(glyph, metrics - 1)] / em for code, glyph in glyphs.items()}
    for code in advances:
        if unicodedata.category(chr(code)) in ("Mn", "Cf"):
            advances[code] = 0.0
    return FontTable(advances, pairs[0] / em)


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """Glyph of each character of the basic plane, from a format 4 table."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)
        at = cmap + offset
        (form,) = struct.unpack_from(">H", data, at)
        if (platform, encoding) in _UNICODE and form == 4:
            return _segments(data, at)
    raise ValueError("the font has no Unicode character map of format 4")


def _segments(data: bytes, at: int) -> dict[int, int]:
    """Character to glyph of a format 4 table at an offset."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    found: dict[int, int] = {}
    for i, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if offset:
                place = ranges_at + 2 * i + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", data, place)
                glyph = (glyph + delta) % 0x10000 if glyph else 0
            else:
                glyph = (code + delta) % 0x10000
            if glyph:
                found[code] = glyph
    return found
