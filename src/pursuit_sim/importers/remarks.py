"""What a remark says of the result beside it; the same rule for every format.

A remark is free text, about this team or another one, this race or an earlier one. It takes
a team's result only if it is a word such as DSQ, or begins with it.
"""

from __future__ import annotations

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import text_of
from pursuit_sim.importers.outcome_flags import flag
from pursuit_sim.importers.unfinished import leading, status, statuses, unclear
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told


def judged(
    text: str, *, timed: bool, key: str, where: str, faults: list[Fault], notes: list[str],
    placed: bool = False,
) -> str:  # fmt: skip
    """The status that a remark gives a team; empty if it gives none.

    Parameters
    ----------
    text : the remark
    timed : whether there is a time beside it, which the remark may or may not take away
    key, where : where it stands
    faults : gets one where a time and a remark leave doubt
    notes : gets one where a remark has such a word and is not read as a status
    placed : whether the result has a place too, so that a time and a status contradict it
    """
    why, plainly = leading(text)
    if why and (not timed or (plainly and not placed)):
        return why
    words = statuses(text)
    out = unclear(text) and (not words or "DSQ" in words)
    if not (words or out):
        return ""
    said = repr(cut(text, _LONGEST))
    # With a time of its own a team did start, and most likely finished; it may be disqualified.
    if timed and (why or out or "DSQ" in words):
        faults.append(_doubt(said, words, key, where, placed=placed and plainly))
    else:
        notes.append(f"the remark {said} is not read as a status")
    return ""


def spare(
    head: str, value: object, *, timed: bool, key: str, where: str, faults: list[Fault]
) -> str:
    """The status that a column or key gives which is not read otherwise, if it asks for one.

    One that takes away the time beside it in other words is a fault.
    """
    said, doubtful = flag(head, value)
    if said or not timed:
        return said
    text = cut(text_of(value), _LONGEST)
    if doubtful:
        problem = f"found {cut(str(value), _LONGEST)!r}: not clear whether the time counts"
        remedy = "write a status, such as DSQ, or take it out"
        faults.append(Fault(where, key, problem, remedy))
    elif leading(text)[1] or (status(text) == "DSQ" and text == text_of(value)):
        problem = f"{text!r} beside a time, in a column that says something else"
        remedy = "give it the head Status, or take it out if the time counts"
        faults.append(Fault(where, key, problem, remedy))
    return ""


def _doubt(said: str, words: list[str], key: str, where: str, *, placed: bool) -> Fault:
    beside = "a place and a time" if placed else "a time"
    problem = f"{said} beside {beside}: not clear whether the time counts"
    known = "DSQ" if "DSQ" in words else next(iter(words), "")
    remedy = f"write '{known}: …' if it does not, else say it without {known}"
    if placed:
        remedy = f"take the place out if it does not, else say it without {known}"
    elif not known:
        remedy = (
            "write DSQ if it does not, take out the row of a team out of competition, "
            "or say it in other words"
        )
    return Fault(where, key, problem, remedy)
