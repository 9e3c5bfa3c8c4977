"""The World Cups of 2025/26 as scenario files, made of their published results."""

from __future__ import annotations

import csv
from functools import cache

from helpers.races import DATA

# By the first letters of the names as the result sheets have them.
CODES = {
    "BELGIUM": "BEL", "CANADA": "CAN", "CHINA": "CHN", "CZECHIA": "CZE", "FRANCE": "FRA",
    "GERMANY": "GER", "HUNGARY": "HUN", "ITALY": "ITA", "JAPAN": "JPN", "KAZAKHSTAN": "KAZ",
    "NETHERLANDS": "NED", "NORWAY": "NOR", "POLAND": "POL", "REPUBLICOFKOREA": "KOR",
    "SWITZERLAND": "SUI", "UNITEDSTATES": "USA",
}  # fmt: skip
DATES = {1: "2025-11-16", 2: "2025-11-23", 4: "2025-12-14"}  # that had team pursuits
SIDES = {"F": "finish", "C": "crossing"}


@cache
def results() -> list[dict[str, str]]:
    """The rows of the result sheets."""
    with (DATA / "world_cup_2025_26.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def code(name: str) -> str:
    """The NOC of a name such as "UNITED STATES" or "NORWAYF" (F stands for a fall)."""
    plain = name.replace(" ", "")
    return next(short for long, short in CODES.items() if plain.startswith(long))


def rows(number: int, sex: str) -> list[tuple[str, int, str, str, str, str]]:
    """(division, rank, NOC, race, side, time) of an event, sex "M" or "W"."""
    return [
        (
            row["division"],
            int(row["rank"]),
            code(row["team"]),
            row["race"],
            SIDES[row["side"]],
            row["time"].removesuffix("F"),
        )
        for row in results()
        if (int(row["wc"]), row["gender"]) == (number, sex)
    ]


def text(number: int, sex: str) -> str:
    """The scenario of an event; line-ups are not in the sheets."""
    men = sex == "M"
    lines = [
        'format = "pursuit-sim/scenario"',
        "version = 1",
        "[event]",
        f'name = "World Cup {number}"',
        f'sex = "{"men" if men else "women"}"',
        f"laps = {8 if men else 6}",
        'rounds = "world-cup"',
        f"date = {DATES[number]}",
    ]
    found = rows(number, sex)
    for team in dict.fromkeys(row[2] for row in found):
        lines += [f"[teams.{team}]", f'skaters = ["{team} 1", "{team} 2", "{team} 3"]']
    for division, race in sorted({(row[0], row[3]) for row in found}):
        lines += [f"[races.{division.lower()}-{race}]", f'division = "{division}"']
        for row in found:
            if (row[0], row[3]) == (division, race):
                _, _, team, _, side, time = row
                lines += [
                    f"[races.{division.lower()}-{race}.{side}]",
                    f'team = "{team}"',
                    f'lineup = ["{team} 1", "{team} 2", "{team} 3"]',
                    'formation = "push"',
                    f'time = "{time}"',
                ]
    return "\n".join(lines) + "\n"
