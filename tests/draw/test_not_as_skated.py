"""No picture of a race that is not as it was skated can be taken for one of that race."""

from __future__ import annotations

from dataclasses import replace

import pytest

import pursuit_sim
from helpers.scenes import check_texts, says
from helpers.semifinal import CONTEXT, SEMIFINAL, pushed
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import clock, result_card
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.ghost import Ghost
from pursuit_sim.draw.replay.narration import narration, spoken
from pursuit_sim.draw.replay.preparation import prepare, with_ghost
from pursuit_sim.draw.replay.race_context import POWER, TUNED
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.export.pictures.render import replay as replayed
from pursuit_sim.sim import simulate
from pursuit_sim.units import format_time

SIZES = [(1920, 1080), (640, 360), (640, 480), (1080, 1920), (1080, 1080), (720, 720)]
LONG = replace(
    CONTEXT,
    event="World Cup Final of the Speed Skating Season 2025/26, Heerenveen",
    discipline="Women’s team pursuit, Division A, second race of two",
    changed=TUNED,
)


@pytest.fixture(scope="module")
def replay() -> Replay:
    return prepare(simulate(SEMIFINAL), replace(CONTEXT, changed=TUNED))


@pytest.fixture(scope="module")
def others(replay: Replay) -> list[Replay]:
    """With a ghost, and with a long name; of that the banner of a record is not asked here."""
    ghost = Ghost(pushed(), "NED", "if NED pushed", interval_s=(-2.1, 0.3))
    return [with_ghost(replay, ghost), prepare(replay.trajectory, LONG)]


@pytest.mark.parametrize("size", SIZES)
def test_every_camera_says_so(replay: Replay, others: list[Replay], size: tuple[int, int]) -> None:
    for k, camera in enumerate(registry.names(replay.codes)):
        settings = Settings(size=size, camera=camera, transport=False, form=form_of(size))
        for shown in (replay, others[k % 2]):
            for time_s in (0.0, 100.0 + 9 * k, shown.duration_s):
                shapes = scene.frame(shown, time_s, settings)
                told = [text for text in says(shapes) if TUNED in text]
                assert told, (camera, time_s)
                if camera != "finish-strip":  # whose small type is close with or without it
                    check_texts(shapes, size)


def test_where_there_is_room_it_is_said_in_full(replay: Replay) -> None:
    for size in ((1920, 1080), (1080, 1920), (1080, 1080)):
        settings = Settings(size=size, transport=False, form=form_of(size))
        told = " ".join(says(scene.frame(replay, 100.0, settings)))
        assert "tuned: not the race as it was skated" in told


def test_a_race_as_it_was_skated_says_nothing() -> None:
    plain = prepare(simulate(SEMIFINAL), CONTEXT)
    for size in SIZES:
        settings = Settings(size=size, transport=False, form=form_of(size))
        assert not [text for text in says(scene.frame(plain, 100.0, settings)) if "skated" in text]


@pytest.mark.parametrize("size", SIZES)
def test_times_of_the_power_model_are_called_so_by_every_camera(size: tuple[int, int]) -> None:
    """Semifinal 2 was skated in 3:36.62 and 3:37.05, which the model does not know."""
    shown = replayed(pursuit_sim.load("beijing-2022-men"), "sf-2", model="power")
    assert "3:36.62" not in {format_time(float(each)) for each in shown.finish_s}
    for camera in registry.names(shown.codes):
        settings = Settings(size=size, camera=camera, transport=False, form=form_of(size))
        for time_s in (100.0, shown.duration_s):
            shapes = scene.frame(shown, time_s, settings)
            assert [text for text in says(shapes) if POWER in text], (camera, time_s)
            if camera != "finish-strip":
                check_texts(shapes, size)


def test_a_what_if_by_the_power_model_says_both() -> None:
    changed = pursuit_sim.load("beijing-2022-men", {"pacing.fade_s": 1.4})
    shown = replayed(changed, "sf-2", model="power")
    said = " ".join(says(scene.frame(shown, 100.0, Settings(size=(1920, 1080)))))
    assert "what-if, power model: not the race as it was skated" in said


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("kinematic", "everything but the times is the model's; given finish 3:38.28 · 3:37.00"),
        ("power", "everything here is the model's; finish "),
    ],
)
def test_the_finish_strip_of_a_what_if_calls_only_what_was_given_given(
    model: str, told: str
) -> None:
    changed = pursuit_sim.load("beijing-2022-men", {"races.sf-1.crossing.time": "3:37.00"})
    shown = replayed(changed, "sf-1", model=model)
    settings = Settings(size=SIZES[0], camera="finish-strip")
    said = says(scene.frame(shown, shown.duration_s, settings))
    (note,) = [each for each in said if "the model's" in each]
    assert note.startswith(told)
    assert note.endswith("given 3:38.28 · 3:37.00") or model == "kinematic"


@pytest.mark.parametrize("size", SIZES[:4])
def test_a_what_if_says_so_beside_its_records_and_in_captions(size: tuple[int, int]) -> None:
    """The women's final in 2:52.00, which would have been an Olympic record, too."""
    changed = pursuit_sim.load("beijing-2022-women", {"races.final-a.crossing.time": "2:52.00"})
    shown = replayed(changed, "final-a")
    settings = Settings(size=size, transport=False, form=form_of(size))
    for time_s in (100.0, float(shown.finish_s.min()) + 1.0, shown.duration_s):
        said = says(scene.frame(shown, time_s, settings))
        assert [text for text in said if "what-if" in text.lower()]
    (banner,) = [each for each in says(scene.frame(shown, 173.0, settings)) if "OLYMPIC" in each]
    called = "CAN" if form_of(size) == "portrait" else "Canada"
    assert banner == f"WHAT-IF  ·  OLYMPIC RECORD  ·  {called}  2:52.00"
    # Japan's time is that of the results, Canada's is not: the scenario does not say which.
    assert clock.finishes(shown) == "given finish 3:04.47 · 2:52.00"
    first = narration(shown)[0]
    assert spoken(first.phrase, first.values).endswith("what-if: not the race as it was skated")


def test_the_card_of_a_models_race_has_the_word_that_the_clock_has() -> None:
    """Of a scenario run by the power model, and of a race without official results."""
    scenario = pursuit_sim.load("beijing-2022-men")
    powered = replayed(scenario, "sf-1", model="power")
    alone = replace(powered, context=replace(powered.context, outcomes=()))
    for shown in (powered, alone):
        said = [result_card.told_time(each, 1.0, 1.0).doubt for each in result_card.outcomes(shown)]
        assert said == ["model", "model"]
        assert [doubts.of_finish(shown, team) for team in (0, 1)] == said


def test_the_card_of_a_tuned_race_says_that_its_times_are_supposed() -> None:
    """As `app.tuning` shows it: no results, but the race's own times."""
    changed = pursuit_sim.load("beijing-2022-men", ["races.sf-1.crossing.time=3:37.00"])
    shown = replayed(changed, "sf-1")
    tuned = replace(shown, context=replace(shown.context, outcomes=()))
    rows = {each.team: each.made_up for each in result_card.outcomes(tuned)}
    assert rows == {"NED": "supposed", "NOR": ""}
