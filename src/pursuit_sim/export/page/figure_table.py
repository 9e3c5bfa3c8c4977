"""The skaters' figures for a page: each drawing once, as polygons.

They are the parts of the symbols that the window draws with. Only what depends on a team's
colours is left open: a part names a paint, and each dress says what its paints are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from pursuit_sim.draw.figures import top_view, trains
from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.figures.trains import KeyedDrawing
from pursuit_sim.draw.replay.pose import MOST_TURN, PHASES, Pose
from pursuit_sim.draw.shapes import Circle, Colour, Part, Polygon
from pursuit_sim.export.page.packing import Integers, pack
from pursuit_sim.trajectory import SKATERS

PHASE_STEP = 4  # every fourth phase is kept, 1.2 m; between two a page moves corners straight
PER_METRE = 250  # steps of 4 mm: a third of a pixel from close by
_NONE = -1  # where a skater's hands do not glow
_SLOWLY, _SLOW = ("knees", "cheer", "down", "sits"), 3  # steps in one of a page's
_LEANS = 2  # steps of the lean in one of a page's
_PARTS = 4  # of a row: its drawings
_LINE = 1000  # widths of lines are in millimetres
# Colours that nothing is painted in, one for each part of a dress.
_PATTERN = Dress(
    suit=(3, 21, 252, 255), stripe=(5, 35, 250, 255), shade=(9, 63, 246, 255),
    edge=(11, 77, 244, 255), legs=(13, 91, 242, 255), twin=False,
)  # fmt: skip


_Shape = tuple[int, int, list[int]]  # paint, corners (none: a disc), numbers
_Paint = tuple[Colour | None, Colour | None, int]


class FigureTable:
    """Collects the drawings of all skaters of a page.

    A style is everything of a pose but its phase, and which of the two kinds of suit is worn.
    """

    def __init__(self) -> None:
        self._collected: dict[tuple[int, Pose], int] = {}
        self._styles: dict[tuple[int, Pose], int] = {}
        self._rows: dict[tuple[int, int], tuple[int, ...]] = {}
        self._drawings: dict[Hashable, int] = {}
        self._made: list[list[_Shape]] = []
        self._paints: dict[_Paint, int] = {}
        self._examples: list[Callable[[Dress], Part]] = []
        self._heads = [self._head(slot) for slot in range(SKATERS)]

    def style(self, held: Pose, team: int) -> int:
        """Collect a pose of a team's skater, and tell the index of its style."""
        known = self._collected.get((team, held))
        if known is None:
            known = self._collected[team, held] = self._style(_coarse(held), team)
        return known

    def _style(self, held: Pose, team: int) -> int:
        own = held._replace(phase=0)
        style = self._styles.setdefault((team, own), len(self._styles))
        before = held.phase // PHASE_STEP * PHASE_STEP
        for phase in (before, (before + PHASE_STEP) % PHASES):
            if (style, phase) not in self._rows:
                drawn = phase if _skates(held) else 0
                self._rows[style, phase] = self._row(held._replace(phase=drawn), team)
        return style

    def _head(self, slot: int) -> int:
        return self._add(trains.head(slot), lambda _: trains.head(slot))

    def _row(self, held: Pose, team: int) -> tuple[int, ...]:
        twin = team == 1
        found = trains.drawings(held, _PATTERN._replace(twin=twin), far=False)

        def dressed(worn: Dress) -> trains.Drawings:
            return trains.drawings(held, worn._replace(twin=twin), far=False)

        places = [found.head, *found.hands]
        return (
            self._add(found.shadow, lambda worn: dressed(worn).shadow),
            self._add(found.legs, lambda worn: dressed(worn).legs),
            self._add(found.body, lambda worn: dressed(worn).body),
            _NONE if found.glow is None else self._add(found.glow, lambda _: found.glow),
            *(_steps(each) for place in places for each in (place.real, place.imag)),
            _steps(found.head_yaw),
        )

    def _add(self, drawing: KeyedDrawing, again: Callable[[Dress], KeyedDrawing | None]) -> int:
        """The index of a drawing, by its key."""
        key, parts = drawing
        if key not in self._drawings:
            made = [self._shape(_simple(part), i, again) for i, part in enumerate(parts())]
            self._drawings[key] = len(self._made)
            self._made.append(made)
        return self._drawings[key]

    def _shape(
        self, part: Circle | Polygon, index: int, again: Callable[[Dress], KeyedDrawing | None]
    ) -> _Shape:
        """A part: its paint, how many corners it has, and where they are."""
        paint = _colours(part)
        if paint not in self._paints:
            self._paints[paint] = len(self._paints)

            def example(worn: Dress) -> Part:
                drawing = again(worn)
                assert drawing is not None  # noqa: S101 - a glow is not there by the dress
                return drawing[1]()[index]

            self._examples.append(example)
        if isinstance(part, Circle):
            return self._paints[paint], 0, [*map(_steps, (*part.centre, part.radius))]
        corners = np.rint(np.array(part.points) * PER_METRE).astype(np.int64)
        steps = np.diff(corners, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
        return self._paints[paint], len(corners), steps.ravel().tolist()

    def paints(self, worn: Dress) -> list[list[str | None]]:
        """Fill and outline of every paint for a dress, once all poses are collected."""
        return [
            [_hex(each) for each in _colours(_simple(draw(worn)))[:2]] for draw in self._examples
        ]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for the page."""
        order = sorted(self._rows)
        rows = [(style * PHASES + phase, *self._rows[style, phase]) for style, phase in order]
        columns = np.array(rows, dtype=np.int64)
        return {
            "per_metre": PER_METRE,
            "phases": PHASES,
            "phase_step": PHASE_STEP,
            "small_m": top_view.SMALL_M,
            "heads": self._heads,
            "lines_mm": [width for _, _, width in self._paints],
            **self._packed(),
            "columns": columns.shape[1],
            "poses": pack(np.diff(columns, axis=0, prepend=np.zeros_like(columns[:1])).T),
        }

    def _order(self) -> list[int]:
        """Drawings so that each follows the one that is most like it: by style, then phase."""
        styles = {index: style for style, index in self._styles.items()}
        rows = sorted(self._rows, key=lambda each: (styles[each[0]], each[1]))
        columns = [[self._rows[row][part] for row in rows] for part in range(_PARTS)]
        listed = [*self._heads, *(each for column in columns for each in column if each != _NONE)]
        return [*dict.fromkeys(listed)]

    def _packed(self) -> dict[str, Any]:
        """The drawings: their kinds, and their numbers less those of the last one of the kind."""
        kinds: dict[tuple[tuple[int, int], ...], int] = {}
        last: dict[int, Integers] = {}
        order, numbers = [], []
        places = self._order()
        for made in (self._made[each] for each in places):
            kind = kinds.setdefault(tuple(shape[:2] for shape in made), len(kinds))
            own = np.array([each for *_, places in made for each in places])
            order.append(kind)
            numbers.append(own - last.get(kind, 0))
            last[kind] = own
        return {
            "kinds": [*kinds],
            "places": pack(np.diff(places, prepend=0)),
            "drawings": pack(np.array(order)),
            "numbers": pack(np.concatenate(numbers)),
        }


def _coarse(held: Pose) -> Pose:
    """A pose as pages keep it: what changes slowly in fewer steps."""
    slow = {name: round(getattr(held, name) / _SLOW) * _SLOW for name in _SLOWLY}
    turned = MOST_TURN if 2 * held.turned > MOST_TURN else 0
    curve = round(held.curve / 2) * 2
    lean = round(held.lean / _LEANS) * _LEANS if curve else 0
    return held._replace(**slow, curve=curve, lean=lean, turned=turned)


def _skates(held: Pose) -> bool:
    """Whether legs move: else one phase serves for all."""
    return not (held.knees or held.cheer or held.down)


def _steps(metres: float) -> int:
    return round(metres * PER_METRE)


def _simple(part: Part) -> Circle | Polygon:
    if not isinstance(part, Circle | Polygon):
        raise TypeError(f"a page cannot draw {type(part).__name__}")
    return part


def _colours(part: Circle | Polygon) -> _Paint:
    return part.fill, part.stroke, round(part.width * _LINE) if part.stroke else 0


def _hex(colour: Colour | None) -> str | None:
    return None if colour is None else "#" + "".join(f"{each:02x}" for each in colour)
