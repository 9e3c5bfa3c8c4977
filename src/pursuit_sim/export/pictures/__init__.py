"""Pictures and films, as files and as values."""

import pursuit_sim.paint  # noqa: F401 - pygame comes in silence
