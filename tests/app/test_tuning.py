"""Tuning as a value: every row, undo and redo, and the scenario file it is saved as."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pursuit_sim
from pursuit_sim import resources, scenario, timing
from pursuit_sim.app.tuning import ghost_choice, lead_turns, panel_rows, tuning_file
from pursuit_sim.app.tuning.panel_row import Control
from pursuit_sim.app.tuning.tuning import (
    FORMATION,
    LAP_DELTAS,
    RINK,
    Key,
    Tuning,
    entry_on,
    tuned,
    value_in,
)
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.draw.graphics import clock, lap_table
from pursuit_sim.draw.replay.narration import narration, spoken
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.errors import InputError
from pursuit_sim.event import Results
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.parameters import Rink, declarations
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim import simulate
from pursuit_sim.units import format_time

pytestmark = pytest.mark.usefixtures("prepared_once")

BEIJING = "beijing-2022-men"
FADE = Key("crossing", "pacing.fade_s")
DENSITY = Key(RINK, "rink.air_density_kgm3")


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load(BEIJING))


@pytest.fixture(scope="module")
def race(event: Results) -> Race:
    return event.race("sf-1").race  # NOR pushes on the finish side, NED rotates


@pytest.fixture
def session(event: Results) -> TuningSession:
    made = TuningSession(event)
    made.enter("sf-1")
    made.side = "crossing"
    return made


def rows(tuning: Tuning, side: str = "crossing") -> dict[str, Control]:
    return {row.id: row for each in panel_rows.sections(tuning, side) for row in each.controls}


def test_every_declared_parameter_has_a_row_with_its_own_range_and_words(race: Race) -> None:
    found = rows(Tuning(race))
    for name, info in declarations().items():
        if name.startswith("form."):
            continue  # of an event's chances: in one race they move nothing
        own = [f"{LAP_DELTAS}.{lap}" for lap in range(race.laps)] if name == LAP_DELTAS else [name]
        for each in own:
            row = found[each]
            assert name in row.text
            assert (info.description or "")[1:20] in row.text
            if row.kind == "number" and name != LAP_DELTAS:
                limits = [getattr(m, "ge", getattr(m, "le", None)) for m in info.metadata]
                assert {row.low, row.high} == {limit for limit in limits if limit is not None}
                assert isinstance(info.json_schema_extra, dict)
                assert row.step == info.json_schema_extra["step"]


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("side", ["finish", "crossing"])
def test_every_row_moves_and_goes_back_and_no_formation_is_impossible(
    race: Race, side: str, keep: bool
) -> None:
    start = Tuning(race).keep_time(keep)
    for row in rows(start, side).values():
        ends: dict[str, tuple[float | str | bool, ...]] = {
            "number": (row.low, row.high), "choice": row.options, "switch": (True, False),
        }  # fmt: skip
        for value in ends[row.kind]:
            after = panel_rows.apply(start, row, value)
            now = rows(after, side).get(row.id)
            if now is not None:
                assert now.value == value
            other = tuned(race, after.now.acting.values)
            for entry in other.entries:
                assert entry.formation.problem(race.laps, entry.lineup) is None
                if entry.side != side:
                    assert entry == entry_on(race, entry.side)
            assert (other == race) == (not after.changed)
            if value != row.official:
                assert after.undo().now == start.now
                assert after.undo().redo().now == after.now


def test_a_value_outside_its_range_stops_at_the_end_and_one_between_steps_snaps(
    race: Race,
) -> None:
    start = Tuning(race)
    row = rows(start)["pacing.fade_s"]
    assert panel_rows.apply(start, row, 99.0).value(FADE) == 6.0
    assert panel_rows.apply(start, row, 1.234).value(FADE) == 1.25
    assert panel_rows.apply(start, row, 0.94).value(FADE) == 0.93, (
        "the official value, off the steps"
    )


def test_a_drag_is_one_step_of_undo(race: Race) -> None:
    tuning = Tuning(race)
    for value in (1.0, 1.5, 2.0):
        tuning = tuning.change(FADE, value, hold=True)
    tuning = tuning.release().change(FADE, 3.0)
    assert tuning.undo().value(FADE) == 2.0
    assert tuning.undo().undo().now == Tuning(race).now
    assert tuning.undo().undo().undo().now == Tuning(race).now
    assert tuning.undo().change(DENSITY, 1.1).future == (), "a new change forgets what was undone"


def test_putting_a_value_back_leaves_no_change(race: Race) -> None:
    tuning = Tuning(race).change(FADE, 2.0).change(FADE, 0.93)
    assert not tuning.changed
    assert tuning.change(DENSITY, 1.1).reset_all().changed is False


@given(st.data())
@settings(max_examples=60)
def test_any_sequence_of_changes_can_be_skated_and_undone(race: Race, data: st.DataObject) -> None:
    tuning = Tuning(race)
    states = [tuning.now]
    for _ in range(data.draw(st.integers(1, 6))):
        found = rows(tuning)
        row = found[data.draw(st.sampled_from(sorted(found)))]
        value: float | str | bool
        if row.kind == "number":
            value = data.draw(st.floats(row.low, row.high))
        elif row.kind == "switch":
            value = data.draw(st.booleans())
        else:
            value = data.draw(st.sampled_from(row.options))
        tuning = panel_rows.apply(tuning, row, value)
        if tuning.now != states[-1]:
            states.append(tuning.now)
        made = tuned(race, tuning.now.values)
        assert all(each.formation.problem(race.laps, each.lineup) is None for each in made.entries)
    for state in reversed(states):
        assert tuning.now == state
        tuning = tuning.undo()


@pytest.mark.parametrize("laps", [1, 2, 3, 6, 8, 25])
def test_turns_of_any_number_add_up_to_the_race(race: Race, laps: int) -> None:
    short = replace(race, laps=laps)
    for kind in lead_turns.kinds(short):
        formation = lead_turns.of_kind(kind, short, Formation(()))
        for count in range(1, lead_turns.most_turns(short) + 1):
            found = lead_turns.with_turns(formation, count, laps)
            assert len(found.leads) == count
            assert found.problem(laps, ("a", "b", "c")) is None


def test_the_kept_time_stays_and_the_freed_one_is_the_power_models(session: TuningSession) -> None:
    session.keep_time(True)
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, 3.0)
    assert session.run is not None
    assert session.run.times_s[1] == pytest.approx((219.62, 219.62), abs=1e-6)
    laps = session.run.replay.laps_s[1]
    assert (
        laps[-1] - laps[1] > session.run.original.laps_s[1][-1] - session.run.original.laps_s[1][1]
    )
    session.take(session.tuning.reset_all())
    session.keep_time(False)
    kind = session.control("kind")
    assert kind is not None
    session.change(kind, "push")
    gained = session.run.times_s[1][0] - session.run.times_s[1][1]
    assert 0.5 < gained < 6.0  # about 2 s, −0.5 … 4.5 (docs/models.md)
    assert session.run.times_s[0] == pytest.approx((218.28, 218.28), abs=1e-5), "NOR is as it was"


def test_what_it_is_worth_is_told_on_the_race_as_it_was_watched(
    session: TuningSession, event: Results
) -> None:
    """Who changes nothing keeps every passing; the rest is what the model's two runs differ by."""
    watched = timing.splits(simulate(event.race("sf-1").race))
    session.keep_time(False)
    assert session.run is not None
    assert np.array_equal(session.run.replay.splits_s, session.run.original.splits_s)
    assert session.run.replay.splits_s == pytest.approx(watched, abs=1e-9)
    assert session.run.replay.effort is not None, "reserves are shown"
    kind = session.control("kind")
    assert kind is not None
    session.change(kind, "push")
    nor, ned = session.run.replay.splits_s
    assert nor == pytest.approx(watched[0], abs=1e-9)
    fitted, pushed = (
        timing.splits(simulate(race, "power"))[1]
        for race in (
            session.runner.fitted(Tuning(session.race)),
            session.runner.powered(session.tuning),
        )
    )
    assert fitted[-1] == pytest.approx(219.62, abs=1e-5)
    assert ned == pytest.approx(watched[1] + pushed - fitted, abs=1e-6)


