"""A scenario file to start from."""

from __future__ import annotations

from pursuit_sim import resources
from pursuit_sim.errors import InputError
from pursuit_sim.plain_text import trimmed, visible
from pursuit_sim.scenario.fields import LONGEST_TEXT, shown

EXAMPLE = "two-teams"
_NAME_LINE = 'name = "Two teams"'


def template(name: str) -> str:
    """The text of a small, commented scenario of two teams.

    Parameters
    ----------
    name : name of the event, one line

    Raises
    ------
    InputError
        if the name cannot stand in a scenario
    """
    called = trimmed(name)
    if not called or not visible(called) or len(called) > LONGEST_TEXT:
        raise InputError.single(
            "name",
            "",
            f"found {shown(name)}",
            f"the event is named as its file: name that in one line of at most {LONGEST_TEXT} "
            "characters that are seen",
        )
    text = resources.scenarios()[EXAMPLE].read_text(encoding="utf-8")
    quoted = called.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace(_NAME_LINE, f'name = "{quoted}"', 1)
