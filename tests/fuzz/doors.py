"""The doors by which input comes in, and what is tried behind each."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from random import Random

import numpy as np

from fuzz import event_keys, gap_door, name_door, sheet_door
from fuzz.mutations import override, results_file, scenario_text, source_file, tables
from fuzz.outcomes import RefusedError, ViolatedError, faults
from helpers import hostile, page_data
from helpers.markup import Elements
from pursuit_sim.cli import main
from pursuit_sim.errors import InputError
from pursuit_sim.event.run import results
from pursuit_sim.export.page import script
from pursuit_sim.export.page.document import page
from pursuit_sim.scenario import Scenario, load, load_text
from pursuit_sim.scenario.file_tables import FORMAT, VERSION
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import SKATERS, Trajectory

_TESTS = Path(__file__).parents[1]
_MILLISECOND = 1e-3
# What ends an element, or begins another, where somebody forgot to think of it.
_ENDS = ("</script><script>x", "</title><b>", "</style>", "<!--<script>", "]]>", '"><img src=x>')
_WILD = 0.1  # of the cases behind the first door, where anything may stand anywhere


@dataclass(frozen=True)
class Door:
    """A way in.

    Attributes
    ----------
    count : cases in a whole campaign
    knock : tries one case; raises `RefusedError`, `ViolatedError`, or whatever should not be raised
    """

    count: int
    knock: Callable[[Random], None]


def _loaded(random: Random, *, wild: bool = False) -> Scenario:
    try:
        return load_text(scenario_text(random, wild=wild))
    except InputError as error:
        faults(error)
        raise RefusedError from None


def _load(random: Random) -> None:
    if random.random() < 0.7:
        _loaded(random, wild=True)
        return
    try:
        load("two-teams", [override(random) for _ in range(random.choice((1, 1, 2, 3)))])
    except InputError as error:
        faults(error)
        raise RefusedError from None


def _run(random: Random) -> None:
    made = _loaded(random)
    model = random.choice(("kinematic", "power"))
    try:
        found = results(made, model)
        json.dumps(found.to_dict(), allow_nan=False)
        for race in made.races.values():
            sound(simulate(race, model))
    except InputError as error:
        faults(error)
        raise RefusedError from None


def sound(trajectory: Trajectory) -> None:
    """What is true of every race that was skated.

    Raises
    ------
    ViolatedError
        where it is not
    """
    race = trajectory.race
    for name in ("time_s", "distance_m", "lateral_m", "speed_mps"):
        if not np.isfinite(getattr(trajectory, name)).all():
            raise ViolatedError(f"{name} is not finite")
    if trajectory.speed_mps.min() < 0:
        raise ViolatedError(f"speed {trajectory.speed_mps.min():.3f} m/s")
    if trajectory.speed_mps.max() > 25:
        raise ViolatedError(f"speed {trajectory.speed_mps.max():.1f} m/s")
    for team, entry in enumerate(race.entries):
        own = trajectory.distance_m[:, SKATERS * team : SKATERS * (team + 1)]
        if np.diff(own, axis=0).min() < -1e-9:
            raise ViolatedError("somebody skates backwards")
        last = own.min(axis=1)
        finish = float(np.interp(race.distance_m, last, trajectory.time_s))
        if trajectory.model == "kinematic":
            if abs(finish - entry.official_time_s) > _MILLISECOND:
                raise ViolatedError(f"ends at {finish:.4f}, official {entry.official_time_s:.4f}")
            for split in entry.splits:
                at = float(np.interp(split.half_lap * race.distance_m / race.half_laps, last,
                                     trajectory.time_s))  # fmt: skip
                if abs(at - split.time_s) > _MILLISECOND:
                    raise ViolatedError(
                        f"half-lap {split.half_lap} at {at:.4f}, not {split.time_s:.4f}"
                    )


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="pursuit-sim-fuzz-"))


def _command(random: Random, *words: object, source: str = "two-teams") -> str:
    """A verb on a mutated file, by the command line; what it prints."""
    file = _folder() / "case.toml"
    wild = random.random() < _WILD
    file.write_text(
        scenario_text(random, wild=wild, source=source), encoding="utf-8", errors="replace"
    )
    return _said(words[0], file, *words[1:])


def _said(*words: object) -> str:
    """What a command prints.

    Raises
    ------
    RefusedError, ViolatedError
        where it refuses its input, or goes wrong
    """
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([*map(str, words)])
    if "Traceback" in err.getvalue():
        raise ViolatedError(err.getvalue()[-500:])
    if status == 2:
        if not err.getvalue().strip() or out.getvalue():
            raise ViolatedError("refused without a word, or with results")
        raise RefusedError
    if status:
        raise ViolatedError(f"status {status}: {err.getvalue()[-300:]}")
    return out.getvalue()


def _finite(text: str) -> None:
    """Every number of a JSON document is one."""

    def refuse(name: str) -> float:
        raise ViolatedError(f"{name} in JSON")

    json.loads(text, parse_constant=refuse)


def _render(random: Random) -> None:
    from pursuit_sim.draw.replay.race_shelf import RaceShelf
    from pursuit_sim.draw.scene import frame
    from pursuit_sim.draw.scenes import registry
    from pursuit_sim.draw.settings import Settings
    from pursuit_sim.paint.svg import svg

    made = _loaded(random)
    try:
        shelf = RaceShelf(results(made, random.choice(("kinematic", "power"))))
        replay, _ = shelf.of(random.choice(list(made.races)))
    except InputError as error:
        faults(error)
        raise RefusedError from None
    for _ in range(3):
        name = random.choice(registry.names(replay.codes))
        size = random.choice(((640, 360), (1280, 720), (360, 640)))
        moment = random.uniform(-1, replay.duration_s + 1)
        text = svg(frame(replay, moment, Settings(size=size, camera=name)), *size)
        if "nan" in text or "inf" in text.replace("infield", ""):
            raise ViolatedError(f"a number that is none in {name} at {moment:.2f}")


def _page(random: Random) -> None:
    """Whatever stands in a scenario, a page has the same elements and the same script."""
    source = random.choice(("two-teams", "two-teams", "thialf-2020-pair-1"))
    text = scenario_text(random, wild=random.random() < _WILD, source=source)
    for name in ("Two teams", "Red team", "Blue team", "Ada", "Eva", "Race 1"):
        tried = random.choice([*hostile.SPELT.values(), *_ENDS])
        if random.random() < 0.5:
            text = text.replace(f'"{name}"', json.dumps(tried, ensure_ascii=False))
    try:
        made = page(load_text(text), model=random.choice(("kinematic", "power")))
    except InputError as error:
        faults(error)
        raise RefusedError from None
    found, expected = Elements(made.html), Elements(script.template())
    if found.tags != expected.tags:
        raise ViolatedError(f"a page has other elements: {found.tags}")
    names = [(tag, name) for tag, name, _ in found.attributes]
    if names != [(tag, name) for tag, name, _ in expected.attributes]:
        raise ViolatedError(f"a page has other attributes: {names}")
    if found.within["module"] != script.joined():
        raise ViolatedError("a page has another script")
    if "<" in found.within["application/json"]:
        raise ViolatedError("data could end their element")
    _finite(page_data.text_of(made.html))


def _export(random: Random) -> None:
    file = _folder() / "race.csv"
    file.unlink(missing_ok=True)
    _command(random, "export", "-o", file, "--rate", 5)
    text = file.read_text(encoding="utf-8")
    if ",nan" in text or ",inf" in text or ",-inf" in text:
        raise ViolatedError("a number that is none")


def _compare(random: Random) -> None:
    _finite(_command(random, "compare", "--team", random.choice(("RED", "BLU")), "--race", "race-1",
                     "--draws", 100, "--format", "json"))  # fmt: skip


def _fit(random: Random) -> None:
    _finite(_command(random, "fit", "--format", "json", source="thialf-2020-pair-1"))


def _import(random: Random) -> None:
    ending, data = results_file(random)
    given, made = _folder() / f"results{ending}", _folder() / "made.toml"
    given.write_bytes(data)
    made.unlink(missing_ok=True)
    _said("import", given, "-o", made, *random.choice(((), ("--sex", "men"))))
    _finite(_said("run", made, "--format", "json"))


def _qualify(random: Random) -> None:
    """World Cups by their files, changed; a host and a form of answer."""
    cups = sorted((_TESTS.parent / "docs" / "examples").glob("world-cup-*-men.toml"))
    changed = random.choice(cups)
    file = _folder() / changed.name
    file.write_text(
        scenario_text(random, wild=False, source=str(changed)), encoding="utf-8", errors="replace"
    )
    words: list[object] = [file if each is changed else each for each in cups]
    if random.random() < 0.5:
        words += ["--host", random.choice(("ITA", "NED", "XXX", "ita", ""))]
    _finite(_said("qualify", *words, "--format", "json"))


def _what_if(random: Random) -> None:
    """A file that changes another by what an event knows, in any verb that reads one."""
    base = random.choice(("beijing-2022-women", "two-teams", "mixed-evening", "dead-heat"))
    lines = [f"[{table}]" for table in tables(base)]
    for _ in range(random.choice((1, 1, 2, 3))):
        random.choice(event_keys.CHANGES)(random, lines)
    changed = [i for i, line in enumerate(lines) if not line.startswith("[")]
    heads = [i - 1 for i in changed if i - 1 not in changed]
    kept = "\n".join(lines[i] for i in sorted({*changed, *heads}))
    extended = f'format = "{FORMAT}"\nversion = {VERSION}\nextends = "{source_file(base)}"\n'
    file, made = _folder() / "what-if.toml", _folder() / "made"
    file.write_text(extended + kept + "\n", encoding="utf-8", errors="replace")
    model = random.choice(("kinematic", "power"))
    _finite(_said("run", file, "--model", model, "--format", "json"))
    race = random.choice(list(load(file).races))
    verb = random.choice((
        ("run", "--race", race), ("run", "--format", "table"), ("run", "--format", "csv"),
        ("export", "--race", race, "-o", made.with_suffix(".csv"), "--force"),
        ("plot", "--race", race, "-o", made.with_suffix(".svg"), "--force"),
        ("render", "--race", race, "-o", made.with_suffix(".svg"), "--at", "end", "--force"),
    ))  # fmt: skip
    said = _said(verb[0], file, *verb[1:])
    if "nan" in said.lower().split() or "None" in said.split():
        raise ViolatedError(f"{verb}: {said[-300:]}")


def _sweep(random: Random) -> None:
    low, high = sorted((random.uniform(0.94, 1.3), random.uniform(0.94, 1.3)))
    varied = f"rink.air_density_kgm3={low:.3f}..{high:.3f}/3"
    _finite(_command(random, "sweep", "--race", "race-1", "--vary", varied, "--format", "json"))


def _optimise(random: Random) -> None:
    _finite(_command(random, "optimise", "--team", random.choice(("RED", "BLU")), "--race",
                     "race-1", "--format", "json"))  # fmt: skip


def _odds(random: Random) -> None:
    """The odds of a changed event or race, at a moment that it may not have."""
    source = random.choice(("beijing-2022-women", "mixed-evening", "dead-heat", "two-teams"))
    words: list[object] = ["odds", "--format", "json"]
    if random.random() < 0.4:
        words += ["--race", "qf-1" if source == "beijing-2022-women" else "race-1"]
        moment = ("--at", "bell"), ("--at", "end-3"), ("--laps-to-go", 0.25), ()
        words += random.choice(moment)
        _finite(_command(random, *words, source=source))
        return
    words += ["--draws", 1000]
    if random.random() < 0.7:
        words += ["--after", random.choice(("quarterfinals", "semifinals"))]
    if random.random() < 0.2:
        words += ["--earlier", random.choice(("thialf-2020-women", "milano-2026-women"))]
    if random.random() < 0.1:
        words += ["--team", "JPN", "--formation", random.choice(("rotating", "push"))]
    if random.random() < 0.3:
        words += ["--form", random.choice((0, 0.3, 5))]
    _finite(_command(random, *words, source=source))


DOORS = {
    "load": Door(1_000_000, _load),
    "run": Door(100_000, _run),
    "frame": Door(10_000, _render),
    "page": Door(10_000, _page),
    "export": Door(10_000, _export),
    "compare": Door(10_000, _compare),
    "fit": Door(10_000, _fit),
    "import": Door(100_000, _import),
    "sheet": Door(10_000, sheet_door.knock),
    "name": Door(10_000, name_door.knock),
    "gap": Door(10_000, gap_door.knock),
    "qualify": Door(10_000, _qualify),
    "what-if": Door(10_000, _what_if),
    "odds": Door(10_000, _odds),
    "sweep": Door(10_000, _sweep),
    "optimise": Door(10_000, _optimise),
}
