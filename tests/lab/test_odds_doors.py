"""Both doors of the odds, of an event and of a race, tell the same of what is the same."""

from __future__ import annotations

from itertools import pairwise
from math import erf, sqrt
from pathlib import Path

import pytest

from pursuit_sim import load
from pursuit_sim.event.run import results
from pursuit_sim.export.tables import race_odds_table
from pursuit_sim.lab.event_chances import EventOdds
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.outlook import KnownRun, outlook, unknown_outlook
from pursuit_sim.lab.pairings import who_meets
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.scenario import Scenario, load_text
from pursuit_sim.scenario.parameters import Form

CALM = Form(fall_chance=0.0, touch_chance=0.0, day_share=0.0)
ROUNDS = ("quarterfinals", "semifinals")
DRAWS = 40_000
NOISE = 4 * sqrt(0.25 / DRAWS)  # four standard errors of a share
LEVEL_QUARTERS: dict[str, object] = {
    "races.qf-2.crossing.time": "3:40.18"
}  # the Dutch with Canada, for the 4th place
DEAD_HEAT: dict[str, object] = {
    "races.sf-2.crossing.time": "3:37.05"
}  # the Russians with the United States


def beijing(changes: dict[str, object]) -> Scenario:
    return load("beijing-2022-men").replace(changes)


def finals_of(odds: EventOdds) -> dict[str, set[str]]:
    """Who meets for certain in each final."""
    return {each.final: {*each.teams} for each in odds.meets if each.share == 1.0}


def final_d_wins(name: str, after: str) -> tuple[float, float]:
    """That the first team of final D wins it, by both doors."""
    scenario = load(name)
    race = race_odds(scenario, scenario.races["final-d"])
    drawn = event_odds(scenario, after, draws=DRAWS)
    first = next(each for each in drawn.teams if each.team == race.teams[0])
    return race.asked.chance, first.chances.places[6]


@pytest.mark.parametrize("after", ["quarterfinals", "semifinals"])
def test_a_team_without_a_time_is_the_same_in_a_race_as_in_the_event(after: str) -> None:
    by_race, by_event = final_d_wins("milano-2026-women", after)
    assert by_race == pytest.approx(by_event, abs=NOISE)


def test_a_race_that_knows_more_than_the_event_says_what_the_event_has() -> None:
    """Final D is skated before final C: by it a team without a time is guessed more narrowly."""
    scenario = load("beijing-2022-women")
    race = race_odds(scenario, scenario.races["final-c"])
    event = event_odds(scenario, "semifinals", draws=DRAWS)
    china = next(each for each in event.teams if each.team == "CHN").chances.places[4]
    assert abs(race.asked.chance - china) > 0.05
    told = next(each for each in race.to_dict()["basis"] if "odds of the event" in each)
    assert told.startswith("The odds of the event after the semifinals give CHN ")
    assert told.endswith("they do not know final-d.")
    assert int(told.split(" CHN ")[1].split(" %")[0]) == pytest.approx(100 * china, abs=1)
    assert any("alone knows those of its round before it" in each for each in event.basis)


@pytest.mark.parametrize("name", ["beijing-2022-women", "milano-2026-women"])
def test_all_finals_and_semifinals_are_the_same_in_both_or_it_is_said(name: str) -> None:
    scenario = load(name)
    drawn = {after: event_odds(scenario, after, draws=DRAWS) for after in ROUNDS}
    for race in scenario.races.values():
        if race.round == "quarterfinal":
            continue
        found = race_odds(scenario, race)
        after = drawn[ROUNDS[race.round != "semifinal"]]
        chances = next(each for each in after.teams if each.team == found.teams[0]).chances
        share = chances.final
        if race.round != "semifinal":
            share = chances.places[2 * "abcd".index(race.round[-1])]
        agree = found.asked.chance == pytest.approx(share, abs=NOISE)
        assert agree is not any("odds of the event" in each for each in found.basis)


