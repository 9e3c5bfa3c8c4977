"""That nobody published how the races of an event belong together, which decides its places."""

from __future__ import annotations

from pursuit_sim.scenario import Scenario


def remarks(scenario: Scenario) -> tuple[str, ...]:
    """That the places rest on an assumption, in a sentence; none where they do not."""
    if "event.rounds" not in scenario.assumed:
        return ()
    return ("rounds are assumed: places rest on that all the same",)
