"""Every event that can be opened, in groups: a card each, to click or to walk to with the keys."""

from __future__ import annotations

from dataclasses import dataclass

from pursuit_sim.app.event_shelf import EventShelf, Listing
from pursuit_sim.app.highlights import highlight_cards
from pursuit_sim.app.highlights.highlight import Highlight
from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.elements import line as text
from pursuit_sim.draw.look.text_width import wrapped
from pursuit_sim.draw.look.theme import Palette
from pursuit_sim.draw.panel import Hits, Panel, Pointer
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.shapes import Rect, Shape
from pursuit_sim.plain_text import cut, spelt_out

EVENT = "event="  # before an event's source, the name of its card
UP, DOWN = "events-up", "events-down"
_EDGE, _TOP, _FOOT = 56.0, 100.0, 66.0  # [px at 1080]
_HEAD, _CARD, _GAP = 50.0, 128.0, 16.0  # heights of a heading and of a card, between cards
_LEAST_CARD = 420.0  # [px at 1080] width of one, from which another column has room
_MOST_COLUMNS = 4
_LAST = 1000  # further right than any column
_BUTTON_HIGH = 42.0  # [px at 1080]
_LONGEST = 60  # characters of a path
_LINES = 3  # below a card's head
_BAR = 6.0  # [px at 1080] thickness of the line that tells where in the list one is


@dataclass(frozen=True, slots=True)
class Band:
    """What lies side by side in the list: the heading of a group, or a row of its cards.

    Attributes
    ----------
    heading : empty for cards
    cards : events; empty for anything else
    moments : likewise
    most : how many cards such a row has room for
    """

    heading: str
    cards: tuple[Listing, ...] = ()
    moments: tuple[Highlight, ...] = ()
    most: int = 1

    @property
    def high(self) -> float:
        """With the air below [px at 1080]."""
        return _HEAD if self.heading else _GAP + (_CARD if self.cards else highlight_cards.HIGH)

    @property
    def names(self) -> tuple[str, ...]:
        """Of its cards, as hit areas."""
        return (
            *(EVENT + each.source for each in self.cards),
            *(highlight_cards.MOMENT + each.key for each in self.moments),
        )


def bands(shelf: EventShelf, size: tuple[int, int]) -> tuple[Band, ...]:
    """The whole list, top to bottom, for a window [px]."""
    wide = size[0] / panel.unit(size) - 2 * _EDGE
    count = min(max(1, int((wide + _GAP) / (_LEAST_CARD + _GAP))), _MOST_COLUMNS)
    if count > 1:
        count -= count % 2  # women and men of an event lie side by side
    many = max(1, int((wide + _GAP) / (highlight_cards.LEAST_WIDE + _GAP)))
    found: list[Band] = []
    for name, moments in shelf.moments.groups():
        found.append(Band(name))
        rows = range(0, len(moments), many)
        found += (Band("", moments=moments[i : i + many], most=many) for i in rows)
    for name, listed in shelf.listed():
        found.append(Band(name))
        found += (Band("", listed[i : i + count], most=count) for i in range(0, len(listed), count))
    return tuple(found)


def seen(listed: tuple[Band, ...], top: int, size: tuple[int, int]) -> tuple[int, int]:
    """From which to which band a window shows, the second excluded, if `top` is its first."""
    room = size[1] / panel.unit(size) - _TOP - _FOOT + _GAP  # under the last row it may lack
    # At the end of the list the window is full.
    last, free = len(listed), room
    while last and listed[last - 1].high <= free:
        last -= 1
        free -= listed[last].high
    first = max(0, min(top, last, len(listed) - 1))
    end, free = first, room
    while end < len(listed) and (listed[end].high <= free or end == first):
        free -= listed[end].high
        end += 1
    return first, end


