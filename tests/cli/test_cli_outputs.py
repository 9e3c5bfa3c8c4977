"""Files that verbs write: nothing is replaced unasked, no scenario ever, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.outcomes import CLI
from pursuit_sim import atomic_write, resources
from pursuit_sim.app.save_worker import ClipRequest
from pursuit_sim.cli import clip_process
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.race_context import RaceContext
from pursuit_sim.draw.settings import Settings
from pursuit_sim.scenario import load
from pursuit_sim.sim import simulate

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TEAM = ("two-teams", "--team", "BLU")
FILM = ("render", "two-teams", "--from", "0", "--to", "0.2", "--size", "320x180")
# Every verb that writes, but for where to, and a file that it can write.
VERBS = [
    (("render", "two-teams", "--at", "30", "--size", "320x180", "-o"), "a.png"),
    ((*FILM, "-o"), "a.mp4"),
    ((*FILM, "-o"), "a.gif"),
    (("export", "two-teams", "--rate", "1", "-o"), "a.csv"),
    (("plot", "two-teams", "-o"), "a.svg"),
    (("compare", *TEAM, "--draws", "100", "--plot"), "a.svg"),
    (("sweep", "two-teams", "--vary", "rink.air_density_kgm3=1.1,1.2", "--plot"), "a.svg"),
    (("fit", "thialf-2020-pair-1", "-o"), "a.toml"),
    (("optimise", *TEAM, "--seconds", "0.5", "-o"), "a.toml"),
    (("import", str(ROOT / "docs/examples/thialf-2020-pair-1.json"), "-o"), "a.toml"),
    (("new",), "a.toml"),
    (("run", "two-teams", "--out"), "results.csv"),
    (("compare", *TEAM, "--draws", "100", "--out"), "comparison.txt"),
]
WHERE = [(words, Path(file), words[-1] == "--out") for words, file in VERBS]


@pytest.fixture(autouse=True)
def _extras() -> None:
    for module in ("av", "matplotlib"):
        pytest.importorskip(module)


@pytest.mark.parametrize(("words", "file", "folder"), WHERE, ids=str)
def test_a_file_is_replaced_only_when_asked(
    cli: CLI, tmp_path: Path, words: tuple[str, ...], file: Path, folder: bool
) -> None:
    path = tmp_path / file
    path.write_text("precious")
    target = tmp_path if folder else path
    (line,) = cli(*words, target).faults
    assert f"{path} is there already; --force replaces it" in line
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert path.read_text() == "precious"
    done = cli(*words, target, "--force")
    assert done.status == 0, done.err
    assert path.read_bytes() != b"precious"


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize(
    ("words", "file"), [each[:2] for each in WHERE if each[0][0] in ("export", "new")]
)
def test_a_file_that_appears_meanwhile_stays(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...], file: Path, links: bool,
) -> None:  # fmt: skip
    path = tmp_path / file
    monkeypatch.setattr(atomic_write, "_flush", lambda _: path.write_text("precious"))
    if not links:  # as on a memory card
        monkeypatch.setattr(os, "link", lambda *_: Path("/dev/null/x").stat())
    (line,) = cli(*words, path).faults
    assert f"{path}: appeared meanwhile" in line
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert path.read_text() == "precious"
    done = cli(*words, path, "--force")
    assert done.status == 0, done.err
    assert path.read_bytes() != b"precious"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A scenario that extends another one beside it."""
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    (tmp_path / "base.toml").write_text(text, encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text('format = "pursuit-sim/scenario"\nversion = 1\nextends = "base.toml"\n')
    return path


_FROM_OWN = [
    ("optimise", "own.toml", "--team", "BLU", "-o"),
    ("fit", "own.toml", "-o"),
    ("new", "--extends", "own.toml"),
    ("export", "own.toml", "-o"),
    ("render", "own.toml", "-o"),
    ("plot", "own.toml", "-o"),
    ("compare", "own.toml", "--team", "BLU", "--plot"),
    ("sweep", "own.toml", "--vary", "rink.air_density_kgm3=1.1,1.2", "--plot"),
    ("run", "own.toml", "--out"),
    ("compare", "own.toml", "--team", "BLU", "--out"),
]
_ENDINGS = {"export": ".csv", "render": ".png", "plot": ".svg", "compare": ".svg", "sweep": ".svg"}


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("words", _FROM_OWN, ids=" ".join)
@pytest.mark.parametrize("victim", ["own.toml", "base.toml"])
@pytest.mark.parametrize("how", ["link", "hard link"])
def test_no_scenario_is_replaced_by_what_is_made_of_it(
    cli: CLI,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    victim: str,
    how: str,
) -> None:
    monkeypatch.chdir(own.parent)
    before = {each.name: each.read_bytes() for each in own.parent.iterdir()}
    target = path = Path(f"other{_ENDINGS.get(words[0], '.toml')}")
    if words[-1] == "--out":
        target = Path("out")
        target.mkdir()
        path = target / ("results.json" if words[0] == "run" else "skaters.csv")
    if how == "link":
        path.symlink_to(own.parent / victim)
    else:
        path.hardlink_to(victim)
    (line,) = cli(*words, target, "--force").faults
    assert "is a file that is read for it; choose another name" in line
    assert (
        before.items()
        <= {each.name: each.read_bytes() for each in own.parent.iterdir() if each.is_file()}.items()
    )


@pytest.mark.parametrize("words", _FROM_OWN[:3], ids=" ".join)
@pytest.mark.parametrize("victim", ["own.toml", "./base.toml", "below/../own.toml"])
def test_nor_under_its_own_name(
    cli: CLI, own: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], victim: str
) -> None:
    monkeypatch.chdir(own.parent)
    Path("below").mkdir()
    before = Path(victim).read_bytes()
    (line,) = cli(*words, victim, "--force").faults
    assert "is a file that is read for it; choose another name" in line
    assert Path(victim).read_bytes() == before


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs devices")
def test_a_device_may_be_written_without_asking(cli: CLI, tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("/dev/null")
    assert cli("export", "two-teams", "-o", tmp_path / "a.csv").status == 0
    assert (tmp_path / "a.csv").is_symlink()


# The signal comes when the file is complete under another name, just before it gets its own.
_SIGNALLED = """
import os, signal, sys
from pursuit_sim.cli import main

number, real = getattr(signal, sys.argv.pop(1)), os.fsync

def fsync(handle):
    os.kill(os.getpid(), number)
    real(handle)

os.fsync = fsync
sys.exit(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(("words", "file", "folder"), WHERE, ids=str)
def test_whoever_is_interrupted_while_writing_leaves_nothing(
    tmp_path: Path, words: tuple[str, ...], file: Path, folder: bool, sent: str
) -> None:
    target = tmp_path / "a" / "b" if folder else tmp_path / file
    done = subprocess.run(
        [sys.executable, "-c", _SIGNALLED, sent, *words, str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 128 + signal.Signals[sent], done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("sent", [signal.SIGTERM, getattr(signal, "SIGHUP", None)])
def test_a_clip_whose_process_is_told_to_end_leaves_nothing(
    tmp_path: Path, sent: signal.Signals
) -> None:
    replay = prepare(simulate(load("two-teams").races["race-1"]), RaceContext())
    wanted = ClipRequest(replay, 0.0, 60.0, Settings(size=(640, 360)))
    job = clip_process.job(wanted, tmp_path / "clip.mp4")
    with subprocess.Popen(
        [sys.executable, "-c", clip_process._CHILD, ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(clip_process._jobs().dump_json(job))
        child.stdin.close()
        assert child.stdout.readline().startswith(b"filmed")
        assert list(tmp_path.iterdir())
        child.send_signal(sent)
        child.stdout.read()
    assert list(tmp_path.iterdir()) == []


def test_a_clip_is_written_over_no_file_that_appears_while_it_is_filmed(tmp_path: Path) -> None:
    """As another window's of the same race and moment does."""
    replay = prepare(simulate(load("two-teams").races["race-1"]), RaceContext())
    wanted = ClipRequest(replay, 30.0, 30.1, Settings(size=(320, 180)))
    path = tmp_path / "clip.mp4"

    def appear(_done: int, _total: int) -> None:
        path.write_text("precious")

    named = clip_process.save(wanted, path, appear)
    assert named == tmp_path / "clip-2.mp4"
    assert named.stat().st_size > 1000
    assert path.read_text() == "precious"
    assert {each.name for each in tmp_path.iterdir()} == {"clip.mp4", "clip-2.mp4"}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such modes")
@pytest.mark.parametrize(("words", "file", "folder"), WHERE, ids=str)
def test_a_folder_that_takes_no_file_is_refused_before_the_work(
    tmp_path: Path, cli: CLI, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], file: Path,
    folder: bool,
) -> None:  # fmt: skip
    real = os.open

    def opened(path: str | Path, flags: int, *more: int, **named: int) -> int:
        if str(path).startswith(str(tmp_path)) and flags & os.O_CREAT:
            raise OSError(30, "Read-only file system", str(path))
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", opened)
    (line,) = cli(*words, tmp_path if folder else tmp_path / file).faults
    assert "may not be written: Read-only file system; choose another place" in line
    assert list(tmp_path.iterdir()) == []
