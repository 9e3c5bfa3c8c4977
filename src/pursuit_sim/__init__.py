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
    from pursuit_sim.errors import MissingExtraError as MissingExtraError
    from pursuit_sim.event.results import Results as Results
    from pursuit_sim.export.page.document import Page as Page
    from pursuit_sim.export.page.document import page as page
    from pursuit_sim.scenario import Scenario as Scenario
    from pursuit_sim.scenario import load as load
    from pursuit_sim.trajectory import Trajectory as Trajectory
    from pursuit_sim.verbs.asked import batch as batch
    from pursuit_sim.verbs.asked import compare as compare
    from pursuit_sim.verbs.asked import compare_all as compare_all
    from pursuit_sim.verbs.asked import fit as fit
    from pursuit_sim.verbs.asked import optimise as optimise
    from pursuit_sim.verbs.asked import sweep as sweep
    from pursuit_sim.verbs.foreseen import odds as odds
    from pursuit_sim.verbs.foreseen import race_odds as race_odds
    from pursuit_sim.verbs.looked_up import evidence as evidence
    from pursuit_sim.verbs.looked_up import qualify as qualify
    from pursuit_sim.verbs.looked_up import records as records
    from pursuit_sim.verbs.looked_up import scenarios as scenarios
    from pursuit_sim.verbs.pictured import film as film
    from pursuit_sim.verbs.pictured import odds_picture as odds_picture
    from pursuit_sim.verbs.pictured import picture as picture
    from pursuit_sim.verbs.planned import plan as plan
    from pursuit_sim.verbs.plotted import plot_comparison as plot_comparison
    from pursuit_sim.verbs.plotted import plot_event as plot_event
    from pursuit_sim.verbs.plotted import plot_odds as plot_odds
    from pursuit_sim.verbs.plotted import plot_plan as plot_plan
    from pursuit_sim.verbs.plotted import plot_race as plot_race
    from pursuit_sim.verbs.plotted import plot_sweep as plot_sweep
    from pursuit_sim.verbs.raced import results as results
    from pursuit_sim.verbs.raced import simulate as simulate

__version__ = "0.2.0"

_HOMES = {
    "InputError": "pursuit_sim.errors",
    "MissingExtraError": "pursuit_sim.errors",
    "Page": "pursuit_sim.export.page.document",
    "Results": "pursuit_sim.event.results",
    "Scenario": "pursuit_sim.scenario",
    "Trajectory": "pursuit_sim.trajectory",
    "batch": "pursuit_sim.verbs.asked",
    "compare": "pursuit_sim.verbs.asked",
    "compare_all": "pursuit_sim.verbs.asked",
    "evidence": "pursuit_sim.verbs.looked_up",
    "film": "pursuit_sim.verbs.pictured",
    "fit": "pursuit_sim.verbs.asked",
    "load": "pursuit_sim.scenario",
    "odds": "pursuit_sim.verbs.foreseen",
    "odds_picture": "pursuit_sim.verbs.pictured",
    "optimise": "pursuit_sim.verbs.asked",
    "page": "pursuit_sim.export.page.document",
    "picture": "pursuit_sim.verbs.pictured",
    "plan": "pursuit_sim.verbs.planned",
    "plot_comparison": "pursuit_sim.verbs.plotted",
    "plot_event": "pursuit_sim.verbs.plotted",
    "plot_odds": "pursuit_sim.verbs.plotted",
    "plot_plan": "pursuit_sim.verbs.plotted",
    "plot_race": "pursuit_sim.verbs.plotted",
    "plot_sweep": "pursuit_sim.verbs.plotted",
    "qualify": "pursuit_sim.verbs.looked_up",
    "race_odds": "pursuit_sim.verbs.foreseen",
    "records": "pursuit_sim.verbs.looked_up",
    "results": "pursuit_sim.verbs.raced",
    "scenarios": "pursuit_sim.verbs.looked_up",
    "simulate": "pursuit_sim.verbs.raced",
    "sweep": "pursuit_sim.verbs.asked",
}
__all__ = [
    "InputError",
    "MissingExtraError",
    "Page",
    "Results",
    "Scenario",
    "Trajectory",
    "batch",
    "compare",
    "compare_all",
    "evidence",
    "film",
    "fit",
    "load",
    "odds",
    "odds_picture",
    "optimise",
    "page",
    "picture",
    "plan",
    "plot_comparison",
    "plot_event",
    "plot_odds",
    "plot_plan",
    "plot_race",
    "plot_sweep",
    "qualify",
    "race_odds",
    "records",
    "results",
    "scenarios",
    "simulate",
    "sweep",
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
