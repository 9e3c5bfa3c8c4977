"""What words of a title, a tab or a cell say of an event: who skated, which class, when, how far.

Words that say nothing of these, such as those of rounds, days and places, part no events.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.heads import plain, plain_pattern
from pursuit_sim.importers.words.title_words import Rest, rest_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d| ?m\b)")
_WINTER = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[/–-] ?(?:19|20)?(\d\d)(?![\d-])")
# Months between which a winter's year ends.
_DECEMBER = re.compile(
    r"\bde[cz]\b|\bde[czs]em[a-z]*|\bdi[ck]i?em[a-z]*|\bdecembre|декабр|\bgrud|\bjoulu|\b12 ?月"
    r"|-12-|\b12\. ?20"
)
_JANUARY = re.compile(
    r"\bjan(?:[uv][a-z]*)?\b|\bgen(?:naio)?\b|\benero|январ|\bstycz|\btammi|\b0?1 ?月|-01-"
    r"|\b0?1\. ?20"
)
_METRES = re.compile(r"(?<![\d.,:])(?:[1-9]\d{2}|\d{1,2}[ .,]?\d{3}) ?m\b")
_RINK_M = "400m"
_PURSUIT_M = frozenset({"2400m", "3200m"})  # six laps and eight
_DISTANCE = frozenset({"distance"})  # what is skated alone, such as the 3000 m
_RACES = re.compile(plain_pattern(
    r"(?P<pursuit>pursuit|verfolgung|achtervolging|lagtempo|poursuite|inseguimento|persecuci)"
    r"|(?P<sprint>team ?sprint|lagsprint|mannschaftssprint|ploegensprint|joukkuesprint"
    r"|sprint (?:par équipe|a squadre|por equipos|drużynowy)|командн\w* спринт"
    r"|チームスプリント|팀 ?스프린트|团[体队]短距离)"
    r"|(?P<mass>mass ?start|massenstart|massastart|massestart|fellesstart|masstart|yhteislähtö"
    r"|départ groupé|partenza in linea|salida en masa|start (?:masowy|wspólny)|bieg masowy"
    r"|масс ?старт|マススタート|매스 ?스타트|集体出发)"
    r"|(?P<relay>relay|staffel(?! (?:[a-d]|\d+|nord|süd|ost|west)\b)|estafet|stafett|\brelais\b"
    r"|staffetta|\brelevos?\b|sztafet|эстафет|\b(?:seka)?viesti\b|リレー|릴레이|接力)"
))  # fmt: skip
_CLASSES = re.compile(plain_pattern(
    r"neo ?senior|junior|senior|\bmasters?\b|\b(?:u|under) ?\d\d\b(?! uhr)|youth|jugend|jeugd"
    r"|ungdom|kadet|cadet|veteran|юниор|ジュニア|mixed|mixte|gemischt|\bmisto\b"
))  # fmt: skip
_CLASS_WORDS = re.compile(rf"(?:{_CLASSES.pattern})\w*")
# With its letter or number: Junioren A, Junioren B 2, Masters 30.
_LETTERED = re.compile(rf"{_CLASS_WORDS.pattern}(?: [a-f]\b)?")
_NUMBERED = re.compile(rf"{_LETTERED.pattern}(?: \d+)*")
_ROUNDS = re.compile(
    r"(?P<quarter>(?:quart|viertel|kwart|kvart|cwierc|четверть)\w* ?(?:fina\w*)?|準々決勝)"
    r"|(?P<semi>(?:semi|halb|halv|demi|poł|полу)\w* ?(?:fina\w*)?|準決勝)"
    r"|(?P<final>fina\w*|финал|決勝)|(?P<heats>\bheats?\b|quali|vorl|voorr)"
)
_WORLD_CUP = re.compile(plain_pattern(
    r"\bworld ?cups?\b|weltcup|wereldbeker|verdenscup|världscup|\bcoupes? du monde"
    r"|\bcoppa del mondo|\bcopa del mundo|puchar świata"
    r"|кубок\w* мира|\bisu\b|ワールドカップ|월드컵|世界杯"
))  # fmt: skip
_BESIDE = 2  # letters of a word that may stand beside who skated, as in "Women's B"


@dataclass(frozen=True, slots=True)
class EventWords:
    """What a text says of its event; a set is empty where it says nothing of a kind.

    Attributes
    ----------
    sex : "men" or "women"; empty where nothing says it
    rest : what of the text is left, and its words of meets and of races
    years : of days and winters
    winters : by the year in which they begin, of winters and of days at the turn of a year
    metres, races : what was skated
    rounds : of the event; they part none
    said_class : words of a class
    """

    sex: str
    rest: Rest
    years: frozenset[int]
    winters: frozenset[int]
    metres: frozenset[str]
    races: frozenset[str]
    rounds: frozenset[str]
    said_class: frozenset[str] = frozenset()

    @property
    def silent(self) -> bool:
        """Whether it says nothing that could be of another event than that of the table above."""
        return not (self.sex or self.rest.left or self.rest.meet)

    @property
    def unmarked(self) -> EventWords:
        """It without what parts races alone."""
        return replace(self, rest=replace(self.rest, marks=frozenset()))

    def skated_apart(self, other: EventWords) -> bool:
        """Whether it says another year or another distance."""
        return (
            (not self.winters & other.winters and _apart(self.years, other.years))
            or _apart(self.winters, other.winters)
            or _apart(self.metres, other.metres)
            or _apart(self.races, other.races)
        )

    def goes_on(self, above: EventWords, *, named_together: bool = False) -> bool:
        """Whether it can be of the event of a text above, of the same sex or of one left open.

        What it lacks of the text above parts it only where it says something of its own, unless
        it is another round: "Women, finals" below "Junior Cup, women, semifinals". Whoever names
        two files together says that they belong together, so far as their texts allow it.
        """
        if self.skated_apart(above):
            return False
        one, other = self.rest, above.rest
        another_round = _apart(self.rounds, above.rounds)
        if self.silent:
            return True
        if not one.named_as(other) and not ({*one.left} < {*other.left} and another_round):
            return False
        if one.meet and other.meet and not (one.meet <= other.meet or other.meet <= one.meet):
            return False
        return not self.sex or bool(above.sex) or another_round or named_together

    def is_of(self, event: EventWords) -> bool:
        """Whether a title can be of the event that a column or key says: it says nothing else.

        Each may say more than the other of the place, the meet and the year; what else a title
        says, that of the event says too.
        """
        if self.skated_apart(event):
            return False
        one, other = self.rest, event.rest
        if not (one.left or one.meet):
            return True
        left, above = {*one.left}, {*other.left}
        if not left <= above | other.meet:
            return False
        if self.said_class != event.said_class:
            return False
        if one.places and above - left:
            return one.places <= other.places
        return _nested(one.places, other.places) and _nested(
            one.meet - one.places, other.meet - other.places
        )

    def same(self, other: EventWords) -> bool:
        """Whether two rows of one table are of one event: neither says more than the other."""
        return self.sex == other.sex and self.goes_on(other) and self.rest.named_as(other.rest)


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _apart(one: frozenset[object], other: frozenset[object]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


@lru_cache(maxsize=4096)
def words_of_event(text: str, sex: str) -> EventWords:
    """What a text says; who skated as it is known otherwise."""
    bare, raw = plain(text), text.casefold()
    winters = {int(begin) for begin, end in _WINTER.findall(raw)
               if (int(begin) + 1) % 100 == int(end)}  # fmt: skip
    years = {int(each) for each in _YEAR.findall(raw)}
    years |= {each + 1 for each in winters}
    if not winters and len(years) == 1:
        (year,) = years
        winters = {year} if _said(_DECEMBER, bare, raw) else set()
        winters |= {year - 1} if _said(_JANUARY, bare, raw) else set()
    metres = {re.sub(r"[ .,]", "", each) for each in _METRES.findall(raw)} - {_RINK_M}
    races = _kinds(_RACES, bare)
    if not races and metres - _PURSUIT_M:
        races = _DISTANCE
    return EventWords(
        sex, rest_of(text), frozenset(years), frozenset(winters), frozenset(metres), races,
        _kinds(_ROUNDS, bare), frozenset(class_words(text)),
    )  # fmt: skip


def races_of(text: str) -> frozenset[str]:
    """Which kinds of races of several skaters a text names: pursuit, sprint, mass or relay."""
    return _kinds(_RACES, plain(text))


def without_races(text: str) -> str:
    """A plain text without the names of such races."""
    return _RACES.sub(" ", plain(text))


def says_world_cup(text: str) -> bool:
    """Whether a text names a World Cup, or the union that holds them.

    >>> says_world_cup("ISU Speed Skating"), says_world_cup("world-cup-2"), says_world_cup("League")
    (True, True, False)
    """
    return bool(_WORLD_CUP.search(plain(text)))


def round_kinds(text: str) -> frozenset[str]:
    """Which rounds a text names: "quarter", "semi", "final", "heats"."""
    return _kinds(_ROUNDS, plain(text))


def _said(pattern: re.Pattern[str], *texts: str) -> bool:
    return any(map(pattern.search, texts))


def _kinds(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(str(each.lastgroup) for each in pattern.finditer(text))


def sex_above(text: str) -> str:
    """Who skated, from a title or a tab, where a letter alone says nothing."""
    return "" if len(plain(text)) < 2 else sex_of(text)


def says_who(text: str) -> bool:
    """Whether a title says who skated or of which class."""
    return bool(sex_above(text)) or says_class(text)


def says_class(text: str) -> bool:
    """Whether a title says of which class it is: juniors, masters, under 23."""
    return bool(_CLASSES.search(plain(text)))


def class_words(text: str) -> tuple[str, ...]:
    """The words of a text that say of which class it is, in their order, each once.

    >>> class_words("Final juniors"), class_words("U 19, heat 1"), class_words("Final B")
    (('juniors',), ('u 19',), ())
    """
    return tuple(dict.fromkeys(found[0].strip() for found in _CLASS_WORDS.finditer(plain(text))))


def lettered_classes(text: str, *, numbered: bool = False) -> tuple[str, ...]:
    """The classes that a text says, each with the letter behind it, as age classes have one.

    A letter or number of a round or a heat is none of a class. Another number is, where the text
    says that of its heat elsewhere.

    Parameters
    ----------
    text : that says of which race or class a row is
    numbered : whether a number behind a class is surely not that of a heat

    >>> lettered_classes("Junioren A, 3"), lettered_classes("Final B juniors")
    (('junioren a',), ('juniors',))
    >>> lettered_classes("Masters 30, heat 2"), lettered_classes("Juniors 2")
    (('masters 30',), ('juniors',))
    """
    rest = rest_of(text)
    numbered = numbered or any(each[-1:].isdecimal() for each in rest.marks)
    pattern = _NUMBERED if numbered else _LETTERED
    return tuple(dict.fromkeys(each[0] for each in pattern.finditer(" ".join(rest.left))))


def says_only_who(text: str) -> bool:
    """Whether a text says who skated or of which class, and nothing but a round besides.

    >>> [says_only_who(each) for each in ("Women", "Junior women B", "Men, final", "W", "U19 Cup")]
    [True, True, True, False, False]
    """
    others = plain(text)
    for pattern in (_CLASS_WORDS, _RACES, _ROUNDS):
        others = pattern.sub(" ", others)
    return says_who(text) and all(
        len(each) <= _BESIDE or each == "team" or sex_of(each) for each in others.split()
    )
