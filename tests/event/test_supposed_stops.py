"""Time that only gaps say was lost is told wherever its race is told, and what is planned on it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

import pursuit_sim
from helpers import page_data
from helpers.outcomes import CLI
from pursuit_sim.draw.replay.story import context
from pursuit_sim.errors import InputError
from pursuit_sim.event import results
from pursuit_sim.export.page import phrases
from pursuit_sim.export.page.document import page
from pursuit_sim.lab import race_plan_words
from pursuit_sim.lab.rival import rival
from pursuit_sim.scenario import load, load_text
from pursuit_sim.scenario.slow_laps import SlowStretch
from pursuit_sim.sim.schedule import schedules

# Half-laps by hand; EEE lose 8 s in the first half of lap 5.
AAA = np.array([17.8] + [13.4] * 4 + [13.5] * 3 + [13.6] * 2 + [13.7] + [13.8] * 2 + [14.0] * 3)
EEE = AAA - 0.1
EEE[8] += 8.0
MADE_UP = re.compile(r"gaps that nobody measured say that EEE lost about [78]\.\d s in lap 5")
SAID = re.compile(r"the gaps say that EEE lost about (7|8)\.\d s in lap 5; nobody measured that")


def text(*gaps: float, splits: tuple[int, ...] = ()) -> str:
    made = (
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "T"\nsex = "men"\nlaps = 8\n'
    )
    for code in ("EEE", "AAA"):
        made += f'[teams.{code}]\nskaters = ["{code} A", "{code} B", "{code} C"]\n'
    told = []
    for lap in gaps:
        behind = float((EEE - AAA)[: round(2 * lap)].sum())
        ahead = "AAA" if behind > 0 else "EEE"
        told.append(f'{{ laps = {lap}, ahead = "{ahead}", by = {abs(behind):.2f} }}')
    made += f"[races.r1]\ngaps = [{', '.join(told)}]\n"
    for code, side, halves in (("EEE", "finish", EEE), ("AAA", "crossing", AAA)):
        line_up = f'["{code} A", "{code} B", "{code} C"]'
        made += f'[races.r1.{side}]\nteam = "{code}"\nlineup = {line_up}\nformation = "push"\n'
        made += f"time = {halves.sum():.2f}\n"
        if code == "AAA" and splits:
            known = [[lap, round(float(halves[: 2 * lap].sum()), 2)] for lap in splits]
            made += f"splits = {known}\n"
    return made


def test_it_is_told_of_the_team_and_of_nobody_else() -> None:
    (first, second) = results(load_text(text(2, 4, 5, 7))).race("r1").entries
    (said,) = first.notes
    assert SAID.fullmatch(said)
    (lost,) = first.supposed
    assert (lost.begin, lost.end) == (8, 10)
    assert lost.took_s == pytest.approx(EEE[8:10].sum(), abs=0.6)
    assert (second.notes, second.supposed) == ((), ())


@pytest.mark.parametrize(
    ("race", "what"),
    [
        *(("final-a", {"finish.pacing.fade_s": fade}) for fade in (3, 4, 6)),
        ("final-a", {"finish.splits": [[7, "3:09.0"]]}),
        ("final-a", {"finish.time": 216.2}),
        ("final-a", {"crossing.time": 220.71}),
        ("qf-2", {"crossing.time": 216.36}),
    ],
)
def test_what_a_what_if_makes_of_a_gap_is_nobodys_mishap(
    race: str, what: dict[str, object]
) -> None:
    told = load("milano-2026-men")
    changed = told.changed({f"races.{race}.{key}": value for key, value in what.items()})
    assert [each.supposed for each in results(changed).race(race).entries] == [(), ()]


@pytest.mark.parametrize(
    ("race", "key", "value"),
    [
        ("qf-2", "crossing.time", 227.36),
        ("qf-2", "finish.time", 213.4),
        ("final-a", "finish.splits", [[7, "3:08.0"]]),
    ],
)
def test_what_nobody_skates_since_is_refused_by_what_was_changed(
    race: str, key: str, value: object
) -> None:
    """USA 0.01 s ahead after 7 laps of a quarterfinal, and 9 s behind after 8."""
    changed = load("milano-2026-men").changed({f"races.{race}.{key}": value})
    said = rf"races\.{race}\.{key}: found .* m/s in half-lap \d+; .* races\.{race}\.gaps=\[\]"
    with pytest.raises(InputError, match=said):
        results(changed)
    results(changed.changed({f"races.{race}.gaps": []}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("crossing.time", value) for value in (258.0, 260.0, 264.0, 300.0)),
        *(("finish.time", value) for value in (209.0, 266.0, 272.0)),
    ],
)
def test_what_nobody_wrote_is_not_to_blame(key: str, value: float) -> None:
    """A usual fade or swing without which the half-lap is just one that somebody skates."""
    changed = load_text(text(4, 5)).changed({f"races.r1.{key}": value})
    with pytest.raises(InputError, match=rf"races\.r1\.{key}: found beside it a gap"):
        results(changed)


CHANGES: tuple[dict[str, object], ...] = (
    {"crossing.time": round(float(AAA.sum()) - 0.01, 2)},
    {"finish.time": round(float(EEE.sum()) + 0.01, 2)},
    {"crossing.pacing.fade_s": 1.3},
    {"finish.pacing.start_loss_s": 3.9},
    {"crossing.splits": [[2, round(float(AAA[:4].sum()) + 0.01, 2)]]},
    {"finish.lineup": ["EEE B", "EEE A", "EEE C"]},
    {"finish.formation": "rotating"},
)


@pytest.mark.parametrize("what", CHANGES)
def test_a_what_if_takes_no_stop_away(what: dict[str, object]) -> None:
    told = load_text(text(2, 4, 5, 7))
    changed = told.changed({f"races.r1.{key}": value for key, value in what.items()})
    (was, _), (first, second) = (results(each).race("r1").entries for each in (told, changed))
    assert second.supposed == ()
    (lost,), (before,) = first.supposed, was.supposed
    assert (lost.begin, lost.end) == (8, 10)
    assert lost.more_s == pytest.approx(before.more_s, abs=0.02)
    assert SAID.fullmatch(lost.lost("EEE"))


def test_laps_follow_a_time_without_a_jump() -> None:
    told = load_text(text(4, 5))
    found = []
    for by in np.arange(-1.0, 1.01, 0.1):
        race = told.changed({"races.r1.crossing.time": float(AAA.sum() + by)}).races["r1"]
        found.append([each.passings_s for each in schedules(race)])
    assert np.abs(np.diff(np.array(found), axis=0)).max() < 0.11


def test_a_stop_goes_with_the_gap_that_told_it_and_comes_with_none() -> None:
    gaps = [{"laps": 4, "ahead": "EEE", "by": 0.8}, {"laps": 5, "ahead": "AAA", "by": 7.0}]
    for made, what in ((text(4, 5), gaps[:1]), (text(4), gaps), (text(4, 5), [])):
        try:
            found = results(load_text(made, {"races.r1.gaps": what})).race("r1").entries
        except InputError as error:
            assert "races.r1.gaps" in str(error)  # noqa: PT017 - nobody skates so without a stop
        else:
            assert [each.supposed for each in found] == [(), ()]


def test_what_gaps_that_nobody_measured_say_is_told_as_such() -> None:
    """Gaps that the file assumes, that a what-if moves, or that are to another team."""
    made = text(4, 5)
    (race,) = load_text(made).races.values()
    moved = [{"laps": gap.half_lap / 2, "ahead": "EEE" if gap.low_s < 0 else "AAA",
              "by": abs(gap.low_s) + 0.1} for gap in race.gaps]  # fmt: skip
    team = '[teams.CCC]\nskaters = ["C A", "C B", "C C"]\n[races.r1]\n'
    other = {"races.r1.crossing.team": "CCC", "races.r1.crossing.lineup": ["C A", "C B", "C C"]}
    for scenario in (
        load_text(made.replace("[races.r1]\n", '[races.r1]\nassumed = ["gaps"]\n')),
        load_text(made, {"races.r1.gaps": moved}),
        load_text(made.replace("[races.r1]\n", team),
                  other | {"races.r1.gaps": [each | {"ahead": "CCC"} if each["ahead"] == "AAA"
                                             else each for each in moved]}),
    ):  # fmt: skip
        (lost,) = results(scenario).race("r1").entries[0].supposed
        said = lost.lost("EEE")
        assert MADE_UP.fullmatch(said)
        filled = {"code": "EEE", "lost": f"{lost.more_s:.1f}", "n": "5"}
        assert phrases.told(said) == ["said-lost-lap-made-up", filled]


def test_passings_that_a_model_made_remember_what_gaps_told() -> None:
    """As a race that was tuned is saved: without gaps, who was not touched by model_splits."""
    told = load_text(text(4, 5))
    stood = next(iter(schedules(told.races["r1"]))).passings_s
    even = np.cumsum(EEE - np.where(np.arange(16) == 8, 8.0, 0.0)) + np.arange(1, 17) / 2
    for passings, count in ((stood, 1), (even, 0)):
        splits = [[i / 2, round(float(at), 3)] for i, at in enumerate(passings[:-1], 1)]
        what = {"races.r1.gaps": [], "races.r1.finish.model_splits": splits}
        (first, second) = results(told.changed(what)).race("r1").entries
        assert (len(first.supposed), second.supposed) == (count, ())


@pytest.mark.whole
def test_a_plan_tells_what_passings_of_a_model_remember(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(text(4, 5), encoding="utf-8")
    stood = next(iter(schedules(load(path).races["r1"]))).passings_s
    what: dict[str, object] = {"races.r1.gaps": []}
    what["races.r1.finish.model_splits"] = [
        [i / 2, float(at)] for i, at in enumerate(stood[:-1], 1)
    ]
    made = pursuit_sim.plan(pursuit_sim.load(path, what), team="EEE", draws=100)
    told_in_plan = race_plan_words.basis(made)
    assert "with no passings but those that a model made: the plan" in told_in_plan
    assert SAID.search(told_in_plan)


def test_what_passings_measure_is_not_supposed() -> None:
    """A gap to a known passing is a passing: lap 5 of EEE is measured."""
    (first, _) = results(load_text(text(4, 5, splits=(4, 5)))).race("r1").entries
    assert (first.notes, first.supposed) == ((), ())


def test_pictures_pages_and_the_check_of_a_file_tell_it(cli: CLI, tmp_path: Path) -> None:
    made = load_text(text(2, 4, 5, 7))
    (note,) = context(results(made), "r1").notes
    assert SAID.fullmatch(note)
    (race,) = json.loads(page_data.text_of(page(made).html))["races"]
    for told in (race["note"], race["teams"][0]["notes"]):
        assert told[0][0] == "said-lost-lap"
        assert {**told[0][1], "lost": ""} == {"code": "EEE", "lost": "", "n": "5"}
    path = tmp_path / "t.toml"
    path.write_text(text(2, 4, 5, 7), encoding="utf-8")
    assert SAID.search(cli("validate", path).err)
    assert SAID.search(cli("run", path, "--race", "r1").out)


def test_where_no_single_lap_is_known_it_lies_between_two_places() -> None:
    lost = SlowStretch(0, 6, 100.0, 16.83, supposed=True)
    assert lost.lost("EEE") == (
        "the gaps say that EEE lost about 16.8 s between 0 and 3 laps; nobody measured that"
    )


@pytest.mark.whole
@pytest.mark.parametrize(
    ("made", "known", "said"),
    [
        (text(2, 4, 5, 7), "no passings, so the usual pacing, bent to meet the gaps", SAID),
        (
            text(*range(1, 8), splits=tuple(range(1, 8))),
            "its passings as known gaps to AAA tell them",
            re.compile(r"Lap 5 of \w+ in that race took 35\.00 s, 7\.7 s more"),
        ),
    ],
)
def test_a_plan_tells_what_its_board_has(
    made: str, known: str, said: re.Pattern[str], tmp_path: Path
) -> None:
    path = tmp_path / "t.toml"
    path.write_text(made, encoding="utf-8")
    found = pursuit_sim.plan(path, team="EEE", draws=100, rival=f"{path}:EEE")
    told = race_plan_words.basis(found)
    assert known in told
    assert said.search(told)
    assert said.search(race_plan_words.rival(found).replace("that race of theirs", "that race"))
    data = found.to_dict()
    (slow,) = data["slow"]
    assert (slow["from_laps"], slow["to_laps"]) == (4, 5)
    assert slow["supposed"] is (said is SAID)
    assert data["rival"]["slow"] == data["slow"]


@pytest.mark.whole
def test_of_a_rival_without_a_mishap_nothing_is_told() -> None:
    race = load_text(text(2, 4, 5, 7)).races["r1"]
    assert rival(race, "AAA", race.rink).slow == ()
