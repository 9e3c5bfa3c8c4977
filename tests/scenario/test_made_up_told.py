"""Times and gaps that nobody measured are told as such wherever they are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pursuit_sim import results, simulate, timing
from pursuit_sim.event.qualification import qualify
from pursuit_sim.export.tables import results_table
from pursuit_sim.export.tables.gap_notes import gap_notes
from pursuit_sim.lab.fit import fit
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.scenario import Scenario, load
from pursuit_sim.scenario.race import Gap
from pursuit_sim.scenario.time_source import (
    gap_source,
    made_up,
    not_measured,
    passing_source,
    passings_are,
    time_source,
    told_gap_source,
)


def pair(*assumed: str, rounds: str = "", splits: object = ()) -> Scenario:
    """Two teams and a gap, of which the file assumes some."""
    race: dict[str, object] = {
        side: {
            "team": team,
            "lineup": "unknown",
            "formation": "unknown",
            "time": time,
            "assumed": ["time"] if "time" in assumed else [],
            **({"splits": splits} if splits and side == "finish" else {}),
        }
        for side, team, time in (("finish", "NED", "3:40.00"), ("crossing", "NOR", "3:41.00"))
    }
    race |= {"gaps": [{"laps": 6, "ahead": "NED", "by": 0.5}]}
    race |= {"assumed": ["gaps"]} if "gaps" in assumed else {}
    event = {"name": "Cup", "sex": "men", "laps": 8}
    if rounds:
        event["rounds"] = rounds
        race["division"] = "A"
    teams: dict[str, object] = {"NED": {}, "NOR": {}}
    return load({"event": event, "teams": teams, "races": {"r1": race}})


def test_a_gap_that_is_assumed_is_not_known() -> None:
    for assumed, word, source in (((), "Known", "measured"), (("gaps",), "Assumed", "assumed")):
        scenario = pair(*assumed)
        found = results(scenario).races[0].to_dict()["known_gaps"]
        assert found[0]["assumed"] is bool(assumed)
        assert [*gap_notes(("NED", "NOR"), found)] == [
            f"{word} after 6 laps, met by the model: NED ahead by 0.50 s"
        ]
        asked = race_odds(scenario, scenario.races["r1"], laps_to_go=2).asked
        assert asked.source == source


def test_a_gap_that_a_what_if_wrote_is_not_known() -> None:
    told = {"laps": 4, "ahead": "ROC", "by": 0.5}
    changed = load("beijing-2022-men").changed({"races.final-a.gaps": [told]})
    found = results(changed).race("final-a").to_dict()["known_gaps"]
    assert [(each["assumed"], each["source"]) for each in found] == [(False, "supposed")]
    assert [*gap_notes(("NOR", "ROC"), found)] == [
        "Assumed after 4 laps, met by the model: ROC ahead by 0.50 s"
    ]
    swaps = [
        each for each in timing.events(simulate(changed.races["final-a"])) if each.kind == "swap"
    ]
    assert {each.doubt for each in swaps} <= {"supposed", "says the model"}


def test_a_change_of_the_lead_by_assumed_gaps_is_assumed() -> None:
    told = pair().races["r1"]
    for assumed, said in ((False, ""), (True, " (assumed)")):
        gaps = tuple(
            Gap(half, gap, gap, assumed) for half, gap in ((7.0, -0.3), (8.0, 0.3), (9.0, 0.3))
        )
        found = simulate(replace(told, gaps=gaps))
        swaps = [each for each in timing.events(found) if each.kind == "swap"]
        assert swaps[0].text == f"NOR take the lead after 4 laps{said}"
        assert swaps[0].doubt == ("assumed" if assumed else "")
        assert timing.gap_known(found, 8) is not assumed


def test_a_field_says_which_times_nobody_skated() -> None:
    def told(*assumed: str) -> list[str]:
        found = qualify([results(pair(*assumed, rounds="world-cup"))])
        return [each for each in found.notes if "not measured" in each]

    assert told() == []
    assert len(told("time")) == 1
    assert told("time")[0].startswith("NED in R1, NOR in R1 of Cup: assumed, not measured")


def test_a_fit_to_passings_of_a_what_if_says_so() -> None:
    race = load("thialf-2020-pair-1").races["pair-1"]
    entry = race.entries[1]
    assert fit(race, entry).source == "measured"
    supposed = replace(race, changed=("crossing.splits_s",), as_told=None)
    assert fit(supposed, entry).source == "supposed"
    other = replace(race, changed=("finish.splits_s",))
    assert fit(other, entry).source == "measured", "they are the other team's"


def test_a_time_that_nobody_skated_is_followed_by_that() -> None:
    for assumed, told in (((), ""), (("time",), " (assumed, not measured)")):
        race = pair(*assumed).races["r1"]
        assert not_measured(time_source(race, race.entries[0])) == told
    race = replace(pair().races["r1"], changed=("finish.time",))
    assert made_up(race, race.entries[0]) == "supposed"
    assert made_up(race, race.entries[1]) == ""


GAP = "races.final-b.gaps"


@pytest.mark.parametrize(
    ("laps", "by", "source"), [(5, 2.09, "measured"), (5.0, 2.09, "measured"), (5, 2.1, "supposed")]
)
def test_a_published_gap_said_again_as_it_was_is_no_change(
    laps: float, by: float, source: str
) -> None:
    """JPN were 2.09 s ahead after 5 laps in Milano 2026, women's Final B."""
    again = load("milano-2026-women", {GAP: [{"by": by, "ahead": "JPN", "laps": laps}]})
    race = again.races["final-b"]
    assert [told_gap_source(race, gap) for gap in race.gaps] == [source]
    assert again.changes == (() if source == "measured" else (GAP,))


