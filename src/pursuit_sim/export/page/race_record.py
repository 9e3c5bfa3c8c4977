"""One race as plain data for a page: where everybody is, and what is said about it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from pursuit_sim import timing
from pursuit_sim.draw.figures.trains import dress
from pursuit_sim.draw.graphics import lap_table, result_card
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.bookmarks import bookmarks
from pursuit_sim.draw.replay.ghost import outside
from pursuit_sim.draw.replay.narration import event_phrase, narration
from pursuit_sim.draw.replay.pose import PHASES
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.scenes import ghost_overlay
from pursuit_sim.event.results import RaceResult
from pursuit_sim.export.page import page_ghosts, phrases
from pursuit_sim.export.page.figure_table import FigureTable
from pursuit_sim.export.page.packing import series
from pursuit_sim.export.page.page_ghosts import Wanted
from pursuit_sim.export.tables.gap_notes import gap_notes
from pursuit_sim.scenario import told_fall
from pursuit_sim.scenario.race import Listed
from pursuit_sim.scenario.time_source import MADE_UP, time_source, told_gap_source
from pursuit_sim.scenario.whole_race import met_gaps
from pursuit_sim.trajectory import SKATERS

RATE_HZ = 25
PER_METRE = 1000  # distances and offsets are kept to the millimetre
PER_DEGREE = 2
_DIGITS = 6  # of a time in seconds: what decides how it is rounded when it is shown
DAY = len("2022-02-15")  # of a time as scenarios write it
_RECORD_S = 0.2  # from point to point of a record's course
_PAPER = (255, 255, 255, 255)  # the ground of names where all is light
_PAPER_CONTRAST = contrast.TEXT_CONTRAST


def to_dict(
    replay: Replay, result: RaceResult, figures: FigureTable, ghost: Wanted | None = None
) -> dict[str, Any]:
    """A race that can be replayed.

    Parameters
    ----------
    replay : the race, ready to be shown
    result : what the event says of it
    figures : collects the skaters' drawings; a page writes it when it has all races
    ghost : what the ghosts of its page are, if it has some
    """
    return {
        **_about(replay, result),
        **_skated(replay, figures),
        "teams": [_team(replay, result, team) for team in range(len(replay.codes))],
        "events": _events(replay),
        "story": [
            [round(each.time_s, _DIGITS), each.phrase, {**each.values}]
            for each in narration(replay)
        ],
        "bell_s": bookmarks(replay).bell_s,
        "winner": replay.winner,
        "fallen": [[round(each, _DIGITS) for each in stretch] for stretch in replay.fallen],
        "falls": [
            [each.team, round(each.start_s, _DIGITS), round(each.up_s, _DIGITS)]
            for each in replay.falls.values()
        ],
        "leaders": [[round(each.time_s, _DIGITS), each.team] for each in replay.leaders],
        "ghost": _ghost(replay, figures, ghost),
        "no_ghost": None if replay.ghost else page_ghosts.missing(replay.race, ghost),
    }


def _skated(replay: Replay, figures: FigureTable) -> dict[str, Any]:
    """What was skated, and the record beside it: of a race, or of a ghost."""
    race = replay.race
    two = len(replay.codes) == 2
    speeds = np.rint(replay.speed_mps * PER_METRE).astype(np.int64)
    return {
        "teams": [
            {"code": code, "tag": tag, "start_m": race.oval.start_m(entry.side)}
            for code, tag, entry in zip(replay.codes, replay.tags, race.entries, strict=True)
        ],
        "oval": {
            "lap_m": race.oval.lap_m,
            "straight_m": race.oval.straight_m,
            "radius_m": race.oval.line_radius_m,
        },
        "laps": race.laps,
        "distance_m": race.distance_m,
        "duration_s": round(replay.duration_s, _DIGITS),
        **_motion(replay, figures),
        "splits_s": _rounded(replay.splits_s),
        "gaps_s": _rounded(replay.gaps_s),
        "gap_doubts": [doubts.of_gap(replay, half) for half in range(1, race.half_laps + 1) if two],
        "gap_curve": series(_thousandths(replay.gap_curve[1]), 2) if two else "",
        "gap_lost": np.flatnonzero(np.isnan(replay.told_gaps)).tolist() if two else [],
        "speed_step_s": float(replay.speed_time_s[1] - replay.speed_time_s[0]),
        "speed": series(speeds, 2),
        "record": _record(replay),
    }


def _ghost(replay: Replay, figures: FigureTable, ghost: Wanted | None) -> dict[str, Any] | None:
    """The second run on the ice: beside which team, what it is, and how far apart at the end."""
    run = replay.ghost
    if run is None or ghost is None:
        return None
    phrase, values = page_ghosts.called(ghost)
    return {
        **_skated(run.replay, figures),
        "beside": run.team,
        "phrase": phrase,
        "values": {**values},
        "whose": run.note,
        "interval_s": run.interval_s,
        "outside": ["ghost-outside", {}] if outside(run) else None,
        "apart_s": round(float(run.curve[1][-1]), _DIGITS),
    }


def _about(replay: Replay, result: RaceResult) -> dict[str, Any]:
    context = replay.context
    rows = result_card.outcomes(replay)
    own = _own_words(result)
    return {
        "id": replay.race.id,
        "name": replay.race.name,
        "round": replay.race.round,
        "date": result.race.start[:DAY],
        "laps_by_model": lap_table.by_model(replay),
        "what_if": bool(context.changed),
        "model": replay.trajectory.model,
        "note": [phrases.told(each, own) for each in context.notes],
        "tie_doubt": doubts.of_tie(replay),
        "known_gaps": _known_gaps(replay, result),
        "listed": [_missing(each, own) for each in result.race.listed],
        "records": [[each.label, each.time_s] for each in context.records],
        "results": [
            {
                "team": row.team,
                "time": phrases.told(result_card.time(row)),
                "made_up": phrases.told(row.made_up),
                "order": row.order,
                "gap_s": rounded(row.gap_s),
                "place": phrases.place(result_card.place(rows, row)),
                "records": list(row.records),
                "suit": row.suit,
            }
            for row in rows
        ],
    }


def _own_words(result: RaceResult) -> set[str]:
    """What the scenario itself says of those who meet: no page puts that into other words."""
    return {each.entry.remark for each in result.entries} - {""}


def _missing(entry: Listed, own: Collection[str]) -> dict[str, Any]:
    """A team that cannot be replayed, and why."""
    return {
        "code": entry.team.code,
        "word": phrases.told(entry.word or "not replayed"),
        "made_up": phrases.told(entry.doubt),
        "why": "" if entry.why == entry.told else phrases.told(entry.why, own),
    }


def _team(replay: Replay, result: RaceResult, team: int) -> dict[str, Any]:
    race, entry = replay.race, replay.race.entries[team]
    told = next(each for each in result.entries if each.entry is entry)
    columns = range(SKATERS * team, SKATERS * (team + 1))
    return {
        "code": replay.codes[team],
        "tag": replay.tags[team],
        "name": entry.team.name,
        "side": entry.side,
        "start_m": race.oval.start_m(entry.side),
        "skaters": [replay.names[k] for k in columns],
        "lineup": list(entry.lineup),
        "formation": phrases.formation(entry.caption),
        "notes": [
            *(phrases.told(each, _own_words(result)) for each in told.notes),
            *map(phrases.told, _filled_in(replay, team)),
        ],
        "fall_doubt": told_fall.doubt(entry),
        "finish_doubt": doubts.of_finish(replay, team),
        "laps_timed": [lap_table.timed(replay, team, lap) for lap in range(race.laps)],
    }


def _filled_in(replay: Replay, team: int) -> list[str]:
    """What the model filled in of a team's race, where the table of laps does not mark it."""
    if replay.trajectory.model != "kinematic":
        return ["pace by the power model"]
    race, entry = replay.race, replay.race.entries[team]
    if entry.timed:
        return []
    known = ["time"] if time_source(race, entry) not in MADE_UP else []
    known += (
        ["gaps"] if any(told_gap_source(race, gap) not in MADE_UP for gap in met_gaps(race)) else []
    )
    if not known:
        return ["pace by the model: nothing of it is known"]
    verb = "is" if known == ["time"] else "are"
    return [f"pace by the model: only the {' and '.join(known)} {verb} known"]


