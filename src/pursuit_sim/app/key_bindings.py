"""What the viewer can do, and with which keys: declared once.

The dispatcher, the help sheet and the table in the documentation all read `ACTIONS`.
A chord is written as people write it: "Space", "Shift+Left", "Ctrl+Right", "[", "F11".
Letters are upper case; a sign such as "?" or "<" is itself, whatever keys make it.
"""

from __future__ import annotations

from dataclasses import dataclass

HOLD_AFTER_S = 0.4  # [s] a key held this long repeats …
HOLD_EVERY_S = 0.1  # [s] … this often


@dataclass(frozen=True, slots=True)
class Action:
    """Something the viewer can do.

    Attributes
    ----------
    name : what the program calls it
    keys : chords that do it
    text : what it does, for people
    group : heading on the help sheet
    holds : whether holding the key repeats it
    shown : how the sheet writes the keys, where the chords are not for people
    """

    name: str
    keys: tuple[str, ...]
    text: str
    group: str
    holds: bool = False
    shown: str = ""

    @property
    def label(self) -> str:
        """Its keys, for people."""
        return self.shown or "  ".join(_ARROWS.get(key, key) for key in self.keys)


_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
for _modifier in ("Shift", "Ctrl"):
    for _name in ("Left", "Right", "Up", "Down"):
        _ARROWS[f"{_modifier}+{_name}"] = f"{_modifier}+{_ARROWS[_name]}"

PLAY, MOVE, SHOW, KEEP, TUNE = "Play", "Move", "Show", "Keep", "Tune"
GROUPS = (PLAY, MOVE, SHOW, KEEP, TUNE)

ACTIONS: tuple[Action, ...] = (
    Action("toggle", ("Space", "K"), "play, pause; at the end, from the start", PLAY),
    Action("faster", ("Up", ">"), "faster: 0.1 to 16 times", PLAY),
    Action("slower", ("Down", "<"), "slower", PLAY),
    Action("speed-half", ("1",), "half speed", PLAY),
    Action("speed-1", ("2",), "normal speed", PLAY),
    Action("speed-2", ("3",), "twice as fast", PLAY),
    Action("speed-4", ("4",), "four times as fast", PLAY),
    Action("loop-from", ("[",), "loop from here", PLAY),
    Action("loop-to", ("]",), "loop to here", PLAY),
    Action("loop-clear", ("\\",), "no loop", PLAY),
    Action("back-5", ("Left",), "5 seconds back; hold to go on", MOVE, holds=True),
    Action("forward-5", ("Right",), "5 seconds forward", MOVE, holds=True),
    Action("back-1", ("Shift+Left",), "1 second back", MOVE, holds=True),
    Action("forward-1", ("Shift+Right",), "1 second forward", MOVE, holds=True),
    Action("back-10", ("J",), "10 seconds back", MOVE, holds=True),
    Action("forward-10", ("L",), "10 seconds forward", MOVE, holds=True),
    Action("frame-back", (",",), "one picture back, and pause", MOVE, holds=True),
    Action("frame-forward", (".",), "one picture forward, and pause", MOVE, holds=True),
    Action("next-moment", ("N",), "next moment: exchange, swap, fall, finish", MOVE),
    Action("previous-moment", ("P",), "previous moment", MOVE),
    Action("next-lap", ("Ctrl+Right",), "next lap", MOVE),
    Action("previous-lap", ("Ctrl+Left",), "previous lap", MOVE),
    Action("start", ("Home",), "to the start", MOVE),
    Action("restart", ("R",), "from the start, playing", MOVE),
    Action("end", ("End",), "to the end", MOVE),
    Action("next-race", ("Tab",), "next race", MOVE),
    Action("previous-race", ("Shift+Tab",), "previous race", MOVE),
    Action("camera-menu", ("C",), "cameras; then 1, 2, 3 … chooses one", SHOW),
    Action("zoom-in", ("+", "="), "nearer; also the wheel", SHOW, holds=True, shown="+"),
    Action("zoom-out", ("-",), "further away", SHOW, holds=True),
    Action("zoom-reset", ("0",), "the camera's own view again", SHOW),
    Action("finish-strip", ("W",), "finish strip, and the camera again", SHOW),
    Action("chart", ("X",), "chart: gap, speed and more", SHOW),
    Action("ghost-menu", ("G",), "ghost: a second run on the same ice", SHOW),
    Action("bracket", ("B",), "every race of the event", SHOW),
    Action("events", ("E",), "moments, every event, your files", SHOW),
    Action("results", ("U",), "results of races not watched: hide or show", SHOW),
    Action("explain", ("?",), "what am I seeing? in words", SHOW),
    Action("explaining", ("I",), "explain what is new, or not", SHOW),
    Action("palette", ("O",), "colours that every eye tells apart", SHOW),
    Action("full-screen", ("F", "F11"), "full screen", SHOW),
    Action("help", ("H", "F1"), "this sheet", SHOW),
    Action("escape", ("Esc",), "close a panel, leave full screen, quit", SHOW),
    Action("quit", ("Ctrl+Q",), "quit, after a question", SHOW),
    Action("picture", ("S",), "save a picture: 16:9, 1:1 or 9:16", KEEP),
    Action("clip", ("V",), "save a clip: the loop or the last 10 s, as slow as watched", KEEP),
    Action("keep-moment", ("Y",), "keep this moment, or forget it", KEEP),
    Action("sound", ("M",), "sound on or off", KEEP),
    Action("autoplay", ("A",), "go on with the next race of the round", KEEP),
    Action("tune", ("T",), "tuning panel: what if they had …?", TUNE),
    Action("undo", ("Ctrl+Z",), "undo", TUNE, holds=True),
    Action("redo", ("Ctrl+Y",), "redo", TUNE, holds=True),
    Action("row-next", ("PageDown",), "next row of the panel", TUNE, holds=True),
    Action("row-previous", ("PageUp",), "previous row", TUNE, holds=True),
    Action("row-more", ("Shift+Up",), "a step more", TUNE, holds=True),
    Action("row-less", ("Shift+Down",), "a step less", TUNE, holds=True),
    Action("row-reset", ("Delete",), "reset the row, as ↺ does", TUNE),
    Action("other-team", ("Ctrl+T",), "tune the other team", TUNE),
    Action("keep-or-free", ("Ctrl+K",), "keep the official time, or not", TUNE),
    Action("save-scenario", ("Ctrl+S",), "save as a scenario file", TUNE),
)
SPEED_OF = {"speed-half": 0.5, "speed-1": 1.0, "speed-2": 2.0, "speed-4": 4.0}
SKIP_S = {
    "back-1": -1.0,
    "back-5": -5.0,
    "back-10": -10.0,
    "forward-1": 1.0,
    "forward-5": 5.0,
    "forward-10": 10.0,
}

