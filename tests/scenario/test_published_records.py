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
    return {(each.kind, each.team) for each in results(scenario).records if not each.supposed}


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
        ({"crossing.gap": 0.5, "crossing.assumed": ["gap"]}, OURS),
        # Who is as fast as the record of a track was has it, whoever had it.
        ({"crossing.time": "3:45.00"}, {("TR", "BBB")} | THEIRS),
        ({"crossing.time": "3:48.00", "finish.time": "3:49.00"}, {("TR", "BBB")} | THEIRS),
        ({"crossing.time": "3:48.01", "finish.time": "3:49.00"}, THEIRS),
        ({"crossing.time": "3:47.00", "finish.status": "DNF"}, {("TR", "BBB")} | THEIRS),
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


# What-ifs one upon the other, of which the last leaves the same values as one alone.
Chain = tuple[list[dict[str, object]], dict[str, object]]
_BY_TIME: list[Chain] = [
    ([{"finish.time": first}, {"finish.time": last}], {"finish.time": last})
    for first in ("3:45.00", "3:48.00", "3:50.00", "unknown")
    for last in ("3:44.00", "3:46.00", "3:48.00", "3:49.00", "3:51.00")
]
_BY_GAP: list[Chain] = [
    ([{"crossing.gap": first}, {"crossing.gap": last}], {"crossing.gap": last})
    for first in (0.5, 8.5)
    for last in (0.25, 1.0, 1.5, 1.51, 9.0)
]
_OTHERS: list[Chain] = [
    # Out, and back.
    ([{"finish.status": "DSQ"}, {"finish.time": "3:48.00"}], {"finish.time": "3:48.00"}),
    ([{"finish.status": "DNF"}, {"finish.time": "3:47.00"}], {"finish.time": "3:47.00"}),
    ([{"crossing.time": "3:51.00"}, {"crossing.status": "DNF"}, {"crossing.time": "3:49.40"}],
     {"crossing.time": "3:49.40"}),
    ([{"skated": False}, {"skated": True, "finish.time": "3:48.00"}],
     {"skated": True, "finish.time": "3:48.00"}),
    # Another team, and back.
    ([{"crossing.team": "CCC"}, {"crossing.team": "BBB"}], {}),
    ([{"crossing.team": "CCC"}, {"crossing.gap": 1.0}, {"crossing.team": "BBB"}],
     {"crossing.gap": 1.0}),
    ([{"finish.team": "CCC"}, {"finish.time": "3:50.00"}, {"finish.time": "3:47.00"}],
     {"finish.team": "CCC", "finish.time": "3:47.00"}),
    # Of one by a time, of the other by its gap to that.
    ([{"crossing.time": "3:51.00"}, {"finish.time": "3:50.00"}, {"finish.time": "3:48.00"},
      {"crossing.time": "3:49.00"}], {"finish.time": "3:48.00", "crossing.time": "3:49.00"}),
    ([{"finish.time": "3:52.00"}, {"finish.time": "3:47.00"}], {"finish.time": "3:47.00"}),
]  # fmt: skip


@pytest.mark.parametrize("text", [MEN, WOMEN])
@pytest.mark.parametrize(("said", "last"), [*_BY_TIME, *_BY_GAP, *_OTHERS])
def test_how_a_what_if_was_come_to_does_not_matter(
    text: str, said: list[dict[str, object]], last: dict[str, object], tmp_path: Path
) -> None:
    """By calls and by files; all that `run` tells, notes and records among it, is the same."""

    def keys(changes: dict[str, object]) -> dict[str, object]:
        return {f"races.r.{key}": value for key, value in changes.items()}

    def told(scenario: Scenario) -> dict[str, object]:
        return results(scenario).to_dict() | {"scenario": "", "what_if": True}

    called = load_text(text)
    (tmp_path / "0.toml").write_text(text, encoding="utf-8")
    for number, changes in enumerate(said, 1):
        called = called.replace(keys(changes))
        written = "".join(f"{key} = {_toml(value)}\n" for key, value in keys(changes).items())
        head = f'format = "pursuit-sim/scenario"\nversion = 1\nextends = "{number - 1}.toml"\n'
        (tmp_path / f"{number}.toml").write_text(head + written, encoding="utf-8")
    expected = told(load_text(text, keys(last)))
    assert told(called) == told(load(tmp_path / f"{len(said)}.toml")) == expected


def test_who_is_out_has_no_record_whatever_was_supposed_before() -> None:
    faster = load_text(MEN).replace("races.r.finish.time", "3:47.00")
    assert fallen(faster.replace("races.r.finish.status", "DNF")) == THEIRS


