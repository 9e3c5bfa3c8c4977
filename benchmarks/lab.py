"""The lab, as whole processes, as a user waits for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.process import MILLISECONDS, medians_ms, program
from benchmarks.row import Row

TIMES = 3
COMPARE_AIM_S, EVENT_AIM_S, OPTIMISE_AIM_S, PLAN_AIM_S = 5.0, 15.0, 60.0, 30.0
ODDS_AIM_S = 5.0
EVENT, RACE = "beijing-2022-men", ("--race", "sf-1", "--team", "NED")
# Three skaters that differ, so that every order has to be tried.
UNLIKE = """format = "pursuit-sim/scenario"
version = 1
extends = "beijing-2022-men"
[teams.NED.bodies."Sven Kramer"]
mass_kg = 82
[teams.NED.bodies."Patrick Roest"]
aerobic_w = 350
"""
# Four of whom three skate, known by their times.
FOUR = """format = "pursuit-sim/scenario"
version = 1
extends = "beijing-2022-men"
[teams.NED]
skaters = ["Sven Kramer", "Marcel Bosker", "Patrick Roest", "A Fourth"]
[teams.NED.bodies."Sven Kramer"]
time_5000 = "6:17.0"
[teams.NED.bodies."Marcel Bosker"]
time_1500 = "1:46.0"
time_5000 = "6:15.0"
[teams.NED.bodies."Patrick Roest"]
time_5000 = "6:09.0"
"""


def rows() -> Iterator[Row]:
    """`compare` with 10 000 draws, of a whole event, `odds`, `optimise` and `plan`."""
    with tempfile.TemporaryDirectory() as folder:
        unlike = Path(folder) / "unlike.toml"
        unlike.write_text(UNLIKE, encoding="utf-8")
        four = Path(folder) / "four.toml"
        four.write_text(FOUR, encoding="utf-8")
        page = str(Path(folder) / "plan.pdf")
        commands = {
            "compare, 10 000 draws": ("compare", EVENT, *RACE, "--draws", "10000"),
            "compare --all": ("compare", EVENT, "--all"),
            "odds, 1 000 000 events": ("odds", EVENT, "--draws", "1000000"),
            "optimise, skaters alike": ("optimise", EVENT, *RACE),
            "optimise, skaters unlike": ("optimise", str(unlike), *RACE),
            "plan, three of four, to a printed page": (
                "plan",
                str(four),
                *RACE,
                "--rink",
                "milano",
                "--rival",
                "NOR",
                "-o",
                page,
                "--force",
            ),
        }
        took = medians_ms([[*program(), *words] for words in commands.values()], TIMES)
    for (work, (verb, *_)), figure in zip(commands.items(), took, strict=True):
        aim = {"optimise": OPTIMISE_AIM_S, "plan": PLAN_AIM_S, "odds": ODDS_AIM_S}.get(
            verb, COMPARE_AIM_S
        )
        if "--all" in commands[work]:
            aim = EVENT_AIM_S
        yield Row(f"{work}, whole process", figure / MILLISECONDS, aim, "s")