def test_a_form_of_a_race_alone_is_said_where_the_event_does_not_know_it() -> None:
    scenario = beijing({"races.final-a.crossing.form.race_sd_s": 4})
    basis = race_odds(scenario, scenario.races["final-a"]).basis
    assert any(each.endswith("take form from the last race known.") for each in basis)


def test_times_that_tell_nothing_of_a_team_are_named_with_its_race() -> None:
    fallen: dict[str, object] = {"races.sf-1.finish.fall": {"skater": "N. Takagi", "laps": 5.75}}
    fallen |= {"races.sf-1.finish.splits": [[5.5, 160.77]]}
    scenario = load("beijing-2022-women").replace(fallen)
    basis = race_odds(scenario, scenario.races["final-a"]).basis
    assert any(each.startswith("JPN in sf-1: a fall") for each in basis)


def test_whom_a_guess_is_from_and_that_it_is_one_is_said() -> None:
    """Kazakhstan's time of 2026 is lost; those that came as far: China, Germany and Belgium."""
    scenario = load("milano-2026-women")
    found = race_odds(scenario, scenario.races["final-d"])
    others = [181.42, 179.71, 182.14]  # 3:01.42, 2:59.71, 3:02.14
    assert found.teams == ("CHN", "KAZ")
    assert found.time_s[1] == pytest.approx(sum(others) / 3, abs=0.001)
    said = " ".join(found.basis)
    assert "KAZ 3:01.1 ± 1.7 s, guessed" in said
    assert "of KAZ no time is known: guessed to be like GER, BEL and CHN, who came as far" in said
    assert "guessed" in race_odds_table.text(found)
    told = found.to_dict()["teams"][1]
    assert (told["from_races"], told["time_s"]) == ([], pytest.approx(found.time_s[1], abs=1e-5))
    drawn = event_odds(scenario, "semifinals", draws=1000)
    assert next(each for each in found.basis if "guessed to be" in each) in drawn.basis


def test_nobody_without_a_time_is_told_more_surely_than_who_has_one() -> None:
    """Three teams level to the hundredth tell nothing of a fourth; 3.1 s where they are fewer."""
    known = [outlook([KnownRun("r", 220.0 + i / 100, "")], ["x"], CALM) for i in range(3)]
    near = unknown_outlook(known, ["x"], CALM)
    assert near.error_s == pytest.approx(1.2 * sqrt(2), abs=1e-3)  # one race, and the next one
    assert "as unsure as the least known" in near.guess
    apart = [outlook([KnownRun("r", 220.0 + 4 * i, "")], ["x"], CALM) for i in range(3)]
    far = unknown_outlook(apart, ["x"], CALM)  # SD 4 s
    assert far.error_s == pytest.approx(sqrt(16 * 4 / 3 + 1.44), abs=1e-3)
    assert "as far from them as they are from each other" in far.guess
    assert "3.1 s (SD) from team to team" in unknown_outlook(known[:2], ["x"], CALM).guess
    for name in ("milano-2026-women", "beijing-2022-women", "pyeongchang-2018-men"):
        for after in (None, "quarterfinals", "semifinals"):
            teams = event_odds(load(name), after, draws=1000).teams
            guessed = [each.error_s for each in teams if not each.runs]
            assert min(guessed, default=9.0) >= max(each.error_s for each in teams if each.runs)


