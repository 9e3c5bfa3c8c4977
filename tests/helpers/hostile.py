"""Names that somebody could write into a file to break a table, a terminal or a picture.

Each belongs to a kind: what the text would be if anything read it as more than text.
"""

from __future__ import annotations

# Text that must come out of everything as it went in.
SPELT: dict[str, str] = {
    "markup that closes nothing": "[/red]x",
    "markup of a link": "[link=http://x]y[/link]",
    "markup escaped": r"\[bold]",
    "name of an emoji": "a :smile: b",
    "brackets and blanks": "R [  a   b ] c",
    "mathematics": "$a$ and $b$",
    "broken mathematics": r"$\frac{$",
    "formula": "=1+1",
    "formula with a plus": "+1",
    "formula with a minus": "-1+1",
    "formula with an at": "@SUM(A1)",
    "wide formula": "＝1+1",
    "script": "<script>alert(1)</script>",
    "end of a section": "a]]>b",
    "entity": "&amp; &#60;",
    "remark": "<!-- a -- b -->",
    "quotes": "\"a\" 'b' `c`",
    "backslashes": "a\\",
    "separators": "a,b;c|d",
    "placeholders": "%s %(x)d {0} {x.__class__}",
    "name of a character": r"\N{BULLET} \u0041 \x41",
    "path upwards": "../../x",
    "device": "CON",
    "paths": "a/b:c",
    "hidden file": ".hidden",
    "not in a legend": "_nolegend_",
    "commands": "\\$(touch x) `touch x`; touch x",
    "emoji": "😀 x",
    "combining marks": "e\u0301\u0323a\u0308",
    "right to left": "שלום עולם",
    "joiner that is spelling": "علی\u200cرضا",
    "no break": "a\u00a0b\u202fc",
    "wide blank": "高木\u3000菜那",
    "long": 199 * "n" + "x",  # the longest that a name may be
    "one long word with wide letters": 200 * "W",
}

# Text that gets in without its ends, which are seen by nobody and come along when one copies.
TRIMMED: dict[str, tuple[str, str]] = {
    "blank in front": (" a", "a"),
    "blank behind": ("a ", "a"),
    "no break behind": ("a\u00a0", "a"),
    "wide blank behind": ("高木\u3000", "高木"),
    "mark of byte order": ("\ufeffAda", "Ada"),
    "marks of direction": ("\u2067\u200fعلی\u200f\u2069", "علی"),
    "blank of no width": ("\u200bAda\u200b ", "Ada"),
    "joiner at an end": ("Ada\u200d", "Ada"),
}

# Text that must not get in: it would be seen by nobody, or move what stands around it.
REFUSED: dict[str, str] = {
    "filler": "Ada\u3164",
    "selector": "Ada\ufe0f",
    "selector beyond": "Ada\U000e0152",
    "joiner of graphemes": "A\u034fda",
    "empty Braille": "\u2800",
    "clears the screen": "a\x1b[2Jb",
    "C1 control sequence": "a\x9b2Jb",
    "rings": "a\x07b",
    "zero": "a\x00b",
    "back": "a\bb",
    "delete": "a\x7fb",
    "tab and formula": "\t=1+1",
    "return and formula": "\r=1+1",
    "two lines": "a\nb",
    "next line": "a\x85b",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "direction override": "a\u202eb",
    "direction isolate": "a\u2066b",
    "Arabic letter mark": "a\u061cb",
    "zero width joiner": "a\u200db",
    "word joiner": "a\u2060b",
    "soft hyphen": "a\u00adb",
    "mark of byte order": "a\ufeffb",
    "tags": "a\U000e0041b",
    "annotation": "a\ufff9b",
    "no character": "a\uffffb",
    "unreadable to some program": "a\ufffdb",
    "private": "a\ue000b",
    "only blanks": "   ",
    "empty": "",
    "surrogate": "a\ud800b",
    "too long": 201 * "n",
    "very long": 5000 * "n",
}


def quoted(text: str) -> str:
    """A text as TOML writes it, whatever it holds."""
    plain = (c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(plain)}"'


def scenario(name: str) -> str:
    """A scenario in which everything that has a name is called so.

    Parameters
    ----------
    name : of the event, its hall and its race, of both teams and of the skater who leads
    """
    word = quoted(name)
    return f"""format = "pursuit-sim/scenario"
version = 1
[event]
name = {word}
discipline = {word}
sex = "women"
laps = 1
venue = {word}
city = {word}
sources = [{word}]
[[records]]
kind = "WR"
time = "0:31.00"
team = {word}
[teams.RED]
name = {word}
skaters = [{word}, "Bea", "Cleo"]
[teams.RED.bodies]
{word} = {{ mass_kg = 66.0 }}
[teams.BLU]
name = {word}
skaters = ["Eva", {word}, "Fay"]
[races.race-1]
name = {word}
[races.race-1.finish]
team = "RED"
lineup = [{word}, "Bea", "Cleo"]
time = "0:33.40"
formation = "push"
[races.race-1.crossing]
team = "BLU"
lineup = [{word}, "Eva", "Fay"]
time = "0:34.10"
formation = {{ push = true, leads = [[{word}, 1]] }}
"""
