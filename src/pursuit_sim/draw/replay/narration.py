"""A race told in sentences: what a screen reader hears and captions show.

Which sentences there are, and when, is said here; their words are in a catalogue, one file a
language, which pages read too. So a film's captions and a page tell the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pursuit_sim import resources
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.bookmarks import bookmarks
from pursuit_sim.draw.replay.race_context import EQUALLED
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.race_lead import within
from pursuit_sim.timing import TimedEvent
from pursuit_sim.units import format_gap, format_margin, format_time

ENGLISH = "en"
_PLACE = re.compile(r"\{(\w+)\}")
_READ_PER_S = 15.0  # letters a second: captions of television allow 160 to 180 words a minute
_LEAST_S = 2.0  # that a sentence is to be read


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something told of a race.

    Attributes
    ----------
    time_s : when it happens [s] from the gun
    phrase : its key in the catalogue
    values : what fills the phrase's places; the catalogue has words for half-laps (`halves`),
        for kinds of record (`records`), and for `TimedEvent.doubt` and
        those of `doubts` (`doubt`)
    """

    time_s: float
    phrase: str
    values: Mapping[str, Any]


def languages() -> tuple[str, ...]:
    """Languages of the catalogue, English first."""
    found = sorted(path.stem for path in (resources.folder("assets") / "page/words").glob("*.json"))
    return (ENGLISH, *(each for each in found if each != ENGLISH))


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Phrases of a language, by key."""
    path = resources.asset(f"page/words/{language}.json")
    found: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def narration(replay: Replay) -> tuple[Sentence, ...]:
    """Everything of a race that is worth a sentence, in order of time."""
    teams = " v ".join(replay.codes)
    start = "startChanged" if replay.context.changed else "start"
    found = [Sentence(0.0, start, {"race": replay.race.name, "teams": teams})]
    found += [_happened(replay, each) for each in replay.events if each.kind != "line"]
    found += [
        Sentence(float(finish_s), "said-run-void", {"code": code})
        for entry, code, finish_s in zip(
            replay.race.entries, replay.codes, replay.finish_s, strict=True
        )
        if not entry.counts
    ]
    bell_s = bookmarks(replay).bell_s
    if bell_s is not None:
        found.append(Sentence(bell_s, "bell", {}))
    # Of a team alone the finish says the last one.
    laps = replay.race.laps + (len(replay.codes) > 1)
    told = [_lap(replay, lap) for lap in range(1, laps)]
    # A line over which somebody slid does not tell how the race stands.
    found += [each for each in told if not within(replay.fallen, each.time_s)]
    return tuple(sorted(found, key=lambda each: each.time_s))


def event_phrase(replay: Replay, event: TimedEvent) -> tuple[str, Mapping[str, Any]]:
    """Key and values of what is said of a mark of the timeline."""
    code = replay.codes[event.team]
    doubt = doubts.of_finish(replay, event.team) if event.kind in doubts.FINISHES else event.doubt
    match event.kind:
        case "exchange":
            old, new = event.names
            return "exchange", {"code": code, "old": old, "new": new, "doubt": doubt}
        case "fall":
            return "fall", {"code": code, "name": event.names[0], "doubt": doubt}
        case "swap":
            return "swap", {"code": code, "halves": event.half_laps, "doubt": doubt}
        case "catch":
            return "catch", {"code": code, "doubt": doubt}
        case "record":
            records = _records(replay, event.team)
            return "record", {"code": code, "doubt": doubt, "records": records}
    return "finish", {"code": code, "doubt": doubt}


def spoken(phrase: str, values: Mapping[str, Any], language: str = ENGLISH) -> str:
    """A phrase with its places filled in."""
    words = catalogue(language)
    filled = dict(values)
    if "halves" in filled:
        halves = filled["halves"]
        number = f"{halves // 2 or ''}{'½' if halves % 2 else ''}"
        if halves % 1:
            number = f"{halves / 2:g}"
        filled["halves"] = words["lapOne" if halves <= 2 else "lapMany"].replace("{n}", number)
    if "doubt" in filled:
        doubt = filled["doubt"]
        filled["doubt"] = words[f"doubt-{doubt.replace(' ', '-')}"] if doubt else ""
    if "records" in filled:
        filled["records"] = ", ".join(_record_name(kind, words) for kind in filled["records"])
    return _PLACE.sub(lambda place: str(filled[place[1]]), words[phrase])


def reading_s(text: str) -> float:
    """How long a sentence is shown [s]."""
    return max(_LEAST_S, len(text) / _READ_PER_S)


def _lap(replay: Replay, lap: int) -> Sentence:
    """How it stands when both teams have completed a lap."""
    half = 2 * lap
    time = float(replay.splits_s[:, half - 1].max())
    doubt = {"doubt": doubts.of_gap(replay, half)}
    if len(replay.codes) == 1:
        values = {"code": replay.codes[0], "time": format_time(time), "halves": half, **doubt}
        return Sentence(time, "toldTime", values)
    gap = float(replay.gaps_s[half - 1])
    home = half == replay.race.half_laps
    told = format_margin(abs(gap)) if home else format_gap(abs(gap))
    if float(told) == 0.0:
        if home and replay.winner is not None:
            doubt = {"doubt": doubt["doubt"] or doubts.of_tie(replay)}
            values = {"halves": half, "code": replay.codes[replay.winner], **doubt}
            return Sentence(time, "toldFirst", values)
        return Sentence(time, "toldLevel", {"halves": half, **doubt})
    ahead = replay.codes[0 if gap < 0 else 1]
    values = {"halves": half, "code": ahead, "gap": told.removeprefix("+"), **doubt}
    return Sentence(time, "toldLap", values)


def _happened(replay: Replay, event: TimedEvent) -> Sentence:
    """A mark of the timeline; of a finish also its time."""
    phrase, values = event_phrase(replay, event)
    if event.kind in doubts.FINISHES:
        values = {**values, "time": format_time(event.time_s)}
        phrase = "finishTime" if event.kind == "finish" else "recordTime"
    return Sentence(event.time_s, phrase, values)


def _records(replay: Replay, team: int) -> list[str]:
    """Kinds of record that a team's time was, as its line of the result has them."""
    code = replay.codes[team]
    return next(([*each.records] for each in replay.context.outcomes if each.team == code), [])


def _record_name(kind: str, words: Mapping[str, str]) -> str:
    if kind.startswith(EQUALLED):
        name = _record_name(kind.removeprefix(EQUALLED), words)
        return words["equalled"].replace("{record}", name)
    return words.get(f"record-{kind}") or words["record-other"].replace("{kind}", kind)
