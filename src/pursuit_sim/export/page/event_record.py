"""Everything that a page says, as plain data: its races, the event around them, the figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pursuit_sim.draw.ice import rink
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.narration import catalogue, languages
from pursuit_sim.draw.replay.race_context import RECORD_NAMES
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.event import Results
from pursuit_sim.export.page import phrases, race_record
from pursuit_sim.export.page.figure_table import FigureTable
from pursuit_sim.export.page.page_ghosts import Wanted
from pursuit_sim.track import OUTER_EDGE_M, PADS_INSIDE_M

FORMAT, VERSION = "pursuit-sim/page", 1
_COLOURS = (
    "PADS", "PADS_DARK", "ICE", "ICE_APRON", "ICE_OUTER", "ICE_WARM_UP", "ICE_EDGE", "INFIELD",
    "LINE_RED", "LINE_BLUE", "LINE_BLACK", "SCRATCH", "CONE", "TICK", "ON_ICE_TEXT", "OUTLINE",
    "RECORD_ON_ICE", "LABEL_PLATE",
)  # fmt: skip


def to_dict(
    results: Results, replays: Sequence[Replay], ghost: Wanted | None = None
) -> dict[str, Any]:
    """What a page says of an event, and of the races of it that it plays.

    Parameters
    ----------
    results : of the event
    replays : the races to play, in the order of the event
    ghost : what the ghosts are, which some races may go without
    """
    figures = FigureTable()
    played = {each.race.id: each for each in replays}
    races = [
        race_record.to_dict(played[each.race.id], each, figures, ghost)
        for each in results.races
        if each.race.id in played
    ]
    dresses: list[list[list[str | None]]] = []
    for race in races:
        race["palettes"] = race_record.palettes(played[race["id"]])
        for team in (team for palette in race["palettes"] for team in palette):
            for kind in team.keys() & {"dress", "ghost_dress"}:
                worn = figures.paints(team[kind])
                if worn not in dresses:
                    dresses.append(worn)
                team[kind] = dresses.index(worn)
    event = results.scenario.event
    whole = len(played) > 1
    said = {
        "event": {
            "name": event.name,
            "discipline": event.discipline,
            "venue": event.venue or event.city,
            "date": event.date[: race_record.DAY],
            "what_if": results.scenario.what_if,
            "model": results.model,
            "sources": list(event.sources),
            "records": _records(results),
        },
        "rounds": _rounds(results, played) if whole else [],
        "standings": standings(results) if whole else [],
        "standings_remarks": [*map(phrases.told, results.standings_remarks)] if whole else [],
        "figures": figures.to_dict(),
        "dresses": dresses,
        "look": _look(),
        "races": races,
    }
    words = {each: phrases.needed(catalogue(each), said) for each in languages()}
    return {"format": FORMAT, "version": VERSION, "words": words, **said}


def _look() -> dict[str, Any]:
    """The rink's colours and lateral offsets [m], and the helmets' covers, as the window's."""
    return {
        "colours": {name: race_record.spelt(getattr(theme, name)) for name in _COLOURS},
        "covers": [race_record.spelt(each) for each in theme.COVERS],
        "laterals": {
            "infield": rink.INFIELD_M,
            "inner_edge": rink.INNER_EDGE_M,
            "lane_line": rink.LANE_LINE_M,
            "outer_edge": OUTER_EDGE_M,
            "pads_inside": PADS_INSIDE_M,
            "pads_outside": rink.PADS_OUTSIDE_M,
        },
    }


def _records(results: Results) -> dict[str, str]:
    """Kinds of record that fell, with their names."""
    kinds = dict.fromkeys(each.kind for each in results.records if not each.supposed)
    return {kind: RECORD_NAMES[kind] for kind in kinds if kind in RECORD_NAMES}


def _rounds(results: Results, played: dict[str, Replay]) -> list[dict[str, Any]]:
    """The event's races by round, those that the page does not play among them."""
    return [
        {
            "name": phrases.told(column.name),
            "races": [
                {
                    "id": each.race.id,
                    "name": each.race.name,
                    "played": each.race.id in played,
                    "margin": phrases.told(each.margin),
                    "guess": phrases.told(story.guess(results, each.race.id)),
                    "teams": [
                        {
                            "code": line.team,
                            "time_s": race_record.rounded(line.time_s),
                            "word": phrases.told(line.word),
                            "made_up": phrases.told(line.made_up),
                            "order": line.order,
                            "records": list(line.records),
                            "place": phrases.place(line.place),
                        }
                        for line in story.context(results, each.race.id).outcomes
                    ],
                }
                for each in column.races
            ],
        }
        for column in story.columns(results)
    ]


def standings(results: Results) -> list[dict[str, Any]]:
    """Places by division, in the order of the results, with what is to be told beside each."""
    return [
        {
            "name": division and phrases.told(f"Division {division}"),
            "places": [
                {
                    "place": each.label,
                    "team": each.team,
                    "name": results.scenario.teams[each.team].name,
                    "guessed": each.guessed,
                    "beside": [*map(phrases.told, each.beside)],
                    "points": phrases.told(f"{each.points} points") if each.points else "",
                }
                for each in places
            ],
        }
        for division, places in groupby(results.standings, lambda each: each.division)
    ]
