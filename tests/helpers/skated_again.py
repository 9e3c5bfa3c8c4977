"""A ranking in which AAA were hindered in r1 and skated again, alone; BBB had an incident there."""

from __future__ import annotations

_RUN = 'lineup = "unknown"\nformation = "unknown"'
TEXT = f"""
format = "pursuit-sim/scenario"
version = 1
event = {{ name = "Cup", sex = "women", laps = 6, rounds = "ranking" }}
[teams.AAA]
[teams.BBB]
[races.r1.finish]
team = "AAA"
time = "3:04.00"
counts = false
{_RUN}
[races.r1.crossing]
team = "BBB"
time = "3:02.00"
incident = "a fall"
[races.r2.finish]
team = "AAA"
time = "3:01.00"
{_RUN}
"""
