"""How wide a text is, from the fonts themselves, so that nothing overflows or overlaps.

Reads the advance widths of the bundled OpenType files (tables `head`, `hhea`, `hmtx` and
`cmap` format 4; OpenType specification 1.9). Kerning is left out: painters apply none.
"""

from __future__ import annotations

import struct
from functools import lru_cache

from pursuit_sim.draw.shapes import Weight
from pursuit_sim.resources import DamagedAssetError, asset

FONTS: dict[Weight, str] = {
    "regular": "fonts/Inter-Regular.otf",
    "semibold": "fonts/Inter-SemiBold.otf",
    "bold": "fonts/Inter-Bold.otf",
}
CAP_HEIGHT = 2048 / 2816  # Inter's capitals, of the em size (its OS/2 table)
_SMALLEST = 0.68  # a text is set no smaller than this part of its size before it is cut
_MISSING = 0.6  # width of a character that the font lacks [em]
_UNICODE = ((3, 1), (0, 3), (3, 10), (0, 4))  # platform and encoding of Unicode tables


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of a line of text [px] at an em size [px]."""
    advances = _advances(weight)
    return size * sum(advances.get(ord(c), _MISSING) for c in text)


@lru_cache(maxsize=2048)
def fit(text: str, size: float, weight: Weight, room: float) -> tuple[str, float]:
    """The text and the size that fit into `room` [px]: smaller first, then cut with "…"."""
    wide = width(text, size, weight)
    if wide <= room:
        return text, size
    smaller = size * max(_SMALLEST, room / wide * 0.995)
    if width(text, smaller, weight) <= room:
        return text, smaller
    while text and width(text + "…", smaller, weight) > room:
        text = text[:-1].rstrip()
    return (text + "…" if text else ""), smaller


@lru_cache(maxsize=3)
def _advances(weight: Weight) -> dict[int, float]:
    """Advance width of each character [em].

    Raises
    ------
    FileNotFoundError, DamagedAssetError
        naming the font file, if the installation lacks it or it is no font
    """
    path = asset(FONTS[weight])
    try:
        return _read(path.read_bytes())
    except (struct.error, LookupError, ValueError, ArithmeticError):
        raise DamagedAssetError(path) from None


def _read(data: bytes) -> dict[int, float]:
    """Advance widths of a font [em]."""
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[bytes, int] = {}
    for i in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag] = offset
    (em,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (metrics,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    pairs = struct.unpack_from(f">{2 * metrics}H", data, tables[b"hmtx"])
    glyphs = _characters(data, tables[b"cmap"])
    return {code: pairs[2 * min(glyph, metrics - 1)] / em for code, glyph in glyphs.items()}


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
