"""A film's captions as WebVTT: what happens, in the film's own time."""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from pursuit_sim.draw.replay.narration import Sentence, narration, reading_s, spoken
from pursuit_sim.draw.replay.replay import Replay

SUFFIX = ".vtt"
_MOST_LINES = 3  # at once
_SAME_S = 1e-9  # rounding of times

Cue = tuple[float, float, tuple[str, ...]]  # from, to [s of the film], lines


def vtt(replay: Replay, times_s: Sequence[float], fps: float) -> str:
    """Captions of a film, each from the first picture that shows what it tells.

    Parameters
    ----------
    replay : the race
    times_s : the moments of the film's pictures [s] from the gun
    fps : pictures a second
    """
    parts = ["WEBVTT"]
    for begin, end, lines in cues(replay, times_s, fps):
        # As text: a name is neither markup nor an arrow.
        told = "\n".join(html.escape(line, quote=False) for line in lines)
        parts.append(f"{_stamp(begin)} --> {_stamp(end)}\n{told}")
    return "\n\n".join(parts) + "\n"


def cues(replay: Replay, times_s: Sequence[float], fps: float) -> list[Cue]:
    """What is to be read from when to when [s of the film]; none overlaps another."""
    over = len(times_s) / fps
    shown = []
    for each in _within(narration(replay), times_s[0], times_s[-1]):
        text = spoken(each.phrase, each.values)
        begin = bisect_left(times_s, each.time_s - _SAME_S) / fps
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
