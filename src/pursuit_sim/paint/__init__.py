"""Painters: shapes to pixels or SVG; they know no skating."""

import os

# A library says nothing unasked, and pygame does where it is first imported.
_SAID = "PYGAME_HIDE_SUPPORT_PROMPT"
_before = os.environ.get(_SAID)
os.environ[_SAID] = "1"
try:
    import pygame  # noqa: F401 - so that it is the first import
finally:
    if _before is None:
        del os.environ[_SAID]
    else:
        os.environ[_SAID] = _before
