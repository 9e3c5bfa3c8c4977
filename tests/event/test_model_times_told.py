"""A time that a model found is told as the model's in every flat table."""

from __future__ import annotations

import csv
import io

import pytest

from helpers import two_teams
from pursuit_sim import load, results
from pursuit_sim.event import Results
from pursuit_sim.export.tables import results_csv
from pursuit_sim.scenario import load_text


@pytest.fixture(scope="module")
def women() -> Results:
    """The final of Beijing had a fall, of which no power model tells the time."""
    return results(load("beijing-2022-women"), "power")


def table(found: Results, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(results_csv.files(found)[name])))


def test_rows_say_of_each_time_whether_the_model_found_it(women: Results) -> None:
    rows = women.rows()
    timed = [row for row in rows if row["time_s"] is not None]
    assert {row["time_source"] for row in timed if row["race"] == "final-a"} == {"measured"}
    assert {row["time_source"] for row in timed if row["race"] != "final-a"} == {"model"}
    for row in timed:
        assert (row["time_s"] == row["official_time_s"]) == (row["time_source"] != "model")


def test_every_file_of_one_run_says_the_same(women: Results) -> None:
    finish = {
        (row["race"], row["team"]): row["known"].replace("published", "measured")
        for row in table(women, "splits.csv")
        if row["laps"] == "6.0"
    }
    own = {(row["race"], row["team"]): row for row in table(women, "results.csv") if row["time_s"]}
    assert {key: row["time_source"] for key, row in own.items()} == finish
    for place in table(women, "standings.csv"):
        told = finish.get((place["race"], place["team"]))
        assert place["time_source"] == (told or "model" if place["time_s"] else "")


def test_people_see_it_too(women: Results) -> None:
    frame = [row["known"] for row in women._brief()]
    assert set(frame) == {"model", ""}
    assert "model</td>" in women._repr_html_()


def test_the_document_tells_of_the_official_time(women: Results) -> None:
    """As docs/results.md has it; what ran stands at its top."""
    document = women.to_dict()
    assert document["model"] == "power"
    entries = [entry for race in document["races"] for entry in race["entries"]]
    timed = [entry for entry in entries if entry["official_time_s"] is not None]
    assert {entry["time_source"] for entry in timed} == {"measured"}


@pytest.mark.parametrize("model", ["kinematic", "power"])
def test_a_time_that_is_not_there_is_from_nowhere(model: str) -> None:
    """Six teams of PyeongChang have none that was published."""
    found = results(load("pyeongchang-2018-men"), model=model)
    document = [each for race in found.to_dict()["races"] for each in race["entries"]]
    for entry in document:
        assert (entry["time_source"] is None) == (entry["official_time_s"] is None)
    assert sum(entry["time_source"] is None for entry in document) == 6
    for row in found.rows():
        assert (row["time_source"] is None) == (row["official_time_s"] is None)
    assert sum(row["time_source"] == "" for row in table(found, "results.csv")) == 6


def test_a_time_that_does_not_count_is_from_somewhere_all_the_same() -> None:
    """A disqualified team's, as it was told; who did not start or finish has none."""
    ended = two_teams.text('time = 180.0\nformation = "push"', 'status = "%s"%s')
    told = {
        status: results(load_text(ended % (status, time))).rows()[1]
        for status, time in [("DSQ", "\ntime = 185.0"), ("DNS", ""), ("DNF", "")]
    }
    assert {status: row["time_s"] for status, row in told.items()} == dict.fromkeys(told)
    assert {status: row["time_source"] for status, row in told.items()} == {
        "DSQ": "measured",
        "DNS": None,
        "DNF": None,
    }


def test_what_was_skated_is_as_it_was() -> None:
    found = results(load("beijing-2022-men", ["races.sf-1.finish.time=3:36.00"]))
    assert {row["time_source"] for row in found.rows()} == {"measured", "supposed"}
    (nor,) = (row for row in table(found, "results.csv") if row["time_source"] == "supposed")
    assert (nor["race"], nor["team"]) == ("sf-1", "NOR")
    assert {row["time_source"] for row in table(found, "standings.csv")} == {"measured"}
