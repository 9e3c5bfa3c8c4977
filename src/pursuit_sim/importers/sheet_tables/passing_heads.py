"""Heads of a table of passings, and which columns they name."""

from __future__ import annotations

from pursuit_sim.importers.importer import INNER_LAP_M
from pursuit_sim.importers.words.heads import ROLES, plain, without_unit

LOOPS = "inner path m"  # of a transponder loop, along the inner lane


def _of(*first: str, role: str) -> tuple[str, ...]:
    """The heads of a role of any sheet, some of them before the others."""
    return tuple(dict.fromkeys([*first, *map(plain, ROLES[role][1])]))


# Heads without their unit, the first that is there counts.
PASSING_HEADS = {
    "team": ("team", "nation", "noc", "country", "mannschaft", "ploeg", "lag", "equipe", "land"),
    "passing": (
        "cum time",
        "cumulative time",
        "passage time",
        "passing",
        "cum",
        "durchgangszeit",
        "doorkomst",
        "passeringstid",
        "temps de passage",
        "time",
        "zeit",
        "tijd",
        "tid",
        "temps",
    ),
    "official": ("official time", "final time", "result", "endzeit", "eindtijd", "sluttid"),
    "heat": _of("heat", "pair", "race", role="heat"),
    "round": ("round", "phase", "turno", "omgang"),  # a Runde is a lap here
    "lane": _of("lane", "start lane", role="side"),
    "distance": ("distance", "discipline", "event", "afstand", "distanse"),
    "sex": _of(role="sex"),
    "class": _of(role="class"),
    "known": ("known",),
    "skaters": ("skaters",),
    "fell": ("fell",),
    "fell laps": ("fell laps",),
    "status": ("status", "irm", "rank", "place", "position"),
    "remark": _of(role="remark"),
}
REACHED = {
    "nominal m": 1 / 400, "metres": 1 / 400, "meters": 1 / 400, "distance m": 1 / 400,
    "laps": 1.0, "lap": 1.0, "half laps": 0.5, "half lap": 0.5,
    "runde": 1.0, "runden": 1.0, "ronde": 1.0, "ronden": 1.0, "runder": 1.0,
    LOOPS: 1 / INNER_LAP_M,
}  # fmt: skip
TIMES = ("passing", "official")


def passing_columns(heads: list[str]) -> dict[str, int]:
    """Where each thing stands that a head names; the first name of each counts."""
    return {
        role: found[0]
        for role, found in all_columns(heads).items()
        if found and role not in ("reached", "status", "remark")
    }


def all_columns(heads: list[str]) -> dict[str, list[int]]:
    """Every column of each thing, the one that counts before the others."""
    spelt_out = [plain(head) for head in heads]
    bare = [without_unit(head) for head in heads]
    found = {}
    for role, names in {**PASSING_HEADS, "reached": tuple(REACHED)}.items():
        spelt = bare if role in TIMES else spelt_out
        found[role] = [i for name in names for i, head in enumerate(spelt) if head == name]
    if any(bare[i] != "time" for i in found["passing"]):
        # Beside passings, a plain time may be of the lap.
        found["passing"] = [i for i in found["passing"] if bare[i] != "time"]
    # A head of a class is one of who skated where no other says that.
    who = found["sex"][:1]
    found["sex"] = who + [i for i in found["sex"][1:] if i not in found["class"]]
    found["class"] = [i for i in found["class"] if i not in who]
    return found
