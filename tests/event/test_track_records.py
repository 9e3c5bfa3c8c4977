"""Track records of what-ifs: of which track a time is, and what that time can set.

Beijing 2022, men: 3:36.62 of ROC in semifinal 2 was the track record (official results), after
Norway's semifinal; the file leaves out the altitude of the hall, 49 m.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pursuit_sim import Scenario, load, results
from pursuit_sim.draw.replay import story
from pursuit_sim.event.records import Mark, Performance, new_records

BEIJING, SALT_LAKE = "beijing-2022-men", "world-cup-2025-salt-lake-city-men"
ROC, NOR = "races.sf-2.crossing.time", "races.sf-1.finish.time"
PUBLISHED = {("ROC", "sf-2", 216.62)}


def track_records(scenario: Scenario) -> set[tuple[str, str, float]]:
    """Team, race and time [s] of each that falls, the same in data and in pictures."""
    found = results(scenario)
    rows = [row for row in found.to_dict()["records"] if row["kind"] == "TR"]
    for race in scenario.races.values():
        for each in race.everybody:
            told = "TR" in story.records_of(found, race.id, each.team.code)
            assert told == ((each.team.code, race.id) in {(r["team"], r["race"]) for r in rows})
    return {(row["team"], row["race"], round(row["time_s"], 2)) for row in rows}


@pytest.mark.parametrize(
    "rink",
    [
        {},
        {"rink": "beijing"},
        {"rink.hall": "beijing"},
        {"rink.altitude_m": 0},  # the file's own, said again
        {"rink.altitude_m": 1},
        {"rink.altitude_m": 49},  # the hall's
        {"rink.altitude_m": 109},  # not clearly another
        {"rink.ice_friction_straight": 0.0045},
        {"rink.air_density_kgm3": 1.2},
        {"rink.hall": "beijing", "rink.air_temperature_c": 20},
        {"rink.inner_radius_m": 25.5},
    ],
)
def test_the_hall_of_the_event_is_the_same_track_however_it_is_said(
    rink: Mapping[str, object],
) -> None:
    assert track_records(load(BEIJING, rink)) == PUBLISHED
    assert track_records(load(BEIJING, {**rink, ROC: "3:36.60"})) == {("ROC", "sf-2", 216.60)}
    # Norway skated before ROC, whose 3:36.62 is none any more.
    assert track_records(load(BEIJING, {**rink, NOR: "3:36.00"})) == {("NOR", "sf-1", 216.0)}


@pytest.mark.parametrize(
    "rink",
    [
        {"rink": "salt-lake-city"},
        {"rink": "thialf"},
        {"rink": "berlin"},  # 34 m, but not Beijing
        {"rink.hall": "berlin", "rink.altitude_m": 49},
        {"rink.altitude_m": 110},
        {"rink.altitude_m": 1425},
        {"rink.hall": "beijing", "rink.altitude_m": 1425},
    ],
)
def test_on_another_track_no_record_of_this_one_falls(rink: Mapping[str, object]) -> None:
    # Nothing but the rink: what was skated in Beijing is a record of Beijing.
    assert track_records(load(BEIJING, rink)) == PUBLISHED
    assert track_records(load(BEIJING, {**rink, ROC: "3:35.00"})) == set()
    # What Norway takes elsewhere takes nothing from ROC.
    assert track_records(load(BEIJING, {**rink, NOR: "3:36.00"})) == PUBLISHED


def test_a_rink_that_is_put_back_is_the_same_track() -> None:
    away = load(BEIJING).changed({"rink.altitude_m": 1425})
    back = away.changed({"rink.altitude_m": 0})
    assert track_records(back) == PUBLISHED
    assert track_records(back.changed({ROC: "3:36.60"})) == {("ROC", "sf-2", 216.60)}
    there = load(BEIJING).changed({"rink": "salt-lake-city", NOR: "3:36.00"})
    # A time that was said of Salt Lake City stays of it.
    assert track_records(there.changed({"rink": "beijing"})) == PUBLISHED
    assert track_records(there.changed({"rink": "beijing", ROC: "3:36.60"})) == {
        ("ROC", "sf-2", 216.60)
    }


def test_a_track_record_of_the_table_is_beaten_on_its_track_only() -> None:
    """3:33.66 (USA, 2025-01) stood in Salt Lake City; USA took 3:32.49 there in race a-4."""
    usa = ("USA", "a-4", 212.49)
    key = "races.a-3.finish.time"
    assert track_records(load(SALT_LAKE)) == {usa}
    assert track_records(load(SALT_LAKE, {key: "3:33.00"})) == {("NOR", "a-3", 213.0), usa}
    again = load(SALT_LAKE, {key: "3:33.00", "rink": "salt-lake-city"})
    assert track_records(again) == {("NOR", "a-3", 213.0), usa}
    found = results(load(SALT_LAKE, {key: "3:33.00", "rink": "thialf"}))
    (only,) = (each for each in found.records if each.kind == "TR")
    assert only.team == "USA"
    assert only.previous_s == pytest.approx(213.66)


def test_a_model_skates_where_the_race_is() -> None:
    """At Salt Lake City it has everybody faster than any time in Beijing."""
    there = results(load(BEIJING, {"rink": "salt-lake-city"}), "power")
    assert "TR" not in {each.kind for each in there.records}


def test_a_kind_that_is_closed_to_a_time_knows_nothing_of_it() -> None:
    """Neither what stood, nor what was published, nor the best so far."""
    away = Performance("a", "X", 210.0, closed=("TR",))
    here = Performance("b", "Y", 216.0, ("TR",))
    found = new_records({}, [[away], [here]])
    assert [(each.kind, each.team, each.previous_s) for each in found] == [("TR", "Y", None)]
    found = new_records({Mark("TR"): 217.0, Mark("WR"): 215.0}, [[away], [here]])
    assert [(each.kind, each.team) for each in found] == [("WR", "X"), ("TR", "Y")]
