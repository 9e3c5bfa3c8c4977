"""The models of a race, all behind `simulate`."""

from pursuit_sim.sim.simulate import simulate

__all__ = ["simulate"]
