"""The usual pacing against measured races, and against those it is not chosen by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

import pursuit_sim
from helpers import races
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.race_context import RaceContext, StandingRecord
from pursuit_sim.scenario.formation import Formation, Lead, default_leads
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.sim import simulate
from pursuit_sim.sim.schedule import schedules

MEASURED = races.measured()
LAPS = {"men": 8, "women": 6}
FASTEST_S = {"men": 218.28, "women": 173.89}


@dataclass(frozen=True)
class Known:
    """A race of which passings are known.

    Parameters
    ----------
    sex, time_s : who skated, and their time [s]
    passings_s : by half-lap [s]
    group : races of the same teams and the same day share one
    pushed : nobody changed places
    """

    sex: str
    time_s: float
    passings_s: dict[int, float]
    group: str
    pushed: bool = False

    def off(self, pacing: Pacing) -> NDArray[np.float64]:
        """Passings told from the final time alone, less those that are known [s]."""
        laps = LAPS[self.sex]
        leads = (Lead(0, laps),) if self.pushed else default_leads("rotating", laps)
        formation = Formation(leads, push=self.pushed)
        entry = races.entry(self.time_s, formation=formation, pacing=pacing)
        told = schedules(races.race(entry, laps=laps))[0].passings_s
        return np.array([told[i - 1] - time for i, time in self.passings_s.items()])

    @property
    def slower_pct(self) -> float:
        """By how much the flying laps are slower than those of the fastest, τ = 4.6 s [%]."""
        return 100 * ((self.time_s - 4.6) / (FASTEST_S[self.sex] - 4.6) - 1)

    def usual(self) -> Pacing:
        """What is usual for a team with this time."""
        return Pacing.usual(self.sex, self.time_s, LAPS[self.sex])


def _measured(event: str, team: str, sex: str) -> Known:
    *passings, time = MEASURED[event, team]
    return Known(sex, time, dict(enumerate(passings, 1)), team + sex)


# All half-laps: Heerenveen 2020. Some: South Korea 2018 (semifinal 1, quarterfinal 2), Beijing's
# semifinal 1, the women's final of 2018, Japan's women in their quarterfinal of 2026.
RUSSIA, POLAND = (_measured("Ladies Team Pursuit", team, "women") for team in ("Russia", "Poland"))
MEN_2020 = [
    _measured("Men Team Pursuit", team, "men") for team in ("Belarus", "Poland", "Norway", "Italy")
]
KNOWN = [
    *MEN_2020,
    Known("men", 218.82, {1: 17.72, 6: 83.79, 10: 137.37, 12: 164.76, 14: 191.93}, "KOR 2018"),
    Known("men", 219.29, {1: 17.68, 10: 137.70, 12: 165.10, 14: 192.36}, "KOR 2018"),
    Known("men", 219.62, {9: 124.56, 13: 178.42}, "Beijing sf-1"),
    Known("men", 218.28, {9: 123.79, 13: 177.19}, "Beijing sf-1"),
    RUSSIA,
    POLAND,
    Known("women", 173.89, {8: 116.30, 10: 144.94}, "final 2018"),
    Known("women", 175.48, {8: 115.85, 10: 145.47}, "final 2018"),
    Known("women", 175.52, {1: 18.40, 10: 145.00, 11: 160.00}, "JPN 2026", pushed=True),
]
FADES_S = np.arange(0.0, 6.01, 0.05)


def test_slower_teams_fade_more() -> None:
    men, women = Pacing.usual("men"), Pacing.usual("women")
    assert Pacing() == men == Pacing.usual("men", 218.28, 8)
    assert (men.fade_s, men.fade_onset_lap) == (0.8, 3.0)
    assert (women.fade_s, women.fade_onset_lap) == (1.6, 2.0)
    # By hand: (226.777 − 4.6) / (218.28 − 4.6) is 1.0398.
    assert Pacing.usual("men", 226.777, 8).fade_s == pytest.approx(0.8 + 0.2 * 3.98, abs=0.01)
    # Beyond what was measured nothing is known.
    assert Pacing.usual("men", 207.0, 8).fade_s == 0.8
    assert Pacing.usual("men", 250.0, 8) == Pacing.usual("men", 229.994, 8)


def _mean(each: Known, pacing: Pacing) -> float:
    return float(np.abs(each.off(pacing)).mean())


def _by_fade(each: Known) -> NDArray[np.float64]:
    """Mean distance of the passings for each of `FADES_S` [s]; they are linear in the fade."""
    usual = Pacing.usual(each.sex)
    none, one = (each.off(usual.model_copy(update={"fade_s": fade})) for fade in (0.0, 1.0))
    return np.asarray(np.abs(none + FADES_S[:, None] * (one - none)).mean(axis=1))


def _left_out(slopes: Iterable[float]) -> Iterator[float]:
    """How far each race is off [s] with a fade chosen by the races of the other groups.

    One slope [s/%] for all, one fade at no slowness for each sex: what is least far off.
    """
    tables = [(each, _by_fade(each)) for each in KNOWN]

    def off(each: Known, table: NDArray[np.float64], slope: float) -> NDArray[np.float64]:
        fades = FADES_S[FADES_S <= 3.0] + slope * each.slower_pct
        return np.interp(fades, FADES_S, table)

    for left in dict.fromkeys(each.group for each in KNOWN):
        best: dict[str, int] = {}
        least, chosen = np.inf, 0.0
        for slope in slopes:
            sums = {
                sex: sum(
                    off(each, table, slope)
                    for each, table in tables
                    if each.sex == sex and each.group != left
                )
                for sex in LAPS
            }
            total = sum(float(np.min(each)) for each in sums.values())
            if total < least:
                least, chosen = total, slope
                best = {sex: int(np.argmin(each)) for sex, each in sums.items()}
        for each, table in tables:
            if each.group == left:
                yield float(off(each, table, chosen)[best[each.sex]])


def test_races_that_it_is_not_chosen_by() -> None:
    """A fade that grows with slowness tells a race left out better than one that all share."""
    shared, growing = (np.array([*_left_out(each)]) for each in ((0.0,), np.arange(0, 0.41, 0.05)))
    men = np.array([each.sex == "men" for each in KNOWN])
    assert shared[men].mean() == pytest.approx(0.53, abs=0.02)
    assert growing[men].mean() == pytest.approx(0.34, abs=0.02)
    assert shared[~men].mean() == pytest.approx(0.75, abs=0.03)
    assert growing[~men].mean() == pytest.approx(0.53, abs=0.03)
    # What is chosen for everybody is as near to all as the best of its kind, 0.31 and 0.42 s.
    chosen = np.array([_mean(each, each.usual()) for each in KNOWN])
    assert chosen[men].mean() < 0.32
    assert chosen[~men].mean() < 0.44


def test_acceptance_7_all_races_from_the_final_time_alone() -> None:
    """At most 0.55 s over all, 0.45 s for women."""
    women = [_mean(each, each.usual()) for each in (RUSSIA, POLAND)]
    everybody = [np.abs(each.off(each.usual())) for each in (*MEN_2020, RUSSIA, POLAND)]
    assert np.concatenate(everybody).mean() <= 0.40
    assert np.mean(women) <= 0.36


def test_one_fade_for_both_womens_races_is_as_far_off_as_half_their_difference() -> None:
    even = Pacing.usual("women").model_copy(update={"fade_s": 0.0})
    least = np.abs(RUSSIA.off(even) - POLAND.off(even)).mean() / 2
    assert np.mean([_mean(each, each.usual()) for each in (RUSSIA, POLAND)]) < 0.8 * least


def test_the_last_lap_of_the_dutch_women_of_2020() -> None:
    """Their last two half-laps took 0.96 and 0.74 s more than the mean of the second to tenth."""
    entry = races.entry(
        177.978,
        formation=Formation(default_leads("rotating", 6)),
        pacing=Pacing.usual("women", 177.978, 6),
    )
    halves = np.diff(schedules(races.race(entry, laps=6))[0].passings_s)
    assert halves[-2:].sum() - 2 * halves[:9].mean() == pytest.approx(0.96 + 0.74, abs=0.15)


def test_the_event_and_the_time_choose_and_a_value_of_the_file_wins() -> None:
    def pacing(race: str, *overrides: str) -> Pacing:
        scenario = pursuit_sim.load("beijing-2022-women", overrides)
        return scenario.races[race].entries[0].pacing

    skated = pursuit_sim.load("beijing-2022-women").races["sf-1"].entries[0]
    assert pacing("sf-1") == Pacing.usual("women", skated.official_time_s, 6)
    assert pacing("sf-1", "event.sex=men").fade_onset_lap == 3.0
    slower = pacing("sf-1", "races.sf-1.finish.time=3:05.00")
    assert slower.fade_s > pacing("sf-1").fade_s + 0.5
    own = pacing("sf-1", "pacing.fade_s=1.5", "races.sf-1.finish.time=3:05.00")
    assert (own.fade_s, own.fade_onset_lap) == (1.5, 2.0)


def test_a_fall_does_not_make_a_team_one_that_fades() -> None:
    women = pursuit_sim.load("beijing-2022-women")
    fallen = [each for race in women.races.values() for each in race.entries if each.fall]
    assert fallen
    assert all(each.pacing.fade_s == Pacing.usual("women").fade_s for each in fallen)


def test_the_record_of_women_is_skated_as_women_skate() -> None:
    race = replace(races.race(races.entry(183.0), laps=6), id="final-a")
    at_lap_3 = {}
    for sex in LAPS:
        context = RaceContext(sex=sex, records=(StandingRecord("OR", 183.0),))
        shown = prepare(simulate(race), context)
        at_lap_3[sex] = float(np.interp(race.distance_m / 2, shown.record_m, shown.record_time_s))
        paced = races.entry(
            183.0, formation=Formation((Lead(0, 6),)), pacing=Pacing.usual(sex, 183.0, 6)
        )
        told = schedules(races.race(paced, laps=6))[0].passings_s[5]
        assert at_lap_3[sex] == pytest.approx(told, abs=0.01)
    assert at_lap_3["women"] < at_lap_3["men"] - 0.1  # who fades is ahead at half distance
