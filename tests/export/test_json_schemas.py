"""Every JSON document that the program writes is as its schema says, and stays so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from helpers.outcomes import CLI
from helpers.races import DATA
from pursuit_sim.cli.program import VERBS
from pursuit_sim.export.json_schemas import SCHEMAS

pytestmark = pytest.mark.usefixtures("answers_once")

ROOT = Path(__file__).parents[2]
CUPS = [ROOT / f"docs/examples/world-cup-{each}-men.toml" for each in (1, 2, 4)]
KEPT = DATA / "json_documents.json"
# The commands that write a document, by the name of its schema.
WRITTEN: list[tuple[str, tuple[object, ...]]] = [
    ("results", ("run", "beijing-2022-men")),
    ("results", ("run", "what-if-dutch-push")),
    ("results", ("run", "two-teams", "--model", "power")),
    ("results", ("run", CUPS[0])),
    ("results", ("run", DATA / "outcomes" / "mixed-evening.toml")),
    ("results", ("run", DATA / "outcomes" / "milano-women-finals.toml")),
    ("comparison", ("compare", "beijing-2022-men", "--race", "sf-1", "--team", "NED")),
    ("comparison-event", ("compare", "two-teams", "--all")),
    ("sweep", ("sweep", "two-teams", "--vary", "rink.air_density_kgm3=1.03,1.24")),
    ("sweep", ("sweep", "two-teams", "--vary", "body.drag_area_m2=0.15,0.3")),
    ("odds", ("odds", "beijing-2022-men", "--draws", "1000")),
    ("odds", ("odds", "pyeongchang-2018-men", "--after", "quarterfinals", "--draws", "1000")),
    ("odds", ("odds", "world-cup-2025-calgary-men", "--draws", "1000")),
    ("race-odds", ("odds", "pyeongchang-2018-men", "--race", "final-a", "--at", "2:31.4")),
    ("race-odds", ("odds", "beijing-2022-men", "--race", "qf-1")),
    ("fit", ("fit", "thialf-2020-pair-1", "--team", "POL")),
    ("plan", ("optimise", "two-teams", "--team", "RED", "--seconds", "0.5")),
    (
        "race-plan",
        ("plan", "beijing-2022-men", "--race", "sf-1", "--team", "NED", "--push", "--rival", "NOR"),
    ),
    ("records", ("records",)),
    ("scenarios", ("scenarios",)),
    ("evidence", ("evidence",)),
    ("qualification", ("qualify", *CUPS, "--host", "ITA")),
]
FEW = dict.fromkeys(("compare", "plan"), ("--draws", "100"))


def valid(name: str, document: object) -> None:
    told = [
        f"{each.json_path}: {each.message}"
        for each in Draft202012Validator(SCHEMAS[name]()).iter_errors(document)
    ]
    assert not told, "\n".join(told[:5])


@pytest.mark.parametrize(("name", "words"), WRITTEN, ids=lambda each: str(each)[:40])
def test_a_document_is_as_its_schema_says(name: str, words: tuple[object, ...], cli: CLI) -> None:
    done = cli(*words, *FEW.get(str(words[0]), ()), "--format", "json")
    assert done.status == 0, done.err
    valid(name, json.loads(done.out))


def test_every_verb_that_writes_json_is_among_them(cli: CLI) -> None:
    offered = re.compile(r"--format\s+[<\[][^>\]]*json")
    writing = {verb for verb in VERBS if offered.search(cli(verb, "--help").out)}
    assert writing == {str(words[0]) for _, words in WRITTEN}


def test_a_fault_is_as_its_schema_says(cli: CLI) -> None:
    done = cli("run", "no-such-scenario", "--errors", "json")
    lines = done.err.splitlines()
    assert done.status == 2
    assert lines
    for each in lines:
        valid("errors", json.loads(each))


def test_the_schemas_are_schemas_and_can_fail() -> None:
    for name, schema in SCHEMAS.items():
        Draft202012Validator.check_schema(schema())
        assert [*Draft202012Validator(schema()).iter_errors({"no": "such"})], name


def test_schema_prints_them(cli: CLI) -> None:
    told = " ".join(cli("schema", "--help").out.split()).replace("- ", "-")
    for name, schema in SCHEMAS.items():
        assert json.loads(cli("schema", name).out) == schema()
        assert name in told
    assert json.loads(cli("schema").out) == SCHEMAS["scenario"]()
    (fault,) = cli("schema", "result").faults
    assert "there is no document 'result'; did you mean 'results'?" in fault


def paths(shape: dict[str, Any], at: str = "") -> Iterator[str]:
    """Each place of a document and what may stand there."""
    if "anyOf" in shape:
        for each in shape["anyOf"]:
            yield from paths(each, at)
    elif shape.get("type") == "object":
        for name, each in shape["properties"].items() if "properties" in shape else ():
            yield from paths(each, f"{at}.{name}")
        if "properties" not in shape:
            yield from paths(shape["additionalProperties"], f"{at}.*")
    elif shape.get("type") == "array":
        for each in shape.get("prefixItems", [shape["items"]]):
            yield from paths(each, f"{at}[]")
    else:
        yield f"{at.lstrip('.')}: {shape.get('type') or json.dumps(shape)}"


def test_what_programs_read_stays() -> None:
    """Nothing goes or changes within a version. What is new is written down in the same file."""
    now = {
        name: sorted({*paths(schema())}) for name, schema in SCHEMAS.items() if name != "scenario"
    }
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept.keys() == now.keys()
    for name, was in kept.items():
        lost = sorted({*was} - {*now[name]})
        assert not lost, f"{name}: programs read {lost}: raise its version, or keep them"
        assert was == now[name], f"{name}: write what is new into {KEPT.name}"


def test_a_range_that_may_leave_out_its_own_value_says_so() -> None:
    """A plan's range is of the best of its kind in each draw, not of that plan."""
    told = SCHEMAS["race-plan"]()["properties"]["time_s"]["description"]
    assert told.startswith("in s; ")
    assert "value may lie beyond them" in told
