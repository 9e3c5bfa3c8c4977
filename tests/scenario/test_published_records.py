"""Records that a time was published as, where a what-if tells another time, or a gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from pursuit_sim import results
from pursuit_sim.draw.replay import story
from pursuit_sim.export.tables import results_table
from pursuit_sim.scenario import Scenario, load, load_text
from pursuit_sim.scenario.time_source import time_source

# 3:48.00, and 1.50 behind it 3:49.50.
TWO = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "Cup"
sex = "{sex}"
laps = {laps}
[teams.AAA]
[teams.BBB]
[teams.CCC]
[races.r.finish]
team = "AAA"
lineup = "unknown"
formation = "push"
time = "3:48.00"
records = ["TR"]
[races.r.crossing]
team = "BBB"
lineup = "unknown"
formation = "push"
gap = 1.50
records = ["NR", "PB"]
"""
MEN, WOMEN = TWO.format(sex="men", laps=8), TWO.format(sex="women", laps=8)
OURS, THEIRS = {("TR", "AAA")}, {("NR", "BBB"), ("PB", "BBB")}


def fallen(scenario: Scenario) -> set[tuple[str, str]]:
    return {(each.kind, each.team) for each in results(scenario).records}


@pytest.mark.parametrize("text", [MEN, WOMEN])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, OURS | THEIRS),
        # By a gap: slower, a hundredth slower, the same, faster.
        ({"crossing.gap": 8.5}, OURS),
        ({"crossing.gap": 1.51}, OURS),
        ({"crossing.gap": 1.5}, OURS | THEIRS),
        ({"crossing.gap": 0.5}, OURS | THEIRS),
        # By a time of its own.
        ({"crossing.time": "3:49.51"}, OURS),
        ({"crossing.time": "3:49.50"}, OURS | THEIRS),
        ({"crossing.time": "3:49.00"}, OURS | THEIRS),
        ({"crossing.time": "unknown"}, OURS),
        ({"finish.time": "3:48.01"}, THEIRS),
        ({"finish.time": "3:48.00"}, OURS | THEIRS),
        ({"finish.time": 228}, OURS | THEIRS),
        ({"finish.time": "3:45.00"}, OURS | THEIRS),
        # A gap is to the time that is told with it: 3:46.00 is faster than 3:49.50, 3:51.00 not.
        ({"finish.time": "3:44.00", "crossing.gap": 2.0}, OURS | THEIRS),
        ({"finish.time": "3:50.00", "crossing.gap": 1.0}, set()),
        # Without a time that counts there is no record.
        ({"crossing.status": "DNF"}, OURS),
        ({"crossing.status": "DSQ"}, OURS),
        ({"finish.status": "DSQ"}, THEIRS),
        ({"finish.status": "DSQ", "finish.time": "3:45.00"}, THEIRS),
        ({"skated": False}, set()),
        # A team's own records are not those of another; a track's are.
        ({"crossing.team": "CCC"}, OURS),
        ({"finish.team": "CCC"}, {("TR", "CCC")} | THEIRS),
        # What is said beside the time counts.
        ({"crossing.gap": 8.5, "crossing.records": ["SB"]}, OURS | {("SB", "BBB")}),
        ({"finish.time": "3:45.00", "finish.records": []}, THEIRS),
        # Nobody published what a file only assumes.
        ({"finish.time": "3:45.00", "finish.assumed": ["time"]}, THEIRS),
    ],
)
def test_a_record_stays_with_its_time_and_with_a_faster_one(
    text: str, changes: dict[str, object], expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    given = {f"races.r.{key}": value for key, value in changes.items()}
    if not any("assumed" in key for key in given):
        at_once = load_text(text, given)
        assert fallen(at_once) == fallen(load_text(text).replace(given)) == expected
    base, top = tmp_path / "base.toml", tmp_path / "top.toml"
    base.write_text(text, encoding="utf-8")
    written = "".join(f"{key} = {_toml(value)}\n" for key, value in given.items())
    head = 'format = "pursuit-sim/scenario"\nversion = 1\nextends = "base.toml"\n'
    top.write_text(head + written, encoding="utf-8")
    assert fallen(load(top)) == expected


def test_a_record_that_went_does_not_come_back() -> None:
    """Of each change the one before is known, as of a file that extends another."""
    slower = load_text(MEN).replace("races.r.finish.time", "3:50.00")
    assert fallen(slower.replace("races.r.finish.time", "3:49.00")) == THEIRS


def test_published_is_only_a_gap_that_somebody_published() -> None:
    def told(scenario: Scenario) -> tuple[object, bool]:
        document = results(scenario).to_dict()
        (row,) = (each for each in document["races"][0]["entries"] if each["team"] == "BBB")
        races, *_ = results_table.overview(document)
        column = [heading.strip(">") for heading in races.columns].index("Published gap")
        return row["official_gap_s"], any(each[column] for each in races.rows)

    assert told(load_text(MEN)) == (1.5, True)
    assert told(load_text(MEN, {"races.r.crossing.gap": 1.5})) == (1.5, True)
    assert told(load_text(MEN, {"races.r.crossing.gap": 8.5})) == (None, False)
    assumed = load_text(MEN.replace("gap = 1.50", 'gap = 1.50\nassumed = ["gap"]'))
    assert told(assumed)[0] is None


@pytest.mark.parametrize("key", ["races.sf-2.crossing.time", "races.sf-2.finish.time"])
def test_a_time_that_is_said_again_is_as_it_was(key: str) -> None:
    """Beijing, semifinal 2: ROC 3:36.62, OR and TR; USA 3:37.05."""
    race, side = key.split(".")[1:3]
    again = load("beijing-2022-men", {key: {"crossing": 216.62, "finish": "3:37.05"}[side]})
    assert again.changes == ()
    entries = again.races[race].entries
    assert [time_source(again.races[race], each) for each in entries] == ["measured"] * 2
    assert fallen(again) == {("OR", "ROC"), ("TR", "ROC")}
    other = load("beijing-2022-men", {key: "3:36.00"})
    (mine,) = (each for each in other.races[race].entries if each.side == side)
    assert time_source(other.races[race], mine) == "supposed"


def test_who_beats_a_track_record_is_named_with_it_in_titles() -> None:
    """The final, which nobody touched, is for the record that the semifinal left."""
    found = results(load("beijing-2022-men", ["races.sf-2.crossing.time=3:35.00"]))
    assert story.records_of(found, "sf-2", "ROC") == ("OR", "TR")
    stands = {each.kind: each.time_s for each in story.standing(found, "final-a")}
    assert (stands["OR"], stands["TR"]) == (215.0, 215.0)


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)
