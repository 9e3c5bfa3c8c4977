"""From the tables of an entry to the `Entry` that is simulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.check import missing
from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import number, shown
from pursuit_sim.scenario.file_tables import (
    EntryTable,
    FallTable,
    FileTable,
    FormationTable,
    TeamTable,
)
from pursuit_sim.scenario.formation import KINDS, SKATERS, Formation, Kind, Lead, default_leads
from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
from pursuit_sim.scenario.inheritance import Inheritance
from pursuit_sim.scenario.known_splits import splits
from pursuit_sim.scenario.names import match, suggestion
from pursuit_sim.scenario.parameters import GROUPS
from pursuit_sim.scenario.race import Entry, Fall, Split, Team
from pursuit_sim.track import LAP_LENGTH_M, Side
from pursuit_sim.units import format_time


@dataclass(frozen=True, slots=True)
class Around:
    """What an entry needs to know of the rest of the file."""

    file: FileTable
    laps: int | None
    teams: Mapping[str, Team]


def plausible(time_s: float, laps: int) -> bool:
    """Whether a team can take a time [s] for a number of laps."""
    distance_m = laps * LAP_LENGTH_M
    return distance_m / FASTEST_MPS <= time_s <= distance_m / SLOWEST_MPS


def check_time(time_s: float | None, laps: int | None, path: Path, faults: Faults) -> None:
    """Note a time [s] that nobody takes for a race of so many laps."""
    if time_s is None or laps is None or plausible(time_s, laps):
        return
    fastest, slowest = (laps * LAP_LENGTH_M / speed for speed in (FASTEST_MPS, SLOWEST_MPS))
    faults.add(
        path,
        f"found {format_time(time_s)} for {laps} lap{'s' if laps > 1 else ''}",
        f"write a time from {format_time(fastest)} to {format_time(slowest)} "
        f"({number(FASTEST_MPS)} to {number(SLOWEST_MPS)} m/s)",
    )


def entry(
    table: EntryTable, side: Side, path: Path, around: Around, faults: Faults
) -> Entry | None:
    """The entry, or None where faults were noted that leave it incomplete."""
    laps = around.laps
    check_time(table.time, laps, (*path, "time"), faults)
    team_table, team = _team(table, path, around, faults)
    lineup = _lineup(table, team, path, faults) if team and team.skaters else None
    levels = Inheritance.around(around.file, team_table, table, path)
    pacing = levels.pacing(laps, faults)
    if laps is None or table.time is None:
        return None
    known = splits(table, laps, table.time, path, faults) if plausible(table.time, laps) else ()
    if lineup is None or table.formation is None or team is None:
        return None
    made = formation(table.formation, lineup, team.skaters, laps, (*path, "formation"), faults)
    fallen = _fall(table.fall, lineup, known, laps, (*path, "fall"), faults)
    if made is None:
        return None
    return Entry(
        team=team,
        side=side,
        lineup=lineup,
        formation=made,
        official_time_s=table.time,
        official_gap_s=table.gap,
        published_records=tuple(table.records or ()),
        splits=known,
        fall=fallen,
        pacing=pacing,
        train=levels.train(),
        form=levels.form(),
        effort=levels.effort(),
        bodies=levels.bodies(lineup),
        assumed=_assumed(table, made),
    )


def formation(
    table: FormationTable,
    lineup: tuple[str, ...],
    skaters: Sequence[str],
    laps: int,
    path: Path,
    faults: Faults,
) -> Formation | None:
    """The formation of a line-up, or None where it cannot be skated.

    Parameters
    ----------
    table : kind, or leads and push
    lineup : front to back
    skaters : everybody in the team
    laps : length of the race
    path : of the formation, for faults
    faults : takes the faults
    """
    if table.leads is None:
        return _usual(table, laps, path, faults)
    if table.kind is not None:
        faults.add(
            (*path, "kind"), "stands beside leads", "give either the kind, or leads and push"
        )
        return None
    leads = []
    for i, (name, turn) in enumerate(table.leads):
        found = match(name, lineup)
        if len(found) != 1:
            here = (*path, "leads", i)
            if found:
                faults.add(here, f"{shown(name)} may be {_either(found, lineup)}", "write more")
            elif match(name, skaters):
                faults.add(
                    here,
                    f"{shown(name)} is not in the line-up",
                    f"write one of {', '.join(lineup)}",
                )
            else:
                _stranger(name, lineup, here, "in the line-up", faults)
            continue
        leads.append(Lead(found[0], turn))
    if len(leads) < len(table.leads):
        return None
    made = Formation(tuple(leads), bool(table.push))
    problem = made.problem(laps, lineup)
    if problem:
        faults.add((*path, "leads"), *problem)
        return None
    return made


def _usual(table: FormationTable, laps: int, path: Path, faults: Faults) -> Formation | None:
    """A formation with the usual turns of its kind."""
    if faults.dropped((*path, "leads")) or faults.dropped((*path, "kind")):
        return None
    kind: Kind = table.kind or ("push" if table.push else "fixed")
    push = table.push if table.push is not None else kind == "push"
    made = Formation(default_leads(kind, laps), push)
    turns = len({lead.skater for lead in made.leads})
    expected = {"rotating": SKATERS, "few changes": 2}.get(kind, 1)
    if turns < expected:
        faults.add(
            (*path, "kind"),
            f"a race of {laps} lap{'s' if laps > 1 else ''} is too short for the usual turns "
            f"of {shown(kind)}",
            f"write the leads, or one of {', '.join(KINDS[1::2])}",
        )
        return None
    return made


def _team(
    table: EntryTable, path: Path, around: Around, faults: Faults
) -> tuple[TeamTable | None, Team | None]:
    if table.team is None:
        return None, None
    tables = around.file.teams or {}
    if table.team in tables:
        return tables[table.team], around.teams.get(table.team)
    if not faults.dropped(("teams", table.team)) and tables:
        meant = "" if faults.full else hint(table.team, tables)
        known = ", ".join(list(tables)[:20])
        faults.add(
            (*path, "team"),
            f"there is no team {shown(table.team)}",
            f"{meant} Teams are {known}" if meant else f"write one of {known}",
        )
    return None, None


def _lineup(
    table: EntryTable, team: Team, path: Path, faults: Faults
) -> tuple[str, str, str] | None:
    if table.lineup is None:
        return None
    here = (*path, "lineup")
    found: list[str] = []
    for i, name in enumerate(table.lineup[: 2 * SKATERS]):
        fits = match(name, team.skaters)
        if len(fits) > 1:
            faults.add(
                (*here, i), f"{shown(name)} may be {_either(fits, team.skaters)}", "write more"
            )
        elif not fits:
            _stranger(name, team.skaters, (*here, i), f"a skater of {table.team}", faults)
        elif team.skaters[fits[0]] in found:
            faults.add(
                (*here, i),
                f"{shown(team.skaters[fits[0]])} is in the line-up twice",
                "write three different skaters",
            )
        else:
            found.append(team.skaters[fits[0]])
    count = len(table.lineup)
    if count != SKATERS:
        faults.add(
            here,
            f"found {count} skater{'s' if count != 1 else ''}",
            "write exactly three names, front to back",
        )
    if len(found) != SKATERS or count != SKATERS:
        return None
    return found[0], found[1], found[2]


def _fall(
    table: FallTable | None, lineup: tuple[str, str, str], known: Sequence[Split], laps: int,
    path: Path, faults: Faults,
) -> Fall | None:  # fmt: skip
    """The fall, or None where there is none or it cannot be told."""
    if table is None:
        return None
    missing(table, path, faults)
    if table.skater is None or table.laps is None:
        return None
    found = match(table.skater, lineup)
    if len(found) > 1:
        faults.add(
            (*path, "skater"),
            f"{shown(table.skater)} may be {_either(found, lineup)}",
            "write more",
        )
    elif not found:
        _stranger(table.skater, lineup, (*path, "skater"), "in the line-up", faults)
    here = (*path, "laps")
    last = max((each.half_lap for each in known), default=0)
    if table.laps >= laps:
        faults.add(here, f"found {table.laps:g}, the race has {laps}", f"write less than {laps}")
    elif not last:
        if not any(faults.dropped((*path[:-1], each)) for each in ("splits", "laps_s", "splits_s")):
            faults.add(
                here,
                "nobody knows how fast the team was before it",
                "give a known passing before the fall, in splits",
            )
    elif table.laps <= last / 2:
        faults.add(
            here,
            f"found {table.laps:g}, with a known passing at {last / 2:g} laps",
            "give only passings before the fall: after it, only the finish is told",
        )
    elif len(found) == 1:
        return Fall(found[0], table.laps)
    return None


def _stranger(name: str, known: Sequence[str], path: Path, role: str, faults: Faults) -> None:
    best = None if faults.full else suggestion(name, known)
    everybody = ", ".join(known[:12])
    faults.add(
        path,
        f"{shown(name)} is not {role}",
        f"did you mean {shown(best)}? Known are {everybody}" if best else f"known are {everybody}",
    )


def _either(indices: Sequence[int], known: Sequence[str]) -> str:
    return " or ".join(known[i] for i in indices[:4])


def _assumed(table: EntryTable, made: Formation) -> tuple[str, ...]:
    """Keys of an entry that are assumptions: those marked so, and turns nobody gave."""
    marked = [*(table.assumed or ())]
    written = table.formation
    if written is not None:
        marked += [f"formation.{each}" for each in written.assumed or ()]
        usual = written.leads is None and len(made.leads) > 1
        if usual and not {"formation", "formation.leads"} & {*marked}:
            marked.append("formation.leads")
    for name in GROUPS.keys() & type(table).model_fields.keys():
        group = getattr(table, name)
        marked += [f"{name}.{each}" for each in (group.assumed if group else None) or ()]
    return tuple(dict.fromkeys(marked))
