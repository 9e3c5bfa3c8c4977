"""Pictures of the window itself, taken without a display: part of ``make pictures``.

The window is driven as a viewer would, under SDL's dummy driver, and what it shows is saved.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

FOLDER = Path(__file__).parent / "pictures"
SIZE = (1600, 900)
PICTURE_S = 1 / 60  # of the wall clock between two pictures
PUSH_S = 45.0  # of the race, when Norway push on a straight
MOMENT_S = 124.56  # of the race, when the rotation is in its second exchange


def main() -> None:
    """Take every picture."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    import pygame

    import pursuit_sim
    from pursuit_sim.app.commands import do
    from pursuit_sim.app.player import Player
    from pursuit_sim.app.preferences import Preferences
    from pursuit_sim.app.sound import Speaker
    from pursuit_sim.app.window import Window
    from pursuit_sim.draw.scenes import explanations

    event = pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))
    player = Player(event, None, Preferences(size=SIZE, sound=False))
    window = Window(player, Speaker(on=False))

    def take(name: str) -> None:
        player.say("")
        for _ in range(3):  # until nothing fades or eases any more
            window.advance(1.0)
            window.draw()
        pygame.image.save(window.picture, FOLDER / f"{name}.png")

    take("bracket")

    do(player, "events")
    moments = [each for _, group in player.shelf.moments.groups() for each in group]
    while player.shelf.read_one() or any(
        player.shelf.moments.replay(each) is None for each in moments
    ):
        window.advance(PICTURE_S)
        time.sleep(PICTURE_S)
    take("events")

    player.show("sf-1")
    player.choose_camera("broadcast:NOR")
    player.seek(PUSH_S)
    player.explainer.on = True
    player.explainer.known = tuple(each for each in explanations.NAMES if each != "push")
    take("explained")
    player.explainer.switch()

    player.show("sf-1")
    player.choose_camera("follow:NED")
    do(player, "tune")
    do(player, "team=crossing")
    kind = player.session.control("kind")
    if kind is None:
        raise RuntimeError("the panel has no formation to choose")
    player.session.change(kind, "push")
    player.seek(MOMENT_S)
    # What their push is worth is worked out aside.
    while player.session.answer("NED") is None:
        window.advance(PICTURE_S)
        window.draw()
        time.sleep(PICTURE_S)
    take("tuning")
    window.close()


if __name__ == "__main__":
    main()
