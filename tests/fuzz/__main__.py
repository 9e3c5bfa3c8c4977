"""``python -m fuzz [DOOR[:CASE]]... [--share S] [--seed N] [--seconds T]``, in `tests`.

Prints a row a door, and every case that went wrong, which its number makes again. The exit
status is 1 if one did.
"""

from __future__ import annotations

import argparse
import os
import sys

from fuzz.campaign import campaign, cases


def main() -> int:
    """Run the campaign."""
    os.environ |= {
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
        "OPENBLAS_NUM_THREADS": "1",  # two processes are enough
    }
    from fuzz.doors import DOORS

    words = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    words.add_argument("doors", nargs="*", metavar="DOOR[:CASE]", help=", ".join(DOORS))
    words.add_argument("--share", type=float, default=1.0, help="of a whole campaign")
    words.add_argument("--seed", type=int, default=2022)
    words.add_argument("--seconds", type=float, default=0.0, help="at most, for each door")
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = words.parse_args()
    good = True
    for name in given.doors or DOORS:
        door, _, case = name.partition(":")
        if case:
            for what, number, told, took in cases(
                door, given.seed, range(int(case), int(case) + 1)
            ):
                print(f"{door}:{number} {what} in {took:.2f} s\n{told}")
                good = good and what in ("accepted", "refused")
            continue
        count = max(1, round(given.share * DOORS[door].count))
        good = campaign(door, count, given.seed, given.seconds, given.jobs) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
