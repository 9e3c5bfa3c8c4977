"""From the checked tables of teams and races to a `Race`, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pursuit_sim import event_formats
from pursuit_sim.scenario.check import missing
from pursuit_sim.scenario.dotted_keys import Path, dotted
from pursuit_sim.scenario.endings import endings
from pursuit_sim.scenario.entries import Around, entry
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import EntryTable, FileTable, RaceTable, TeamTable
from pursuit_sim.scenario.formation import SKATERS, Formation, default_leads
from pursuit_sim.scenario.known_gaps import known_gaps
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.parameters import Pacing, Train
from pursuit_sim.scenario.race import SIDE, Entry, Gap, Listed, Race, Team
from pursuit_sim.scenario.solo_times import check_bodies, described
from pursuit_sim.track import Side

SIDES: tuple[Side, ...] = ("finish", "crossing")
# Told apart on ice, also by colour-blind people (after Okabe and Ito, darkened for white).
_COLOURS = (
    "#c8102e", "#0057b8", "#e07000", "#00805e", "#7a3e9d", "#b08900", "#2a93d5", "#5c4033",
)  # fmt: skip


def teams(table: FileTable, faults: Faults, *, put_together: bool = False) -> dict[str, Team]:
    """The teams by code.

    Parameters
    ----------
    table, faults : as of `race`
    put_together : whether squads are those of several layers, which may name somebody in full and
        by surname
    """
    found = {}
    for i, (code, each) in enumerate((table.teams or {}).items()):
        path: Path = ("teams", code)
        missing(each, path, faults)
        _check_skaters(each, path, faults, once=not put_together)
        check_bodies(each, path, faults)
        found[code] = Team(
            code=code,
            name=each.name or code,
            colour=(each.colour or _COLOURS[i % len(_COLOURS)]).lower(),
            skaters=tuple(dict.fromkeys(each.skaters or ())),
            family_first=bool(each.family_first),
            described=described(each),
        )
    return found


def race(name: str, table: RaceTable, around: Around, faults: Faults) -> Race:
    """A race, with those of its teams that can be made.

    Parameters
    ----------
    name : its id
    table : what is left of it after `check`
    around : the rest of the file
    faults : takes the faults
    """
    path: Path = ("races", name)
    found: list[Entry | Listed] = []
    given = {side: getattr(table, side) for side in SIDES}
    sides: dict[Side, EntryTable] = {side: each for side, each in given.items() if each}
    told = endings(table, sides, path, event_format(around.file), faults)
    gap_laps = [gap.laps for gap in table.gaps or () if gap.laps and gap.by is not None]
    for side, each in sides.items():
        here = (*path, side)
        missing(each, here, faults)
        made = entry(each, side, told.get(side), here, around, faults, gap_laps)
        if made is not None:
            doubted = _doubted(made, table, each)
            found.append(replace(made, assumed=(*doubted, *made.assumed)))
    codes = [each.team for each in sides.values() if each.team is not None]
    if not sides and not any(faults.dropped((*path, side)) for side in SIDES):
        faults.add(path, "nobody skates", f"add a table [{dotted((*path, 'finish'))}] or crossing")
    if len(codes) == len(SIDES) and codes[0] == codes[1]:
        problem = f"{shown(codes[0])} skates against itself"
        faults.add((*path, "crossing", "team"), problem, "write another team")
    if table.gaps and any(
        each is None and not faults.dropped((*path, side)) for side, each in given.items()
    ):
        faults.add((*path, "gaps"), "one team skates here", "a gap needs both: leave it out")
    entries = tuple(each for each in found if isinstance(each, Entry))
    own = f"{dotted(path)}."
    gaps = known_gaps(table.gaps or (), codes, found, around.laps, (*path, "gaps"), faults)
    return Race(
        id=name,
        name=table.name or _title(name, table.round),
        round=table.round or event_formats.NO_ROUND,
        division=table.division or "",
        start=table.start or "",
        laps=around.laps or 1,
        rink=around.rink,
        entries=entries,
        listed=tuple(_needed(each, gaps) for each in found if isinstance(each, Listed)),
        gaps=tuple(
            replace(each, assumed=each.assumed or "gaps" in (table.assumed or ())) for each in gaps
        ),
        what_if=around.what_if,
        other_track=around.other_track,
        changed=tuple(key.removeprefix(own) for key in around.changes if key.startswith(own)),
    )


def _doubted(made: Entry | Listed, table: RaceTable, own: EntryTable) -> Iterator[str]:
    """What a race's table marks as assumed that is told of one of its teams."""
    marked = table.assumed or ()
    if made.side in marked:
        yield SIDE
    if isinstance(made, Listed) and made.status == event_formats.NOT_SKATED:
        yield from ["skated"] * ("skated" in marked)
    if "remark" in marked and table.remark and not own.remark and made.remark == table.remark:
        yield "remark"


def _needed(each: Listed, gaps: Sequence[Gap]) -> Listed:
    """Who is not replayed, with how they skated only where passings of the other hang on it."""
    if each.run is None or (gaps and each.throughout):
        return each
    plain = Formation(default_leads("rotating", 1), known=False)
    return replace(each, run=replace(each.run, formation=plain, pacing=Pacing(), train=Train()))


def event_format(table: FileTable) -> event_formats.EventFormat:
    """How the races of a file belong together."""
    rounds = table.event.rounds if table.event else None
    return event_formats.FORMATS[rounds or event_formats.DEFAULT]


def _check_skaters(team: TeamTable, path: Path, faults: Faults, *, once: bool) -> None:
    skaters = team.skaters
    if skaters is None:
        return
    here = (*path, "skaters")
    if len(skaters) < SKATERS:
        faults.add(here, f"found {len(skaters)}", "write at least three names")
    for i, name in enumerate(skaters if once else ()):
        before = skaters[:i]
        if match(name, before) or any(match(each, [name]) for each in before):
            faults.add((*here, i), f"{shown(name)} is named twice", "name each skater once")


def _title(name: str, round_: str | None) -> str:
    if round_ and round_.startswith("final-"):
        return f"Final {round_[-1].upper()}"
    number = re.fullmatch(r"(?:qf|sf)-(\d+)", name)
    if number and round_ in ("quarterfinal", "semifinal"):
        return f"{round_.capitalize()} {number[1]}"
    return name.replace("-", " ").capitalize()
