"""From the table of a formation to the `Formation` that a line-up skates."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import FormationTable
from pursuit_sim.scenario.formation import KINDS, SKATERS, Formation, Kind, Lead, default_leads
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.strangers import called, either, meant, stranger


def formation(
    table: FormationTable,
    lineup: tuple[str, ...],
    skaters: Sequence[str],
    laps: int,
    path: Path,
    faults: Faults,
) -> Formation | None:
    """The formation of a line-up, front to back, or None where it cannot be skated."""
    if table.leads is None:
        return _usual(table, laps, path, faults)
    if table.kind is not None:
        problem = "stands beside leads"
        faults.add((*path, "kind"), problem, "give either the kind, or leads and push")
        return None
    leads = []
    for i, (name, turn) in enumerate(table.leads):
        here = (*path, "leads", i)
        found = meant(name, lineup, here, faults)
        if len(found) != 1:
            if found:
                faults.add(here, f"{shown(name)} may be {either(found)}", "write more")
            elif match(name, skaters):
                problem = f"{called(name, here, faults)} is not in the line-up"
                faults.add(here, problem, f"write one of {', '.join(lineup)}")
            else:
                stranger(name, lineup, here, "in the line-up", faults)
            continue
        leads.append(Lead(lineup.index(found[0]), turn))
    if len(leads) < len(table.leads):
        return None
    made = Formation(tuple(leads), bool(table.push))
    impossible = made.problem(laps, lineup)
    if impossible:
        faults.add((*path, "leads"), *impossible)
        return None
    return made


def _long_enough(kind: Kind, laps: int) -> bool:
    """Whether a race has room for the usual turns of a kind."""
    leaders = {lead.skater for lead in default_leads(kind, laps)}
    return len(leaders) >= {"rotating": SKATERS, "few changes": 2}.get(kind, 1)


def _usual(table: FormationTable, laps: int, path: Path, faults: Faults) -> Formation | None:
    """A formation with the usual turns of its kind."""
    if faults.dropped((*path, "leads")) or faults.dropped((*path, "kind")):
        return None
    if table.kind == "unknown":
        if table.push is not None:
            faults.add((*path, "push"), "stands beside an unknown formation", "keep one of them")
        return Formation(default_leads("rotating", laps), known=False)
    kind = table.kind or ("push" if table.push else "fixed")
    push = table.push if table.push is not None else kind == "push"
    made = Formation(default_leads(kind, laps), push)
    if not _long_enough(kind, laps):
        faults.add(
            (*path, "kind"),
            f"a race of {laps} lap{'s' if laps > 1 else ''} is too short for the usual turns "
            f"of {shown(kind)}",
            f"write the leads, or one of {', '.join(k for k in KINDS if _long_enough(k, laps))}",
        )
        return None
    return made
