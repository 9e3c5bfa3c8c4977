"""A race of two teams over six laps, as a scenario file has it."""

from __future__ import annotations

from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.export.pictures import render
from pursuit_sim.scenario import Scenario, load_text

_FILE = """
format = "pursuit-sim/scenario"
version = 1
event = {{ name = "Cup", sex = "women", laps = 6, rounds = "single" }}
rink.hall = "thialf"
[teams]
AAA = {{ name = "A", skaters = ["Ann One", "Bea Two", "Cat Three"] }}
BBB = {{ name = "B", skaters = ["Dan Red", "Eve Blue", "Fay Green"] }}
[races.r.finish]
team = "AAA"
lineup = ["Ann One", "Bea Two", "Cat Three"]
{}
[races.r.crossing]
team = "BBB"
lineup = ["Dan Red", "Eve Blue", "Fay Green"]
{}
"""
# How a race can end: their sides as the file has them.
BY_TIE_BREAK = (
    'time = 180.0\nformation = "push"\ntie_break = 2',
    'time = 180.0\nformation = "rotating"\ntie_break = 1',
)
BY_THOUSANDTHS = (  # 178.326 and 180.004, say
    'time = 178.33\nformation = "few changes"',
    'time = 180.0\ngap = 1.68\nformation = "rotating"',
)
DEAD_HEAT = ('time = 180.0\nformation = "push"', 'time = 180.0\nformation = "rotating"')
UNDECIDED = ('time = 181.99\nformation = "fixed"', 'time = "unknown"')


def text(first: str, second: str) -> str:
    """The file of race `r` of AAA and BBB, what is said of each as a scenario file has it."""
    return _FILE.format(first, second)


def scenario(first: str, second: str) -> Scenario:
    """What that file says."""
    return load_text(text(first, second))


def two(first: str, second: str) -> Replay:
    """The same, ready to be shown."""
    return render.replay(scenario(first, second), "r")
