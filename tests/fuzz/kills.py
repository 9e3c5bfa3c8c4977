"""Kill every verb that writes at random moments: each file is the old or the new one, whole.

``python -m fuzz.kills --count 200 --seed 1``, run inside ``tests/``. After each kill the same
verb is run again, and nothing may be left beside its files then. Then pairs of processes write
the same file at once, and what is there must be from one of them alone.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from fuzz import whole_files

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "pursuit_sim")
SHORT = ("--from", "30", "--to", "31", "--fps", str(whole_files.STEPS), "--size", "320x180")
OLD = b"old\n"
LATEST = 1.2  # moment of a kill, in usual durations
PATIENCE_S = 120.0
_CLIP = """
import sys
from pathlib import Path
from pursuit_sim.app.save_worker import ClipRequest
from pursuit_sim.cli import clip_process
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.race_context import RaceContext
from pursuit_sim.draw.settings import Settings
from pursuit_sim.scenario import load
from pursuit_sim.sim import simulate

replay = prepare(simulate(load("two-teams").races["race-1"]), RaceContext())
wanted = ClipRequest(replay, 30.0, 30.0 + STEPS / 30, Settings(size=(320, 180)))
clip_process.save(wanted, Path("clip.mp4"), lambda _done, _total: None)
""".replace("STEPS", str(whole_files.STEPS))


@dataclass(frozen=True, slots=True)
class WritingVerb:
    """A command and the files that it writes into the folder in which it is run.

    One that replaces none numbers its file where the name is taken.
    """

    command: tuple[str, ...]
    files: tuple[str, ...]
    replaces: bool = True

    @property
    def name(self) -> str:
        """The verb and its first file."""
        return f"{'clip' if '-c' in self.command else self.command[len(PROGRAM)]} {self.files[0]}"

    def made(self, folder: Path) -> list[str]:
        """Which files of it are there, but for old ones that it left as they were."""
        if self.replaces:
            return [file for file in self.files if (folder / file).exists()]
        named = (each for file in self.files for each in folder.glob(file.replace(".", "*.")))
        return [each.name for each in named if each.read_bytes() != OLD]


def _verb(words: str, *files: str) -> WritingVerb:
    return WritingVerb((*PROGRAM, *words.split(), "--force"), files)


def _render(file: str) -> WritingVerb:
    words = SHORT if file.endswith((".mp4", ".webm", ".gif")) else ("--at", "30")
    return _verb(f"render two-teams -o {file} {' '.join(words)}", file)


_ONE = "compare two-teams --team BLU --draws 100"
VERBS = (
    *map(_render, ("a.png", "a.svg", "a.mp4", "a.webm", "a.gif")),
    *(_verb(f"export two-teams -o {each}", each) for each in ("a.csv", "a.npz", "a.parquet")),
    *(_verb(f"plot two-teams -o {each}", each) for each in ("p.png", "p.svg", "p.pdf")),
    _verb(f"{_ONE} --plot c.png", "c.png"),
    _verb(
        f"{_ONE} --out out", "out/comparison.txt", "out/comparison.json", "out/formations.csv",
        "out/skaters.csv", "out/sensitivities.csv", "out/ratios.csv",
    ),
    _verb("sweep two-teams --vary rink.air_density_kgm3=1.1,1.2 --plot s.svg", "s.svg"),
    _verb("fit thialf-2020-pair-1 -o f.toml", "f.toml"),
    _verb("optimise two-teams --team BLU --seconds 1 -o o.toml", "o.toml"),
    _verb(f"import {ROOT}/docs/examples/thialf-2020-pair-1.json -o i.toml", "i.toml"),
    _verb("new n.toml", "n.toml"),
    _verb(
        "run two-teams --out out", "out/results.txt", "out/results.json", "out/results.csv",
        "out/splits.csv", "out/standings.csv", "out/records.csv",
    ),
    WritingVerb((sys.executable, "-c", _CLIP), ("clip.mp4",), replaces=False),
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What a campaign found."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def campaign(count: int, seed: int, pairs: int, *, tell: bool = False) -> Tally:
    """Kill `count` commands and let `pairs` pairs of them meet."""
    chance, tally = random.Random(seed), Tally()
    usual_s: dict[WritingVerb, float] = {}
    order: list[WritingVerb] = []
    for number in range(count):
        order = order or chance.sample(VERBS, len(VERBS))
        verb = order.pop()
        share, existing = chance.uniform(0.0, LATEST), chance.random() < 0.5
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if verb not in usual_s:
                begun = time.monotonic()
                _finish(verb, folder, tally)
                usual_s[verb] = time.monotonic() - begun
            _kill(verb, folder, share * usual_s[verb], existing, tally)
        if tell:
            print(f"{number + 1}/{count} {verb.name} at {share:.2f}: {dict(tally.counts)}")
    for number in range(pairs):
        with tempfile.TemporaryDirectory() as name:
            _meet(Path(name), chance.uniform(-0.1, 0.1), tally)
        if tell:
            print(f"pair {number + 1}/{pairs}: {dict(tally.counts)}")
    return tally


def _kill(verb: WritingVerb, folder: Path, after_s: float, existing: bool, tally: Tally) -> None:
    """Start a command in a folder, kill it, look at what is there, and run it again."""
    for file in verb.files:
        (folder / file).unlink(missing_ok=True)
        if existing:
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(OLD)
    child = _started(verb, folder)
    try:
        child.communicate(timeout=after_s)
        tally.counts["ended first"] += 1
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)  # with the process that films a clip
        child.communicate()
        tally.counts["killed"] += 1
    new = [file for file in verb.files if _is_new(folder / file, existing, verb, tally)]
    tally.counts[
        "all new" if len(new) == len(verb.files) else "some new" if new else "all old"
    ] += 1
    tally.counts["stand-ins left"] += len(_beside(verb, folder))
    _finish(verb, folder, tally)
    if existing and not verb.replaces:
        gone = [file for file in verb.files if (folder / file).read_bytes() != OLD]
        tally.faults += [f"{verb.name}: {file} is written over" for file in gone]
    left = _beside(verb, folder)
    tally.counts["litter"] += len(left)
    tally.faults += [f"{verb.name}: {each} is left" for each in left]


def _is_new(path: Path, existing: bool, verb: WritingVerb, tally: Tally) -> bool:
    """Whether a file is the new one; what is neither it nor the old one is a fault."""
    if not path.exists():
        if existing:
            tally.faults.append(f"{verb.name}: {path.name} is lost")
        return False
    if existing and path.read_bytes() == OLD:
        return False
    _check_whole(path, verb, tally)
    return True


def _check_whole(path: Path, verb: WritingVerb, tally: Tally) -> None:
    try:
        whole_files.check(path)
    except Exception as error:  # noqa: BLE001 - whatever a reader says of a broken file
        tally.counts["half"] += 1
        tally.faults.append(f"{verb.name}: {path.name} is not whole: {error!r}")


def _finish(verb: WritingVerb, folder: Path, tally: Tally) -> None:
    """Run a command to its end; every file must be there and whole."""
    child = _started(verb, folder)
    said = child.communicate(timeout=PATIENCE_S)[1].decode(errors="replace")
    if child.returncode:
        tally.faults.append(f"{verb.name}: status {child.returncode}: {said}")
    made = verb.made(folder)
    for file in made:
        _check_whole(folder / file, verb, tally)
    if len(made) < len(verb.files):
        missing = ", ".join(sorted({*verb.files} - {*made}))
        tally.faults.append(f"{verb.name}: {missing} is not written")


def _meet(folder: Path, later_s: float, tally: Tally) -> None:
    """Two commands write the same file at once: the file is one of theirs."""
    first, second = (
        _verb(f"export beijing-2022-men --race {race} -o a.csv --rate 50", "a.csv")
        for race in ("final-a", "sf-1")
    )
    alone = []
    for verb in (first, second):
        _finish(verb, folder, tally)
        alone.append((folder / "a.csv").read_bytes())
    (folder / "a.csv").unlink()
    children = []
    for verb in (first, second) if later_s >= 0 else (second, first):
        children.append(_started(verb, folder))
        time.sleep(abs(later_s))
    for child in children:
        child.communicate(timeout=PATIENCE_S)
        tally.faults += [f"pair: status {child.returncode}"] if child.returncode else []
    tally.counts["pairs"] += 1
    if (folder / "a.csv").read_bytes() not in alone:
        tally.faults.append("pair: the file is neither one's")
    tally.faults += [f"pair: {each} is left" for each in _beside(first, folder)]


def _started(verb: WritingVerb, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        verb.command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _beside(verb: WritingVerb, folder: Path) -> list[str]:
    """What lies in a folder and is none of a command's files."""
    found = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    return sorted(found - {*verb.files, *verb.made(folder)})


def main() -> int:
    """Run a campaign and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=20)
    given = parser.parse_args()
    tally = campaign(given.count, given.seed, given.pairs, tell=True)
    print("\n".join([*tally.faults, str(dict(tally.counts)), f"{len(tally.faults)} faults"]))
    return bool(tally.faults)


if __name__ == "__main__":
    sys.exit(main())
