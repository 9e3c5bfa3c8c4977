"""What a page says of a race in its reader's language, and what stays in the scenario's words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from helpers import page_data, two_teams
from pursuit_sim.draw.replay import team_speed
from pursuit_sim.draw.replay.narration import catalogue, languages
from pursuit_sim.export.page import phrases
from pursuit_sim.export.page.document import page
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.file_tables import EntryTable

pytestmark = pytest.mark.whole

SIDES = ('time = 180.0\nformation = "push"', 'time = 185.0\nformation = "push"')


def race(text: str, **changed: str) -> dict[str, Any]:
    """The only race of a page."""
    overrides = [f"races.r.{key}={value}" for key, value in changed.items()]
    made = page(load_text(text, overrides), ["r"])
    (found,) = json.loads(page_data.text_of(made.html))["races"]
    return dict(found)


@pytest.mark.parametrize(
    "remark", ["it is not true that AAA was disqualified", "OR set", "AAA withdrew", "gold"]
)
def test_a_remark_stays_in_the_scenarios_words(remark: str) -> None:
    first, second = SIDES
    found = race(two_teams.text(first, f'{second}\nremark = "{remark}"'))
    assert remark in found["teams"][1]["notes"]
    assert ["said-pace", {}] in found["teams"][1]["notes"]


@pytest.mark.parametrize(
    ("remark", "why"),
    [
        ("BBB withdrew", "BBB withdrew"),
        ("she fell; AAA withdrew", "BBB did not finish (she fell; AAA withdrew)"),
        ("BBB fell; AAA withdrew; gold", "BBB fell; AAA withdrew; gold"),
    ],
)
def test_why_a_team_is_missing_is_not_read_in_parts(remark: str, why: str) -> None:
    found = race(two_teams.text(SIDES[0], f'status = "DNF"\nremark = "{remark}"'))
    assert found["note"] == [why]
    assert [each["why"] for each in found["listed"]] == [why]


def test_why_a_team_is_missing_is_a_phrase_where_the_program_words_it() -> None:
    found = race(two_teams.text(SIDES[0], 'status = "DNF"'))
    assert found["note"] == [["said-dnf", {"code": "BBB"}]]


@pytest.mark.parametrize(
    "text", ["NOR: it withdrew", "NOR: withdrew", "it is said that NOR withdrew", "only gold"]
)
def test_no_part_of_a_sentence_is_read_as_a_phrase(text: str) -> None:
    assert phrases.told(text) == text


@pytest.mark.parametrize("fell", [False, True])
def test_the_page_calls_the_speed_as_window_and_plot_do(fell: bool) -> None:
    key = "speedFell" if fell else "speedChart"
    longest, *_ = team_speed.called(fell=fell)
    assert catalogue("en")[key] == f"{longest} (km/h)"


ENTRY_KEYS = sorted({*EntryTable.model_fields} - {"assumed"})


@pytest.mark.parametrize("key", [*ENTRY_KEYS, "formation.leads", "formation.push", "train.drag"])
def test_what_is_assumed_is_said_in_words_and_never_by_a_key(key: str) -> None:
    told = phrases.told(f"assumed: side, {key}")
    assert isinstance(told, list)
    assert told[0] == "said-keys"
    for language in languages():
        assert all(f"key-{each}" in catalogue(language) for each in told[1]["keys"])


def test_keys_that_are_called_alike_are_said_once() -> None:
    told = phrases.told("assumed: splits_s, time, splits, body.mass_kg, effort.drafting")
    assert told == ["said-keys", {"keys": ["passings", "time", "model"]}]


def test_a_page_has_a_word_for_what_its_races_assume() -> None:
    first, second = SIDES
    more = 'splits = [[3, 90.0]]\nassumed = ["splits", "body"]\nbody = { mass_kg = 80 }'
    made = json.loads(
        page_data.text_of(page(load_text(two_teams.text(first, f"{second}\n{more}")), ["r"]).html)
    )
    for words in made["words"].values():
        assert {each for each in words if each.startswith("key-")} == {"key-passings", "key-model"}


def test_a_time_of_a_what_if_is_not_called_known() -> None:
    found = race(two_teams.text(*SIDES), **{"crossing.time": "186.00"})
    assert [team["notes"][-1] for team in found["teams"]] == [
        ["said-pace", {}],
        ["said-pace-nothing", {}],
    ]
    assert [row["made_up"] for row in found["results"]] == ["", ["said-supposed", {}]]
