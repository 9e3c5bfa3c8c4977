"""A tuned race as a scenario file that says only what differs, and that `run` reproduces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from pursuit_sim import resources, scenario, timing
from pursuit_sim.errors import InputError
from pursuit_sim.event_formats import STATUSES
from pursuit_sim.scenario import write
from pursuit_sim.scenario.fields import UNKNOWN
from pursuit_sim.scenario.file_tables import FORMAT, VERSION
from pursuit_sim.scenario.halls import thinned
from pursuit_sim.scenario.known_splits import on_line
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.quantity import Group
from pursuit_sim.scenario.race import PASSING_KEYS, Entry, Listed, Race, Split
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import Trajectory

_GROUPS = ("pacing", "train", "effort")
_DIGITS = 9  # of a passing [s], as a replay has them
_SINCE = "its file was changed since, or it was changed by --set"
_POWERED = (
    "# Passings and times are what the power model made of it; who wants to see the skaters'\n"
    "# power as well watches it with --model power.\n"
)


def text(source: str, race: Race, tuned: Trajectory, title: str) -> str:
    """The file.

    Parameters
    ----------
    source : bundled name or file that it extends
    race : the race as it was watched
    tuned : as tuned
    title : what was done, for people

    Raises
    ------
    InputError
        if `source` cannot be read, or the file would not give the tuned race
    """
    named = scenario.named(source)
    base, raw = scenario.load(named).races.get(race.id), scenario.raw(named)
    if base is None or base.laps != race.laps:
        raise InputError.single(race.id, "", f"{source} has no such race", _SINCE)
    wanted = for_file(race, tuned)
    tables: dict[str, Any] = {}
    rink = _rink(base.rink, wanted.rink)
    if rink:
        tables["rink"] = rink
    own = _race(base, wanted, raw.get("races", {}).get(race.id, {}))
    if own:
        tables["races"] = {race.id: own}
    extends = source if source in resources.scenarios() else str(Path(source).resolve())
    header = {"format": FORMAT, "version": VERSION, "extends": extends}
    made = (
        f"# {title}\n"
        "# Saved by the replay window of pursuit-sim: it says only what differs.\n"
        f"#   pursuit-sim run THIS-FILE --race {race.id}\n"
        f"{_POWERED if tuned.model == 'power' else ''}"
        f"\n{write.text(header | tables)}"
    )
    _check(made, wanted)
    return made


def for_file(race: Race, tuned: Trajectory) -> Race:
    """The race that the file stands for, as any model runs it.

    A file names no model. Watched by the power model, a race is said by the passings that
    this gave it, which are met exactly; records that belong to the official time go.

    Raises
    ------
    InputError
        if nobody could skate these passings
    """
    if tuned.model != "power":
        return replace(
            tuned.race,
            entries=tuple(
                replace(now, effort=was.effort if _fitted(was, now) else now.effort)
                for was, now in zip(race.entries, tuned.race.entries, strict=True)
            ),
        )
    entries = []
    for entry, passings in zip(tuned.race.entries, timing.splits(tuned), strict=True):
        *known, finish = np.round(passings, _DIGITS).tolist()
        splits = tuple(Split(index, time, timed=False) for index, time in enumerate(known, 1))
        entries.append(replace(entry, official_time_s=finish, splits=splits, published_records=()))
    made = replace(tuned.race, entries=tuple(entries), gaps=())
    simulate(made)
    return made


def _fitted(was: Entry, now: Entry) -> bool:
    """Whether nothing but the fit of κ distinguishes two efforts."""
    kappa = now.effort.effectiveness
    return was.effort.model_copy(update={"effectiveness": kappa}) == now.effort


def _race(before: Race, after: Race, written: Mapping[str, Any]) -> dict[str, Any]:
    """What differs, but for the rink; what cannot be said is left to `_check`."""
    found: dict[str, Any] = {}
    known = {each.side: each for each in before.everybody}
    for each in after.everybody:
        was = known.get(each.side)
        if isinstance(each, Listed):
            own = {"status": each.status} if was and each.status in STATUSES else {}
        else:
            own = _entry(was, each, written.get(each.side, {})) if isinstance(was, Entry) else {}
        if own and each != was:
            found[each.side] = own
    if after.gaps != before.gaps:
        left = [gap.half_lap for gap in after.gaps]
        gaps = [each for each in written.get("gaps", ()) if on_line(2 * each["laps"]) in left]
        found["gaps"] = gaps
    return found


def _entry(before: Entry, after: Entry, written: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if after.team.code != before.team.code:
        found["team"] = after.team.code
    if after.lineup != before.lineup:
        found["lineup"] = list(after.lineup)
    if after.official_time_s != before.official_time_s:
        found["time"] = after.official_time_s
    if after.published_records != before.published_records:
        found["records"] = list(after.published_records)
    if after.tie_break not in (before.tie_break, None):
        found["tie_break"] = after.tie_break
    if after.fall is not None and _fall(after) != _fall(before):
        found["fall"] = _fall(after)
    if after.splits != before.splits:
        found |= {key: [] for key in PASSING_KEYS if key in written}
        found |= _passings(after.splits)
    marks = _marks(written.get("assumed", ()), after, found)
    again = {*marks} & {*found} & {"time", *PASSING_KEYS}  # what is written anew, a mark goes with
    if again or marks != [*written.get("assumed", ())]:
        found["assumed"] = marks
    if (after.formation, after.lineup) != (before.formation, before.lineup):
        found["formation"] = _formation(after)
    for group in _GROUPS:
        changed = _changed(getattr(before, group), getattr(after, group))
        if group == "pacing" and "time" in found:
            changed["fade_s"] = after.pacing.fade_s  # what is usual goes by the time
        if changed:
            found[group] = changed
    first = after.lineup[0]  # a substitute's body is not among those before
    body = _changed(
        before.bodies[before.lineup.index(first) if first in before.lineup else 0], after.bodies[0]
    )
    if body:
        found["body"] = body
    return found


def _passings(splits: Sequence[Split]) -> dict[str, Any]:
    """Known ones, and apart from them those that a model made."""
    keys = {"splits": True, "model_splits": False}
    found = {
        key: [[each.half_lap / 2, each.time_s] for each in splits if each.timed == timed]
        for key, timed in keys.items()
    }
    return {key: passings for key, passings in found.items() if passings}


def _marks(before: Sequence[str], after: Entry, found: Mapping[str, Any]) -> list[str]:
    """Keys that nobody published; those of the passings by what these are now written as."""
    marks = [*before]
    if {*PASSING_KEYS} & {*found}:
        doubted = "splits" in found and {*PASSING_KEYS} & {*after.assumed}
        marks = [each for each in before if each not in PASSING_KEYS] + ["splits"] * bool(doubted)
        if "time" in found and after.splits:
            marks.append("time")
    return [*dict.fromkeys(marks)]


def _fall(entry: Entry) -> dict[str, Any] | None:
    fall = entry.fall
    return None if fall is None else {"skater": entry.lineup[fall.skater], "laps": fall.laps}


def _rink(before: Rink, after: Rink) -> dict[str, Any]:
    """What differs; beside an altitude the density only where it is not that of the altitude."""
    found = _changed(before, after)
    if "altitude_m" in found:
        usual = thinned(before.air_density_kgm3, before.altitude_m, after.altitude_m)
        found["air_density_kgm3"] = after.air_density_kgm3
        if after.air_density_kgm3 == usual:
            del found["air_density_kgm3"]
    return found


def _formation(entry: Entry) -> str | dict[str, Any]:
    """As a file has it: where nobody reported one, the stand-in is not said to be known."""
    made = entry.formation
    if not made.known:
        return UNKNOWN
    leads = [[entry.lineup[lead.skater], lead.laps] for lead in made.leads]
    return {"push": made.push, "leads": leads}


def _changed(before: Group, after: Group) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name in type(after).model_fields
        if (value := getattr(after, name)) != getattr(before, name)
    }


def _check(made: str, wanted: Race) -> None:
    """Refuse a file that would not give the same race: nothing is saved by half.

    Raises
    ------
    InputError
        naming what cannot be said in a file
    """
    found = scenario.load_text(made, source="the file").races[wanted.id]
    for (_, one), (name, other) in zip(_given(found), _given(wanted), strict=True):
        if one != other:
            raise InputError.single(wanted.id, "", f"a file would not have {name} of this", _SINCE)
    for (_, one), (name, other) in zip(_facts(found), _facts(wanted), strict=True):
        if one != other:
            problem = f"a file cannot say {name} as tuned"
            raise InputError.single(wanted.id, "", problem, "put that back to save the rest")


def _given(race: Race) -> Iterator[tuple[str, object]]:
    """What no tuning changes, each by its name; but a what-if or another hand may."""
    yield (
        "the teams",
        [
            (each.side, each.team.code, each.status if isinstance(each, Listed) else "")
            for each in race.everybody
        ],
    )
    yield "the names", [sorted(entry.lineup) for entry in race.entries]
    yield "the falls", [_fall(entry) for entry in race.entries]
    yield "the tie-break", [entry.tie_break for entry in race.entries]


def _facts(race: Race) -> Iterator[tuple[str, object]]:
    """What a file is to say, each by its name."""
    yield "the rink", race.rink
    yield "the known gaps", race.gaps
    for entry in race.entries:
        code = entry.team.code
        yield f"the order of {code}", entry.lineup
        yield f"the formation of {code}", entry.formation
        yield f"the time of {code}", entry.official_time_s
        yield (
            f"the passings of {code}",
            [(each.half_lap, each.time_s, each.timed) for each in entry.splits],
        )
        yield f"the pacing of {code}", entry.pacing
        yield f"the train of {code}", entry.train
        yield f"the effort of {code}", entry.effort
        yield f"the skaters of {code}", entry.bodies
