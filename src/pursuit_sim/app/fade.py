"""The picture that was seen before a change, fading away over the next one."""

from __future__ import annotations

import pygame

FADE_S = 0.22  # [s] from one race to the next


class Fade:
    """A picture that fades away, while there is one.

    Attributes
    ----------
    left_s : how long it is still seen [s]
    """

    def __init__(self) -> None:
        self.left_s = 0.0
        self._picture: pygame.Surface | None = None

    @property
    def on(self) -> bool:
        """Whether there is a picture."""
        return self._picture is not None

    def begin(self, picture: pygame.Surface) -> None:
        """Let what is seen now fade away."""
        self._picture, self.left_s = picture.copy(), FADE_S

    def advance(self, wall_s: float) -> None:
        """Let time pass [s]."""
        self.left_s = max(0.0, self.left_s - wall_s)

    def paint(self, surface: pygame.Surface) -> None:
        """Lay what is left of it over the next picture; one of another size is gone."""
        picture = self._picture
        if picture is None or self.left_s <= 0 or picture.get_size() != surface.get_size():
            self._picture, self.left_s = None, 0.0
            return
        picture.set_alpha(round(255 * self.left_s / FADE_S))
        surface.blit(picture, (0, 0))
