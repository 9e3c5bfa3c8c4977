"""Pair and lane in one cell, such as `1 I` and `1 O`, which would give each team its own race."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import chosen_columns
from pursuit_sim.importers.sheet_tables.own_tables import splits_lack
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.group_cells import GROUPED, is_ditto, says_of_group
from pursuit_sim.importers.words.heads import has_head, plain
from pursuit_sim.importers.words.record_words import is_code, is_record, is_record_row
from pursuit_sim.plain_text import cut

_HEAD = "(lane)"  # of the column that is made, as the file has none
_LONGEST = 40  # characters told
_LANE = "lane|bahn|baan|bane|bana|corsia|couloir|piste"
_ENDS = re.compile(
    rf"(?P<pair>.*?\S)(?P<apart>[\s.,;:/_(\[|–—-]*)(?P<ending>[^\W\d_]+|\d)"
    rf"(?: (?:{_LANE}))?\.?[)\]]?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d|(?<![^\W\d_])[^\W\d_])$")  # ends as names of pairs do: 1, A
# The inner or the finish side first, in the languages of the heads.
_LANES = frozenset(
    frozenset(map(plain, pair.split()))
    for pair in (
        "inner outer", "inside outside", "in out", "i o", "innen außen", "innenbahn außenbahn",
        "innere äußere", "i a", "binnen buiten", "binnenbaan buitenbaan", "binnenbocht buitenbocht",
        "bi bu", "indre ytre", "indre ydre", "i y", "inre yttre", "inner ytter",
        "innerbana ytterbana", "intérieur extérieur", "intérieure extérieure", "int ext", "i e",
        "interna esterna", "interno esterno", "int est", "interior exterior",
        "внутренняя внешняя", "イン アウト", "内 外", "finish crossing", "f c",
    )
)  # fmt: skip
# Of lanes too, or of something else.
_COLOURS = frozenset(map(plain, (
    "white", "red", "weiß", "rot", "wit", "rood", "hvit", "hvid", "rød", "vit", "röd", "blanc",
    "rouge", "bianco", "rosso",
)))  # fmt: skip
_ALONE = "write the pair alone there, as {!r} for both, and the lane under a head of its own: Lane"


@dataclass(frozen=True, slots=True)
class _Ending:
    """A cell in two parts.

    Attributes
    ----------
    pair, ending : as written
    apart : whether a blank or a sign parts them
    """

    pair: str
    ending: str
    apart: bool

    @property
    def may_be(self) -> bool:
        """Whether the first part can be the name of a pair, and the ending stands by itself."""
        letter = len(self.ending) == 1
        if self.ending.isdigit():
            return self.apart and self.pair[-1:].isdigit()
        if self.apart:
            return not letter or bool(_NUMBERED.search(self.pair))
        return self.pair[-1:].isdigit()


def with_lanes(table: CellTable, where: str) -> tuple[CellTable, list[Fault]]:
    """A table whose column of pairs gives the pair alone, and a fault where that is not clear.

    It gives pair and lane if no two teams have the same cell there, and without one of the same two
    endings each pair is of two teams, of which some may be alone. Words and letters of lanes make a
    column of their own; other endings are asked.

    Parameters
    ----------
    table : of any kind
    where : the file's name in messages
    """
    if not any(has_head("heat", head) for head in table.heads) or splits_lack(table.heads):
        return table, []  # its own tables call races as they like
    if any(len(cells) != len(table.heads) for _, cells in table.rows):
        return table, []  # refused where it is read
    roles = chosen_columns(table.heads, table.rows)
    if "heat" not in roles or "team" not in roles:
        return table, []
    others = {i for role, i in roles.items() if role != "heat"}
    columns = [i for i, head in enumerate(table.heads) if has_head("heat", head)]
    columns = sorted({*columns, roles["heat"]} - others, key=lambda i: i != roles["heat"])
    said = {i: _Pairs(table, roles, i) for i in columns}
    if any(each.shared for each in said.values()):
        return table, []
    found = next((each for each in said.values() if each.endings), None)
    if found is None:
        return table, []
    place, first = next(iter(found.cells.items()))
    head = table.heads[found.column]
    if frozenset(map(plain, found.endings)) in _LANES:
        return _parted(table, found, first, has_side="side" in roles), []
    problem = (
        f"found {' and '.join(repr(cut(each, _LONGEST)) for each in found.written)}, and no two "
        "teams have the same: not clear whether they met, in two lanes, or each had its own race"
    )
    return table, [Fault(where, f"{place}, {head}", problem, _ALONE.format(first.pair))]


class _Pairs:
    """What a column says of whom each team met.

    Attributes
    ----------
    column : which
    shared : whether two teams have the same cell in it
    cells : in two parts, by the place of the row
    endings : the two that part all pairs; empty where none do
    written : the first pair's cells
    """

    def __init__(self, table: CellTable, roles: Mapping[str, int], column: int) -> None:
        self.column = column
        self.cells: dict[str, _Ending] = {}
        self.endings: Collection[str] = ()
        self.written: Sequence[str] = ()
        teams: dict[tuple[str, ...], set[str]] = {}
        parted: dict[tuple[str, ...], dict[str, tuple[str, str]]] = {}
        whole = True
        for place, group, text, team in _of_teams(table, roles, column):
            teams.setdefault((*group, text), set()).add(team)
            match = _ENDS.fullmatch(text)
            each = _Ending(match["pair"], match["ending"], bool(match["apart"])) if match else None
            if each is None or not each.may_be:
                whole = False
                continue
            self.cells[place] = each
            lanes = parted.setdefault((*group, plain(each.pair)), {})
            lanes.setdefault(each.ending.casefold(), (team, text))
        self.shared = any(len(each) > 1 for each in teams.values())
        if self.shared or not whole:
            return
        endings = {ending: None for lanes in parted.values() for ending in lanes}
        pairs = [[*lanes.values()] for lanes in parted.values() if len(lanes) > 1]
        two = len(endings) == 2 and bool(pairs)
        if two and _may_part(endings) and all(one[0] != other[0] for one, other in pairs):
            self.endings = (*endings,)
            self.written = [text for _, text in pairs[0]]


def _may_part(endings: Collection[str]) -> bool:
    """Whether two endings may be of lanes: no names, and not who skated."""
    if frozenset(map(plain, endings)) in _LANES:
        return True
    short = all(len(each) == 1 or each in ("i", "ii") for each in endings)
    colours = all(plain(each) in _COLOURS for each in endings)
    return (short or colours) and not all(map(sex_of, endings))


def _of_teams(
    table: CellTable, roles: Mapping[str, int], column: int
) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """Of each row of a team that says a pair: place, round and the like, that cell, the team."""
    group = dict.fromkeys((role for role in GROUPED if role in roles), "")
    for place, cells in table.rows:
        for role in group:
            text = " ".join(cells[roles[role]].split())
            group[role] = text if says_of_group(text, role) else group[role]
        team, text = (" ".join(cells[i].split()) for i in (roles["team"], column))
        if team and (says_of_group(text) or is_ditto(text)) and not _is_record(team, text):
            yield place, (*group.values(),), text, team


def _is_record(team: str, pair: str) -> bool:
    return is_record(pair) or is_code(pair) or is_record_row(team, heat="", round_="", rank="")


def _parted(table: CellTable, found: _Pairs, first: _Ending, *, has_side: bool) -> CellTable:
    """The table with the pair in its column, and the lane in one that is made for it."""
    rows = []
    for place, cells in table.rows:
        made, each = list(cells), found.cells.get(place)
        if each is not None:
            made[found.column] = each.pair
        lane = "" if each is None else each.ending
        rows.append((place, (*made, *([] if has_side else [lane]))))
    more = () if has_side else (_HEAD,)
    written = repr(cut(found.written[0], _LONGEST))
    note = (
        f"{table.heads[found.column][:_LONGEST]!r} gives pair and lane: {written} is read as pair "
        f"{cut(first.pair, _LONGEST)!r}, lane {first.ending!r}"
    )
    return replace(
        table, heads=(*table.heads, *more), rows=(*rows,), notes=(*table.notes, note),
        whole=(*table.whole, *more) if table.whole else (),
    )  # fmt: skip
