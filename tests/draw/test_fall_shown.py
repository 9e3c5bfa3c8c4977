"""A fall as it is shown: Japan's women in the Final A of Beijing 2022."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from helpers.scenes import kind_of, says, walk
from pursuit_sim import load
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.graphics import timeline_marks
from pursuit_sim.draw.graphics.frame_context import frame_context
from pursuit_sim.draw.ice.rink import PADS_OUTSIDE_M
from pursuit_sim.draw.replay.bookmarks import bookmarks
from pursuit_sim.draw.replay.pose import FINE, MOST_TURN
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.scenes.follow import middle_m
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Symbol, Text
from pursuit_sim.export.pictures import render
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.race import Fall, Split
from pursuit_sim.sim import simulate
from pursuit_sim.track import PADS_INSIDE_M

JPN = 0  # row of the team
TAKAGI = 2  # column of Nana Takagi


@pytest.fixture(scope="module")
def shown() -> Replay:
    return render.replay(load("beijing-2022-women"), "final-a")


def test_the_timeline_marks_it(shown: Replay) -> None:
    (mark,) = [each for each in timeline_marks.listed(shown) if each.kind == "fall"]
    assert mark.text == "JPN: Nana Takagi falls"
    ends = [each.text for each in timeline_marks.listed(shown) if each.kind in ("finish", "record")]
    assert ends == ["CAN finish: Olympic record", "JPN finish"]
    assert not [each for each in timeline_marks.listed(shown) if each.kind == "swap"], (
        "the result tells it"
    )
    found = bookmarks(shown)
    assert any(abs(time - mark.time_s) < 0.006 for time in found.marks)


def test_cameras_stay_with_her_without_a_jump(shown: Replay) -> None:
    """In a sixtieth of a second they move by less than half a metre, and end up beside her."""
    start = shown.fell_s[TAKAGI]
    places = [middle_m(snapshot(shown, start - 1 + k / 60), JPN) for k in range(600)]
    assert np.abs(np.diff(places)).max() < 0.5
    now = snapshot(shown, start + 5.0)
    assert abs(middle_m(now, JPN) - now.distance_m[TAKAGI]) < 1.0


def test_what_she_does_is_said(shown: Replay) -> None:
    start = shown.fell_s[TAKAGI]
    before, lying, up, done = (
        snapshot(shown, time) for time in (start - 0.5, start + 1.5, start + 7.0, 190.0)
    )
    assert [snapshot(shown, start + after).role[TAKAGI] for after in (2.0, 4.0, 5.2, 6.5)] == [
        "falls", "down", "gets up", "skates on",
    ]  # fmt: skip
    assert [each.role[TAKAGI] for each in (before, lying, up, done)] == [
        "third", "falls", "skates on", "finished",
    ]  # fmt: skip
    assert [each.poses[TAKAGI].down for each in (before, up, done)] == [0, 0, 0]
    assert lying.poses[TAKAGI].down > 0
    assert [each.role[0] for each in (before, lying, up)] == ["leads", "slows", "slows"]
    assert [round(each.team_mps[JPN], 1) for each in (before, lying)] == [
        round(before.speed_mps[0], 1), round(lying.speed_mps[TAKAGI], 1),
    ], "the speed told is that of whom the clock waits for"  # fmt: skip


def test_she_lies_then_sits_and_the_others_look_back(shown: Replay) -> None:
    start, still, up = (
        getattr(shown.falls[TAKAGI], name) for name in ("start_s", "still_s", "up_s")
    )
    slides, sits, skates = (
        snapshot(shown, time).poses for time in (start + 1.0, up - 0.2, up + 2.0)
    )
    assert (slides[TAKAGI].down, slides[TAKAGI].sits, slides[TAKAGI].lean) == (FINE, 0, 0)
    assert (sits[TAKAGI].down, sits[TAKAGI].sits) == (FINE, FINE)
    assert skates[TAKAGI].down == 0
    assert snapshot(shown, still + 0.1).poses[TAKAGI].sits == 0
    back = snapshot(shown, start + 2.5).poses
    for k in (0, 1):
        assert slides[k].turned < back[k].turned == MOST_TURN
        assert snapshot(shown, start + 6.0).poses[k].turned == 0
        assert snapshot(shown, start + 5.0).poses[k].knees == FINE


def test_she_is_turned_by_nothing_but_the_slide_and_getting_up(shown: Replay) -> None:
    """From when she lies on the ice to the finish she turns by a degree or so a hundredth."""
    start = shown.fell_s[TAKAGI]
    along = [snapshot(shown, start + 0.4 + k / 100).drift_rad[TAKAGI] for k in range(1800)]
    assert math.degrees(np.abs(np.diff(along)).max()) < 2.0
    lying = [snapshot(shown, time).drift_rad[TAKAGI] for time in (start + 2.4, start + 4.8)]
    assert lying[0] == pytest.approx(lying[1], abs=0.01)


def test_what_a_team_does_is_told_as_long_as_it_does_it(shown: Replay) -> None:
    """Rotating until the fall; Canada are home 11 s before Japan."""
    said = [[shown.skates(team, time) for team in (0, 1)] for time in (165.0, 166.5, 174.0, 185.0)]
    assert said == [
        ["rotating", "few changes, no push, assumed"],
        ["after a fall", "few changes, no push, assumed"],
        ["after a fall", "finished"],
        ["finished", "finished"],
    ]


@pytest.mark.parametrize("skater", [0, 1, 2])
def test_nobody_pushes_on_who_knows_of_a_fall(shown: Replay, skater: int) -> None:
    """The same team in a push: from 0.8 s after a fall on, as the model has them notice it."""
    race = shown.race
    early = replace(
        race.entries[JPN], fall=Fall(skater, 2.75), splits=(Split(5, 74.0),),
        official_time_s=205.0, formation=Formation((Lead(0, 6.0),), push=True),
    )  # fmt: skip
    made = prepare(simulate(replace(race, entries=(early,), gaps=())))
    at = made.falls[skater].start_s
    before = snapshot(made, at - 0.1)
    assert before.role == ("leads", "pushes", "pushes")
    for time in np.arange(at + 0.01, 204.9, 0.1).tolist():
        now = snapshot(made, time)
        assert now.role[skater] in ("falls", "down", "gets up", "skates on")
        assert now.place[skater] == 2, "the others are ahead, whoever led"
        assert not now.poses[skater].hold
        if time > at + 0.8:
            assert {each.hold for each in now.poses} == {0}, time - at
            assert not {*now.role} & {"leads", "pushes", "second", "third"}, time - at


def test_in_mid_race_they_race_again_once_she_is_up(shown: Replay) -> None:
    """The same team with the fall after 2.75 laps, and half a minute lost."""
    race = shown.race
    early = replace(
        race.entries[JPN], fall=Fall(2, 2.75), splits=(Split(5, 74.0),), official_time_s=205.0
    )
    made = prepare(simulate(replace(race, entries=(early,), gaps=())))
    fall = made.falls[TAKAGI]
    coasting, racing, home = (
        snapshot(made, time) for time in (fall.start_s + 3.5, fall.up_s + 4.0, 204.0)
    )
    assert [each.role[0] for each in (coasting, racing, home)] == [
        "slows", "skates ahead", "finished",
    ]  # fmt: skip
    assert [each.poses[0].knees for each in (coasting, racing)] == [FINE, 0]
    (own,) = made.race.entries
    left = made.race.distance_m + made.oval.start_m(own.side) - made.trajectory.distance_m[:, 0]
    near = float(made.trajectory.time_s[(left < 20.0).argmax()])
    assert snapshot(made, near).role[0] == "skates ahead", "as fast as before, to the line"
    assert snapshot(made, near).poses[0].knees == 0
    assert racing.role[TAKAGI] == "skates on"


def test_those_behind_go_round_a_leader_who_falls(shown: Replay) -> None:
    """On a straight: out of the train they are not."""
    race = shown.race
    early = replace(
        race.entries[JPN], fall=Fall(0, 3.0), splits=(Split(5, 74.0),), official_time_s=205.0
    )
    made = prepare(simulate(replace(race, entries=(early,), gaps=())))
    ((fallen, start),) = made.fell_s.items()
    ahead = snapshot(made, start - 0.1).place[fallen]
    going = snapshot(made, start + 0.9)
    behind = [k for k in range(3) if snapshot(made, start - 0.1).place[k] > ahead]
    assert behind
    assert {going.role[k] for k in behind} == {"goes round"}
    assert {snapshot(made, start + 2.0).role[k] for k in behind} == {"slows"}


def test_the_gap_is_an_estimate_until_both_have_passed_a_line_beyond_the_fall(
    shown: Replay,
) -> None:
    """A team that is far ahead falls after 2.1 laps, and is at the line of 2½ before the other."""
    one, other = JPN, 1 - JPN
    entries = list(shown.race.entries)
    entries[one] = replace(
        entries[one], fall=Fall(1, 2.1), splits=(Split(3, 45.0),), official_time_s=205.41
    )
    entries[other] = replace(entries[other], official_time_s=215.4, splits=())
    made = prepare(simulate(replace(shown.race, entries=tuple(entries), gaps=())))
    ahead, behind = made.splits_s[one, 4], made.splits_s[other, 4]
    assert ahead + 5.0 < behind, "else it would not matter who is asked"
    (fell_s,) = made.fell_s.values()
    for time_s in np.linspace(fell_s + 0.01, behind - 0.01, 40).tolist():
        told = made.gap_now(time_s)
        assert told is not None
        assert told.half_laps == 0, time_s
    after = made.gap_now(behind + 0.01)
    assert after is not None
    assert after.half_laps == 5


def test_the_clock_stops_as_she_has_finished(shown: Replay) -> None:
    finish = float(shown.finish_s[JPN])
    roles = [snapshot(shown, finish + each).role[TAKAGI] for each in (-0.005, 0.005)]
    assert roles == ["skates on", "finished"]
    other = [snapshot(shown, 173.44 + each).role[3:] for each in (-0.005, 0.005)]
    assert "leads" in other[0]
    assert set(other[1]) == {"finished"}


def test_feet_lead_the_slide_and_the_head_points_back(shown: Replay) -> None:
    """A second after the fall they have turned by some 140°, counter-clockwise."""
    start = shown.fell_s[TAKAGI]
    slid, steady = (snapshot(shown, start + 1.0).drift_rad[k] for k in (TAKAGI, 0))
    _, _, before = ice_point(shown.oval, snapshot(shown, start).distance_m[TAKAGI])
    _, _, along = ice_point(shown.oval, snapshot(shown, start + 1.0).distance_m[TAKAGI])
    assert abs(steady) < 0.01
    # Headings turn to the left, drift to the right; the slide keeps the heading of its start.
    assert 120 < math.degrees(along - slid - before) < 160


def test_the_winners_arms_go_up(shown: Replay) -> None:
    over = snapshot(shown, float(shown.finish_s[1]) + 2.5).poses
    assert [each.cheer for each in over] == [0, 0, 0, FINE, FINE, FINE]
    end = snapshot(shown, shown.duration_s).poses
    assert [each.cheer for each in end] == [0] * 6
    assert [each.knees for each in end] == [FINE] * 6


def test_pads_stop_her_where_they_are_drawn(shown: Replay) -> None:
    """The feet, 0.6 m ahead of her middle, are at the pads' inner edge when she is braked."""
    made = shown.trajectory
    out = made.lateral_m[:, TAKAGI]
    rate = np.diff(made.speed_mps[:, TAKAGI]) / np.diff(made.time_s)
    braked = int(np.flatnonzero(rate < -10.0)[0])
    assert out[braked - 1] <= PADS_INSIDE_M - 0.6 <= out[braked + 1]
    assert out.max() + 0.6 < PADS_OUTSIDE_M


