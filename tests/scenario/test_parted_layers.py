"""One scenario, its keys parted over files that extend each other: still the same scenario."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pursuit_sim import results
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.scenario import Scenario, load
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.loader import _load

Raw = dict[str, Any]
HEADER = {"format": "pursuit-sim/scenario", "version": 1}
WHOLE: Raw = {
    "event": {"name": "Cup", "sex": "men", "laps": 8},
    "rink": {"altitude_m": 100},
    "teams": {
        "EEE": {"skaters": ["E1", "E2", "E3"],
                "bodies": {"E1": {"time_3000": "3:40", "mass_kg": 75},
                           "E2": {"time_3000": "3:42"}}},
        "AAA": {"skaters": ["A1", "A2", "A3"]},
    },
    "races": {"r1": {
        "finish": {"team": "EEE", "time": "3:40.00", "records": ["WR", "NR"],
                   "lineup": ["E1", "E2", "E3"], "formation": "push"},
        "crossing": {"team": "AAA", "gap": 2.0, "lineup": ["A1", "A2", "A3"], "formation": "push"},
        "gaps": [{"laps": 4, "ahead": "EEE", "by": 1.0}],
    }},
}  # fmt: skip
WHAT_IF: Raw = {
    "rink": {"altitude_m": 1425},
    "teams": {"EEE": {"skaters": ["E4", "E1", "E2"], "bodies": {"E1": {"time_3000": "3:39"}}}},
    "races": {"r1": {"finish": {"lineup": ["E1", "E2", "E4"], "formation": "push"}}},
}
WRONG: list[Any] = [5, "x", True, -1.5, [], [1], [["a"]], [{"x": 1}], {}, {"a": 1}, {"E1": 5},
                    {"r1": 5}, {"finish": 5}, {"team": ["x"]}, "beijing"]  # fmt: skip


def _leaves(tables: Raw, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _put(tables: Raw, path: tuple[str, ...], value: object) -> None:
    for key in path[:-1]:
        if not isinstance(tables.get(key), dict):
            tables[key] = {}
        tables = tables[key]
    tables[path[-1]] = copy.deepcopy(value)


def _loaded(layers: list[Raw]) -> Scenario:
    return _load(
        [ScenarioSource(f"{i}", HEADER | each) for i, each in enumerate(layers)], (), "", False
    )


def _parted(rng: random.Random) -> list[Raw]:
    """The keys in two to four layers; who skates, and how, in one of them."""
    layers: list[Raw] = [{} for _ in range(rng.choice([2, 3, 4]))]
    who = rng.choice(layers)
    for path, value in _leaves(WHOLE):
        layer = layers[0] if path[0] == "rink" else rng.choice(layers)
        _put(who if path[-1] in ("lineup", "formation") else layer, path, value)
    return layers


def _told(scenario: Scenario) -> object:
    race = scenario.races["r1"]
    fits = [calibrate(race, each).effectiveness for each in race.entries]
    return fits, {(each.kind, each.team, each.time_s) for each in scenario.published}


@pytest.mark.parametrize("seed", range(25))
def test_in_whatever_file_a_key_stands(seed: int) -> None:
    layers = _parted(random.Random(seed))  # noqa: S311 - chance that can be repeated
    assert results(_loaded(layers)).records == results(_loaded([WHOLE])).records
    assert _told(_loaded([*layers, WHAT_IF])) == _told(_loaded([WHOLE, WHAT_IF]))


@pytest.mark.parametrize("seed", range(150))
def test_what_was_of_a_wrong_kind_and_is_put_right_ends_in_no_traceback(seed: int) -> None:
    """Each is a scenario, or refused."""
    rng = random.Random(seed)  # noqa: S311 - likewise
    layers, right = _parted(rng), Raw()
    places = [path[:end] for path, _ in _leaves(WHOLE) for end in range(1, len(path) + 1)]
    for place in rng.sample(places, rng.choice([1, 1, 2])):
        _put(rng.choice(layers), place, rng.choice(WRONG))
        for path, value in _leaves(WHOLE):
            if path[: len(place)] == place:
                _put(right, path, value)
    with suppress(InputError):
        results(_loaded([*layers, right, WHAT_IF]))


@pytest.mark.parametrize("gap", [float("inf"), float("nan"), -float("inf"), 10**400])
@pytest.mark.parametrize("altitude", [1425, 10**400, float("nan")])
def test_a_number_that_is_none_and_is_put_right_ends_in_no_traceback(
    gap: float, altitude: float
) -> None:
    wrong = {"rink": {"altitude_m": altitude}, "races": {"r1": {"crossing": {"gap": gap}}}}
    right = {"rink": "salt-lake-city", "races": {"r1": {"crossing": {"gap": 2.0}}}}
    (race,) = _loaded([WHOLE, wrong, right]).races.values()
    assert race.entries[1].official_time_s == pytest.approx(222.0)


@pytest.mark.parametrize(("between", "top"), [
    ("[teams.EEE]\nbodies = 5", {}),
    ("[teams.EEE.bodies]\nE1 = 5", {}),
    ("[teams]\nEEE = 5", {"teams": {"EEE": {"skaters": ["E1", "E2", "E3"]}}}),
])  # fmt: skip
def test_a_team_that_is_put_right_is_one(between: str, top: Raw, tmp_path: Path) -> None:
    head = 'format = "pursuit-sim/scenario"\nversion = 1\n'
    (tmp_path / "base.toml").write_text(
        f'{head}event = {{ name = "Cup", sex = "men", laps = 8 }}\n'
        '[teams.EEE]\nskaters = ["E1", "E2", "E3"]\n[races.r1.finish]\nteam = "EEE"\n'
        'time = "3:40.00"\nlineup = ["E1", "E2", "E3"]\nformation = "push"\n'
    )
    (tmp_path / "between.toml").write_text(f'{head}extends = "base.toml"\n{between}\n')
    squad = 'skaters = ["E1", "E2", "E3"]\n' if top else ""
    (tmp_path / "top.toml").write_text(
        f'{head}extends = "between.toml"\nrink = "salt-lake-city"\n'
        f'[teams.EEE]\n{squad}[teams.EEE.bodies.E1]\ntime_3000 = "3:30"\n'
    )
    assert load(tmp_path / "top.toml").races["r1"].entries[0].was is not None
    with pytest.raises(InputError, match=r"between\.toml: teams\.EEE"):
        load(tmp_path / "between.toml")
