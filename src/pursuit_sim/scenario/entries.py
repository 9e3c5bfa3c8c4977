"""From the tables of an entry to the `Entry` that is simulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pursuit_sim.event_formats import FINISHED
from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.check import absent
from pursuit_sim.scenario.dotted_keys import Path, dotted
from pursuit_sim.scenario.endings import Ending
from pursuit_sim.scenario.falls import fall, fell, paced
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import UNKNOWN, number, shown
from pursuit_sim.scenario.file_tables import (
    EntryTable,
    FileTable,
    TeamTable,
)
from pursuit_sim.scenario.formation import SKATERS, Formation, default_leads
from pursuit_sim.scenario.human_limits import (
    FASTEST_HALF_LAP_S,
    FASTEST_MPS,
    SLOWEST_HALF_LAP_S,
    SLOWEST_MPS,
)
from pursuit_sim.scenario.inheritance import Inheritance
from pursuit_sim.scenario.known_splits import Known, splits
from pursuit_sim.scenario.parameters import GROUPS, Pacing, Rink
from pursuit_sim.scenario.race import (
    PASSING_KEYS,
    STAYED_AWAY,
    Entry,
    Fall,
    Fell,
    Listed,
    Split,
    Team,
)
from pursuit_sim.scenario.since_told import Since
from pursuit_sim.scenario.skated_formation import formation
from pursuit_sim.scenario.strangers import either, meant, stranger
from pursuit_sim.track import LAP_LENGTH_M, Side
from pursuit_sim.units import format_time


class Around(NamedTuple):
    """What an entry needs to know of the rest of the file."""

    file: FileTable
    since: Since
    laps: int | None
    teams: Mapping[str, Team]
    rink: Rink
    what_if: bool = False
    changes: tuple[str, ...] = ()
    other_track: bool = False


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
    table: EntryTable,
    side: Side,
    ending: Ending | None,
    path: Path,
    around: Around,
    faults: Faults,
    gap_laps: Sequence[float] = (),
) -> Entry | Listed | None:
    """The entry, or None where faults were noted that leave it incomplete.

    Whoever has no valid time, or lost time in an incident of which too little is known, is
    only listed.

    Parameters
    ----------
    table : the entry
    side, path : where it starts, and where it stands in the file
    ending : how it ended
    around : the rest of the file
    faults : takes the faults
    gap_laps : where its gap to the other team is known
    """
    laps = around.laps
    check_time(ending.time_s if ending else None, laps, (*path, "time"), faults)
    replayed = ending is None or (ending.status == FINISHED and not table.incident)
    if replayed:
        for name in ("lineup", "formation"):
            if getattr(table, name) is None:
                absent((*path, name), faults)
    team_table, team = _team(table, path, around, faults)
    lineup = _lineup(table, team, path, faults) if team else None
    levels = Inheritance.around(around.file, team_table, table, path)
    # A time with a fall in it does not tell how fast they are.
    paced_s = ending.time_s if ending and table.fall is None else None
    pacing = levels.pacing(paced_s, laps, faults)
    if laps is None or ending is None:
        return None
    if not replayed:
        told = _Listing(table, side, ending, pacing, levels, gap_laps)
        return _listed(told, team, lineup, laps, path, around, faults)
    time_s = ending.time_s
    if time_s is None:
        return None
    known: Known = ((), "")
    if plausible(time_s, laps):
        known = splits(table, laps, time_s, path, faults)
    if lineup is None or table.formation is None or team is None:
        return None
    made = formation(table.formation, lineup, team.skaters, laps, (*path, "formation"), faults)
    fallen = fall(table.fall, lineup, known[0], gap_laps, laps, (*path, "fall"), faults)
    if made is None:
        return None
    return Entry(
        team=team,
        side=side,
        lineup=lineup,
        formation=made,
        official_time_s=time_s,
        official_gap_s=_published_gap(table, path, around),
        published_records=tuple(table.records or ()),
        splits=known[0],
        splits_note=known[1],
        fall=fallen,
        pacing=pacing,
        train=levels.train(),
        form=levels.form(),
        effort=levels.effort(),
        bodies=levels.bodies(lineup, around.rink),
        assumed=_assumed(table, made),
        lineup_known=table.lineup != UNKNOWN,
        derived_from=ending.derived_from,
        counts=table.counts is not False,
        tie_break=table.tie_break,
        remark=around.since.remark(ending.remark, path),
    )


class _Listing(NamedTuple):
    """What stands in the tables of a run, or around them."""

    table: EntryTable
    side: Side
    ending: Ending
    pacing: Pacing
    levels: Inheritance
    gap_laps: Sequence[float]


def _listed(
    told: _Listing, team: Team | None, lineup: tuple[str, str, str] | None, laps: int, path: Path,
    around: Around, faults: Faults,
) -> Listed | None:  # fmt: skip
    """A run that is not replayed, with what is known of it."""
    table, ending = told.table, told.ending
    given = [name for name in PASSING_KEYS if getattr(table, name)]
    known: Known = ((), "")
    if given and ending.status in STAYED_AWAY:
        problem = f"stands beside {ending.status!r}"
        faults.add((*path, given[0]), problem, "who did not skate has none: keep one of them")
    elif ending.time_s is None or plausible(ending.time_s, laps):
        known = splits(table, laps, ending.time_s, path, faults)
    if team is None:
        return None
    named = lineup or _stand_ins(team)
    made = None
    if table.formation is not None:
        made = formation(table.formation, named, team.skaters, laps, (*path, "formation"), faults)
    stood = ending.status in STAYED_AWAY
    fallen = None if stood else _fell(table, lineup, team, laps, path, faults)
    return Listed(
        team=team,
        side=told.side,
        status=ending.status,
        remark=around.since.remark(ending.remark, path),
        incident=around.since.incident(table.incident or "", path),
        lineup=lineup if lineup and table.lineup != UNKNOWN else (),
        formation=made.label if made and made.known else "",
        official_time_s=ending.time_s,
        official_gap_s=_published_gap(table, path, around),
        published_records=tuple(table.records or ()),
        derived_from=ending.derived_from,
        counts=table.counts is not False,
        tie_break=table.tie_break,
        assumed=tuple(table.assumed or ()),
        form=told.levels.form(),
        fell=fallen,
        run=None if stood else _as_if_counted(told, team, named, made, known, fallen, laps),
    )


def _fell(
    table: EntryTable, lineup: tuple[str, str, str] | None, team: Team, laps: int, path: Path,
    faults: Faults,
) -> Fell | None:  # fmt: skip
    """Who fell of a run that is not replayed: of its line-up, or else of the squad."""
    if lineup and table.lineup != UNKNOWN:
        return fell(table.fall, lineup, "in the line-up", laps, (*path, "fall"), faults)
    squad = (*_stand_ins(team), *team.skaters) if team.skaters else ()
    return fell(table.fall, squad, f"a skater of {team.code}", laps, (*path, "fall"), faults)


def _as_if_counted(
    told: _Listing, team: Team, lineup: tuple[str, str, str], made: Formation | None, known: Known,
    fallen: Fell | None, laps: int,
) -> Entry | None:  # fmt: skip
    """What is known of a run on the way, as the entry that it would be; None where nothing is."""
    table, time_s = told.table, told.ending.time_s
    timed = time_s is not None and plausible(time_s, laps)
    if not known[0] and (not timed or table.incident):
        return None
    if made is None:
        made = Formation(default_leads("rotating", laps), known=False)
    fits = fallen and fallen.skater in lineup and paced(fallen, known[0], told.gap_laps)
    down = Fall(lineup.index(fallen.skater), fallen.laps) if fallen and fits and timed else None
    if time_s is None or not timed:
        time_s = _likely_end(known[0][-1], told.pacing.start_loss_s, laps)
    return Entry(
        team=team,
        side=told.side,
        lineup=lineup,
        formation=made,
        official_time_s=time_s,
        splits=known[0],
        splits_note=known[1],
        fall=down,
        pacing=told.pacing,
        train=told.levels.train(),
        assumed=tuple(table.assumed or ()),
        lineup_known=table.lineup != UNKNOWN,
        counts=table.counts is not False,
    )


def _likely_end(last: Split, start_loss_s: float, laps: int) -> float:
    """A time for who has none [s], at the pace of their last known passing."""
    pace = (last.time_s - start_loss_s) / last.half_lap
    pace = min(max(pace, FASTEST_HALF_LAP_S), SLOWEST_HALF_LAP_S)
    return last.time_s + (2 * laps - last.half_lap) * pace


def _published_gap(table: EntryTable, path: Path, around: Around) -> float | None:
    """The gap of an entry [s], unless a file assumes it or a what-if wrote it, or another team."""
    written = any(dotted((*path, key)) in around.changes for key in ("gap", "team"))
    return None if written or "gap" in (table.assumed or ()) else table.gap


def _stand_ins(team: Team) -> tuple[str, str, str]:
    """Names for a line-up that nobody published, such as "BEL 1"."""
    first, second, third = (f"{team.code} {i}" for i in range(1, SKATERS + 1))
    return first, second, third


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
        remedy = f"{meant} Teams are {known}" if meant else f"write one of {known}"
        faults.add((*path, "team"), f"there is no team {shown(table.team)}", remedy)
    return None, None


def _lineup(
    table: EntryTable, team: Team, path: Path, faults: Faults
) -> tuple[str, str, str] | None:
    if isinstance(table.lineup, str):
        return _stand_ins(team)
    if table.lineup is None:
        return None
    if not team.skaters:
        absent(("teams", team.code, "skaters"), faults)
        return None
    here = (*path, "lineup")
    found: list[str] = []
    for i, name in enumerate(table.lineup[: 2 * SKATERS]):
        fits = meant(name, team.skaters, (*here, i), faults)
        if len(fits) > 1:
            problem = f"{shown(name)} may be {either(fits)}"
            faults.add((*here, i), problem, "write more")
        elif not fits:
            stranger(name, team.skaters, (*here, i), f"a skater of {table.team}", faults)
        elif fits[0] in found:
            problem = f"{shown(fits[0])} is in the line-up twice"
            faults.add((*here, i), problem, "write three different skaters")
        else:
            found.append(fits[0])
    count = len(table.lineup)
    if count != SKATERS:
        problem = f"found {count} skater{'s' if count != 1 else ''}"
        faults.add(here, problem, "write exactly three names, front to back")
    if len(found) != SKATERS or count != SKATERS:
        return None
    return found[0], found[1], found[2]


def _assumed(table: EntryTable, made: Formation) -> tuple[str, ...]:
    """Keys of an entry that are assumptions: those marked so, and what nobody published."""
    marked = [*(table.assumed or ())]
    if table.lineup == UNKNOWN:
        marked.append("lineup")
    if not made.known:
        marked.append("formation")
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
