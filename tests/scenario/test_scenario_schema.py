"""The JSON Schema accepts what the loader accepts, and the docs say what the code declares."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from helpers import hostile
from helpers.races import DATA
from pursuit_sim import resources, scenario
from pursuit_sim.scenario.file_tables import FileTable
from pursuit_sim.scenario.parameters import GROUPS, declarations
from pursuit_sim.scenario.reference import filled, parameter_table

PAGE = Path(__file__).parents[2] / "docs" / "scenario-format.md"


def plain(value: Any) -> Any:
    """As JSON: dates are text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = scenario.schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def tables(name: str) -> dict[str, Any]:
    made: dict[str, Any] = plain(tomllib.loads(resources.scenarios()[name].read_text("utf-8")))
    return made


@pytest.mark.parametrize("name", resources.scenarios())
def test_bundled_files_follow_the_schema(validator: Draft202012Validator, name: str) -> None:
    assert [error.message for error in validator.iter_errors(tables(name))] == []


@pytest.mark.parametrize("path", sorted((DATA / "outcomes").glob("*.toml")), ids=lambda p: p.stem)
def test_results_of_any_kind_follow_the_schema(validator: Draft202012Validator, path: Path) -> None:
    made = plain(tomllib.loads(path.read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(made)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("races", "race-1", "finish", "time"), "DNX"),
        (("races", "race-1", "finish", "status"), "unknown"),
        (("races", "race-1", "finish", "lineup"), "nobody"),
        (("races", "race-1", "finish", "tie_break"), 0),
        (("races", "race-1", "skated"), "no"),
        (("event", "laps"), 0),
        (("event", "laps"), "six"),
        (("event", "lap"), 6),
        (("event", "sex"), "mixed"),
        (("event", "venue"), "  "),
        (("event", "venue"), "a\x07b"),
        (("event", "venue"), "a\u200bb"),
        (("version",), 2),
        (("teams", "RED", "colour"), "red"),
        (("teams", "RED", "skaters"), ["Ada"]),
        (("teams", "a b"), {"skaters": ["Ada", "Bea", "Cleo"]}),
        (("races", "race-1", "start"), 3),
        (("races", "race-1", "finish", "time"), "3:4x"),
        (("races", "race-1", "finish", "lineup"), ["Ada", "Bea"]),
        (("races", "race-1", "finish", "formation"), "pusk"),
        (("races", "race-1", "finish", "formation"), {"leads": [["Ada"]]}),
        (("races", "race-1", "finish", "pacing"), {"fade_s": 99}),
        (("races", "race-1", "finish", "splits"), [[1, 2, 3]]),
        (("races", "race-1", "finish", "gap"), None),
    ],
)
def test_schema_refuses(
    validator: Draft202012Validator, path: tuple[str, ...], value: object
) -> None:
    made = tables("two-teams")
    held = made
    for part in path[:-1]:
        held = held[part]
    held[path[-1]] = value
    assert not validator.is_valid(made)


def test_required_keys_unless_the_file_extends(validator: Draft202012Validator) -> None:
    made = tables("two-teams")
    del made["races"]["race-1"]["finish"]["team"]
    assert not validator.is_valid(made)
    made["extends"] = "beijing-2022-men"
    assert validator.is_valid(made)
    del made["version"]
    assert not validator.is_valid(made)


def test_schema_carries_unit_source_and_range() -> None:
    fade = scenario.schema()["$defs"]["PacingTable"]["properties"]["fade_s"]
    assert fade["unit"] == "s"
    assert (fade["minimum"], fade["maximum"], fade["default"]) == (-2, 6, 0.8)
    assert "2018 to 2026" in fade["source"]


def test_every_group_of_parameters_has_its_tables() -> None:
    assert set(GROUPS) <= set(FileTable.model_fields)


def test_reference_names_every_parameter() -> None:
    table = parameter_table()
    for key in declarations():
        assert f"| `{key}` |" in table


def test_the_docs_are_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page, (
        "run python -m pursuit_sim.scenario.reference docs/scenario-format.md"
    )


def test_examples_in_the_docs_are_scenarios() -> None:
    import re

    page = PAGE.read_text(encoding="utf-8")
    whole = [
        block
        for block in re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        if block.startswith("format =")
    ]
    assert len(whole) == 2
    for block in whole:
        scenario.load_text(block)


@pytest.mark.parametrize(
    "name", [*hostile.SPELT.values(), *(each for each, _ in hostile.TRIMMED.values())]
)
def test_names_that_are_read_follow_the_schema(validator: Draft202012Validator, name: str) -> None:
    made = plain(tomllib.loads(hostile.scenario(name)))
    assert [error.message for error in validator.iter_errors(made)] == []


def test_a_joiner_may_follow_the_first_letter(validator: Draft202012Validator) -> None:
    """As in Persian names, where it keeps two letters apart."""
    text = hostile.scenario("\u0622\u200c\u0631\u0634")
    assert validator.is_valid(plain(tomllib.loads(text)))
    assert scenario.load_text(text).event.name.startswith("\u0622\u200c")
