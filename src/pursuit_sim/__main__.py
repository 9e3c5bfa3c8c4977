"""``python -m pursuit_sim``: the command line."""

from __future__ import annotations

import sys

from pursuit_sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
