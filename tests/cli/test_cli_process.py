"""The program as a process: what it loads, exit statuses, closed pipes, signals."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pursuit_sim.cli import display
from pursuit_sim.cli import process as process_of_cli
from pursuit_sim.cli.progress import progress

EVENT = "beijing-2022-men"
ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "pursuit_sim"]


def loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = loaded_by("import pursuit_sim")
    assert not loaded & {"numpy", "pydantic", "pygame", "matplotlib", "av", "rich", "click"}


def test_using_the_package_loads_no_drawing() -> None:
    loaded = loaded_by("from pursuit_sim import load, results; results(load('two-teams'))")
    assert not loaded & {"pygame", "matplotlib", "av", "rich", "click"}


def test_help_loads_no_library_but_its_own() -> None:
    loaded = loaded_by("from pursuit_sim.cli import main; main(['--help'])")
    assert not loaded & {"numpy", "pydantic", "pygame", "matplotlib", "av", "rich"}


def test_run_loads_no_drawing() -> None:
    loaded = loaded_by(f"from pursuit_sim.cli import main; main(['run', '{EVENT}'])")
    assert not loaded & {"pygame", "matplotlib", "av", "rich"}
    # Nor what only other verbs need, unless a library brings it along.
    libraries = "import click, numpy, pydantic.fields; pydantic.TypeAdapter(int)"
    brought = loaded_by(libraries)
    assert not (loaded - brought) & {
        "concurrent", "csv", "html", "multiprocessing", "random", "tempfile", "xml", "zipfile",
    }  # fmt: skip


def test_a_closed_pipe_is_no_error() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "run", EVENT, "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()  # before anything is written
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_film_leaves_nothing(tmp_path: Path, sent: str) -> None:
    path = tmp_path / "film.mp4"
    words = ["render", EVENT, "--race", "final-a", "-o", str(path), "--size", "640x360"]
    process = subprocess.Popen([*PROGRAM, *words], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (begun := list(tmp_path.glob(".*.mp4"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert begun
    number = signal.Signals[sent]
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in err
    assert process.returncode == 128 + number
    if sent == "SIGINT":
        assert err.splitlines()[-1] == "pursuit-sim: interrupted"


# Sends an interrupt to itself at the n-th call of a function after the program's first line.
AT_CALL = """
import os, runpy, signal, sys
left = int(sys.argv.pop(1))
begun = False
def count(frame, event, _):
    global left, begun
    begun = begun or frame.f_code.co_filename.endswith("__main__.py")
    left -= begun
    if left == 0:
        sys.setprofile(None)
        os.kill(os.getpid(), signal.SIGINT)
