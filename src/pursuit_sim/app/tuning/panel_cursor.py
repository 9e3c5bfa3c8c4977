"""Where one is in the tuning panel: the sections that are open, and the keyboard's row."""

from __future__ import annotations

from collections.abc import Iterable

from pursuit_sim.app.tuning.panel_row import Section


class Cursor:
    """A place in the panel.

    Attributes
    ----------
    row : the row that the keyboard is on, or empty
    unfolded : sections that were opened, the latest last
    seen : sections that are open; the panel says how many it has room for
    """

    def __init__(self) -> None:
        self.row = ""
        self.unfolded: tuple[str, ...] = ("effort", "rink", "pacing", "formation")
        self.seen: tuple[str, ...] = ()

    def fold(self, name: str) -> None:
        """Open a section of the panel, or close it."""
        shown = name in self.seen
        self.unfolded = tuple(each for each in self.unfolded if each != name)
        if not shown:
            self.unfolded = (*self.unfolded, name)

    def rows(self, sections: Iterable[Section]) -> tuple[str, ...]:
        """Ids of the rows that are seen and do something, top to bottom."""
        return tuple(
            each.id
            for section in sections
            if section.name in self.seen and section.alive
            for each in section.controls
        )

    def walk(self, sections: Iterable[Section], steps: int) -> None:
        """Go on by some rows; round the ends."""
        ids = self.rows(sections)
        if not ids:
            return
        if self.row in ids:
            self.row = ids[(ids.index(self.row) + steps) % len(ids)]
        else:
            self.row = ids[0 if steps > 0 else -1]
