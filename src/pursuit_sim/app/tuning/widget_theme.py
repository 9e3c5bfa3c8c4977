"""How widgets look: the theme with its fonts, made for a window of some size."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import pygame

from pursuit_sim.resources import DamagedAssetError, asset

if TYPE_CHECKING:
    from pygame_gui import UIManager

_FILES = {"regular": "fonts/Inter-Regular.otf", "bold": "fonts/Inter-SemiBold.otf"}
_PIXELS = ("shape_corner_radius", "sliding_button_width", "rect_width", "padding",
           "text_horiz_alignment_padding", "open_button_width")  # fmt: skip
_LEAST_TYPE = 8  # [px] smaller type cannot be read


def scaled(unit: float) -> dict[str, Any]:
    """The theme with its lengths and sizes of type for a window.

    Parameters
    ----------
    unit : pixels for one of the reference window

    Raises
    ------
    FileNotFoundError, DamagedAssetError
        naming the file, if the theme or a font is missing, or the theme is none
    """
    path = asset("theme.json")
    try:
        return _scaled(json.loads(path.read_text(encoding="utf-8")), unit)
    except (ValueError, LookupError, AttributeError, TypeError):
        raise DamagedAssetError(path) from None


def _scaled(theme: dict[str, Any], unit: float) -> dict[str, Any]:
    for block in theme.values():
        font = block.get("font")
        if isinstance(font, dict):
            font["size"] = str(max(_LEAST_TYPE, round(float(font["size"]) * unit)))
            font |= {f"{weight}_path": str(asset(file)) for weight, file in _FILES.items()}
        misc = block.get("misc", {})
        for name in _PIXELS:
            if name in misc:
                lengths = (float(each) * unit for each in misc[name].split(","))
                misc[name] = ",".join(str(max(1, round(each))) for each in lengths)
    return theme


def manager(size: tuple[int, int], unit: float) -> UIManager:
    """What holds widgets in a window of some size [px], and draws them; `unit`: see `scaled`."""
    import pygame_gui
    from pygame_gui.core.utility import get_default_manager, set_default_manager

    if not pygame.font.get_init():
        pygame.font.init()

    class Manager(pygame_gui.UIManager):
        """Told where the mouse is, in pixels of the picture, instead of asking for it."""

        pointer = (-1, -1)

        def _update_mouse_position(self) -> None:
            self.mouse_position = self.pointer

    # In a window of a few pixels widgets are lower than their corners are round: no news.
    warnings.filterwarnings("ignore", "Clamping shape_corner_radius", UserWarning)
    default = get_default_manager()  # type: ignore[no-untyped-call]  # pygame_gui's
    with warnings.catch_warnings():
        # Fonts that are loaded when first used are no fault of the user's.
        warnings.simplefilter("ignore")
        made = Manager(size, theme_path=scaled(unit), enable_live_theme_updates=False)
    # pygame_gui keeps the first, and all that it holds, for widgets that are given none.
    set_default_manager(default)
    return made
