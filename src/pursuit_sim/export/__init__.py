"""Results and trajectories for people and for other programs."""

DEFAULT_RATE_HZ = 25.0  # of an exported trajectory: the rate of broadcast pictures
