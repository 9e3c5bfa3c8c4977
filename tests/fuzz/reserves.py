"""Skaters whom a sheet names among those of a team, and says that they did not skate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from fuzz.sheet_words import SURNAMES

_SHARE = 0.3  # of the teams of which all are named
RESERVES = ("Sund", "Fosse", "Hagen", "Tangen", "Sunde")  # who never skate
_WORDS = (
    "reserve", "Reserve", "res.", "RES", "sub", "substitute", "Ersatz", "Ersatzläufer", "riserva",
    "remplaçant", "remplaçante", "reserverijder", "innbytter", "4th skater", "not used",
    "did not skate", "alternate", "coach", "Trainer", "Sub", "Res", "Staff", "запасной", "резерв",
    "후보", "補欠", "替补", "náhradník", "tartalék", "rez.", "alt.", "Ers.", "rempl.",
)  # fmt: skip
_BEHIND = (
    "{} ({})", "{} [{}]", "{} - {}", "{} – {}", "{}, {}", "{}（{}）", "{} （{}）",
    "{}【{}】", "{} {{{}}}",
)  # fmt: skip
_BEFORE = ("{1}: {0}", "({1}) {0}", "{1}：{0}", "（{1}） {0}")
_NOBODY = ("-", "–", "—", "?", "n/a", "N/A", "TBA", "unknown")  # in the place of a name
_EMPTY = 0.08  # of the teams, one place
_SHORT = ("R", "r.")  # in brackets alone
_KEYS: tuple[dict[str, object], ...] = (
    {"starter": False}, {"isStarter": "no"}, {"reserve": True}, {"isReserve": 1},
    {"substitute": "yes"}, {"skated": False}, {"didSkate": 0}, {"role": "reserve"},
    {"function": "coach"}, {"type": "SUB"}, {"role": "Ersatzläufer"}, {"position": "reserve"},
    {"remark": "R"}, {"note": "not used"}, {"used": False}, {"raced": "no"},
    {"designation": "Reserve"}, {"squad": "reserve"}, {"state": "Did not skate"}, {"job": "Coach"},
    {"tags": ["reserve"]}, {"roleInRace": "후보"}, {"category": "запасной"}, {"label": "Ersatz"},
)  # fmt: skip


def marked(random: Random, *, below: bool = False) -> str:
    """A name with what says that he did not skate; below a team without a colon or a digit."""
    name, short = random.choice(RESERVES), random.choice(_SHORT)
    if random.random() < 0.2:
        return f"R: {name}" if not below and random.random() < 0.3 else f"{name} ({short})"
    ways = _BEHIND if below or random.random() < 0.7 else _BEFORE
    words = [each for each in _WORDS if not (below and any(map(str.isdigit, each)))]
    return random.choice(ways).format(name, random.choice(words))


def with_reserve(random: Random, names: Sequence[str]) -> list[str]:
    """Names of a team, perhaps with one who did not skate, anywhere among them."""
    found = list(names)
    if (how := random.random()) < _SHARE:
        for _ in range(random.choice((1, 1, 2))):
            found.insert(random.randint(0, len(found)), marked(random))
    elif how < _SHARE + _EMPTY:
        found.insert(random.randint(0, len(found)), random.choice(_NOBODY))
    return found


def marked_object(random: Random) -> dict[str, object]:
    """The same as an object of JSON."""
    name = random.choice(RESERVES)
    if random.random() < 0.1:
        return {"name": random.choice(_NOBODY)}
    if random.random() < 0.3:
        return {"name": marked(random)}
    return {"name": name, **random.choice(_KEYS)}


def with_counts(random: Random, about: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Objects of three, with reserves among them, as programs number them or count laps."""
    found, name = [{**each} for each in about], random.choice(RESERVES)
    if random.random() < 0.5:  # laps, and no for who had none
        found = [each | {"skated": 8} for each in found]
        found.insert(random.randint(0, 3), {"name": name, "skated": False})
        return found
    for number, each in enumerate(random.sample(RESERVES, 2), 1):
        found.insert(random.randint(0, len(found)), {"name": each, "reserve": number})
    return found


def in_an_object(random: Random, team: str, names: Sequence[str]) -> dict[str, object]:
    """Names in an object that says more of their team."""
    said = ("team", team), ("lineup", "confirmed"), ("main", "yes"), ("starters", "3"), ("", "")
    more: dict[str, object] = dict(filter(all, [random.choice(said)]))
    key = random.choice(("names", "members", "skaters"))
    listed = [{"name": each} for each in names] if random.random() < 0.3 else [*names]
    if random.random() < 0.3:
        name = random.choice(RESERVES)
        return more | {key: [name, *listed], "reserves": [name]}
    if random.random() < 0.3:
        return {**more, **{str(place): name for place, name in enumerate(names, 1)}}
    return more | {key: listed}


def not_of_the_team(tables: Mapping[str, object]) -> list[str]:
    """Who stands in a line-up of a scenario and did not skate."""
    races = tables["races"]
    assert isinstance(races, dict)
    entries = [race.get(side) for race in races.values() for side in ("finish", "crossing")]
    lineups = [entry.get("lineup") for entry in entries if entry]
    return [f"in the line-up: {each}" for lineup in lineups if isinstance(lineup, list)
            for each in lineup if each not in SURNAMES]  # fmt: skip
