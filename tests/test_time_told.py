"""Whoever reads a time that nobody measured is told so, by every door that tells it.

A door that is new, a verb of the library or of the command line, fails here until it is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.page_data import text_of
from pursuit_sim.app import menu
from pursuit_sim.cli import main
from pursuit_sim.cli.program import VERBS
from pursuit_sim.draw.graphics import odds_bracket
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.replay.narration import narration, spoken
from pursuit_sim.draw.shapes import Text
from pursuit_sim.export.tables import (
    comparison_table,
    fit_table,
    medals_table,
    odds_table,
    plan_text,
    race_odds_table,
    race_plan_table,
    results_table,
    sweep_table,
)
from pursuit_sim.lab import race_plan_words
from pursuit_sim.lab.rival import rival as rival_of
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.time_source import time_source

pytestmark = pytest.mark.whole

DRAWS = 100
# Four laps: what is told of a time is the same, and there are far fewer rotations to try.
LAPS = 4
SPLITS = {0.5: "17.9", 1: "31.0", 1.5: "44.5", 2: "58.0", 2.5: "1:11.5", 3: "1:25.0"}
TIME, OTHER, GAP = {"time": "1:52.00"}, {"time": "1:54.00"}, {"gap": 2.0}
Sides = tuple[dict[str, Any], dict[str, Any]]
# What the file says of both, what a what-if changes, whose time is asked, and where it is from.
CASES: Mapping[str, tuple[Sides, str, str, str]] = {
    "assumed": ((TIME | {"assumed": ["time"]}, OTHER), "", "AAA", "assumed"),
    "by an assumed time": ((TIME | {"assumed": ["time"]}, GAP), "", "BBB", "assumed"),
    "by an assumed gap": ((TIME, GAP | {"assumed": ["gap"]}), "", "BBB", "assumed"),
    "supposed": (({"time": "1:53.00"}, OTHER), "finish.time=1:52.00", "AAA", "supposed"),
    "by a supposed time": (({"time": "unknown"}, GAP), "finish.time=1:52.00", "BBB", "supposed"),
    "by a supposed gap": ((TIME, {"gap": 3.0}), "crossing.gap=2.0", "BBB", "supposed"),
    "by a published gap": ((TIME, GAP), "", "BBB", "derived"),
    "measured": ((TIME, OTHER), "", "BBB", "measured"),
}
KNOWN = "measured"  # the case with which the others are compared: the same times
BY_GAP = ["by an assumed gap", "by a supposed time"]  # of which a door is asked: that takes long
ASKED = ["assumed", *BY_GAP]


@cache
def asked(case: str, rounds: str = "single") -> tuple[Scenario, str]:
    """An event of one race, and the team whose time it is about."""
    told, change, team, _ = CASES[case]
    race = {
        side: {
            "team": code,
            "lineup": [f"{code} {i}" for i in "XYZ"],
            "formation": "push",
            "splits": [[lap, time] for lap, time in SPLITS.items()],
            **more,
        }
        for side, code, more in zip(("finish", "crossing"), ("AAA", "BBB"), told, strict=True)
    }
    raw: dict[str, object] = {
        "event": {"name": "Cup", "sex": "men", "laps": LAPS, "rounds": rounds},
        "teams": {code: {"skaters": [f"{code} {i}" for i in "XYZ"]} for code in ("AAA", "BBB")},
        "races": {"r1": race | ({"division": "A"} if rounds == "world-cup" else {})},
    }
    return pursuit_sim.load(raw, [f"races.r1.{change}"] if change else ()), team


def on_plot(figure: Any) -> str:
    from matplotlib.text import Text as Label

    return "\n".join(each.get_text() for each in figure.findobj(Label))


def data(found: Any) -> str:
    return json.dumps(found.to_dict())


def on_picture(scenario: Scenario, camera: str) -> str:
    return str(pursuit_sim.picture(scenario, at="end+1", camera=camera).svg)


def on_menu(scenario: Scenario) -> str:
    found = menu.bracket(pursuit_sim.results(scenario), (1600, 900), "standard", Pointer())
    return "\n".join(each.text for each in found.shapes if isinstance(each, Text))


def captions(scenario: Scenario) -> str:
    told = narration(pursuit_sim.film(scenario).replay)
    return "\n".join(spoken(each.phrase, each.values) for each in told)


def on_notebook(found: Any) -> str:
    """What both a notebook and a console show of it."""
    shown = [found._repr_html_(), repr(found)]
    least: str = min(shown, key=lambda each: sum(map(each.count, ("assumed", "supposed"))))
    return least


@cache
def comparison(case: str) -> Any:
    scenario, team = asked(case)
    return pursuit_sim.compare(scenario, "r1", team, draws=DRAWS)


@cache
def every_comparison(case: str) -> Any:
    return pursuit_sim.compare_all(asked(case)[0], draws=DRAWS)


@cache
def optimised(case: str) -> Any:
    scenario, team = asked(case)
    return pursuit_sim.optimise(scenario, "r1", team, push=True)


@cache
def planned(case: str) -> Any:
    scenario, team = asked(case)
    return pursuit_sim.plan(scenario, "r1", team, draws=DRAWS)


def rival(case: str) -> str:
    scenario, team = asked(case)
    race, plan = scenario.races["r1"], planned(KNOWN)
    met = rival_of(race, team, race.rink)
    return race_plan_words.rival(replace(plan, rival=met, rival_chance=0.5))


@cache
def event_odds(case: str) -> Any:
    return pursuit_sim.odds(asked(case, "championship")[0], draws=1000)


@cache
def race_odds(case: str) -> Any:
    return pursuit_sim.race_odds(asked(case)[0], at="end")


@cache
def swept(case: str) -> Any:
    scenario, team = asked(case)
    return pursuit_sim.sweep(scenario, {"rink.altitude_m": [0, 500]}, "r1", team)


@cache
def fitted(case: str) -> Any:
    scenario, team = asked(case)
    return pursuit_sim.fit(scenario, "r1", team)


@cache
def results(case: str) -> Any:
    return pursuit_sim.results(asked(case)[0])


@cache
def paged(case: str) -> str:
    return text_of(pursuit_sim.page(asked(case)[0]).html)


# By the verb of the library, then of the command line: all that tells a time or rests on one.
DOORS: Mapping[str, Callable[[str], str]] = {
    "results": lambda case: results_table.files(results(case), ["r1"])["results.txt"],
    "results: data": lambda case: data(results(case)),
    "load: notebook": lambda case: asked(case)[0]._repr_html_(),
    "results: notebook": lambda case: on_notebook(results(case)),
    "compare: notebook": lambda case: on_notebook(comparison(case)),
    "optimise: notebook": lambda case: on_notebook(optimised(case)),
    "plan: notebook": lambda case: on_notebook(planned(case)),
    "results: rows": lambda case: json.dumps(results(case).rows()),
    "compare": lambda case: comparison_table.text(comparison(case)),
    "compare: data": lambda case: data(comparison(case)),
    "plot_comparison": lambda case: on_plot(pursuit_sim.plot_comparison(comparison(case))),
    "compare_all": lambda case: medals_table.text(every_comparison(case)),
    "compare_all: data": lambda case: data(every_comparison(case)),
    "plot_event": lambda case: on_plot(pursuit_sim.plot_event(every_comparison(case))),
    "optimise": lambda case: plan_text.text(optimised(case).best),
    "optimise: data": lambda case: data(optimised(case)),
    "plan": lambda case: race_plan_table.text(planned(case)),
    "plan: data": lambda case: data(planned(case)),
    "plan: rival": rival,
    "plot_plan": lambda case: on_plot(pursuit_sim.plot_plan(planned(case))),
    "odds": lambda case: odds_table.text(event_odds(case)),
    "odds: data": lambda case: data(event_odds(case)),
    "plot_odds": lambda case: on_plot(pursuit_sim.plot_odds(event_odds(case))),
    "odds_picture": lambda case: pursuit_sim.odds_picture(event_odds(case)).svg,
    "race_odds": lambda case: race_odds_table.text(race_odds(case)),
    "fit": lambda case: "\n".join(map(str, fit_table.sheets(fitted(case)))),
    "fit: data": lambda case: data(fitted(case)),
    "sweep": lambda case: sweep_table.text(swept(case)),
    "plot_sweep": lambda case: on_plot(pursuit_sim.plot_sweep(swept(case))),
    "qualify": lambda case: "\n".join(pursuit_sim.qualify(asked(case, "world-cup")[0]).notes),
    "plot_race": lambda case: on_plot(pursuit_sim.plot_race(asked(case)[0])),
    "picture": lambda case: on_picture(asked(case)[0], "overview"),
    "picture: head-to-head": lambda case: on_picture(asked(case)[0], "head-to-head"),
    "picture: finish-strip": lambda case: on_picture(asked(case)[0], "finish-strip"),
    "film": lambda case: captions(asked(case)[0]),
    "page": paged,
    "watch": lambda case: on_menu(asked(case)[0]),
}
# Of events in which a gap may be to the fastest of several races, and gives no time.
BY_TIMES = ("qualify", "odds", "odds: data", "plot_odds", "odds_picture")
LONG = (
    "compare_all",
    "compare_all: data",
    "plot_event",
    "plan",
    "plan: data",
    "plan: notebook",
    "plot_plan",
    "page",
)
SILENT = {
    "load": "reads what is told",
    "simulate": "where everybody is, not whose times these are",
    "timing": "likewise",
    "batch": "times of the models, asked for by their numbers",
    "evidence": "of facts in files of their own",
    "records": "likewise",
    "scenarios": "counts what is known",
}
VERBS_BY_DOOR = {"run": "results", "render": "picture", "plot": "plot_race"}
SILENT_VERBS = {
    "export": SILENT["simulate"],
    "import": SILENT["load"],
    "validate": SILENT["load"],
    "schema": "of no scenario",
    "new": "of no scenario",
}


@pytest.mark.parametrize("case", CASES)
def test_a_derived_time_is_as_well_known_as_what_it_is_derived_from(case: str) -> None:
    scenario, team = asked(case)
    race = scenario.races["r1"]
    (entry,) = (each for each in race.entries if each.team.code == team)
    assert time_source(race, entry) == CASES[case][-1]
    assert entry.official_time_s == {"AAA": 112.0, "BBB": 114.0}[team]


@pytest.mark.parametrize(
    ("door", "case"),
    [
        (door, case)
        for door in DOORS
        for case in (["assumed"] if door in BY_TIMES else BY_GAP if door in LONG else ASKED)
    ],
)
def test_a_time_that_nobody_measured_is_told_as_such(door: str, case: str) -> None:
    word = CASES[case][-1]
    # What a picture shows of a what-if says as a whole that it was not skated so.
    words = {word} if word == "assumed" else {word, "what-if", '"what_if": true'}
    told, known = (DOORS[door](each).casefold() for each in (case, KNOWN))
    if word == "assumed":
        told, known = (each.replace("aimed at", word) for each in (told, known))
    assert any(told.count(each) > known.count(each) for each in words), told


def test_odds_name_whoever_has_a_time_by_a_supposed_one() -> None:
    # Milano 2026: the Netherlands' time of semifinal 1 is Italy's and the gap, both of a what-if.
    own = ["races.sf-1.finish.time=3:33.00", "races.sf-1.crossing.gap=1.79"]
    changed = pursuit_sim.load("milano-2026-men", own)
    found = pursuit_sim.odds(changed, "semifinals", draws=1000)
    said = "ITA in sf-1, NED in sf-1: supposed, not measured; estimates rest on it all the same."
    assert said in found.basis
    assert said in " ".join(on_plot(pursuit_sim.plot_odds(found)).split())
    drawn = [
        each.text for each in odds_bracket.frame(found, (1920, 1080)) if isinstance(each, Text)
    ]
    assert said in " ".join(drawn)
    race = pursuit_sim.race_odds(changed, "final-b")
    assert any(each.startswith("NED in sf-1: supposed, not measured") for each in race.basis)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (640, 360)], ids=str)
def test_a_picture_of_odds_says_what_they_rest_on(size: tuple[int, int]) -> None:
    # Milano 2026, women: of Kazakhstan no time is known.
    found = pursuit_sim.odds("milano-2026-women", draws=1000)
    drawn = [each.text for each in odds_bracket.frame(found, size) if isinstance(each, Text)]
    assert any("KAZ" in each for each in found.guesses)
    if size == (640, 360):  # where the panels need the room
        count = len(found.basis) + 1
        assert drawn[-1] == f"{count} remarks, of teams without a time too: see the table of odds"
    else:
        assert " ".join(found.basis) in " ".join(drawn)


def test_a_sweep_says_what_it_rests_on_in_every_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "NED in Semifinal 1: supposed, not measured; all of this rests on it all the same."
    words = ["sweep", "beijing-2022-men", "--race", "sf-1", "--vary", "rink.altitude_m=0,100"]
    words += ["--set", "races.sf-1.crossing.time=3:36.00"]
    assert main([*words, "--format", "json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["time_source"] == {"NED": "supposed", "NOR": "measured"}
    assert said in told.err
    for others in (["--format", "csv"], ["-o", str(tmp_path / "runs.csv")]):
        assert main([*words, *others]) == 0
        assert said in capsys.readouterr().err


def test_every_door_is_asked() -> None:
    verbs = {name for name in pursuit_sim.__all__ if name[0].islower()}
    assert verbs - {*DOORS} == {*SILENT}
    own = {verb for verb in VERBS if VERBS_BY_DOOR.get(verb, verb) not in DOORS}
    assert own - {*SILENT} == {*SILENT_VERBS}
