"""Pacing fitted to measured races: acceptance row 6 of the model, and what must hold of any fit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize

import pursuit_sim
from helpers import races
from pursuit_sim import simulate, timing
from pursuit_sim.cli import main
from pursuit_sim.errors import InputError
from pursuit_sim.export.tables import fit_table
from pursuit_sim.lab.fit import LEAST_KNOWN, SEARCHED, _range, fit, why_not
from pursuit_sim.lab.race_fits import RaceFits
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Entry, Fall, Race, Split
from pursuit_sim.sim.schedule import schedules
from pursuit_sim.units import HUNDREDTH

FloatArray = NDArray[np.float64]

# Official timing, Heerenveen 2020. Who led is not known, so no exchange has its cost.
MEASURED = races.measured()
MEAN_S, MOST_S = 0.11, 0.30  # row 6


def passings_of(race: Race, entry: Entry) -> FloatArray:
    """(half-lap,) passings of an entry alone [s]."""
    return schedules(replace(race, entries=(entry,)))[0].passings_s


def measured(key: tuple[str, str]) -> tuple[Race, Entry]:
    times = MEASURED[key]
    entry = races.entry(
        times[-1],
        formation=Formation((Lead(0, len(times) / 2),)),
        splits=tuple(Split(i, time) for i, time in enumerate(times[:-1], 1)),
    )
    return races.race(entry, laps=len(times) // 2), entry


@pytest.mark.slow
@pytest.mark.parametrize("key", MEASURED, ids=" ".join)
def test_measured_races_are_told_by_four_numbers(key: tuple[str, str]) -> None:
    found = fit(*measured(key))
    taken = np.diff(MEASURED[key], prepend=0.0)
    assert np.diff(found.fitted_s, prepend=0.0) == pytest.approx(taken, abs=MOST_S)
    assert found.fitted_s[-1] == MEASURED[key][-1]


@pytest.mark.slow
def test_over_all_measured_races_the_mean_error_is_small() -> None:
    errors = [each for key in MEASURED for each in fit(*measured(key)).errors_s]
    assert len(errors) == sum(map(len, MEASURED.values())) > 80
    assert np.abs(errors).mean() <= MEAN_S


@pytest.mark.slow
def test_the_bundled_race_as_users_fit_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", "thialf-2020-pair-1", "--format", "json"]) == 0
    teams = json.loads(capsys.readouterr().out)["teams"]
    off = []
    for each in teams:
        told, taken = (np.diff(each[key], prepend=0.0) for key in ("fitted_s", "measured_s"))
        off += list(told - taken)
    assert len(off) == 2 * 16
    assert np.abs(off).mean() <= MEAN_S
    assert np.abs(off).max() <= MOST_S
    assert all(each["is_better_than_given"] for each in teams)


@pytest.mark.slow
@pytest.mark.parametrize("key", MEASURED, ids=" ".join)
def test_no_pacing_tried_out_is_nearer(key: tuple[str, str]) -> None:
    """Nelder–Mead over all four at once, from where the fit ended and from elsewhere."""
    race, entry = measured(key)
    found = fit(race, entry)
    taken = np.diff(MEASURED[key], prepend=0.0)
    ends = [_range(name) for name in SEARCHED]

    def off(values: FloatArray) -> float:
        if any(not low <= each <= high for each, (low, high) in zip(values, ends, strict=True)):
            return 9.0
        update = dict(zip(SEARCHED, values.tolist(), strict=True))
        pacing = entry.pacing.model_copy(update=update)
        passings = passings_of(race, replace(entry, splits=(), pacing=pacing))
        errors = np.abs(np.diff(passings, prepend=0.0) - taken)
        return float(errors.mean()) + 10 * max(0.0, float(errors.max()) - MOST_S)

    starts = ([getattr(found.entry.pacing, name) for name in SEARCHED], [4.8, 2.0, 2.0, 1.0])
    best = min(
        minimize(off, start, method="Nelder-Mead", options={"maxiter": 250}).fun for start in starts
    )
    # Rounded to two digits, and held to 0.29 s so that 0.30 s holds then.
    assert found.mean_error_s <= best + 0.01


@pytest.mark.slow
@pytest.mark.parametrize("key", MEASURED, ids=" ".join)
def test_passings_that_the_fit_has_not_seen_are_told_too(key: tuple[str, str]) -> None:
    race, entry = measured(key)
    seen = fit(race, replace(entry, splits=entry.splits[1::2]))  # whole laps
    told = passings_of(race, seen.entry)[2::2]  # the first half-lap is the start's own
    # A quarter of a second from the lines between: no better than the half-laps are fitted.
    assert np.abs(told - np.array(MEASURED[key])[2::2]).mean() < 0.25


@pytest.mark.slow
@given(
    loss=st.floats(3.8, 6.0), fade=st.floats(0.3, 4.0), onset=st.floats(0.0, 5.0),
    shape=st.floats(0.6, 3.5),
)  # fmt: skip
@settings(max_examples=8, deadline=None)
def test_a_race_made_by_the_model_is_found_again(
    loss: float, fade: float, onset: float, shape: float
) -> None:
    pacing = Pacing(start_loss_s=loss, fade_s=fade, fade_onset_lap=onset, fade_shape=shape)
    race = races.race(races.entry(pacing=pacing, formation=races.DUTCH))
    passings = schedules(race)[0].passings_s
    known = tuple(Split(i, float(time)) for i, time in enumerate(passings[:-1], 1))
    found = fit(race, replace(race.entries[0], splits=known, pacing=Pacing()))
    # Onset and shape trade against each other; the passings tell whether it was found.
    assert found.largest_error_s < 3 * HUNDREDTH


def test_deviations_of_laps_that_the_user_gave_are_not_taken_for_fading() -> None:
    pacing = Pacing(
        start_loss_s=4.8, fade_s=1.5, lap_deltas_s=(0.0, 0.0, 0.6, 0.0, -0.4, 0.0, 0.0, 0.0)
    )
    race = races.race(races.entry(pacing=pacing, formation=races.SIX_TURNS))
    passings = schedules(race)[0].passings_s
    known = tuple(Split(i, float(time)) for i, time in enumerate(passings[:-1], 1))
    found = fit(race, replace(race.entries[0], splits=known))
    assert found.largest_error_s < 3 * HUNDREDTH


def test_laps_alone_are_enough() -> None:
    race, entry = measured(("Men Team Pursuit", "Italy"))
    laps = replace(entry, splits=entry.splits[1::2])
    found = fit(race, laps)
    assert found.half_laps == (2, 4, 6, 8, 10, 12, 14, 16)
    assert found.largest_error_s < MOST_S


def test_too_few_passings_are_refused() -> None:
    race, entry = measured(("Men Team Pursuit", "Italy"))
    with pytest.raises(InputError, match=f"a fit needs {LEAST_KNOWN}"):
        fit(race, replace(entry, splits=entry.splits[: LEAST_KNOWN - 1]))


@pytest.mark.slow
def test_rounding_is_not_taken_for_a_pacing() -> None:
    race = races.race(races.entry(221.0, formation=races.DUTCH))
    passings = schedules(race)[0].passings_s
    known = tuple(Split(i, round(float(time), 1)) for i, time in enumerate(passings[:-1], 1))
    found = fit(race, replace(race.entries[0], splits=known))
    assert found.mean_error_s < found.given_error_s  # four numbers always come nearer
    assert not found.is_better


@pytest.mark.slow
def test_chance_is_not_taken_for_a_pacing_more_often_than_it_says() -> None:
    """Half-laps that differ from the default pacing by chance alone: at most one in ten."""
    race = races.race(races.entry(221.0))
    flying, random = schedules(race)[0].passings_s, np.random.default_rng(7)
    taken = 0
    for _ in range(12):
        times = flying[:-1] + random.normal(0, 0.1, len(flying) - 1)
        known = tuple(Split(i, float(time)) for i, time in enumerate(times, 1))
        taken += fit(race, replace(race.entries[0], splits=known)).is_better
    assert taken <= 2


@pytest.mark.slow
def test_who_has_no_passings_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.toml").write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "thialf-2020-pair-1"\n'
        "[races.pair-1.finish]\nsplits_s = []\n"
    )
    assert main(["fit", "one.toml", "-o", "paced.toml"]) == 0
    told = capsys.readouterr().out
    assert "POL is left out: 0 known passings before the finish" in told
    assert "BLR: passings" in told
    assert "POL" not in Path("paced.toml").read_text().replace("POL v BLR", "")
    assert main(["fit", "one.toml", "--team", "POL"]) == 2


@pytest.mark.slow
def test_what_is_no_better_than_chance_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    # Six laps known of which five are needed: one degree of freedom tells next to nothing.
    Path("few.toml").write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "thialf-2020-pair-1"\n'
        "[races.pair-1.finish]\nsplits_s = []\nsplits = [[1, 32.4], [2, 59.9], [3, 87.0], "
        "[5, 143.2], [7, 201.2]]\n[races.pair-1.crossing]\nsplits_s = []\n"
    )
    assert main(["fit", "few.toml", "-o", "paced.toml"]) == 2
    caught = capsys.readouterr()
    assert "no better than the scenario's own pacing by more than chance" in caught.out
    assert "is not written" in caught.err
    assert not Path("paced.toml").exists()


def test_a_parameter_at_the_end_of_its_range_is_told() -> None:
    # A step: seven half-laps of 13.3 s after the first, and then eight of 14.1 s.
    passings = np.cumsum([17.9, *[13.3] * 7, *[14.1] * 8]).tolist()
    known = tuple(Split(i, time) for i, time in enumerate(passings[:-1], 1))
    race = races.race(races.entry(passings[-1], splits=known))
    found = fit(race, race.entries[0])
    assert found.at_bounds == ("fade_shape",)
    (sheet, _) = fit_table.sheets(RaceFits(race, (found,), {}))
    assert any("fade_shape = 0.1" in note for note in sheet.notes)


def test_a_race_with_a_fall_is_not_fitted() -> None:
    race, entry = measured(("Men Team Pursuit", "Italy"))
    fallen = replace(entry, splits=entry.splits[:8], fall=Fall(2, 6.0))
    with pytest.raises(InputError, match="fell"):
        fit(race, fallen)


@pytest.mark.slow
@pytest.mark.parametrize("gaps", ["[]", '[{laps = 4, ahead = "POL", by = 0.13}]'])
def test_the_file_that_is_written_skates_the_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], gaps: str
) -> None:
    monkeypatch.chdir(tmp_path)
    known = f"races.pair-1.gaps={gaps}"
    assert main(["fit", "thialf-2020-pair-1", "--set", known, "-o", "paced.toml"]) == 0
    assert "POL" in capsys.readouterr().out
    race = pursuit_sim.load("paced.toml").races["pair-1"]
    original = pursuit_sim.load("thialf-2020-pair-1").races["pair-1"]
    for entry, was in zip(race.entries, original.entries, strict=True):
        found = fit(original, was)
        assert not entry.splits
        assert entry.pacing == found.entry.pacing
        assert passings_of(race, entry) == pytest.approx(found.fitted_s, abs=1e-9)
    skated = timing.splits(simulate(race))  # the two together
    for own, was in zip(skated, original.entries, strict=True):
        assert own == pytest.approx(fit(original, was).fitted_s, abs=1e-6)
    assert main(["fit", "beijing-2022-men", "--race", "final-a"]) == 2
    assert "known passings" in capsys.readouterr().err


def test_a_pacing_that_cannot_be_skated_is_told() -> None:
    race, entry = measured(("Men Team Pursuit", "Italy"))
    deltas = Pacing(lap_deltas_s=(5.0, -5.0, 5.0, -5.0, 5.0, -5.0, 5.0, -5.0), fade_s=-2.0)
    with pytest.raises(InputError):
        passings_of(race, replace(entry, splits=(), pacing=deltas))
    laps = replace(entry, splits=entry.splits[1::2], pacing=deltas)
    with pytest.raises(InputError, match=r"no pacing .* of NOR can be skated"):
        fit(race, laps)  # the deltas stay, so nothing helps: it says so


@pytest.mark.slow
def test_a_given_pacing_that_cannot_be_skated_is_one_to_do_better_than() -> None:
    race, entry = measured(("Men Team Pursuit", "Italy"))
    fading = Pacing(fade_s=-2.0, fade_onset_lap=7.0, fade_shape=0.5, exchange_cost_s=0.0)
    assert fit(race, replace(entry, pacing=fading)).is_better


def test_assumed_passings_are_not_fitted_as_measured() -> None:
    race, entry = measured(next(iter(MEASURED)))
    supposed = replace(entry, assumed=("splits",))
    assert why_not(supposed) == "its passings are assumed"
    with pytest.raises(InputError, match="its passings are assumed"):
        fit(race, supposed)


def test_a_negative_fade_is_told_with_a_minus() -> None:
    race, entry = measured(next(iter(MEASURED)))
    found = fit(race, entry)
    pacing = found.entry.pacing.model_copy(update={"fade_s": -2.0})
    faster = replace(found, entry=replace(found.entry, pacing=pacing))
    (row,) = fit_table.sheets(RaceFits(race, (faster,), {}))[0].rows
    assert "−2.00 s" in row
