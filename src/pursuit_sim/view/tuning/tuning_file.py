"""A tuned race as a scenario file that says only what differs, and that `run` reproduces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pursuit_sim import resources, scenario
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import write
from pursuit_sim.scenario.quantity import Group
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.tables import FORMAT, VERSION

_GROUPS = ("pacing", "train", "effort")
_PASSINGS = ("splits", "laps_s", "splits_s")  # keys under which known passings are given
_SAME_S = 1e-6  # [s] a time that the model meets, so that it is not written


def text(source: str, race: Race, tuned: Race, times_s: tuple[float, ...], title: str) -> str:
    """The file.

    Parameters
    ----------
    source : bundled name or file that it extends
    race : the race as it was watched
    tuned : as tuned, by the model that ran
    times_s : of each team as tuned [s]
    title : what was done, for people

    Raises
    ------
    InputError
        if `source` cannot be read, or the file would not give the tuned race
    """
    base, raw = scenario.load(source), scenario.raw(source)
    wanted = for_file(race, tuned, times_s)
    tables: dict[str, Any] = {}
    rink = _changed(base.races[race.id].rink, wanted.rink)
    if rink:
        tables["rink"] = rink
    written = raw.get("races", {}).get(race.id, {})
    for before, after in zip(base.races[race.id].entries, wanted.entries, strict=True):
        own = _entry(before, after, written.get(after.side, {}))
        if own:
            tables.setdefault("races", {}).setdefault(race.id, {})[after.side] = own
    extends = source if source in resources.scenarios() else str(Path(source).resolve())
    header = {"format": FORMAT, "version": VERSION, "extends": extends}
    made = (
        f"# {title}\n"
        "# Saved by the replay window of pursuit-sim: it says only what differs.\n"
        f"#   pursuit-sim run THIS-FILE --race {race.id}\n"
        f"\n{write.text(header | tables)}"
    )
    _check(made, wanted)
    return made


def for_file(race: Race, tuned: Race, times_s: tuple[float, ...]) -> Race:
    """The race that the file stands for: with the times that the tuning gives.

    Where a team takes another time than its entry says, as when it is watched by the power
    model, passings and records that belong to the official one go.
    """
    entries = []
    for was, now, time in zip(race.entries, tuned.entries, times_s, strict=True):
        if abs(time - now.official_time_s) <= _SAME_S:
            entries.append(replace(now, effort=was.effort if _fitted(was, now) else now.effort))
            continue
        entries.append(replace(now, official_time_s=time, splits=(), published_records=()))
    return replace(tuned, entries=tuple(entries))


def _fitted(was: Entry, now: Entry) -> bool:
    """Whether nothing but the fit of κ distinguishes two efforts."""
    kappa = now.effort.effectiveness
    return was.effort.model_copy(update={"effectiveness": kappa}) == now.effort


def _entry(before: Entry, after: Entry, written: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if after.lineup != before.lineup:
        found["lineup"] = list(after.lineup)
    if after.official_time_s != before.official_time_s:
        found["time"] = after.official_time_s
    if after.published_records != before.published_records:
        found["records"] = list(after.published_records)
    if after.splits != before.splits:
        found |= {key: [] for key in _PASSINGS if key in written}
        if after.splits:
            found["splits_s"] = [*(each.time_s for each in after.splits), after.official_time_s]
            found["assumed"] = [*written.get("assumed", ()), "time", "splits_s"]
    if (after.formation, after.lineup) != (before.formation, before.lineup):
        leads = [[after.lineup[lead.skater], lead.laps] for lead in after.formation.leads]
        found["formation"] = {"push": after.formation.push, "leads": leads}
    for group in _GROUPS:
        changed = _changed(getattr(before, group), getattr(after, group))
        if changed:
            found[group] = changed
    order = [before.lineup.index(name) for name in after.lineup]
    body = _changed(before.bodies[order[0]], after.bodies[0])
    if body:
        found["body"] = body
    return found


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
    for one, other in zip(_facts(found), _facts(wanted), strict=True):
        if one != other:
            raise InputError.single(
                wanted.id, "", "what was tuned cannot be said in a file", f"{other} became {one}"
            )


def _facts(race: Race) -> Iterator[object]:
    yield race.rink
    for entry in race.entries:
        yield (
            entry.lineup, entry.formation, entry.official_time_s, entry.splits,
            entry.pacing.lap_deltas_s, entry.train, entry.effort, entry.bodies,
        )  # fmt: skip
