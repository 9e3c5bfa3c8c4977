"""How wide a text is, from the fonts themselves, so that nothing overflows or overlaps."""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.draw.look import font_table, letters
from pursuit_sim.draw.shapes import Weight
from pursuit_sim.plain_text import cut

CAP_HEIGHT = 2048 / 2816  # Inter's capitals, of the em size (its OS/2 table)
SMALLEST = 0.68  # a text is set no smaller than this part of its size before it is cut


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of a line of text [px] at an em size [px]."""
    wide = 0.0
    for run in letters.runs(text):
        advances, missing = font_table.table(run.file(weight))
        wide += sum(advances.get(ord(c), missing) for c in run.text if c not in letters.JOINERS)
    return size * wide


@lru_cache(maxsize=256)
def middle_cut(text: str, room: float, weight: Weight = "regular") -> str:
    """A text that is at most `room` wide [em]: of a longer one both ends are kept."""
    for most in range(len(text), 1, -1):
        shorter = cut(text, most)
        if width(shorter, 1.0, weight) <= room:
            return shorter
    return text[:1]


@lru_cache(maxsize=2048)
def fit(text: str, size: float, weight: Weight, room: float) -> tuple[str, float]:
    """The text and the size that fit into `room` [px]: smaller first, then cut with "…"."""
    wide = width(text, size, weight)
    if wide <= room:
        return text, size
    smaller = size * max(SMALLEST, room / wide * 0.995)
    if width(text, smaller, weight) <= room:
        return text, smaller
    while text and width(text + "…", smaller, weight) > room:
        text = text[:-1].rstrip()
    return (text + "…" if text else ""), smaller


def cuts(text: str, size: float, weight: Weight, room: float) -> bool:
    """Whether `fit` would cut a text, since smaller type does not suffice."""
    return fit(text, size, weight, room)[0] != text


def wrapped(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Words in at most so many lines of a width [px], the last one longer if need be."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)
