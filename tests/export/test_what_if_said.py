"""Whoever reads an answer of a changed scenario is told that it is one, by every door."""

from __future__ import annotations

import pytest

import pursuit_sim
from helpers.outcomes import CLI

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
            assert ("what-if: not the race as it was skated" in title) is said, title


@pytest.mark.parametrize("verb", ["compare", "optimise", "sweep"])
def test_an_answer_without_form_says_so_where_form_was_changed(verb: str, cli: CLI) -> None:
    """Not in silence: the answer is the same as before."""
    done = cli(verb, "two-teams", *ASKED[verb], "--set", "form.race_sd_s=4")
    assert done.status == 0
    assert [
        line for line in done.told if "form.race_sd_s changed, and with it nothing here" in line
    ]
