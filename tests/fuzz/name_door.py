"""The door of names: whom a word means is the same whatever is said in which spelling and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from fuzz.outcomes import RefusedError, ViolatedError, faults
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import Scenario, load_text
from pursuit_sim.scenario.race import Entry

_SKATERS = {"Takagi": "Miho Takagi", "Sato": "Ayano Sato", "Horikawa": "Momoka Horikawa"}
_TIMES = ("3:56.0", "4:05.0", "4:08.0")  # over 3000 m
_SPELT = {
    "Takagi": ("Miho Takagi", "Miho Takagi", "Miho Takagi", "Takagi Miho", "M. Takagi"),
    "Sato": ("Ayano Sato", "Ayano Sato", "Ayano Sato", "A. Sato", "Ayano Satō"),
    "Horikawa": ("Momoka Horikawa", "Momoka Horikawa", "HORIKAWA Momoka", "Horikawa"),
}
_OTHERS = (
    "Nana Takagi", "Mana Takagi", "Yui Sato", "Momoka Sato", "Sato Takagi", "Miho Sato",
    "Rio Yamada", "Yuna Onodera", "Claudia Berg",
)  # fmt: skip
_EVENT = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "Names"
sex = "women"
laps = 6
[teams.JPN]
skaters = {squad}
{bodies}
[teams.AAA]
skaters = ["Ada Berg", "Bea Dahl", "Cleo Lind"]
[races.r1.finish]
team = "JPN"
formation = {{ push = false, leads = [["{first}", 3], ["{second}", 3]] }}
lineup = {lineup}
time = "2:54.00"
[races.r1.crossing]
team = "AAA"
formation = "push"
lineup = ["Berg", "Dahl", "Lind"]
time = "2:56.00"
"""
_Change = dict[str, object]


def knock(random: Random) -> None:
    """An event in surnames or full names, squads in any order, another one of the opponent."""
    changes = [_change(random) for _ in range(random.choice((1, 2, 3)))]
    other = [dict(each) for each in changes]
    other[-1]["teams.AAA.skaters"] = ["Ada Berg", "Bea Dahl", "Cleo Lind", "Dora Moe"]
    ways = {
        "in surnames": (_event(full=False), changes),
        "in full names": (_event(full=True), changes),
        "squads in other orders": (_event(full=False), [_mixed(random, e) for e in changes]),
        "with another squad of the opponent": (_event(full=False), other),
    }
    found = {way: _skated(event, all_) for way, (event, all_) in ways.items()}
    first = found["in surnames"]
    for way, each in found.items():
        if (each is None) != (first is None) or each != first:
            raise ViolatedError(f"{way}: {each}; in surnames: {first}; by {changes}")
    if first is None:
        raise RefusedError


def _event(*, full: bool) -> str:
    names = list(_SKATERS.values() if full else _SKATERS)
    bodies = "\n".join(
        f'bodies."{name}".time_3000 = "{time}"' for name, time in zip(names, _TIMES, strict=True)
    )
    squad, lineup = (str(each).replace("'", '"') for each in ([*_SKATERS.values()], names))
    return _EVENT.format(squad=squad, bodies=bodies, first=names[0], second=names[1], lineup=lineup)


def _change(random: Random) -> _Change:
    """Another squad, mostly of the same three and of namesakes; a line-up, a body."""
    change: _Change = {}
    same = [random.choice(_SPELT[name]) for name in _SKATERS]
    if random.random() < 0.2:
        same.pop(random.randrange(len(same)))
    squad = [*same, *random.sample(_OTHERS, random.choice((0, 1, 1, 2)) + 3 - len(same))]
    random.shuffle(squad)
    if random.random() < 0.6:
        change["teams.JPN.skaters"] = squad
    words = [*squad, *_SKATERS]
    if random.random() < 0.4:
        change["races.r1.finish.lineup"] = random.sample(
            squad if random.random() < 0.8 else words, 3
        )
    if random.random() < 0.3 or not change:
        change[f'teams.JPN.bodies."{random.choice(words)}".mass_kg'] = random.choice((55, 60, 65))
    return change


def _mixed(random: Random, change: _Change) -> _Change:
    return {
        key: random.sample(said, len(said)) if key.endswith("skaters") and isinstance(said, list)
        else said
        for key, said in change.items()
    }  # fmt: skip


def _skated(event: str, changes: Sequence[Mapping[str, object]]) -> object:
    """Who skated with which body and lead, now and in the race before; None where refused."""
    scenario: Scenario = load_text(event)
    try:
        for change in changes:
            scenario = scenario.changed(change)
    except InputError as error:
        faults(error)
        return None
    (entry, _) = scenario.races["r1"].entries
    before = entry.was.entries[0] if entry.was is not None else None
    return _said(entry), before and _said(before)


def _said(entry: Entry) -> object:
    leads = tuple((entry.lineup[lead.skater], lead.laps) for lead in entry.formation.leads)
    return entry.lineup, leads, tuple(map(repr, entry.bodies))
