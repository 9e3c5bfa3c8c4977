"""Split screen: each team from close by, side by side, under its own clock and gap."""

from __future__ import annotations

from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.graphics import after_race, lower_panels, result_banner
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.scenes import follow
from pursuit_sim.draw.shapes import Clip, Rect, Shape
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_gap, kmh

WIDTH_M, _OUT_M = 6.2, 7.4  # of the ice that a pane shows across, also with somebody swung out
_TALL_M, _TALL_OUT_M = 3.7, 5.2  # and up
_LATERAL_M, _LATERAL_OUT_M = 0.15, 1.0  # where it looks, outside the lap line
_HEADER = 66.0  # [px at 1080p]
_GAP = 6.0
_ROOMY = 300.0  # height of a pane [px at 1080p]
_OFFER = 56.0  # [px at 1080p] from a result to the middle of the buttons above it


def panes(parts: PictureLayout, teams: int, kind: float) -> tuple[Box, ...]:
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


def after(parts: PictureLayout, teams: int) -> AfterRace:
    """What is offered after the race: above the results, where there is room for those."""
    pane = panes(parts, teams, parts.type)[0]
    if not _roomy(pane, parts.type):
        return AfterRace(parts.rink.middle[0], pane.bottom - after_race.half_row(parts))
    return AfterRace(
        parts.rink.middle[0], pane.bottom - (result_banner.HEIGHT + _OFFER) * parts.type
    )


def _roomy(pane: Box, kind: float) -> bool:
    """Whether a pane holds result and buttons; without, its header still tells time and gap."""
    return pane.height >= _ROOMY * kind


def shapes(context: FrameContext) -> list[Shape]:
    """The picture between title and transport bar."""
    drawn: list[Shape] = [lower_panels.ground(context.parts)]
    for team, box in enumerate(panes(context.parts, len(context.replay.codes), context.kind)):
        eye = eye_of(context, team, box)
        told = context.reading.over and (
            _roomy(box, context.kind) or not context.settings.transport
        )
        foot = [_foot(context, box)] if told else []
        drawn.append(Clip(*box, tuple(follow.ground(context, team, eye, foot))))
        drawn += _header(context, team, box)
        for place in foot:
            drawn += result_banner.shapes(context, team, place)
    return drawn + lower_panels.panels(context)


def eye_of(context: FrameContext, team: int, box: Box) -> camera.Camera:
    """The camera of a pane."""
    out = glide.smooth(context.now.swing[team])
    tall_m = _TALL_M + out * (_TALL_OUT_M - _TALL_M)
    width_m = max(WIDTH_M + out * (_OUT_M - WIDTH_M), tall_m * box.width / box.height)
    lateral_m = _LATERAL_M + out * (_LATERAL_OUT_M - _LATERAL_M)
    return follow.eye_of(context, camera.View("follow", team), box, width_m, lateral_m)


def _foot(context: FrameContext, pane: Box) -> Box:
    """Where a pane tells its team's result."""
    kind = context.kind
    margin, height = 16 * kind, result_banner.HEIGHT * kind
    width = min(pane.width - 2 * margin, 560 * kind)
    return Box(pane.middle[0] - width / 2, pane.bottom - height - margin, width, height)


def _header(context: FrameContext, team: int, pane: Box) -> list[Shape]:
    """Code, formation and speed, the team's own clock, and its gap."""
    replay, kind, own = context.replay, context.kind, context.colours[team]
    height = _HEADER * kind
    box = Box(pane.x, pane.y - height, pane.width, height)
    y, pad = box.middle[1], 18 * kind
    time = context.time_s
    finish = float(replay.finish_s[team])
    drawn: list[Shape] = [
        Rect(*box, theme.BAR),
        Rect(box.x, box.y, 8 * kind, height, own.suit),
        Rect(box.x, box.bottom - 3 * kind, box.width, 3 * kind, own.suit),
    ]
    code = replay.codes[team]
    left = box.x + pad + 8 * kind
    drawn.append(line(left, y, code, 30 * kind, own.name, "bold"))
    left += text_width.width(code, 30 * kind, "bold") + pad
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
    text = wording.stopped(finish) if done else wording.clock(time)
    drawn.append(
        line(right, y, text, 36 * kind, theme.EVENT if done else theme.WHITE, "bold", "right")
    )
    right -= text_width.width(text, 36 * kind, "bold") + pad
    entry = replay.race.entries[team]
    speed = sum(context.now.speed_mps[SKATERS * team : SKATERS * (team + 1)]) / SKATERS
    half_laps = min(replay.half_laps_done(time)[team], replay.race.half_laps)
    lap = f"lap {min(half_laps // 2 + 1, replay.race.laps)}" if not done else "finished"
    for text in (
        f"{entry.formation.label}  ·  {lap}  ·  {kmh(speed):.1f} km/h",
        f"{lap}  ·  {kmh(speed):.1f} km/h",
        lap,
    ):
        if left + text_width.width(text, 17 * kind) <= right:
            soft = contrast.mix(theme.MUTED, theme.WHITE, 0.3)
            drawn.append(line(left, y, text, 17 * kind, soft))
            break
    return drawn
