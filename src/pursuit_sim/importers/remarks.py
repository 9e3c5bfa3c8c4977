"""What a remark says of the result beside it; the same rule for every format.

A remark is free text, about this team or another one, this race or an earlier one. It takes
a team's result only if it is a word such as DSQ, or begins with it.
"""

from __future__ import annotations

from pursuit_sim.errors import Fault
from pursuit_sim.importers.unfinished import leading, statuses
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told


def judged(
    text: str, *, timed: bool, key: str, where: str, faults: list[Fault], notes: list[str]
) -> str:
    """The status that a remark gives a team; empty if it gives none.

    Parameters
    ----------
    text : the remark
    timed : whether there is a time beside it, which the remark may or may not take away
    key, where : where it stands
    faults : gets one where a time and a remark leave doubt
    notes : gets one where a remark has such a word and is not read as a status
    """
    why, plainly = leading(text)
    if why and (plainly or not timed):
        return why
    words = statuses(text)
    if not words:
        return ""
    said = repr(cut(text, _LONGEST))
    # With a time of its own a team did start, and most likely finished; it may be disqualified.
    if timed and (why or "DSQ" in words):
        known = why or "DSQ"
        problem = f"{said} beside a time: not clear whether the time counts"
        remedy = f"write '{known}: …' if it does not, else say it without {known}"
        faults.append(Fault(where, key, problem, remedy))
    else:
        notes.append(f"the remark {said} is not read as a status")
    return ""
