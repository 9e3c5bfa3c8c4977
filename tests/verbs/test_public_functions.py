"""The commands as functions: their examples, their results, and what a notebook is given."""

from __future__ import annotations

import builtins
import csv
import doctest
import inspect
import io
import json
import math
import pickle
import re
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pyarrow as pa
import pytest

import pursuit_sim
from helpers.outcomes import CLI
from pursuit_sim import InputError, MissingExtraError, tabular, timing

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("answers_once")]

FUNCTIONS = [name for name in pursuit_sim.__all__ if callable(getattr(pursuit_sim, name))]
MODULES = (
    *(f"verbs.{each}" for each in ("asked", "foreseen", "looked_up", "pictured", "planned")),
    *("verbs.plotted", "verbs.raced", "scenario.loader", "scenario.scenario"),
    "export.page.document",
)
HUGE = 10**400  # a whole number that no float holds
EVENT = "beijing-2022-men"
ANY: Any = "of its own"
PNG = b"\x89PNG\r\n"


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_help_run(module: str) -> None:
    run = doctest.testmod(import_module(f"pursuit_sim.{module}"))
    assert run.attempted > 1
    assert run.failed == 0


@pytest.mark.parametrize("name", [each for each in FUNCTIONS if each[0].islower()])
def test_help_has_an_example_that_is_run(name: str) -> None:
    value = getattr(pursuit_sim, name)
    assert ">>> import pursuit_sim" in (inspect.getdoc(value) or "")
    assert value.__module__.removeprefix("pursuit_sim.") in MODULES


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda **given: pursuit_sim.compare("two-teams", team="RED", **given), "draws"),
        (lambda **given: pursuit_sim.compare_all("two-teams", **given), "draws"),
        (lambda **given: pursuit_sim.optimise("two-teams", team="RED", **given), "seconds"),
        (lambda **given: pursuit_sim.plan("two-teams", team="RED", **given), "draws"),
        (lambda **given: pursuit_sim.odds(EVENT, **given), "draws"),
        (lambda **given: pursuit_sim.odds(EVENT, **given), "form"),
        (lambda **given: pursuit_sim.film("two-teams", **given), "fps"),
        (lambda **given: pursuit_sim.film("two-teams", **given), "speed"),
        (lambda **given: pursuit_sim.simulate("two-teams", **given), "step_s"),
    ],
)
def test_help_tells_the_range_that_is_allowed(call: Callable[..., object], argument: str) -> None:
    with pytest.raises(InputError) as caught:
        call(**{argument: 1e12})
    fault = caught.value.faults[0]
    assert fault.where == argument
    name = next(each for each in call.__code__.co_names if each != "pursuit_sim")
    text = (inspect.getdoc(getattr(pursuit_sim, name)) or "").replace(" 000", "000")
    told = text[text.index(f"{argument} :") :]
    for number in re.findall(r"\d[\d.e+]*", fault.remedy):
        assert f"{float(number):g}" in told or f"{int(float(number))}" in told


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_tells_every_argument(name: str) -> None:
    value = getattr(pursuit_sim, name)
    text = inspect.getdoc(value)
    assert text
    if inspect.isfunction(value):
        told = text if "as for" not in text and "see `" not in text else None
        for argument in inspect.signature(value).parameters:
            assert told is None or argument in told, f"{name} says nothing of {argument}"


def answers() -> dict[str, Callable[[], tabular.Tabular]]:
    """Each kind of result, asked for as a reader of the page would."""
    semifinal: dict[str, Any] = {"scenario": "beijing-2022-men", "race": "sf-1", "team": "NED"}
    ice: dict[str, Any] = {"vary": {"rink.air_density_kgm3": [1.03, 1.24]}}
    cups = [f"docs/examples/world-cup-{each}-men.toml" for each in (1, 2, 4)]
    root = Path(__file__).parents[2]
    return {
        "results": lambda: pursuit_sim.results("beijing-2022-men"),
        "compare": lambda: pursuit_sim.compare(**semifinal, draws=200),
        "optimise": lambda: pursuit_sim.optimise(**semifinal, seconds=0.5),
        "plan": lambda: pursuit_sim.plan(**semifinal, push=True, rival="NOR", draws=200),
        "sweep": lambda: pursuit_sim.sweep(**semifinal, **ice),
        "batch": lambda: pursuit_sim.batch(**semifinal, parameters=ice["vary"]),
        "odds": lambda: pursuit_sim.odds("beijing-2022-men", "quarterfinals", draws=1000),
        "race_odds": lambda: pursuit_sim.race_odds("beijing-2022-men", "sf-1", "bell"),
        "fit": lambda: pursuit_sim.fit("thialf-2020-pair-1", team="POL"),
        "records": lambda: pursuit_sim.records("men"),
        "evidence": pursuit_sim.evidence,
        "qualify": lambda: pursuit_sim.qualify(*(root / each for each in cups), host="ITA"),
        "scenarios": pursuit_sim.scenarios,
    }


