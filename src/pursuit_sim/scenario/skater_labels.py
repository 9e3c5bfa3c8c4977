"""Skaters' labels: family names as result sheets write them, told apart where two are alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pursuit_sim.plain_text import cut, has_capitals

LONGEST_LABEL = 20  # characters; family names have fewer

# Before a family name and part of it: Dutch, German, Italian, French, Spanish, Arabic.
_PARTICLES = frozenset(
    {
        "van", "de", "der", "den", "het", "ter", "ten", "te", "op", "'t", "von", "zu", "zum", "zur",
        "da", "das", "di", "do", "dos", "du", "del", "della", "des", "la", "le", "el", "al", "bin",
    }
)  # fmt: skip
_BETWEEN = frozenset({"y", "i", "e"})  # "Puig i Cadafalch": between the two family names
_AFTER = frozenset({"jr", "sr", "ii", "iii", "iv"})  # after a name, and no part of the label
_REMARK = re.compile(r"\s*[(\[{（［][^)\]}）］]*[)\]}）］]?")  # an armband, a place, "reserve"
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.-?)+")
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
_JOINED = re.compile(r"([-‐‑'’])")
_RAISED = re.compile(r"(Ma?c|Fitz)(\w{2,})")  # whose next letter is a capital too
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
)


class _Name(NamedTuple):
    """A name in its parts; `first` where the family name is said first."""

    family: str
    given: str
    first: bool


def labels(
    names: Sequence[str], chosen: Mapping[str, str] | None = None, *, family_first: bool = False
) -> tuple[str, ...]:
    """Names for labels, no two alike: family names, with an initial where two skaters share one.

    Words in capitals are the family name ("TAKAGI Miho", "Douwe DE VRIES"); else it is the
    last word with the particles before it ("van der Poel"), or what comes before a given name
    in the Korean manner ("Kim Min-seok"). Initials, remarks in brackets and "Jr." are no part
    of it. Where all others are called by one name, two words are a double family name.
    Where initials are alike too, there are more letters; a label too long loses its middle.

    Parameters
    ----------
    names : as written, of those who are shown together
    chosen : labels that somebody chose, by name
    family_first : the names are written family name first
    """
    chosen = chosen or {}
    parts = [_parts(unicodedata.normalize("NFC", name), family_first) for name in names]
    alone = [not part.given or _initials(part.given) for part in parts]
    for i, name in enumerate(names):
        others = alone[:i] + alone[i + 1 :]
        if others and all(others) and _doubled(name, parts[i]):
            parts[i] = _Name(" ".join(_bare(name)), "", first=False)
    short = [
        chosen.get(name) or part.family or name for name, part in zip(names, parts, strict=True)
    ]
    alike = Counter(map(_folded, short))
    told = [
        label if alike[_folded(label)] == 1 or name in chosen else _told_apart(i, parts, name)
        for i, (name, label) in enumerate(zip(names, short, strict=True))
    ]
    return _distinct([cut(label, LONGEST_LABEL) for label in told])


def _doubled(name: str, part: _Name) -> bool:
    """Whether a name may be a family name of two words, such as "Holbø Dyrset"."""
    words = _bare(name)
    odd = any(_capitals(word) or "," in word or _initials(word) for word in words)
    return len(words) == 2 and not odd and bool(part.given) and not part.first


def _told_apart(index: int, parts: Sequence[_Name], name: str) -> str:
    """A family name that others have too, with as much of the given name as tells them apart."""
    own = parts[index]
    others = [
        part.given.casefold()
        for i, part in enumerate(parts)
        if i != index and _folded(part.family) == _folded(own.family)
    ]
    if not own.given:
        return own.family
    if not has_capitals(own.given):
        return name  # it has no initials
    first = re.split(r"[\W\d_]", own.given)[0]
    for length in range(1, len(first) + (first != own.given)):
        start = first[:length]
        if not any(each.startswith(start.casefold()) for each in others):
            return _with(own, f"{start}.")
    return _with(own, own.given)


def _with(own: _Name, given: str) -> str:
    return f"{own.family} {given}" if own.first else f"{given} {own.family}"


def _distinct(told: list[str]) -> tuple[str, ...]:
    """Labels that are still alike, such as those of names too long, get numbers."""
    alike = Counter(map(_folded, told))
    seen: Counter[str] = Counter()
    for i, label in enumerate(told):
        folded = _folded(label)
        seen[folded] += 1
        if alike[folded] > 1:
            told[i] = f"{cut(label, LONGEST_LABEL - 2)} {seen[folded]}"
    return tuple(told)


def _folded(family: str) -> str:
    """What makes two family names alike to a reader."""
    return family.casefold().replace("’", "'")


def _parts(name: str, family_first: bool) -> _Name:
    words = _bare(name)
    before, comma, after = " ".join(words).partition(", ")
    if comma and before and after:
        return _Name(_recased(before.split()), after, first=False)
    if len(words) == 1 or (len(words) == 2 and words[1].isdigit()):
        return _Name(_recased(words) if len(words) == 1 else " ".join(words), "", first=False)
    capitals = [i for i, word in enumerate(words) if _capitals(word)]
    if capitals and len(capitals) < len(words):
        return _in_capitals(words, capitals, family_first)
    said = [word for word in words if not _initials(word)] or words
    first = len(said) > 1 and (family_first or bool(_EAST_ASIAN.match(name)))
    if first and not _leads(said[0]):
        return _Name(_recased(said[:1]), _recased(said[1:]), first=True)
    if len(words) > 1 and _KOREAN_GIVEN.fullmatch(words[-1]):
        return _Name(" ".join(words[:-1]), words[-1], first=True)
    last = max(i for i, word in enumerate(words) if word in said)
    start = last
    while start > 0 and _leads(words[start - 1], inner=start > 1):
        start -= 1
    if start > 1 and words[start].casefold() in _BETWEEN:
        start -= 1
    given = words[:start] + words[last + 1 :]
    return _Name(_recased(words[start : last + 1]), _recased(given), first=False)


def _in_capitals(words: list[str], capitals: list[int], family_first: bool) -> _Name:
    """The parts of a name whose family name is written in capitals."""
    start, end = capitals[0], capitals[-1]
    while start > 0 and _leads(words[start - 1], inner=False):
        start -= 1
    family = [
        word
        for i, word in enumerate(words[start : end + 1], start)
        if i in capitals or _leads(word, inner=False)
    ]
    given = [word for word in words if word not in family]
    return _Name(_recased(family), " ".join(given), first=family_first)


def _bare(name: str) -> list[str]:
    """The words of a name: no remarks, no numbers of armbands, nothing like "Jr."."""
    words = _REMARK.sub(" ", name).split() or name.split()
    kept = [word for word in words if any(map(str.isalpha, word))]
    if len(kept) == 1 and len(words) == 2 and words[1].isdigit():
        return words  # "BEL 1" stands in for a name
    while len(kept) > 1 and kept[-1].strip(".,").casefold() in _AFTER:
        kept.pop()
        kept[-1] = kept[-1].rstrip(",")
    return kept or words


def _capitals(word: str) -> bool:
    """Whether a word is in capitals, as official sheets write family names."""
    found = 0
    for piece in filter(str.isalpha, _JOINED.split(word)):
        raised = _RAISED.fullmatch(piece)
        letters = (raised[2] if raised else piece).replace("ß", "SS")
        if letters.isupper():
            found += len(letters)
        elif piece not in _PARTICLES:
            return False
    return found > 1 and not _called_by_initials(word)


def _initials(word: str) -> bool:
    """Whether a word is initials; a letter of a script without capitals may be a whole name."""
    return bool(_INITIALS.fullmatch(word)) and ("." in word or has_capitals(word))


def _called_by_initials(word: str) -> bool:
    """Whether capitals are initials, such as those of JR Celski, rather than a name."""
    plain = unicodedata.normalize("NFKD", word)
    return (
        word.isascii()
        and len(word) < 4
        and word != "NG"
        and (not set(plain) & set("AEIOUY") or word.endswith("J"))
    )


def _leads(word: str, *, inner: bool = True) -> bool:
    """Whether a word before a family name belongs to it; `inner`: in capitals or not."""
    _, hyphen, end = word.rpartition("-")
    if hyphen:
        return end in _PARTICLES  # "Rijpma-de Jong"
    return word.islower() or (inner and word.casefold() in _PARTICLES)


def _recased(words: Sequence[str]) -> str:
    """Words with capitals only where names have them; a particle is small within a name."""
    return " ".join(
        _word(word, inner=i > 0) if _capitals(word) or word.isupper() else word
        for i, word in enumerate(words)
    )


def _word(word: str, *, inner: bool) -> str:
    if _initials(word) or _called_by_initials(word):
        return word
    pieces = _JOINED.split(word)
    for i, piece in enumerate(pieces):
        if (inner or i > 1) and piece.casefold() in _PARTICLES:
            pieces[i] = piece.lower()
            continue
        raised = _RAISED.fullmatch(piece) or re.fullmatch("(MC)(\\w{2,})", piece)
        head, tail = raised.groups() if raised else ("", piece)
        lower = tail[1:].lower().replace("i\u0307", "i")
        pieces[i] = head[:1] + head[1:].lower() + tail[:1] + lower
    return "".join(pieces)
