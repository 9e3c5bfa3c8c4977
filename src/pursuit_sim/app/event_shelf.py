"""The events that can be opened: those bundled, and files opened lately.

What an event is, is read from its file when a list is looked at, one file at a time, and kept
as long as the file is the same: a window that opens on a race reads none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pursuit_sim import resources, scenario
from pursuit_sim.app.highlights.highlight_shelf import HighlightShelf
from pursuit_sim.app.known_results import KnownResults, absolute
from pursuit_sim.errors import InputError
from pursuit_sim.event import event_summary
from pursuit_sim.event.event_summary import EventSummary
from pursuit_sim.scenario.file_tables import SUFFIXES

MOST_RECENT = 12  # files that are remembered
LONGEST_PATH = 1000  # [characters] of one that is
YOURS, UNREAD = "Your files", "Being read"
_GROUPS = (*event_summary.KINDS, YOURS, UNREAD)
GONE = "the file is not there any more"

_Stamp = tuple[int, int] | None  # when a file was changed, and its length; None: not there


@dataclass(frozen=True, slots=True)
class Listing:
    """An event in the list.

    Attributes
    ----------
    source : bundled name, or path of a file
    summary : what it is; None where that is not known yet, or not to be known
    fault : why it cannot be opened; empty where it can, as far as is known
    """

    source: str
    summary: EventSummary | None = None
    fault: str = ""


class EventShelf:
    """What there is to open, and where one is in the list.

    Parameters
    ----------
    recent : paths of files opened lately, the last first
    moments : what is worth seeing in them

    Attributes
    ----------
    recent, moments : likewise, as it is now
    top : index of the first line of the list that is seen
    """

    def __init__(self, recent: tuple[str, ...] = (), moments: HighlightShelf | None = None) -> None:
        self.recent = recent[:MOST_RECENT]
        self.moments = moments or HighlightShelf((), KnownResults())
        self.top = 0
        self._known: dict[str, tuple[_Stamp, Listing]] = {}
        self._read: dict[str, tuple[_Stamp, Listing]] = {}  # and not shown yet
        self._showing = False  # this picture shows, and reads nothing

    def opened(self, source: str) -> None:
        """Something was opened: if it is a file, it comes first among those opened lately."""
        path = Path(source)
        found = absolute(source)
        bundled = source in resources.scenarios()
        if bundled or path.suffix.lower() not in SUFFIXES or not Path(found).is_absolute():
            return
        if len(found) <= LONGEST_PATH:
            others = (each for each in self.recent if each != found)
            self.recent = (found, *others)[:MOST_RECENT]

    @property
    def state(self) -> tuple[object, ...]:
        """Another one where the list looks otherwise."""
        return self.top, len(self._known), self.recent, self.moments.state

    def look_again(self) -> None:
        """Forget what was read of files that have changed since; a list is about to be shown."""
        self._read, self._showing = {}, True
        paths = self._paths()
        self._known = {
            source: known
            for source, known in self._known.items()
            if source in paths and known[0] == _stamp(paths[source])
        }

    def read_one(self) -> bool:
        """Read the next file of which nothing is known; whether there was one."""
        self._read = self._next_read()
        return self._show()

    def _show(self) -> bool:
        """What was read comes into the list; whether there is anything."""
        self._known |= self._read
        shown, self._read = bool(self._read), {}
        return shown

    def _next_read(self) -> dict[str, tuple[_Stamp, Listing]]:
        for source, path in self._paths().items():
            if source not in self._known:
                stamp = _stamp(path)
                return {source: (stamp, _read(source, there=stamp is not None))}
        return {}

    def advance(self, wall_s: float, *, seen: bool) -> None:
        """Let time pass [s]: while the list is seen, each picture reads a file, or shows what was
        read, or takes one picture of a moment; else these are put away.
        """
        if not seen:
            self.moments.put_away()
        elif self.moments.advance(wall_s):
            return
        elif self._showing:
            self._showing = False
            self._show()
        else:
            self._read = self._next_read()
            self._showing = bool(self._read)

    def listed(self) -> list[tuple[str, tuple[Listing, ...]]]:
        """Everything by its group, the latest event first, files as they were opened."""
        groups: dict[str, list[Listing]] = {name: [] for name in _GROUPS}
        for source in self._paths():
            listing = self._known.get(source, (None, Listing(source)))[1]
            kind = listing.summary.kind if listing.summary else UNREAD
            groups[YOURS if source in self.recent else kind].append(listing)
        for name, group in groups.items():
            if name != YOURS:
                group.sort(key=_title)
                group.sort(key=_date, reverse=True)
        return [(name, tuple(group)) for name, group in groups.items() if group]

    def _paths(self) -> Mapping[str, Path]:
        """Every source and its file; a file's path is text, and never read as a bundled name."""
        return {**resources.scenarios(), **{each: Path(each) for each in self.recent}}


def _title(listing: Listing) -> tuple[str, str]:
    found = listing.summary
    return (found.name, found.discipline) if found else (listing.source, "")


def _date(listing: Listing) -> str:
    return listing.summary.date if listing.summary else ""


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def _read(source: str, *, there: bool) -> Listing:
    """What an event is, or why it cannot be opened."""
    if not there:
        return Listing(source, fault=GONE)
    try:
        return Listing(source, event_summary.summary(scenario.load(scenario.named(source))))
    except InputError as error:
        return Listing(source, fault=told(error))


def told(error: InputError) -> str:
    """What is wrong with a file, in one line."""
    first, count = error.faults[0], len(error.faults) + error.untold
    said = f"{first.key}: {first.problem}" if first.key else first.problem
    if count == 1:
        return f"{said}; {first.remedy}" if first.remedy else said
    return f"{said}; and {count - 1} more, which `pursuit-sim validate` lists"
