"""The tuning panel as data: where each of its rows lies, and everything it shows.

The widgets of `widgets` stand in the boxes of a sheet; what does not react is painted.
"""

from __future__ import annotations

from dataclasses import dataclass

from pursuit_sim.app.tuning import panel_footer
from pursuit_sim.app.tuning.panel_footer import HEAD, ROW, SIZE, Buttons
from pursuit_sim.app.tuning.panel_row import Control, Section
from pursuit_sim.app.tuning.tuning import FORMATION, ORDER, Key
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.picture_layout import type_scale
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.contrast import ink
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.shapes import Circle, Rect, Shape
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_laps, format_time

WIDE = 440.0  # [px at 1080]
_LOWEST = 860.0  # [px at 1080] lower windows get smaller type, so that rows have room
_ROOMY = 1090.0  # [px at 1080] as high as the usual rows are together
_MOST_PART = 0.5  # of the window that the panel takes, however small that is
_EDGE = 26.0  # [px at 1080]
_LABEL, _FIELD, _UNDO = 0.385, 0.2, 0.075  # parts of a row's width
_KNOB = 18.0  # [px at 1080] of a slider, as in the theme
_INSET = 0.1  # of a row's height, above and below what stands in it


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what can be moved in it.

    Attributes
    ----------
    control : what it is about
    slider, field, undo : where its widgets stand; for a choice the first two are one
    live : whether it changes anything now
    """

    control: Control
    slider: Box
    field: Box
    undo: Box
    live: bool


@dataclass(frozen=True, slots=True)
class PanelLayout:
    """The panel.

    Attributes
    ----------
    box : where it is
    unit : pixels for one of the reference window
    buttons : (name, box, label, on, live) of the buttons
    heads : (section name, box, label) of what opens a section
    lines : rows that are open
    shapes : what is painted below the widgets
    """

    box: Box
    unit: float
    buttons: tuple[tuple[str, Box, str, bool, bool], ...]
    heads: tuple[tuple[str, Box, str], ...]
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]


def width(size: tuple[int, int]) -> int:
    """How wide the panel is in a window [px]."""
    return round(WIDE * scale(size))


def scale(size: tuple[int, int]) -> float:
    """Pixels for one of the reference window: readable, and with room for some rows."""
    least = min(panel.unit(size), size[1] / _LOWEST)
    return min(type_scale(size), max(least, size[1] / _ROOMY), _MOST_PART * size[0] / WIDE)


def panel_layout(
    session: TuningSession, size: tuple[int, int], colours: tuple[TeamColours, ...], hover: str = ""
) -> PanelLayout:
    """The panel over a window.

    Parameters
    ----------
    session : what is tuned
    size : of the whole window [px]
    colours : of the teams, finish side first
    hover : id of the row that the mouse is on
    """
    wide = width(size)
    unit = scale(size)
    box = Box(size[0] - wide, 0, wide, size[1])
    edge = _EDGE * unit
    inner = Box(box.x + edge, 0, wide - 2 * edge, size[1])
    shapes: list[Shape] = [
        Rect(*box, theme.PANEL),
        Rect(box.x, 0, max(1.0, unit), size[1], theme.PANEL_EDGE),
    ]
    buttons, y = _top(session, inner, unit, shapes)
    foot = panel_footer.height(unit)
    listed = session.sections()
    room = size[1] - y - foot - len(listed) * HEAD * unit
    session.cursor.seen = unfolded = fitting(listed, session.cursor.unfolded, room / (ROW * unit))
    need = sum(_rows(section) for section in listed if section.name in unfolded)
    high = min(ROW * unit, room / max(need, 1))  # a long section gets lower rows
    heads, lines = [], []
    for section in listed:
        is_open = section.name in unfolded
        head = Box(inner.x, y, inner.width, HEAD * unit)
        heads.append((section.name, head, f"{'close' if is_open else 'open'} {section.title}"))
        _heading(section, head, unit, shapes, is_open=is_open)
        y += head.height
        if not is_open:
            continue
        for control in section.controls:
            row = Box(inner.x, y, inner.width, high)
            lines.append(_line(control, row, unit, section.alive, session, hover, shapes))
            y += row.height
            if control.id == "order":
                bar = Box(inner.x, y, inner.width, high)
                _leads(session, bar, unit, shapes)
                y += bar.height
    buttons += panel_footer.rows(session, inner, size[1] - foot, unit, colours, shapes)
    return PanelLayout(box, unit, tuple(buttons), tuple(heads), tuple(lines), tuple(shapes))


def fitting(listed: tuple[Section, ...], wanted: tuple[str, ...], rows: float) -> tuple[str, ...]:
    """The sections that there is room for, the latest wanted first.

    Parameters
    ----------
    listed : all of them
    wanted : names of those that were opened, the latest last
    rows : how many rows there is room for
    """
    by_name = {section.name: section for section in listed}
    found: list[str] = []
    for name in reversed(wanted):
        if name not in by_name or (found and not by_name[name].alive):
            continue
        need = _rows(by_name[name])
        if need <= rows or not found:
            found.append(name)
            rows -= need
    return tuple(found)


def _rows(section: Section) -> int:
    """How many rows a section takes; the turns in front are drawn in one of their own."""
    return len(section.controls) + (1 if section.name == "formation" else 0)


def _top(
    session: TuningSession, inner: Box, unit: float, shapes: list[Shape]
) -> tuple[Buttons, float]:
    """Title, teams, undo and redo, and who tells the time."""
    high = 37 * unit
    y = 12 * unit
    middle = y + high / 2
    shapes.append(line(inner.x, middle, "Tune", 24 * unit, theme.WHITE, "bold"))
    buttons: Buttons = []
    x = inner.x + 70 * unit
    for entry in session.race.entries:
        tab = Box(round(x), round(y), round(70 * unit), round(high))
        on = entry.side == session.side
        buttons.append((f"team={entry.side}", tab, entry.team.code, on, True))
        x += 76 * unit
    small = 36 * unit
    x = inner.right - 3 * small - 2 * 6 * unit
    tuning = session.tuning
    for name, label, live in (
        ("undo", "←", bool(tuning.past)),
        ("redo", "→", bool(tuning.future)),
        ("tune", "×", True),
    ):
        spot = Box(round(x), round(y), round(small), round(high))
        buttons.append((name, spot, label, False, live))
        x += small + 6 * unit
    y += high + 10 * unit
    half = (inner.width - 8 * unit) / 2
    keep = tuning.now.keep_time
    official = format_time(session.entry.official_time_s)
    for name, label, on in (
        ("keep", f"keep {official}", keep),
        ("free", "what is it worth?", not keep),
    ):
        x = inner.x if name == "keep" else inner.x + half + 8 * unit
        buttons.append((name, Box(round(x), round(y), round(half), round(high)), label, on, True))
    return buttons, y + high + 6 * unit


def _heading(
    section: Section, box: Box, unit: float, shapes: list[Shape], *, is_open: bool
) -> None:
    middle = box.y + 0.58 * box.height
    colour = theme.HEADING if section.alive else theme.FAINT
    shapes.append(line(box.x, middle, section.title.upper(), 14 * unit, colour, "bold"))
    note = "" if section.alive else _idle(section)
    sign = "−" if is_open else "+"
    shapes.append(line(box.right, middle, sign, 20 * unit, colour, "bold", "right"))
    if note:
        tone = theme.EVENT if section.changed else theme.FAINT
        shapes.append(line(box.right - 24 * unit, middle, note, 13 * unit, tone, anchor="right"))
    elif section.changed:
        x = box.right - 26 * unit
        shapes.append(Circle((x, middle), 4 * unit, theme.EVENT))
    rule = box.bottom - 2 * unit
    shapes.append(Rect(box.x, rule, box.width, max(1.0, unit), theme.PANEL_EDGE))


def _idle(section: Section) -> str:
    if section.name in ("pacing", "laps"):
        return "set aside until “keep”" if section.changed else "needs “keep”"
    return "needs “what is it worth?”"


def _line(
    control: Control,
    row: Box,
    unit: float,
    alive: bool,
    session: TuningSession,
    hover: str,
    shapes: list[Shape],
) -> Line:
    """A row: its label painted, the rest left to widgets."""
    middle = row.middle[1]
    if session.cursor.row == control.id:
        wide = Box(row.x - 8 * unit, row.y + unit, row.width + 16 * unit, row.height - 2 * unit)
        shapes.append(Rect(*wide, panel.LIT, 6 * unit, panel.FOCUS, max(1.0, 1.5 * unit)))
    elif hover == control.id:
        wide = Box(row.x - 8 * unit, row.y + unit, row.width + 16 * unit, row.height - 2 * unit)
        shapes.append(Rect(*wide, contrast.mix(theme.PANEL, theme.BUTTON_ON, 0.1), 6 * unit))
    colour = theme.FAINT if not alive else theme.EVENT if control.changed else theme.TEXT
    label = f"{control.label}, {control.unit}" if control.unit else control.label
    start = _LABEL * row.width if control.kind == "number" else 0.16 * row.width
    shapes.append(
        line(
            row.x, middle, label, min(SIZE * unit, 0.52 * row.height), colour, room=start - 8 * unit
        )
    )
    undo = Box(
        round(row.right - _UNDO * row.width), round(row.y + _INSET * row.height),
        round(_UNDO * row.width), round((1 - 2 * _INSET) * row.height),
    )  # fmt: skip
    end = undo.x - 4 * unit
    top, high = round(row.y + _INSET * row.height), round((1 - 2 * _INSET) * row.height)
    if control.kind != "number":
        both = Box(round(row.x + start), top, round(end - row.x - start), high)
        return Line(control, both, both, undo, alive)
    field = Box(round(end - _FIELD * row.width), top, round(_FIELD * row.width), high)
    left = row.x + start
    knob = round(min(_KNOB * unit, 0.8 * row.height))
    slider = Box(round(left), round(middle - knob / 2), round(field.x - 10 * unit - left), knob)
    track = Box(slider.x, middle - 2.5 * unit, slider.width, 5 * unit)
    shapes.append(Rect(*track, theme.CELL if alive else theme.GRID, 2.5 * unit))
    _filled(control, track, unit, alive, shapes)
    return Line(control, slider, field, undo, alive)


def _filled(control: Control, track: Box, unit: float, alive: bool, shapes: list[Shape]) -> None:
    """How far the slider is along, and where the race as it was had it."""
    span = max(control.high - control.low, 1e-9)
    value, official = control.value, control.official
    if not isinstance(value, float) or not isinstance(official, float):
        return
    knob = _KNOB * unit
    run = track.width - knob

    def place(number: float) -> float:
        part = min(max((number - control.low) / span, 0.0), 1.0)
        return track.x + knob / 2 + part * run

    if alive:
        filled = place(value) - track.x
        shapes.append(Rect(track.x, track.y, filled, track.height, theme.BUTTON_ON, 2.5 * unit))
    if control.changed:
        x = place(official)
        shapes.append(Rect(x - unit, track.y - 5 * unit, 2 * unit, track.height + 10 * unit,
                           theme.MUTED))  # fmt: skip


def _leads(session: TuningSession, bar: Box, unit: float, shapes: list[Shape]) -> None:
    """The turns in front, as long as they are, in the colours of the helmet covers."""
    tuning, side = session.tuning, session.side
    formation = tuning.value(Key(side, FORMATION))
    order = tuning.value(Key(side, ORDER))
    assert isinstance(formation, Formation)  # noqa: S101 - what this key holds, for mypy
    assert isinstance(order, tuple)  # noqa: S101 - likewise
    names = _short(session)
    total = sum(lead.laps for lead in formation.leads)
    gap = 4 * unit
    room = bar.width - gap * (len(formation.leads) - 1)
    x = bar.x
    for lead in formation.leads:
        wide = room * lead.laps / total
        cover = theme.COVERS[lead.skater]
        box = Box(x, bar.y + 4 * unit, wide, bar.height - 8 * unit)
        shapes.append(Rect(*box, contrast.mix(cover, theme.PANEL, 0.12), 5 * unit))
        text = f"{names[order[lead.skater]]} {format_laps(round(2 * lead.laps)).split(' ')[0]}"
        if lead.laps * 2 != round(lead.laps * 2):
            text = f"{names[order[lead.skater]]} {lead.laps:g}"
        shapes.append(
            line(*box.middle, text, 13 * unit, ink(cover), "bold", "centre", wide - 6 * unit)
        )
        x += wide + gap


def _short(session: TuningSession) -> tuple[str, ...]:
    replay = session.runner.shown
    index = replay.race.by_team()[session.entry.team.code]
    return replay.names[SKATERS * index : SKATERS * (index + 1)]
