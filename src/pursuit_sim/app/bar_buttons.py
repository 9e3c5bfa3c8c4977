"""The buttons at the right of the transport bar."""

from __future__ import annotations

from pursuit_sim.draw.settings import Button

_ROOMY = 1200  # width of the picture [px] from which there are those for clips and words, too


def buttons(width: int, panel: str, *, tuning: bool) -> tuple[Button, ...]:
    """Those for a picture of a width [px], with a panel open, or the tuning panel."""
    return (
        *[Button("clip", "CLIP", panel == "clip")] * (width >= _ROOMY),
        Button("camera-menu", "CAM", panel == "camera"),
        Button("tune", "TUNE", tuning),
        Button("bracket", "RACES", panel == "bracket"),
        Button("help", "MENU", panel == "help"),
        *[Button("explain", "?", panel == "explain")] * (width >= _ROOMY),
    )
