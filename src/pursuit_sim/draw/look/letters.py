"""Which bundled font draws which letters of a text, and in which order from left to right.

The family has Latin, Greek and Cyrillic; what it has not is drawn by a font of the script,
opened when a text first needs it. Letters that no font has are boxes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from pursuit_sim.draw.look import font_table
from pursuit_sim.draw.shapes import Weight

FAMILY: dict[Weight, str] = {
    "regular": "fonts/Inter-Regular.otf",
    "semibold": "fonts/Inter-SemiBold.otf",
    "bold": "fonts/Inter-Bold.otf",
}


class Script(NamedTuple):
    """A script that the family has not.

    Attributes
    ----------
    file : the font, of one weight
    tag : of the script (ISO 15924), for whoever shapes its words; none where any will do
    blocks : first and last characters of the blocks of Unicode in which its letters are
    leftward : written from right to left
    joined : letters of a word change each other's shape or place
    """

    file: str
    tag: str
    blocks: tuple[tuple[int, int], ...]
    leftward: bool = False
    joined: bool = False


SCRIPTS = (
    Script("fonts/Noto-CJK.otf", "", ((0x2E80, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
                                      (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))),
    Script("fonts/Noto-Arabic.ttf", "Arab", ((0x600, 0x6FF), (0x750, 0x77F)),
           leftward=True, joined=True),
    Script("fonts/Noto-Hebrew.ttf", "Hebr", ((0x590, 0x5FF), (0xFB1D, 0xFB4F)),
           leftward=True, joined=True),
    Script("fonts/Noto-Georgian.ttf", "Geor", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF))),
    Script("fonts/Noto-Armenian.ttf", "Armn", ((0x530, 0x58F), (0xFB13, 0xFB17))),
    Script("fonts/Noto-Thai.ttf", "Thai", ((0xE00, 0xE7F),)),
    Script("fonts/Noto-Devanagari.ttf", "Deva", ((0x900, 0x97F),), joined=True),
)  # fmt: skip
JOINERS = "\u200c\u200d"


class LetterRun(NamedTuple):
    """Letters that one font draws at once; `script` is None where that is the family's."""

    text: str
    script: Script | None = None

    def file(self, weight: Weight) -> str:
        """The font file that draws it."""
        return self.script.file if self.script else FAMILY[weight]


@lru_cache(maxsize=2048)
def runs(text: str) -> tuple[LetterRun, ...]:
    """The runs of a line of text, as they stand from left to right."""
    if text.isascii() or not any(map(_foreign, text)):
        return (LetterRun(text),)
    parts = groupby(_split(unicodedata.normalize("NFC", text)), key=lambda run: run.script)
    joined = [LetterRun("".join(run.text for run in row), script) for script, row in parts]
    return tuple(_visual(joined))


def lacking(texts: Iterable[str]) -> str:
    """The letters of some texts that no bundled font has, each once, in order."""
    found = dict.fromkeys(c for text in texts for c in unicodedata.normalize("NFC", text))
    return "".join(c for c in found if c not in JOINERS and not _drawn(c))


def shaped(texts: Iterable[str]) -> bool:
    """Whether some texts have words whose letters depend on their neighbours or run leftward."""
    return any(run.script and run.script.joined for text in texts for run in runs(text))


def _foreign(character: str) -> bool:
    return not _has(None, character)


def _drawn(character: str) -> bool:
    return _has(_script(character), character)


def _has(script: Script | None, character: str) -> bool:
    file = script.file if script else FAMILY["regular"]
    return ord(character) in font_table.table(file).advances


def _script(character: str) -> Script | None:
    """The script whose font draws a character; None for the family."""
    code = ord(character)
    for script in SCRIPTS:
        if any(first <= code <= last for first, last in script.blocks):
            return script if _has(script, character) else None
    return None


def _split(text: str) -> Iterator[LetterRun]:
    """The runs in the order of reading.

    What stands between two words of a script belongs to them; at its ends, to the family.
    """
    start, end = 0, 0  # of the run, up to its last letter
    now: Script | None = None
    for i, character in enumerate(text):
        found = _script(character)
        between = now is not None and found is None and _between(now, character)
        if found is not now and not between:
            yield from _cut(text, start, end, i, now)
            start, now = i, found
        if not between:
            end = i + 1
    yield from _cut(text, start, end, len(text), now)


def _between(script: Script, character: str) -> bool:
    """Whether a script's font draws what may stand within its words and between them."""
    return not character.isalnum() and _has(script, character)


def _cut(text: str, start: int, end: int, until: int, script: Script | None) -> Iterator[LetterRun]:
    """A run, and what stands behind it."""
    if start < end:
        yield LetterRun(text[start:end], script)
    if end < until:
        yield LetterRun(text[end:until])


def _visual(parts: list[LetterRun]) -> Iterator[LetterRun]:
    """Runs from left to right in a line that begins at the left.

    Between two that run leftward, figures and signs belong to them (Unicode's bidirectional
    algorithm, rules N1 and L2).
    """
    at = [i for i, part in enumerate(parts) if part.script and part.script.leftward]
    order = [*range(len(parts))]
    for first, last in _rows(at, parts):
        order[first : last + 1] = order[first : last + 1][::-1]
    return (parts[i] for i in order)


def _rows(at: list[int], parts: list[LetterRun]) -> Iterator[tuple[int, int]]:
    """First and last of the runs that go leftward together."""
    start = at[0] if at else 0
    for here, following in pairwise([*at, len(parts)]):
        if following == len(parts) or any(map(_leads_right, parts[here + 1 : following])):
            yield start, here
            start = following


def _leads_right(part: LetterRun) -> bool:
    return any(map(str.isalpha, part.text))
