"""Small panels over the picture: choices, the question before quitting, notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.after_race import HIGH, AfterRace
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.text_width import width
from pursuit_sim.draw.panel import Hits, Panel, Pointer
from pursuit_sim.draw.shapes import Rect, Shape, Weight
from pursuit_sim.plain_text import spelt_out

_ROW, _PAD, _GAP = 46.0, 14.0, 14.0  # [px at 1080]
_BUTTON_HIGH = 52.0  # [px at 1080]
_SIZE = 20.0  # of type [px at 1080]
_LIT = 0.22  # of a button's colour in the ground of a notice
_THREAD = 5.0  # thickness of the line that tells how far something has come [px at 1080]
WHOLE, _WHOLE = "zoom-reset", "WHOLE VIEW"
NEXT, AGAIN, BRACKET, STAY, QUIT = "next-race", "replay", "bracket", "close", "leave"
STRIP, CLIP = "finish-strip", "clip"
ANOTHER = "event-anyway"
SAVE, SAVE_KEY = "save-tuned", "Ctrl+S"
LINE_KEYS = "1234567890-"  # that choose lines of a menu, as they lie on the keyboard
_LOST, _INSET = 40.0, 40.0  # [px at 1080] a line of what would be lost; beside the buttons


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu.

    Attributes
    ----------
    name : of its hit area
    label : what it says
    key : the key that chooses it, shown; may be empty
    on : whether it is what is chosen now
    """

    name: str
    label: str
    key: str = ""
    on: bool = False


def choices(
    size: tuple[int, int], anchor: Box, listed: Sequence[Choice], pointer: Pointer,
    heading: str = "",
) -> Panel:  # fmt: skip
    """A menu above the button that opened it.

    Parameters
    ----------
    size : of the window [px]
    anchor : the button
    listed : the lines, top to bottom
    pointer : mouse and keyboard
    heading : what is chosen for, above the lines; may be empty
    """
    scale = panel.unit(size)
    row, pad = _ROW * scale, _PAD * scale
    rows = len(listed) + bool(heading)
    row = min(row, (anchor.y - 3 * pad) / max(rows, 1))
    type_size = min(_SIZE * scale, 0.5 * row)
    labels = max(width(each.label, type_size, "semibold") for each in listed)
    wide = max(labels + 3.2 * row, width(heading, type_size) + pad + 0.8 * row)
    wide = min(wide, size[0] - 2 * pad)
    high = row * rows + pad
    x = min(max(anchor.x + anchor.width / 2 - wide / 2, pad), size[0] - wide - pad)
    box = Box(round(x), round(anchor.y - high - _GAP * scale), round(wide), round(high))
    shapes: list[Shape] = [panel.plate(box, scale)]
    hits = []
    y = box.y + pad / 2
    if heading:
        left, room = box.x + pad / 2 + 0.4 * row, box.width - pad - 0.8 * row
        shapes.append(line(left, y + row / 2, heading, type_size, theme.HEADING, room=room))
        y += row
    for each in listed:
        line_box = Box(box.x + pad / 2, y, box.width - pad, row)
        hits.append((each.name, line_box))
        lit = pointer.on(each.name, line_box)
        if lit or each.on:
            fill = panel.LIT if lit else theme.BUTTON
            shapes.append(Rect(*line_box, fill, radius=0.18 * row))
        middle = line_box.middle[1]
        weight: Weight = "semibold" if each.on else "regular"
        shapes.append(
            line(line_box.x + 0.4 * row, middle, each.label, type_size, theme.WHITE, weight)
        )
        tail = each.key or ("✓" if each.on else "")
        right = line_box.right - 0.4 * row
        shapes.append(line(right, middle, tail, type_size, theme.MUTED, "semibold", "right"))
        y += row
    hits += [("", box), (panel.OUTSIDE, panel.whole(size))]
    return Panel(tuple(shapes), tuple(hits))


def question(
    size: tuple[int, int],
    lost: tuple[str, ...],
    savable: bool,
    pointer: Pointer,
    *,
    leaving: bool = False,
) -> Panel:
    """Whether to quit, or to leave the event for another one.

    Parameters
    ----------
    size : of the window [px]
    lost : what would be, in lines
    savable : whether some of that can still be saved
    pointer : mouse and keyboard
    leaving : for another event
    """
    asked, answer = ("Open another event?", "OPEN") if leaving else ("Quit?", "QUIT")
    leave = ANOTHER if leaving else QUIT
    scale = panel.unit(size)
    box = panel.centred(size, 660 * scale, (230 + _LOST * len(lost)) * scale)
    x, y = box.middle[0], box.y
    shapes: list[Shape] = [
        panel.scrim(size),
        panel.plate(box, scale),
        line(x, y + 62 * scale, asked, 34 * scale, theme.WHITE, "bold", "centre"),
    ]
    inner = box.width - 2 * _INSET * scale
    for i, loss in enumerate(lost):
        middle = y + (112 + _LOST * i) * scale
        type_size = _SIZE * scale
        shapes.append(line(x, middle, loss, type_size, theme.EVENT, anchor="centre", room=inner))
    top = box.bottom - (_BUTTON_HIGH + 44) * scale
    offered = [(STAY, "STAY  (Esc)"), (leave, f"{answer}  (Enter)")]
    if savable:
        offered.insert(1, (SAVE, f"SAVE  ({SAVE_KEY})"))
    gap = 20 * scale
    wide = (inner - gap * (len(offered) - 1)) / len(offered)
    hits: Hits = ()
    for i, (name, label) in enumerate(offered):
        left = box.x + _INSET * scale + i * (wide + gap)
        spot = Box(left, top, wide, _BUTTON_HIGH * scale)
        shapes += panel.button(name, spot, label, scale, pointer, on=name == leave)
        hits += ((name, spot),)
    hits += (("", box), (panel.OUTSIDE, panel.whole(size)))
    return Panel(tuple(shapes), hits)


