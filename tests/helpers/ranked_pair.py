"""An event of one race, made by hand: two teams that are ranked by their times."""

from __future__ import annotations

from pursuit_sim.scenario import Scenario, load_text

_TEXT = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "By hand"
sex = "men"
laps = 8
rounds = "{rounds}"
[teams.AAA]
skaters = ["A One", "A Two", "A Three"]
[teams.BBB]
skaters = ["B One", "B Two", "B Three"]
[races.r-1.finish]
team = "AAA"
lineup = ["A One", "A Two", "A Three"]
time = "3:40.00"
formation = "rotating"
[races.r-1.crossing]
team = "BBB"
lineup = ["B One", "B Two", "B Three"]
time = "{other}"
formation = "push"
{tables}
"""
NO_MISHAPS = "[form]\nfall_chance = 0\ntouch_chance = 0\n"


def ranked_pair(
    other: str, tables: str = "", *, rounds: str = "ranking", **overrides: float
) -> Scenario:
    """AAA rotate in 3:40.00, BBB push.

    Parameters
    ----------
    other : the time of BBB
    tables : more of the file
    rounds : how the event is ranked
    overrides : of the rink, what a what-if changes
    """
    changes = [f"rink.{key}={value}" for key, value in overrides.items()]
    return load_text(_TEXT.format(other=other, tables=tables, rounds=rounds), overrides=changes)
