"""Split screen: each team from close by, side by side, under its own clock and gap."""

from __future__ import annotations

from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_gap, format_time, kmh
from pursuit_sim.view import below, camera, clock, contrast, following, measure, theme, words
from pursuit_sim.view.layout import Box, Layout
from pursuit_sim.view.parts import line, pill
from pursuit_sim.view.shapes import Clip, Rect, Shape
from pursuit_sim.view.stage import Stage

WIDTH_M = 7.6  # of the ice that a pane shows across, at least
_TALL_M = 6.4  # and up, at least
_HEADER = 66.0  # [px at 1080p]
_GAP = 6.0


def panes(parts: Layout, teams: int, kind: float) -> tuple[Box, ...]:
    """The ice of each team, without its header."""
    gap = _GAP * kind
    rink = parts.rink
    header = round(_HEADER * kind)
    width = (rink.width - (teams - 1) * gap) / teams
    return tuple(
        Box(
            round(rink.x + k * (width + gap)), rink.y + header, round(width), rink.height - header
        )
        for k in range(teams)
    )  # fmt: skip


def shapes(stage: Stage) -> list[Shape]:
    """The picture between title and transport bar."""
    drawn: list[Shape] = [below.ground(stage.parts)]
    for team, box in enumerate(panes(stage.parts, len(stage.replay.codes), stage.kind)):
        eye = eye_of(stage, team, box)
        drawn.append(Clip(*box, tuple(following.ground(stage, team, eye))))
        drawn += _header(stage, team, box)
    if stage.reading.over:
        drawn += _result(stage)
    return drawn + below.panels(stage)


def eye_of(stage: Stage, team: int, box: Box) -> camera.Camera:
    """The camera of a pane."""
    width_m = max(WIDTH_M, _TALL_M * box.width / box.height)
    return following.eye_of(stage, camera.View("follow", team), box, width_m)


def _result(stage: Stage) -> list[Shape]:
    kind, rink = stage.kind, stage.parts.rink
    width, height = 400 * kind, min(330 * kind, rink.height - (_HEADER + 20) * kind)
    place = Box(rink.middle[0] - width / 2, rink.bottom - height - 12 * kind, width, height)
    return clock.result(stage.replay, place, kind, stage.colours)


def _header(stage: Stage, team: int, pane: Box) -> list[Shape]:
    """Code, formation and speed, the team's own clock, and its gap."""
    replay, kind, own = stage.replay, stage.kind, stage.colours[team]
    height = _HEADER * kind
    box = Box(pane.x, pane.y - height, pane.width, height)
    y, pad = box.middle[1], 18 * kind
    time = stage.time_s
    finish = float(replay.finish_s[team])
    drawn: list[Shape] = [
        Rect(*box, theme.BAR),
        Rect(box.x, box.y, 8 * kind, height, own.suit),
        Rect(box.x, box.bottom - 3 * kind, box.width, 3 * kind, own.suit),
    ]
    code = replay.codes[team]
    left = box.x + pad + 8 * kind
    drawn.append(line(left, y, code, 30 * kind, own.name, "bold"))
    left += measure.width(code, 30 * kind, "bold") + pad
    right = box.right - pad
    common = replay.common_gap(time)
    if common is not None:
        gap = common[1] if team == 0 else -common[1]
        fill, ink = (own.suit, own.ink) if gap <= 0 else (theme.CELL, theme.TEXT)
        made, wide = pill(
            right, y, format_gap(gap), 24 * kind, fill, ink, anchor="right", radius=0.22
        )
        drawn += made
        right -= max(wide, 96 * kind) + pad
    done = time >= finish
    text = format_time(finish) if done else words.clock(time)
    drawn.append(
        line(right, y, text, 36 * kind, theme.EVENT if done else theme.WHITE, "bold", "right")
    )
    right -= measure.width(text, 36 * kind, "bold") + pad
    entry = replay.race.entries[team]
    speed = sum(stage.now.speed_mps[SKATERS * team : SKATERS * (team + 1)]) / SKATERS
    half_laps = min(replay.half_laps_done(time)[team], replay.race.half_laps)
    lap = f"lap {min(half_laps // 2 + 1, replay.race.laps)}" if not done else "finished"
    for text in (
        f"{entry.formation.label}  ·  {lap}  ·  {kmh(speed):.1f} km/h",
        f"{lap}  ·  {kmh(speed):.1f} km/h",
        lap,
    ):
        if left + measure.width(text, 17 * kind) <= right:
            soft = contrast.mix(theme.MUTED, theme.WHITE, 0.3)
            drawn.append(line(left, y, text, 17 * kind, soft))
            break
    return drawn
