"""Text from others as people may be shown it: nothing hides in it, and it comes to an end.

Characters that are not seen could move a terminal's cursor, turn a line about or make two names
look alike; XML forbids some, and fonts have none of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

# Blanks that Python does not call printable (Unicode's category Zs), as in French and Japanese.
_BLANKS = frozenset("\u00a0\u1680\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}

# Called printable, but drawn as nothing: fillers, joiners, an empty cell of Braille, selectors.
_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc") | {
    chr(c) for c in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}

# Marks that say how a line runs, and blanks of no width: they come along when text is copied.
_MARKS = frozenset("\u061c\u180e\u200b\u200e\u200f\u2060\ufeff") | {
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_JOINERS = frozenset("\u200c\u200d")  # between letters of some scripts they are spelling
_JOINING = range(0x0590, 0x2000)  # from Hebrew and Arabic over the Indic scripts to Mongolian

# Unicode has no names for these, only aliases (NameAliases.txt); others are "control character".
_CONTROLS = {
    0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x09: "CHARACTER TABULATION",
    0x0A: "LINE FEED", 0x0B: "LINE TABULATION", 0x0C: "FORM FEED", 0x0D: "CARRIAGE RETURN",
    0x1A: "SUBSTITUTE", 0x1B: "ESCAPE", 0x7F: "DELETE", 0x85: "NEXT LINE",
    0x9B: "CONTROL SEQUENCE INTRODUCER",
}  # fmt: skip
# Letters and signs of full width, and other brackets and commas of Chinese, Japanese and Korean.
_NARROW = {0xFF01 + i: 0x21 + i for i in range(94)} | str.maketrans(
    "【】〔〕〖〗「」『』〈〉《》｢｣、､\u3000", "()()()()()()()(),, "
)
_KINDS = {
    "Cc": "control character", "Co": "character of private use",
    "Cs": "half of a character", "Cn": "no character",
}  # fmt: skip

LONGEST_LINE = 2_000  # characters of a message


def visible(text: str) -> bool:
    """Whether every character of a text is seen, is a blank, or joins letters that need it."""
    return (text.isascii() and text.isprintable()) or not unseen(text)


def unseen(text: str) -> str:
    """The first character that is neither seen nor a blank nor spelling; none if empty."""
    return next((c for i, c in enumerate(text) if not (_seen(c) or _joins(text, i))), "")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def spelt_out(text: str, spelling: Callable[[str], str] = _escaped) -> str:
    r"""A text with every character that is not seen written as ``\x1b`` or ``\u202e``.

    Parameters
    ----------
    text : from others
    spelling : what is written for a character that is not seen
    """
    if visible(text):
        return text
    return "".join(c if _seen(c) or _joins(text, i) else spelling(c) for i, c in enumerate(text))


def named(character: str) -> str:
    """A character by its number and name, such as "U+0007 BELL"."""
    code = ord(character)
    kind = _KINDS.get(unicodedata.category(character), "character without a name")
    name = _CONTROLS.get(code) or unicodedata.name(character, f"({kind})")
    return f"U+{code:04X} {name}"


def trimmed(text: str) -> str:
    """A text without the blanks, direction marks and joiners at its ends."""
    start, end = 0, len(text)
    while start < end and _outer(text[start]):
        start += 1
    while start < end and _outer(text[end - 1]):
        end -= 1
    return text[start:end]


def without_joiners(text: str) -> str:
    """A text without joiners and direction marks, to be compared with another."""
    return "".join(c for c in text if c not in _JOINERS and c not in _MARKS)


def narrow(text: str) -> str:
    """A text whose brackets, colons, commas and the like are those of Latin scripts.

    >>> narrow("佐藤（補欠）、補欠：山田")
    '佐藤(補欠),補欠:山田'
    """
    return text if text.isascii() else text.translate(_NARROW)


def bare_letters(text: str) -> str:
    """A text without accents, and with plain letters for those of other widths and forms.

    Accents are taken out first: hundreds upon one letter would be sorted one by one.
    """
    apart = unicodedata.normalize("NFKD", _without_accents(text))
    return _without_accents(apart)


def _without_accents(text: str) -> str:
    return text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))


def has_capitals(text: str) -> bool:
    """Whether a text is of a script with capitals, so that a letter may stand for a word."""
    return text.upper() != text.lower()


def cut(text: str, most: int) -> str:
    """A text of at most `most` characters: a longer one keeps both its ends."""
    if len(text) <= most:
        return text
    tail = (most - 1) // 3
    return f"{text[: most - 1 - tail]}…{text[len(text) - tail :]}"


def message(line: str) -> str:
    """A line for people, in few enough characters to be read."""
    return spelt_out(cut(line, LONGEST_LINE))


def _seen(character: str) -> bool:
    return (character.isprintable() and character not in _NOTHING) or character in _BLANKS


def _outer(character: str) -> bool:
    return character == " " or any(character in each for each in (_BLANKS, _MARKS, _JOINERS))


def _joins(text: str, index: int) -> bool:
    """Whether a character joins or parts two letters of a script in which that is spelling."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return (
        text[index] in _JOINERS
        and len(around) == 2
        and all(ord(c) in _JOINING and unicodedata.category(c)[0] in "LM" for c in around)
    )
