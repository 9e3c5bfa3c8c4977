"""Every word of the lists of words is known as it is written, whatever its script and accents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from pursuit_sim.importers.words import (
    cells,
    event_words,
    heads,
    resting_words,
    status_words,
    title_vocabulary,
)
from pursuit_sim.importers.words.cells import is_sex_word, sex_of
from pursuit_sim.importers.words.event_words import round_kinds, says_class
from pursuit_sim.importers.words.heads import has_head, plain
from pursuit_sim.importers.words.laps_said import laps_said
from pursuit_sim.importers.words.places import place
from pursuit_sim.importers.words.resting import asks_who_skated, rests
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import (
    NO_TIME,
    cell_status,
    is_outside,
    says_nobody,
    status,
    unclear,
)

_MANY = re.compile(r"[?*+]|\{(\d+),\d*\}")


def spelt(pattern: str) -> list[str]:
    """The texts that a pattern of words is written for; of what may be left out, with and without.

    >>> spelt("res(?:erve)?|sub[s1]")
    ['res', 'reserve', 'subs', 'sub1']
    """
    found, at = _ways(pattern, 0)
    assert at == len(pattern), pattern[at:]
    return found


def _ways(pattern: str, at: int) -> tuple[list[str], int]:
    """Alternatives from a place on, to the end of their group."""
    ways: list[str] = []
    begun = [""]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            ways, begun, at = ways + begun, [""], at + 1
            continue
        each, at = _one(pattern, at)
        if many := _MANY.match(pattern, at):
            at = many.end()
            each = each if many[0] == "+" or (many[1] or "0") != "0" else ["", *each]
        begun = [before + one for before in begun for one in each]
    return ways + begun, at


def _one(pattern: str, at: int) -> tuple[list[str], int]:
    sign = pattern[at]
    if pattern.startswith(("(?!", "(?<"), at):  # what may not stand there
        return [""], pattern.index(")", at) + 1
    if sign == "(":
        each, end = _ways(pattern, at + 3 if pattern.startswith("(?:", at) else at + 1)
        return each, end + 1
    if sign == "[":
        end = pattern.index("]", at)
        return [*re.sub(r"(.)-.", r"\1", pattern[at + 1 : end])], end + 1
    if sign == "\\":
        return [{"d": "1", "w": "x", "b": ""}.get(pattern[at + 1], pattern[at + 1])], at + 2
    return [sign], at + 1


def unknown(words: Iterable[str], known: Callable[[str], object]) -> list[str]:
    """Words that a list has and the program does not know."""
    return [word for word in words if not known(word)]


def stems(words: tuple[str, ...]) -> list[str]:
    """Words, with an ending where they may have one."""
    return [each for word in words for each in {word.replace("*", ""), word.replace("*", "a")}]


@pytest.mark.parametrize("name", ["RESERVE", "UNUSED", "FOURTH", "STAFF"])
def test_words_of_who_did_not_skate(name: str) -> None:
    words = spelt(getattr(resting_words, name))
    assert len(words) > 20
    assert unknown(words, rests) == []
    assert unknown([word.title() for word in words], rests) == []


def test_words_of_who_skated() -> None:
    assert unknown([*resting_words.SKATED], asks_who_skated) == []


@pytest.mark.parametrize("name", [*status_words._WORDS])
def test_words_of_statuses(name: str) -> None:
    words = [*stems(status_words._WORDS[name]), *status_words._CODES[name]]
    assert unknown(words, lambda word: status(word) == name and cell_status(word) == name) == []
    assert unknown(words, lambda word: status(f"({word.upper()})") == name) == []


def test_words_of_what_is_outside() -> None:
    words = stems((*status_words._OUTSIDE, *status_words._NONE_AS_WRITTEN))
    assert unknown([*words, *status_words.OUTSIDE_ALONE], is_outside) == []


def test_words_by_which_there_is_no_time() -> None:
    counting, official = stems(status_words._COUNTING), stems(status_words._OFFICIAL)
    times, results = stems(status_words._ITS_TIME), stems(status_words._ITS_RESULT)
    nones, nots = stems(status_words._NONE), stems(status_words._NOT)
    said = [f"{no} {some} time" for no in (*nones, *nots) for some in status_words._SOME]
    said += [f"{no} {word} time" for no in (*nones, *nots) for word in (*counting, *official)]
    said += [f"{no} {word}" for no in (*nones, *nots) for word in (*times, *results)]
    said += [f"{no} {word} {end}" for no in ("no", "not") for word in counting for end in results]
    said += [f"{no} {word}" for no in nones for word in status_words._ITS_FINISH]
    said += [f"{end} {no} {word}" for end in times for no in nots for word in counting]
    assert unknown(said, unclear) == []
    assert unknown([each.upper() for each in said if "ß" not in each], unclear) == []


def test_what_is_told_of_no_time_is_no_status() -> None:
    assert [says(NO_TIME) for says in (is_outside, unclear, status)] == [False, False, ""]


def test_words_that_turn_a_status() -> None:
    assert unknown([f"{word} DNF" for word in stems(status_words._DENYING)], says_nobody) == []
    assert unknown([f"DSQ {word}" for word in stems(status_words._LIFTING)], unclear) == []
    assert unknown([f"DSQ: {word}" for word in status_words.NOTHING], says_nobody) == []


def test_words_of_rounds() -> None:
    words = [word for word in spelt(title_vocabulary.ROUND.pattern) if word]
    assert unknown(words, lambda word: not rest_of(word).left) == []
    assert unknown(words, lambda word: title_vocabulary.ROUND.fullmatch(plain(word))) == []
    known = [word for word in spelt(event_words._ROUNDS.pattern.replace("?P<", "?:<")) if word]
    assert known
    assert unknown([re.sub("<[a-z]+>", "", word) for word in known], round_kinds) == []


def test_words_of_classes_and_sexes() -> None:
    assert unknown([word.strip() for word in spelt(event_words._CLASSES.pattern)], says_class) == []
    assert {sex_of(word) for word in cells._WOMEN} == {"women"}
    assert {sex_of(word) for word in cells._MEN} == {"men"}
    assert unknown(["ladies", "Männer", "mænd", "naiset", "mężczyzn"], sex_of) == []
    assert unknown(["kvinner", "men"], is_sex_word) == []


@pytest.mark.parametrize("role", [*heads.ROLES])
def test_heads(role: str) -> None:
    words = heads.ROLES[role][1]
    assert unknown(words, lambda word: has_head(role, word)) == []
    assert unknown(words, lambda word: has_head(role, word.upper())) == []


def test_words_of_laps_and_places() -> None:
    words = spelt(title_vocabulary.LAP_WORDS)
    assert unknown(words, lambda word: laps_said(f"8 {word}") == {8}) == []
    assert unknown(words, lambda word: not rest_of(f"8 {word}").left) == []
    assert unknown(["sølv", "SØLV", "Gold"], place) == []
