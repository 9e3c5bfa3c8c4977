"""Who led longer is taken for the stronger where nobody knows how the three differ."""

import numpy as np

from pursuit_sim.lab.skated import as_led


def test_the_stronger_led_longer_and_level_ones_stay() -> None:
    abilities = np.array([[0.03, -0.02, 0.01], [0.01, 0.02, -0.03]])
    # By hand: the second led 4 laps and has the best of the draw; the others led 2 laps each
    # and stay as they were to each other.
    found = as_led(abilities, np.array([[2.0, 4.0, 2.0]]))
    assert found.tolist() == [[0.01, 0.03, -0.02], [0.01, 0.02, -0.03]]


def test_each_draw_has_its_own_turns() -> None:
    abilities = np.array([[0.0, 0.01, 0.02], [0.0, 0.01, 0.02]])
    found = as_led(abilities, np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]]))
    assert found.tolist() == [[0.0, 0.01, 0.02], [0.02, 0.01, 0.0]]
