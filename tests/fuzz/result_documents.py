"""What was skated as JSON, as an interface gives it, and as a table of passings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

from fuzz.reserves import (
    RESERVES,
    in_an_object,
    marked_object,
    with_counts,
    with_reserve,
)
from fuzz.sheet_words import NATIONS, STATUSES, SURNAMES, clock
from fuzz.skated_rounds import FASTEST_S, LAPS, SPREAD_S, Round, Skated, lap_times_s
from fuzz.unsure import said_none

_CODES = ("status", "irm", "resultStatus", "timeInvalidReason")  # keys with numbers
_ROUNDS = ("Quarterfinals", "Semifinals", "Finals")


def document(random: Random, rounds: Sequence[Round], *, pairs: bool) -> bytes:
    """A list of teams, or an object with one, each with what is said of its race."""
    sexes = {each.sex for each in rounds}
    gender, heat = random.choice(("gender", "sex")), random.choice(("heat", "pair", "heatNumber"))
    named = random.choice(("code", "name", "object"))
    where = random.choice(("status", "time", "remark", "number"))
    named_skaters, code = random.random() < 0.2, random.choice(_CODES)
    with_laps, with_rank = random.random() < 0.3, random.random() < 0.3
    with_round = len(rounds) > len(sexes) or random.random() < 0.3
    in_all = len(sexes) == 1 and random.random() < 0.5
    seconds = random.random() < 0.3
    rows = []
    for each in rounds:
        place = 0
        for number, race in enumerate(each.races, 1):
            for skated in race:
                place += 1
                row: dict[str, object] = {} if in_all else {gender: each.sex}
                if with_round:
                    row["round"] = _ROUNDS[each.name]
                if pairs:
                    row[heat] = number
                elif with_rank and not skated.status:
                    row["rank"] = place
                row["team"] = _team(skated, named)
                row |= _result(random, each.sex, skated, where, seconds=seconds)
                if where == "number":
                    row |= _number(random, each.sex, skated, code)
                elif named_skaters:
                    row |= _with_skaters(random, each.sex, skated, where)
                if with_laps and skated.time_s is not None:
                    took = lap_times_s(random, skated.time_s, LAPS[each.sex])
                    row["laps"] = [{"number": n, "time": f"{s:.2f}"} for n, s in enumerate(took, 1)]
                rows.append(row)
    if not in_all and random.random() < 0.5:
        return json.dumps(rows).encode()
    about: dict[str, object] = {gender: rounds[0].sex} if in_all else {}
    if random.random() < 0.5:
        about["event"] = "World Cup Hamar"
    return json.dumps({**about, random.choice(("results", "teams")): rows}).encode()


def _team(skated: Skated, named: str) -> object:
    name = NATIONS[skated.team]
    whole = {"name": name, "country": skated.team}
    return {"code": skated.team, "name": name, "object": whole}[named]


def _result(
    random: Random, sex: str, skated: Skated, where: str, *, seconds: bool
) -> dict[str, object]:
    if skated.time_s is None and where == "number":
        return {}
    if skated.status and where == "remark" and random.random() < 0.3:
        return {where: said_none(random), "time": _shown(random, sex)}
    if skated.time_s is None:
        return {where: STATUSES[skated.status] if where == "remark" else skated.status}
    return {"time": skated.time_s if seconds else clock(skated.time_s)}


def _number(random: Random, sex: str, skated: Skated, code: str) -> dict[str, object]:
    """A status as a number, which nobody can know, beside a time."""
    if not skated.status:
        return {code: 0} if random.random() < 0.5 else {}
    return {code: 1 + sorted(STATUSES).index(skated.status), "time": _shown(random, sex)}


def _shown(random: Random, sex: str) -> float:
    """A time that does not count."""
    return round(FASTEST_S[sex] + random.uniform(0, SPREAD_S), 2)


def _with_skaters(random: Random, sex: str, skated: Skated, where: str) -> dict[str, object]:
    """Skaters, one of whom may say why his team is out, or that he did not start himself."""
    names = random.sample(SURNAMES, 4)
    about: list[dict[str, object]] = [{"name": name} for name in names]
    told = random.choice(("status", "remark", "irm"))
    if skated.status == "DSQ":
        about[random.randrange(3)][told] = random.choice(("DSQ", STATUSES["DSQ"]))
        return {"skaters": about[:3], where: None, "time": _shown(random, sex)}
    if random.random() < 0.3:
        about[random.randrange(4)] |= random.choice(
            ({told: "DNS"}, {"didNotStart": True}, {told: STATUSES["DNS"]})
        )
        return {"skaters": about}
    if (how := random.random()) < 0.2:
        return {"skaters": "; ".join(with_reserve(random, names[:3]))}
    if how < 0.4:
        return {"skaters": with_reserve(random, names[:3])}
    some = about[:3]
    if how < 0.7:
        some.insert(random.randint(0, 3), marked_object(random))
    elif how < 0.8:
        some = [each | {"order": place} for place, each in enumerate(some, 1)]
        some.append({"name": RESERVES[0], "order": 4})
        random.shuffle(some)
    elif how < 0.85:
        return {"skaters": in_an_object(random, NATIONS[skated.team], names[:3])}
    elif how < 0.88:
        return {"skaters": with_counts(random, some)}
    elif how < 0.9:
        numbered = {str(place): each["name"] for place, each in enumerate(some, 1)}
        return {"skaters": numbered}
    return {"skaters": some}


def passings(random: Random, rounds: Sequence[Round]) -> bytes:
    """A row a team and lap, with the time from the gun; a status in a row of its own."""
    heads = [
        "distance",
        "round",
        "heat",
        "team",
        "skaters",
        "laps",
        "passing",
        "official",
        "status",
    ]
    lines = [",".join(heads).replace("official", "official time")]
    for each in rounds:
        what = f"{each.sex.title()} Team Pursuit"
        for heat, race in enumerate(each.races, 1):
            for skated in race:
                names = " / ".join(with_reserve(random, random.sample(SURNAMES, 3)))
                begin = f"{what},{_ROUNDS[each.name]},{heat},{skated.team},{names}"
                if skated.time_s is None:
                    lines.append(f"{begin},1,31.50,,{skated.status}")
                    continue
                total = 0.0
                for lap, took in enumerate(lap_times_s(random, skated.time_s, LAPS[each.sex]), 1):
                    total += took
                    lines.append(f"{begin},{lap},{total:.2f},{skated.time_s:.2f},")
    return ("\n".join(lines) + "\n").encode()