sys.argv[0] = "pursuit-sim"
sys.setprofile(count)
"""
STARTS = {
    "module": 'runpy.run_module("pursuit_sim", run_name="__main__", alter_sys=True)',
    "script": "from pursuit_sim.__main__ import run; sys.exit(run())",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("way", STARTS)
def test_an_interrupt_while_modules_load_ends_without_a_traceback(way: str) -> None:
    moments = random.Random(14)  # noqa: S311 - the same moments each time
    for _ in range(12):
        at = round(10 ** moments.uniform(2.0, 5.5))  # calls; the whole run has 10⁶
        words = [sys.executable, "-c", AT_CALL + STARTS[way], str(at), "run", EVENT]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 130, (at, done.stderr)
        assert done.stderr in ("", "pursuit-sim: interrupted\n"), at


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_without_an_output_the_work_is_done_all_the_same(tmp_path: Path, closed: str) -> None:
    path = tmp_path / "race.csv"
    words = ["export", EVENT, "--rate", "1", "-o", str(path)]
    done = subprocess.run(["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *PROGRAM, *words],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0
    assert path.stat().st_size > 10_000
    assert "Traceback" not in done.stderr + done.stdout


def test_accents_survive_a_plain_locale() -> None:
    environment = os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [*PROGRAM, "run", EVENT, "--race", "final-a"],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert "Engebråten" in done.stdout.decode("utf-8")


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full, a device that is always full")
    (tmp_path / "race.csv").symlink_to(full)
    words = ["export", EVENT, "-o", str(tmp_path / "race.csv")]
    done = subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr
    with full.open("w") as sink:
        words = ["run", EVENT, "--format", "json"]
        done = subprocess.run(
            [*PROGRAM, *words], stdout=sink, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


@pytest.mark.parametrize(
    ("environment", "platform", "possible"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "SDL_VIDEODRIVER": "dummy"}, "linux", False),
        ({"SDL_VIDEODRIVER": "x11"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_where_a_window_can_open(
    environment: dict[str, str], platform: str, possible: bool
) -> None:
    assert (display.problem(environment, platform) == "") is possible


def test_watch_without_a_display_points_to_render() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [*PROGRAM, "watch", EVENT, "--race", "sf-2"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("pursuit-sim: ")
    assert f"pursuit-sim render {EVENT} --race sf-2" in line


def test_what_is_wrong_with_the_windows_settings_is_said_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pursuit_sim.app import window
    from pursuit_sim.cli import main

    def show(*_: object, complain: Callable[[str], None], **__: object) -> None:
        complain("window.json: ignored speed: not such a value")

    monkeypatch.setattr(display, "problem", lambda: "")
    monkeypatch.setattr(window, "show", show)
    assert main(["watch", EVENT, "--race", "sf-2"]) == 0
    assert capsys.readouterr().err.startswith("pursuit-sim: window.json: ")


@pytest.mark.skipif(sys.platform != "linux", reason="counts pages as Linux does")
def test_calls_from_a_roomy_function_ask_the_system_for_no_memory() -> None:
    import resource

    calls = 200

    def leaf(a: int) -> int:
        return a

    # Larger than the frames above it, so that it does not fit behind some of them.
    leaf.__code__ = leaf.__code__.replace(co_stacksize=100)

    def pages(depth: int) -> int:
        """New pages while a function is called again and again, so many calls deep."""
        if depth:
            return pages(depth - 1)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for number in range(calls):
            leaf(number)
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    def most() -> int:
        return max(pages(depth) for depth in range(250))

    assert most() >= calls, "frames lie otherwise in this Python: is `roomy` of use?"
    assert process_of_cli.roomy(most)() < calls / 2


def test_version_and_help() -> None:
    done = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == "pursuit-sim 0.2.0\n"
    done = subprocess.run([*PROGRAM, "--help"], capture_output=True, text=True, check=True)
    verbs = "watch run render export validate schema new scenarios records"
    for verb in verbs.split():
        assert f"\n  {verb} " in done.stdout
    assert "Examples:" in done.stdout


def test_a_request_to_end_that_was_dropped_ends_long_work_at_its_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process_of_cli, "_asked", [signal.SIGTERM])
    with progress("filming") as on_step, pytest.raises(SystemExit) as ended:
        on_step(1, 2)
    assert ended.value.code == 128 + signal.SIGTERM


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes it")
@pytest.mark.parametrize("verb", [["run", "-"], ["validate", "-"], ["import", "-", "-o", "a.toml"]])
def test_a_closed_standard_input_is_said(verb: list[str]) -> None:
    done = subprocess.run(["/bin/sh", "-c", 'exec "$@" <&-', "sh", *PROGRAM, *verb],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "is closed" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="where a file may have any name")
def test_json_is_utf_8_whatever_a_file_is_called(tmp_path: Path) -> None:
    scenario = (ROOT / "scenarios" / "two-teams.toml").read_bytes()
    names = [os.fsencode(tmp_path) + name for name in (b"/a\xff.toml", b"/b.toml")]
    for name in names:
        Path(os.fsdecode(name)).write_bytes(scenario)
    words = [*map(os.fsencode, PROGRAM), b"run", *names, b"--format", b"json"]
    done = subprocess.run(words, capture_output=True, check=True, env={**os.environ, "LC_ALL": "C"})
    sources = [json.loads(line)["source"] for line in done.stdout.decode("utf-8").splitlines()]
    assert [*map(os.fsencode, sources)] == names
