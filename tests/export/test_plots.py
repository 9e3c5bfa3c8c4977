"""Plots: complete files, in the bundled type, the same each time."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from helpers import skated_again
from helpers.fallen_races import FALLEN
from helpers.outcomes import CLI
from helpers.two_teams import two
from pursuit_sim import load, simulate
from pursuit_sim.errors import InputError, MissingExtraError
from pursuit_sim.export.plots import plotting
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.medals import compare_all
from pursuit_sim.scenario.race import Race

if TYPE_CHECKING:
    from matplotlib.figure import Figure

pytestmark = pytest.mark.slow

pytest.importorskip("matplotlib")

EVENT = "beijing-2022-men"
LETTERS = Path(__file__).parents[1] / "data" / "letters"
MAGIC = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(load(EVENT).races["sf-1"], "NED", draws_count=200)


def _drawn(race: Race, model: str = "kinematic") -> Figure:
    from matplotlib.figure import Figure

    from pursuit_sim.export.plots import race_plot

    figure = Figure()
    race_plot.draw(simulate(race, model), figure)
    return figure


@pytest.mark.parametrize("ending", MAGIC)
def test_a_comparison_is_drawn(
    found: Comparison, tmp_path: Path, ending: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / f"ned.{ending}"
    plotting.comparison(found, path)
    assert path.read_bytes().startswith(MAGIC[ending])
    assert caplog.text == "", "a font that is missing is complained of there"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_same_plot_is_the_same_file(found: Comparison, tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        plotting.comparison(found, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_what_a_user_has_set_for_other_plots_changes_nothing(
    found: Comparison, tmp_path: Path
) -> None:
    import matplotlib as mpl

    plotting.comparison(found, tmp_path / "a.svg")
    with mpl.rc_context({"axes.facecolor": "black", "text.usetex": True, "savefig.format": "foo"}):
        plotting.comparison(found, tmp_path / "b.svg")
        assert mpl.rcParams["text.usetex"]  # and theirs stays theirs
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_axes_are_named_with_their_units(found: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "ned.svg"
    plotting.comparison(found, path)
    said = path.read_text(encoding="utf-8")  # every word is a path, and a comment beside it
    for word in ("power [W]", "time [s]", "seconds against the best rotation", "Kramer", "5–95 %"):
        assert word in said


def test_a_race_is_drawn_for_two_teams_and_for_one(tmp_path: Path, cli: CLI) -> None:
    done = cli("plot", EVENT, "--race", "sf-1", "-o", tmp_path / "two.png")
    assert (done.status, done.out) == (0, ""), done.err
    assert "two.png" in done.err
    race = load(EVENT).races["sf-1"]
    plotting.race(simulate(replace(race, entries=race.entries[:1])), tmp_path / "one.png")
    assert (tmp_path / "one.png").stat().st_size < (tmp_path / "two.png").stat().st_size


@pytest.mark.parametrize(
    ("event", "race", "model", "filled", "hollow", "title"),
    [
        # Two and three gaps, the last at the finish; no passing of a team alone.
        ("beijing-2022-women", "final-a", "kinematic", 2, 22, "the model's"),
        ("milano-2026-women", "sf-2", "kinematic", 3, 22, "the model's"),
        # Every half-lap of one team was timed; of the other none but the last passing.
        ("thialf-2020-pair-1", None, "kinematic", 15 + 15 + 16, 0, "third skater"),
        ("thialf-2020-pair-1", None, "power", 0, 30, "the model's"),
    ],
)
def test_what_nobody_measured_is_drawn_hollow_and_called_the_models(
    event: str, race: str | None, model: str, filled: int, hollow: int, title: str
) -> None:
    from pursuit_sim.scenario.picking import pick_race

    figure = _drawn(pick_race(load(event), race), model)
    dots = [line for axes in figure.axes for line in axes.lines if line.get_marker() == "o"]
    counts = {False: 0, True: 0}
    for each in dots:
        counts[each.get_markerfacecolor() == "white"] += np.size(each.get_xdata())
    assert (counts[False], counts[True]) == (filled, hollow)
    assert figure.axes[0].get_title().endswith(title)
    assert figure.axes[-1].get_title().endswith("the model's")


def test_a_fall_is_marked_with_who_fell() -> None:
    figure = _drawn(load("beijing-2022-women").races["final-a"])
    assert [each.get_text() for each in figure.axes[0].texts] == ["Nana Takagi falls"]


def test_after_a_fall_the_speed_is_that_of_whoever_fell() -> None:
    """In frames Nana Takagi lies still, at 0.0 km/h, and finishes at 25.9 km/h."""
    axes = _drawn(load("beijing-2022-women").races["final-a"]).axes[-1]
    jpn, can = (np.asarray(line.get_ydata()) for line in axes.lines[-2:])
    laps = np.asarray(axes.lines[-2].get_xdata())
    assert jpn[laps > 1].min() == pytest.approx(0.0, abs=0.05)
    assert jpn[-1] == pytest.approx(25.9, abs=0.1)
    assert can[len(can) // 2 :].min() > 45.0
    assert axes.get_title() == "Speed of the train, then of who fell, the model's"


@pytest.mark.parametrize("name", ["both", "together", "last"])
def test_the_gap_breaks_where_frames_do_not_tell_it(name: str) -> None:
    replay = two(*FALLEN[name])
    axes = _drawn(replay.race).axes[1]
    found = next(
        each for each in axes.lines if len(np.asarray(each.get_xdata())) == len(replay.told_gaps)
    )
    drawn = np.isfinite(np.asarray(found.get_ydata(), dtype=float))
    metres = np.asarray(found.get_xdata()) * replay.oval.lap_m
    times = [np.interp(metres, each, replay.clock_s) for each in replay.rising_m.T]
    told = [replay.gap_lost(float(each)) for each in np.max(times, axis=0)]
    assert drawn.tolist() == [not each for each in told]
    assert not drawn.all()
    assert "not known after a fall" in axes.get_title()


def test_names_of_falls_at_one_place_stand_below_each_other() -> None:
    for name in ("together", "both"):
        figure = _drawn(two(*FALLEN[name]).race)
        figure.canvas.draw()
        first, second = (each.get_window_extent() for each in figure.axes[0].texts)
        assert not first.overlaps(second)


def test_teams_slower_than_others_are_drawn_whole() -> None:
    """Six laps of 387.36 m in 4:20.40 are 32.1 km/h, and in 3:58.00 35.2 km/h."""
    times = {"races.race-1.finish.time": "4:20.40", "races.race-1.crossing.time": "3:58.00"}
    axes = _drawn(load("two-teams", times).races["race-1"]).axes[-1]
    bottom, top = axes.get_ylim()
    assert bottom < top
    for line, mean in zip(axes.lines, (32.1, 35.2), strict=True):
        speed = np.asarray(line.get_ydata())[np.asarray(line.get_xdata()) >= 0.5]
        assert bottom < speed.min() < mean < speed.max() < top


def test_the_usual_speeds_fill_their_panel() -> None:
    assert _drawn(load(EVENT).races["final-a"]).axes[-1].get_ylim()[0] == 35.0


def test_a_dead_heat_of_the_power_model_is_no_lead_and_called_the_models() -> None:
    figure = _drawn(load(EVENT).races["sf-2"], "power")
    below, above = figure.axes[1].get_ylim()
    assert below >= 0.1
    assert above <= -0.1
    assert "power model: not the race as it was skated" in figure.get_suptitle()


def test_a_long_code_keeps_its_label_beside_its_panel() -> None:
    code = "NETHERLANDS-TEAM-NUMBER-ONE-AA"
    race = load(EVENT).races["sf-1"]
    team = replace(race.entries[0].team, code=code)
    first = replace(race.entries[0], team=team)
    figure = _drawn(replace(race, entries=(first, race.entries[1])))
    label = figure.axes[1].get_ylabel()
    assert len(label) < 25, label
    assert label.endswith(f"minus {race.entries[1].team.code} [s]")


def test_a_plot_beside_the_answer(tmp_path: Path, cli: CLI) -> None:
    words = ("--race", "final-a", "--team", "ROC", "--draws", "100")
    done = cli("compare", EVENT, *words, "--plot", tmp_path / "roc.png")
    assert done.status == 0
    assert done.out.startswith("ROC, Final A: ") or "Final A: " in done.out.splitlines()[0]
    assert (tmp_path / "roc.png").read_bytes().startswith(MAGIC["png"])


def test_an_ending_that_cannot_be_drawn(found: Comparison, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.png, \.svg, \.pdf"):
        plotting.comparison(found, tmp_path / "ned.bmp")


def test_without_matplotlib_the_extra_is_named(
    found: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plotting, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"pursuit-sim\[media\]"):
        plotting.comparison(found, tmp_path / "ned.png")
    assert not any(tmp_path.iterdir())


def test_an_interval_that_is_missing_is_said_to_be(tmp_path: Path) -> None:
    """So heavy a team that four in ten draws have no solution; warnings are errors."""
    race = load("two-teams", ["races.race-1.crossing.body.mass_kg=120"]).races["race-1"]
    found = compare(race, "BLU", draws_count=200)
    path = tmp_path / "blu.svg"
    plotting.comparison(found, path)
    said = path.read_text(encoding="utf-8")
    assert found.other_set is not None
    assert f"no interval: {found.unsolved} of 200 draws have no solution" in said
    other = found.other_set
    assert f"no interval: {other.unsolved} of {other.draws} draws have no solution" in said
    assert f"200 draws ({found.unsolved} without a solution)" in said
    assert "no solution at" in said


def test_a_parameter_without_a_solution_at_its_ends_is_said_to_have_none(
    found: Comparison, tmp_path: Path
) -> None:
    ends = tuple(replace(each, at_low_s=nan, at_high_s=nan) for each in found.sensitivities)
    path = tmp_path / "ends.svg"
    changed = replace(found, robustness=replace(found.robustness, sensitivities=ends))
    plotting.comparison(changed, path)
    assert "0.95: no solution" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("mass_kg", [95, 120])
def test_a_team_without_an_answer_is_said_to_have_none(tmp_path: Path, mass_kg: int) -> None:
    """With 95 kg it is one of both teams, with 120 kg it is both: then nothing is drawn."""
    heavy = [f"races.race-1.crossing.body.mass_kg={mass_kg}"]
    heavy += [f"races.race-1.finish.body.mass_kg={mass_kg}"] * (mass_kg == 120)
    every = compare_all(load("two-teams", heavy), draws_count=200)
    assert len(every.failed) == 1 + (mass_kg == 120)
    path = tmp_path / "event.svg"
    plotting.event(every, path)
    said = path.read_text(encoding="utf-8")
    assert said.count("<!-- not compared -->") == len(every.failed)
    assert "<!-- race-1   BLU -->" in said


@pytest.mark.parametrize("name", ["cyrillic", "east_asian"])
def test_letters_of_any_script_are_plotted_without_a_word(
    cli: CLI, tmp_path: Path, name: str, recwarn: pytest.WarningsRecorder
) -> None:
    source = LETTERS / f"{name}.toml"
    done = cli("plot", source, "-o", tmp_path / "plot.png")
    said = [line for line in done.err.splitlines() if not line.startswith("wrote ")]
    assert done.status == 0
    assert len(said) == (name == "east_asian"), said
    assert not [each for each in recwarn if "missing" in str(each.message)]


@pytest.mark.parametrize(
    ("given", "whose"),
    [({}, "measured"), ({"races.sf-1.crossing.time": "3:37.00"}, "given")],
)
def test_gaps_that_a_what_if_gave_are_not_called_measured(
    given: dict[str, str], whose: str
) -> None:
    title = _drawn(load(EVENT, given).races["sf-1"]).axes[1].get_title()
    assert f"{whose} at the dots" in title


def _legends_lie_free(figure: Figure) -> int:
    """How many legends there are, each of them on no panel and under its panel's title."""
    plotting.settle(figure)
    count = 0
    for axes in figure.axes:
        legend = axes.get_legend()
        if legend is None:
            continue
        count += 1
        own = legend.get_window_extent()
        panels = (each.get_window_extent() for each in figure.axes)
        assert not any(own.overlaps(panel.padded(-1.0)) for panel in panels)
        titles = (each._left_title.get_window_extent() for each in figure.axes)  # type: ignore[attr-defined]  # matplotlib's own
        assert not any(own.overlaps(title) for title in titles if title.height)
        assert own.x1 <= figure.bbox.x1
    return count


