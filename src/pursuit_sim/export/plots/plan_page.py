"""A plan on one page to print: A4, for the coach at the rink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pursuit_sim.export.plots.comparison_plot import MUTED
from pursuit_sim.export.tables.comparison_table import lines
from pursuit_sim.lab import race_plan_words as words
from pursuit_sim.lab.plan_risk_words import assumptions, risk_lines
from pursuit_sim.lab.tomorrow import RacePlan
from pursuit_sim.units import format_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE_IN = (8.27, 11.69)  # A4
_LEFT, _RIGHT = 0.06, 0.94
_STRIP = (0.714, 0.06)  # bottom and height of the lap strip
_BOARD = (0.275, 0.4)
_OVER_STRIP = 0.799  # what stands above it ends there, over its title
_MIDDLE = 0.485  # where the right column begins
# Told apart in print without colours, too: dark, middle, light.
_TURNS = (("#1d4e89", "white"), ("#f2b134", "#1b2a3d"), ("#9fb8ad", "#1b2a3d"))
# Of the page: a line of small text, a heading, what parts points, the margin at the end.
_LINE, _HEADING, _GAP, _END = 0.0142, 0.02, 0.011, 0.03
_UNDER_BOARD = 0.03
_MOST_LINE_UPS = 6
_SMALL, _TEXT = 8.2, 9.4
_SMALLER = 0.97  # a step, where there is too much of small text
_WIDE, _HALF = 128, 64  # characters of a line of small text, over the page and in a column
_BOLD = 94  # of one in bold, over the page
_BESIDE_STRIP, _IN_BOARD = 10, 9  # letters of a name


def draw(plan: RacePlan, figure: Figure) -> None:
    """Fill a page: what to do, turns, passings, line-ups, risk, and what was assumed.

    Parameters
    ----------
    plan : the plan
    figure : of `SIZE_IN`
    """
    page: Any = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    page.set_axis_off()
    page.set_xlim(0, 1)
    page.set_ylim(0, 1)
    _head(plan, page)
    strip = figure.add_axes((_LEFT + 0.1, _STRIP[0], _RIGHT - _LEFT - 0.1, _STRIP[1]))
    _strip(plan, strip)
    _board(plan, page)
    sure = words.comparison(plan), words.other_way(plan), words.orders(plan), words.spread(plan)
    beside = _Column(
        _MIDDLE,
        _HALF,
        [
            ("Line-ups at their best (+ slower; laps in front)", _line_ups(plan)),
            ("Is it sure?", [each for each in sure if each]),
            ("Where the risk is", risk_lines(plan)),
        ],
    )
    below = _Column(_LEFT, _WIDE, [("What was assumed", assumptions(plan))])
    top = _BOARD[0] + _BOARD[1]
    scale = min(1.0, (top - _END) / (beside.height + below.height))
    end = beside.draw(page, top, scale)
    below.draw(page, min(end, _BOARD[0] - _UNDER_BOARD), scale)


def _head(plan: RacePlan, page: Axes) -> None:
    entry = plan.best.entry
    _across(page, 0.955, f"{entry.team.name}: {words.how(entry)}", 21, "bold")
    time = format_time(plan.time.value)
    expected = f"To be expected {plan.where}: {time}, before form on the day"
    _across(page, 0.931, expected, 11.5, "semibold")
    top = 0.917
    for line in lines(words.certainty(plan), _BOLD):
        page.text(_LEFT, top, line, fontsize=10, weight="semibold", va="top")
        top -= _LINE
    top -= _GAP / 2
    said = [each for each in (words.target(plan), words.rival(plan), words.basis(plan)) if each]
    scale, room = 1.0, top - _OVER_STRIP
    while len(small := _wrapped(said, scale)) * _LINE * scale > room:
        scale *= _SMALLER
    for line in small:
        page.text(_LEFT, top, line, fontsize=_SMALL * scale, va="top")
        top -= _LINE * scale


def _wrapped(said: Sequence[str], scale: float) -> list[str]:
    """Small text over the page, in lines."""
    return [line for each in said for line in lines(each, int(_WIDE / scale))]


def _across(page: Axes, y: float, words: str, size: float, weight: str) -> None:
    """A line that keeps to the page, however long its names are."""
    drawn = page.text(_LEFT, y, words, fontsize=size, weight=weight)
    right = page.transAxes.inverted().transform(drawn.get_window_extent())[1, 0]
    drawn.set_fontsize(size * min(1.0, (_RIGHT - _LEFT) / (right - _LEFT)))


def _strip(plan: RacePlan, axes: Axes) -> None:
    """Who is in front along the laps, and where the lead changes."""
    entry, laps = plan.best.entry, plan.best.race.laps
    names, begin = words.labels(entry), 0.0
    for lead in entry.formation.leads:
        fill, ink = _TURNS[lead.skater]
        axes.barh(lead.skater, lead.laps, left=begin, height=0.86, color=fill)
        axes.text(
            begin + lead.laps / 2, lead.skater, f"{lead.laps:g}", color=ink, ha="center",
            va="center", fontsize=_TEXT, weight="semibold",
        )  # fmt: skip
        begin += lead.laps
        if begin < laps:
            axes.axvline(begin, color="#c8102e", linewidth=1.2)
    size = 10.5 * _narrow(names, _BESIDE_STRIP)
    axes.set_yticks(range(len(names)), names, fontsize=size, weight="semibold")
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, laps)
    axes.set_xticks(range(laps + 1))
    axes.tick_params(length=0)
    axes.grid(visible=False, axis="y")
    title = "In front, over the laps"
    title += "; the two behind push" if entry.formation.push else ""
    title += " (red: change, in the curve)" if len(entry.formation.leads) > 1 else ""
    axes.set_title(title, fontsize=_TEXT)


def _board(plan: RacePlan, page: Axes) -> None:
    """Passings, large enough to be read at arm's length."""
    bottom, height = _BOARD
    rows = words.board_rows(plan)
    met = any(row[-1] for row in rows)
    names = ("Laps", "In front", "Passing", "½ lap", "Lap", "Rival")
    places = (0.095, 0.107, 0.275, 0.332, 0.392, 0.45)
    title = f"Target {format_time(plan.target_s)}" if plan.target_s else "To skate to"
    page.text(_LEFT, bottom + height, title, fontsize=11, weight="bold", va="top")
    sizes = {1: 9.2 * _narrow(words.labels(plan.best.entry), _IN_BOARD), 2: 10.8}
    step = (height - 0.028) / (len(rows) + 1)
    top = bottom + height - 0.036
    for line, row in enumerate([names, *rows]):
        y = top - line * step
        whole = line and line % 2 == 0
        if whole:
            page.axhspan(
                y - step * 0.42, y + step * 0.5, xmin=_LEFT, xmax=_MIDDLE - 0.025,
                color="#e8edf2", linewidth=0,
            )  # fmt: skip
        for column, (cell, x) in enumerate(zip(row, places, strict=True)):
            if column == len(places) - 1 and not met:
                continue
            page.text(
                x, y, cell, ha="left" if column == 1 else "right", va="center",
                fontsize=_SMALL if not line else sizes.get(column, 9.2),
                weight="bold" if whole and column in (2, 4) else "regular",
                color=MUTED if not line else "#1b2a3d",
            )  # fmt: skip
    if met:
        page.text(
            _LEFT, bottom - 0.016, "Rival: − ahead of them, + behind, at equal distance [s]",
            fontsize=_SMALL, color=MUTED,
        )  # fmt: skip


