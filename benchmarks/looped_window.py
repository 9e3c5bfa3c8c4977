"""``python -m benchmarks.looped_window PICTURES``: a race looped at 16× in a window.

Prints the memory of the process [kB] after half of the pictures and after all.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pursuit_sim import load, results
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.app.sound import Speaker
from pursuit_sim.app.window import Window


def main(pictures: int) -> None:
    """Play on and on."""
    player = Player(results(load("beijing-2022-men")), "final-a", Preferences(size=(1920, 1080)))
    shown = 0

    def tick(_rate: float) -> float:
        nonlocal shown
        if shown == 1:
            whole = player.transport.loop_from_here().at_speed(16.0)
            player.go_on(whole.play())
        shown += 1
        if shown in (pictures // 2, pictures):
            if not (player.transport.playing and player.transport.speed == 16.0):
                raise SystemExit("it does not play at 16×")
            status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
            print(next(each.split()[1] for each in status if each.startswith("VmRSS")))
            player.closed = shown == pictures
        return 1 / 60

    Window(player, Speaker(False), tick=tick).run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
