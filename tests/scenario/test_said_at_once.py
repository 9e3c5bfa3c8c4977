"""What is asked in one call is said at once: as a file says it, in whatever order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import permutations

import pytest

from pursuit_sim import results
from pursuit_sim.cli import idle
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import Scenario, load, load_text
from pursuit_sim.scenario.loader import changes
from pursuit_sim.scenario.race import Entry, Listed

HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n'
NED = "races.sf-1.crossing."
ROC = "races.sf-2.crossing."
BODIES = "teams.NED.bodies."


def entry(scenario: Scenario, race: str) -> Entry | Listed:
    return next(each for each in scenario.races[race].everybody if each.side == "crossing")


def doors(said: Sequence[tuple[str, object]]) -> list[Scenario]:
    """A file, ``--set`` and Python, these in every order, and the file that a command writes."""
    tables = "".join(f"{key} = {json.dumps(value)}\n" for key, value in said)
    found = [load_text(HEAD + tables)]
    for order in permutations(said):
        texts = [f"{key}={json.dumps(value)}" for key, value in order]
        found += [load("beijing-2022-men", texts), load("beijing-2022-men", dict(order))]
        found.append(load("beijing-2022-men").replace(dict(order)))
        found.append(load("beijing-2022-men", changes("beijing-2022-men", texts)))
    return found


def test_a_disqualified_team_may_have_a_time_and_has_lost() -> None:
    """The rules: a time beside a disqualification is shown, and does not count."""
    for found in doors([(f"{NED}status", "DSQ"), (f"{NED}time", "3:30.00")]):
        ned = entry(found, "sf-1")
        assert isinstance(ned, Listed)
        assert (ned.status, ned.official_time_s) == ("DSQ", 210.0)
        event = results(found)
        assert event.race("sf-1").winner == "NOR"
        assert not [each for each in event.records if each.team == "NED"]


def test_records_told_beside_a_time_are_those_of_this_time() -> None:
    for found in doors([(f"{ROC}records", ["TR"]), (f"{ROC}time", "3:36.90")]):
        assert entry(found, "sf-2").published_records == ("TR",)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ([("push", True), ("kind", "rotating")], "few changes, push"),
        ([("push", True), ("leads", [["Kramer", 8]])], "push"),
    ],
)
def test_a_formation_is_one_idea(said: list[tuple[str, object]], label: str) -> None:
    """Six turns of three with a push are called few changes, as `Formation.kind` has it."""
    for found in doors([(f"{NED}formation.{key}", value) for key, value in said]):
        ned = entry(found, "sf-1")
        assert isinstance(ned, Entry)
        assert ned.formation.label == label


def test_leads_tell_more_than_the_kind_whose_push_they_keep() -> None:
    said = [f"{NED}formation=push", f'{NED}formation.leads=[["Kramer", 4], ["Bosker", 4]]']
    for order in permutations(said):
        ned = entry(load("beijing-2022-men", order), "sf-1")
        assert isinstance(ned, Entry)
        assert [lead.laps for lead in ned.formation.leads] == [4, 4]
        assert ned.formation.push


def test_splits_are_on_the_way_to_the_time_beside_them() -> None:
    for found in doors([(f"{NED}splits", [[4, "1:50.00"]]), (f"{NED}time", "3:40.00")]):
        ned = entry(found, "sf-1")
        assert isinstance(ned, Entry)
        assert (ned.official_time_s, [each.time_s for each in ned.splits]) == (220.0, [110.0])


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ([f"{NED}status=DNF", f"{NED}time=3:30.00"], "stands beside status = 'DNF'"),
        (["races.sf-1.skated=false", f"{NED}time=3:30.00"], "in a race with skated = false"),
    ],
)
def test_what_contradicts_itself_is_refused_as_in_a_file(said: list[str], problem: str) -> None:
    for order in permutations(said):
        with pytest.raises(InputError, match=problem):
            load("beijing-2022-men", order)


def test_one_skater_in_two_spellings_is_one() -> None:
    said = [f"{BODIES}Kramer.mass_kg=80", f'{BODIES}"Sven Kramer".drag_area_m2=0.25']
    for order in permutations(said):
        ned = entry(load("beijing-2022-men", order), "sf-1")
        assert isinstance(ned, Entry)
        assert (ned.bodies[0].mass_kg, ned.bodies[0].drag_area_m2) == (80.0, 0.25)


def test_of_a_key_that_is_said_twice_the_last_one_counts() -> None:
    twice = [f"{NED}time=3:41.00", f"{NED}time=3:42.00"]
    assert entry(load("beijing-2022-men", twice), "sf-1").official_time_s == 222.0
    assert entry(load("beijing-2022-men", twice[::-1]), "sf-1").official_time_s == 221.0


def test_changes_one_after_another_still_take_each_others_place() -> None:
    beijing = load("beijing-2022-men")
    out = beijing.replace(f"{NED}status", "DSQ")
    timed = entry(out.replace(f"{NED}time", "3:40.00"), "sf-1")
    assert isinstance(timed, Entry)
    again = beijing.replace(f"{NED}time", "3:40.00").replace(f"{NED}status", "DNF")
    assert entry(again, "sf-1").official_time_s is None


@pytest.mark.parametrize(
    ("said", "idle_ones"),
    [
        ([f"{NED}status=DSQ", f"{NED}time=3:30.00"], []),
        ([f'{ROC}records=["TR"]', f"{ROC}time=3:36.00"], []),
        ([f"{NED}formation.push=true", f"{NED}formation.kind=rotating"], []),
        ([f"{NED}formation.push=true", f"{NED}formation.kind=push"], ["push=true"]),
        ([f"{ROC}time=3:36.62"], ["time=3:36.62"]),  # as it was skated
    ],
)
def test_a_change_is_said_to_change_nothing_only_where_that_is_so(
    said: list[str], idle_ones: list[str]
) -> None:
    def load_with(overrides: Sequence[str]) -> Scenario:
        return load("beijing-2022-men", overrides)

    for order in map(list, permutations(said)):
        remarks = idle.remarks("beijing-2022-men", order, load_with(order), load_with)
        assert len(remarks) == len(idle_ones)
        for line, each in zip(remarks, idle_ones, strict=True):
            assert f"{each} changes nothing: it is so without it" in line
