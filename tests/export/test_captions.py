"""Captions of a film: in its own time, in step with its pictures."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI
from pursuit_sim import resources
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.export.pictures.captions import cues, vtt
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.scenario import load_text

EVENT = "beijing-2022-men"
FILM = ("--race", "sf-1", "--from", "218", "--to", "220", "--size", "160x90", "--fps", "10")


@pytest.fixture(scope="module")
def semifinal() -> Replay:
    return replay(pursuit_sim.load(EVENT), "sf-1")


def seconds(stamp: str) -> float:
    hours, minutes, rest = stamp.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


def pictures(start: float, end: float, speed: float, fps: float) -> list[float]:
    """Moments of a film that keeps its speed [s]."""
    return [start + i * speed / fps for i in range(int((end - start) / speed * fps + 1e-6) + 1)]


def read(text: str) -> list[tuple[float, float, list[str]]]:
    """Cues of a WebVTT file, by its grammar."""
    head, *blocks = text.strip("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for block in blocks:
        times, *lines = block.split("\n")
        match = re.fullmatch(r"(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})", times)
        assert match is not None, times
        assert lines
        assert not any("-->" in line or "<" in line for line in lines)
        found.append((seconds(match[1]), seconds(match[2]), lines))
    return found


# NOR finish at 218.28 s, NED at 219.62: into the film, by its speed, at the next picture.
@pytest.mark.parametrize(
    ("start", "speed", "fps", "nor", "ned"),
    [
        (200.0, 1.0, 25.0, 18.28, 19.64),  # 457 pictures; 490.5
        (200.0, 2.0, 25.0, 9.16, 9.84),  # 9.14 s: 228.5 pictures; 9.81: 245.25
        (210.0, 0.5, 30.0, 16.567, 19.267),  # 16.56 s: 496.8 pictures; 19.24: 577.2
        (218.0, 16.0, 30.0, 0.033, 0.133),  # 0.0175 s: 0.525 pictures; 0.10125: 3.04
    ],
)
def test_captions_come_with_the_picture_that_shows_it(
    semifinal: Replay, start: float, speed: float, fps: float, nor: float, ned: float
) -> None:
    found = read(vtt(semifinal, pictures(start, 223.0, speed, fps), fps))
    for line, expected in (("NOR finish in 3:38.28", nor), ("NED finish in 3:39.62", ned)):
        first = next(begin for begin, _, lines in found if line in lines)
        assert first == pytest.approx(expected, abs=0.001)
    assert found[0][0] == 0
    assert found[0][2][0] == "Semifinal 1: NOR v NED"


@pytest.mark.parametrize("speed", [0.25, 1.0, 8.0])
def test_no_cue_overlaps_another_or_outlasts_the_film(semifinal: Replay, speed: float) -> None:
    found = cues(semifinal, pictures(0.0, 223.0, speed, 30.0), 30.0)
    for (_, end, _), (begin, _, _) in pairwise(found):
        assert end <= begin
    assert all(begin < end for begin, end, _ in found)
    assert found[-1][1] <= 223.0 / speed + 1 / 30
    assert max(len(lines) for *_, lines in found) <= 3


def test_captions_of_a_film_that_slows_down_keep_step(semifinal: Replay) -> None:
    # By hand: at half speed from 217 s on, 218.28 s is 1 + 2 × 1.28 = 3.56 s into the film.
    slowed = [*pictures(216.0, 216.96, 1.0, 25.0), *pictures(217.0, 223.0, 0.5, 25.0)]
    found = read(vtt(semifinal, slowed, 25.0))
    first = next(begin for begin, _, lines in found if "NOR finish in 3:38.28" in lines)
    assert first == pytest.approx(3.56, abs=0.001)


def test_a_name_is_neither_markup_nor_a_time() -> None:
    text = (resources.folder("scenarios") / "two-teams.toml").read_text("utf-8")
    made = load_text(text.replace("Race 1", "<b> --> & 0"), source="hostile")
    told = vtt(replay(made, "race-1"), pictures(0.0, 60.0, 1.0, 25.0), 25.0)
    assert "&lt;b&gt; --&gt; &amp; 0: RED v BLU" in told
    assert read(told)


def test_a_film_brings_them_beside_it(cli: CLI, tmp_path: Path) -> None:
    pytest.importorskip("av")
    film, beside = tmp_path / "race.mp4", tmp_path / "race.vtt"
    done = cli("render", EVENT, *FILM, "-o", film, "--captions")
    assert (done.status, done.out) == (0, ""), done.err
    assert str(beside) in done.err
    assert any("NOR finish in 3:38.28" in lines for *_, lines in read(beside.read_text("utf-8")))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["race.mp4", "race.vtt"]


def test_captions_that_are_there_stay_unless_forced(cli: CLI, tmp_path: Path) -> None:
    pytest.importorskip("av")
    film, beside = tmp_path / "race.mp4", tmp_path / "race.vtt"
    beside.write_text("mine", encoding="utf-8")
    done = cli("render", EVENT, *FILM, "-o", film, "--captions")
    assert done.status == 2
    assert "race.vtt" in done.err
    assert beside.read_text("utf-8") == "mine"
    assert not film.exists()
    assert cli("render", EVENT, *FILM, "-o", film, "--captions", "--force").status == 0
    assert beside.read_text("utf-8").startswith("WEBVTT")


def test_a_picture_has_none(cli: CLI, tmp_path: Path) -> None:
    done = cli("render", EVENT, "-o", tmp_path / "r.png", "--captions")
    assert done.status == 2
    assert "--captions" in done.err


def test_a_film_that_fails_leaves_none(tmp_path: Path) -> None:
    made = pursuit_sim.film(EVENT, "sf-1", 218.0, 219.0, size=(160, 90), fps=10.0)

    def stop(done: int, of: int) -> None:  # noqa: ARG001 - as it is called
        raise KeyboardInterrupt

    pytest.importorskip("av")
    with pytest.raises(KeyboardInterrupt):
        made.save(tmp_path / "race.mp4", stop, captions=True)
    assert [*tmp_path.iterdir()] == []
    assert read(made.captions)
