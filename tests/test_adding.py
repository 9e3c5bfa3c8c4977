"""One way to add: the worked examples of `docs/development.md`, taken from the page and run."""

from __future__ import annotations

import ast
import csv
import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import pursuit_sim
from helpers.outcomes import Outcome
from helpers.races import DATA
from pursuit_sim import event_formats, importers
from pursuit_sim.cli import program
from pursuit_sim.draw.replay import story
from pursuit_sim.errors import InputError
from pursuit_sim.export import writers
from pursuit_sim.track import LAP_LENGTH_M
from pursuit_sim.units import parse_time

Cli = Callable[..., Outcome]
ROOT = Path(__file__).resolve().parent.parent
PAGE, SOURCE = ROOT / "docs" / "development.md", ROOT / "src"


@dataclass
class Example:
    """A section of the page: the module that it shows, and its line of a registry."""

    module: ModuleType
    line: str

    @property
    def entry(self) -> dict[str, str]:
        """The line of a registry by names."""
        found: dict[str, str] = ast.literal_eval(f"{{{self.line}}}")
        return found


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Example]:
    def take(heading: str) -> Example:
        page = PAGE.read_text(encoding="utf-8")
        section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        path = re.search(r"`([\w/]+)\.py`:", section)
        code = re.search(r"^```python\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        line = re.search(r"^```text\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        assert path, heading
        assert code, heading
        assert line, heading
        name = path[1].rpartition("/")[2]
        assert not [*SOURCE.rglob(f"{name}.py")], "names of modules are unique"
        module = ModuleType(f"pursuit_sim.{path[1].replace('/', '.')}")
        exec(compile(code[1], str(PAGE), "exec"), module.__dict__)  # noqa: S102 - the page is ours
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return Example(module, line[1].strip())

    return take


TWO_RUNS = """
format = "pursuit-sim/scenario"
version = 1
event = { name = "Club evening", sex = "women", laps = 6, rounds = "two-runs" }
[teams.RED]
skaters = ["Ada", "Bea", "Cleo"]
[teams.BLU]
skaters = ["Eva", "Fay", "Gwen"]
[races.one]
round = "first-run"
finish = { team = "RED", lineup = ["Ada", "Bea", "Cleo"], time = "2:55.00", formation = "push" }
crossing = { team = "BLU", lineup = ["Eva", "Fay", "Gwen"], time = "2:56.00", formation = "push" }
[races.two]
round = "second-run"
finish = { team = "BLU", lineup = ["Eva", "Fay", "Gwen"], time = "2:54.00", formation = "push" }
crossing = { team = "RED", lineup = ["Ada", "Bea", "Cleo"], time = "2:56.00", formation = "push" }
"""


def test_an_event_format(
    example: Callable[[str], Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match=r"event\.rounds: found 'two-runs'"):
        pursuit_sim.scenario.load_text(TWO_RUNS)
    added = example("Adding an event format")
    assert added.line == f"{added.module.__name__.rpartition('.')[2]}.FORMAT,"
    monkeypatch.setitem(event_formats.FORMATS, "two-runs", added.module.FORMAT)
    found = pursuit_sim.results(pursuit_sim.scenario.load_text(TWO_RUNS))
    # 176 + 174 = 350 s before 175 + 176 = 351 s.
    assert [(each.place, each.team, each.race) for each in found.standings] == [
        (1, "BLU", "two"), (2, "RED", "two"),
    ]  # fmt: skip
    assert [column.name for column in story.columns(found)] == ["First run", "Second run"]
    assert story.meaning(found, "two", "BLU") == "1st"


def test_an_importer(
    example: Callable[[str], Example], monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    file, made = tmp_path / "finals.txt", tmp_path / "finals.toml"
    file.write_text("NOR 3:38.08 v ROC 3:40.46\nUSA 3:38.80 v NED 3:38.9x\n", encoding="utf-8")
    ((name, module),) = example("Adding an importer").entry.items()
    monkeypatch.setitem(importers.IMPORTERS, name, module)
    (fault,) = cli("import", file, "--sex", "men", "-o", made).faults
    assert "line 2: '3:38.9x' is not a time" in fault
    file.write_text("NOR 3:38.08 v ROC 3:40.46\n", encoding="utf-8")
    assert cli("import", file, "--format", name, "--sex", "men", "-o", made).status == 0
    (race,) = pursuit_sim.load(made).races.values()
    found = [(each.team.code, each.side, each.official_time_s) for each in race.entries]
    assert found == [("NOR", "finish", 218.08), ("ROC", "crossing", 220.46)]


def test_an_exporter(
    example: Callable[[str], Example], monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    ((ending, function),) = example("Adding an exporter").entry.items()
    path = tmp_path / f"final{ending}"
    words = ("export", "beijing-2022-men", "--race", "final-a", "--rate", "1", "-o", path)
    (fault,) = cli(*words).faults
    assert "must end in .csv, .npz, .parquet" in fault
    monkeypatch.setitem(writers.TRAJECTORIES, ending, function)
    assert cli(*words).status == 0
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    norway = [row["distance_m"] for row in rows if (row["t_s"], row["team"]) == (218.08, "NOR")]
    # The third skater is at the line in the moment of the official time.
    assert len(norway) == 3
    assert min(norway) == pytest.approx(8 * LAP_LENGTH_M, abs=1e-3)


def test_a_verb(
    example: Callable[[str], Example], monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    for verb, module in example("Adding a verb").entry.items():
        monkeypatch.setitem(program.VERBS, verb, module)
    assert re.search("^ *winners +Tell who won each race", cli("--help").out, re.MULTILINE)
    done = cli("winners", "beijing-2022-men")
    fastest: dict[str, tuple[float, str]] = {}
    with (DATA / "beijing2022_men.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            time = parse_time(row["official"]), row["noc"]
            race = row["round"] + (row["heat"] if row["round"] in ("QF", "SF") else "")
            fastest[race] = min(time, fastest.get(race, time))
    shown = dict(line.split() for line in done.out.splitlines())
    assert len(shown) == len(fastest) == 10
    assert sorted(shown.values()) == sorted(team for _, team in fastest.values())
    assert (shown["final-a"], shown["sf-1"], shown["qf-2"]) == (
        fastest["FA"][1], fastest["SF1"][1], fastest["QF2"][1],
    )  # fmt: skip


def test_the_schema_has_every_format_and_round() -> None:
    tables: Mapping[str, Any] = pursuit_sim.scenario.schema()["$defs"]
    rounds = tables["EventTable"]["properties"]["rounds"]["enum"]
    assert rounds == [*event_formats.FORMATS]
    assert rounds == [
        "olympic", "olympic-2014", "world-cup", "championship", "ranking", "single",
    ]  # fmt: skip
    assert tables["RaceTable"]["properties"]["round"]["enum"] == [*event_formats.rounds()]


def test_everything_registered_is_there() -> None:
    for registry in (
        writers.TRAJECTORIES, writers.RESULTS, writers.PICTURES, writers.FILMS,
    ):  # fmt: skip
        assert all(callable(writers.writer(registry, name)) for name in registry)
    assert all(importers.named(name).about for name in importers.IMPORTERS)
    assert all(name == each.name for name, each in event_formats.FORMATS.items())
