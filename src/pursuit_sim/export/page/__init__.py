"""A race or an event as one HTML file that plays by itself."""

import pursuit_sim.paint  # noqa: F401 - pygame comes in silence
