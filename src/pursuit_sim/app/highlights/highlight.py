"""A moment of a race: where it is, what it is, and whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

MOST_OWN = 24  # moments of the viewer's own that are kept
LONGEST_SOURCE, LONGEST_TEXT = 1000, 160  # [characters] of one that is
_LONGEST_RACE_S = 3600.0  # [s]
OWN = "own"
BETWEEN = "  ·  "  # the race and the event in a title
HEADLINES = {
    "fall": "A fall",
    "finish": "Close finish",
    "WR": "World record",
    "OR": "Olympic record",
    "push": "Push against rotation",
    "exchange": "An exchange",
    "what-if": "What if they had pushed?",
    OWN: "Yours",
}
_CAMERAS = {  # by kind, the best first; with a code behind the colon where it stays with a team
    "fall": ("director", "follow:"),
    "finish": ("director", "split", "follow:"),
    "push": ("director", "head-to-head", "follow:"),
    "what-if": ("follow:",),
}
_USUAL = ("director", "follow:")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A moment of a race.

    Attributes
    ----------
    kind : one of `HEADLINES`
    source : bundled name of the event, or path of its file
    race : its id
    time_s : when [s]
    team : code of the team that it concerns; empty: all of them
    title : the race and the event, for people, with `BETWEEN` between them
    words : who it is, or what the result was; told where the result is known; may be empty
    ghost : name of the ghost that is shown with it, see `ghost_choice`; or empty
    camera : through which it is seen; empty: by its kind
    """

    kind: str
    source: str
    race: str
    time_s: float
    team: str = ""
    title: str = ""
    words: str = ""
    ghost: str = ""
    camera: str = ""

    @property
    def key(self) -> str:
        """Tells moments apart."""
        return f"{self.kind}:{self.race}:{self.time_s:.2f}:{self.source}"

    @property
    def headline(self) -> str:
        """What it is, in few words that tell no result."""
        return HEADLINES[self.kind]

    def camera_of(self, there: tuple[str, ...]) -> str:
        """The camera to see it through, of those there are; empty where none of its own is."""
        wanted = (self.camera,) if self.camera else _CAMERAS.get(self.kind, _USUAL)
        named = (f"{each}{self.team}" if each.endswith(":") else each for each in wanted)
        return next((each for each in named if each in there), "")


def read(value: Any) -> Highlight | None:
    """A moment of the viewer's own as it was kept; None for what could be none."""
    if not isinstance(value, dict):
        return None
    given = {each.name: value.get(each.name, each.default) for each in fields(Highlight)}
    time_s = given.pop("time_s")
    if isinstance(time_s, bool) or not isinstance(time_s, int | float):
        return None
    texts = {name: text for name, text in given.items() if isinstance(text, str)}
    fits = (
        len(texts) == len(given)
        and texts["kind"] == OWN
        and texts["source"]
        and texts["race"]
        and 0.0 <= time_s <= _LONGEST_RACE_S
        and "\0" not in texts["source"]
        and all(
            len(text) <= (LONGEST_SOURCE if name == "source" else LONGEST_TEXT)
            for name, text in texts.items()
        )
    )
    return Highlight(time_s=float(time_s), **texts) if fits else None
