"""Where a team's time, a passing or a gap is from: measured, or made up by somebody.

Whatever tells a time asks here, and puts the word beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, cast, get_args

from pursuit_sim.event_formats import FINISHED, NOT_SKATED, STATUSES
from pursuit_sim.scenario.race import TIMED_KEYS, Entry, Gap, Listed, Race, Split
from pursuit_sim.scenario.whole_race import run_of

TimeSource = Literal["measured", "derived", "supposed", "assumed"]
GapSource = Literal["measured", "derived", "supposed", "assumed", "model"]
TIME_SOURCES = get_args(TimeSource)

ASSUMED: Final = "assumed"
SUPPOSED: Final = "supposed"
MODEL: Final = "model"
MADE_UP = (ASSUMED, SUPPOSED)  # nobody measured it
# The better known first: of what follows from two, the source is the worse of both.
_SAME = 1e-6  # half-laps, and s of a gap: only rounding is less
_ORDER: tuple[GapSource, ...] = ("measured", "derived", "supposed", "assumed", "model")


def time_source(race: Race, entry: Entry | Listed) -> TimeSource:
    """Of the official time.

    Returns
    -------
    "measured"; "derived" from the published gap and a time that was measured; "assumed", which
    nobody published, as of a plan; or "supposed", which a what-if wrote in place of what was
    skated, or for another team. A derived time is made up where the gap is, or the time that this
    is to.

    Parameters
    ----------
    race, entry : one of the race's
    """
    if not entry.derived_from or "time" in entry.assumed:
        return _marked(race, entry, "time", "team")
    told = cast("TimeSource", entry.derived_from)
    return max("derived", _marked(race, entry, "gap", "team"), told, key=_ORDER.index)


def result_source(race: Race, entry: Entry | Listed) -> TimeSource:
    """Of how a team did: of its time, or of the status that stands in place of one.

    Parameters
    ----------
    race, entry : one of the race's
    """
    if isinstance(entry, Entry) or entry.status == FINISHED:
        return time_source(race, entry)
    if entry.status == NOT_SKATED and "skated" in entry.assumed:
        return ASSUMED
    if entry.status not in (*STATUSES, NOT_SKATED):
        return "measured"  # nothing is told of it
    # A time beside a status is another matter.
    word_alone = ("time",) if entry.official_time_s is None else ()
    found = _marked(race, entry, "status", "team", *word_alone)
    stayed = entry.status == NOT_SKATED and _changed(race, "skated")
    return SUPPOSED if stayed and found != ASSUMED else found


def tie_source(race: Race, entry: Entry | Listed) -> TimeSource:
    """Of the order of two teams whose times do not tell it."""
    return "measured" if entry.tie_break is None else _marked(race, entry, "tie_break", "team")


def worst(sources: Iterable[str]) -> str:
    """The word of what rests on several results, by their sources; empty where all are facts."""
    return max(map(word, sources), key=("", *reversed(MADE_UP)).index, default="")


def passing_source(race: Race, entry: Entry, half_lap: int) -> GapSource:
    """Of a passing of a timing line, the finish among them; "model" where no file tells it."""
    if half_lap in (0, race.half_laps):
        return time_source(race, entry) if half_lap else "measured"
    found = next((each for each in entry.splits if each.half_lap == half_lap), None)
    return _split_source(race, entry, found) if found and found.timed else "model"


def gap_source(race: Race, half_lap: int, *, order: bool = False) -> GapSource:
    """Of the gap at a timing line, the better of two: told, or from the passings of both.

    Parameters
    ----------
    race : of two
    half_lap : number of the line
    order : only who is ahead is asked, so that bounds are enough
    """
    told: list[GapSource] = [
        told_gap_source(race, gap)
        for gap in race.gaps
        if gap.half_lap == half_lap
        and (gap.low_s == gap.high_s or (order and (gap.low_s >= 0 or gap.high_s <= 0)))
    ]
    both = [passing_source(race, each, half_lap) for each in race.entries]
    return min([*told, max(both, key=_ORDER.index)], key=_ORDER.index)


def told_gap_source(race: Race, gap: Gap) -> TimeSource:
    """Of a gap as it is told, whatever passings of both say of it."""
    if gap.assumed:
        return ASSUMED
    if _changed(race, *(f"{entry.side}.team" for entry in race.everybody)):
        return SUPPOSED
    if not _changed(race, "gaps"):
        return "measured"
    again = [each for each in race.as_told.gaps if _same(each, gap)] if race.as_told else []
    return told_gap_source(race.as_told, again[0]) if race.as_told and again else SUPPOSED


def _same(one: Gap, other: Gap) -> bool:
    """Whether two gaps say the same, in whatever spelling."""
    return all(
        abs(a - b) < _SAME or a == b
        for a, b in (
            (one.half_lap, other.half_lap), (one.low_s, other.low_s), (one.high_s, other.high_s)
        )
    )  # fmt: skip


def known_passings(race: Race, entry: Entry) -> dict[int, float]:
    """Known passings of lines [s] by half-lap, the start and a time that is a fact among them."""
    lines = range(1, race.half_laps)
    told = {int(each.half_lap): each.time_s for each in entry.timed if each.half_lap in lines}
    fact = time_source(race, entry) != ASSUMED
    return {0: 0.0} | ({race.half_laps: entry.official_time_s} if fact else {}) | told


def made_up(race: Race, entry: Entry | Listed) -> str:
    """The word to put beside the official time where nobody measured it; else empty."""
    return word(time_source(race, entry))


def word(source: str) -> str:
    """The word to put beside a time of a source; empty where it is measured, or derived so."""
    return source if source in MADE_UP else ""


def aimed_at(entry: Entry | Listed) -> str:
    """What is said of a time that a file itself assumes, as of a plan: "aimed at"; else empty."""
    return "aimed at" if "time" in entry.assumed else ""


def beside(source: str) -> str:
    """What follows a time of a source in a line, such as " (assumed)"; else empty."""
    said = word(source)
    return f" ({said})" if said else ""


def not_measured(source: str) -> str:
    """What follows a time of a source in a sentence, such as " (assumed, not measured)"."""
    said = word(source)
    return f" ({said}, not measured)" if said else ""


def compared_with(race: Race, entry: Entry | Listed, called: str) -> str:
    """What follows a line that rests on a team's time which nobody measured; else empty.

    Parameters
    ----------
    race, entry : one of the race's
    called : what the time is to that line, such as "its last time"
    """
    said = made_up(race, entry)
    return f"; {called} is {said}, not measured" if said else ""


def told_made_up(times: Iterable[tuple[str, str]], resting: str, of: str = "") -> Iterator[str]:
    """Which times nobody measured, and what rests on them, a sentence for each source.

    Parameters
    ----------
    times : whose and where, such as "NED in sf-1", and the source of the time
    resting : such as "estimates rest"
    of : what follows the teams, such as " of Beijing 2022"
    """
    found: dict[str, list[str]] = {}
    for whose, source in times:
        if word(source):
            found.setdefault(source, []).append(whose)
    for source, who in found.items():
        yield f"{', '.join(who)}{of}: {source}, not measured; {resting} on it all the same"


def passings_are(race: Race, entry: Entry) -> TimeSource:
    """Of all known passings: "supposed" where a what-if wrote one, the finish among them."""
    sources = [_split_source(race, entry, each) for each in entry.splits if each.timed]
    return SUPPOSED if SUPPOSED in (*sources, time_source(race, entry)) else "measured"


def supposed_passings(race: Race, entry: Entry) -> tuple[Split, ...]:
    """The passings that a what-if wrote, for this team or another."""
    return tuple(each for each in entry.timed if _split_source(race, entry, each) == SUPPOSED)


def _split_source(race: Race, entry: Entry, split: Split) -> TimeSource:
    """Of a known passing; one that a what-if tells again as it was is what it was."""
    found = _marked(race, entry, *TIMED_KEYS, "team")
    told = race.as_told
    if found != SUPPOSED or told is None or _changed(race, f"{entry.side}.team"):
        return found
    runs = filter(None, map(run_of, told.everybody))
    was = next((each for each in runs if each.side == entry.side), None)
    again = was is not None and any(
        abs(each.half_lap - split.half_lap) < _SAME and abs(each.time_s - split.time_s) < _SAME
        for each in was.splits
        if each.timed
    )
    return _split_source(told, was, split) if was and again else SUPPOSED


def _marked(race: Race, entry: Entry | Listed, *keys: str) -> TimeSource:
    """Of what some keys of an entry tell: as a file marks them, and as a what-if changed them."""
    if {*keys} & {*entry.assumed}:
        return "assumed"
    return "supposed" if _changed(race, *(f"{entry.side}.{key}" for key in keys)) else "measured"


def _changed(race: Race, *keys: str) -> bool:
    """Whether a what-if changed one of some keys of a race, or a part of it."""
    return any(
        each == key or each.startswith((f"{key}.", f"{key}["))
        for key in keys
        for each in race.changed
    )
