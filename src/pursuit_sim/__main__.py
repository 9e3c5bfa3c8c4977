"""``python -m pursuit_sim``: the command line."""

import sys
from pathlib import Path

# The folder in which it is started may hold files from anywhere: no module is taken from there,
# unless it is where this program is.
if sys.path[:1] == [str(Path.cwd())] != [str(Path(__file__).parents[1])]:
    del sys.path[0]

from pursuit_sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
