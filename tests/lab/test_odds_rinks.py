"""Odds of a what-if whose times are of two rinks."""

from __future__ import annotations

import pytest

from pursuit_sim import load
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.race_odds import race_odds

RINK, TIME = "rink=salt-lake-city", "races.sf-1.finish.time=3:33.00"


@pytest.mark.parametrize(("said", "named"), [
    ([], []),
    ([RINK], []),  # all times are still of the old rink, and alike
    ([TIME], []),
    ([RINK, TIME], ["NOR in sf-1"]),
])  # fmt: skip
def test_a_time_of_another_rink_than_the_others_is_told(said: list[str], named: list[str]) -> None:
    scenario = load("beijing-2022-men", said)
    event = event_odds(scenario, "semifinals", draws=100)
    race = race_odds(scenario, scenario.races["final-a"])
    for found in (event, race):
        told = [each for each in found.cautions if "another rink" in each]
        assert [each.partition(":")[0] for each in told] == named
