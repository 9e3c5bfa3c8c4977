"""What a remark says of the result beside it; the same rule for every format.

A remark is free text, about this team or another one, this race or an earlier one. It takes
a team's result only if it is a word such as DSQ, or begins with it.
"""

from __future__ import annotations

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import text_of
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.outcome_flags import flag, of_skaters, of_somebody_else
from pursuit_sim.importers.words.skater_names import names_of
from pursuit_sim.importers.words.skater_statuses import without_statuses
from pursuit_sim.importers.words.status_words import folded
from pursuit_sim.importers.words.unfinished import (
    OUT_OF_COMPETITION,
    SETTLE,
    is_outside,
    leading,
    status,
    statuses,
    unclear,
)
from pursuit_sim.plain_text import cut

# Roles of cells that say of which race a result is, and may say that its team is out instead.
OF_RACES = ("distance", "event", "division", "round", "heat")
_WHERE_FROM = ("state", "country", "nation", "noc", "nat", "code", "land")
_OUT = ("out", "ute", "raus", "fuori")  # in other columns these may be a lane
_LONGEST = 60  # characters told


def judged(
    text: str, *, timed: bool, key: str, where: str, faults: list[Fault], notes: list[str],
    placed: bool = False, sure: bool = False,
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
    sure : whether a status says that the time counts, so that nothing is in doubt
    """
    if not text:
        return ""
    why, plainly = leading(text, timed=timed)
    if why and (not timed or (plainly and not placed)):
        return why
    words = statuses(text)
    out = says_outside(text) and (not words or "DSQ" in words)
    if not (words or out):
        return ""
    said = repr(cut(text, _LONGEST))
    # With a time of its own a team did start, and most likely finished; it may be disqualified.
    if timed and not sure and (why or out or "DSQ" in words):
        faults.append(_doubt(said, words, key, where, placed=placed and plainly))
    else:
        notes.append(f"the remark {said} is not read as a status")
    return ""


def spare(
    head: str, value: object, *, timed: bool, key: str, where: str, faults: list[Fault],
) -> str:  # fmt: skip
    """The status that a column or key gives which is not read otherwise, if it asks for one.

    One that takes away the time beside it in other words is a fault. What is said of a club or a
    place is nothing of the team, nor is what is said of a skater, but as it is among their names.
    """
    if of_somebody_else(head):
        if timed and of_skaters(head):
            names = names_of(text_of(value))
            without_statuses(names, timed=True, key=key, where=where, faults=faults, notes=[])
        return ""
    said, doubtful = flag(head, value)
    if said or not timed:
        return said
    text = cut(text_of(value), _LONGEST)
    if doubtful:
        problem = f"found {cut(str(value), _LONGEST)!r}: not clear whether the time counts"
        faults.append(Fault(where, key, problem, SETTLE.format(status(head) or "DSQ")))
    elif leading(text)[1] or (
        text == text_of(value) and (status(text) == "DSQ" or _takes(head, text))
    ):
        problem = f"{text!r} beside a time: not clear whether the time counts"
        faults.append(Fault(where, key, problem, SETTLE.format(status(text) or "DSQ")))
    return ""


def says_outside(text: str) -> bool:
    """Whether a remark leaves open whether a result counts, without a status or beside one.

    >>> [says_outside(each) for each in ("time deleted", "NC", "out", "went out fast")]
    [True, True, True, False]
    """
    return unclear(text) or folded(text).strip(" .!()[]*") in _OUT


def outside_doubt(said: str, key: str, where: str) -> Fault:
    """The fault of a text, as it is shown, that leaves open whether the time beside it counts."""
    return _doubt(said, [], key, where, placed=False)


def settle(doubts: list[Fault], faults: list[Fault], notes: list[str], *, sure: bool) -> None:
    """Add doubts to the faults; to the notes, where a status makes sure of the time."""
    if sure:
        notes += [f"{each.key}: {each.problem}; a status says that it does" for each in doubts]
    else:
        faults += doubts


def _takes(head: str, text: str) -> bool:
    """Whether a text says that a team is out, and not where it is from, such as NC, a state."""
    return is_outside(text) and not (plain(head) in _WHERE_FROM and text.isupper())


def _doubt(said: str, words: list[str], key: str, where: str, *, placed: bool) -> Fault:
    beside = "a place and a time" if placed else "a time"
    problem = f"{said} beside {beside}: not clear whether the time counts"
    remedy = SETTLE.format("DSQ" if "DSQ" in words else next(iter(words), "DSQ"))
    return Fault(where, key, problem, remedy if words else f"{remedy}, or {OUT_OF_COMPETITION}")
