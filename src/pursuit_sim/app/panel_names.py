"""Panels that lie over the picture, or take its place."""

from __future__ import annotations

CHOOSERS = ("bracket", "events")  # from which something is opened; time stands still there
READ = "explain"  # is read; time stands still there, too
STILL = (READ, "picture", "clip")  # and there: what is chosen is of this moment
OVER = ("help", "quit", "leaving", READ)  # may lie over choosers
WHOLE = (*CHOOSERS, *OVER)  # need the whole window
