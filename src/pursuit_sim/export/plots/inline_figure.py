"""Plots as figures: shown inline in a notebook, or drawn into a figure of the user's own."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure

from pursuit_sim.errors import InputError
from pursuit_sim.export.plots import plotting

_INLINE_DPI = 80  # of a notebook's page
_OWN_TYPE = ("font.family", "font.size", "axes.titleweight")  # left to a figure of the user's own


class InlineFigure(Figure):
    """A figure that a notebook shows, in the bundled type wherever it is drawn."""

    def draw(self, renderer: RendererBase) -> None:
        """Draw it with the bundled fonts."""
        with plotting.bundled_type(), warnings.catch_warnings():
            # A letter that the font has not is a box in the plot, as in every picture.
            warnings.filterwarnings("ignore", r"Glyph \d+ .* missing", UserWarning)
            super().draw(renderer)

    def _repr_png_(self) -> bytes:
        file = io.BytesIO()
        self.savefig(file, format="png", dpi=_INLINE_DPI, facecolor="white")
        return file.getvalue()


def page(draw: Callable[[Any], None], size_in: tuple[float, float]) -> Figure:
    """A figure that is a page to print, as the command writes it.

    Parameters
    ----------
    draw : fills a figure
    size_in : width and height [inch]
    """
    with plotting.styled():
        figure = InlineFigure(figsize=size_in, dpi=plotting.DPI, facecolor="white")
        draw(figure)
    return figure


def drawn(draw: Callable[[Any], None], ax: Axes | None) -> Figure:
    """A figure with a plot in it.

    Parameters
    ----------
    draw : fills a figure, or a part of one
    ax : axes of the user's own figure, whose place the panels take; None for a new figure

    Raises
    ------
    InputError
        if the axes have no place in a grid, as those of `plt.subplots` have
    """
    if ax is None:
        with plotting.styled():
            figure = InlineFigure(
                figsize=plotting.SIZE_INCHES,
                dpi=plotting.DPI,
                facecolor="white",
                layout="constrained",
            )
            draw(figure)
            plotting.settle(figure)
        return figure
    place = ax.get_subplotspec()
    own = ax.get_figure(root=True)
    if place is None or own is None:
        problem = "these axes have no place in a grid"
        raise InputError.single("ax", "", problem, "take them from plt.subplots()")
    parent = ax.figure
    ax.remove()
    style = {key: value for key, value in plotting.STYLE.items() if key not in _OWN_TYPE}
    with mpl.rc_context(style):
        draw(parent.add_subfigure(place))
    return own
