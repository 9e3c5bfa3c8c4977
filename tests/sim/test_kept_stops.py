"""What a what-if tells of a race in which gaps say that somebody stumbled: it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.event.run import results
from pursuit_sim.lab.tomorrow import plan_race
from pursuit_sim.scenario import Scenario, load, load_text
from pursuit_sim.scenario.race import Gap, Split
from pursuit_sim.sim import simulate
from pursuit_sim.sim.bends import bends
from pursuit_sim.sim.schedule import schedules
from pursuit_sim.sim.skateable import bent_curves
from pursuit_sim.sim.stops import likely_stops
from pursuit_sim.sim.told_met import check_met

SAME_S = 0.02  # what is told again is told in hundredths
FIRST_END = {"laps": 4, "ahead": "EEE", "by": 1.5}
ONE_LAP = [FIRST_END, {"laps": 5, "ahead": "AAA", "by": 5.0}]
TWO_LAPS = [FIRST_END, {"laps": 6, "ahead": "AAA", "by": 9.0}]


def told(
    gaps: list[dict[str, object]],
    eee_s: float,
    *splits: tuple[float, str],
    aaa_s: float = 223.5,
    of_eee: Sequence[tuple[float, str]] = (),
) -> Scenario:
    """EEE lose some seconds after 4 laps; of AAA, and of EEE, passings may be known."""
    made = (
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "T"\nsex = "men"\nlaps = 8\n'
    )
    for code in ("EEE", "AAA"):
        made += f'[teams.{code}]\nskaters = ["{code} A", "{code} B", "{code} C"]\n'
    listed = ", ".join(
        f'{{ laps = {each["laps"]}, ahead = "{each["ahead"]}", by = {each["by"]} }}'
        for each in gaps
    )
    made += f"[races.r1]\ngaps = [{listed}]\n"
    for code, side, time_s in (("EEE", "finish", eee_s), ("AAA", "crossing", aaa_s)):
        made += f'[races.r1.{side}]\nteam = "{code}"\nformation = "push"\ntime = {time_s}\n'
        made += f'lineup = ["{code} A", "{code} B", "{code} C"]\n'
        known = of_eee if code == "EEE" else splits
        made += f"splits = {[list(each) for each in known]}\n" if known else ""
    return load_text(made)


def passings(scenario: Scenario) -> Floats:
    """(team, half-lap) [s] as the trajectory has them."""
    return np.array(timing.splits(simulate(scenario.races["r1"])))


@pytest.mark.parametrize(
    ("laps", "at_s"),
    [
        *((4.5, at_s) for at_s in (125.0, 126.08, 127.0, 128.0, 130.0)),
        *((5.0, at_s) for at_s in (138.0, 142.0, 145.0, 149.0, 151.0)),  # in lap 6, or 5, alone
        (5.5, 160.79),
    ],
)
def test_a_passing_told_within_a_stop_is_met(laps: float, at_s: float) -> None:
    found = passings(
        told(TWO_LAPS, 232.0).changed({"races.r1.finish.splits": [[laps, at_s]]})
    )  # fmt: skip
    assert found[0, round(2 * laps) - 1] == pytest.approx(at_s, abs=1e-6)
    behind = found[0] - found[1]
    assert behind[[7, 11]] == pytest.approx([-1.5, 9.0], abs=1e-6)


def test_a_passing_between_the_lines_of_a_stop_is_met() -> None:
    changed = told(ONE_LAP, 227.0).changed({"races.r1.finish.passings_m": [[1646.28, 118.0]]})
    found = passings(changed)
    assert (found[0] - found[1])[[7, 9]] == pytest.approx([-1.5, 5.0], abs=1e-6)


@pytest.mark.parametrize("by", [-1.0, 0.3, 0.6, 1.5, 3.0])
def test_a_gap_told_within_a_stop_is_met(by: float) -> None:
    between = {"laps": 4.5, "ahead": "AAA" if by > 0 else "EEE", "by": abs(by)}
    gaps = [TWO_LAPS[0], between, TWO_LAPS[1]]
    found = passings(told(TWO_LAPS, 232.0).changed({"races.r1.gaps": gaps}))
    assert (found[0] - found[1])[[7, 8, 11]] == pytest.approx([-1.5, by, 9.0], abs=1e-6)


@pytest.mark.parametrize("by", [3.8, 4.3, 4.8, 5.3])
def test_what_is_told_within_one_stop_leaves_what_another_cost(by: float) -> None:
    """EEE stumbled in lap 6 and in lap 7; what is told of lap 6 says nothing of lap 7."""
    told_of = {2: 0.85, 3: 1.43, 5: 2.57, 6: 6.96}
    gaps: list[dict[str, object]] = [
        {"laps": laps, "ahead": "AAA", "by": apart} for laps, apart in told_of.items()
    ]
    was = told(gaps, 241.44, aaa_s=229.53).changed({"races.r1.finish.splits": [[7, 212.14]]})
    race = replace(was.races["r1"], as_told=None)
    lost = {each.begin: each.more_s for each in schedules(race)[0].supposed}
    within = Gap(11, by, by)
    between = tuple(sorted((*race.gaps, within), key=lambda gap: gap.half_lap))
    now = schedules(replace(race, gaps=between, as_told=race))
    assert {*lost} == {10, 12}
    assert {each.begin: each.more_s for each in now[0].supposed} == pytest.approx(lost, abs=1e-6)
    passed = np.array([each.passings_s for each in now])
    passed -= [each.passings_s for each in schedules(race)]
    passed[0, 10] = 0.0  # of EEE within lap 6, where the gap is told
    assert np.abs(passed).max() < SAME_S


@pytest.mark.parametrize("as_gap", [False, True])
def test_what_is_told_within_a_stop_moves_only_that(*, as_gap: bool) -> None:
    """EEE lost 6 s in lap 3: up to 1.5 s off the model's own, all but what is told stays."""
    apart = {1: -0.02, 2: -0.04, 3: 6.32, 4: 6.3, 5: 6.26, 6: 6.24}
    gaps = [_gap(laps, by) for laps, by in apart.items()]
    known = told(gaps, 231.3, (2, "58.7"), aaa_s=229.19)
    before = passings(known)
    own = before[0, 4] - before[1, 4] if as_gap else before[0, 4]  # after 2.5 laps
    for off_s in np.arange(-1.5, 1.51, 0.25):
        value = round(float(own + off_s), 2)
        listed = sorted([*gaps, _gap(2.5, value)], key=lambda gap: float(str(gap["laps"])))
        changed = (
            known.changed({"races.r1.gaps": listed})
            if as_gap
            else known.changed({"races.r1.finish.splits": [[2.5, value]]})
        )
        (lost,) = schedules(changed.races["r1"])[0].supposed  # one, told as it was
        assert (lost.begin, lost.end, round(lost.more_s, 1)) == (4, 6, 6.4)
        now = passings(changed)
        now[0, 4] -= off_s
        assert now == pytest.approx(before, abs=SAME_S)


