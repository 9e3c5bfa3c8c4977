"""What a skater's JSON object says of his part in a race: that he skated, or did not, and why."""

from __future__ import annotations

import re
from typing import Any

from pursuit_sim.importers.importer import text_of
from pursuit_sim.importers.json_results.json_outcomes import (
    KNOWN,
    READ,
    REMARKS,
    STATUSES,
    TEAMS,
    Object,
    letters,
    text_within,
)
from pursuit_sim.importers.words.outcome_flags import (
    flag,
    is_no,
    of_skaters,
    of_somebody_else,
    words_of,
)
from pursuit_sim.importers.words.resting import (
    DID_NOT_SKATE,
    asks_who_skated,
    name_at_rest,
    rests,
    rests_by,
    skated_by,
    skates_by,
)
from pursuit_sim.importers.words.skater_names import TEAM_SIZES
from pursuit_sim.importers.words.status_alone import is_bare_status
from pursuit_sim.importers.words.unfinished import cell_status, status, unclear

NAME_PARTS = ("givenname", "firstName", "familyname", "lastName")
NAMES = (*NAME_PARTS, "name", "fullName")
_ROLES = ("role", "function", "type", "skater type")  # in which an R is a reserve
# Last words of keys that are about the part somebody has in a race.
_PARTS = {
    "role", "roles", "rolle", "rol", "ruolo", "function", "funktion", "functie", "funksjon",
    "fonction", "funzione", "type", "kind", "status", "remark", "note", "comment", "info",
    "lineup", "usage", "part",
}  # fmt: skip
_ABOUT = {"details", "info", "entry", "participation", "race", "lineup", "result", "start"}
# Keys of what somebody is and does beside the ice: words there say nothing of his part.
_LIFE = {
    "profession", "occupation", "bio", "biography", "nickname", "nick", "instagram", "twitter",
    "facebook", "tiktok", "website", "hobby", "hobbies", "education", "study", "studies", "school",
    "employer", "work", "motto", "quote", "id", "uuid", "beruf", "beroep", "yrke", "metier",
    "birthplace", "birth", "born", "residence", "lives", "home", "origin", "county", "district",
    "name", "code", "short", "abbreviation", "abbr", "initials",
}  # fmt: skip
_TAGS = {"tag", "tags", "label", "labels", "flag", "flags", "keywords"}  # of several words
_OBJECTS = ("team", "competitor")
_FEWEST = min(TEAM_SIZES)
_DEEPEST = 5  # objects in each other that are looked into


def without_counts(given: list[Any]) -> list[Any]:
    """Skaters without numbers of keys under which some have more than one: races of a season, say.

    Where three have none, those of reserves say who is the first and who the second.
    """
    counts = {
        key for each in given if isinstance(each, dict) for key, value in each.items()
        if _number(value) > 1 and (asks_who_skated(key) or rests(words_of(key)))
    }  # fmt: skip
    if not counts:
        return given
    objects = [each for each in given if isinstance(each, dict)]
    numbered = {
        key for key in counts
        if not asks_who_skated(key)
        and sum(_number(each.get(key)) < 1 for each in objects) == _FEWEST
    }  # fmt: skip
    return [
        {
            key: value if key not in numbered or _number(value) < 1 else True
            for key, value in each.items()
            if key in numbered or key not in counts or not text_of(value).isdecimal()
        }
        if isinstance(each, dict) else each for each in given
    ]  # fmt: skip


def _number(value: object) -> int:
    text = text_of(value)
    return int(text) if text.isdecimal() else 0


def said_by_others(given: list[Any]) -> dict[int, str]:
    """Why objects are out by what the others say, or leave unsaid, by their places in the list.

    Just three others say that these skated; or three others stand beside those who have a word of
    reserves, whatever the key.
    """
    objects = {i: each for i, each in enumerate(given) if isinstance(each, dict)}
    skated = {i for i, each in objects.items() if any(skates_by(*item) for item in each.items())}
    alone = {*objects} - skated if len(skated) == _FEWEST else set[int]()
    staying = [i for i, each in enumerate(given) if i not in alone and not _rests(each)]
    words = {i: text for i in staying if i in objects and (text := part_elsewhere(objects[i])[1])}
    if len(staying) - len(words) < _FEWEST:
        words = {}
    return dict.fromkeys(alone, DID_NOT_SKATE) | {
        i: f"{DID_NOT_SKATE}: {text}" for i, text in words.items()
    }


