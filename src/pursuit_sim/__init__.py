"""A race replay simulator for speed-skating team pursuit.

>>> import pursuit_sim
>>> scenario = pursuit_sim.load("beijing-2022-men")
>>> trajectory = pursuit_sim.simulate(scenario.races["final-a"])
>>> round(pursuit_sim.timing.finish_times(trajectory)[0], 2).item()
218.08

Names are imported when first used, so that ``import pursuit_sim`` stays quick.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # without typing, whose import takes as long as the start of Python
if TYPE_CHECKING:
    from typing import Any

    from pursuit_sim import timing as timing
    from pursuit_sim.errors import InputError as InputError
    from pursuit_sim.event.results import Results as Results
    from pursuit_sim.event.run import results as results
    from pursuit_sim.lab.many_races import batch as batch
    from pursuit_sim.scenario import Scenario as Scenario
    from pursuit_sim.scenario import load as load
    from pursuit_sim.sim import simulate as simulate
    from pursuit_sim.trajectory import Trajectory as Trajectory

__version__ = "0.2.0"

_HOMES = {
    "InputError": "pursuit_sim.errors",
    "Results": "pursuit_sim.event.results",
    "Scenario": "pursuit_sim.scenario",
    "Trajectory": "pursuit_sim.trajectory",
    "batch": "pursuit_sim.lab.many_races",
    "load": "pursuit_sim.scenario",
    "results": "pursuit_sim.event.run",
    "simulate": "pursuit_sim.sim",
}
__all__ = [
    "InputError",
    "Results",
    "Scenario",
    "Trajectory",
    "batch",
    "load",
    "results",
    "simulate",
    "timing",
]


def __getattr__(name: str) -> Any:
    if name == "timing":
        return import_module("pursuit_sim.timing")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
