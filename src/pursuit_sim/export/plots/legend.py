"""Legends that lie on no curve: between a panel and its title."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Of the size of the type: a letter's width, a line's height, and the margins of all lines.
_LETTER, _LINE, _MARGINS = 0.58, 1.72, 0.3
_HANDLE_PT, _PAD_PT = 46.0, 6.0  # beside each name; between legend and title, for its descenders
POINTS = 72.0  # an inch


def above(axes: Axes, title: str, *, panels: int = 1, size_pt: float = 9.0) -> None:
    """Write a panel's title, and under it its legend, in as many columns as there is room for.

    Parameters
    ----------
    axes : with its curves, whose names the legend tells
    title : of the panel
    panels : how many are side by side
    size_pt : of the legend's type
    """
    names = axes.get_legend_handles_labels()[1]
    if not names:
        axes.set_title(title)
        return
    figure = axes.get_figure()
    room_pt = figure.bbox.width / figure.dpi * POINTS / panels if figure is not None else 0.0
    longest_pt = max(map(len, names)) * _LETTER * size_pt + _HANDLE_PT
    columns = max(1, min(len(names), int(room_pt / longest_pt)))
    rows = ceil(len(names) / columns)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, fontsize=size_pt,
                borderaxespad=0.2)  # fmt: skip
    axes.set_title(title, pad=(rows * _LINE + _MARGINS) * size_pt + _PAD_PT)
