"""What the viewer sees for the first time is explained, one thing at a time, each once."""

from __future__ import annotations

from pursuit_sim.app.aiming import Seen
from pursuit_sim.draw import scene
from pursuit_sim.draw.scenes.explanations import (
    EXPLANATIONS,
    KAPPA,
    MOMENTS,
    SENTENCES,
    Explanation,
    hushed,
)

SHOWN_S = 8.0  # [s] that an explanation stays
BETWEEN_S = 3.0  # [s] between two
_LOOK_S = 0.25  # [s] between looks at the picture


class Explainer:
    """Tells what is seen, and remembers what was told.

    Parameters
    ----------
    known : ids of what needs no more explanation
    on : whether anything is explained

    Attributes
    ----------
    known, on : likewise, as they are now
    told : id of what is explained now, or empty
    """

    def __init__(self, known: tuple[str, ...] = (), *, on: bool = False) -> None:
        self.known = known
        self.on = on
        self.told = ""
        self._words = ""
        self._left_s = BETWEEN_S / 2

    @property
    def words(self) -> str:
        """The sentence that is said now, or nothing."""
        return self._words if self.told else ""

    def advance(self, wall_s: float, seen: Seen | None, *, fitted: bool) -> None:
        """Let time pass [s].

        Parameters
        ----------
        wall_s : how much
        seen : the race, the moment and how it is shown; None while other things are read
        fitted : κ is spoken of
        """
        if not self.on or seen is None:
            return
        if hushed(*seen[:2]):
            self.told, self._left_s = "", BETWEEN_S  # it comes another time
            return
        self._left_s -= wall_s
        if self._left_s > 0:
            return
        if self.told:
            self.understood()
            return
        self._left_s = _LOOK_S
        wanted = [each for each in EXPLANATIONS if each not in self.known]
        found = scene.explained(*seen, wanted) if wanted else None
        said = [MOMENTS, *([KAPPA] if fitted else [])]
        sentence = next((each for each in said if each not in self.known), "")
        if found is not None:
            self.told, self._words = found[0], found[1].words
        elif sentence:
            self.told, self._words = sentence, SENTENCES[sentence]
        if self.told:
            self._left_s = SHOWN_S

    def drawn(self, seen: Seen) -> Explanation | None:
        """What is explained now, where it is in the picture: what is said names what is marked."""
        found = scene.explained(*seen, [self.told]) if self.told in EXPLANATIONS else None
        if found is None:
            return None
        self._words = found[1].words
        return found[1]

    def understood(self) -> None:
        """What is explained now needs no more of it."""
        if self.told:
            self.known = (*self.known, self.told)
        self.told, self._left_s = "", BETWEEN_S

    def learn(self, name: str) -> None:
        """Something needs no explanation."""
        if name == self.told:
            self.understood()
        elif name not in self.known:
            self.known = (*self.known, name)

    def again(self) -> None:
        """Explain everything once more."""
        self.known, self.told, self.on, self._left_s = (), "", True, 0.0

    def switch(self) -> None:
        """Explain things, or not."""
        self.on, self.told = not self.on, ""
