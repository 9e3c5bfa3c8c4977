"""Clips of the window, filmed by a process of their own so that the window plays on.

The parent sends what is to be filmed on the child's standard input and reads how far it has
come, and at last where the film is, from its standard output. What is sent is JSON, which is
checked as it is read: it can hold values and nothing that is executed. Simulating again gives
equal arrays, so races and not trajectories are sent, but for what the model itself does not give.

The child is isolated: it takes no module from the folder in which the window was started, and
heeds no variable that would have it do so.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from pydantic import PlainSerializer, PlainValidator, TypeAdapter, ValidationError

import pursuit_sim
from pursuit_sim import atomic_write
from pursuit_sim.cli import process
from pursuit_sim.draw.replay.race_context import RaceContext
from pursuit_sim.draw.settings import Settings
from pursuit_sim.scenario.race import Race

if TYPE_CHECKING:
    from pursuit_sim.app.save_worker import ClipRequest
    from pursuit_sim.draw.replay.replay import Replay
    from pursuit_sim.on_step import OnStep
    from pursuit_sim.trajectory import Trajectory

Floats = NDArray[np.float64]


def _packed(array: Floats) -> dict[str, Any]:
    """An array as JSON holds it, to the last bit."""
    data = np.ascontiguousarray(array, dtype="<f8").tobytes()
    return {"shape": array.shape, "data": base64.b64encode(data).decode()}


def _unpacked(packed: dict[str, Any]) -> Floats:
    """The array again."""
    flat = np.frombuffer(base64.b64decode(packed["data"], validate=True), dtype="<f8")
    return flat.reshape(packed["shape"]).astype(np.float64)


SentFloats = Annotated[Any, PlainSerializer(_packed), PlainValidator(_unpacked)]
_STEP = b"filmed"  # begins a line that says how far the film has come
_NAMED = b"named"  # and one that says where it is
_POLITE = 5  # niceness: the window goes first
# Isolated from folder and environment; a checkout that is not installed is found last of all.
_CHILD = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from pursuit_sim.cli.clip_process import child; sys.exit(child())"
)
_PATIENCE_S = 5.0  # that a cancelled child is given to take its half-written file away


@dataclass(frozen=True, slots=True, eq=False)
class ClippedRace:
    """A race, the model that is to run it, and extras that another model gave it."""

    race: Race
    model: str
    extras: dict[str, SentFloats] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class ClippedGhost:
    """A ghost as something that can be sent; see `draw.replay.ghost.Ghost`."""

    run: ClippedRace
    team: str
    label: str
    beside: str
    interval_s: tuple[float, float] | None
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What is to be filmed, and where to; see `app.save_worker.ClipRequest`."""

    run: ClippedRace
    context: RaceContext
    ghost: ClippedGhost | None
    start_s: float
    end_s: float
    settings: Settings
    path: Path


@cache
def _jobs() -> TypeAdapter[Job]:
    """Writes and reads jobs."""
    return TypeAdapter(Job)


def save(clip: ClipRequest, path: Path, on_step: OnStep) -> Path:
    """Film a clip in another process, and wait for it; where the film is.

    That is `path`, or with the next free number where that is taken once the film is complete.

    Raises
    ------
    OSError
        if the film cannot be written
    RuntimeError
        with what the other process said, for anything else
    """
    child = subprocess.Popen(  # noqa: S603 - this program itself, and no shell
        [sys.executable, "-I", "-c", _CHILD, str(Path(pursuit_sim.__file__).parents[1])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYGAME_HIDE_SUPPORT_PROMPT": "1"},
    )
    named = path
    assert child.stdin and child.stdout and child.stderr  # noqa: S101, PT018 - for mypy
    with child.stdin, child.stdout, child.stderr:
        try:
            # A child that ends at once says why below.
            with contextlib.suppress(BrokenPipeError):
                child.stdin.write(_jobs().dump_json(job(clip, path)))
                child.stdin.close()
            for line in child.stdout:
                if line.startswith(_STEP):
                    _, done, total = line.split()
                    on_step(int(done), int(total))
                elif line.startswith(_NAMED):
                    named = Path(json.loads(line.removeprefix(_NAMED)))
            said = child.stderr.read().decode(errors="replace").strip()
            child.wait()
        except BaseException:
            # Its next on_step finds nobody listening: it stops and takes its file away.
            child.stdout.close()
            try:
                child.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            raise
    if child.returncode:
        said = said.splitlines()[-1] if said else ""
        raise RuntimeError(said or f"the film's process ended with {child.returncode}")
    return named


def job(clip: ClipRequest, path: Path) -> Job:
    """A clip as something that can be sent."""
    replay, run = clip.replay, clip.replay.ghost
    clipped = None
    if run is not None:
        alone = run.replay
        clipped = ClippedGhost(
            _run(alone),
            alone.codes[0],
            run.label,
            replay.codes[run.team],
            run.interval_s,
            run.note,
        )
    return Job(
        run=_run(replay),
        context=replace(replay.context, short_names=dict(replay.context.short_names)),
        ghost=clipped,
        start_s=clip.start_s,
        end_s=clip.end_s,
        settings=clip.settings,
        path=path,
    )


def _run(replay: Replay) -> ClippedRace:
    made = replay.trajectory
    return ClippedRace(
        made.race, made.model, dict(made.extras) if made.model == "kinematic" else {}
    )


def _skated(run: ClippedRace) -> Trajectory:
    from pursuit_sim.sim import simulate

    made = simulate(run.race, run.model)
    # While a slider is dragged the race is run in coarser steps, and its extras do not fit.
    fits = all(len(array) == len(made.time_s) for array in run.extras.values())
    return replace(made, extras=run.extras) if run.extras and fits else made


def replayed(wanted: Job) -> Replay:
    """The replay that a job is about."""
    from pursuit_sim.draw.replay.ghost import Ghost
    from pursuit_sim.draw.replay.preparation import prepare

    ghost, sent = None, wanted.ghost
    if sent is not None:
        made = _skated(sent.run)
        ghost = Ghost(made, sent.team, sent.label, sent.beside, sent.interval_s, sent.note)
    return prepare(_skated(wanted.run), wanted.context, ghost)


def child() -> int:
    """What the other process does: as `main`, while the window goes first."""
    # Not every system knows niceness or allows it; the film is made all the same.
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_POLITE)
    with process.ended_tidily():
        return main()


def main(received: BinaryIO | None = None) -> int:
    """Film what standard input says; the exit status."""
    from pursuit_sim.errors import PursuitError

    try:
        wanted = _jobs().validate_json((received or sys.stdin.buffer).read())
    except ValidationError:
        print("what is to be filmed cannot be read", file=sys.stderr)
        return 1
    try:
        _film(wanted)
    except (BrokenPipeError, KeyboardInterrupt):
        # Nobody waits for it any more.
        process.discard_stdout()
        return 1
    except (OSError, PursuitError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        print(reason, file=sys.stderr)
        return 1
    return 0


def _film(wanted: Job) -> None:
    from pursuit_sim.export.pictures import render

    def on_step(done: int, total: int) -> None:
        print(_STEP.decode(), done, total, flush=True)

    def film(path: Path) -> None:
        shown = replayed(wanted)
        render.film(shown, path, wanted.start_s, wanted.end_s, wanted.settings, on_step=on_step)

    with process.short_turns():
        named = atomic_write.write_new(wanted.path, film)
    print(_NAMED.decode(), json.dumps(str(named)), flush=True)