def test_a_gap_told_again_within_stops_of_both_moves_nothing() -> None:
    """Both stood between 2 and 5 laps; where in them only the gap says, and that is as before."""
    gaps = [_gap(laps, by) for laps, by in ((1, -1.2), (1.5, -1.8), (5, -14.6), (7, -18.3))]
    known = told(gaps, 228.7, (2, "59.98"), aaa_s=249.4)
    ends = [(each.begin, each.end) for each in schedules(known.races["r1"])[1].supposed]
    assert ends == [(4, 10)]
    before = passings(known)
    again = [*gaps, _gap(4, round(float(before[0, 7] - before[1, 7]), 2))]
    now = passings(
        known.changed({"races.r1.gaps": sorted(again, key=lambda gap: float(str(gap["laps"])))})
    )
    assert now == pytest.approx(before, abs=SAME_S)


@pytest.mark.parametrize("laps", [1.5, 3, 4.5, 6, 7])
def test_a_gap_told_again_moves_nothing_of_whose_curve_is_kept_from_swinging(laps: float) -> None:
    """EEE lost 20 s somewhere; a gap and a passing late in the race do not tell where."""
    gaps = [_gap(1, -0.94), _gap(7.5, 9.84)]
    known = told(gaps, 241.46, aaa_s=231.66, of_eee=[(7.5, "227.51")])
    assert [len(each.supposed) for each in schedules(known.races["r1"])] == [0, 1]
    before = passings(known)
    line = round(2 * laps) - 1
    again = [*gaps, _gap(laps, float(before[0, line] - before[1, line]))]
    now = passings(
        known.changed({"races.r1.gaps": sorted(again, key=lambda gap: float(str(gap["laps"])))})
    )
    assert now == pytest.approx(before, abs=SAME_S)


