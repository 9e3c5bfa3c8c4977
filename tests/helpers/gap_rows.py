"""Races of six laps, and after which of them nobody measured the gap."""

from __future__ import annotations

from helpers import two_teams

_LAPS = "laps_s = [34.1, 29.6, 29.9, 30.3, 30.8, 31.3]"  # 3:06.00
_OWN = f'time = "3:06.00"\nformation = "push"\n{_LAPS}'
_RIVAL = 'time = "3:06.60"\nformation = "push"'
_FIRST = 'time = "3:06.00"\nformation = "push"\nsplits = [[3, "1:33.60"]]'
_SECOND = f'{_RIVAL}\nsplits = [[3, "1:33.10"]]'
_GAP = '[races.r]\ngaps = [{ laps = 4, ahead = "BBB", by = 0.5 }]\n[races.r.finish]'


def _told(first: str, second: str, gap: bool = False) -> str:
    text = two_teams.text(first, second)
    return text.replace("[races.r.finish]", _GAP) if gap else text


#: The file, and the laps after which the gap is marked.
ROWS = {
    "laps of one": (_told(_OWN, _RIVAL), {1, 2, 3, 4, 5}),
    "one passing of both": (_told(_FIRST, _SECOND), {1, 2, 4, 5}),
    "a gap told": (_told(_OWN, _RIVAL, gap=True), {1, 2, 3, 5}),
    "a finish assumed": (_told(_OWN, f'{_RIVAL}\nassumed = ["time"]'), {1, 2, 3, 4, 5, 6}),
    "laps of nobody": (_told(_RIVAL.replace("6.60", "6.00"), _RIVAL), set()),  # headed so
}
