"""Plots: the one module that knows matplotlib; what is drawn is in `plot_*` beside it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pursuit_sim.atomic_write import atomic_path
from pursuit_sim.draw.look import letters
from pursuit_sim.draw.shapes import Weight
from pursuit_sim.errors import MissingExtraError
from pursuit_sim.export.plots import (
    comparison_plot,
    event_plot,
    odds_plot,
    plan_page,
    race_odds_plot,
    race_plot,
    sweep_plot,
)
from pursuit_sim.output_paths import check_output
from pursuit_sim.resources import DamagedAssetError, asset

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from pursuit_sim.lab.comparison import Comparison
    from pursuit_sim.lab.event_chances import EventOdds
    from pursuit_sim.lab.event_comparison import EventComparison
    from pursuit_sim.lab.race_chances import RaceOdds
    from pursuit_sim.lab.sweep import Sweep
    from pursuit_sim.lab.tomorrow import RacePlan
    from pursuit_sim.trajectory import Trajectory

DPI, SIZE_INCHES = 160, (12.8, 9.0)  # of plots; pages have their own
_PLACE_DIGITS = 6  # of a figure's width: a thousandth of a pixel
_FAMILY = "Pursuit Inter"  # one family of the bundled files, which name three
_WEIGHTS: dict[Weight, int] = {"regular": 400, "semibold": 600, "bold": 700}
_JOINS_LETTERS = (3, 11)  # first version of matplotlib that shapes text
_INK, _LINES = "#1b2a3d", "#d5dde6"
# What can be written. No date and no random ids: the same plot is the same file.
_METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def _family(script: letters.Script) -> str:
    """What the font of a script is called here."""
    return Path(script.file).stem


STYLE: Any = {  # keys as in matplotlib's own style files
    "font.family": [_FAMILY, *(_family(script) for script in letters.SCRIPTS)],
    "font.size": 9.5,
    "text.color": _INK,
    "text.parse_math": False,  # a $ in a name is a $
    "axes.edgecolor": "#9aa8b8",
    "axes.labelcolor": _INK,
    "axes.titlesize": 11.0,
    "axes.titleweight": "semibold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": _LINES,
    "grid.linewidth": 0.7,
    "xtick.color": "#5b6b7e",
    "ytick.color": "#5b6b7e",
    "xtick.labelcolor": _INK,
    "ytick.labelcolor": _INK,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "svg.hashsalt": "pursuit-sim",
    "savefig.facecolor": "white",
}


def check(
    path: Path, option: str = "-o", *, force: bool = True, sources: Iterable[Path] = ()
) -> str:
    """The ending of a plot's path, once it is clear that it can be drawn.

    Parameters
    ----------
    path : where the plot is wanted
    option : how the user named the path
    force, sources : see `output_paths.check_place`

    Raises
    ------
    InputError
        if the ending or the place cannot be
    MissingExtraError
        if matplotlib is not installed
    """
    suffix = check_output(path, [*_METADATA], option, force=force, sources=sources)
    require()
    return suffix


def require() -> None:
    """Raise `MissingExtraError` if matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        raise MissingExtraError("matplotlib", "media", "drawing plots")


def joins_letters() -> bool:
    """Whether words of scripts that join or turn their letters are set as they should be."""
    import matplotlib as mpl

    return mpl.__version_info__[:2] >= _JOINS_LETTERS


def comparison(found: Comparison, path: Path) -> None:
    """Draw a comparison: times with intervals, what matters, and power over time.

    Parameters
    ----------
    found : from `compare`
    path : .png, .svg or .pdf; an older file is replaced

    Raises
    ------
    InputError
        if the ending or the place cannot be
    MissingExtraError
        if matplotlib is not installed
    OSError
        if writing fails; then no file is left
    """
    _save(lambda figure: comparison_plot.draw(found, figure), path)


def event(found: EventComparison, path: Path) -> None:
    """Draw what the push is worth to every team of an event; see `comparison`."""
    _save(lambda figure: event_plot.draw(found, figure), path)


def race(trajectory: Trajectory, path: Path) -> None:
    """Draw a race: half-lap times, the gap, and speed; see `comparison` and `race_plot.draw`."""
    _save(lambda figure: race_plot.draw(trajectory, figure), path)


def sweep(found: Sweep, path: Path) -> None:
    """Draw a sweep: each team's time over what was varied; see `comparison`."""
    _save(lambda figure: sweep_plot.draw(found, figure), path)


def odds(found: EventOdds, path: Path) -> None:
    """Draw the chances of each place; see `comparison`."""
    _save(lambda figure: odds_plot.draw(found, figure), path)


def race_odds(found: RaceOdds, path: Path) -> None:
    """Draw the chance to win over a race; see `comparison`."""
    _save(lambda figure: race_odds_plot.draw(found, figure), path)


def race_plan(found: RacePlan, path: Path) -> None:
    """Draw a plan on a page of A4; see `comparison`."""
    _save(lambda figure: plan_page.draw(found, figure), path, plan_page.SIZE_IN, None)


def settle(figure: Figure) -> None:
    """Lay out for good. The solver's last bit differs from call to call; files may not."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        place = axes.get_position(original=True)
        axes.set_position(tuple(round(side, _PLACE_DIGITS) for side in place.bounds))


def _files() -> Iterator[tuple[str, str, int]]:
    """File, family and weight of the bundled fonts."""
    for weight, number in _WEIGHTS.items():
        yield letters.FAMILY[weight], _FAMILY, number
    for script in letters.SCRIPTS:  # whose one weight is as good as any
        for number in _WEIGHTS.values():
            yield script.file, _family(script), number


@contextmanager
def bundled_type() -> Iterator[None]:
    """Let matplotlib find the bundled fonts, for as long as this lasts."""
    from matplotlib import font_manager

    fonts = font_manager.fontManager
    before = list(fonts.ttflist)
    try:
        for file, name, weight in _files():
            font = asset(file)
            try:
                fonts.addfont(font)
            except RuntimeError:  # FreeType's
                raise DamagedAssetError(font) from None
            fonts.ttflist.append(replace(fonts.ttflist.pop(), name=name, weight=weight))
        yield
    finally:
        fonts.ttflist[:] = before


@contextmanager
def styled() -> Iterator[None]:
    """The look of every plot, whatever the user has set for other work."""
    import matplotlib as mpl

    with mpl.rc_context(), bundled_type(), warnings.catch_warnings():
        # A letter that the font has not is a box in the plot, as in every picture.
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing", UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        yield


def _save(
    draw: Callable[[Figure], None],
    path: Path,
    size_in: tuple[float, float] = SIZE_INCHES,
    layout: Literal["constrained"] | None = "constrained",
) -> None:
    suffix = check(path)
    from matplotlib.figure import Figure

    drawn = io.BytesIO()
    with styled():
        figure = Figure(figsize=size_in, dpi=DPI, facecolor="white", layout=layout)
        draw(figure)
        settle(figure)
        figure.savefig(drawn, format=suffix[1:], metadata=_METADATA[suffix])
    # Packed in memory first, so that the file is written at once.
    with atomic_path(path) as part:
        part.write_bytes(drawn.getvalue())