def test_who_left_her_is_drawn_where_they_are(shown: Replay) -> None:
    """At 3:00 they are some 107 m ahead of her, and not a lap; on the way there never back."""
    far = snapshot(shown, 180.0)
    (first, _), *_, (third, _) = trains.places(far, JPN, 4.0)
    assert first - third == pytest.approx(far.distance_m[0] - far.distance_m[2], abs=0.01)
    ahead = [trains.places(snapshot(shown, 165.0 + k / 20), JPN, 4.0)[0][0] for k in range(300)]
    assert (np.diff(ahead) > 0).all()


def test_the_code_of_a_team_stays_with_whoever_is_timed(shown: Replay) -> None:
    """Not half-way to those who skated on: at the end they are a quarter of a lap ahead."""
    for time in (shown.fell_s[TAKAGI] + 6.0, 184.0, 190.0):
        settings = Settings(size=(1280, 720))
        frame = scene.frame(shown, time, settings)
        code = next(s for s in frame if isinstance(s, Text) and s.text == "JPN")
        body = min(
            math.dist((code.x, code.y), s.at)
            for s in frame if isinstance(s, Symbol) and kind_of(s) == "head"
        )  # fmt: skip
        assert body < 80, time


def test_whoever_has_left_the_picture_has_no_name_in_it(shown: Replay) -> None:
    """From 2:46 the two skate on, and out of the picture; their names did hang at its edge."""
    for time_s in (166.0, 166.8, 167.2, 167.6, 168.0, 168.6):
        settings = Settings(size=(1280, 720), camera="follow:JPN", transport=False)
        context = frame_context(shown, time_s, settings)
        view = registry.view("follow:JPN", shown.codes)
        eye = view.from_above(context)
        assert eye is not None
        places = zip(context.now.distance_m[:3], context.now.lateral_m[:3], strict=True)
        spots = [eye.spot(shown.oval, *place)[:2] for place in places]
        seen = {shown.names[k] for k, at in enumerate(spots) if Box(*eye.box).contains(*at)}
        named = {*says(scene.frame(shown, time_s, settings))} & {*shown.names[:3]}
        assert named <= seen, time_s
        assert "N. Takagi" in named