def test_before_any_time_there_is_no_estimate_to_show() -> None:
    scenario = load("beijing-2022-men")
    found = race_odds(scenario, scenario.races["qf-1"])
    assert [each["time_s"] for each in found.to_dict()["teams"]] == [None, None]
    assert "all are taken to be alike" in " ".join(found.basis)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (LEVEL_QUARTERS, "CAN and NED are level in the quarterfinals"),
        (DEAD_HEAT, "USA and ROC are level in the semifinals"),
    ],
)
def test_a_tie_sends_level_teams_where_run_does_and_says_so(
    changes: dict[str, object], said: str
) -> None:
    scenario = beijing(changes)
    run = results(scenario)
    assert any("stay as they were skated" in each and "level" in each for each in run.remarks)
    real = {f"final-{final.casefold()}": final for final in "ABCD"}
    skated = {
        real[race.race.round]: {each.entry.team.code for each in race.entries}
        for race in run.races
        if race.race.round in real
    }
    assert not run.misfits
    drawn = event_odds(scenario, "semifinals", draws=1000)
    assert finals_of(drawn) == skated
    for name, final in real.items():
        assert {*who_meets(scenario, scenario.races[name])} == skated[final]
    race = race_odds(scenario, scenario.races["final-a"])
    teams = set(said.split(" are ", maxsplit=1)[0].split(" and "))
    for basis in (drawn.basis, race.basis):
        told = [each for each in basis if "are level in" in each]
        assert len(told) == 1
        assert set(told[0].split(" are ")[0].split(" and ")) == teams


@pytest.mark.parametrize(
    ("changes", "after", "race", "said"),
    [
        (
            {"races.sf-1.crossing.time": "unknown"},
            "semifinals",
            "final-a",
            "how NED did in the semifinals: finals A and B stay as they",
        ),
        (
            {"races.qf-2.crossing.time": "unknown"},
            "quarterfinals",
            "sf-1",
            "how NED did in the quarterfinals: the semifinals and finals C and D stay as they",
        ),
    ],
)
def test_a_result_that_a_what_if_makes_unknown_moves_nobody_and_that_is_said(
    changes: dict[str, object], after: str, race: str, said: str
) -> None:
    scenario = beijing(changes)
    told = results(scenario).to_dict()["standings_remarks"]
    assert f"nobody knows {said} were skated" in told
    assert f"nobody knows {said} were skated" in results(scenario)._repr_html_()
    bases = event_odds(scenario, after, draws=1000), race_odds(scenario, scenario.races[race])
    for each in bases:
        assert f"Nobody knows {said} were skated." in each.to_dict()["basis"]
    plain = load("beijing-2022-men")
    assert not any("nobody knows" in each.casefold() for each in results(plain).remarks)
    assert not any("Nobody knows" in each for each in event_odds(plain, after, draws=1000).basis)


def test_level_quarterfinals_leave_the_semifinals_as_they_were() -> None:
    scenario = beijing(LEVEL_QUARTERS)
    drawn = event_odds(scenario, "quarterfinals", draws=DRAWS)
    assert {frozenset(each) for each in drawn.pairs[:2]} == {
        frozenset({"NOR", "NED"}),
        frozenset({"ROC", "USA"}),
    }
    assert finals_of(drawn)["C"] == {"CAN", "KOR"}
    found = race_odds(scenario, scenario.races["sf-1"])
    assert found.teams == ("NOR", "NED")
    norway = next(each for each in drawn.teams if each.team == "NOR")
    assert found.asked.chance == pytest.approx(norway.chances.final, abs=NOISE)
    # Nobody knows yet, before the semifinals, that one of them was a dead heat.
    assert not any("level" in each for each in event_odds(
        beijing(DEAD_HEAT), "quarterfinals", draws=1000).basis)  # fmt: skip


def test_a_race_that_a_what_if_leaves_alone_is_asked_as_it_was_skated() -> None:
    plain, other = load("beijing-2022-men"), beijing({"races.sf-1.finish.time": "3:38.20"})
    for race in ("sf-1", "sf-2", "final-b", "final-c", "final-d"):
        assert who_meets(other, other.races[race]) == who_meets(plain, plain.races[race])
    found = race_odds(other, other.races["final-c"])
    as_skated = race_odds(plain, plain.races["final-c"]).to_dict()
    assert found.to_dict() == as_skated | {"changed": True}  # that the scenario is one is said
    assert found.lines


