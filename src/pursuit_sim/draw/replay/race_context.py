"""What a replay says about its race that the trajectory does not know.

Whoever opens a replay fills this from the scenario and the event's results: order,
times, gaps and places on the result card come from here, never from the ice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pursuit_sim.plain_text import cut

_LONGEST_LABEL = 20  # characters; family names have fewer
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
RECORD_NAMES: Mapping[str, str] = MappingProxyType(
    {"WR": "world record", "OR": "Olympic record", "TR": "track record"}
)


def record_name(kind: str) -> str:
    """A kind of record in words, such as "Olympic record"."""
    return RECORD_NAMES.get(kind, f"{kind} record")


@dataclass(frozen=True, slots=True)
class StandingRecord:
    """A record that stood before the race.

    Attributes
    ----------
    kind : "WR", "OR", "TR" …
    time_s : [s]
    """

    kind: str
    time_s: float

    @property
    def name(self) -> str:
        """In words, such as "Olympic record"."""
        return record_name(self.kind)


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the result card.

    Attributes
    ----------
    team : code, such as "NOR"
    time_s : official time [s]
    gap_s : behind the winner as published or computed [s]; None for the winner
    place : what the result means, such as "Olympic champions", "1st", "to final A"
    records : records that the time was, such as ("OR", "TR")
    """

    team: str
    time_s: float
    gap_s: float | None = None
    place: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RaceContext:
    """What surrounds a race.

    Attributes
    ----------
    event : such as "Beijing 2022"
    discipline : such as "Men's team pursuit"
    venue, date : for the title bar; each may be empty
    records : standing before the race
    outcomes : in order of the result, winner first
    note : a remark under the result, such as "what-if: not the official race"
    short_names : names for labels, where the last word of a name would be wrong
    reference_laps_s : (team, lap) [s] with which the lap table compares; may be empty
    official_s : (team,) official times [s], where the race has others of its own; may be empty
    sex : "men" or "women", by which a record is paced; may be empty
    """

    event: str = ""
    discipline: str = ""
    venue: str = ""
    date: str = ""
    records: tuple[StandingRecord, ...] = ()
    outcomes: tuple[CardLine, ...] = ()
    note: str = ""
    short_names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reference_laps_s: tuple[tuple[float, ...], ...] = ()
    official_s: tuple[float, ...] = ()
    sex: str = ""


def short_names(
    names: tuple[str, ...], given: Mapping[str, str], *, family_first: bool = False
) -> tuple[str, ...]:
    """Names for labels: family names, with an initial where two are alike.

    A word in capitals is taken for the family name, otherwise the last word and the
    lower-case words before it ("van der Poel"), or what comes before a given name in
    the Korean manner ("Kim Min-seok"). One too long for a label loses its middle.

    Parameters
    ----------
    names : full names
    given : short names that somebody chose, by full name
    family_first : the names are written family name first
    """
    family = [given.get(name) or _family(name, family_first) for name in names]
    told_apart = (
        _with_initial(name, short) if family.count(short) > 1 and name != short else short
        for name, short in zip(names, family, strict=True)
    )
    return tuple(cut(label, _LONGEST_LABEL) for label in told_apart)


def _with_initial(name: str, short: str) -> str:
    """The short name told apart by the first letter of the rest of the name."""
    if name.startswith(f"{short} "):
        return f"{short} {name[len(short) + 1]}."
    return f"{name[0]}. {short}"


def _family(name: str, family_first: bool) -> str:
    words = name.split()
    if family_first and len(words) > 1:
        return words[0].title() if words[0].isupper() else words[0]
    capitals = [w for w in words if len(w) > 1 and w.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(capitals).title()
    if len(words) > 1 and _KOREAN_GIVEN.fullmatch(words[-1]):
        return " ".join(words[:-1])
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[start:])