def _gap(laps: float, behind_s: float) -> dict[str, object]:
    """By how much EEE are behind."""
    ahead = "AAA" if behind_s > 0 else "EEE"
    return {"laps": laps, "ahead": ahead, "by": round(abs(behind_s), 2)}


@pytest.mark.parametrize("lines", [(8,), (9,), (10,), (8, 10), (9, 11), (8, 9, 10, 11, 12)])
@pytest.mark.parametrize("sides", [("finish",), ("crossing",), ("finish", "crossing")])
def test_what_is_told_again_moves_nothing(lines: tuple[int, ...], sides: tuple[str, ...]) -> None:
    """Passings as the model has them, within a stop, at its ends, of both teams: to a hundredth."""
    was = told(TWO_LAPS, 232.0)
    before = passings(was)
    what = {
        f"races.r1.{side}.splits": [
            [line / 2, round(float(before[int(side == "crossing"), line - 1]), 2)] for line in lines
        ]
        for side in sides
    }
    now = passings(was.changed(what))
    assert np.diff(now) == pytest.approx(np.diff(before), abs=SAME_S)


def test_a_stop_stays_where_passings_of_both_say_what_the_gaps_said() -> None:
    """A gap to a known passing is a passing: 1:50.50 and 2:24.50 say nothing new."""
    was = told(ONE_LAP, 227.0, (4, "1:52.0"), (5, "2:19.5"))
    before = passings(was)
    for known in ([[4, "1:50.5"]], [[5, "2:24.5"]], [[4, "1:50.5"], [5, "2:24.5"]]):
        now = passings(was.changed({"races.r1.finish.splits": known}))
        assert now == pytest.approx(before, abs=SAME_S)


def test_what_curves_miss_is_refused_by_its_key() -> None:
    """Curves of a race are held to another's passing, and to another's gap."""
    race = told(ONE_LAP, 227.0).races["r1"]
    plain = replace(race, gaps=())
    curves = bent_curves(plain, bends(plain).curves)
    check_met(plain, curves)
    with pytest.raises(InputError, match=r"r1: gaps: found a gap after 5 laps, beside"):
        check_met(replace(race, gaps=(Gap(10, 5.0, 5.0),)), curves)
    first, second = race.entries
    at_s = float(schedules(plain)[0].passings_s[7])
    for timed, key in ((True, "splits"), (False, "model_splits")):
        for off_s in (0.009, 0.011):
            known = replace(first, splits=(Split(8, at_s + off_s, timed=timed),))
            other = replace(plain, entries=(known, second))
            if off_s < 0.01:
                check_met(other, curves)
                continue
            with pytest.raises(InputError, match=rf"r1: finish\.{key}: found 1:5\d\.\d\d"):
                check_met(other, curves)


BOTH_STOOD = told(
    [{"laps": 3.5, "ahead": "EEE", "by": 0.62}, {"laps": 5, "ahead": "AAA", "by": 13.16}],
    251.9,
    (2.5, "75.75"),
    aaa_s=245.08,
    of_eee=[(2.5, "75.3"), (3.5, "1:43.64")],
)


def test_what_gaps_do_not_explain_is_said_of_both() -> None:
    """AAA lost 12 s in laps 5 and 6, EEE 20 s in lap 5; of that few passings and two gaps tell."""
    (race,) = results(BOTH_STOOD).races
    said = [note for each in race.entries for note in each.notes if "ask for half-laps" in note]
    assert len(said) == 2
    assert said[0].startswith("the gaps ask for half-laps up to 2.8 s off an even race")
    assert said[0].endswith("and do not tell why; laps that nobody measured may be far off")
    assert not any(each.supposed for each in race.entries)


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ([{"laps": 3.5, "ahead": "EEE", "by": 0.62}, {"laps": 5, "ahead": "AAA", "by": 1.8}], ""),
        ([{"laps": 3.5, "ahead": "EEE", "by": 0.62}], ""),
        (
            [{"laps": 3.5, "ahead": "EEE", "by": 0.62}, {"laps": 5, "ahead": "AAA", "by": 13.0}],
            "the gaps, of which nobody measured some, ask for half-laps",
        ),
        ([{"laps": 5, "ahead": "AAA", "by": 9.0}], "gaps that nobody measured ask for half-laps"),
    ],
)
def test_it_is_said_of_the_gaps_as_they_are(gaps: list[dict[str, object]], said: str) -> None:
    """Who corrects the gap that was mistyped is told no more of it."""
    (race,) = results(BOTH_STOOD.changed({"races.r1.gaps": gaps})).races
    notes = [note for note in race.entries[0].notes if "ask for half-laps" in note]
    assert len(notes) == bool(said)
    assert "".join(notes).startswith(said)


