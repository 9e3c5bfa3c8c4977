"""Whatever rests on a race in which somebody may have stumbled says so, as `run` does."""

from __future__ import annotations

import pytest

import pursuit_sim
from pursuit_sim.export.tables import comparison_table, fit_table, plan_text, sweep_table
from pursuit_sim.scenario import Scenario, load_text

# From 1.0 s ahead EEE falls 6.0 s behind in lap 5: it lost 7 s. By the passings that took 34.0 s.
GAPS = 'gaps = [{laps = 4, ahead = "EEE", by = 1.0}, {laps = 5, ahead = "AAA", by = 6.0}]\n'
PASSINGS = (
    "splits = [[1, 32.0], [2, 59.0], [3, 86.0], [4, 113.0], [5, 147.0], [6, 174.3], [7, 201.6]]\n"
)


def skated(
    gaps: str = "",
    splits: str = "",
    time: str = "3:49.0",
    *,
    of_aaa: str = "",
    aaa: str = "3:43.5",
) -> Scenario:
    made = (
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "T"\nsex = "men"\nlaps = 8\n'
    )
    for code in ("EEE", "AAA"):
        made += f'[teams.{code}]\nskaters = ["{code} A", "{code} B", "{code} C"]\n'
    made += f"[races.r1]\n{gaps}"
    for code, side, at, known in (
        ("EEE", "finish", time, splits),
        ("AAA", "crossing", aaa, of_aaa),
    ):
        made += f'[races.r1.{side}]\nteam = "{code}"\nformation = "push"\ntime = "{at}"\n{known}'
        made += f'lineup = ["{code} A", "{code} B", "{code} C"]\n'
    return load_text(made)


STUMBLED = {
    "gaps": (skated(gaps=GAPS), "the gaps say that EEE lost about"),
    "passings": (skated(splits=PASSINGS), "Lap 5 of EEE in R1 took 34.00 s"),
}


@pytest.mark.whole
@pytest.mark.parametrize("case", [*STUMBLED])
def test_a_plan_and_a_comparison_say_that_somebody_may_have_stumbled(case: str) -> None:
    scenario, said = STUMBLED[case]
    plans = pursuit_sim.optimise(scenario, "r1", "EEE", push=True, seconds=0.5)
    compared = pursuit_sim.compare(scenario, "r1", "EEE", draws=100)
    for remarks in (plans.remarks, plans.best.remarks, compared.remarks):
        assert sum(said in each for each in remarks) == 1
    for text in (plan_text.text(plans.best, plans.points), comparison_table.text(compared)):
        assert " ".join(text.split()).count(said) == 1
    for data in (plans.to_dict(), compared.to_dict()):
        (lost,) = data["slow"]
        assert (lost["from_laps"], lost["to_laps"]) == (4, 5)
        assert lost["supposed"] == (case == "gaps")


@pytest.mark.parametrize("case", [*STUMBLED])
def test_sweeps_batches_and_fits_say_so_too(case: str) -> None:
    scenario, said = STUMBLED[case]
    swept = pursuit_sim.sweep(
        scenario, {"races.r1.finish.pacing.start_loss_s": [4, 5]}, "r1", "EEE"
    )
    many = pursuit_sim.batch(scenario, "EEE", {"body.mass_kg": [70.0, 80.0]})
    for remarks in (swept.remarks, many.remarks):
        assert sum(said in each for each in remarks) == 1
    assert said in " ".join(sweep_table.text(swept).split())
    assert len(swept.to_dict()["slow"]["EEE"]) == 1
    assert swept.to_dict()["unexplained"] == {"EEE": None}
    if case == "passings":
        fits = pursuit_sim.fit(scenario, "r1", "EEE")
        assert sum(said in each for each in fits.remarks) == 1
        assert any(said in note for note in fit_table.sheets(fits)[0].notes)
        assert len(fits.to_dict()["slow"]["EEE"]) == 1


# AAA lost 12 s in laps 5 and 6, EEE 20 s in lap 5, of which few passings and two gaps tell.
UNEVEN = skated(
    'gaps = [{laps = 3.5, ahead = "EEE", by = 0.62}, {laps = 5, ahead = "AAA", by = 13.16}]\n',
    "splits = [[2.5, 75.3], [3.5, 103.64]]\n",
    "4:11.9",
    of_aaa="splits = [[2.5, 75.75]]\n",
    aaa="4:05.08",
)


@pytest.mark.whole
def test_that_gaps_do_not_say_why_is_in_every_document() -> None:
    plans = pursuit_sim.optimise(UNEVEN, "r1", "AAA", push=True, seconds=0.5)
    compared = pursuit_sim.compare(UNEVEN, "r1", "AAA", draws=100)
    planned = pursuit_sim.plan(UNEVEN, "r1", "AAA", draws=100)
    swept = pursuit_sim.sweep(UNEVEN, {"body.mass_kg": [70]}, "r1", "AAA", model="power")
    said = [each.to_dict()["unexplained"] for each in (plans, compared, planned)]
    for words in (*said, swept.to_dict()["unexplained"]["AAA"]):
        assert words.startswith("the gaps ask for half-laps up to 2.8 s off an even race")


def test_of_an_even_race_nothing_is_said() -> None:
    many = pursuit_sim.batch(skated(time="3:40.0"), "EEE", {"body.mass_kg": [70.0]})
    assert many.remarks == ()
