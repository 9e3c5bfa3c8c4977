"""A film's captions as WebVTT: what happens, in the film's own time."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from itertools import pairwise

from pursuit_sim.draw.replay.narration import Sentence, narration, reading_s, spoken
from pursuit_sim.draw.replay.replay import Replay

SUFFIX = ".vtt"
_MOST_LINES = 3  # at once
_SAME_FRAME = 1e-6  # of a frame: rounding of times

Cue = tuple[float, float, tuple[str, ...]]  # from, to [s of the film], lines


def vtt(replay: Replay, start_s: float, end_s: float, *, speed: float, fps: float) -> str:
    """Captions of a film, each from the first picture that shows what it tells.

    Parameters
    ----------
    replay : the race
    start_s, end_s : first and last moment of the film [s] from the gun
    speed : seconds of the race in one of the film
    fps : pictures a second
    """
    parts = ["WEBVTT"]
    for begin, end, lines in cues(replay, start_s, end_s, speed=speed, fps=fps):
        # As text: a name is neither markup nor an arrow.
        told = "\n".join(html.escape(line, quote=False) for line in lines)
        parts.append(f"{_stamp(begin)} --> {_stamp(end)}\n{told}")
    return "\n\n".join(parts) + "\n"


def cues(replay: Replay, start_s: float, end_s: float, *, speed: float, fps: float) -> list[Cue]:
    """What is to be read from when to when [s of the film]; none overlaps another."""
    pictures = math.floor((end_s - start_s) / speed * fps + _SAME_FRAME) + 1
    over = pictures / fps
    shown = []
    for each in _within(narration(replay), start_s, end_s):
        text = spoken(each.phrase, each.values)
        frame = math.ceil((each.time_s - start_s) / speed * fps - _SAME_FRAME)
        begin = max(frame, 0) / fps
        if begin < over:
            shown.append((begin, min(begin + reading_s(text), over), text))
    edges = sorted({edge for begin, end, _ in shown for edge in (begin, end)})
    found: list[Cue] = []
    for begin, end in pairwise(edges):
        lines = tuple(text for since, until, text in shown if since <= begin < until)
        if lines:
            found.append((begin, end, lines[-_MOST_LINES:]))
    return found


def _within(told: Sequence[Sentence], start_s: float, end_s: float) -> list[Sentence]:
    """Sentences of a part of the race; the first one, which names the race, in any."""
    first, *rest = told
    return [first, *(each for each in rest if start_s <= each.time_s <= end_s)]


def _stamp(time_s: float) -> str:
    """A time as WebVTT has it, ``"00:03:38.080"``."""
    ms = round(time_s * 1000)
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{ms:03d}"
