"""Scenario files: what is simulated, written by people, checked at the door.

>>> from pursuit_sim import scenario
>>> beijing = scenario.load("beijing-2022-men")
>>> beijing.races["final-a"].title
'Final A: NOR v ROC'
"""

from pursuit_sim.scenario.chain import named
from pursuit_sim.scenario.dotted_keys import known_keys
from pursuit_sim.scenario.loader import load, load_text, raw, validate
from pursuit_sim.scenario.scenario import Event, Record, Scenario
from pursuit_sim.scenario.schema import schema
from pursuit_sim.scenario.template import template

__all__ = [
    "Event",
    "Record",
    "Scenario",
    "known_keys",
    "load",
    "load_text",
    "named",
    "raw",
    "schema",
    "template",
    "validate",
]
