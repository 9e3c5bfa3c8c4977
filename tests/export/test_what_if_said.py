"""Whoever reads an answer of a changed scenario is told that it is one, by every door."""

from __future__ import annotations

import pytest

import pursuit_sim
from helpers.outcomes import CLI

pytestmark = pytest.mark.whole

CHANGED = "rink.altitude_m=1400"
ASKED = {
    "run": ["--race", "race-1"],
    "compare": ["--team", "RED", "--draws", "100"],
    "optimise": ["--team", "RED"],
    "odds": ["--race", "race-1"],
    "sweep": ["--vary", "rink.air_temperature_c=10,20"],
}


@pytest.mark.parametrize("verb", ASKED)
def test_a_changed_scenario_is_told_in_the_first_lines(verb: str, cli: CLI) -> None:
    plain = cli(verb, "two-teams", *ASKED[verb])
    changed = cli(verb, "two-teams", *ASKED[verb], "--set", CHANGED)
    assert (plain.status, changed.status) == (0, 0), (plain.told, changed.told)
    begin = "\n".join(changed.out.splitlines()[:4]).casefold()
    assert "what-if" in begin, begin
    assert "what-if" not in "\n".join(plain.out.splitlines()[:4]).casefold()


def test_a_plot_of_a_race_knows_it_without_its_scenario() -> None:
    changed = pursuit_sim.load("two-teams").replace("rink.altitude_m", 1400)
    for scenario, said in ((changed, True), (pursuit_sim.load("two-teams"), False)):
        race = scenario.races["race-1"]
        for given in (scenario, race, pursuit_sim.simulate(race)):
            title = pursuit_sim.plot_race(given).get_suptitle()
            assert ("(what-if)" in title) is said, title


@pytest.mark.usefixtures("answers_once")
@pytest.mark.parametrize("changed", [(), (CHANGED,)])
def test_what_a_notebook_shows_says_it_too(changed: tuple[str, ...]) -> None:
    scenario = pursuit_sim.load("two-teams", changed)
    race = scenario.races["race-1"]
    pacing = pursuit_sim.load("thialf-2020-pair-1", changed)
    shown: dict[str, object] = {
        "scenario": scenario,
        "race": race,
        "results": pursuit_sim.results(scenario),
        "result": pursuit_sim.results(scenario).races[0],
        "trajectory": pursuit_sim.simulate(race),
        "sweep": pursuit_sim.sweep(scenario, {"rink.air_temperature_c": [10, 20]}, "race-1"),
        "odds": pursuit_sim.race_odds(scenario, "race-1"),
        "fit": pursuit_sim.fit(pacing, "pair-1"),
        "picture": pursuit_sim.picture(scenario, "race-1", 100.0),
        "film": pursuit_sim.film(scenario, "race-1", 100.0, 101.0),
        "page": pursuit_sim.page(scenario, "race-1"),
    }
    if changed:  # the search takes as long as all the others
        shown["comparison"] = pursuit_sim.compare(scenario, "race-1", "RED", draws=100)
        shown["plan"] = pursuit_sim.optimise(scenario, "race-1", "RED")
    for name, each in shown.items():
        assert ("what-if" in repr(each)) is bool(changed), f"{name}: {repr(each)[:300]}"


@pytest.mark.parametrize("verb", ["compare", "optimise", "sweep"])
def test_an_answer_without_form_says_so_where_form_was_changed(verb: str, cli: CLI) -> None:
    """Not in silence: the answer is the same as before."""
    done = cli(verb, "two-teams", *ASKED[verb], "--set", "form.race_sd_s=4")
    assert done.status == 0
    assert [
        line for line in done.told if "form.race_sd_s changed, and with it nothing here" in line
    ]
