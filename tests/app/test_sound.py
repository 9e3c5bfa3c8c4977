"""Sounds as arrays, when they are heard, and what happens without a device."""

from __future__ import annotations

import itertools
import sys
import threading

import numpy as np
import pytest

from helpers.races import race
from pursuit_sim import timing
from pursuit_sim.app import sound
from pursuit_sim.app.sound import RATE_HZ, Speaker
from pursuit_sim.draw.replay.bookmarks import Bookmarks, bookmarks, cues, speed
from pursuit_sim.draw.replay.replay import Replay, prepare
from pursuit_sim.sim import simulate


@pytest.fixture(scope="module")
def replay() -> Replay:
    return prepare(simulate(race()))


@pytest.fixture(scope="module")
def found(replay: Replay) -> Bookmarks:
    return bookmarks(replay)


@pytest.fixture(scope="module")
def waves() -> dict[str, np.ndarray]:
    return sound.waves()


def test_every_sound_is_audible_and_never_too_loud(waves: dict[str, np.ndarray]) -> None:
    assert set(waves) == {"start", "bell", "tick", "stroke", "glide"}
    for name, wave in waves.items():
        loudest = np.abs(wave.astype(int)).max()
        assert 0.1 * 32767 < loudest < 0.7 * 32767, name


def test_sounds_end_in_silence_but_the_glide_which_has_no_seam(
    waves: dict[str, np.ndarray],
) -> None:
    for name in ("start", "bell", "tick", "stroke"):
        end = waves[name][-RATE_HZ // 200 :].astype(int)
        assert np.abs(end).max() < 0.06 * 32767, name
    glide = waves["glide"].astype(float)
    steps = np.abs(np.diff(glide))
    assert abs(glide[0] - glide[-1]) <= steps.max()


def test_the_tick_is_heard_as_its_pitch(waves: dict[str, np.ndarray]) -> None:
    tick = waves["tick"].astype(float)
    pitch = np.fft.rfftfreq(len(tick), 1 / RATE_HZ)[np.abs(np.fft.rfft(tick)).argmax()]
    assert pitch == pytest.approx(1568, rel=0.02)  # g‴


def test_the_start_the_bell_and_every_timing_line_sound_once(
    replay: Replay, found: Bookmarks
) -> None:
    times = np.arange(0.0, replay.duration_s, 1 / 60)
    heard = [
        (cue, float(after))
        for before, after in itertools.pairwise(times)
        for cue in cues(replay, found, float(before), float(after))
    ]
    kinds = [cue for cue, _ in heard]
    assert kinds.count("start") == 1
    assert kinds.count("bell") == 1
    bell = next(time for cue, time in heard if cue == "bell")
    first_on_last_lap = timing.splits(replay.trajectory)[:, 13].min()
    assert bell == pytest.approx(first_on_last_lap, abs=1 / 60)
    assert kinds.count("tick") == 2 * 16
    # One push in 7 to 8 m, short ones at the start: about 400 in 3100 m.
    assert 380 <= kinds.count("stroke") <= 470


def test_nothing_sounds_when_time_jumps_back(replay: Replay, found: Bookmarks) -> None:
    assert cues(replay, found, 100.0, 20.0) == []
    assert cues(replay, found, 100.0, 100.0) == []


def test_the_glide_follows_the_speed(replay: Replay) -> None:
    assert speed(replay, 0.0) == pytest.approx(0.0, abs=0.5)
    assert 13.0 < speed(replay, 100.0) < 15.5
    levels = [sound.glide_level(each) for each in (0.0, 7.0, 14.0, 20.0)]
    assert levels == [0.0, 0.25, 1.0, 1.0]


def test_a_speaker_plays_on_a_device() -> None:
    speaker = Speaker()
    speaker.play("tick")  # not open yet: nothing, and no error
    speaker.open()
    speaker.open()
    assert speaker._opening is not None
    speaker._opening.join(20)
    speaker.play("bell")
    speaker.glide(0.5)
    assert speaker.switch() is False
    speaker.play("bell")
    assert speaker.switch() is True
    speaker.glide(0.2)
    speaker.close()


def test_without_a_device_there_is_silence_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    speaker = Speaker()
    speaker.open()
    assert speaker._opening is not None
    speaker._opening.join(20)
    speaker.play("start")
    speaker.glide(1.0)
    speaker.switch()
    speaker.close()


def test_without_the_mixer_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygame.mixer", None)
    monkeypatch.delattr("pygame.mixer", raising=False)
    speaker = Speaker()
    speaker.open()
    assert speaker._opening is not None
    speaker._opening.join(20)
    speaker.play("start")
    speaker.close()


def test_muted_from_the_beginning_opens_no_device() -> None:
    before = threading.active_count()
    speaker = Speaker(on=False)
    speaker.open()
    assert threading.active_count() == before
    speaker.close()
