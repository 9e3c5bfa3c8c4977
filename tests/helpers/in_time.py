"""That the director says nothing before it has happened, and leaves nothing of it out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pursuit_sim import timing
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes.shot_list import shot_at, shot_list

HAPPENS = ("swap", "fall", "catch")
SKATES = ("push", "rotating", "few changes", "fixed")
JUST_S = 1e-6


def told(replay: Replay) -> Iterator[tuple[float, str]]:
    """Everything that the director says, and from when [s]."""
    for shot in shot_list(replay):
        yield shot.from_s, shot.why
        yield from shot.later


def in_time(replay: Replay) -> int:
    """Lead changes, falls and catches, exchanges and the bell; how many of the first three."""
    events = [each for each in timing.events(replay.trajectory) if each.kind in HAPPENS]
    for event in events:
        about = (replay.race.title, event)
        first = min(time for time, words in told(replay) if event.text in words)
        assert first == pytest.approx(event.time_s, abs=JUST_S), about
        shot = shot_at(replay, event.time_s)
        assert event.text in shot.says(event.time_s + JUST_S), about
        assert event.text in shot.says(event.time_s + 0.9), about
    bell, fallen = timing.bell_time(replay.splits_s) or 0.0, timing.falls(replay.trajectory)
    for time, words in told(replay):
        where = (replay.race.title, time, words)
        assert "the bell" not in words or time >= bell - JUST_S, where
        assert "exchange" not in words or any(
            each.start_s - JUST_S <= time <= each.end_s for each in replay.exchanges
        ), where
        for fall in fallen:
            if time >= fall.start_s:
                said = [each for each in words.split("  ·  ") if replay.tags[fall.team] in each]
                assert not any(word in each for each in said for word in SKATES), where
    return len(events)
