"""Which moments of all bundled events are worth seeing: found in results, never listed by hand.

That takes a while, so what was found is kept in ``assets/moments.toml``. Write that again after
a change of scenarios or of models::

    python -m pursuit_sim.app.highlights.worth_seeing
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache

from pursuit_sim import resources, scenario, timing
from pursuit_sim.app.highlights.highlight import BETWEEN, Highlight
from pursuit_sim.app.tuning import ghost_choice
from pursuit_sim.atomic_write import write_text
from pursuit_sim.event import RaceResult, Results, event_summary, results
from pursuit_sim.lab.formations import PUSH, ROTATING, role
from pursuit_sim.resources import DamagedAssetError, asset, folder
from pursuit_sim.scenario.race import Entry
from pursuit_sim.sim import simulate
from pursuit_sim.units import format_time

FILE = "moments.toml"
CLOSEST = 3  # finishes
_RECORDS = ("WR", "OR")  # records of a track are many
_NO_EVENTS = (event_summary.WHAT_IFS, event_summary.OTHERS)
_HEAD = """\
# Moments worth seeing over all bundled events, found by
#   python -m pursuit_sim.app.highlights.worth_seeing
"""
Skated = tuple[Results, RaceResult]


@lru_cache(maxsize=1)
def kept() -> tuple[Highlight, ...]:
    """What the installation's file says.

    Raises
    ------
    FileNotFoundError, DamagedAssetError
        if the file is missing, or is not what was written
    """
    path = asset(FILE)
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["moments"]
        return tuple(Highlight(**each) for each in listed)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedAssetError(path) from error


def found() -> tuple[Highlight, ...]:
    """All of them, from the results of every bundled event."""
    every = [results(scenario.load(name)) for name in resources.scenarios()]
    kinds = (event_summary.summary(each.scenario).kind for each in every)
    events = [each for each, kind in zip(every, kinds, strict=True) if kind not in _NO_EVENTS]
    races = [(event, race) for event in events for race in event.races if race.race.entries]
    return (
        *_falls(races),
        *_finishes(races),
        *_records(events),
        *_push(races),
        *_exchange(races),
        *_what_if(races),
    )


def text(moments: tuple[Highlight, ...]) -> str:
    """The file."""
    parts = [_HEAD]
    for each in moments:
        said = {name: value for name, value in asdict(each).items() if value != ""}
        lines = (f"{name} = {_written(value)}" for name, value in said.items())
        parts.append("\n".join(["[[moments]]", *lines, ""]))
    return "\n".join(parts)


def _written(value: str | float) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else f"{value:.2f}"


def _moment(
    kind: str, skated: Skated, time_s: float, team: str = "", words: str = "", ghost: str = ""
) -> Highlight:
    event, result = skated
    named = event.scenario.event
    title = f"{result.race.name}{BETWEEN}{named.name}, {named.sex}"
    return Highlight(
        kind, event.scenario.source, result.race.id, round(time_s, 2), team, title, words, ghost
    )


def _close(races: list[Skated]) -> list[Skated]:
    """Races of two teams with official times, the closest first."""
    timed = [
        (margin, each)
        for each in races
        if (margin := each[1].margin_s) is not None
        and all(entry.official for entry in each[1].entries)
    ]
    return [each for _, each in sorted(timed, key=lambda found: found[0])]


def _falls(races: list[Skated]) -> Iterator[Highlight]:
    """Every fall that is replayed."""
    for each in races:
        race = each[1].race
        if any(entry.fall for entry in race.entries):
            for fall in timing.falls(simulate(race)):
                entry = race.entries[fall.team]
                who = entry.lineup[fall.skater % len(entry.lineup)]
                yield _moment("fall", each, fall.start_s, entry.team.code, who)


def _finishes(races: list[Skated]) -> Iterator[Highlight]:
    """The closest finishes."""
    for each in _close(races)[:CLOSEST]:
        result = each[1]
        winner = result.winner or ""
        words = f"{winner} {result.margin}".strip()
        yield _moment("finish", each, result.timed[0], winner, words)


def _records(events: list[Results]) -> Iterator[Highlight]:
    """Of each kind of record, the best that was set."""
    best: dict[tuple[str, str], Highlight] = {}
    for event in events:
        for record in event.records:
            if record.kind in _RECORDS and not record.owner:
                words = f"{record.team}  {format_time(record.time_s)}"
                skated = event, event.race(record.race)
                made = _moment(record.kind, skated, record.time_s, record.team, words)
                key = record.kind, event.scenario.event.sex
                if key not in best or made.time_s < best[key].time_s:
                    best[key] = made
    return iter(best.values())


def _beside(each: Skated) -> tuple[Entry, Entry] | None:
    """A team whose push was reported, and one that rotated beside it; None without both."""
    entries = each[1].race.entries
    pushing = [e for e in entries if role(e.formation) == PUSH and not e.turns_doubt]
    rotating = [e for e in entries if role(e.formation) == ROTATING]
    return (pushing[0], rotating[0]) if pushing and rotating else None


def _push(races: list[Skated]) -> Iterator[Highlight]:
    """The closest race of a push against a rotation, once a lap is skated."""
    for each in _close(races):
        if (beside := _beside(each)) is not None:
            pushing, rotating = beside
            words = f"{pushing.team.code}, {rotating.team.code}"
            lap = float(next(e for e in each[1].entries if e.entry is pushing).splits_s[1])
            yield _moment("push", each, lap, pushing.team.code, words)
            return


def _exchange(races: list[Skated]) -> Iterator[Highlight]:
    """The first exchange of the second half, in the closest race whose turns were reported."""
    for each in _close(races):
        race = each[1].race
        reported = [
            k
            for k, entry in enumerate(race.entries)
            if entry.formation.known and not entry.turns_doubt and entry.fall is None
        ]
        trajectory = simulate(race)
        half_s = float(timing.finish_times(trajectory).min()) / 2
        for change in timing.exchanges(trajectory):
            if change.team in reported and change.start_s > half_s:
                code = race.entries[change.team].team.code
                yield _moment("exchange", each, change.start_s, code, code)
                return


def _what_if(races: list[Skated]) -> Iterator[Highlight]:
    """The last lap of the closest race that a rotation lost to a push, and its ghost."""
    for each in _close(races):
        beside = _beside(each)
        if beside is not None and each[1].winner == beside[0].team.code:
            entry = beside[1]
            bell = timing.bell_time(timing.splits(simulate(each[1].race)))
            if bell is not None:
                code = entry.team.code
                yield _moment("what-if", each, bell, code, code, ghost_choice.what_if(entry))
                return


if __name__ == "__main__":
    write_text(folder("assets") / FILE, text(found()))
