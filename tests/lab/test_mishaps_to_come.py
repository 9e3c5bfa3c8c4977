"""A team that falls or touches more often wins less often, by whichever door it is asked."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

import numpy as np
import pytest

from pursuit_sim import load
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.gap_outlook import FallSeen, gap_outlook
from pursuit_sim.lab.outlook import KnownRun, Outlook, outlook, unwritten
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.scenario.parameters import Form

pytestmark = pytest.mark.whole

STEPS = {
    "fall_chance": (0.0, 0.1, 0.5),
    "touch_chance": (0.0, 0.1, 0.5),
    "fall_loss_s": (0.0, 5.0, 25.0),
    "touch_loss_s": (0.0, 5.0, 25.0),
}


@pytest.mark.parametrize(
    ("name", "race", "key"),
    [
        *(("beijing-2022-men", "sf-1", key) for key in STEPS),
        ("beijing-2022-women", "final-a", "fall_chance"),
    ],
)
def test_a_race_is_won_less_often_before_it_and_at_any_moment(
    name: str, race: str, key: str
) -> None:
    scenario = load(name)
    codes = race_odds(scenario, scenario.races[race]).teams
    for i, team in enumerate(codes):
        found = []
        for each in STEPS[key]:
            supposed = scenario.replace(f"teams.{team}.form.{key}", each)
            asked = supposed.races[race]
            skated = race_odds(supposed, asked)
            firsts = [line.chance for line in skated.lines[:-1] if line.laps < asked.laps - 0.5]
            for left, gap in ((5.5, 2.5), (2.0, 0.3)):  # an accident perhaps, and speed
                ahead = (codes[1 - i], gap)
                firsts.append(race_odds(supposed, asked, laps_to_go=left, ahead=ahead).asked.chance)
            found.append([first if i == 0 else 1 - first for first in firsts])
        assert len(found[0]) > 10
        for chances in zip(*found, strict=True):
            assert all(more > less for more, less in pairwise(chances))


@pytest.mark.parametrize("key", ["fall_chance", "touch_chance"])
@pytest.mark.parametrize(
    ("name", "after", "team"),
    [
        ("beijing-2022-men", "semifinals", "NOR"),
        ("beijing-2022-men", "quarterfinals", "NED"),  # the slowest of four
        ("milano-2026-women", "quarterfinals", "CAN"),
        ("world-cup-2025-hamar-men", None, "USA"),
    ],
)
def test_an_event_is_won_less_often(name: str, after: str | None, team: str, key: str) -> None:
    found = []
    for each in (0.0, 0.1, 0.3, 0.5):
        supposed = load(name).replace(f"teams.{team}.form.{key}", each)
        odds = event_odds(supposed, after, draws=20_000)
        found.append(next(own for own in odds.teams if own.team == team).chances.first)
    assert all(more > less for more, less in pairwise(found))
    if key == "fall_chance":  # who has fallen in one of two races or more wins next to nothing
        assert found[-1] < 0.6 * found[0]


@pytest.mark.parametrize("fall_chance", [0.02, 0.3])
def test_next_to_known_times_it_is_as_races_that_are_drawn(fall_chance: float) -> None:
    """Teams of any speed skate races with usual mishaps; of those with these times, who wins next?

    The first skated 218.0 and 222.5 s, the second 218.6 s; from now on the first falls more often.
    """
    usual, own = Form(), Form(fall_chance=fall_chance)
    count = 800_000
    generator = np.random.default_rng(5)

    def lost(form: Form) -> np.ndarray:
        touches, falls = (
            generator.random(count) < each for each in (form.touch_chance, form.fall_chance)
        )
        return np.asarray(form.touch_loss_s * touches + form.fall_loss_s * falls)

    def after(known: tuple[float, ...], form: Form) -> np.ndarray:
        speed = generator.uniform(195.0, 230.0, count)
        fits = np.ones(count)
        for time in known:
            fits *= np.exp(-(((time - speed - lost(usual)) / 1.2) ** 2) / 2)
        assert fits.sum() ** 2 / (fits**2).sum() > 7_000  # draws that count: to 0.6 %
        like = generator.choice(speed, count, p=fits / fits.sum())
        return np.asarray(like + 1.2 * generator.standard_normal(count) + lost(form))

    expected = float((after((218.0, 222.5), own) < after((218.6,), usual)).mean())
    days = ["a", "b"]  # three days, of which none is common
    runs = [KnownRun(day, time, day) for day, time in zip(days, (218.0, 222.5), strict=True)]
    told = gap_outlook(
        outlook(runs, ["c"], own, usual),
        outlook([KnownRun("a", 218.6, "a")], ["c"], usual, usual),
        usual,
    )
    assert told.first_wins(0.0, 0.0) == pytest.approx(expected, abs=0.02)


def test_who_falls_more_often_was_no_faster_for_it() -> None:
    usual = load("beijing-2022-men")
    supposed = usual.replace({"form.fall_chance": 0.5, "form.touch_chance": 0.5})
    before, then = (event_odds(each, "semifinals", draws=1000).teams for each in (usual, supposed))
    times = {each.team: each.time_s for each in then}
    for each in before:
        assert times[each.team] == pytest.approx(each.time_s, abs=1e-6)
    # Where nobody falls, nobody fell.
    assert unwritten(Form(fall_chance=0.0)).fall_chance == 0.0


@pytest.mark.parametrize("fallen", [(False, False), (True, False), (False, True)])
def test_a_fall_in_a_race_that_is_watched_is_known(fallen: tuple[bool, bool]) -> None:
    """Level teams half-way, the first 3 s behind: with a fall it is of one, without it speed."""
    form = Form(fall_chance=0.1, touch_chance=0.0, day_share=0.0)
    count, gap_s = 1_500_000, 3.0
    generator = np.random.default_rng(3)
    shared = 1.2**2  # half the variance of two
    lasting = sqrt(shared) * generator.standard_normal(count)
    seen = lasting / 2 + sqrt(shared / 2) * generator.standard_normal(count)
    ended = lasting / 2 + sqrt(shared / 2) * generator.standard_normal(count)
    for sign, fell in zip((1, -1), fallen, strict=True):
        seen += sign * fell * 11.0 * (1 + 0.5 * generator.standard_normal(count))
        ended += sign * 11.0 * (generator.random(count) < 1 - sqrt(0.9))
    near = np.abs(seen - gap_s) < 0.15
    assert near.sum() > 500
    expected = float((seen + ended < 0)[near].mean())
    one = Outlook(np.ones(1), np.array([[218.0]]), np.array([[1.2**2]]), form)
    shown = [FallSeen(1.0, 0.0, 0.0) if fell else None for fell in fallen]
    told = gap_outlook(one, one).watched((shown[0], shown[1])).first_wins(0.5, gap_s)
    assert told == pytest.approx(expected, abs=3.5 * sqrt(0.25 / near.sum()))