def _rests(each: object) -> bool:
    if isinstance(each, dict):
        return bool(said_of(each) or name_at_rest(text_of(each.get("name")))[1])
    return bool(name_at_rest(text_of(each))[1])


def part_elsewhere(about: Object, deep: int = 0) -> tuple[str, str]:
    """A word of reserves below a key that nobody knows, with the key; both empty if there is none.

    >>> part_elsewhere({"name": "Mo", "squad": "reserve"}), part_elsewhere({"nickname": "Coach"})
    (('squad', 'reserve'), ('', ''))
    """
    for key, value in about.items():
        words = {*words_of(key).split()}
        if key in NAMES or words & _LIFE or not of_himself(key):
            continue
        if isinstance(value, dict):
            inner = of_skaters(key) or words_of(key) in _ABOUT
            if inner and deep < _DEEPEST and (said := part_elsewhere(value, deep + 1)[1]):
                return key, said
            continue
        texts = text_within(value).split("; ")
        if words & _TAGS:
            texts = [part for text in texts for part in re.split("[,/|]", text)]
        if said := next(filter(rests, map(str.strip, texts)), ""):
            return key, said
    return "", ""


def is_read(key: str, value: object) -> bool:
    """Whether a key of a skater's object is read."""
    known = KNOWN.get(letters(key), key)
    said = known in (*NAMES, *STATUSES, *REMARKS) or (
        isinstance(value, dict | list) and not rests(words_of(key))
    )
    asked = bool(rests_by(key, value)) or skates_by(key, value)
    asked = asked or (rests(words_of(key)) and is_no(value))
    return said or asked or (_of_part(key) and rests(text_of(value)))


def of_himself(key: str) -> bool:
    """Whether a key is of nothing else that a skater has: a nation, a team, a club, a coach."""
    known = KNOWN.get(letters(key), key)
    return known not in (*TEAMS, *_OBJECTS) and (of_skaters(key) or not of_somebody_else(key))


def _of_part(key: str) -> bool:
    """Whether a key is about the part that somebody has in a race, and not about his life."""
    words = words_of(key)
    return KNOWN.get(letters(key), key) in READ or bool({*words.split()[-1:]} & _PARTS)


def said_of(about: Object, deep: int = 0, *, of_him: bool = True) -> str:
    """The words of a skater's object by which he is out; empty where it has none."""
    below = [each for key, each in about.items() if isinstance(each, dict) and of_himself(key)]
    skated = not of_him or any(
        skated_by(*item) for each in (about, *below) for item in each.items()
    )
    for key, value in about.items():
        inner = of_him and of_himself(key) and (of_skaters(key) or words_of(key) in _ABOUT)
        if not isinstance(value, dict) or deep >= _DEEPEST:
            said = ""
        else:
            said = said_of(value, deep + 1, of_him=inner and not skated)
        if said:
            return said
        name, words, text = KNOWN.get(letters(key), key), words_of(key), text_within(value)
        if name not in READ and (said := flag(key, value)[0]):
            return said
        if not skated and (resting := rests_by(key, value)):
            return resting
        if key in NAMES:
            continue
        if name in STATUSES and (cell_status(text) or unclear(text)):
            return cell_status(text) if not unclear(text) else text
        if name in REMARKS and (status(text) or unclear(text)):
            return text
        letter = name in READ or words in _ROLES
        if not skated and of_himself(key) and _of_part(key) and rests(text, letter=letter):
            return f"{DID_NOT_SKATE}: {text}"
        if of_himself(key) and is_bare_status(text):
            return text
    return ""