@pytest.mark.whole
def test_a_plan_tells_it_too() -> None:
    race = BOTH_STOOD.races["r1"]
    said = " ".join(plan_race([race], "AAA", draws_count=200).remarks)
    assert "Of that race the gaps ask for half-laps up to 2.8 s off an even race" in said
    assert "The plan has that again" in said


@pytest.mark.parametrize("side", ["finish", "crossing"])
@pytest.mark.parametrize("lines", [(3,), (2, 3), (2.5, 3)])
def test_a_passing_told_at_an_end_of_a_stop_measures_nothing(
    side: str, lines: tuple[float, ...]
) -> None:
    """What the model has there, told again, leaves what only gaps say what it was."""
    gaps = [_gap(laps, by) for laps, by in ((1, -0.02), (2, -0.04), (3, 6.32), (4, 6.3))]
    known = told(gaps, 231.3, (2, "58.7"), aaa_s=229.19)
    before = passings(known)[int(side == "crossing")]
    again = {at: round(float(before[round(2 * at) - 1]), 2) for at in lines}
    listed = sorted((again | ({2: 58.7} if side == "crossing" else {})).items())
    now = known.changed({f"races.r1.{side}.splits": [[*each] for each in listed]})
    (lost,) = schedules(now.races["r1"])[0].supposed
    assert (lost.begin, lost.end) == (4, 6)
    (was,) = schedules(known.races["r1"])[0].supposed
    assert lost.more_s == pytest.approx(was.more_s, abs=0.1)


def test_pacing_that_is_changed_is_no_fault_of_the_gaps() -> None:
    """ITA fading by 5 s, beside the gaps that were published: nobody else may have stumbled."""
    changed = load("milano-2026-men").changed({"races.final-a.finish.pacing.fade_s": 5})
    race = results(changed).race("final-a")
    assert not [note for each in race.entries for note in each.notes if "do not tell why" in note]


def test_a_gap_that_a_what_if_makes_uneven_is_told_beside_a_stop() -> None:
    gaps = {1: -0.02, 2: -0.04, 3: 6.32, 4: 6.3, 5: 6.26, 6: 6.24}
    known = told([_gap(*each) for each in gaps.items()], 231.3, (2, "58.7"), aaa_s=229.19)
    mistyped = [_gap(*each) for each in (gaps | {5: 10.26}).items()]
    (race,) = results(known.changed({"races.r1.gaps": mistyped})).races
    assert all("do not tell why" in "".join(each.notes) for each in race.entries)


def test_a_passing_that_is_taken_away_times_nothing() -> None:
    """With AAA's passing after 3 laps lap 3 of EEE is derived; without it, only gaps say so."""
    gaps = [_gap(laps, by) for laps, by in ((1, -0.02), (2, -0.04), (3, 6.32), (4, 6.3))]
    known = told(gaps, 231.3, (2, "58.7"), (3, "85.77"), aaa_s=229.19)
    assert not schedules(known.races["r1"])[0].supposed
    now = known.changed({"races.r1.crossing.splits": [[2, 58.7]]})
    (lost,) = schedules(now.races["r1"])[0].supposed
    assert (lost.begin, lost.end) == (4, 6)


def test_a_gap_told_beside_what_is_changed_is_not_to_blame() -> None:
    gaps = [{"laps": 4, "ahead": "USA"}, {"laps": 7, "ahead": "ITA", "by": 2.0}]
    what = {"races.final-a.gaps": gaps, "races.final-a.finish.pacing.fade_s": 5}
    race = results(load("milano-2026-men").changed(what)).race("final-a")
    assert not [note for each in race.entries for note in each.notes if "do not tell why" in note]


def test_a_slip_beside_a_stop_is_refused_in_a_line() -> None:
    """EEE stood before the gap that AAA's time takes back; AAA may have stood before it, too."""
    slip = [{"laps": 4, "ahead": "EEE", "by": 1.52}, {"laps": 4.5, "ahead": "EEE", "by": 11.32}]
    race = told(slip, 229.95, (4, "121.39"), aaa_s=238.49).races["r1"]
    stood = likely_stops(race)
    assert stood.slip is not None
    assert len(stood.stops) == 3
    with pytest.raises(InputError, match=r"EEE would have lost 9\.\d s before, and AAA 10\.\d s"):
        schedules(race)
