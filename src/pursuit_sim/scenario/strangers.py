"""What is said of names that fit nobody, or several."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.names import suggestion


def stranger(name: str, known: Sequence[str], path: Path, role: str, faults: Faults) -> None:
    """Note a name that fits nobody, with the one that was meant."""
    best = None if faults.full else suggestion(name, known)
    everybody = ", ".join(known[:12])
    faults.add(
        path,
        f"{shown(name)} is not {role}",
        f"did you mean {shown(best)}? Known are {everybody}" if best else f"known are {everybody}",
    )


def either(indices: Sequence[int], known: Sequence[str]) -> str:
    """Names that another one may stand for, such as "Ada or Ida"."""
    return " or ".join(known[i] for i in indices[:4])
