"""The bundled scenarios load, and say what the published data say."""

from __future__ import annotations

import csv

import pytest

from helpers.races import DATA, measured
from pursuit_sim import resources, scenario
from pursuit_sim.scenario import Scenario
from pursuit_sim.units import MILLISECOND, parse_time

IDS = {"QF": "qf-{}", "SF": "sf-{}", "FA": "final-a", "FB": "final-b", "FC": "final-c",
       "FD": "final-d"}  # fmt: skip


@pytest.fixture(scope="module")
def beijing() -> Scenario:
    return scenario.load("beijing-2022-men")


def published() -> list[dict[str, str]]:
    with (DATA / "beijing2022_men.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", resources.scenarios())
def test_bundled_scenario_is_valid(name: str) -> None:
    assert scenario.validate(name) == []


@pytest.mark.parametrize(
    "row", published(), ids=lambda row: f"{row['round']}{row['heat']}{row['noc']}"
)
def test_beijing_is_what_was_published(beijing: Scenario, row: dict[str, str]) -> None:
    race = beijing.races[IDS[row["round"]].format(row["heat"])]
    entry = race.entries[race.by_team()[row["noc"]]]
    assert entry.side == {"F": "finish", "C": "crossing"}[row["side"]]
    assert entry.team.name == row["team"]
    assert entry.official_time_s == pytest.approx(parse_time(row["official"]), abs=1e-9)
    gap = float(row["published_gap"]) if row["published_gap"] else None
    assert entry.official_gap_s == gap
    assert sorted(entry.lineup) == sorted(row["lineup_alphabetical"].split(";"))
    assert entry.splits == (), "the times in between are the model's to find"


def test_beijing_is_complete(beijing: Scenario) -> None:
    assert len(beijing.races) == 10
    assert sum(len(race.entries) for race in beijing.races.values()) == len(published()) == 20
    assert len(beijing.teams) == 8
    assert sum(len(team.skaters) for team in beijing.teams.values()) == 27
    skated = {name for race in beijing.races.values() for e in race.entries for name in e.lineup}
    named = {name for team in beijing.teams.values() for name in team.skaters}
    assert skated == named
    assert beijing.event.laps == 8
    assert beijing.event.rounds == "olympic"
    assert beijing.rink.air_density_kgm3 == 1.239
    assert not beijing.what_if
    assert len({team.colour for team in beijing.teams.values()}) == 8


def test_canadas_gap_is_kept_as_published(beijing: Scenario) -> None:
    canada = beijing.races["qf-2"].entries[0]
    best = min(e.official_time_s for q in range(1, 5) for e in beijing.races[f"qf-{q}"].entries)
    assert canada.official_gap_s == 2.70
    assert canada.official_time_s - best == pytest.approx(2.71, abs=MILLISECOND)


def test_records_before_the_event(beijing: Scenario) -> None:
    standing = {record.kind: record for record in beijing.records}
    assert set(standing) == {"WR", "OR"}, "the track record is not known"
    assert standing["WR"].time_s == pytest.approx(214.47)
    assert standing["OR"].time_s == pytest.approx(217.08)
    assert standing["OR"].date == "2018-02-21"
    published = {
        (race.id, entry.team.code): entry.published_records
        for race in beijing.races.values()
        for entry in race.entries
        if entry.published_records
    }
    assert published == {("sf-2", "ROC"): ("OR", "TR")}


@pytest.mark.parametrize(
    ("race", "team", "kind", "front_to_back"),
    [
        ("qf-3", "NOR", "push", "Kongshaug Engebråten Pedersen"),
        ("final-a", "NOR", "push", "Kongshaug Engebråten Pedersen"),
        ("qf-3", "USA", "push", "Dawson Cepuran Lehman"),
        ("sf-2", "USA", "push", "Dawson Lehman Cepuran"),
        ("sf-1", "NED", "rotating", "Kramer Bosker Roest"),
        ("qf-1", "KOR", "rotating", "Kim Lee Chung"),
    ],
)
def test_reported_formations(
    beijing: Scenario, race: str, team: str, kind: str, front_to_back: str
) -> None:
    found = beijing.races[race]
    entry = found.entries[found.by_team()[team]]
    assert entry.formation.kind == kind
    assert "lineup" not in entry.assumed
    for surname, name in zip(front_to_back.split(), entry.lineup, strict=True):
        assert surname in name.split()


def test_what_nobody_reported_is_marked(beijing: Scenario) -> None:
    assert "rink.inner_radius_m" in beijing.assumed
    assert "races.sf-1.crossing.formation.leads" in beijing.assumed
    assert "races.final-a.crossing.lineup" in beijing.assumed  # ROC's order is not known
    assert "races.qf-1.finish.formation" in beijing.assumed  # nothing about Italy
    kor = beijing.races["qf-1"].entries[1]
    assert kor.assumed == ("pacing", "formation.leads"), "usual turns mark themselves"
    assert beijing.races["final-a"].entries[0].assumed == ()


def test_dates_are_not_invented(beijing: Scenario) -> None:
    timed = {race.id: race.start for race in beijing.races.values() if "T" in race.start}
    assert timed == {"qf-1": "2022-02-13T21:00:00", "sf-1": "2022-02-15T14:52:00"}
    assert beijing.races["final-a"].start == "2022-02-15"


def test_the_even_pace_changes_nothing_but_the_pace(beijing: Scenario) -> None:
    even = scenario.load("what-if-even-pace")
    assert even.what_if
    assert even.changes == ("event.name", "pacing.fade_s")
    for race in even.races.values():
        for was, entry in zip(beijing.races[race.id].entries, race.entries, strict=True):
            assert entry.pacing.fade_s == 0
            assert was.pacing.fade_s >= 0.8
            assert entry.official_time_s == was.official_time_s
            assert entry.formation == was.formation


def test_the_dutch_push_changes_one_entry(beijing: Scenario) -> None:
    push = scenario.load("what-if-dutch-push")
    now, was = push.races["sf-1"].entries, beijing.races["sf-1"].entries
    assert now[0] == was[0]
    assert now[1].formation.kind == "push"
    assert now[1].lineup[0] == "Patrick Roest"
    assert now[1].official_time_s == was[1].official_time_s
    assert now[1].assumed == (), "the assumed turns are gone"
    assert push.races["final-a"] == beijing.races["final-a"]


@pytest.mark.parametrize("team", ["Belarus", "Poland"])
def test_thialf_holds_every_measured_passing(team: str) -> None:
    race = scenario.load("thialf-2020-pair-1").races["pair-1"]
    entry = next(each for each in race.entries if each.team.name == team)
    passings = [*(split.time_s for split in entry.splits), entry.official_time_s]
    assert passings == pytest.approx(measured()["Men Team Pursuit", team], abs=MILLISECOND / 10)
    assert [split.half_lap for split in entry.splits] == list(range(1, 16))
    assert {"lineup", "formation"} <= set(entry.assumed)
    # The line measured at Thialf has a radius of 26.52 m and lies 0.5 m out.
    assert race.rink.inner_radius_m == pytest.approx(26.52 - 0.5, abs=0.03)


def test_the_template_is_a_scenario_of_its_own_name() -> None:
    text = scenario.template('Club "evening" \\ 7')
    made = scenario.load_text(text)
    assert made.event.name == 'Club "evening" \\ 7'
    assert len(made.races) == 1
    assert text.count("#") > 20, "it teaches"
