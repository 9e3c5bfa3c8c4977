"""A fall: Japan's women in the Final A of Beijing 2022, and what a file may say of one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from helpers.outcomes import CLI
from pursuit_sim import load, timing
from pursuit_sim.app.player import Player
from pursuit_sim.draw.replay import story
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event import results
from pursuit_sim.scenario import load_text
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import parse_time

EVENT, RACE = "beijing-2022-women", "final-a"
JPN, CAN = 0, 1
TAKAGI = 2  # column of Nana Takagi
MICROSECOND = 1e-6


@pytest.fixture(scope="module")
def final() -> Trajectory:
    return simulate(load(EVENT).races[RACE])


def test_the_clock_waits_for_whoever_fell(final: Trajectory) -> None:
    """3:04.47 and 2:53.44; Japan had been 0.32 s ahead with half a lap to go."""
    assert timing.finish_times(final) == pytest.approx([184.47, 173.44], abs=MICROSECOND)
    assert timing.gaps(final)[10] == pytest.approx(-0.32, abs=0.02)
    when = np.interp(final.race.distance_m, final.distance_m[:, TAKAGI], final.time_s)
    assert when == pytest.approx(184.47, abs=MICROSECOND)


def test_the_other_two_ease(final: Trajectory) -> None:
    """They glide: slower and slower, but braked by no more than air and ice, 0.4 m/s²."""
    (fall,) = timing.falls(final)
    glided = final.time_s > fall.start_s + 1.0
    for column in (0, 1):
        crossed = np.interp(final.race.distance_m, final.distance_m[:, column], final.time_s)
        assert 172.4 < crossed < 175.0
        speed = final.speed_mps[:, column]
        # Eleven half-laps of 193.68 m in 2:38.21, the last of them 14.6 s or so: 13.2 m/s.
        assert speed[final.time_s < fall.start_s][-1] == pytest.approx(13.15, abs=0.15)
        assert 10.0 < np.interp(crossed, final.time_s, speed) < 12.0
        rate = np.diff(speed[glided]) / np.diff(final.time_s[glided])
        assert -0.65 < rate.min() < rate.max() < 0.0
    apart = np.interp(
        [fall.start_s, fall.start_s + 7.0, 180.0], final.time_s,
        final.distance_m[:, 0] - final.distance_m[:, 1],
    )  # fmt: skip
    assert apart == pytest.approx([1.2, 2.5, 2.5], abs=0.01), "room to stand up in"


def test_she_slides_into_the_pads_and_skates_to_the_finish(final: Trajectory) -> None:
    (fall,) = timing.falls(final)
    assert (fall.team, fall.skater) == (JPN, TAKAGI)
    # Half-way through the last corner, so some 97 m before the finish.
    there = np.interp(fall.start_s, final.time_s, final.distance_m[:, TAKAGI])
    assert final.race.distance_m - there == pytest.approx(387.36 / 4, abs=0.1)
    speed = np.interp(
        [fall.start_s - 0.5, fall.start_s + 1.0, fall.start_s + 3.0, 184.0],
        final.time_s,
        final.speed_mps[:, TAKAGI],
    )
    # One second of sliding takes 0.1 g of what she had.
    assert speed[1] == pytest.approx(speed[0] - 0.981, abs=0.03)
    assert speed[2] == pytest.approx(0.0, abs=1e-9)
    assert 4.0 < speed[3] < 9.0
    assert (np.diff(final.distance_m[:, TAKAGI]) > -1e-9).all()
    # The outer lane ends 7.5 m outside the lap line; 0.7 m farther stand the pads, which give.
    # Her feet, 0.6 m ahead, meet them first.
    assert 7.6 < final.lateral_m[:, TAKAGI].max() < 8.6
    (lies,) = np.interp([fall.up_s - 0.5], final.time_s, final.lateral_m[:, TAKAGI])
    assert lies == pytest.approx(7.6, abs=0.01), "pushed back to where the feet are at the pads"
    assert final.lateral_m[-1, TAKAGI] == pytest.approx(0.0, abs=0.01)
    # √(34.1² − 26.5²) m at 13.04 m/s braked by 0.1 g: 1.76 s; then 11.3 m/s are gone in 0.14 s,
    # and 0.6 s later the pads have their shape again.
    assert fall.still_s - fall.start_s == pytest.approx(2.50, abs=0.06)
    assert fall.up_s - fall.still_s == pytest.approx(2.5, abs=0.2)


def test_speed_is_what_the_places_say(final: Trajectory) -> None:
    time = np.arange(160.0, 190.0, 0.05)
    moment = final.at(time)
    step = np.diff(final.xy(moment), axis=0)
    walked = np.hypot(step[..., 0], step[..., 1]) / 0.05
    between = (moment.speed_mps[1:] + moment.speed_mps[:-1]) / 2
    off = np.abs(walked - between)
    # Where the pads catch her, 11 m/s are gone within three steps; where she falls, within one.
    assert np.quantile(off, 0.99) < 0.15
    assert (off > 0.5).sum() <= 4


def test_a_fall_is_no_exchange(final: Trajectory) -> None:
    """Japan's turns, as reported: 1.75, 1, 1.5 and 1.75 laps."""
    own = [each for each in timing.exchanges(final) if each.team == JPN]
    assert [final.names[each.new] for each in own] == ["Ayano Sato", "Nana Takagi", "Miho Takagi"]