BY_NAME = {action.name: action for action in ACTIONS}
BY_CHORD = {chord: action for action in ACTIONS for chord in action.keys}


def chord(name: str, *, typed: str = "", shift: bool = False, ctrl: bool = False) -> str:
    """The chord that a key press makes.

    Parameters
    ----------
    name : the key's own name in lower case, such as "space", "left", "a"
    typed : the character it types on the user's keyboard; may be empty
    shift, ctrl : modifiers held
    """
    if len(typed) == 1 and typed.isprintable() and not typed.isalpha() and typed != " ":
        return typed  # signs and digits, wherever the user's keyboard has them
    if shift and name in _SHIFTED:
        return _SHIFTED[name]
    key = _NAMES.get(name, name.upper() if len(name) == 1 else name.capitalize())
    if ctrl:
        return f"Ctrl+{key}"
    plain = len(key) == 1 or key == "Space"
    return f"Shift+{key}" if shift and not plain else key


# Where a press types nothing, the keyboard is taken for an American one.
_SHIFTED = {",": "<", ".": ">", "/": "?", "=": "+"}
_NAMES = {"escape": "Esc", "return": "Enter", "enter": "Enter", "keypad enter": "Enter",
          "page up": "PageUp", "page down": "PageDown"}  # fmt: skip


def table() -> str:
    """The key table of the documentation, as Markdown."""
    rows = ["| key | does |", "|---|---|"]
    for group in GROUPS:
        rows.append(f"| **{group}** | |")
        for action in ACTIONS:
            if action.group == group:
                keys = " ".join(f"`{key}`" for key in action.label.split())
                rows.append(f"| {keys} | {action.text} |")
    return "\n".join(rows) + "\n"
