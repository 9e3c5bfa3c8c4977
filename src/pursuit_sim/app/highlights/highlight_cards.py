"""A moment as a card of the start menu: its picture, what it is, and where."""

from __future__ import annotations

from pursuit_sim.app.highlights import thumbnail
from pursuit_sim.app.highlights.highlight import BETWEEN, OWN, Highlight
from pursuit_sim.app.highlights.highlight_shelf import HighlightShelf
from pursuit_sim.draw import panel, wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.theme import Palette
from pursuit_sim.draw.panel import Hits, Pointer
from pursuit_sim.draw.shapes import Rect, Shape, Weight
from pursuit_sim.plain_text import spelt_out

MOMENT, FORGET = "moment=", "forget="  # before a moment's key, the names of what can be clicked
HIGH = 234.0  # of a card [px at 1080]
LEAST_WIDE = 330.0  # from which another card has room beside it [px at 1080]
_PICTURE = 150.0  # height of the picture [px at 1080]
_BOTH = ("finish", "push")  # kinds that two teams make
_HEAD, _SMALL = 18.0, 15.0  # of type [px at 1080]
_PITCH = 21.0  # from line to line [px at 1080]
_CROSS = 30.0  # side of the button that forgets one [px at 1080]


def card(
    shelf: HighlightShelf,
    moment: Highlight,
    box: Box,
    scale: float,
    palette: Palette,
    pointer: Pointer,
) -> tuple[list[Shape], Hits]:
    """The card, and what can be clicked of it.

    Parameters
    ----------
    shelf : which moments there are
    moment : one of them
    box : where it lies [px]
    scale : pixels for each of a window 1080 high
    palette : of the teams' colours
    pointer : mouse and keyboard
    """
    name = MOMENT + moment.key
    lit = pointer.on(name, box)
    edge = max(1.0, scale)
    shapes: list[Shape] = [
        Rect(
            *box,
            panel.LIT if lit else theme.PANEL,
            radius=10 * scale,
            stroke=panel.FOCUS if lit else theme.PANEL_EDGE,
            line=edge,
        )
    ]
    inner = 6 * scale
    wide, high = round(box.width - 2 * inner), round(_PICTURE * scale)
    picture = Box(round(box.x + inner), round(box.y + inner), wide, high)
    shapes += _picture(shelf, moment, picture, scale, palette)
    x, room = box.x + 14 * scale, box.width - 28 * scale
    y = picture.bottom + 17 * scale
    words = wording.clock(moment.time_s) if moment.kind == OWN else shelf.words(moment)
    colon = "" if moment.headline.endswith("?") else ":"
    head = f"{moment.headline}{colon} {words}" if words else moment.headline
    said = (head, *moment.title.split(BETWEEN, 1))
    looks = ((_HEAD, theme.WHITE), (_SMALL, theme.TEXT), (_SMALL, theme.MUTED))
    for text, (size, colour) in zip(said, looks, strict=False):
        weight: Weight = "semibold" if size == _HEAD else "regular"
        shapes.append(line(x, y, spelt_out(text), size * scale, colour, weight, room=room))
        y += _PITCH * scale
    hits: Hits = ((name, box),)
    if moment.kind == OWN:
        side = _CROSS * scale
        cross = Box(box.right - side - inner, box.bottom - side - inner, side, side)
        forget = FORGET + moment.key
        shapes += panel.button(forget, cross, "×", scale, pointer)
        hits = ((forget, cross), *hits)
    return shapes, hits


def _picture(
    shelf: HighlightShelf, moment: Highlight, box: Box, scale: float, palette: Palette
) -> list[Shape]:
    """The moment itself, or what is to be said instead."""
    replay = shelf.replay(moment)
    if replay is None or isinstance(replay, str):
        said = replay or "getting ready …"
        return [
            Rect(*box, theme.NIGHT),
            line(*box.middle, spelt_out(said), _SMALL * scale, theme.MUTED, anchor="centre",
                 room=box.width - 12 * scale),
        ]  # fmt: skip
    both = moment.kind in _BOTH or shelf.veiled(moment)
    team = "" if both else moment.team
    seen = replay, team, shelf.shown_s(moment), box, palette
    if moment.key == shelf.pointed:
        return thumbnail.moving(*seen)
    return [thumbnail.still(*seen)]