def test_what_the_model_made_of_a_race_is_nowhere_a_fact(session: TuningSession) -> None:
    """In thin air Norway would take the lead in the third lap, where nobody timed anybody."""
    session.keep_time(False)
    _moved(session, "rink.air_density_kgm3", 1.03)
    assert session.run is not None
    shown = session.run.replay
    assert lap_table.by_model(shown)
    assert clock.reading(shown, 100.0).caption == "gap after 3½ laps (model)"
    assert clock.reading(shown, shown.duration_s).caption == "gap at the finish (model)"
    (swap,) = [each for each in shown.events if each.kind == "swap"]
    assert swap.text.endswith(", says the model")
    told = [spoken(each.phrase, each.values) for each in narration(shown)]
    facts = ("swings out", "leads", "bell", "Semifinal")
    claims = [each for each in told if not any(word in each for word in facts)]
    assert len(claims) == 11  # eight laps, two finishes, one change in the lead
    assert all(each.endswith((" (model)", ", says the model")) for each in claims), chr(10).join(
        claims
    )
    nor, ned = (format_time(float(time)) for time in shown.finish_s)
    assert clock.finishes(shown) == f"finish {nor} · {ned} · official 3:38.28 · 3:39.62"
    again = prepare(simulate(scenario.load_text(session.scenario_text()).races["sf-1"]))
    assert lap_table.by_model(again)
    assert clock.finishes(again) == f"assumed finish {nor} · {ned}"