def _narrow(names: Sequence[str], letters: int) -> float:
    """By how much names are set smaller, so that the longest has room."""
    return min(1.0, letters / max(map(len, names)))


def _line_ups(plan: RacePlan) -> list[str]:
    said = []
    for each in plan.line_ups[:_MOST_LINE_UPS]:
        order, how, time, behind, turns = words.line_up_row(plan, each)
        late = f" ({behind})" if behind else ""
        said.append(f"{time}{late}  {order}: {how} ({turns})")
    return [*said, *words.of_line_ups(plan)]


class _Column:
    """Headings and points one below the other, so small that all of them fit on the page."""

    def __init__(self, x: float, width: int, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
        self.x = x
        self.parts = [
            (title, [line for each in said for line in lines(each, width, "· ", "  ")])
            for title, said in parts
        ]

    @property
    def height(self) -> float:
        """Of the page, in the usual size."""
        return sum(_HEADING + _LINE * len(said) + _GAP for _, said in self.parts)

    def draw(self, page: Axes, top: float, scale: float) -> float:
        """Draw it from the top down; where it ends."""
        for title, said in self.parts:
            page.text(self.x, top, title, fontsize=11 * scale, weight="bold", va="top")
            top -= _HEADING * scale
            for line in said:
                page.text(self.x, top, line, fontsize=_SMALL * scale, va="top")
                top -= _LINE * scale
            top -= _GAP * scale
        return top
