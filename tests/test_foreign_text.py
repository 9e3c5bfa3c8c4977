"""Text is text: hostile names come out of every output as they went in, or do not get in."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pygame
import pytest

from helpers import hostile
from helpers.outcomes import CLI
from helpers.scenes import box_of, says, walk
from helpers.window_script import Script
from pursuit_sim import scenario
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.app.tuning import tuning_file
from pursuit_sim.cli import options
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Text
from pursuit_sim.errors import InputError
from pursuit_sim.event import Results, results
from pursuit_sim.export.plots import plotting
from pursuit_sim.export.tables import (
    results_csv,
    results_json,
    results_table,
    text_table,
    trajectory_table,
)
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque
from pursuit_sim.paint.svg import svg
from pursuit_sim.plain_text import visible
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import Trajectory

SMALLEST = (640, 360)
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "rect", "polygon", "polyline", "circle", "text", "g", "clipPath"}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# What begins a formula in a spreadsheet, after OWASP's page on CSV injection.
FORMULA = re.compile("[=+@\t\r＝＋－＠-]")
NUMBER = re.compile(r"[+-]?[0-9.]+")
PAINTER = Painter()  # which keeps what it has painted for the next picture


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A race in which everything is called by one name."""

    name: str
    results: Results
    trajectory: Trajectory
    replay: Replay

    @property
    def race(self) -> Race:
        return self.trajectory.race


@lru_cache
def shown(kind: str) -> Shown:
    name = hostile.SPELT[kind]
    found = results(scenario.load_text(hostile.scenario(name)))
    trajectory = simulate(found.race("race-1").race)
    replay = prepare(trajectory, story.context(found, "race-1"))
    return Shown(name, found, trajectory, replay)


