"""Results that nobody measured or published, and the places that rest on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pursuit_sim.event.entry_result import EntryResult
from pursuit_sim.event.results import RaceResult
from pursuit_sim.event.standing import Standing
from pursuit_sim.event_formats import EventFormat
from pursuit_sim.scenario.time_source import (
    result_source,
    tie_source,
    told_made_up,
    word,
    worst,
)
from pursuit_sim.units import MILLISECOND

_Run = tuple[RaceResult, EntryResult]


def of_result(race: RaceResult, each: EntryResult) -> str:
    """Of how a team did: "assumed" or "supposed"; empty where it is a fact, or a model's time."""
    if each.time_s is not None and not each.official:
        return ""
    return word(result_source(race.race, each.entry))


def doubted(
    standings: Sequence[Standing], races: Sequence[RaceResult], format_: EventFormat
) -> tuple[Standing, ...]:
    """Places with the word beside what rests on a result that nobody measured or published.

    By time each place rests on all results of its division, in a final on those of the final.
    """
    runs = [_run(each, races) for each in standings]
    own = [_own(run, races) for run in runs]
    ties = _ties(standings, runs, format_)
    found = []
    for each, mine in zip(standings, own, strict=True):
        words = [mine]
        for other, theirs, tie in zip(standings, own, ties, strict=True):
            if each.by_rules and _group(other, format_) == _group(each, format_):
                words += [theirs, tie if _ticks(other) == _ticks(each) else ""]
        found.append(each._replace(doubt="" if each.guessed else worst(words)))
    return tuple(found)


def remarks(
    standings: Sequence[Standing], races: Sequence[RaceResult], format_: EventFormat
) -> Iterator[str]:
    """The results that nobody measured or published, and on which places rest."""
    times: list[tuple[str, str]] = []
    others: dict[tuple[str, str], list[str]] = {}
    runs = [_run(each, races) for each in standings]
    ties = _ties(standings, runs, format_)
    for each, run, tie in zip(standings, runs, ties, strict=True):
        if run is None or each.guessed:
            continue
        race, result = run
        who, source = f"{each.team} in {race.race.id}", of_result(race, result)
        if each.time_s is not None:
            times.append((who, source))
        elif source:
            others.setdefault((each.status, source), []).append(who)
        if tie:
            others.setdefault(("tie-break", tie), []).append(who)
    yield from told_made_up(times, "places rest")
    for (what, source), whose in others.items():
        yield f"{what} of {', '.join(whose)} ({source}): places rest on it all the same"


def _ties(
    standings: Sequence[Standing], runs: Sequence[_Run | None], format_: EventFormat
) -> list[str]:
    """Of the tie-break of each place that is parted by one from others; else empty."""
    level = Counter((_group(each, format_), _ticks(each)) for each in standings)
    return [
        word(tie_source(run[0].race, run[1].entry))
        if run and level[_group(each, format_), _ticks(each)] > 1
        else ""
        for each, run in zip(standings, runs, strict=True)
    ]


def _run(place: Standing, races: Sequence[RaceResult]) -> _Run | None:
    """The run that decided a place: of whoever skated again alone, the one in the other race."""
    found = [
        (race, each)
        for race in races
        for each in race.entries
        if each.entry.team.code == place.team and each.entry.counts
    ]
    rounds = {race.race.id: race.race.round for race in races}
    found = [each for each in found if each[0].race.round == rounds.get(place.race)]
    found.sort(key=lambda each: each[0].race.id != place.race)
    return found[0] if found else None


def _own(run: _Run | None, races: Sequence[RaceResult]) -> str:
    """Of a team's own result, and of which of its runs counts."""
    if run is None:
        return ""
    race, result = run
    told = [of_result(race, result)]
    for other in races:
        if other.race.round == race.race.round:
            told += [
                "assumed"
                for each in other.entries
                if each.entry.team.code == result.entry.team.code and "counts" in each.entry.assumed
            ]
    return worst(told)


def _group(place: Standing, format_: EventFormat) -> str:
    """What is alike of the places that rest on the same results."""
    return place.division if format_.by_time or not format_.finals else place.race


def _ticks(place: Standing) -> int | str:
    """What is alike of places that a tie-break parts: the time as it is measured, or none."""
    return place.status if place.time_s is None else round(place.time_s / MILLISECOND)