def turned(shelf: EventShelf, size: tuple[int, int], pages: int) -> int:
    """The top of the list a page further down, or up where negative."""
    listed = bands(shelf, size)
    first, end = seen(listed, shelf.top, size)
    if pages > 0:
        return seen(listed, end, size)[0]
    top = first
    while top and seen(listed, top - 1, size)[1] >= first:
        top -= 1
    return top


def scrolled(shelf: EventShelf, size: tuple[int, int], down: bool) -> int:
    """The top of the list a line further down, or up."""
    listed = bands(shelf, size)
    return seen(listed, seen(listed, shelf.top, size)[0] + (1 if down else -1), size)[0]


def towards(
    shelf: EventShelf, size: tuple[int, int], chosen: str, right: int, down: int
) -> tuple[str, int]:
    """The card that an arrow key leads to from another, and the top of the list then.

    Parameters
    ----------
    shelf, size : what there is, and the window [px]
    chosen : name of the card one is on; empty, or another name, for none
    right, down : direction, each −1, 0 or 1

    Returns
    -------
    name of the card; empty above the first row
    """
    listed = bands(shelf, size)
    rows = [i for i, band in enumerate(listed) if band.names]
    at = next(
        (
            (row, column)
            for row, i in enumerate(rows)
            for column, name in enumerate(listed[i].names)
            if name == chosen
        ),
        None,
    )
    if not rows:
        return "", 0
    if at is None:
        first, end = seen(listed, shelf.top, size)
        row, column = next((k for k, i in enumerate(rows) if first <= i < end), 0), 0
    else:
        row, column = at[0] + down, at[1] + right
        if column < 0 or (
            0 <= row < len(rows) and right and column >= len(listed[rows[row]].names)
        ):
            row, column = row + right, 0 if right > 0 else _LAST
    if row < 0:
        return "", shelf.top
    row = min(row, len(rows) - 1)
    index = rows[row]
    names = listed[index].names
    name = names[min(column, len(names) - 1)]
    top, end = seen(listed, shelf.top, size)
    wanted = index - 1 if index and listed[index - 1].heading else index
    if wanted < top:
        return name, wanted
    while end <= index:
        top += 1
        top, end = seen(listed, top, size)
    return name, top


def menu(
    shelf: EventShelf, size: tuple[int, int], pointer: Pointer, palette: Palette = "standard"
) -> Panel:
    """The list.

    Parameters
    ----------
    shelf : what there is, and where one is in it
    size : of the window [px]
    pointer : mouse and keyboard
    palette : of the teams' colours
    """
    scale = panel.unit(size)
    shapes: list[Shape] = [Rect(0, 0, *size, theme.NIGHT)]
    left, right = _EDGE * scale, size[0] - _EDGE * scale
    shapes.append(text(left, 54 * scale, "Events and moments", 34 * scale, theme.WHITE, "bold"))
    listed = bands(shelf, size)
    first, end = seen(listed, shelf.top, size)
    hits: list[tuple[str, Box]] = []
    y = _TOP * scale
    gap = _GAP * scale
    for band in listed[first:end]:
        if band.heading:
            head = band.heading.upper()
            middle = y + _HEAD * scale / 2
            shapes.append(text(left, middle, head, 18 * scale, theme.HEADING, "bold"))
        wide, high = (right - left - gap * (band.most - 1)) / band.most, (band.high - _GAP) * scale
        boxes = [
            Box(round(left + i * (wide + gap)), round(y), round(wide), round(high))
            for i in range(len(band.names))
        ]
        for card, box in zip(band.cards, boxes, strict=False):
            hits.append((EVENT + card.source, box))
            shapes += _card(card, box, scale, pointer, file=card.source in shelf.recent)
        for moment, box in zip(band.moments, boxes, strict=False):
            made, spots = highlight_cards.card(shelf.moments, moment, box, scale, palette, pointer)
            shapes += made
            hits += spots
        y += band.high * scale
    more: list[tuple[str, str]] = []
    if (first, end) != (0, len(listed)):
        shapes += _where(listed, first, end, size, scale)
        more = [(UP, "UP"), (DOWN, "DOWN")]
    top = [("close", "BACK"), ("help", "MENU"), ("quit", "QUIT")]
    tall = _BUTTON_HIGH * scale
    for row, middle in ((top, 47 * scale), (more, size[1] - _FOOT * scale / 2)):
        buttons, spots = _buttons(row, right, middle, tall, scale, pointer)
        shapes += buttons
        hits += spots
        right_end = min((box.x for _, box in spots), default=right)
    hint = "click a card, or choose with the arrows and press Enter  ·  drop a scenario file here"
    foot = size[1] - _FOOT * scale / 2
    room = right_end - left - 20 * scale
    shapes.append(text(left, foot, hint, 18 * scale, theme.MUTED, room=room))
    return Panel(tuple(shapes), (*hits, ("", panel.whole(size))))


