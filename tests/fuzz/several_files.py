"""Several files of which one says of no event that it is its own, and passings that end early.

Where nobody can be sure, a scenario says what was skated or there is none; what is left out is
told.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from random import Random

from fuzz.sheet_words import NATIONS, clock
from fuzz.skated_rounds import LAPS, Round, Skated, lap_times_s, races, said_otherwise
from pursuit_sim.importers.opened import sheet as opened
from pursuit_sim.importers.scenario_tables import Draft, draft

_MEETS = (
    "Hamar", "Salt Lake City", "Calgary", "Inzell", "Tomakomai", "Junior World Cup",
    "Spring Cup of Utrecht", "Richmond Olympic Oval",
)  # fmt: skip
_WAYS = ("title", "title", "column", "key")
_STOPS = "unknown"  # of a team whose time nobody gives


@dataclass(frozen=True, slots=True)
class _File:
    """A file with a round of an event, or of none that it says."""

    name: str
    data: bytes
    skated: Round


def _file(random: Random, number: int, meet: str, skated: Round) -> _File:
    """A file that says its event in a title, in a column or under a key; not if that is empty."""
    way = random.choice(_WAYS) if meet else "title"
    rows = [
        (heat, each.team, each.status if each.time_s is None else clock(each.time_s))
        for heat, race in enumerate(skated.races, 1)
        for each in race
    ]
    if way == "key":
        results = [{"heat": heat, "team": team, "time": time} for heat, team, time in rows]
        about = {random.choice(("event", "city")): meet, "sex": skated.sex, "results": results}
        return _File(f"{number}.json", json.dumps(about).encode(), skated)
    title = [skated.sex.title()] if random.random() < 0.5 or (way == "title" and meet) else []
    title += [meet] if way == "title" and meet else []
    heads, begin = (
        ("Event,Heat,Team,Time", f"{meet},") if way == "column" else ("Heat,Team,Time", "")
    )
    lines = [" ".join(title), heads] if title else [heads]
    lines += [f"{begin}{heat},{team},{time}" for heat, team, time in rows]
    return _File(f"{number}.csv", "\n".join(lines).encode(), skated)


def _drafted(files: list[_File], **choice: str | None) -> Draft:
    sheets = [(each.name, opened(io.BytesIO(each.data), each.name)) for each in files]
    return draft(sheets, **choice)  # type: ignore[arg-type]  # of each choice what it takes


def one_event_of_several(random: Random) -> list[str]:
    """What is wrong where one of two events is chosen, and perhaps a file says none."""
    sex, taken = random.choice(("men", "women")), set[float]()
    meets = random.sample(_MEETS, 2)
    named = [*meets, ""] if random.random() < 0.7 else meets
    files = [
        _file(random, i, meet, Round(sex, 0, races(random, sex, taken, pairs=True)))
        for i, meet in enumerate(named)
    ]
    wanted = random.randrange(2)
    right = files[wanted].skated
    silent = files[2:]
    random.shuffle(files)
    made = _drafted(files, sex=sex, event=meets[wanted])
    found = said_otherwise(made.tables, [right], sex)
    told = " ".join(each for each in made.notes if "left out" in each)
    if silent and not any(team.team in told for race in silent[0].skated.races for team in race):
        found.append("the file without an event is left out untold")
    return found


def stopped_early(random: Random) -> list[str]:
    """What is wrong where passings of a team without a time end early; who skated may be unsaid."""
    sex, taken = random.choice(("men", "women")), set[float]()
    heats = races(random, sex, taken, pairs=True)
    first = heats[0][0]
    time_s = (first.time_s or 220.0) * random.uniform(1.0, 1.15)
    last = random.randint(3, LAPS[sex])
    took = lap_times_s(random, time_s, LAPS[sex])
    laps = [{"number": n, "passageTime": round(sum(took[:n]), 2)} for n in range(1, last + 1)]
    rows: list[dict[str, object]] = []
    for heat, race in enumerate(heats, 1):
        for each in race:
            row: dict[str, object] = {"heat": heat, "team": {"name": NATIONS[each.team]}}
            if each is first:
                row["laps"] = laps
            elif each.time_s is None:
                row["status"] = each.status
            else:
                row["time"] = clock(each.time_s)
            rows.append(row)
    asked = random.choice((None, sex))
    made = _drafted(
        [_File("laps.json", json.dumps(rows).encode(), Round(sex, 0, heats))], sex=asked
    )
    at_finish = last == LAPS[sex]
    end = (
        Skated(first.team, laps[-1]["passageTime"])
        if at_finish
        else Skated(first.team, None, _STOPS)
    )
    whole = ((end, *heats[0][1:]), *heats[1:])
    return said_otherwise(made.tables, [replace(Round(sex, 0, heats), races=whole)], sex)