def _known_gaps(replay: Replay, result: RaceResult) -> list[phrases.Told]:
    """The gaps that somebody told; the power model has times of its own, which meet none."""
    if not timing.replays(replay.trajectory) or len(replay.race.everybody) != 2:
        return []
    codes = [each.team.code for each in replay.race.everybody]
    gaps = [each for each in result.to_dict()["known_gaps"] if each["met"]]
    return [phrases.told(each) for each in gap_notes(codes, gaps)]


def palettes(replay: Replay) -> list[list[dict[str, Any]]]:
    """Colours of the teams in each palette, as a page uses them, with what they wear."""
    given = tuple(entry.team.colour for entry in replay.race.entries)
    found = [
        [
            {**_colours(colours), "dress": dress(colours, team)}
            for team, colours in enumerate(theme.teams(given, palette))
        ]
        for palette in theme.PALETTES
    ]
    if replay.ghost is not None:
        beside = replay.ghost.team
        for palette, row in zip(theme.PALETTES, found, strict=True):
            row[beside]["ghost_dress"] = ghost_overlay.dress(theme.teams(given, palette)[beside])
    return found


def _colours(found: TeamColours) -> dict[str, str]:
    on_paper = contrast.ensure(found.suit, _PAPER, _PAPER_CONTRAST)
    named = {"suit": found.suit, "ink": found.ink, "dark": found.name, "light": on_paper}
    return {name: spelt(colour) for name, colour in named.items()}