def typed(show: Callable[[io.TextIOWrapper], None]) -> str:
    """What a terminal is sent, which is wide enough for everything."""
    import tty

    master, slave = os.openpty()
    tty.setraw(slave)
    received: list[bytes] = []

    def listen() -> None:
        try:
            while data := os.read(master, 1 << 16):
                received.append(data)
        except OSError:  # the other end is closed
            pass

    listener = threading.Thread(target=listen)
    listener.start()
    with open(slave, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a number
        show(stream)
    listener.join(10)
    os.close(master)
    return b"".join(received).decode()


def check_terminal(each: Shown, _folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    monkeypatch.setenv("TERM", "xterm-256color")
    document = each.results.to_dict()
    for races in ((), ("race-1",)):
        sheets = results_table.text_tables(document, races)
        heading = results_table.heading(document)
        sent = typed(lambda stream, h=heading, s=sheets: text_table.show(h, s, stream))  # type: ignore[misc]  # both are bound at once
        assert "\x1b[" in sent, "it takes this for a terminal"
        plain = COLOURS.sub("", sent)
        assert "\x1b" not in plain
        title, *rest = plain.split("\n", 2)
        assert title.startswith(f"{each.name} · {each.name} · ")
        assert each.name in rest[1]


def check_table(each: Shown, _folder: Path, _: pytest.MonkeyPatch) -> None:
    text = results_table.files(each.results, ("race-1",))["results.txt"]
    assert f"{each.name}, Bea, Cleo" in text
    assert text.startswith(f"{each.name} · {each.name} · ")


def check_json(each: Shown, _folder: Path, _: pytest.MonkeyPatch) -> None:
    read = json.loads(results_json.dumps(each.results.to_dict()))
    assert {read["event"][key] for key in ("name", "discipline", "venue")} == {each.name}
    assert read["races"][0]["name"] == each.name
    assert read["races"][0]["entries"][1]["lineup"] == [each.name, "Eva", "Fay"]


def check_csv(each: Shown, folder: Path, _: pytest.MonkeyPatch) -> None:
    trajectory_table.write(each.trajectory, folder / "t.csv", 10.0)
    written = (folder / "t.csv").read_text(encoding="utf-8")
    kept = f"'{each.name}" if FORMULA.match(each.name) else each.name
    rows = [{"venue": each.name, "leads": [each.name, "Bea"]}]
    table = [*csv.reader(io.StringIO(results_csv.table(rows[0], rows), newline=""))]
    placed = [*csv.reader(io.StringIO(written, newline=""))]
    assert len({len(row) for row in placed}) == 1
    assert {row[placed[0].index("skater")] for row in placed} >= {kept, "Bea"}
    assert table == [["venue", "leads"], [kept, f"{kept}; Bea"]]
    for cell in (cell for row in table + placed for cell in row):
        assert NUMBER.fullmatch(cell) or not FORMULA.match(cell)


def check_arrays(each: Shown, folder: Path, _: pytest.MonkeyPatch) -> None:
    trajectory_table.write(each.trajectory, folder / "t.npz", 10.0)
    with np.load(folder / "t.npz") as arrays:  # pickled objects are refused
        assert {*arrays["skater"].tolist()} == {each.name, "Bea", "Cleo", "Eva", "Fay"}


def check_parquet(each: Shown, folder: Path, _: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    trajectory_table.write(each.trajectory, folder / "t.parquet", 10.0)
    names = parquet.read_table(folder / "t.parquet")["skater"].to_pylist()
    assert {*names} == {each.name, "Bea", "Cleo", "Eva", "Fay"}


def check_pictures(each: Shown, _folder: Path, _: pytest.MonkeyPatch) -> None:
    """What the shapes say is painted, and is nothing but text in an SVG."""
    board = opaque(*SMALLEST)
    for camera in ("overview", "follow:RED", "broadcast"):
        shapes = scene.frame(each.replay, 20.0, Settings(size=SMALLEST, camera=camera))
        PAINTER.paint(shapes, board)
        root = ET.fromstring(svg(shapes, *SMALLEST))  # noqa: S314 - our own text
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
        texts = [text.text for text in root.iter(f"{SVG}text") if text.text]
        drawn = [text for text in says(shapes) if text]
        assert {*drawn} <= {*texts}
        fitted = [text.removesuffix("…") for text in drawn]
        assert any(text and each.name.startswith(text) for text in fitted)


def check_tuned_file(each: Shown, folder: Path, _: pytest.MonkeyPatch) -> None:
    source = folder / "source.toml"
    source.write_text(hostile.scenario(each.name), encoding="utf-8")
    first, second = each.race.entries
    (one, two, three), (heavy, light, other) = first.lineup, first.bodies
    turned = replace(first, lineup=(two, one, three), bodies=(light, heavy, other))
    tuned = simulate(replace(each.race, entries=(turned, second)))
    made = tuning_file.text(str(source), each.race, tuned, f"{each.name} tuned")
    entry = scenario.load_text(made).races["race-1"].entries[0]
    assert entry.lineup == ("Bea", each.name, "Cleo")


def check_faults(each: Shown, _folder: Path, _: pytest.MonkeyPatch) -> None:
    text = hostile.scenario(each.name).replace('"Bea", "Cleo"]\ntime', '"Xyz", "Cleo"]\ntime')
    with pytest.raises(InputError) as found:
        scenario.load_text(text)
    (line,) = str(found.value).split("\n")
    assert line.endswith(f"known are {each.name}, Bea, Cleo")


def check_completion(each: Shown, folder: Path, _: pytest.MonkeyPatch) -> None:
    """A shell may evaluate what it is offered: nothing that it would understand."""
    source = folder / "source.toml"
    source.write_text(hostile.scenario(each.name), encoding="utf-8")
    context: Any = SimpleNamespace(params={"scenario": str(source)})
    param: Any = None
    races = options.complete_race(context, param, "")
    offered = [word for each in races for word in (each.value, each.help or "")]
    offered += options.complete_set(context, param, "teams.RED")
    assert "race-1" in offered
    assert "teams.RED.name=" in offered
    assert not any({*"$`\\;|&<>(){}[]*?!#~%\n'"} & {*word} for word in offered)


CHECKS = (
    check_terminal, check_table, check_json, check_csv, check_arrays, check_parquet,
    check_pictures, check_tuned_file, check_faults, check_completion,
)  # fmt: skip


@pytest.mark.parametrize("kind", hostile.SPELT)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_a_name_comes_out_as_it_went_in(
    check: Callable[[Shown, Path, pytest.MonkeyPatch], None],
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if check is check_terminal and sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")
    check(shown(kind), tmp_path, monkeypatch)


@pytest.mark.parametrize("kind", hostile.REFUSED)
def test_what_nobody_sees_is_refused_in_lines_that_show_it(
    cli: CLI, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(hostile.scenario(hostile.REFUSED[kind]), encoding="utf-8")
    faults = cli("run", file).faults
    assert all(line.isprintable() or "\u00a0" in line for line in faults)
    assert all(len(line) < 500 for line in faults)
    assert all(line.startswith(f"pursuit-sim: {file}: ") for line in faults)
    if len(faults) > 1:  # else the file is not even read
        assert f"pursuit-sim: {file}: event.name: found '" in faults[0]


# What nobody sees in the name of a file, and how it is spelt out.
UNSEEN = {
    "\x1b]0;title\x07\x1b[2J": r"\x1b]0;title\x07\x1b[2J", "two\nlines": r"two\nlines",
    "\x9b2J": r"\x9b2J", "\u202etxt": r"\u202etxt", "\U000e0041": r"\U000e0041",
    "\udcff": r"\udcff",
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="no file can be called so")
@pytest.mark.parametrize("verb", ["run", pytest.param("odds", marks=pytest.mark.whole)])
@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
def test_a_name_of_a_file_says_nothing_to_a_terminal(
    cli: CLI, tmp_path: Path, verb: str, name: str
) -> None:
    source = tmp_path / f"a{name}.toml"
    base = "two-teams" if verb == "run" else "beijing-2022-men"
    text = f'format = "pursuit-sim/scenario"\nversion = 1\nextends = "{base}"\n'
    for path in (source, tmp_path / "z.toml"):
        path.write_text(text, encoding="utf-8")
    table, lines = (cli(verb, tmp_path, "--format", kind).out for kind in ("csv", "json"))
    assert visible((table + lines).replace("\n", ""))
    told = {row["source"] for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert told == {str(tmp_path / f"a{UNSEEN[name]}.toml"), str(tmp_path / "z.toml")}
    assert json.loads(lines.splitlines()[0])["source"] == str(source)


@pytest.mark.whole
@pytest.mark.parametrize(
    "kind",
    ["mathematics", "broken mathematics", "script", "not in a legend", "emoji", "wide blank"],
)
def test_a_plot_takes_no_name_for_mathematics_or_marks(kind: str, tmp_path: Path) -> None:
    each, path = shown(kind), tmp_path / "plot.svg"
    plotting.race(each.trajectory, path)
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))  # noqa: S314 - our own
    root = ET.parse(path, parser).getroot()  # noqa: S314 - our own text
    # Letters are outlines, with the text beside them in a remark.
    remarks = [html.unescape(str(e.text)).strip() for e in root.iter() if callable(e.tag)]
    assert f"{each.name}: RED v BLU" in remarks
    assert not [*root.iter(f"{SVG}script")]


@pytest.mark.parametrize("suffix", [".png", ".pdf", ".mp4"])
def test_a_file_of_pixels_is_written_whatever_the_names(
    cli: CLI, tmp_path: Path, suffix: str
) -> None:
    name, source = hostile.SPELT["broken mathematics"], tmp_path / "source.toml"
    source.write_text(hostile.scenario(name), encoding="utf-8")
    out = tmp_path / f"out{suffix}"
    words = {
        ".png": ("render", "--at", "20", "--size", "320x180"),
        ".pdf": ("plot",),
        ".mp4": ("render", "--from", "20", "--to", "20.2", "--size", "320x180"),
    }[suffix]
    done = cli(words[0], source, *words[1:], "-o", out)
    assert done.err == f"wrote {out}: {name}: RED v BLU\n"
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("kind", ["script", "formula", "commands", "right to left", "emoji"])
def test_an_import_takes_a_name_as_it_is(cli: CLI, tmp_path: Path, kind: str) -> None:
    name, source, made = hostile.SPELT[kind], tmp_path / "r.csv", tmp_path / "made.toml"
    rows = [("team", "laps", "time"), (name, 6, "2:55.40"), ("Blue", 6, "2:56.10")]
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    done = cli("import", source, "--sex", "women", "-o", made)
    assert done.status == 0, done.err
    assert name in {team.name for team in scenario.load(made).teams.values()}
    assert all(line.isprintable() for line in done.err.splitlines())


@pytest.fixture
def script(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Script]:
    preferences = Preferences(size=SMALLEST)
    made = Script(Player(shown(request.param).results, "race-1", preferences), tmp_path)
    yield made
    made.window.close()


@pytest.mark.parametrize(
    "script",
    ["path upwards", "device", "paths", "hidden file", "emoji", "combining marks",
     "one long word with wide letters"],
    indirect=True,
)  # fmt: skip
def test_a_window_takes_any_name(script: Script, tmp_path: Path) -> None:
    race, event = script.player.results.races[0].race, script.player.results.scenario.event.name
    assert script.window._window.title == f"{race.title} · {event}"
    for key in ("T", "T", "H", "H", "Esc"):  # panels, and the question before quitting
        script.press(key)
        script.go(2)
    script.player.open("bracket")
    script.settle()
    script.window._grant("picture", "")
    script.idle()
    (file,) = (tmp_path / "pictures").iterdir()  # nothing is written beside its folder
    assert re.fullmatch(r"[A-Za-z0-9][\w.-]*\.png", file.name, re.ASCII)
    assert pygame.image.load(file).get_size() == SMALLEST


@pytest.mark.parametrize("kind", ["long", "one long word with wide letters", "right to left"])
def test_long_names_end_within_the_picture(kind: str) -> None:
    each = shown(kind)
    for size in (SMALLEST, (1280, 720), (1920, 1080)):
        for camera in registry.names(each.replay.codes):
            for time_s in (0.0, 20.0, each.replay.duration_s):
                shapes = scene.frame(each.replay, time_s, Settings(size=size, camera=camera))
                for text in (shape for shape, _ in walk(shapes) if isinstance(shape, Text)):
                    left, top, right, bottom = box_of(text)
                    assert -1 <= left <= right <= size[0] + 1, text
                    assert -1 <= top <= bottom <= size[1] + 1, text
