"""What stands below results and is none: another table, or who officiated and what the ice was.

Such a table is left out or asked; a time or a word about one in it is always asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from fuzz.classes_apart import drafted, taken
from fuzz.sheet_words import CLUBS, NATIONS, clock
from fuzz.skated_rounds import LAPS, Round, races, said_otherwise
from pursuit_sim.importers.words.nations import code

_Rows = list[list[str]]
_DRAWN = 0.1  # of such lines: who meets whom in a race to come
_HEADS = (
    ("Heat", "Team", "Time"),
    ("Heat", "Lane", "Team", "Time"),
    ("Round", "Heat", "Team", "Time"),
)
# Tables that say nothing of a time: heads, and how a row of a team is made.
_HARMLESS = (
    (("Rank", "Team", "Points"), ("{n}", "{team}", "{points}")),
    (("Rang", "Mannschaft", "Punkte"), ("{n}", "{team}", "{points}")),
    (("Team", "Skater 1", "Skater 2", "Skater 3"), ("{team}", "Berg", "Dahl", "Lind")),
    (("Referee", "Starter"), ("K. Lee", "J. Kim")),
    (("Record", "Date", "Holder", "Time"), ("WR", "2024-01-26", "{team}", "3:33.66")),
)  # fmt: skip
# What takes a time away, or has one that nobody would miss.
_GRAVE = (
    (("Heat", "Team"), ("{n}", "{team}", "{time}")),
    (("Rank", "Team", "Points"), ("{n}", "{team}", "{time}")),
    (("Rank", "Team", "Points"), ("{n}", "{team}", "{points}", "time cancelled")),
    (("Heat", "Team", "Mark", "Record"), ("{n}", "{team}", "{time}", "NR")),
    (("Heat", "Team", "Performance", "Record"), ("{n}", "{team}", "{time}", "PB")),
    (("Team", "Remark"), ("{team}", "time does not count")),
    (("Team", "Points", "Remark"), ("{team}", "0", "relegated")),
    (("Rank", "Team", "Note"), ("{n}", "{team}", "see jury")),
    (("Skater", "Nation"), ("{n}", "{team}", "{time}")),
)  # fmt: skip
_FOOTERS = (
    ("Referee", "K. Lee"), ("Chief Referee", "Jan de Jong"), ("Printed", "29.11.2026"),
    ("Page", "1/1"),
    ("Timing", "Swiss Timing"), ("Weather", "sunny"), ("Ice temp", "-7.0"), ("Humidity", "40%"),
    ("Chief Referee", "Jan Bolt (NED)"), ("Technical delegate", "Bolt GER"),
    ("Juge-arbitre", "Jean Dupont (FRA)"), ("Starter", "van Dam"), ("Ice", "good"),
    ("Web", "www.isu.org"), ("Timing", "by Swiss Timing"), ("Final A", "K. Lee"),
    ("Reserve teams", "Sandefjord SK"), ("Venue", "Hamar (NOR)"),
    ("Место", "Команда"), ("名次", "队伍"), ("Seed", "QF time"), ("Heat", "Outer"),
)  # fmt: skip


def _times(random: Random, seconds: float) -> str:
    """A time as people write it without a colon, or with one."""
    minutes, rest = divmod(round(seconds * 100), 6000)
    whole, part = divmod(rest, 100)
    ways = (
        f"{seconds:.2f}",
        f"{minutes}.{whole:02d},{part:02d}",
        f"{minutes}'{whole:02d}\"{part:02d}",
    )
    return random.choice((*ways, clock(seconds)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Results of one round, by the roles of their heads."""

    heads: tuple[str, ...]
    skated: Round
    called: dict[str, str]

    def rows(self) -> _Rows:
        found = [[*self.heads]]
        for heat, race in enumerate(self.skated.races, 1):
            for n, each in enumerate(race):
                time = each.status if each.time_s is None else clock(each.time_s)
                said = {"Round": "Semi", "Heat": str(heat), "Lane": ("Inner", "Outer")[n % 2],
                        "Team": self.called[each.team], "Time": time}  # fmt: skip
                found.append([said[head] for head in self.heads])
        return found


def _csv(rows: _Rows) -> bytes:
    width = max(map(len, rows))
    quoted = ([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows)
    return "\n".join(",".join([*row, *[""] * (width - len(row))]) for row in quoted).encode()


def _sheet(random: Random, sex: str) -> _Sheet:
    clubs = random.random() < 0.5
    names = [CLUBS[i % len(CLUBS)] if clubs and i % 2 else each for i, each in
             enumerate(NATIONS.values())]  # fmt: skip
    called = dict(zip(NATIONS, names, strict=True))
    skated = tuple(
        tuple(replace(each, team=code(called[each.team])) for each in race)
        for race in races(random, sex, set(), pairs=True)
    )
    by_code = {code(name): name for name in names}
    return _Sheet(random.choice(_HEADS), Round(sex, 0, skated), by_code)


def other_table(random: Random) -> list[str]:
    """What is wrong where another table stands below results: it is left out, or asked."""
    sex = random.choice([*LAPS])
    sheet = _sheet(random, sex)
    grave = random.random() < 0.6
    heads, row = random.choice(_GRAVE if grave else _HARMLESS)
    teams = [each.team for race in sheet.skated.races for each in race]
    below = [[*heads]]
    for n, team in enumerate(random.sample(teams, random.randint(1, len(teams))), 1):
        said = {"n": str(n), "team": sheet.called[team], "points": str(130 - 10 * n),
                "time": _times(random, LAPS[sex] * 27.3 + n)}  # fmt: skip
        below.append([cell.format(**said) for cell in row])
    gap = random.choice(([], [[""]], [[""], ["Below"]]))
    files = [("0.csv", _csv([*sheet.rows(), *gap, *below]))]
    how = f" ({', '.join(heads)} below {', '.join(sheet.heads)}: {', '.join(below[1])})"
    if grave:
        return (
            [f"a table with times or judgements is left out{how}"] if taken(files, sex=sex) else []
        )
    made = drafted(files, sex=sex)
    return [each + how for each in said_otherwise(made.tables, [sheet.skated], sex)]


def footer(random: Random) -> list[str]:
    """What is wrong where a label and its value stand below results: no team, no race."""
    sex = random.choice([*LAPS])
    sheet = _sheet(random, sex)
    label, value = random.choice(_FOOTERS)
    row = [""] * len(sheet.heads)
    at = sheet.heads.index("Team")
    if random.random() < 0.3:  # beside each other, where others have a team and a time
        row[at], row[at + 1] = random.choice(((label, value), (value, label)))
    else:
        row[random.randrange(at)], row[at] = label, value
    gap = random.choice(([], [[""]]))
    if random.random() < _DRAWN:
        label, value = "Final A", "two teams"
        row[0], row[at], row[at + 1] = label, *random.sample([*sheet.called.values()], 2)
    files = [("0.csv", _csv([*sheet.rows(), *gap, row]))]
    if not taken(files, sex=sex):
        return []
    made = drafted(files, sex=sex)
    how = f" ({label}, {value})"
    return [each + how for each in said_otherwise(made.tables, [sheet.skated], sex)]
