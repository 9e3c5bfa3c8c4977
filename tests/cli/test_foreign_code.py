"""Nothing that lies beside a scenario is executed, whatever its name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pursuit_sim import resources
from pursuit_sim.app.save_worker import ClipRequest
from pursuit_sim.cli import clip_process
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.race_context import RaceContext
from pursuit_sim.draw.settings import Settings
from pursuit_sim.scenario import load
from pursuit_sim.sim import simulate

pytestmark = pytest.mark.whole

# What the program imports, now or late, of its own, of others and of Python.
_NAMES = (
    "av", "numpy", "matplotlib", "pickle", "json", "pygame", "pygame_gui", "pydantic", "rich",
    "click", "base64", "csv", "queue", "secrets", "sitecustomize", "usercustomize", "pyarrow",
    "pathlib",
)  # fmt: skip
_TRAP = "from pathlib import Path\nPath({mark!r}).write_text(__name__)\n"
# What starts as the whole program: the shortest way, a film, which starts others, and the window.
_ALONE = (
    ("run", "two.toml", "--format", "json"),
    ("render", "two.toml", "--from", "0", "--to", "0.2", "--size", "320x180", "-o", "a.mp4"),
    ("watch", "two.toml"),
)
_VERBS = (
    ("validate", "two.toml"),
    ("render", "two.toml", "--at", "30", "--size", "320x180", "-o", "a.png"),
    ("export", "two.toml", "-o", "a.csv"),
    ("export", "two.toml", "-o", "a.npz"),
    ("compare", "two.toml", "--team", "BLU", "--draws", "100"),
    ("plot", "two.toml", "-o", "p.png"),
    ("sweep", "two.toml", "--vary", "rink.air_density_kgm3=1.1,1.2"),
    ("optimise", "two.toml", "--team", "BLU"),
    ("fit", "thialf-2020-pair-1"),
    ("new", "mine.toml"),
    ("schema",),
    ("scenarios",),
    ("records",),
)
_EACH = """
import json, sys
from pursuit_sim.__main__ import run
looked_in = sys.path[:]
for words in json.loads(sys.argv[1]):
    sys.argv = ["pursuit-sim", *words]
    assert run() == 0, words
    assert sys.path == looked_in, words
"""


@pytest.fixture
def trapped(tmp_path: Path) -> Path:
    """A folder with a scenario, and modules that leave a mark when they are executed."""
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    (tmp_path / "two.toml").write_text(text, encoding="utf-8")
    for name in _NAMES:
        (tmp_path / f"{name}.py").write_text(_TRAP.format(mark=str(tmp_path / "executed")))
    return tmp_path


@pytest.mark.parametrize("words", _ALONE, ids=" ".join)
def test_the_program_executes_nothing_that_lies_beside_a_scenario(
    trapped: Path, words: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "pursuit-sim", *words],
        cwd=trapped,
        env={**os.environ, "SDL_VIDEODRIVER": "none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not (trapped / "executed").exists(), (trapped / "executed").read_text()
    assert done.returncode in ((0,) if words[0] != "watch" else (0, 1)), done.stderr


def test_no_verb_executes_what_lies_beside_a_scenario(trapped: Path, tmp_path: Path) -> None:
    """As the script does, from a folder of its own: one process takes a module from one place."""
    script = tmp_path / "elsewhere" / "script.py"
    script.parent.mkdir()
    script.write_text(_EACH, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, json.dumps(_VERBS)],
        cwd=trapped,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not (trapped / "executed").exists(), (trapped / "executed").read_text()
    assert done.returncode == 0, done.stderr


def test_as_a_module_neither(trapped: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pursuit_sim", *_ALONE[0]],
        cwd=trapped,
        capture_output=True,
        check=False,
    )
    assert not (trapped / "executed").exists(), (trapped / "executed").read_text()
    assert done.returncode == 0


@pytest.mark.parametrize("variable", ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME"])
def test_nor_when_the_window_saves_a_clip(
    trapped: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    replay = prepare(simulate(load("two-teams").races["race-1"]), RaceContext())
    monkeypatch.chdir(trapped)
    monkeypatch.setenv(variable, str(trapped))
    wanted = ClipRequest(replay, 10.0, 10.2, Settings(size=(320, 180)))
    clip_process.save(wanted, trapped / "clip.mp4", lambda _done, _total: None)
    assert (trapped / "clip.mp4").stat().st_size > 1000
    assert not (trapped / "executed").exists(), (trapped / "executed").read_text()


def test_what_is_sent_to_the_process_is_checked_and_carries_no_code(
    trapped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import io
    import pickle

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {trapped / 'executed'}",)

    for sent in (pickle.dumps(Evil()), b"{}", b"", b"[1, 2"):
        assert clip_process.main(io.BytesIO(sent)) == 1
    assert not (trapped / "executed").exists()
    assert "film" in capsys.readouterr().err