def test_results_say_that_she_fell() -> None:
    found = results(load(EVENT))
    (entry,) = [e for e in found.race(RACE).entries if e.entry.team.code == "JPN"]
    assert "Nana Takagi fell after 5.75 laps" in entry.notes
    assert [(each.place, each.team) for each in found.standings] == [
        (1, "CAN"), (2, "JPN"), (3, "NED"), (4, "ROC"),
        (5, "CHN"), (6, "NOR"), (7, "BLR"), (8, "POL"),
    ]  # fmt: skip
    assert [(each.kind, each.team) for each in found.records] == [("OR", "JPN"), ("OR", "CAN")]


FALL = "[races.solo.finish.fall]\nskater = {skater}\nlaps = {laps}\n"
SOLO = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "A fall"
sex = "women"
laps = 6
[teams.AAA]
skaters = ["Ada One", "Bea Two", "Cid Three"]
[races.solo.finish]
team = "AAA"
lineup = ["One", "Two", "Three"]
time = "{time}"
formation = "push"
{splits}
"""


def solo(skater: str = '"Three"', laps: str = "5.75", splits: str = "[[5.5, 158.0]]",
         time: str = "3:04.47") -> str:  # fmt: skip
    known = f"splits = {splits}" if splits else ""
    return SOLO.format(time=time, splits=known) + FALL.format(skater=skater, laps=laps)


@pytest.mark.parametrize(
    ("words", "key", "told"),
    [
        ({"skater": '"Four"'}, "fall.skater", "is not in the line-up"),
        ({"laps": "6"}, "fall.laps", "the race has 6"),
        ({"laps": "-1"}, "fall.laps", "-1"),
        ({"laps": '"late"'}, "fall.laps", "late"),
        ({"splits": ""}, "fall.laps", "a known passing before the fall"),
        ({"laps": "5.25"}, "fall.laps", "only passings before the fall"),
    ],
)
def test_a_fall_that_cannot_be_told(words: dict[str, str], key: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        load_text(solo(**words))
    (fault,) = caught.value.faults
    assert fault.key == f"races.solo.finish.{key}"
    assert told in str(fault)


def refused(**words: str) -> Fault:
    with pytest.raises(InputError) as caught:
        results(load_text(solo(**words)))
    (fault,) = caught.value.faults
    assert fault.where == "text"
    return fault


def test_a_time_that_leaves_no_time_for_a_fall() -> None:
    """As fast as without it: the earliest is told, and can be."""
    fault = refused(time="2:53.00")
    assert fault.key == "races.solo.finish.time"
    told = re.search(r"write a time from (\S+) on", fault.remedy)
    assert told is not None
    # 5.5 laps at 27.9 s end at 158.0 s; as women fade, by 2 s from lap 2, the last half-lap is
    # 0.93 s above the mean of those before. The fall is a quarter of a lap on; the slide goes 19 m
    # along the lap line in 2 s; then the rest at the same pace, 2.5 s on the ice, 3 s to get up
    # to speed.
    assert parse_time(told[1]) == pytest.approx(
        158.0 + 13.95 + 0.93 - 19 / 13.0 + 2.0 + 2.5 + 3.0, abs=0.5
    )
    race = load_text(solo(time=told[1])).races["solo"]
    assert timing.finish_times(simulate(race))[0] == pytest.approx(
        parse_time(told[1]), abs=MICROSECOND
    )


@pytest.mark.parametrize("skater", ['"One"', '"Two"', '"Three"'])
@pytest.mark.parametrize(("laps", "known"), [("1.2", "[[1, 34.0]]"), ("2.61", "[[2.5, 74.0]]")])
@pytest.mark.parametrize("kind", ["push", "rotating"])
def test_in_mid_race_the_others_wait(skater: str, laps: str, known: str, kind: str) -> None:
    """In a curve, on a straight, while somebody swings out: they stay ahead, and change no more."""
    text = solo(skater=skater, laps=laps, splits=known, time="3:15").replace('"push"', f'"{kind}"')
    made = simulate(load_text(text).races["solo"])
    (fall,) = timing.falls(made)
    assert fall.start_s == pytest.approx(float(known[1:-2].split()[1]), abs=7.0)
    assert timing.finish_times(made)[0] == pytest.approx(195.0, abs=MICROSECOND)
    crossed = [np.interp(made.race.distance_m, d, made.time_s) for d in made.distance_m.T]
    assert max(crossed) == crossed[fall.skater]
    assert max(np.delete(crossed, fall.skater)) > 180.0
    assert not [each for each in timing.exchanges(made) if each.end_s > fall.start_s + 3.0]
    apart = np.diff(np.sort(np.delete(made.distance_m, fall.skater, axis=1), axis=1), axis=1)
    settled = made.time_s > fall.start_s + 7.0
    assert apart[settled] == pytest.approx(2.5, abs=0.01)


def test_a_fall_on_the_line_is_none() -> None:
    """Whoever falls on the last straight, at 13 m/s, slides over it: 86 m on open ice."""
    fault = refused(laps="5.9")
    assert fault.key == "races.solo.finish.fall.laps"
    assert "slides over the finish line" in fault.problem
    told = re.search(r"write at most (\S+),", fault.remedy)
    assert told is not None
    made = simulate(load_text(solo(laps=told[1])).races["solo"])
    (fall,) = timing.falls(made)
    lies = np.interp(fall.still_s, made.time_s, made.distance_m[:, TAKAGI])
    assert 0 < made.race.distance_m - lies < 5.0
    refused(laps=f"{float(told[1]) + 0.01:.3f}")


def test_pads_that_are_too_soft() -> None:
    """At 40 m/s² 11.9 m/s end after 1.8 m at 40°: 1.14 m outward, and pads are 1.1 m thick."""
    soft = load_text(solo() + "[form]\nfall_pads_mps2 = 40\nfall_friction = 0.06\n")
    with pytest.raises(InputError) as caught:
        simulate(soft.races["solo"])
    (fault,) = caught.value.faults
    assert fault.key == "finish.form.fall_pads_mps2"
    assert "goes through the pads" in fault.problem


def test_a_fall_may_cost_minutes() -> None:
    race = load_text(solo(time="6:40")).races["solo"]
    assert timing.finish_times(simulate(race))[0] == pytest.approx(400.0, abs=MICROSECOND)


@pytest.mark.parametrize("skater", ['"One"', '"Two"', '"Three"'])
@pytest.mark.parametrize("laps", ["5.6", "5.75", "5.84"])
def test_whoever_falls_wherever_stops_the_clock(skater: str, laps: str) -> None:
    race = load_text(solo(skater=skater, laps=laps)).races["solo"]
    made = simulate(race)
    assert timing.finish_times(made)[0] == pytest.approx(184.47, abs=MICROSECOND)
    assert timing.splits(made)[0, 10] == pytest.approx(158.0, abs=MICROSECOND)
    assert timing.exchanges(made) == ()


def test_the_power_model_says_that_it_knows_no_falls(cli: CLI) -> None:
    race = load(EVENT).races[RACE]
    with pytest.raises(InputError, match="knows no falls"):
        simulate(race, "power")
    (line,) = cli("compare", EVENT, "--race", RACE, "--team", "JPN").faults
    assert "knows no falls" in line


TWO_RACES = """
format = "pursuit-sim/scenario"
version = 1
event = { name = "Cup", sex = "women", laps = 2, rounds = "single" }
teams.AAA = { name = "A", skaters = ["Ann One", "Bea Two", "Cat Three"] }