def test_each_gap_is_as_it_was_told_whatever_its_spelling() -> None:
    """The published one by its bounds, told twice, and beside a new one."""
    again = {"laps": 5, "ahead": "JPN", "at_least": 2.09, "at_most": 2.09}
    new = {"laps": 3, "ahead": "JPN", "by": 1.0}
    for told, sources in (([again], ["measured"]), ([again, again], ["measured"]),
                          ([again, new], ["supposed", "measured"])):  # fmt: skip
        race = load("milano-2026-women", {GAP: told}).races["final-b"]
        assert [told_gap_source(race, gap) for gap in race.gaps] == sources


def test_a_gap_that_a_file_assumes_is_assumed_when_it_is_told_again() -> None:
    told = pair("gaps").races["r1"]
    again = pair("gaps").changed({"races.r1.gaps": [{"laps": 6, "ahead": "NED", "by": 0.5}]})
    for race in (told, again.races["r1"]):
        assert [told_gap_source(race, gap) for gap in race.gaps] == ["assumed"]


def test_nobody_measured_a_gap_to_a_team_that_did_not_skate() -> None:
    race = replace(pair().races["r1"], changed=("crossing.team",))
    assert [told_gap_source(race, gap) for gap in race.gaps] == ["supposed"]
    assert gap_source(race, 12) == "supposed"


@pytest.mark.parametrize(
    ("what", "sources"),
    [
        ({"splits": [[2, 58.0], [4, "1:53.00"]]}, ["measured", "measured"]),
        ({"passings_m": [[774.72, 58.0], [1549.44, 113.0]], "splits": []}, ["measured"] * 2),
        ({"splits": [[2, 58.0], [4, 113.1]]}, ["measured", "supposed"]),
        ({"model_splits": [[3, 85.0]]}, ["measured", "model", "measured"]),
    ],
)
def test_each_passing_is_as_it_was_told_whatever_stands_beside_it(
    what: dict[str, object], sources: list[str]
) -> None:
    told = pair(splits=[[2, 58.0], [4, 113.0]])
    race = told.changed({f"races.r1.finish.{key}": value for key, value in what.items()}).races[
        "r1"
    ]
    (entry, _) = race.entries
    lines = [int(each.half_lap) for each in entry.splits]
    assert [passing_source(race, entry, line) for line in lines] == sources
    assert passings_are(race, entry) == ("supposed" if "supposed" in sources else "measured")


def test_a_mark_of_a_models_passings_says_nothing_of_the_timed_ones() -> None:
    race = pair(splits=[[2, 58.0], [4, 113.0]]).races["r1"]
    for marked, source in (("model_splits", "measured"), ("splits", "assumed")):
        entry = replace(race.entries[0], assumed=(marked,))
        assert passing_source(race, entry, 4) == source
        assert len(entry.timed) == (2 if source == "measured" else 0)


def test_a_passing_that_a_what_if_wrote_is_no_fact() -> None:
    told = pair(splits=[[2, 58.0], [4, 113.0]])
    changed = told.changed({"races.r1.finish.splits": [[2, 58.0], [4, 113.1], [6.2, 170.0]]})
    for scenario, facts, supposed in (
        (told, [[2, 58.0], [4, 113.0]], []),
        (changed, [[2, 58.0]], [[4, 113.1], [6.2, 170.0]]),
    ):
        found = results(scenario)
        (entry, _) = found.race("r1").to_dict()["entries"]
        assert (entry["known_passings"], entry["supposed_passings"]) == (facts, supposed)
        lines = [laps for laps in (2, 4) if entry["splits_known"][2 * laps - 1]]
        assert lines == [laps for laps, _ in facts]
        _, table = results_table.race_detail(found.race("r1").to_dict())
        said = "Supposed of NED, met by the model: passings after 4, 6.2 laps."
        assert (said in table.notes) is bool(supposed)
