"""The medals of a what-if that moves the bracket: as `run` has them, form apart."""

from __future__ import annotations

import csv
import io

import pytest

from helpers.ranked_pair import ranked_pair
from pursuit_sim import InputError, load
from pursuit_sim.event.run import results
from pursuit_sim.export.tables import medals_table
from pursuit_sim.lab import medals
from pursuit_sim.scenario import Scenario


@pytest.fixture(autouse=True)
def _by_official_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can be compared, so that official times stand and nothing takes long."""

    def refused(*_: object, **__: object) -> None:
        raise InputError.single("x", "", "cannot be compared", "leave it")

    monkeypatch.setattr(medals, "compare", refused)


def run(scenario: Scenario) -> dict[str, int]:
    return {each.team: each.place for each in results(scenario).standings}


@pytest.mark.parametrize(
    ("name", "changes", "first"),
    [
        ("beijing-2022-men", {}, ["NOR", "ROC", "USA", "NED"]),
        ("beijing-2022-men", {"races.sf-1.crossing.time": "3:37.00"}, ["ROC", "NED", "USA", "NOR"]),
        ("beijing-2022-men", {"races.qf-1.finish.time": "3:37.00"}, ["ITA"]),
        ("milano-2026-women", {"races.sf-1.crossing.time": "2:55.00"}, ["USA"]),
        # A dead heat, kept as it was skated.
        ("beijing-2022-men", {"races.sf-2.crossing.time": "3:37.05"}, ["NOR", "ROC", "USA", "NED"]),
    ],
)
def test_the_medals_of_a_what_if_are_those_of_its_run(
    name: str, changes: dict[str, object], first: list[str]
) -> None:
    scenario = load(name).replace(changes) if changes else load(name)
    for places in medals.compare_all(scenario, draws_count=20).standings.values():
        assert [each.team for each in places][: len(first)] == first
        assert {each.team: each.place for each in places} == run(scenario)
        assert [each.gold_share_by_time for each in places] == [1] + 7 * [0]
        assert [each.place for each in places] == [*range(1, 9)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("races.sf-2.crossing.time=3:37.05", "USA and ROC are level in the semifinals"),
        ("races.sf-1.crossing.time=unknown", "Nobody knows how NED did in the semifinals"),
    ],
)
def test_what_a_what_if_leaves_open_is_told_by_table_json_and_csv(change: str, said: str) -> None:
    key, _, value = change.partition("=")
    found = medals.compare_all(load("beijing-2022-men").replace(key, value), draws_count=4)
    told = f"as skated: {said}: finals A and B stay as they were skated"
    assert told in " ".join(medals_table.text(found).split())
    assert told in found.to_dict()["remarks"]
    assert told in medals_table.tables(found)["remarks.csv"]
    assert f"{said}: finals A and B stay" in found._repr_html_()


def test_every_sentence_of_the_table_is_in_json_and_csv() -> None:
    found = medals.compare_all(load("beijing-2022-men"), draws_count=4)
    document, table = found.to_dict(), medals_table.tables(found)["remarks.csv"]
    told = [row["remark"] for row in csv.DictReader(io.StringIO(table))]
    assert told == [*document["remarks"], *document["caveats"]]
    text = "\n".join(medals_table.text(found).splitlines())
    below = text[text.index("Medals by time") :].split("\n\n")[1:]
    words = {" ".join(part.split()) for each in below for part in each.split("· ")}
    said = {*map(" ".join, map(str.split, told)), "Read with care"}
    assert {each for each in words if each.endswith(".")} <= said
    assert not any("level in" in each or "obody knows how" in each for each in told)


def test_level_teams_share_a_place_under_every_policy() -> None:
    scenario = load("beijing-2022-men").replace("races.final-a.crossing.time", "3:38.08")
    skated = medals.compare_all(scenario, draws_count=4).standings
    for places in skated.values():
        assert {each.team: each.place for each in places} == run(scenario)
        assert [(each.place, each.gold_share_by_time) for each in places[:3]] == [
            (1, 1.0), (1, 1.0), (3, 0.0),
        ]  # fmt: skip
    pair = medals.compare_all(ranked_pair("3:40.00"), draws_count=4).standings
    assert {tuple(each.place for each in places) for places in pair.values()} == {(1, 1)}


def test_who_won_a_race_that_nobody_knows_is_nobody() -> None:
    """Places 3 and 4 follow, 1 and 2 do not."""
    unknown = {f"races.final-a.{side}.time": "unknown" for side in ("finish", "crossing")}
    scenario = load("beijing-2022-men").replace(unknown)
    places = medals.compare_all(scenario, draws_count=4).standings["as skated"]
    assert [(each.place, each.team) for each in places][:2] == [(3, "USA"), (4, "NED")]
    assert {each.gold_share_by_time for each in places} == {0}


def test_medals_of_a_world_cup_are_those_of_its_division_a() -> None:
    """Division B ranks behind it: 8 teams in A, of whom the Americans were the fastest."""
    scenario = load("world-cup-2025-calgary-men")
    places = medals.compare_all(scenario, draws_count=4).standings["as skated"]
    best = {each.team: each.place for each in places}
    assert best["USA"] == 1
    own = {each.team: each.place for each in results(scenario).standings if each.division == "B"}
    ahead = len(run(scenario)) - len(own)
    assert {team: best[team] for team in own} == {
        team: place + ahead for team, place in own.items()
    }
