"""Results of whole scenarios, against the published ones."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from helpers import races
from helpers.races import DATA
from pursuit_sim import results, timing
from pursuit_sim.errors import InputError
from pursuit_sim.event import event_summary
from pursuit_sim.event.results import Results
from pursuit_sim.resources import scenarios
from pursuit_sim.scenario import load
from pursuit_sim.scenario.race import Entry, Split
from pursuit_sim.sim import simulate
from pursuit_sim.units import parse_time

MICROSECOND = 1e-6
ROUND_IDS = {"FA": "final-a", "FB": "final-b", "FC": "final-c", "FD": "final-d"}
SIDES = {"F": "finish", "C": "crossing"}


def published() -> list[dict[str, str]]:
    with (DATA / "beijing2022_men.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def race_id(row: dict[str, str]) -> str:
    return ROUND_IDS.get(row["round"]) or f"{row['round'].lower()}-{row['heat']}"


@pytest.fixture(scope="module")
def beijing() -> Results:
    return results(load("beijing-2022-men"))


def test_all_twenty_entries_are_the_published_ones(beijing: Results) -> None:
    rows = published()
    assert len(rows) == 20
    for row in rows:
        race = beijing.race(race_id(row))
        (each,) = [e for e in race.entries if e.entry.team.code == row["noc"]]
        assert each.time_s == pytest.approx(parse_time(row["official"]), abs=MICROSECOND)
        assert each.entry.side == SIDES[row["side"]]
        assert sorted(each.entry.lineup) == sorted(row["lineup_alphabetical"].split(";"))
        gap = float(row["published_gap"]) if row["published_gap"] else None
        assert each.entry.official_gap_s == gap
        assert len(each.splits_s) == 16


def test_canadas_gap_is_kept_as_published(beijing: Results) -> None:
    canada = next(e for e in beijing.race("qf-2").entries if e.entry.team.code == "CAN")
    norway = next(e for e in beijing.race("qf-3").entries if e.entry.team.code == "NOR")
    assert canada.entry.official_gap_s == 2.70
    # The difference of the published times is not the published gap.
    assert canada.time_s is not None
    assert norway.time_s is not None
    assert canada.time_s - norway.time_s == pytest.approx(2.71, abs=MICROSECOND)


def test_places_records_and_winners(beijing: Results) -> None:
    data = beijing.to_dict()
    assert [each["team"] for each in data["standings"]] == [
        "NOR", "ROC", "USA", "NED", "CAN", "KOR", "ITA", "CHN",
    ]  # fmt: skip
    (olympic,) = [each for each in data["records"] if each["kind"] == "OR"]
    assert olympic.items() >= {
        ("kind", "OR"), ("team", "ROC"), ("time_s", 216.62), ("race", "sf-2"),
        ("previous_s", 217.08), ("owner", None), ("equalled", False),
    }  # fmt: skip
    winners = {race["id"]: (race["winner"], race["margin_s"]) for race in data["races"]}
    assert winners["final-a"] == ("NOR", 2.38)
    assert winners["sf-2"] == ("ROC", 0.43)
    assert winners["qf-1"] == ("KOR", 0.15)


def test_no_world_record_fell(beijing: Results) -> None:
    assert "WR" not in {record.kind for record in beijing.records}


def test_json_is_plain_data(beijing: Results) -> None:
    data = beijing.to_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["event"]["lap_length_m"] == 387.36
    assert len([e for race in data["races"] for e in race["entries"]]) == 20


def test_rows_are_flat(beijing: Results) -> None:
    rows = beijing.rows()
    assert len(rows) == 20
    assert {"race", "team", "time_s", "split_16_s"} <= set(rows[0])
    assert rows[0]["split_16_s"] == rows[0]["time_s"]


@pytest.mark.parametrize("name", list(scenarios()))
def test_every_bundled_scenario_runs(name: str) -> None:
    found = results(load(name))
    for race in found.races:
        for each in race.entries:
            if each.time_s is not None:
                assert each.time_s == pytest.approx(each.entry.official_time_s, abs=MICROSECOND)
        if not race.race.entries:
            continue
        trajectory = simulate(race.race)
        replayed = [each for each in race.entries if isinstance(each.entry, Entry)]
        for each, finish in zip(replayed, timing.finish_times(trajectory), strict=True):
            assert finish == pytest.approx(each.time_s, abs=MICROSECOND)
        assert np.isfinite(trajectory.distance_m).all()


def test_a_wrong_semifinalist_is_refused_unless_it_is_a_what_if() -> None:
    """Norway a second slower than NED in the semifinal: final A would be NED v ROC."""
    overrides = ["races.sf-1.finish.time=220.5", "races.sf-1.crossing.gap=0"]
    changed = results(load("beijing-2022-men", overrides))
    assert changed.scenario.what_if
    would_be = {misfit.race: set(misfit.expected) for misfit in changed.misfits}
    assert would_be == {"final-a": {"NED", "ROC"}, "final-b": {"NOR", "USA"}}
    notes = [note for e in changed.race("final-a").entries for note in e.notes]
    assert any("NED v ROC" in note for note in notes)


def test_a_day_that_nobody_gave_is_no_day(beijing: Results) -> None:
    undated = results(load("two-teams"))
    assert not undated.scenario.event.date
    assert undated.to_dict()["event"]["date"] == ""
    assert beijing.to_dict()["event"]["date"] == "2022-02-15"


def test_a_passing_is_known_where_it_was_timed_and_of_no_other_models_times() -> None:
    """Norway's and the Dutch press timings of semifinal 1: after 4.5 and 6.5 laps."""
    scenario = load("beijing-2022-men")
    kinematic, power = (results(scenario, model).race("sf-1") for model in ("kinematic", "power"))
    for each in kinematic.entries:
        assert isinstance(each.entry, Entry)
        timed = {round(split.half_lap) for split in each.entry.timed} | {16}
        assert [i for i, known in enumerate(each.splits_known, 1) if known] == sorted(timed)
    assert not any(known for each in power.entries for known in each.splits_known)


