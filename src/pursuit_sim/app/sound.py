"""Sound, all of it made here: start signal, bell, ticks, and blades on the ice.

`waves` are plain arrays, made without any device. `Speaker` plays them where there is
one; where there is none, or it fails, everything goes on in silence.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.replay.bookmarks import Cue

if TYPE_CHECKING:
    import pygame


RATE_HZ = 44_100
CRUISE_MPS = 14.0  # [m/s] of a good team: there the glide is at its full level
SEED = 2022  # of the noise: the ice sounds the same every time
_FULL = 32_767  # largest 16-bit sample
_CHANNELS = 12  # sounds at once: a bell rings on while blades cut
_BUFFER = 1024  # [samples] 23 ms of delay

# Strike tone and partials of a small hand bell: the usual hum, prime, tierce, quint,
# nominal and two above, as (ratio to the prime, level, time to fall to 1/e [s]).
_BELL_HZ = 880.0
_BELL = (
    (0.5, 0.35, 1.1),
    (1.0, 0.8, 0.8),
    (1.19, 0.55, 0.6),
    (1.5, 0.35, 0.5),
    (2.0, 1.0, 0.42),
    (2.67, 0.4, 0.25),
    (4.07, 0.25, 0.16),
)
_BELL_STROKES_S = (0.0, 0.42, 0.84, 1.26)
LEVELS: Mapping[str, float] = {  # of full scale, balanced by ear
    "start": 0.55,
    "bell": 0.40,
    "tick": 0.14,
    "stroke": 0.22,
    "glide": 0.16,
}


def start_signal() -> Floats:
    """The electronic starting signal: a crack and a short tone."""
    t = _time(0.45)
    tone = np.sin(2 * np.pi * 1046.5 * t) + 0.4 * np.sin(2 * np.pi * 2093.0 * t)
    tone *= np.clip((0.4 - t) / 0.05, 0, 1) * np.clip(t / 0.004, 0, 1)
    crack = _noise(len(t)) * np.exp(-t / 0.018)
    return 0.6 * tone + crack


def bell() -> Floats:
    """The bell of the last lap, rung four times."""
    t = _time(3.2)
    ring = np.zeros_like(t)
    for begin in _BELL_STROKES_S:
        since = t - begin
        after = since >= 0
        for ratio, level, fall in _BELL:
            wave = np.sin(2 * np.pi * _BELL_HZ * ratio * since[after])
            ring[after] += level * wave * np.exp(-since[after] / fall)
    return ring


def tick() -> Floats:
    """A soft tick for a timing point."""
    t = _time(0.09)
    return np.asarray(np.sin(2 * np.pi * 1568.0 * t) * np.exp(-t / 0.014))


def stroke() -> Floats:
    """One push: a blade that bites and slides away."""
    t = _time(0.24)
    scrape = _smooth(_noise(len(t)), 3) - _smooth(_noise(len(t)), 14)
    return np.asarray(scrape * np.clip(t / 0.03, 0, 1) * np.exp(-t / 0.07))


def glide() -> Floats:
    """Blades gliding, as a loop without a seam."""
    ice = _noise(2 * RATE_HZ)
    # Around the circle, so that the end runs on into the beginning.
    spectrum = np.fft.rfft(ice)
    frequency = np.fft.rfftfreq(len(ice), 1 / RATE_HZ)
    spectrum *= np.exp(-0.5 * ((frequency - 2600.0) / 1300.0) ** 2)
    return np.asarray(np.fft.irfft(spectrum, len(ice)))


def waves() -> dict[str, NDArray[np.int16]]:
    """Every sound by name, (sample,) 16-bit at `RATE_HZ`, at its level."""
    made = {
        "start": start_signal(),
        "bell": bell(),
        "tick": tick(),
        "stroke": stroke(),
        "glide": glide(),
    }
    return {
        name: np.asarray(wave / np.abs(wave).max() * LEVELS[name] * _FULL, dtype=np.int16)
        for name, wave in made.items()
    }


def glide_level(speed_mps: float) -> float:
    """How loud the glide is, 0 … 1, at a speed [m/s]: wind and ice grow with its square."""
    return min(speed_mps / CRUISE_MPS, 1.0) ** 2


def _time(length_s: float) -> Floats:
    return np.arange(round(length_s * RATE_HZ)) / RATE_HZ


def _noise(samples: int) -> Floats:
    return np.random.default_rng(SEED).standard_normal(samples)


def _smooth(wave: Floats, samples: int) -> Floats:
    return np.convolve(wave, np.ones(samples) / samples, mode="same")


@contextlib.contextmanager
def _unsaid() -> Iterator[None]:
    """Keep what the operating system's sound library prints by itself off the terminal."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no stderr to keep it off
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


class Speaker:
    """Plays the sounds, if it can.

    The device is opened aside, since that may take long; what is to be heard before it
    is there is not heard. A device that fails is left alone.
    """

    def __init__(self, on: bool = True) -> None:
        self.on = on
        self._sounds: dict[str, pygame.mixer.Sound] = {}
        self._glide: pygame.mixer.Channel | None = None
        self._opening: threading.Thread | None = None

    def open(self) -> None:
        """Begin to open the device, once, if sound is wanted."""
        if self.on and self._opening is None:
            self._opening = threading.Thread(target=self._open, name="sound", daemon=True)
            self._opening.start()

    def switch(self) -> bool:
        """Sound on or off; which it now is."""
        self.on = not self.on
        if self.on:
            self.open()
        else:
            self.hush()
        return self.on

    def play(self, cue: Cue) -> None:
        """Play one sound."""
        if self.on and cue in self._sounds:
            self._sounds[cue].play()

    def glide(self, level: float) -> None:
        """Set how loud the blades glide, 0 … 1."""
        if not self.on or "glide" not in self._sounds:
            return
        if self._glide is None:
            self._glide = self._sounds["glide"].play(loops=-1)
        if self._glide is not None:
            self._glide.set_volume(level)

    def hush(self) -> None:
        """Silence."""
        for sound in self._sounds.values():
            sound.stop()
        self._glide = None

    def close(self) -> None:
        """Let the device go."""
        if self._opening is not None:
            self._opening.join(timeout=2.0)
        if self._sounds:
            import pygame

            self._sounds = {}
            pygame.mixer.quit()

    def _open(self) -> None:
        made = waves()
        try:
            from pygame import mixer

            with _unsaid():
                mixer.init(RATE_HZ, -16, 1, _BUFFER, allowedchanges=0)
            mixer.set_num_channels(_CHANNELS)
            self._sounds = {name: mixer.Sound(buffer=wave.tobytes()) for name, wave in made.items()}
        except (ImportError, NotImplementedError, RuntimeError, ValueError):
            return  # pygame.error is a RuntimeError: no device, and nothing is lost
