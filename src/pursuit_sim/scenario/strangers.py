"""What is said of names that fit nobody, or several."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.names import match, suggestion


def meant(name: str, known: Sequence[str], path: Path, faults: Faults) -> list[str]:
    """Whom a name means: of those who are known, or of the squad as it was when it was written.

    Parameters
    ----------
    name, path : as the tables have it, and where
    known : full names
    faults : knows what files say
    """
    word = faults.said(path)
    if word and len(word.whom) > 1:
        return [*word.whom]
    return [known[i] for i in match(word.whom[0] if word else name, known)]


def called(name: str, path: Path, faults: Faults) -> str:
    """A name as the file has it, and the full one that it means, such as "'Berg' (Ada Berg)"."""
    word = faults.said(path)
    if word is None or len(word.whom) > 1:
        return shown(name)
    return f"{shown(word.written)} ({word.whom[0]})"


def stranger(name: str, known: Sequence[str], path: Path, role: str, faults: Faults) -> None:
    """Note a name that fits nobody, with the one that was meant."""
    best = None if faults.full else suggestion(name, known)
    everybody = ", ".join(known[:12])
    faults.add(
        path,
        f"{called(name, path, faults)} is not {role}",
        f"did you mean {shown(best)}? Known are {everybody}" if best else f"known are {everybody}",
    )


def either(names: Sequence[str]) -> str:
    """Names that another one may stand for, such as "Ada or Ida"."""
    return " or ".join(names[:4])