def test_a_card_names_whom_it_shows(shown: Replay) -> None:
    """Until Takagi is left behind the three are named in Japan's card; then she alone is."""
    for time_s, named in ((160.0, {"M. Takagi", "Sato", "N. Takagi"}), (170.0, {"N. Takagi"})):
        shapes = scene.frame(shown, time_s, Settings(size=(1280, 720), transport=False))
        assert {*says(shapes)} & {"M. Takagi", "Sato", "N. Takagi"} == named


def test_the_first_team_home_is_told_once(shown: Replay) -> None:
    """Canada are home in 2:53.44 while the gap to Japan is still the estimate since the fall."""
    settings = Settings(size=(1280, 720), camera="follow:CAN", transport=False)
    said = says(scene.frame(shown, 175.8, settings))
    assert said.count("CAN 2:53.44") == 1
    assert "since the fall, estimated" in said


@pytest.mark.parametrize("size", [(640, 360), (800, 450), (1280, 720)])
def test_the_speed_chart_s_names_stand_beside_its_heading(
    shown: Replay, size: tuple[int, int]
) -> None:
    """Lower they would lie on the curves."""
    frame = scene.frame(shown, 160.0, Settings(size=size, chart="speed"))
    texts = [each for each, _ in walk(frame) if isinstance(each, Text)]
    (heading,) = (each for each in texts if "WHO FELL" in each.text)
    beside = {each.text for each in texts if each.y == heading.y and each.x > heading.x}
    assert beside == {"JPN", "CAN"}
