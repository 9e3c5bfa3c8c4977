"""Heads of columns as people write them, in several languages, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pursuit_sim.plain_text import bare_letters

# What a column of a sheet of results can hold: in words, and by which heads it is known.
# The first head that a sheet has counts.
ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "team": ("the team", (
        "team", "nation", "noc", "country", "mannschaft", "land", "ploeg", "lag", "équipe",
        "squadra", "nazione", "pays", "チーム", "nat", "code", "name", "naam", "navn", "nom",
    )),
    "skaters": ("the skaters", (
        "skaters", "lineup", "line up", "athletes", "names", "läufer", "läuferinnen",
        "aufstellung", "rijders", "schaatsers", "opstelling", "løpere", "patineurs", "atleti",
        "選手",
    )),
    "time": ("the official time", (
        "official time", "official", "final time", "result", "time", "endzeit", "zeit",
        "eindtijd", "tijd", "sluttid", "tid", "temps", "tempo", "タイム",
    )),
    "gap": ("the time behind", (
        "behind", "gap", "time behind", "diff", "difference", "rückstand", "achterstand",
        "verschil", "écart", "distacco",
    )),
    "rank": ("the place", (
        "rank", "rnk", "pos", "position", "platz", "rang", "plass", "klassering", "classement",
        "posizione", "順位", "pl", "place", "plaats",
    )),
    "heat": ("who met whom", (
        "race", "heat", "pair", "rit", "lauf", "paar", "par", "組", "pairs", "heats", "paire",
        "série", "course", "manche", "batteria", "coppia", "gara", "serie", "pareja", "løp",
        "lopp", "rennen", "レース", "забег", "пара",
    )),
    "side": ("the side", (
        "straight", "side", "start lane", "lane", "bahn", "baan", "bane", "レーン", "corsia",
        "couloir", "piste", "bana", "дорожка",
    )),
    "round": ("the round", (
        "round", "runde", "ronde", "phase", "stage", "turno", "omgang", "ラウンド",
    )),
    "status": ("whether the time is valid", ("status", "irm", "statut", "stato")),
    "remark": ("a remark", (
        "note", "notes", "remark", "remarks", "comment", "comments", "bemerkung", "opmerking",
        "merknad", "bemerkungen", "anmerkung", "anmerkungen", "bem", "hinweis", "hinweise", "anm",
        "kommentar", "kommentare", "opmerkingen", "opm", "merknader", "anmärkning", "remarque",
        "remarques", "observation", "observations", "commentaire", "commentaires", "obs",
        "osservazioni", "osservazione", "commento", "annotazioni", "observaciones", "uwagi",
        "huomautus", "備考", "备注", "비고", "примечание", "примечания",
    )),
    "sex": ("who skated", (
        "sex", "gender", "geschlecht", "geslacht", "kjønn", "sexe", "sesso", "category",
    )),
    "division": ("the division", ("division", "div")),
    "event": ("the event", (
        "event", "competition", "games", "wettkampf", "wedstrijd", "stevne", "wc", "world cup",
    )),
    "date": ("the date", ("date", "day", "datum", "dato")),
    "venue": ("the hall", ("venue", "hall", "rink", "arena")),
    "city": ("the city", ("city", "place", "ort", "plaats", "sted", "lieu")),
    "distance": ("what was skated", ("distance", "discipline", "afstand", "distanse")),
    "year": ("the year", (
        "year", "season", "jahr", "saison", "jaar", "seizoen", "år", "sesong", "säsong", "année",
        "anno", "stagione", "temporada", "シーズン",
    )),
    "source": ("the source", ("source", "sources")),
    "class": ("the class", (
        "category", "class", "age group", "agegroup", "age category", "agecategory", "age class",
        "ageclass", "klasse", "altersklasse", "kategorie", "categorie", "leeftijdsgroep",
        "leeftijdscategorie", "aldersklasse", "aldersgruppe", "klass", "åldersklass", "catégorie",
        "classe", "catégorie d'âge", "categoria", "categoría", "luokka", "kategoria",
    )),
}  # fmt: skip
_LAP_WORDS = ("lap", "runde", "ronde", "tour", "giro")
_LAP = re.compile(
    rf"(?:{'|'.join(_LAP_WORDS)})s?(?: times?)? ?(\d{{1,2}}(?:[ .,]5)?)|(\d{{1,2}}) ?(?:laps?)"
)
_METRES = re.compile(r"(\d{3,5}) ?(?:m|meters?|metres?)?")
_SKATER = re.compile(
    r"(?:skater|athlete|rider|name|läufer|rijder|schaatser|løper|patineur|atleta) ?[1-4]"
)
# Parts of heads such as "Final rank", "Endplatzierung" or "Classement final".
_OF_ALL = (
    "final|finale|finaal|end|eind|slutt?|overall|total|totale|gesamt|general|generale|official"
    "|offiziell|officieel|sluttlig|definitive?"
)
_PLACES = (
    r"rank(?:ing)?|rnk|pos(?:ition|izione)?|plac(?:e|ing|ering|ement)|pl|plass(?:ering)?"
    r"|plaats(?:ing)?|platz(?:ierung)?|plazierung|rang(?:ering|lijst)?|[ck]lassement|klassering"
    r"|classifica|standings?|stand|puesto|posto"
)
_RANK = re.compile(rf"(?:(?:{_OF_ALL}) ?)*(?:{_PLACES})(?: (?:{_OF_ALL}))*|overall")
_MOST_HALF_LAPS = 50
LONGEST_HEAD = 60
_MOST_TOLD = 20
METRES_A_HALF_LAP = 200  # nominal


@lru_cache(maxsize=4096)
def plain(head: str) -> str:
    """A head in small letters without accents, its words parted by single blanks.

    >>> plain("Rückstand_(s)"), plain("Lap 1")
    ('ruckstand s', 'lap 1')
    """
    bare = bare_letters(head.casefold().replace("ø", "o"))
    return " ".join(re.findall(r"\d+(?:[.,]\d+)?|[^\W\d_]+", bare))


def without_unit(head: str) -> str:
    """A plain head without the unit of its times."""
    words = plain(head).split()
    return " ".join(words[:-1] if words and words[-1] in UNITS else words)


UNITS = {"s": 1.0, "ms": 1e-3, "ticks": 1e-7}  # that a head can end in, in seconds
_KNOWN = {role: tuple(plain(name) for name in names) for role, (_, names) in ROLES.items()}
_NUMBERS = ("number", "no", "nr", "num", "nummer")
_KNOWN["heat"] += tuple(f"{name} {word}" for name in _KNOWN["heat"] for word in _NUMBERS)


_TEAM_HEADS = frozenset(_KNOWN["team"])


def name_team(cells: Sequence[str]) -> bool:
    """Whether one of the cells is a head of teams; told quickly."""
    return any(
        cell and not cell[0].isdigit() and len(cell) <= LONGEST_HEAD and plain(cell) in _TEAM_HEADS
        for cell in cells
    )


def has_head(role: str, head: str) -> bool:
    """Whether a head is one of a role, with or without a unit."""
    return plain(head) in _KNOWN[role] or without_unit(head) in _KNOWN[role]


def columns(heads: Sequence[str], roles: Iterable[str] = tuple(ROLES)) -> dict[str, int]:
    """The column of each role that a sheet has; a column has one role."""
    found: dict[str, int] = {}
    spelt: dict[str, list[int]] = {}  # columns, by what their heads are called
    for i, head in enumerate(heads):
        for name in {plain(head), without_unit(head)}:
            spelt.setdefault(name, []).append(i)
    for role in roles:
        used = {*found.values()}
        free = (i for name in _KNOWN[role] for i in spelt.get(name, ()) if i not in used)
        if (first := next(free, None)) is not None:
            found[role] = first
    return found


def says_rank(head: str) -> bool:
    """Whether a head may be of places, by the parts of its words; of what else, its cells tell.

    >>> [says_rank(each) for each in ("Final rank", "Endplatzierung", "Overall", "Start position")]
    [True, True, True, False]
    """
    return _RANK.fullmatch(plain(head)) is not None


def lap_columns(heads: Sequence[str]) -> dict[int, float]:
    """Columns of laps or of distances, with the laps skated there.

    >>> lap_columns(["Team", "Lap 1", "lap 1.5", "400m", "Time"])
    {1: 1.0, 2: 1.5, 3: 1.0}
    """
    found = {}
    for i, head in enumerate(heads):
        text = without_unit(head)
        lap, metres = _LAP.fullmatch(text), _METRES.fullmatch(text.removesuffix(" time"))
        halves = 0.0
        if lap:
            halves = 2 * float((lap[1] or lap[2]).replace(",", ".").replace(" ", "."))
        elif metres or _METRES.fullmatch(plain(head)):
            digits = re.sub(r"\D", "", plain(head))
            halves = int(digits) / METRES_A_HALF_LAP
        if 0 < halves <= _MOST_HALF_LAPS and halves.is_integer():
            found[i] = halves / 2
    return found


def skater_columns(heads: Sequence[str]) -> list[int]:
    """Columns with one skater each, such as "Skater 1"."""
    pattern = re.compile(plain_pattern(_SKATER.pattern))
    return [i for i, head in enumerate(heads) if pattern.fullmatch(plain(head))]


def plain_pattern(pattern: str) -> str:
    """A pattern whose letters are plain, as those of a plain head are."""
    return bare_letters(pattern.replace("ø", "o"))


def few(names: Sequence[str]) -> str:
    """The first of many names, and how many more there are.

    >>> few(["a", "b"])
    'a, b'
    """
    more = len(names) - _MOST_TOLD
    rest = f" and {more} more" if more > 0 else ""
    return f"{', '.join(names[:_MOST_TOLD])}{rest}"


def told(heads: Sequence[str], found: dict[str, int], others: Sequence[int] = ()) -> str:
    """The note on how the columns of a sheet are read."""
    short = [head.strip()[:LONGEST_HEAD] for head in heads]
    said = [f"{short[i]!r} as {ROLES[role][0]}" for role, i in found.items()]
    used = {*found.values(), *others}
    unused = [repr(head) for i, head in enumerate(short) if i not in used and head]
    left = f"; not used: {few(unused)}" if unused else ""
    return f"columns: {', '.join(said)}{left}"
