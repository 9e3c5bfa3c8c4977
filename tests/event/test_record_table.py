"""The table of records through time, and what events make of it."""

from __future__ import annotations

import datetime as dt
from itertools import groupby, pairwise
from operator import attrgetter

import pytest

from helpers.races import DATA
from pursuit_sim import resources, results
from pursuit_sim.event import record_table
from pursuit_sim.event.results import Results
from pursuit_sim.export.tables import results_table, text_table
from pursuit_sim.resources import DamagedAssetError, scenarios
from pursuit_sim.scenario import load, load_text
from pursuit_sim.scenario.formation import KINDS

BARE = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "By hand"
sex = "{sex}"
laps = {laps}
{more}
[teams.NOR]
skaters = ["A One", "A Two", "A Three"]
[races.r-1.finish]
team = "NOR"
lineup = ["One", "Two", "Three"]
time = "{time}"
formation = "push"
"""


def event(time: str, more: str, sex: str = "men", laps: int = 8) -> Results:
    return results(load_text(BARE.format(time=time, more=more, sex=sex, laps=laps)))


def stood(found: Results) -> dict[str, float]:
    return {each.kind: each.time_s for each in found.records_before}


def test_every_record_of_the_table_is_sound() -> None:
    found = record_table.table()
    assert {each.sex for each in found} == {"men", "women"}
    for each in found:
        assert each.kind in record_table.KINDS
        assert each.formation in ("", *KINDS)
        assert each.confidence in ("high", "medium", "low")
        assert each.confidence == "high" or each.note, "what is uncertain is told"
        assert each.team.isupper()
        assert len(each.team) == 3
        assert len(each.skaters) in (0, 3)
        assert all(each.sources)
        for day in filter(None, (each.date, each.until)):
            dt.date.fromisoformat(day if len(day) == 10 else f"{day}-01")
        assert not each.until or each.date <= each.until


def test_a_records_name_finds_it_alone() -> None:
    for each in record_table.table():
        assert record_table.named(each.name, each.sex) == (each,)


def test_records_only_get_better_and_none_stands_beside_the_next() -> None:
    key = attrgetter("sex", "kind", "track")
    lines = [[*group] for _, group in groupby(sorted(record_table.table(), key=key), key)]
    assert len(lines) > 8
    for line in lines:
        for old, new in pairwise(line):
            assert old.time_s > new.time_s
            assert old.date <= new.date
            assert old.until <= new.date


def test_a_record_as_plain_data_tells_its_last_day_if_it_had_one() -> None:
    """Norway's of Heerenveen was the world's for 22 days, and is the track's to this day."""
    world, track = (
        next(each for each in record_table.table() if (each.kind, each.time_s) == (kind, 214.22))
        for kind in ("WR", "TR")
    )
    assert (world.to_dict()["date"], world.to_dict()["until"]) == ("2024-01-05", "2024-01-27")
    assert (track.to_dict()["date"], track.to_dict()["until"]) == ("2024-01-05", None)


def test_chosen_records_are_counted_and_told_in_rows() -> None:
    two = tuple(each for each in record_table.table() if each.time_s == 214.22)
    found = record_table.ChosenRecords(two)
    assert found.heading == "2 records of the team pursuit"
    assert record_table.ChosenRecords(two[:1]).heading == "1 record of the team pursuit"
    assert [(row["kind"], row["team"]) for row in found.rows()] == [("WR", "NOR"), ("TR", "NOR")]
    assert found.to_dict()["records"] == found.rows()


# What was published of the days: a world record of 22 days, those before the Games, a gap.
@pytest.mark.parametrize(
    ("sex", "kind", "day", "time_s"),
    [
        ("men", "WR", "2022-02-13", 214.47),
        ("men", "WR", "2024-01-05", 214.47),
        ("men", "WR", "2024-01-06", 214.22),
        ("men", "WR", "2024-01-28", 213.66),
        ("men", "WR", "2026-02-17", 212.49),
        ("men", "OR", "2018-02-18", 217.71),
        ("men", "OR", "2022-02-13", 217.08),
        ("men", "OR", "2026-02-15", 216.62),
        ("women", "WR", "2022-02-12", 170.76),
        ("women", "WR", "2019-03-01", 170.87),
        ("women", "WR", "2020-02-10", None),  # the day in that month is not known
        ("women", "WR", "2016-03-01", None),  # nor what stood between 2009 and 2017
        ("women", "OR", "2022-02-12", 173.89),
        ("women", "OR", "2022-02-15", 173.61),
        ("men", "WR", "2030-01-01", None),
    ],
)
def test_what_stood_on_a_day(sex: str, kind: str, day: str, time_s: float | None) -> None:
    found = [each.time_s for each in record_table.chosen(sex, kind, day)]
    assert found == ([] if time_s is None else [time_s])


