"""How long work tells how far it has come."""

from collections.abc import Callable

OnStep = Callable[[int, int], None]  # called with the steps done, and of how many
