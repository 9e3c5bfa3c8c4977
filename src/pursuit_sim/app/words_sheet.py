"""What is seen in a race, in words: for whoever has not met a word, or missed where it was told."""

from __future__ import annotations

from typing import NamedTuple

from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.text_width import wrapped
from pursuit_sim.draw.panel import Panel, Pointer
from pursuit_sim.draw.scenes.explanations import EXCHANGING, PUSHING, RESERVE, SHARE
from pursuit_sim.draw.shapes import Shape

HEADING = "What am I seeing?"
_HINT = "once more in the picture, too, one thing at a time"
WORDS = (
    ("Push", PUSHING),
    ("Exchange", EXCHANGING),
    ("Clock", "it runs until the third skater of the last team is through"),
    (
        "Gap",
        "in seconds, where both have passed the same line: minus means ahead, plus behind",
    ),
    ("≈", "an estimate, between two lines or after a fall, for which nobody has a time"),
    (
        "Model",
        "what nobody published, often all but the finish, and where everybody is, it fills in",
    ),
    ("Assumed", "nobody published it, such as who leads when: it is what is usual"),
    ("Green line", "where a team at the pace of the record would be: that pace is the model's"),
    (
        "Caps",
        "white, red and yellow: first, second and third in the line-up at the start",
    ),
    (
        "Marks",
        "triangle: an exchange; diamond: another leader; cross: a fall; flag: a finish",
    ),
    ("Ghost", "a second run on the same ice, drawn hollow: what if they had …?"),
    ("W and N", "power, and the force of a push: the model's, and means over strokes"),
    ("Reserve", RESERVE),
    ("κ", SHARE),
)
_WIDE, _EDGE, _TITLE, _FOOT = 1500.0, 44.0, 92.0, 34.0  # [px at 1080]
_SIZE, _PITCH, _AIR, _GAP = 21.0, 1.42, 0.75, 48.0  # type [px at 1080]; lines, and between [sizes]
_NAME = 6.0  # width of the column of words [sizes]
_MOST_LINES = 9  # of a sentence, in the smallest window
_SMALLER = 0.94


class _Entry(NamedTuple):
    name: str
    lines: tuple[str, ...]


def sheet(size: tuple[int, int], pointer: Pointer) -> Panel:
    """The sheet: words on the left of what they mean, in two columns."""
    scale = panel.unit(size)
    wide = min(_WIDE * scale, size[0] - 20 * scale)
    column = (wide - 2 * _EDGE * scale - _GAP * scale) / 2
    em = _SIZE * scale
    while True:
        columns = _columns(em, column)
        tall = max(_height(each, em) for each in columns)
        high = (_TITLE + _FOOT) * scale + tall
        if high <= size[1] or em < 1.0:
            break
        em *= _SMALLER
    box = panel.centred(size, wide, high)
    title = line(
        box.x + _EDGE * scale, box.y + 46 * scale, HEADING, 28 * scale, theme.WHITE, "bold"
    )
    shapes: list[Shape] = [panel.scrim(size), panel.plate(box, scale), title]
    close = Box(box.right - 150 * scale, box.y + 24 * scale, 120 * scale, 42 * scale)
    shapes += panel.button("close", close, "CLOSE", scale, pointer)
    beside = close.x - 20 * scale
    shapes.append(line(beside, close.middle[1], _HINT, 18 * scale, theme.MUTED, anchor="right",
                       room=beside - box.x - 340 * scale))  # fmt: skip
    for i, entries in enumerate(columns):
        x, y = box.x + _EDGE * scale + i * (column + _GAP * scale), box.y + _TITLE * scale
        for entry in entries:
            shapes.append(line(x, y + em / 2, entry.name, em, theme.EVENT, "bold"))
            for said in entry.lines:
                shapes.append(line(x + _NAME * em, y + em / 2, said, em, theme.TEXT))
                y += _PITCH * em
            y += _AIR * em
    return Panel(tuple(shapes), (("close", close), ("", box), (panel.OUTSIDE, panel.whole(size))))


def _columns(em: float, wide: float) -> tuple[list[_Entry], list[_Entry]]:
    """Words by column, broken into lines, as evenly as their order allows."""
    room = wide - _NAME * em
    listed = [_Entry(name, wrapped(text, em, room, _MOST_LINES)) for name, text in WORDS]
    split = min(
        range(1, len(listed)),
        key=lambda k: max(_height(listed[:k], em), _height(listed[k:], em)),
    )
    return listed[:split], listed[split:]


def _height(entries: list[_Entry], em: float) -> float:
    return sum(len(each.lines) * _PITCH * em + _AIR * em for each in entries)