def spelt(colour: tuple[int, int, int, int]) -> str:
    """A colour as pages write it, without its opacity."""
    return "#" + "".join(f"{each:02x}" for each in colour[:3])


def _motion(replay: Replay, figures: FigureTable) -> dict[str, Any]:
    """Where everybody is, and how they hold themselves, at an even rate."""
    count = int(np.ceil(replay.duration_s * RATE_HZ)) + 1
    moments = [snapshot(replay, k / RATE_HZ) for k in range(count)]
    phases = np.array([[pose.phase for pose in now.poses] for now in moments])
    strides = np.diff(phases, axis=0, prepend=phases[:1])
    roles = [*dict.fromkeys(role for now in moments for role in now.role)]
    columns = {
        "distance": _steps([now.distance_m for now in moments], PER_METRE),
        "lateral": _steps([now.lateral_m for now in moments], PER_METRE),
        "drift": _steps(np.degrees([now.drift_rad for now in moments]), PER_DEGREE),
        "phase": phases[0] + np.cumsum(np.mod(strides, PHASES), axis=0),
    }
    states = {
        "style": [
            [figures.style(pose, k // SKATERS) for k, pose in enumerate(now.poses)]
            for now in moments
        ],
        "place": [now.place for now in moments],
        "role": [[roles.index(role) for role in now.role] for now in moments],
    }
    return {
        "rate_hz": RATE_HZ,
        "per_metre": PER_METRE,
        "per_degree": PER_DEGREE,
        "samples": count,
        "roles": roles,
        "tracks": {name: series(values, 2) for name, values in columns.items()},
        "states": {name: series(np.array(values), 1) for name, values in states.items()},
    }


def _steps(values: Any, per_unit: float) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.rint(np.asarray(values) * per_unit).astype(np.int64)


def _thousandths(values: np.ndarray[Any, np.dtype[np.float64]]) -> Any:
    return _steps(values, 1000)[:, np.newaxis]


def _events(replay: Replay) -> list[list[Any]]:
    """Marks of the timeline: when, what kind, which team, and what is said of it."""
    return [
        [round(each.time_s, _DIGITS), each.kind, each.team, phrase, {**values}]
        for each in replay.events
        if each.kind != "line"
        for phrase, values in [event_phrase(replay, each)]
    ]


def _record(replay: Replay) -> dict[str, Any] | None:
    """The record on the ice, and its course by the model."""
    record = replay.record
    if record is None:
        return None
    times = np.arange(0.0, record.time_s + _RECORD_S, _RECORD_S)
    course = np.interp(times, replay.record_time_s, replay.record_m)
    return {
        "kind": record.kind,
        "time_s": record.time_s,
        "step_s": _RECORD_S,
        "course": series(_steps(course, PER_METRE)[:, np.newaxis], 2),
    }


def rounded(time_s: float | None) -> float | None:
    """A time as a page has it."""
    return None if time_s is None else round(time_s, _DIGITS)


def _rounded(values: Any) -> Any:
    return np.round(values, _DIGITS).tolist()
