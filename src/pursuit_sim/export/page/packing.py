"""Whole numbers and words as short text: what a page unpacks with what every browser has.

Numbers are written as varints of seven bits a byte, the sign in the lowest bit; the bytes are
deflated without a header, and spelt in base64.
"""

from __future__ import annotations

import base64
import zlib

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

_BITS, _MORE = 7, 0x80


def pack(values: Integers) -> str:
    """Whole numbers as text, in order."""
    signed = np.asarray(values, dtype=np.int64).ravel()
    left = np.where(signed < 0, -2 * signed - 1, 2 * signed).astype(np.uint64)
    rows = []
    while True:
        rest = left >> np.uint64(_BITS)
        rows.append((left & np.uint64(_MORE - 1), rest > 0))
        if not rest.any():
            break
        left = rest
    low = np.stack([digit for digit, _ in rows], axis=1)
    more = np.stack([goes_on for _, goes_on in rows], axis=1)
    written = np.ones_like(more)
    written[:, 1:] = more[:, :-1]
    spelt = (low | np.where(more, np.uint64(_MORE), np.uint64(0))).astype(np.uint8)[written]
    return _deflated(spelt.tobytes())


def packed_text(text: str) -> str:
    """A text as a shorter one."""
    return _deflated(text.encode())


def _deflated(data: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(deflate.compress(data) + deflate.flush()).decode()


def differences(series: Integers, times: int) -> Integers:
    """Differences of differences along the first axis, the first values kept in front.

    Parameters
    ----------
    series : (sample, …) whole numbers
    times : how often differences are taken
    """
    found = np.asarray(series, dtype=np.int64)
    for _ in range(times):
        found = np.diff(found, axis=0, prepend=np.zeros_like(found[:1]))
    return found


def series(values: Integers, times: int) -> str:
    """(sample, column) whole numbers as text, column by column, by differences."""
    return pack(differences(values, times).T)
