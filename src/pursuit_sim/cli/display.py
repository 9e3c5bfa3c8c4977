"""Whether a window can be opened here; as a program, says so by its exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

_UNSEEN_DRIVERS = ("dummy", "offscreen")  # SDL's drivers that show nobody anything


def problem(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Why no window can be opened; empty if one can.

    Parameters
    ----------
    environment : environment variables
    platform : as `sys.platform`
    """
    driver = environment.get("SDL_VIDEODRIVER", "")
    if driver in _UNSEEN_DRIVERS:
        return f"no display: SDL_VIDEODRIVER is {driver!r}"
    if driver or platform in ("win32", "darwin"):
        return ""
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return ""
    return "no display: neither DISPLAY nor WAYLAND_DISPLAY is set"


if __name__ == "__main__":
    sys.exit(1 if problem() else 0)
