"""Text from others as people may be shown it: nothing hides in it, and it comes to an end.

Characters that are not seen could move a terminal's cursor, turn a line about or make two names
look alike; XML forbids some, and fonts have none of them.
"""

from __future__ import annotations

# Blanks that Python does not call printable (Unicode's category Zs), as in French and Japanese.
_BLANKS = frozenset("\u00a0\u1680\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}

# Called printable, but drawn as nothing: fillers, joiners, an empty cell of Braille, selectors.
_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc") | {
    chr(c) for c in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}

LONGEST_LINE = 2_000  # characters of a message


def visible(text: str) -> bool:
    """Whether every character of a text is seen, or is a blank."""
    return (text.isascii() and text.isprintable()) or all(map(_seen, text))


def spelt_out(text: str) -> str:
    r"""A text with every character that is not seen written as ``\x1b`` or ``\u202e``."""
    if visible(text):
        return text
    return "".join(c if _seen(c) else c.encode("unicode_escape").decode() for c in text)


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