def test_who_is_not_tuned_keeps_an_official_time(session: TuningSession) -> None:
    """Beside a Dutch team that pushes, Norway skated 3:38.28."""
    kind = session.control("kind")
    assert kind is not None
    session.change(kind, "push")
    assert session.run is not None
    shown = session.run.replay
    assert [shown.race.half_laps in lap_table.known(shown, team) for team in (0, 1)] == [
        True,
        False,
    ]
    ned = format_time(float(shown.finish_s[1]))
    assert clock.finishes(shown) == f"NED {ned} · official 3:39.62"
    again = prepare(simulate(scenario.load_text(session.scenario_text()).races["sf-1"]))
    # Read from its file it is a what-if, in which no time is called official.
    assert clock.finishes(again) == f"NOR given 3:38.28 · NED assumed {ned}"


def test_what_is_gone_leaves_no_answers_to_what_is_made_after_it(
    session: TuningSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fitted races that nobody keeps: the next one may lie at the same place in memory."""
    session.keep_time(False)
    runner, plain = session.runner, Tuning(session.race)
    fitted = runner.fitted
    monkeypatch.setattr(runner, "fitted", lambda tuning: replace(fitted(tuning)))
    for kind in ("race-effective", "wind-tunnel", "race-effective", "wind-tunnel"):
        tuning = plain.keep_time(False).change(Key("crossing", "effort.drafting"), kind)
        run = runner._run_as_it_was(tuning)
        gc.collect()
        assert run.race == fitted(tuning)
        session.take(replace(tuning, past=session.tuning.past))
        shown = session.control("effort.effectiveness")
        assert shown is not None
        kappa = entry_on(fitted(tuning), "crossing").effort.effectiveness
        assert shown.value == pytest.approx(kappa, abs=0.005)  # a step of the slider


def test_efforts_are_those_of_the_place_on_the_track(session: TuningSession) -> None:
    session.keep_time(False)
    race = session.runner.fitted(Tuning(session.race))
    run = simulate(race, "power")
    assert session.run is not None
    made = session.run.replay.trajectory
    for half_lap in (3, 8, 13):
        place = half_lap * race.oval.half_lap_m
        for team in range(2):
            there = [np.interp(place, each.tail_m[:, team], each.time_s) for each in (run, made)]
            assert abs(there[0] - there[1]) > 0.001, "at other times"
            power = [
                e.at(t).extras["power_w"][e.columns(team)]
                for e, t in zip((run, made), there, strict=True)
            ]
            assert power[1] == pytest.approx(power[0], abs=2.0)


def test_thinner_air_is_faster_by_the_published_law(session: TuningSession) -> None:
    session.keep_time(False)
    row = session.control("rink.air_density_kgm3")
    assert row is not None
    session.change(row, 1.115)  # 10 % less than 1.239
    assert session.run is not None
    official, found = session.run.times_s[1]
    power_law = np.log(found / official) / np.log(1.115 / 1.239)
    assert 0.27 < power_law < 0.34  # 0.30; track cycling 0.31


def test_another_formation_frees_the_time_once(session: TuningSession) -> None:
    kind = session.control("kind")
    assert kind is not None
    assert session.change(kind, "push")
    assert not session.tuning.now.keep_time
    session.keep_time(True)
    again = session.control("kind")
    assert again is not None
    session.change(again, "fixed")
    assert session.tuning.now.keep_time, "who asked for the time to be kept keeps it"


def test_what_cannot_be_skated_is_said_and_not_taken(session: TuningSession) -> None:
    session.keep_time(False)
    before = session.tuning.now
    row = session.control("body.aerobic_w")
    assert row is not None
    worst = session.control("effort.start_power_w")
    assert worst is not None
    session.change(worst, worst.high)
    session.change(row, row.low)
    spent = session.control("body.anaerobic_j")
    assert spent is not None
    session.change(spent, spent.low)
    assert session.run is not None
    if session.problem:
        assert ":" in session.problem
        assert session.tuning.now != before or session.run.tuning.now == before
    assert np.isfinite(session.run.replay.finish_s).all()


CHANGES = [
    (True, "pacing.fade_s", 2.0),
    (True, "pacing.lap_deltas_s.3", 0.6),
    (True, "kind", "push"),
    (True, "turns", 5.0),
    (True, "order", -1),
    (True, "train.spacing_m", 0.9),
    (False, "kind", "push"),
    (False, "order", -1),
    (False, "rink.air_density_kgm3", 1.1),
    (False, "effort.drafting", "wind-tunnel"),
    (False, "body.mass_kg", 80.0),
    (False, "effort.power_slope_w", -20.0),
]


@pytest.mark.parametrize(("keep", "name", "value"), CHANGES)
def test_what_is_saved_runs_to_the_same_times(
    session: TuningSession, event: Results, keep: bool, name: str, value: float | str
) -> None:
    session.keep_time(keep)
    row = session.control(name)
    assert row is not None
    session.change(row, row.options[int(value)] if name == "order" else value)
    text = session.scenario_text()
    assert session.run is not None
    loaded = scenario.load_text(text)
    found = pursuit_sim.results(loaded)
    for each, (_, time) in zip(found.race("sf-1").entries, session.run.times_s, strict=True):
        assert each.time_s == pytest.approx(time, abs=1e-6)  # digits of `run --format json`
    assert 'extends = "beijing-2022-men"' in text
    if keep:
        assert "time =" not in text
    again = simulate(loaded.races["sf-1"])
    assert again.distance_m.tobytes() == session.run.replay.trajectory.distance_m.tobytes()
    others = [each for each in event.races if each.race.id != "sf-1"]
    for other in others:
        assert [e.time_s for e in other.entries] == [
            e.time_s for e in found.race(other.race.id).entries
        ]


@pytest.mark.parametrize(("keep", "name", "value"), [
    (False, "kind", "push"), (False, "order", -1), (False, "rink.air_density_kgm3", 1.1),
    (False, "turns", 5.0), (True, "pacing.fade_s", 2.0),
])  # fmt: skip
def test_what_was_watched_by_the_power_model_is_saved_for_any_model(
    event: Results, keep: bool, name: str, value: float | str
) -> None:
    session = TuningSession(pursuit_sim.results(event.scenario, "power"))
    session.enter("sf-1")
    session.side = "crossing"
    session.keep_time(keep)
    row = session.control(name)
    assert row is not None
    session.change(row, row.options[int(value)] if name == "order" else value)
    text = session.scenario_text()
    assert ("--model power" in text) != keep
    assert session.run is not None
    loaded = scenario.load_text(text).races["sf-1"]
    watched = session.run.replay
    assert timing.splits(simulate(loaded)) == pytest.approx(watched.splits_s, abs=1e-9)
    if not keep:
        again = timing.splits(simulate(loaded, "power"))
        assert again == pytest.approx(watched.splits_s, abs=0.005)  # half the smallest digit told


def test_nothing_changed_is_nothing_to_save(session: TuningSession) -> None:
    with pytest.raises(InputError, match="nothing is changed"):
        session.scenario_text()


@pytest.mark.parametrize("keep", [True, False])
def test_a_time_of_a_what_if_is_not_official_once_it_is_tuned(keep: bool) -> None:
    opened = pursuit_sim.load(BEIJING, ["races.sf-1.crossing.time=3:37.00"])
    session = TuningSession(pursuit_sim.results(opened))
    session.enter("sf-1")
    session.side = "crossing"
    session.keep_time(keep)
    row = session.control("pacing.fade_s" if keep else "rink.air_density_kgm3")
    assert row is not None
    session.change(row, float(row.value) + row.step)
    assert session.run is not None
    shown = session.run.replay
    assert shown.context.unlike == "what-if, tuned"
    told = clock.finishes(shown)
    assert "given" in told
    assert "3:37.00" in told
    assert "official" not in told


def test_overrides_that_the_race_was_opened_with_are_saved_too() -> None:
    opened = pursuit_sim.load(BEIJING, ["races.sf-1.finish.pacing.fade_s=1.5"])
    session = TuningSession(pursuit_sim.results(opened))
    session.enter("sf-1")
    session.side = "crossing"
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, 2.0)
    saved = scenario.load_text(session.scenario_text()).races["sf-1"]
    assert [value_in(saved, Key(side, "pacing.fade_s")) for side in ("finish", "crossing")] == [
        1.5,
        2.0,
    ]


@pytest.mark.parametrize(
    ("source", "race_id", "given"),
    [
        (BEIJING, "final-c", ['races.final-c.finish.lineup=["Bloemen","Belchos","Howe"]']),
        (BEIJING, "sf-1", ["races.sf-1.crossing.status=DSQ"]),
        ("beijing-2022-women", "final-a", ["races.final-a.finish.fall.laps=5.6"]),
        ("beijing-2022-women", "final-a", ["races.final-a.finish.fall.skater=Miho Takagi"]),
        (
            "two-teams",
            "race-1",
            [
                "races.race-1.finish.time=2:56",
                "races.race-1.crossing.time=2:56",
                "races.race-1.crossing.gap=0",
                "races.race-1.finish.tie_break=2",
                "races.race-1.crossing.tie_break=1",
            ],
        ),
    ],
)
def test_who_skated_who_fell_and_who_won_level_is_saved_as_watched(
    source: str, race_id: str, given: list[str]
) -> None:
    opened = pursuit_sim.load(source, given)
    session = TuningSession(pursuit_sim.results(opened))
    session.enter(race_id)
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, float(row.value) + row.step)
    saved = pursuit_sim.results(scenario.load_text(session.scenario_text()))
    race = saved.scenario.races[race_id]
    assert session.run is not None
    again = simulate(race)
    assert timing.splits(again) == pytest.approx(session.run.replay.splits_s, abs=1e-9)
    assert again.names == session.run.replay.trajectory.names
    assert [found.start_s for found in timing.falls(again)] == pytest.approx(
        [found.start_s for found in timing.falls(session.run.replay.trajectory)]
    )
    asked = pursuit_sim.results(opened).race(race_id)
    assert saved.race(race_id).race.title == asked.race.title
    winners = [each.race(race_id).winner for each in (saved, pursuit_sim.results(opened))]
    assert winners[0] == winners[1]


@pytest.mark.parametrize(
    ("was", "then", "told"),
    [
        ("[races.race-1", "[races.heat", "no such race"),
        ("laps = 6 ", "laps = 8 ", "no such race|the race has 8"),
        ('"Cleo"', '"Clea"', "'Cleo' is not a skater"),
    ],
)
def test_a_file_that_was_changed_meanwhile_is_no_base_to_save_on(
    tmp_path: Path, was: str, then: str, told: str
) -> None:
    path = tmp_path / "race.toml"
    path.write_text(
        resources.scenarios()["two-teams"].read_text(encoding="utf-8"), encoding="utf-8"
    )
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(path)))
    session.enter("race-1")
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, float(row.value) + row.step)
    path.write_text(path.read_text(encoding="utf-8").replace(was, then), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        session.scenario_text()


def test_known_passings_give_way_to_a_pacing_that_is_tuned() -> None:
    opened = pursuit_sim.load("thialf-2020-pair-1")
    session = TuningSession(pursuit_sim.results(opened))
    name = next(iter(opened.races))
    session.enter(name)
    assert session.entry.splits
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, row.low)
    assert session.run is not None
    assert np.abs(session.run.replay.laps_s - session.run.original.laps_s).max() > 0.1
    saved = scenario.load_text(session.scenario_text()).races[name]
    assert not entry_on(saved, session.side).splits


def test_known_gaps_give_way_to_a_pacing_that_is_tuned(tmp_path: Path) -> None:
    path = tmp_path / "gaps.toml"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n'
        '[races.final-a]\ngaps = [{ laps = 4, ahead = "NOR", by = 1.7 }]\n'
    )
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(str(path))))
    session.enter("final-a")
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, row.low)
    assert session.run is not None
    known, tuned_gap = (each.gaps_s[7] for each in (session.run.original, session.run.replay))
    assert known == pytest.approx(-1.7, abs=1e-6)
    assert abs(tuned_gap - known) > 0.1
    saved = scenario.load_text(session.scenario_text()).races["final-a"]
    assert saved.gaps == ()


@pytest.mark.parametrize(
    ("side", "known"),
    [
        ("finish", ""),
        ("crossing", ""),
        ("finish", 'gaps = []\nfinish.splits = [[2, "0:59.83"], [5.5, "2:38.38"]]\n'),
    ],
)
def test_how_fast_a_team_was_before_its_fall_stays(side: str, known: str, tmp_path: Path) -> None:
    """Japan were at 2:38.38 after 5½ laps, 0.32 s ahead: their 3:04.47 are no pace."""
    path = tmp_path / "fall.toml"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-women"\n'
        f"[races.final-a]\n{known}"
    )
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(str(path))))
    session.enter("final-a")
    session.side = side
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, row.high)
    assert session.run is not None
    before, after = (np.array(timing.splits(each.trajectory)) for each in
                     (session.run.original, session.run.replay))  # fmt: skip
    if known:
        assert after[0, 10] == pytest.approx(158.38, abs=1e-6)
    else:
        assert after[0, 10] - after[1, 10] == pytest.approx(-0.32, abs=1e-6)
    assert np.abs(after - before)[0 if side == "finish" else 1, :10].max() > 0.3
    saved = scenario.load_text(session.scenario_text()).races["final-a"]
    assert np.array(timing.splits(simulate(saved))) == pytest.approx(after, abs=1e-6)


@pytest.mark.parametrize("name", ["kind", "push", "turns", "lead-0"])
def test_who_skates_is_not_known_and_stays_so(name: str) -> None:
    """Nobody published the line-up of Poland: the order of stand-ins is no row."""
    session = TuningSession(pursuit_sim.results(pursuit_sim.load("thialf-2020-men")))
    session.enter("pair-1")
    assert not session.entry.lineup_known
    assert session.control("order") is None
    row = session.control(name)
    assert row is not None
    changed: dict[str, float | str | bool] = {
        "kind": "push", "push": True, "turns": 3.0, "lead-0": row.low,
    }  # fmt: skip
    session.change(row, changed[name])
    text = session.scenario_text()
    assert "skaters" not in text
    assert session.run is not None
    tuned_race, saved = session.run.replay.race, scenario.load_text(text).races["pair-1"]
    for one, other in zip(saved.entries, tuned_race.entries, strict=True):
        assert (one.formation, one.lineup_known) == (other.formation, other.lineup_known)


@pytest.mark.parametrize(
    ("name", "kind"), [("pyeongchang-2018-men", "push"), ("milano-2026-women", "rotating")]
)
def test_a_team_is_saved_beside_one_whose_time_follows_from_its_own(name: str, kind: str) -> None:
    """The gap is to the time that was skated, and stays so."""
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(name)))
    session.enter("sf-1")
    derived = [bool(each.derived_from) for each in session.results.race("sf-1").race.entries]
    assert sorted(derived) == [False, True]
    session.side = ("finish", "crossing")[derived.index(False)]
    row = session.control("kind")
    assert row is not None
    session.change(row, kind)
    assert session.run is not None
    saved = pursuit_sim.results(scenario.load_text(session.scenario_text())).race("sf-1")
    for each, (_, time) in zip(saved.entries, session.run.times_s, strict=True):
        assert each.time_s == pytest.approx(time, abs=1e-6)
    own = saved.entries[derived.index(False)].time_s
    assert own != pytest.approx(session.results.race("sf-1").entries[derived.index(False)].time_s)


@pytest.fixture
def unreported(tmp_path: Path) -> TuningSession:
    """The Dutch of the first semifinal, as if nobody had reported their formation."""
    path = tmp_path / "unreported.toml"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n'
        '[races.sf-1.crossing]\nformation = "unknown"\n'
    )
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(str(path))))
    session.enter("sf-1")
    session.side = "crossing"
    return session


def test_the_order_of_a_team_whose_formation_is_not_known_is_saved(
    unreported: TuningSession,
) -> None:
    row = unreported.control("order")
    assert row is not None
    unreported.change(row, row.options[1])
    before = unreported.results.race("sf-1").race.entries[1].lineup
    saved = scenario.load_text(unreported.scenario_text()).races["sf-1"].entries[1]
    assert saved.lineup == (before[0], before[2], before[1])
    assert saved.formation.label == "unknown"


def test_what_a_file_cannot_say_is_named_in_words(unreported: TuningSession) -> None:
    """Turns that nobody reported and that are not the usual ones."""
    assert unreported.run is not None
    shown = unreported.run.replay.trajectory
    finish, crossing = shown.race.entries
    odd = replace(lead_turns.with_turns(crossing.formation, 2, 8), known=False)
    race = replace(shown.race, entries=(finish, replace(crossing, formation=odd)))
    source = unreported.results.scenario.source
    with pytest.raises(InputError) as caught:
        tuning_file.text(source, shown.race, replace(shown, race=race), "odd turns")
    (fault,) = caught.value.faults
    assert fault.problem == "a file cannot say the formation of NED as tuned"


@pytest.mark.parametrize("name", ["beijing-2022-men", "world-cup-2025-calgary-women"])
def test_the_air_goes_with_an_altitude_that_is_tuned(name: str) -> None:
    """By the standard atmosphere: 954.6 hPa at 500 m, 1013.25 at sea, 887.2 in Calgary."""
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(name)))
    session.enter(session.results.races[0].race.id)
    _moved(session, "rink.altitude_m", 500.0)
    assert session.run is not None
    was, now = (each.trajectory.race.rink for each in (session.run.original, session.run.replay))
    thinner = 954.6 / (1013.25 if was.altitude_m == 0 else 887.2)
    assert now.air_density_kgm3 == pytest.approx(was.air_density_kgm3 * thinner, rel=2e-3)
    air = session.control("rink.air_density_kgm3")
    assert air is not None
    assert (air.value, air.changed) == (now.air_density_kgm3, False)
    assert _saved_rink(session) == now
    _moved(session, "rink.air_density_kgm3", 1.2)  # said by itself, it stays
    _moved(session, "rink.altitude_m", 900.0)
    saved = _saved_rink(session)
    assert (saved.altitude_m, saved.air_density_kgm3) == (900.0, 1.2)


def _moved(session: TuningSession, name: str, value: float) -> None:
    row = session.control(name)
    assert row is not None
    session.change(row, value)


def _saved_rink(session: TuningSession) -> Rink:
    assert session.run is not None
    return scenario.load_text(session.scenario_text()).races[session.run.replay.race.id].rink


def test_what_is_seen_while_dragging_is_what_is_seen_after_it(session: TuningSession) -> None:
    session.keep_time(False)
    for name, value in (("body.mass_kg", 80.0), ("rink.air_density_kgm3", 1.15)):
        row = session.control(name)
        assert row is not None
        session.change(row, value, hold=True)
        assert session.run is not None
        dragged = session.run.replay
        session.take(session.tuning.release())
        released = session.run.replay
        assert released is not dragged
        assert dragged.laps_s == pytest.approx(released.laps_s, abs=2e-3)
        times = np.linspace(0.0, 230.0, 500)
        apart = dragged.trajectory.at(times).distance_m - released.trajectory.at(times).distance_m
        assert np.abs(apart).max() < 0.05  # [m] far less than a pixel


def test_a_pacing_that_is_not_priced_does_not_act(session: TuningSession) -> None:
    """The power model paces by itself: a change of pacing waits until the time is kept."""
    as_it_was = session.runner.shown.splits_s
    session.take(session.tuning.change(FADE, 3.95))
    assert session.replay is not None
    assert np.abs(session.replay.splits_s - as_it_was).max() > 0.1
    session.keep_time(False)
    assert np.array_equal(session.replay.splits_s, as_it_was)
    assert (session.tuning.changed, session.replay.ghost, session.unsaved) == (False, None, ())
    thin = session.tuning.change(DENSITY, 0.95)
    session.take(thin)
    with_air = session.replay.splits_s
    session.take(thin.reset(FADE))
    assert np.array_equal(session.replay.splits_s, with_air)
    session.take(session.tuning.undo())
    session.keep_time(True)
    assert np.abs(session.replay.splits_s - as_it_was).max() > 0.1


@pytest.mark.parametrize(
    ("crossing", "who"),
    [('time = 238\nsplits = [[4, 110.2]]\nfall = { skater = "Fay", laps = 6.5 }', "RED and BLU"),
     ('time = "DSQ"\nremark = "pushed before the start"', "RED")],
)  # fmt: skip
def test_where_everybody_fell_the_fall_is_why_nothing_can_be_asked(
    crossing: str, who: str, tmp_path: Path
) -> None:
    path = tmp_path / "falls.toml"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "E"\nsex = "men"\nlaps = 8\n'
        '[teams.RED]\nskaters = ["Ada", "Bea", "Cleo"]\n'
        '[teams.BLU]\nskaters = ["Dora", "Eva", "Fay"]\n'
        '[races.r.finish]\nteam = "RED"\nlineup = ["Ada", "Bea", "Cleo"]\nformation = "rotating"\n'
        'time = "3:55.40"\nsplits = [[4, "1:50.0"]]\nfall = { skater = "Ada", laps = 6.5 }\n'
        '[races.r.crossing]\nteam = "BLU"\nlineup = ["Dora", "Eva", "Fay"]\nformation = "push"\n'
        f"{crossing}\n"
    )
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(str(path))))
    session.enter("r")
    said = f"{who} fell, and the power model knows no falls: choose another race"
    session.keep_time(False)
    assert session.problem == said


def test_beside_a_fall_the_other_team_is_asked_about_and_whoever_fell_is_not() -> None:
    """Final A of Beijing's women: JPN fell, CAN did not. A push would take CAN 2.2 s less."""
    session = TuningSession(pursuit_sim.results(pursuit_sim.load("beijing-2022-women")))
    session.enter("final-a")
    assert session.replay is not None
    japan = session.replay.splits_s[0]
    assert session.choose_ghost(ghost_choice.of_formation("CAN", "push")) == ""
    assert session.replay.ghost is not None
    alone = float(session.replay.ghost.replay.finish_s[0])
    said = "JPN fell, and the power model knows no falls: choose another race or CAN"
    assert session.choose_ghost(ghost_choice.of_formation("JPN", "push")).startswith(said)
    assert session.choose_ghost(ghost_choice.AUTO) == ""
    for side, problem in (("crossing", ""), ("finish", said)):
        session.team(side)
        found = (row for each in session.sections() for row in each.controls)
        session.change(next(row for row in found if row.key.name == FORMATION), "push")
        assert session.problem.startswith(problem)
        assert bool(session.problem) == bool(problem)
        assert session.run is not None
        assert session.run.times_s[1] == pytest.approx((173.44, alone), abs=1e-4)
        assert session.run.replay.splits_s[0] == pytest.approx(japan, abs=1e-9)
    session.reset_all()
    session.keep_time(False)
    found = (row for each in session.sections() for row in each.controls)
    density = next(row for row in found if row.key == DENSITY)
    session.change(density, float(density.value) + density.step)
    assert session.problem.startswith(said), "another air is JPN's, too"