def test_how_much_is_given_is_told_in_few_words() -> None:
    laps = tuple(Split(half_lap, 14.0 * half_lap + 4.0) for half_lap in range(2, 12, 2))
    every, some, none = (races.entry(172.0, splits=splits) for splits in (laps, laps[2:4], ()))

    def told(*entries: Entry) -> str:
        return event_summary.given([races.race(each, laps=6) for each in entries])

    assert told() == ""
    assert told(every) == "every lap given"
    assert told(none, none) == "finish times given, laps by the model"
    assert told(every, none) == "laps given in 1 of 2 runs"
    assert told(every, some, none) == "passings given in 2 of 3 runs"


def test_a_file_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    text = scenarios()["beijing-2022-men"].read_text(encoding="utf-8")
    path = tmp_path / "wrong.toml"
    assert '"3:38.28"' in text
    path.write_text(text.replace('"3:38.28"', '"3:39.99"'), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        results(load(str(path)))
    lines = str(caught.value).splitlines()
    assert any("races.final-a" in line and "NED v ROC" in line for line in lines)


# (race, first team ahead by [s], after laps, tolerance): what reports of the day say.
REPORTED = [
    ("sf-1", "NOR", 0.77, 4.5, 0.15),  # press timing, tests/data/partial_splits.csv
    ("sf-1", "NOR", 1.23, 6.5, 0.15),
    ("final-a", "NOR", 1.44, 4, 0.1),
    ("final-a", "NOR", 1.5, 3, 0.3),  # "about 1.5"
    ("qf-1", "KOR", 0.13, 7, 0.1),
]


@pytest.mark.parametrize(("race", "team", "ahead", "laps", "tolerance"), REPORTED)
def test_replays_tell_the_reported_gaps(
    beijing: Results, race: str, team: str, ahead: float, laps: float, tolerance: float
) -> None:
    gap = _ahead(beijing, race, team)
    assert gap[int(2 * laps) - 1] == pytest.approx(ahead, abs=tolerance)


def test_replays_tell_the_reported_stories(beijing: Results) -> None:
    """Who led when, by the race reports: NED early in semifinal 1, and so on."""
    assert (_ahead(beijing, "sf-1", "NED")[:4] > 0).all()
    assert (_ahead(beijing, "sf-1", "NOR")[8:] > 0).all()
    assert (_ahead(beijing, "final-a", "NOR") > 0).all()
    assert _ahead(beijing, "final-a", "NOR")[11] > 2.0
    assert (_ahead(beijing, "qf-1", "ITA")[:8] > 0).all()
    assert (_ahead(beijing, "qf-2", "CAN")[:10] > 0).all()
    assert (_ahead(beijing, "qf-2", "NED")[10:] > 0).all()
    assert (_ahead(beijing, "sf-2", "ROC")[:6] > 0).all()
    assert np.abs(_ahead(beijing, "sf-2", "ROC")[7:10]).max() < 0.15  # "level"


def _ahead(beijing: Results, race: str, team: str) -> np.ndarray:
    """(half-lap,) by how much a team is ahead [s]."""
    found = beijing.race(race).entries
    (own,) = [e.splits_s for e in found if e.entry.team.code == team]
    (other,) = [e.splits_s for e in found if e.entry.team.code != team]
    return other - own


def test_what_is_known_of_runs_stands_below_rows_and_in_frames() -> None:
    """As the table of a run has it: who fell, and whose formation nobody reported."""
    found = results(load("beijing-2022-women"))
    fell = "JPN in final-a: Nana Takagi fell after 5.75 laps"
    assert fell in found.remarks
    assert fell in found._repr_html_()
    assert "remarks to read with it: see .remarks" in repr(found)
    shown = {(row["race"], row["team"]): row["formation"] for row in found._brief()}
    assert shown["qf-4", "ROC"] == "rotating (assumed)"
    assert shown["qf-1", "JPN"] == "rotating"
    assert shown["final-d", "POL"] == "unknown"
    rows = {(row["race"], row["team"]): row for row in found.rows()}
    assert rows["qf-4", "ROC"]["formation"] == "rotating"
    assert rows["qf-4", "ROC"]["notes"] == "assumed: lineup, formation"
    assert rows["final-a", "JPN"]["notes"] == "Nana Takagi fell after 5.75 laps; assumed: side"
    assert [*rows["qf-1", "JPN"]][-1] == "notes"