def test_a_record_is_of_the_time_that_it_was_told_of_last() -> None:
    """A file that tells a slower time as a record is believed; from there on this is compared."""
    own = load_text(MEN, {"races.r.finish.time": "3:50.00", "races.r.finish.records": ["TR"]})
    assert ("TR", "AAA") in fallen(own.replace("races.r.finish.time", "3:49.00"))
    assert ("TR", "AAA") not in fallen(own.replace("races.r.finish.time", "3:50.01"))


def test_a_slower_time_does_not_move_the_games() -> None:
    """An Olympic record that was published tells that these are Olympic Games."""
    games = load_text(MEN.replace('records = ["TR"]', 'records = ["OR"]'))
    assert games.event.games
    assert games.replace("races.r.finish.time", "3:50.00").event.games


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


@pytest.mark.parametrize("key", ["sf-1.finish", "sf-2.finish", "qf-3.finish", "final-a.finish"])
def test_who_beats_the_published_track_record_takes_it(key: str) -> None:
    """3:36.62 of ROC beat what stood in Beijing; so does 3:36.00, before that or after it."""
    race, side = key.split(".")
    found = results(load("beijing-2022-men", [f"races.{key}.time=3:36.00"]))
    team = next(each for each in found.race(race).race.entries if each.side == side).team.code
    assert story.records_of(found, race, team) == ("OR", "TR")
    roc = ("OR", "TR") if race == "final-a" else ()
    assert story.records_of(found, "sf-2", "ROC") == roc
    stands = {each.kind: each.time_s for each in story.standing(found, "final-a")}
    assert stands["TR"] == pytest.approx(216.62 if race == "final-a" else 216.0)


def test_a_track_record_falls_too_where_its_holder_is_slower_or_out() -> None:
    """What stood in Beijing was 3:36.62 or slower, whoever skates that."""
    for out in ("time=3:38.00", "status=DSQ"):
        changes = [f"races.sf-2.crossing.{out}", "races.final-a.finish.time=3:36.62"]
        assert ("TR", "NOR") in fallen(load("beijing-2022-men", changes))
        changes[1] = "races.final-a.finish.time=3:36.63"
        assert ("TR", "NOR") not in fallen(load("beijing-2022-men", changes))


def test_another_rink_has_another_track_record() -> None:
    """That 3:36.62 was a record in Beijing tells nothing of Salt Lake City."""
    changes = {"rink": "salt-lake-city", "races.qf-3.finish.time": "3:36.00"}
    assert ("TR", "NOR") not in fallen(load("beijing-2022-men", changes))


@pytest.mark.parametrize("between", ["3:35.00", "3:37.00", "unknown"])
@pytest.mark.parametrize("time", ["3:36.00", "3:36.62", "3:36.63"])
def test_titles_and_banners_are_those_of_the_last_time(between: str, time: str) -> None:
    """Beijing, semifinal 2: 3:36.62 was OR and TR; the OR that stood was 3:37.08."""
    key = "races.sf-2.crossing.time"
    found = results(load("beijing-2022-men", {key: between}).replace(key, time))
    kept = ("OR",) if time == "3:36.63" else ("OR", "TR")
    assert story.records_of(found, "sf-2", "ROC") == kept
    alone = results(load("beijing-2022-men", {key: time}))
    for race in ("sf-2", "final-a"):
        assert story.standing(found, race) == story.standing(alone, race)
    assert {each.kind for each in story.standing(found, "final-a")} == {"WR", *kept}


def test_who_beats_a_track_record_is_named_with_it_in_titles() -> None:
    """The final, which nobody touched, is for the record that the semifinal left."""
    found = results(load("beijing-2022-men", ["races.sf-2.crossing.time=3:35.00"]))
    assert story.records_of(found, "sf-2", "ROC") == ("OR", "TR")
    stands = {each.kind: each.time_s for each in story.standing(found, "final-a")}
    assert (stands["OR"], stands["TR"]) == (215.0, 215.0)


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


@pytest.mark.parametrize("left", [
    ['team = "BBB"'], ["gap = 1.50"], ['team = "BBB"', "gap = 1.50"], ['time = "3:48.00"'],
])  # fmt: skip
def test_who_extends_a_file_may_tell_whose_records_they_are(left: list[str]) -> None:
    """Whose time it is, or what it was, the base leaves open."""
    base = MEN
    for each in left:
        base = base.replace(f"{each}\n", "")
    side = "finish" if left[0].startswith("time") else "crossing"
    told = {key: value.strip('"') for key, value in (each.split(" = ") for each in left)}
    over = {f"races.r.{side}.{key}": float(value) if key == "gap" else value
            for key, value in told.items()}  # fmt: skip
    made = load_text(base, over)
    assert fallen(made) == OURS | THEIRS
    assert {(each.kind, each.team) for each in made.published} == OURS | THEIRS