def _where(
    listed: tuple[Band, ...], first: int, end: int, size: tuple[int, int], scale: float
) -> list[Shape]:
    """Which part of the list is seen, at its right."""
    x, top = size[0] - 0.5 * _EDGE * scale, _TOP * scale
    high = size[1] - (_TOP + _FOOT) * scale
    whole = sum(band.high for band in listed)
    above = sum(band.high for band in listed[:first]) / whole
    part = sum(band.high for band in listed[first:end]) / whole
    thick = _BAR * scale
    return [
        Rect(x, top, thick, high, theme.CELL, thick / 2),
        Rect(x, top + above * high, thick, max(part * high, thick), theme.BUTTON_ON, thick / 2),
    ]


def _buttons(
    row: list[tuple[str, str]], right: float, middle: float, high: float, scale: float,
    pointer: Pointer,
) -> tuple[list[Shape], Hits]:  # fmt: skip
    """Buttons that end at the right."""
    shapes: list[Shape] = []
    spots: list[tuple[str, Box]] = []
    for name, label in reversed(row):
        wide = panel.button_width(label, scale)
        box = Box(round(right - wide), round(middle - high / 2), round(wide), round(high))
        shapes += panel.button(name, box, label, scale, pointer)
        spots.insert(0, (name, box))
        right -= wide + 12 * scale
    return shapes, tuple(spots)


def _card(card: Listing, box: Box, scale: float, pointer: Pointer, *, file: bool) -> list[Shape]:
    """An event: its name, what and when, where, and how much there is; or why it is not to be."""
    lit = pointer.on(EVENT + card.source, box)
    ring = panel.FOCUS if lit else theme.PANEL_EDGE
    fill = panel.LIT if lit else theme.PANEL
    shapes: list[Shape] = [Rect(*box, fill, radius=10 * scale, stroke=ring, line=max(1.0, scale))]
    found = card.summary
    # A path tells most by its end, and is no more than text.
    path = spelt_out(cut(card.source, _LONGEST))
    lines: tuple[str, ...]
    if found is None:
        words = spelt_out(card.fault or "…")
        head, lines = path, wrapped(words, 17 * scale, box.width - 36 * scale, _LINES)
    else:
        when = (found.discipline, story.day(found.date))
        where = (found.place, found.counted)
        what = (found.unseen or found.given,)
        if file:
            where, what = (found.counted, *what), (path,)
        head = found.name
        lines = tuple("  ·  ".join(filter(None, each)) for each in (when, where, what))
    grey = bool(card.fault)
    pad, room = 18 * scale, box.width - 36 * scale
    y = box.y + 26 * scale
    colour = theme.MUTED if grey else theme.WHITE
    shapes.append(text(box.x + pad, y, head, 21 * scale, colour, "semibold", room=room))
    for said in lines:
        y += 27 * scale
        tone = theme.EVENT if grey or (found is not None and found.unseen) else theme.MUTED
        shapes.append(text(box.x + pad, y, said, 17 * scale, tone, room=room))
    return shapes
