"""A record beside a race: its own time, and what of it the model filled in."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from helpers.scenes import check_texts, numbers, says
from helpers.semifinal import CONTEXT, SEMIFINAL
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay import record_ghost
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.settings import Settings
from pursuit_sim.event import record_table
from pursuit_sim.sim import simulate

CAMERAS = ("overview", "follow:NED", "split", "head-to-head", "broadcast")


def test_every_record_over_the_distance_can_be_one() -> None:
    offered = record_table.runs("men", 8)
    assert len({(each.team, each.time_s) for each in offered}) == len(offered) > 15
    for each in offered:
        made = record_ghost.ghost(each, SEMIFINAL)
        replay = prepare(simulate(SEMIFINAL), CONTEXT, made)
        assert replay.ghost is not None
        assert float(replay.ghost.replay.finish_s[0]) == pytest.approx(each.time_s, abs=1e-6)
    assert record_table.runs("men", 6) == ()


def test_it_skates_as_far_as_known_as_it_was_skated() -> None:
    """2021: Mantia led all eight laps. Of 2024 nobody reported the formation."""
    (pushed,) = record_table.named("WR:2021", "men")
    made = record_ghost.ghost(pushed, SEMIFINAL).trajectory.race.entries[0]
    assert (made.lineup[0], made.formation.push) == ("Mantia", True)
    assert [each.laps for each in made.formation.leads] == [8]
    (unknown,) = record_table.named("WR:2024-01-05", "men")
    made = record_ghost.ghost(unknown, SEMIFINAL).trajectory.race.entries[0]
    assert not made.formation.push
    assert record_ghost.note(unknown) == "NOR 2024, formation not known"
    assert record_ghost.note(pushed) == "USA 2021"
    (nobody,) = record_table.named("OR:2:58.61", "women")
    race = record_ghost.ghost(nobody, replace(SEMIFINAL, laps=6)).trajectory.race
    assert race.entries[0].lineup == ("NED 1", "NED 2", "NED 3")


@pytest.mark.parametrize("name", CAMERAS)
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_camera_says_what_it_is(name: str, size: tuple[int, int]) -> None:
    (record,) = record_table.named("WR:2024-01-05", "men")
    replay = prepare(simulate(SEMIFINAL), CONTEXT, record_ghost.ghost(record, SEMIFINAL))
    for time in (0.0, 20.0, 130.0, 225.0):
        shapes = scene.frame(replay, time, Settings(size=size, camera=name))
        assert all(math.isfinite(number) for number in numbers(shapes))
        check_texts(shapes, size)
        said = says(shapes)
        assert "WR 3:34.22, pace by the model" in " ".join(said)
        assert "formation not known" in " ".join(said)
        assert not any(text.startswith("WR 3:34.22") and text.endswith("…") for text in said)