def test_form_of_a_race_is_its_own_and_none_of_a_later_one() -> None:
    """Form of 4 s for one of them, 1.2 s for the other; no falls, each day a form of its own."""
    calm: dict[str, object] = {"form.fall_chance": 0, "form.touch_chance": 0, "form.day_share": 0}
    own = beijing(calm | {"races.sf-1.crossing.form.race_sd_s": 4})
    later = beijing(calm | {"races.final-b.crossing.form.race_sd_s": 4})
    plain = beijing(calm)
    chances = [race_odds(each, each.races["sf-1"]).asked.chance for each in (plain, own, later)]
    # 3:37.47 and 3:38.90, one race known of each.
    assert chances[1] == pytest.approx(
        0.5 * (1 + erf((218.90 - 217.47) / sqrt(2 * 1.44 + 2 * 16) / sqrt(2))), abs=1e-4
    )
    assert chances[2] == chances[0]
    told = [event_odds(each, "semifinals", draws=1000).to_dict() for each in (plain, later)]
    assert told[0]["teams"] == told[1]["teams"]


EXAMPLES = Path(__file__).parents[2] / "docs/examples"


def test_form_of_an_event_to_come_counts() -> None:
    """Two known days of each, form common to none: √(1 + ½) of a race's."""
    cups = [load(f"world-cup-2025-{each}-men") for each in ("calgary", "hamar")]
    changes = {"form.race_sd_s": 3, "form.day_share": 0}
    tomorrow = load(EXAMPLES / "tomorrow.toml").replace(changes)
    found = event_odds(tomorrow, earlier=cups, draws=1000)
    usa = next(each for each in found.teams if each.team == "USA")
    assert usa.error_s == pytest.approx(3 * sqrt(1.5), abs=0.01)


CUP = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "{name}"
sex = "women"
laps = 6
rounds = "ranking"
{date}
[teams]
A = {{}}
B = {{}}
C = {{}}
D = {{}}
"""
PAIR = """
[races.{race}]
finish = {{ team = "{one}", time = "{first}", lineup = "unknown", formation = "unknown" }}
crossing = {{ team = "{other}", time = "{second}", lineup = "unknown", formation = "unknown" }}
"""


def cup(name: str, date: str, times: list[str]) -> Scenario:
    text = CUP.format(name=name, date=f"date = {date}" if date else "")
    for i, (one, other) in enumerate([("A", "B"), ("C", "D")]):
        first, second = times[2 * i : 2 * i + 2]
        text += PAIR.format(race=f"p{i}", one=one, other=other, first=first, second=second)
    return load_text(text)


def test_a_day_that_nobody_wrote_down_makes_nobody_surer() -> None:
    """One race known, of another day: √2 of its form, as no day is common."""
    times = ["3:05.00", "3:06.00", "3:07.00", "3:08.00"]
    errors = {
        (before, own): event_odds(
            cup("Next", own, ["unknown"] * 4), earlier=[cup("Last", before, times)], draws=1000
        ).teams[0].error_s
        for before in ("", "2025-01-05")
        for own in ("", "2025-01-12")
    }  # fmt: skip
    assert [*errors.values()] == pytest.approx([1.2 * sqrt(2)] * 4, abs=1e-3)


def test_the_day_of_a_race_without_one_is_the_events() -> None:
    scenario = load("beijing-2022-men")
    days = {each.id: scenario.day_of(each) for each in scenario.races.values()}
    assert (days["qf-1"], days["final-a"]) == ("2022-02-13", "2022-02-15")
    dated = cup("Next", "2025-01-12", ["unknown"] * 4)
    assert {dated.day_of(each) for each in dated.races.values()} == {"2025-01-12"}


def test_the_less_is_known_of_form_the_less_sure_are_both() -> None:
    scenario = load("beijing-2022-men")
    found = [
        race_odds(scenario, scenario.races["sf-1"], race_sd_s=each).asked.chance
        for each in (0.2, 0.6, 1.2, 3.0, 5.0)
    ]
    assert all(more > less > 0.5 for more, less in pairwise(found))
