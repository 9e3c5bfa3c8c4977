"""An answer says the same at the command line, in a notebook, in Python and in its picture."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.outcomes import CLI
from pursuit_sim.lab.estimate import Estimate
from pursuit_sim.tabular import Tabular

pytestmark = pytest.mark.whole

# Turns that nobody reported, so uneven ones are assumed; BLU's are known.
RACE = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "Night"
sex = "men"
laps = 8
[teams.RED]
skaters = ["Ada A", "Bea B", "Cleo C"]
[teams.BLU]
skaters = ["Dora D", "Eva E", "Fay F"]
[races.late.finish]
team = "RED"
lineup = ["Ada", "Bea", "Cleo"]
time = "3:38.00"
formation = "rotating"
[races.late.crossing]
team = "BLU"
lineup = ["Dora", "Eva", "Fay"]
time = "3:40.00"
formation = "push"
"""
MEN = "beijing-2022-men"
AIR = "rink.air_density_kgm3"


def flat(text: str) -> str:
    """Words, whatever lines, points and columns they are set in."""
    return re.sub(r"[\s·]+", " ", text)


@pytest.fixture
def late(tmp_path: Path) -> str:
    path = tmp_path / "night.toml"
    path.write_text(RACE)
    return str(path)


ASKED: dict[str, tuple[list[str], Callable[[str], Tabular]]] = {
    "compare": (
        ["compare", "FILE", "--team", "RED", "--draws", "200"],
        lambda file: pursuit_sim.compare(file, team="RED", draws=200),
    ),
    "compare --all": (
        ["compare", "FILE", "--all", "--draws", "200"],
        lambda file: pursuit_sim.compare_all(file, draws=200),
    ),
    "plan": (
        ["plan", "FILE", "--team", "RED", "--draws", "100"],
        lambda file: pursuit_sim.plan(file, team="RED", draws=100),
    ),
    "sweep": (
        ["sweep", "FILE", "--team", "RED", "--vary", f"{AIR}=1.1,1.2"],
        lambda file: pursuit_sim.sweep(file, {AIR: [1.1, 1.2]}, team="RED"),
    ),
    "odds": (
        [
            "odds",
            MEN,
            "--after",
            "quarterfinals",
            "--team",
            "NED",
            "--formation",
            "push",
            "--draws",
            "1000",
        ],
        lambda _: pursuit_sim.odds(MEN, "quarterfinals", team="NED", formation="push", draws=1000),
    ),
    "odds --race": (
        ["odds", MEN, "--race", "sf-1", "--at", "bell"],
        lambda _: pursuit_sim.race_odds(MEN, "sf-1", "bell"),
    ),
    "fit": (
        ["fit", "thialf-2020-pair-1"],
        lambda _: pursuit_sim.fit("thialf-2020-pair-1"),
    ),
}


LONG = ("compare --all", "odds")  # half of all the time


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=[pytest.mark.slow] * (each in LONG)) for each in ASKED]
)
def test_a_notebook_says_what_the_command_says(name: str, late: str, cli: CLI) -> None:
    words, call = ASKED[name]
    done = cli(*(late if each == "FILE" else each for each in words))
    assert done.status == 0, done.err
    printed, found = flat(done.out), call(late)
    shown = flat(html.unescape(re.sub("<[^>]+>", " ", found._repr_html_())))
    assert found.remarks
    for each in found.remarks:
        assert flat(each) in shown
        assert flat(each) in printed
    assert repr(found).endswith("to read with it: see .remarks")


def test_whether_to_push_is_as_open_wherever_a_plan_is_shown(late: str) -> None:
    found = pursuit_sim.plan(late, team="RED", draws=100)
    told = f"Rotate or push: {found.comparison.advice}"
    assert told in flat(repr(found))
    assert told in found._repr_html_()
    assert "(5–95 %)" in flat(repr(found))
    assert any("Who led how long in the last race is assumed" in each for each in found.remarks)


@pytest.mark.parametrize(
    ("value", "low", "high", "outside"),
    [
        (0.68, 1.12, 5.90, True),
        (-0.71, -4.37, 1.60, False),
        (0.68, 0.72, 5.90, False),  # told as +0.7 and +0.7
        (0.60, 0.72, 5.90, True),
        (6.0, 1.0, 5.9, True),
        (0.0, float("nan"), float("nan"), False),
    ],
)
def test_what_lies_outside_is_known_by_what_is_told(
    value: float, low: float, high: float, outside: bool
) -> None:
    assert Estimate(value, low, high).is_outside == outside


def test_an_estimate_outside_its_interval_is_explained_where_both_are_shown(
    late: str, cli: CLI
) -> None:
    """Uneven turns were assumed: by every draw's own best turns, they lose more than here."""
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from pursuit_sim.export.plots import comparison_plot

    found = pursuit_sim.compare(late, team="RED", draws=200)
    best = found.outcomes["rotating"]
    assert best.time.low < best.time.high < best.time_s  # as the attribute's words say it may
    (said,) = found.outside
    assert "best rotation" in said.partition(": ")[0]
    figure = Figure()
    comparison_plot.draw(found, figure)
    assert figure._supxlabel is not None  # type: ignore[attr-defined]  # matplotlib's own
    below = flat(figure._supxlabel.get_text())  # type: ignore[attr-defined]  # likewise
    assert flat(said) in below
    assert "How long each of them led is not known" in below
    printed = cli("compare", late, "--team", "RED", "--draws", "200").out
    assert flat(said) in flat(printed)


def test_the_ends_of_an_interval_say_what_they_are_and_a_measured_time_has_none(
    late: str,
) -> None:
    found = pursuit_sim.compare(late, team="RED", draws=200)
    shown = found._repr_html_()
    assert ">5 % [s]</th>" in shown
    assert ">95 % difference [s]</th>" in shown
    assert ">low" not in shown
    (skated,) = (row for row in found._brief() if row["skated"])
    assert (skated["low_s"], skated["high_s"], skated["known"]) == (None, None, "measured")


def test_a_sweep_draws_numbers_in_their_order(late: str) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from pursuit_sim.export.plots import sweep_plot

    found = pursuit_sim.sweep(late, {AIR: [1.3, 1.0, 1.2]}, team="RED")
    figure = Figure()
    sweep_plot.draw(found, figure)
    curve: Any = figure.axes[0].lines[0]
    assert [*curve.get_xdata()] == [1.0, 1.2, 1.3]
    times = [*curve.get_ydata()]
    assert times == sorted(times), "denser air is slower"