def test_the_bundled_events_say_what_the_table_says() -> None:
    for name in scenarios():
        assert results(load(name)).notes == (), name


def test_a_file_without_records_takes_those_of_its_day() -> None:
    games = 'rounds = "single"\ngames = true\ncity = "Beijing"\ndate = 2022-02-15'
    assert stood(event("3:38.00", games)) == {"WR": 214.47, "OR": 217.08}
    assert stood(event("3:38.00", "date = 2022-02-15")) == {"WR": 214.47}, "no Games, no OR"
    utah = 'city = "Salt Lake City"\ndate = 2024-01-27'
    assert stood(event("3:36.07", utah)) == {"WR": 214.22, "TR": 214.47}
    assert stood(event("3:38.00", "")) == {}, "the day is not known"
    assert stood(event("1:50.00", "date = 2022-02-15", laps=4)) == {}, "another distance"


def test_what_a_time_would_have_meant_on_its_day() -> None:
    """3:34.30 in 2022 beats 3:34.47, until Norway skated 3:34.22 on 5 January 2024."""
    (found,) = event("3:34.30", "date = 2022-02-15").to_dict()["records"]
    assert (found["kind"], found["previous_s"], found["until"]) == ("WR", 214.47, "2024-01-05")
    entry = event("3:34.30", "date = 2022-02-15").races[0].entries[0]
    assert entry.notes == ("WR set, would have stood until 2024-01-05 (NOR 3:34.22)",)
    (best,) = event("3:32.00", "date = 2022-02-15").to_dict()["records"]
    assert best["until"] is None


def test_what_a_real_record_lasted() -> None:
    heerenveen = 'city = "Heerenveen"\ndate = 2024-01-05'
    entry = event("3:34.22", heerenveen).races[0].entries[0]
    assert entry.notes == ("WR set, stood until 2024-01-27 (USA 3:33.66)",)
    equal = event("3:34.47", "date = 2022-02-15").races[0].entries[0]
    assert equal.notes == ("WR equalled, would have stood until 2024-01-05 (NOR 3:34.22)",)


def test_with_the_last_day_only_the_events_own_records_did_not_stand_before_it() -> None:
    """Japan's 2:53.61 was skated three days before the final; 2:53.89 stood until then."""
    text = BARE.format(
        time="2:53.61", sex="women", laps=6, more="games = true\ndate = 2022-02-15"
    ).replace("NOR", "JPN")
    found = results(load_text(text))
    assert stood(found) == {"WR": 170.76, "OR": 173.89}
    (row,) = found.to_dict()["records"]
    assert (row["kind"], row["equalled"], row["until"]) == ("OR", False, "2022-02-15")


def test_a_file_that_contradicts_the_table_is_told_so_and_believed() -> None:
    text = (DATA / "records" / "one-nr.toml").read_text(encoding="utf-8")
    found = results(load_text(text.replace("laps = 8", "laps = 8\ndate = 2024-02-16")))
    (note,) = found.notes
    assert note == (
        "records[2]: WR 3:32.49 (USA) stood by this file, "
        "WR 3:33.66 (USA, Salt Lake City, 2024-01-27) by the table of records"
    )
    assert stood(found)["WR"] == 212.49


def test_what_a_file_publishes_is_not_refused_for_the_tables_sake() -> None:
    text = BARE.format(time="3:35.00", sex="men", laps=8, more="date = 2022-02-15")
    found = results(load_text(text + 'records = ["WR"]\n'))
    assert [(each.kind, each.previous_s) for each in found.records] == [("WR", None)]
    assert "WR is published here, though by the table of records WR 3:34.47" in found.notes[0]


def test_after_its_last_day_the_table_says_that_it_does_not_know() -> None:
    found = event("3:30.00", "date = 2030-01-01")
    assert stood(found) == {}
    assert found.notes == (
        (
            "which WR stood on 2030-01-01 is not in the table of records; it knows that "
            "WR 3:32.49 (USA, Salt Lake City, 2025-11-16) stood on 2026-02-17"
        ),
    )


def test_notes_need_no_empty_table() -> None:
    found = event("3:30.00", "date = 2030-01-01")
    sheet = next(each for each in results_table.overview(found.to_dict()) if each.notes)
    assert text_table.plain(sheet) == f"Records before\n{found.notes[0]}\n"


def test_a_damaged_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    path = resources.asset("theme.json")
    monkeypatch.setattr(record_table, "asset", lambda _: path)
    record_table.table.cache_clear()
    with pytest.raises(DamagedAssetError, match=r"theme\.json"):
        record_table.table()
    record_table.table.cache_clear()
