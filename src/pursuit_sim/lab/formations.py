"""The formations a team is compared in: its own where it skated it, else the usual one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import numpy as np

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.formation import SKATERS, Formation, Kind, Lead, default_leads
from pursuit_sim.scenario.picking import unknown
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.turns import MID_CURVE_LAPS

ROTATING: Final = "rotating"
PUSH: Final = "push"
FEW: Final = "few changes"
FIXED: Final = "fixed"
COMPARED: tuple[Kind, ...] = (ROTATING, PUSH, FEW, FIXED)
# As labels say them: in a file few changes are without a push, here they are with one.
SAID: Mapping[Kind, str] = MappingProxyType(
    {ROTATING: "rotating", PUSH: "push", FEW: "few changes, push", FIXED: "fixed"}
)

# Turns of a usual rotation over eight laps: five changes in mid-curve, shared as equally as
# curves allow (2¾, 2½ and 2¾ laps in front).
_POSSIBLE = 5  # other turns that are tried where those that were skated are not known
_USUAL_EIGHT = (1.25, 1.5, 1.5, 1.5, 1.0, 1.25)


def role(formation: Formation) -> Kind:
    """Which of the four compared formations one is.

    A rotation in which somebody never leads still is one, unless it pushes.
    """
    if len(formation.leads) == 1:
        return PUSH if formation.push else FIXED
    return FEW if formation.push else ROTATING


def asked(words: str, where: str) -> Kind:
    """The compared formation that words stand for, such as "few changes, push".

    Parameters
    ----------
    words : in any case, with hyphens in place of commas and spaces where that is easier
    where : the option or argument in which they were written

    Raises
    ------
    InputError
        if they stand for none, or do not say whether there is a push
    """
    found = _plain(words)
    by_words = {_plain(said): kind for kind, said in SAID.items()}
    if found == FEW:
        problem = (
            "few changes are skated with a push or without, and only with one are they compared"
        )
        remedy = f"write {SAID[FEW]!r}; without a push they are a rotation"
        raise InputError.single(where, "", problem, remedy)
    if found not in by_words:
        raise unknown("formation", words, SAID.values(), where)
    return by_words[found]


def _plain(words: str) -> str:
    return " ".join(re.split(r"[\s,-]+", words.strip().casefold()))


def refuse_skated(code: str, race: Race, kind: Kind, where: str) -> None:
    """Refuse to ask what another formation is worth where it is the one that was skated.

    Parameters
    ----------
    code, race : who, and where
    kind : that is asked about
    where : what the fault names

    Raises
    ------
    InputError
        if it is, with what was skated
    """
    formation = find_entry(race, code).formation
    if role(formation) != kind:
        return
    others = "; ".join(SAID[each] for each in COMPARED if each != kind)
    problem = f"{code} skated {formation.label!r} itself in {race.id}"
    if formation.label != SAID[kind]:
        problem += f", which is compared as {SAID[kind]!r}"
    raise InputError.single(where, "", problem, f"write one of {others}")


def counterparts(race: Race, entry: Entry) -> dict[Kind, Entry]:
    """The entry in each compared formation; its own, as skated, stands among them."""
    own = role(entry.formation)
    return {
        kind: entry if kind == own else replace(entry, formation=usual(kind, race))
        for kind in COMPARED
    }


def usual(kind: Kind, race: Race) -> Formation:
    """A formation of a kind for a race when the team has none of its own."""
    match kind:
        case "rotating":
            return Formation(_usual_rotation(race.laps))
        case "few changes":
            return Formation(default_leads("few changes", race.laps), push=True)
        case "push":
            return Formation((Lead(0, float(race.laps)),), push=True)
        case _:
            return Formation((Lead(0, float(race.laps)),))


def _usual_rotation(laps: int) -> tuple[Lead, ...]:
    """Turns that end in mid-curve; eight laps as in the reference race of the docs."""
    if laps == sum(_USUAL_EIGHT):
        return tuple(Lead(i % SKATERS, turn) for i, turn in enumerate(_USUAL_EIGHT))
    turns = list(default_leads("rotating", laps))
    if len(turns) > 1:
        # A quarter lap earlier, so that the change falls into the middle of a curve.
        first, last = turns[0], turns[-1]
        quarter = 0.25 if first.laps > 0.5 else -0.25
        turns[0] = Lead(first.skater, first.laps - quarter)
        turns[-1] = Lead(last.skater, last.laps + quarter)
    return tuple(turns)


def with_known_turns(race: Race, entry: Entry) -> Entry:
    """The entry; where nobody said how long each turn of a rotation was, with even ones.

    The short form of a formation fills in turns that are easy to read; the power model
    would take their unevenness for the team's choice.
    """
    formation = entry.formation
    unsaid = {"formation", "formation.leads"} & {*entry.assumed}
    if unsaid and formation.leads == default_leads(ROTATING, race.laps) and not formation.push:
        return replace(entry, formation=replace(formation, leads=usual(ROTATING, race).leads))
    return entry


def find_entry(race: Race, team: str) -> Entry:
    """The entry of a team in a race.

    Raises
    ------
    InputError
        if the team does not skate in it
    """
    index = race.by_team().get(team)
    if index is None:
        remedy = f"write one of {', '.join(race.by_team())}"
        raise InputError.single(race.id, "team", f"{team!r} does not skate in {race.title}", remedy)
    return race.entries[index]


def find_skated(race: Race, team: str) -> Entry:
    """The entry of a team in a race, in a formation that can be compared with others.

    Raises
    ------
    InputError
        if the team does not skate in it, or nobody knows in which formation
    """
    entry = find_entry(race, team)
    if not entry.formation.known:
        problem = f"nobody knows how {team} skated, so that nothing can be compared with it"
        remedy = 'write the formation you suppose, and assumed = ["formation"]'
        raise InputError.single(race.id, f"{entry.side}.formation", problem, remedy)
    return entry


def possible_turns(race: Race, entry: Entry) -> tuple[Formation, ...]:
    """Formations that may have been skated: one where it is known, the assumed one first.

    Where nobody published how long each turn of a rotation was, its changes may have lain
    half a lap earlier or later; where not even their number is known, there were 3 to 7.
    """
    own, laps = entry.formation, race.laps
    unsaid = {"formation", "formation.leads"} & {*entry.assumed}
    if not unsaid or len(own.leads) == 1:
        return (own,)
    generator = np.random.default_rng(0)  # the same ones for everybody
    any_number = "formation" in unsaid or own == usual(ROTATING, race)
    found = {own: None}
    halves = [each.half_lap for each in own.exchanges()]
    for changes in (3, 4, 5, 6, 7) if any_number else (len(halves),) * _POSSIBLE:
        even = [2 * laps * (k + 1) / (changes + 1) - 1 for k in range(changes)]
        moved = np.rint(even if any_number else halves) + generator.integers(-1, 2, changes)
        slots = np.unique(moved.clip(1, 2 * laps - 2).astype(int))
        edges = [0.0, *(slots / 2 + MID_CURVE_LAPS).tolist(), float(laps)]
        leaders = _leaders(own, len(edges) - 1, any_number=any_number)
        lengths = (until - since for since, until in pairwise(edges))
        leads = tuple(Lead(who, length) for who, length in zip(leaders, lengths, strict=False))
        made = Formation(leads, own.push)
        if made.problem(laps, entry.lineup) is None:
            found[made] = None
    return tuple(found)


def _leaders(own: Formation, turns: int, *, any_number: bool) -> list[int]:
    """Who leads in turn: as they did, or all three."""
    as_was = [lead.skater for lead in own.leads]
    return [i % SKATERS for i in range(turns)] if any_number else as_was