@pytest.mark.parametrize(
    ("event", "race", "changes"),
    [
        ("what-if-even-pace", "final-a", {}),  # a slower team that does not fade is at the top
        (EVENT, "qf-4", {"pacing.fade_s": 0}),
        (EVENT, "final-a", {"races.final-a.finish.time": "3:36.00"}),  # "(supposed)" beside it
    ],
)
def test_no_curve_of_a_race_goes_through_its_legend(
    event: str, race: str | None, changes: dict[str, object]
) -> None:
    from matplotlib.figure import Figure

    from pursuit_sim.export.plots import race_plot
    from pursuit_sim.scenario.picking import pick_race

    with plotting.styled():
        figure = Figure(figsize=plotting.SIZE_INCHES, layout="constrained")
        race_plot.draw(simulate(pick_race(load(event, changes), race)), figure)
        assert _legends_lie_free(figure) == 1


def test_no_curve_of_a_comparison_or_a_sweep_goes_through_a_legend(found: Comparison) -> None:
    from matplotlib.figure import Figure

    from pursuit_sim import sweep
    from pursuit_sim.export.plots import comparison_plot, sweep_plot

    with plotting.styled():
        figure = Figure(figsize=plotting.SIZE_INCHES, layout="constrained")
        comparison_plot.draw(found, figure)
        assert _legends_lie_free(figure) == 2
        fades = [-2, -1, 0, 0.5, 1, 2, 3, 4, 6]  # as many lines as a panel may have
        for team in (None, "NOR"):
            figure = Figure(figsize=plotting.SIZE_INCHES, layout="constrained")
            swept = sweep(EVENT, {"pacing.fade_s": fades}, "final-a", team, model="kinematic")
            sweep_plot.draw(swept, figure)
            assert _legends_lie_free(figure) == (1 if team else 2)


def test_a_plot_says_who_is_missing_and_which_run_does_not_count() -> None:
    """In r1 AAA skated a run that does not count beside BBB, which is not replayed."""
    races = load(skated_again.TEXT).races
    for race, who, run in (
        ("r1", "R1: AAA v BBB  ·  BBB not replayed", "AAA  3:04.00, does not count   ("),
        ("r2", "R2: AAA", "AAA  3:01.00   ("),
    ):
        figure = _drawn(races[race])
        assert figure.get_suptitle() == who
        said = [str(each.get_label()) for each in figure.axes[0].lines]
        assert [each for each in said if each.startswith(run)], said