@pytest.mark.parametrize("name", [*answers()])
def test_a_result_is_shown_told_and_tabulated(name: str) -> None:
    found = answers()[name]()
    rows = found.rows()
    assert rows
    assert all([*row] == [*rows[0]] for row in rows)
    shown = repr(found).splitlines()
    assert 2 <= len(shown) <= 14, "a few lines"
    assert found._repr_html_().count("<tr>") == 1 + min(len(rows), 60)
    table = found.to_frame()
    assert table.num_rows == len(rows)
    assert table.column_names == [*rows[0]]
    if name != "batch":  # which gives arrays
        json.dumps(found.to_dict(), allow_nan=False)  # type: ignore[attr-defined]  # every answer has it
    with pytest.raises((AttributeError, TypeError)):
        found.rows = None  # type: ignore[method-assign, assignment]  # refused


@pytest.mark.parametrize(
    ("words", "call"),
    [
        (
            ("sweep", "two-teams", "--vary", "rink.air_density_kgm3=1.03,1.24"),
            lambda: pursuit_sim.sweep("two-teams", {"rink.air_density_kgm3": [1.03, 1.24]}),
        ),
        (
            ("odds", "beijing-2022-women", "--after", "semifinals", "--draws", "1000"),
            lambda: pursuit_sim.odds("beijing-2022-women", "semifinals", draws=1000),
        ),
        (("run", "two-teams"), lambda: pursuit_sim.results("two-teams")),
        (("evidence",), pursuit_sim.evidence),
        (
            ("plan", "two-teams", "--team", "RED", "--push", "--rink", "milano", "--draws", "100"),
            lambda: pursuit_sim.plan("two-teams", team="RED", push=True, rink="milano", draws=100),
        ),
        (("records", "--kind", "OR"), lambda: pursuit_sim.records(kind="OR")),
        (("scenarios",), pursuit_sim.scenarios),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_a_command_prints_what_the_function_returns(
    words: tuple[str, ...], call: Callable[[], Any], cli: CLI
) -> None:
    printed = json.loads(cli(*words, "--format", "json").out)
    assert printed == json.loads(json.dumps(call().to_dict()))


@pytest.mark.parametrize(
    ("words", "call"),
    [
        (("evidence",), pursuit_sim.evidence),
        (("fit", "thialf-2020-pair-1"), lambda: pursuit_sim.fit("thialf-2020-pair-1")),
        (
            ("optimise", "two-teams", "--team", "RED", "--push", "--seconds", "20"),
            lambda: pursuit_sim.optimise("two-teams", team="RED", push=True, seconds=20),
        ),
        (
            ("plan", "two-teams", "--team", "RED", "--push", "--draws", "100"),
            lambda: pursuit_sim.plan("two-teams", team="RED", push=True, draws=100),
        ),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_a_command_writes_the_rows_of_the_function(
    words: tuple[str, ...], call: Callable[[], Any], cli: CLI
) -> None:
    written = [*csv.DictReader(io.StringIO(cli(*words, "--format", "csv").out))]
    rows = call().rows()
    assert [*written[0]] == [*rows[0]]
    for told, row in zip(written, rows, strict=True):
        numbers = {key for key, value in row.items() if isinstance(value, float)}
        assert {key: float(told[key]) for key in numbers} == {key: row[key] for key in numbers}


def test_what_is_no_table_is_told_in_a_line() -> None:
    scenario = pursuit_sim.load("two-teams")
    shown = [
        scenario.races["race-1"],
        pursuit_sim.simulate(scenario),
        pursuit_sim.results(scenario).race("race-1"),
        pursuit_sim.page(scenario, "race-1"),
    ]
    for each in shown:
        assert "Race 1" in repr(each)
        assert len(repr(each)) <= 120


def test_teams_and_outcomes_are_told_in_a_line() -> None:
    entry = pursuit_sim.load("beijing-2022-men").races["sf-1"].entries[1]
    assert repr(entry) == (
        "<Entry NED, Sven Kramer, Marcel Bosker, Patrick Roest: rotating, turns assumed, 3:39.62>"
    )
    tomorrow = pursuit_sim.load(Path(__file__).parents[2] / "docs/examples/tomorrow.toml")
    first = next(iter(tomorrow.races.values()))
    assert repr(first.listed[0]) == f"<Listed {first.listed[0].team.code}: unknown>"
    found = pursuit_sim.compare("two-teams", team="RED", draws=100)
    assert re.fullmatch(
        r"<Outcome push: \d:\d\d\.\d\d, [+−]?\d\.\d\d s against the best rotation>",
        repr(found.outcomes["push"]),
    )


def test_chances_are_shown_as_such_and_counted_as_numbers() -> None:
    found = pursuit_sim.odds("beijing-2022-men", "quarterfinals", draws=1000)
    assert re.search(r"^NOR .* \d\d %  +\d\d %  +\d\d %$", repr(found), re.MULTILINE)
    assert found.basis[0] in found._repr_html_()
    assert all(type(row["first"]) is float for row in found.rows())
    race = pursuit_sim.race_odds("beijing-2022-men", "final-a", laps_to_go=2, ahead="NOR:0.8")
    assert re.search(r"2 laps to go: NOR \d\d %, ROC \d\d %\. NOR are 0\.80 s", repr(race))
    as_skated = pursuit_sim.race_odds("beijing-2022-men", "final-a")
    assert "is no forecast" in as_skated._repr_html_(), "beside a gap that the model made up"


def test_a_page_takes_a_race_or_several_and_whatever_load_takes() -> None:
    one = pursuit_sim.page({"extends": "beijing-2022-men"}, "SF-1")
    assert one.title.startswith("Semifinal 1: NOR v NED")
    with pytest.raises(InputError, match="race: there is no race 'sf'"):
        pursuit_sim.page("beijing-2022-men", "sf")


def test_values_of_a_sweep_are_numbers_where_all_of_them_are() -> None:
    key = "races.race-1.crossing.formation"
    found = pursuit_sim.sweep(
        "two-teams", {"rink.air_density_kgm3": [1.1, 1.2], key: ["rotating", "push"]}, team="BLU"
    )
    table = found.to_frame().to_pydict()
    assert table["rink.air_density_kgm3"] == [1.1, 1.1, 1.2, 1.2]
    assert table[key] == ["rotating", "push"] * 2


@pytest.mark.parametrize(
    ("formation", "key", "moves"),
    [
        ("rotating", "effort.push_ratio", False),
        ("push", "effort.push_ratio", True),
        ("rotating", "train.exchange_s", True),
        ("push", "train.exchange_s", False),
    ],
)
def test_a_parameter_that_changes_nothing_is_told(formation: str, key: str, moves: bool) -> None:
    values = {"effort.push_ratio": [0.95, 1.0], "train.exchange_s": [4.2, 7.0]}[key]
    race = {"races.sf-1.crossing.formation": formation}
    scenario = pursuit_sim.load("beijing-2022-men").replace(race)
    found = pursuit_sim.batch(scenario, "NED", {key: values}, race="sf-1")
    assert bool(abs(found.time_s[1] - found.time_s[0]) > 1e-4) == moves
    assert (key in " ".join(found.idle)) != moves
    assert all(each in " ".join(repr(found).split()) for each in found.idle)


def test_names_are_text_and_nothing_else() -> None:
    hostile = "<script>alert(1)</script>"
    scenario = pursuit_sim.load("two-teams", {"event.name": hostile})
    for shown in (scenario, pursuit_sim.results(scenario)):
        html = shown._repr_html_()
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_times_are_written_as_people_write_them() -> None:
    rows: list[dict[str, Any]] = [
        {"team": "NOR", "time_s": 218.08, "change_s": -0.5, "lap_s": 13.255, "held": True},
        {"team": "ROC", "time_s": None, "change_s": 1.25, "lap_s": float("nan"), "held": False},
    ]
    assert tabular.label("power_slope_w") == "power slope [W]"
    assert tabular.label("rink.air_density_kgm3") == "rink.air_density_kgm3"
    head, norway, roc = tabular.text_lines(rows)
    assert head.split() == ["team", "time", "[s]", "change", "[s]", "lap", "[s]", "held"]
    assert norway.split() == ["NOR", "3:38.08", "−0.50", "13.26", "yes"]
    assert roc.split() == ["ROC", "–", "+1.25", "–", "no"]


def _without(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    monkeypatch.setattr(
        tabular, "find_spec", lambda name: None if name in missing else find_spec(name)
    )


def test_a_frame_is_of_pandas_where_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ModuleType("pandas")
    made.DataFrame = lambda rows: ("frame", rows)  # type: ignore[attr-defined]  # made up
    monkeypatch.setitem(sys.modules, "pandas", made)
    monkeypatch.setattr(tabular, "find_spec", lambda name: name == "pandas" or None)
    kind, rows = pursuit_sim.records(kind="WR").to_frame()
    assert kind == "frame"
    assert rows[0]["kind"] == "WR"


def test_a_frame_is_of_arrow_without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, "pandas")
    table = pursuit_sim.results("beijing-2022-men").to_frame()
    assert isinstance(table, pa.Table)
    assert table.column("time_s").type == pa.float64()


def test_without_either_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, "pandas", "pyarrow")
    with pytest.raises(MissingExtraError, match=r"pip install 'pursuit-sim\[frames\]'$"):
        pursuit_sim.records().to_frame()


def test_every_figure_is_shown_inline(monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(plt.get_fignums())
    found = pursuit_sim.sweep("two-teams", {"rink.air_density_kgm3": [1.03, 1.24]})
    figure: Any = pursuit_sim.plot_sweep(found)
    assert figure._repr_png_().startswith(PNG)
    assert len(figure.axes) == len(found.teams)
    assert plt.get_fignums() == before, "a notebook would show it twice"
    monkeypatch.setattr("pursuit_sim.export.plots.plotting.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match="matplotlib"):
        pursuit_sim.plot_race("two-teams")


def test_panels_take_the_place_of_axes_of_ones_own() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    try:
        back = pursuit_sim.plot_race("beijing-2022-men", race="sf-1", ax=left)
        assert back is figure
        assert right in figure.axes
        assert left not in figure.axes
        figure.canvas.draw()
        drawn = [each for each in figure.axes if each is not right]
        assert len(drawn) == 3
        middle = figure.transFigure.transform((0.5, 0))[0]
        assert all(each.get_window_extent().x1 <= middle for each in drawn)
        with pytest.raises(InputError, match=r"plt\.subplots"):
            pursuit_sim.plot_race("two-teams", ax=figure.add_axes((0.1, 0.1, 0.2, 0.2)))
    finally:
        plt.close(figure)


def test_a_picture_is_a_value(tmp_path: Path) -> None:
    shown = pursuit_sim.picture("two-teams", at="end", size=(320, 180))
    assert shown._repr_png_().startswith(PNG)
    assert shown.save(tmp_path / "end.png").read_bytes() == shown.png
    assert shown.save(tmp_path / "end.svg").read_text(encoding="utf-8") == shown.svg
    assert "320×180" in repr(shown)


def test_a_film_is_a_value(tmp_path: Path) -> None:
    filmed = pursuit_sim.film("two-teams", start=60, end=60.5, size=(320, 180), fps=10)
    html = filmed._repr_html_()
    assert html.startswith("<video controls")
    assert "data:video/mp4;base64," in html
    assert filmed.mp4[4:8] == b"ftyp"
    assert filmed.save(tmp_path / "a.gif").read_bytes().startswith(b"GIF8")


@pytest.mark.parametrize("many", [1e3, np.int64(1000), np.float64(1000)])
def test_a_whole_number_is_one_however_it_is_written(many: float) -> None:
    given = pursuit_sim.odds("beijing-2022-men", draws=many, seed=many)
    assert given.to_dict() == pursuit_sim.odds("beijing-2022-men", draws=1000, seed=1000).to_dict()


def test_a_race_that_is_not_there_is_a_key_error_too() -> None:
    """For those who look races up as in a mapping; its words are read as they are."""
    found = pursuit_sim.results("two-teams")
    with pytest.raises(KeyError) as raised:
        found.race("final-a")
    assert isinstance(raised.value, InputError)
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - our own bytes
    assert str(again) == str(raised.value) == "race: there is no race 'final-a'; races: race-1"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: pursuit_sim.compare("beijing-2022-men", "sf-9"), "race: there is no race 'sf-9'"),
        (
            lambda: pursuit_sim.compare("beijing-2022-men", "sf-1", "NEDD"),
            "no team 'NEDD'",
        ),
        (lambda: pursuit_sim.compare("beijing-2022-men", "sf-1", "NED", draws=5), "draws: 5 draws"),
        (
            lambda: pursuit_sim.compare("beijing-2022-men", "sf-1", "NED", draws=1e3 + 0.5),
            "draws: found 1000.5, which is no whole number; write 100 to 200000",
        ),
        (
            lambda: pursuit_sim.odds("beijing-2022-men", draws=math.nan),
            "draws: found nan, which is no whole number; write 1000 to 100000000",
        ),
        (
            lambda: pursuit_sim.odds("beijing-2022-men", seed=0.5),
            "seed: found 0.5, which is no whole number; write 0 or more",
        ),
        (
            lambda: pursuit_sim.plan("two-teams", team="RED", draws="200"),  # type: ignore[arg-type]  # wrong on purpose
            "draws: found '200', which is no whole number",
        ),
        (
            lambda: pursuit_sim.film("two-teams", fps="30"),  # type: ignore[arg-type]  # likewise
            "fps: found '30', which is no number; write 1 to 240",
        ),
        (
            lambda: pursuit_sim.results("two-teams").race("race-2"),
            "race: there is no race 'race-2'; did you mean 'race-1'? races: race-1",
        ),
        (lambda: pursuit_sim.optimise("two-teams", seconds=-1), "seconds: -1 seconds"),
        (
            lambda: pursuit_sim.optimise("two-teams", seconds="9"),  # type: ignore[arg-type]  # likewise
            "seconds: found '9', which is no number; write more than 0",
        ),
        (
            lambda: pursuit_sim.race_odds(
                "beijing-2022-men",
                laps_to_go="2",  # type: ignore[arg-type]  # likewise
            ),
            "laps_to_go: found '2', which is no number; write more than 0 and less than 8",
        ),
        (
            lambda: pursuit_sim.plan("two-teams", team="RED", push="no"),  # type: ignore[arg-type]  # likewise
            "push: found 'no', which is neither True nor False",
        ),
        (lambda: pursuit_sim.plan("two-teams", rink="milan"), "rink: there is no hall 'milan'"),
        (lambda: pursuit_sim.plan("two-teams", team="RED", target=1.0), "target: 1.0 for 6 laps"),
        (
            lambda: pursuit_sim.plan("two-teams", team="RED", rival="RED"),
            "rival: RED plans against",
        ),
        (lambda: pursuit_sim.sweep("two-teams", {"rink.air": [1, 2]}), "rink.air"),
        (
            lambda: pursuit_sim.sweep("two-teams", {"pacing.fade_s": 1}),  # type: ignore[dict-item]  # likewise
            "vary: pacing.fade_s: found 1; give a list",
        ),
        (lambda: pursuit_sim.sweep("two-teams", {"pacing.fade_s": "0..4"}), "give a list"),
        (lambda: pursuit_sim.sweep("two-teams", {"pacing.fade_s": [99]}), "vary: pacing.fade_s"),
        (
            lambda: pursuit_sim.sweep("two-teams", {"pacing.fade_s": [1j]}),
            "vary: pacing.fade_s: found complex; give numbers or texts",
        ),
        (lambda: pursuit_sim.sweep("two-teams", {}), "vary: nothing is varied"),
        (
            lambda: pursuit_sim.compare("two-teams", team="RED", drafting="wind"),  # type: ignore[arg-type]  # likewise
            "drafting: there is no set 'wind'",
        ),
        (
            lambda: pursuit_sim.plan("two-teams", team="RED", drafting="x"),  # type: ignore[arg-type]  # likewise
            "drafting: there is no set 'x'; sets: wind-tunnel, race-effective",
        ),
        (lambda: pursuit_sim.simulate("two-teams", step_s=0), "step_s: 0; write 0.001 to 1"),
        (lambda: pursuit_sim.picture("two-teams", model="x"), "model: there is no model 'x'"),
        (lambda: pursuit_sim.records("mixed"), "no sex 'mixed'; sexes: men, women"),
        (
            lambda: pursuit_sim.simulate("beijing-2022-men", "final-a"),
            "model: 'final-a' is a race; write race='final-a'",
        ),
        (
            lambda: pursuit_sim.results("two-teams", "powr"),
            "no model 'powr'; did you mean 'power'?",
        ),
        (
            lambda: pursuit_sim.batch("two-teams", "RED", {"body.mass_kg": 70}, "x"),
            "model: there is no model 'x'",
        ),
        (lambda: pursuit_sim.records(on="yesterday"), "on: 'yesterday' is no day"),
        (lambda: pursuit_sim.qualify(host="ITA"), "events: none is given"),
        (lambda: pursuit_sim.picture("two-teams", at="9:00"), "at: '9:00' is not a moment"),
        (lambda: pursuit_sim.picture("two-teams", size=(1, 1)), "1x1 is not a possible size"),
        (lambda: pursuit_sim.picture("two-teams", camera="roof"), "there is no camera 'roof'"),
        (lambda: pursuit_sim.picture("two-teams", sync="x"), "there is no sync 'x'"),
        (lambda: pursuit_sim.film("two-teams", start=9, end=9), "end: 9 is not after 9"),
        (lambda: pursuit_sim.film("two-teams", fps=0), "fps: 0 pictures a second"),
        (lambda: pursuit_sim.simulate("beijing-2022-men", race="x"), "race: there is no race 'x'"),
        (
            lambda: pursuit_sim.compare(EVENT, "sf-1", "NED", drafting=ANY),
            "drafting: there is no set",
        ),
        (lambda: pursuit_sim.compare_all(EVENT, drafting=ANY), "drafting: there is no set"),
        (lambda: pursuit_sim.optimise(EVENT, "sf-1", "NED", drafting=ANY), "drafting: there is no"),
        (lambda: pursuit_sim.plan(EVENT, "sf-1", "NED", drafting=ANY), "drafting: there is no set"),
        (
            lambda: pursuit_sim.plan(EVENT, "sf-1", "NED", skaters="Kramer, Ada"),
            "skaters: 'Ada' is",
        ),
        (
            lambda: pursuit_sim.odds(EVENT, earlier="milano-2026-men"),
            "earlier: milano-2026-men was",
        ),
    ],
)
def test_wrong_words_get_one_line(call: Callable[[], object], said: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_figure_of_something_else_says_what_it_is_of() -> None:
    scenario: Any = pursuit_sim.load("two-teams")
    for plot, ask in (
        (pursuit_sim.plot_comparison, "compare"),
        (pursuit_sim.plot_event, "compare_all"),
        (pursuit_sim.plot_odds, "odds or race_odds"),
        (pursuit_sim.plot_plan, "plan"),
        (pursuit_sim.plot_sweep, "sweep"),
    ):
        with pytest.raises(TypeError, match=f"expected what {ask} returns, not Scenario"):
            plot(scenario)


@pytest.mark.parametrize("wrong", [3, ["NED"], {"NED": 1}, b"NED"], ids=repr)
def test_an_argument_that_is_no_text_is_told_by_its_name(wrong: Any) -> None:
    event = "beijing-2022-men"
    asked: dict[str, Callable[[], object]] = {
        "race": lambda: pursuit_sim.compare(event, race=wrong, team="NED"),
        "team": lambda: pursuit_sim.batch(event, wrong, {"rink.air_density_kgm3": [1.1]}),
        "model": lambda: pursuit_sim.results(event, wrong),
        "host": lambda: pursuit_sim.qualify(event, host=wrong),
        "camera": lambda: pursuit_sim.picture(event, "sf-1", camera=wrong),
        "size": lambda: pursuit_sim.picture(event, "sf-1", size=wrong),
        "on": lambda: pursuit_sim.records(on=wrong),
    }
    for name, ask in asked.items():
        with pytest.raises(InputError) as caught:
            ask()
        assert [fault.where for fault in caught.value.faults] == [name]


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, pursuit_sim; print(*sys.modules)"
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"pandas", "pyarrow", "dask", "matplotlib", "pygame", "numpy", "pydantic", "click"}
    assert not heavy & {name.partition(".")[0] for name in done.stdout.split()}


def test_no_public_name_says_anything_unasked() -> None:
    code = "import pursuit_sim; [getattr(pursuit_sim, each) for each in pursuit_sim.__all__]"
    code += "; from pursuit_sim.paint.painter import Painter"
    import os
    import subprocess

    quiet = {key: value for key, value in os.environ.items() if "PYGAME" not in key}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=quiet)
    assert done.stdout + done.stderr == ""


def test_a_public_name_is_in_all_three_lists() -> None:
    text = Path(pursuit_sim.__file__).read_text(encoding="utf-8")
    typed = re.findall(r"^    from \S+ import (\w+) as \1$", text, re.MULTILINE)
    assert {*typed} == {*pursuit_sim.__all__} == {*pursuit_sim._HOMES, "timing"}


def test_public_names_hide_no_builtin() -> None:
    assert not {*pursuit_sim.__all__} & {*dir(builtins)}


@pytest.mark.parametrize(
    "wrong", [5, [1], [None], b"x", 1j, HUGE, -HUGE], ids=lambda each: repr(each)[:9]
)
@pytest.mark.parametrize(
    ("name", "argument", "known"),
    [
        ("plan", "target", {"team": "RED"}),
        ("plan", "skaters", {"team": "RED"}),
        ("plan", "rival", {"team": "RED"}),
        ("odds", "earlier", {}),
        ("odds", "draws", {}),
        ("race_odds", "earlier", {}),
        ("race_odds", "ahead", {"laps_to_go": 2}),
        ("page", "race", {}),
        ("page", "ghost", {}),
    ],
)
def test_what_is_of_the_wrong_kind_is_refused_by_name(
    name: str, argument: str, known: dict[str, object], wrong: object
) -> None:
    with pytest.raises(InputError) as caught:
        getattr(pursuit_sim, name)("beijing-2022-men" if name == "odds" else "two-teams",
                                   **known, **{argument: wrong})  # fmt: skip
    lines = str(caught.value).splitlines()
    # An item of a list of scenarios is refused as a scenario.
    assert lines[0].startswith(
        (f"{argument}:", "scenario:") if argument == "earlier" else f"{argument}:"
    )
    assert len(lines) == 1
    assert len(lines[0]) < 250


@pytest.mark.parametrize(
    ("name", "argument"),
    [("race_odds", "form"), ("race_odds", "laps_to_go"), ("simulate", "step_s"),
     ("picture", "zoom")],
)  # fmt: skip
def test_a_number_beyond_all_numbers_is_refused(name: str, argument: str) -> None:
    with pytest.raises(InputError, match=f"^{argument}: the number is too large; write"):
        getattr(pursuit_sim, name)("two-teams", **{argument: HUGE})


def test_every_moment_that_the_program_tells_can_be_asked_for() -> None:
    """Such as those of its events, with all the digits that calculating leaves."""
    race = pursuit_sim.load("two-teams").races["race-1"]
    told = {each.time_s for each in timing.events(pursuit_sim.simulate(race))}
    assert any(len(f"{each!r}") > 12 for each in told)
    for at in told:
        assert pursuit_sim.picture("two-teams", at=at).time_s == pytest.approx(at, abs=1e-6)