def whole_view(corner: tuple[float, float], pointer: Pointer, size: tuple[int, int]) -> Panel:
    """The way back from a camera that was zoomed or moved.

    Parameters
    ----------
    corner : the lower right one of where there is room [px]
    pointer : mouse and keyboard
    size : of the window [px]
    """
    scale = panel.unit(size)
    wide, away = panel.button_width(_WHOLE, scale), _GAP * scale
    high = 40 * scale
    box = Box(
        round(corner[0] - wide - away), round(corner[1] - high - away), round(wide), round(high)
    )
    made = panel.button(WHOLE, box, _WHOLE, scale, pointer)
    return Panel(made, ((WHOLE, box),))


def after_race(
    size: tuple[int, int], place: AfterRace, following: str, pointer: Pointer, *, strip: bool
) -> Panel:
    """What can be done when a race is over, and at the right what is next.

    Parameters
    ----------
    size : of the window [px]
    place : of the buttons
    following : the next race's name; after the last come the results
    pointer : mouse and keyboard
    strip : the finish strip is seen
    """
    scale = panel.unit(size)
    listed = [(AGAIN, "REPLAY"), (STRIP, "CAMERA" if strip else "FINISH"), (CLIP, "CLIP")]
    last = NEXT if following else BRACKET
    listed.append((last, f"NEXT: {following.upper()}" if following else "RESULTS"))
    gap, high = 12 * scale, HIGH * scale
    wide = [panel.button_width(label, scale) for _, label in listed]
    if place.upright:
        whole = max(wide), len(wide) * (high + gap) - gap
        wide = [whole[0]] * len(wide)
    else:
        whole = sum(wide) + gap * (len(wide) - 1), high
    x, y = place.x - whole[0] / 2, place.y - whole[1] / 2
    shapes: list[Shape] = []
    hits = []
    for (name, label), each in zip(listed, wide, strict=True):
        box = Box(round(x), round(y), round(each), round(high))
        shapes += panel.button(name, box, label, scale, pointer, on=name == last)
        hits.append((name, box))
        if place.upright:
            y += high + gap
        else:
            x += each + gap
    return Panel(tuple(shapes), tuple(hits))


def notice(
    size: tuple[int, int], bar: Box | None, words: str, busy: str = "", part: float = 0.0
) -> tuple[Shape, ...]:
    """A line that tells what was done, and what is being done and how far that has come.

    Parameters
    ----------
    size : of the window [px]
    bar : the title bar, which gives way to it: there it covers nothing that moves, in any
        camera; None where there is none, and it lies at the window's foot
    words : what was done, or empty
    busy : what goes on meanwhile, or empty; it stands at the left of `words`, or of the title,
        which is seen while it lasts
    part : how far that has come, 0 … 1
    """
    words = spelt_out(words)
    scale = panel.unit(size)
    type_size, pad = _SIZE * scale, _PAD * scale
    beside = busy_width(size, busy) if busy else 0.0
    if bar is None:
        high = (_ROW + 10) * scale
        wide = width(words, type_size, "semibold") + 3 * pad if words else 0.0
        wide = min(wide + beside, size[0] - 2 * pad)
        x, y = (size[0] - wide) / 2, size[1] - high - _GAP * scale
        box = Box(round(x), round(y), round(wide), round(high))
    else:
        box = bar
    ground = contrast.mix(theme.PANEL, theme.BUTTON_ON, _LIT)
    radius = 0.0 if bar else 10 * scale
    middle = box.y + box.height / 2
    covered = box if words or bar is None else box._replace(width=beside)
    shapes: list[Shape] = [Rect(*covered, ground, radius)]
    if busy:
        said, left = f"{busy}  {100 * min(part, 1.0):.0f} %", box.x + 1.5 * pad
        shapes.append(line(left, middle, said, type_size, theme.EVENT, "semibold"))
    if busy and words:
        tick = Rect(
            box.x + beside - scale, box.y + pad / 2, 2 * scale, box.height - pad, theme.TICK
        )
        shapes.append(tick)
    if words:
        x = box.x + beside + (box.width - beside) / 2
        room = box.width - beside - 2 * pad
        shapes.append(line(x, middle, words, type_size, theme.WHITE, "semibold", "centre", room))
    if busy:
        thick = _THREAD * scale
        done = box.width * min(part, 1.0)
        shapes.append(Rect(box.x, box.bottom - thick, box.width, thick, theme.CELL))
        shapes.append(Rect(box.x, box.bottom - thick, done, thick, theme.BUTTON_ON))
    return tuple(shapes)


def busy_width(size: tuple[int, int], busy: str) -> float:
    """How wide it is told what goes on, and how far that has come, at its widest [px]."""
    scale = panel.unit(size)
    return width(f"{busy}  100 %", _SIZE * scale, "semibold") + 3 * _PAD * scale
