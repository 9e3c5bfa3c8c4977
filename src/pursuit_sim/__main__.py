"""``python -m pursuit_sim``: the command line."""

import os
import sys

# The folder in which it is started may hold files from anywhere: no module is taken from there,
# unless it is where this program is. Until then nothing is imported that Python has not already.
if sys.path[:1] == [os.getcwd()] != [os.path.dirname(os.path.dirname(__file__))]:  # noqa: PTH109, PTH120
    del sys.path[0]

from pursuit_sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