[races.fell.finish]
team = "AAA"
lineup = ["Ann One", "Bea Two", "Cat Three"]
formation = "fixed"
time = 80.0
splits = [[1, 34.0]]
fall = { skater = "Ann One", laps = 1.4 }

[races.stood.finish]
team = "AAA"
lineup = ["Ann One", "Bea Two", "Cat Three"]
formation = "fixed"
time = 64.0
"""


@pytest.mark.parametrize(
    ("verb", "written"), [("page", ["-o", "all.html"]), ("export", ["--out", "all"])]
)
def test_of_an_event_the_power_model_leaves_a_fall_out_and_says_so(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, written: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cup.toml").write_text(TWO_RACES, encoding="utf-8")
    done = cli(verb, "cup.toml", "--model", "power", *written)
    assert done.status == 0
    assert "fell is left out: AAA fell, and the power model knows no falls" in done.err
    assert "stood is left out" not in done.err
    made = [each.name for each in tmp_path.rglob("*.*") if each.name != "cup.toml"]
    assert made == ["all.html" if verb == "page" else "stood.csv"]
    asked = ("--model", "power", "--race", "fell", "--force")
    refused = cli(verb, "cup.toml", *asked, *written)
    assert refused.status == 2
    assert refused.err.rstrip().endswith("choose another race, or the kinematic model")
    assert "left out" not in cli(verb, "cup.toml", *written, "--force").err


def test_the_window_passes_over_a_fall_with_the_power_model_and_says_why() -> None:
    player = Player(results(load_text(TWO_RACES), "power"), "fell")
    assert (player.replay, player.panel) == (None, "bracket")
    assert player.notice.endswith(
        "cannot be replayed: AAA fell, and the power model knows no falls"
    )
    player.show("stood")
    assert player.race_id == "stood"
    assert story.after(player.results, "stood", 1) == "stood", "there is no other"
    player = Player(results(load_text(TWO_RACES)), "fell")
    assert player.race_id == "fell"


def test_an_event_with_a_fall_is_run_by_the_power_model_but_for_that_race(
    cli: CLI,
) -> None:
    done = cli("run", "beijing-2022-women", "--model", "power", "--format", "json")
    assert done.status == 0
    races = {race["id"]: race["entries"] for race in json.loads(done.out)["races"]}
    assert all(e["time_s"] == pytest.approx(e["official_time_s"]) for e in races["final-a"])
    assert all("official time" in e["notes"][0] for e in races["final-a"]), "and they say so"
    assert all(abs(e["time_s"] - e["official_time_s"]) > 0.01 for e in races["sf-1"])
    assert not [note for e in races["sf-1"] for note in e["notes"] if "official" in note]


@pytest.mark.filterwarnings("error")
def test_a_step_that_all_but_meets_a_passing_is_none() -> None:
    """Times in hundredths and steps of time differ in their last bits; 0 s lie between them."""
    told = {
        "races.race-1.finish.time": "3:52.46",
        "races.race-1.finish.splits": [[0.5, 18.46]],
        "races.race-1.finish.fall": {"skater": "Bea", "laps": 1.167},
        "form.fall_friction": 0.06,
        "form.fall_pads_mps2": 48.54186297304418,
    }
    skated = simulate(load("two-teams").replace(told).races["race-1"])
    assert np.diff(skated.time_s).min() > 1e-9
    assert timing.finish_times(skated)[0] == pytest.approx(232.46, abs=1e-6)
