"""Words of records and of what is worked out from times, which few teams are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pursuit_sim.importers.words.cells import is_sex_word
from pursuit_sim.importers.words.heads import plain, plain_pattern
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.places import place
from pursuit_sim.importers.words.status_words import folded
from pursuit_sim.importers.words.title_vocabulary import PURSUIT
from pursuit_sim.importers.words.title_words import rest_of

RECORD = re.compile(plain_pattern(
    r"[a-z]*re[ck]ord(?:s|e|en|er|ene|ar|i|y|u)?|рекорды?|[a-z]*ennatys"
    r"|(?:世界|五輪|オリンピック|大会|日本|国内|リンク)新?記録|(?:世界|奥运会?|全国|国家|亚洲|赛会)纪录"
    r"|(?:세계|올림픽|한국|대회)(?:신)?기록"
))  # fmt: skip
_RECORD_OF = re.compile(plain_pattern(
    # A possessive s, and nations whose record it is.
    r"s|norwegian|dutch|canadian|american|japanese|italian|german|french|polish|korean|chinese"
    r"|swedish|finnish|belgian|swiss|danish|austrian|russian|british|australian"
    r"|world|olympic|track|rink|national|european|continental|championship|championships|meet|event"
    r"|junior|senior|current|existing|previous|old|new|all|time|best|list|of|the|and|bahn|welt|liste"
    r"|arena|hall|stadium|season|seasonal|seasons|games|cup|personal"
    r"|olympischer|olympische|olympisches|nationaler|deutscher|europäischer|aktueller|alter|neuer"
    r"|persönlicher|der|des|die|das"
    r"|olympisch|nationaal|wereld|europees|huidig|oud|nieuw|persoonlijk|het|de|van|baan"
    r"|olympisk|olympiska|norsk|svensk|nasjonal|europeisk|personlig|gammel|gammal|ny|verdens|världs"
    r"|bane|på|den"
    r"|monde|mondial|olympique|national|français|europe|européen|piste|patinoire|personnel|ancien"
    r"|nouveau|du|la|le|les|d"
    r"|mondo|mondiale|olimpico|nazionale|italiano|europeo|pista|personale|vecchio|nuovo|del|della|di"
    r"|il|mundo|mundial|olímpico|nacional|récord|el"
    r"|świata|olimpijski|polski|toru|europy|мировой|мира|олимпийский|национальный|европы|катка|россии"
))  # fmt: skip
_CODES = frozenset(
    {"wr", "or", "tr", "nr", "cr", "er", "mr", "rr", "wb", "br", "jwr", "wrj", "rec", "pb", "sb"}
)
_MEAN = (
    r"mean|average|avg|median|mittel|mittelwert|(?:durch)?schnitts?|gemiddelde?|(?:gjennom)?snitts?"
    r"|genomsnitts?|gennemsnit|medel(?:värde)?|moyen(?:ne)?|medi[ao]|promedio|średnia|среднее|средняя"
    r"|keskiarvo|平均(?:タイム|时间|時間)?|평균"
)
_BEST = (
    r"best|fastest|beste|schnellste|snelste|bästa|bedste|meilleur|miglior|mejor|najlepszy|лучшее"
    r"|paras"
)
_TIME = r"time|zeit|tijd|tid|temps|tempo|tiempo|czas|время|aika"
_WORKED_OUT = re.compile(plain_pattern(
    rf"(?:(?:{_TIME}) )?(?:{_MEAN})(?: ?(?:{_TIME})| (?:of|von|van|av|der|all|alle|aller|both|the"
    rf"|teams|laps?|mannschaften|ploegen|lag|équipes|squadre|squadra|des|delle|di))*"
    r"|best of (?:the )?season"
    rf"|(?:(?:previous|season s?|personal|overall) )?(?:{_BEST}) (?:{_TIME}|lap|runde|ronde)"
    r"|(?:world|track|rink|season s?|seasons|personal|previous|year s?) best"
    r"|(?:welt|bahn|jahres|saison)?best(?:zeit|leistung)|persönliche bestzeit"
    r"|time to beat|(?:target|reference) time|(?:richt|soll|ziel)zeit|richttijd|streeftijd"
    r"|temps de référence|tempo di riferimento|meilleure performance(?: mondiale)?"
))  # fmt: skip
_SUM = re.compile(plain_pattern(
    r"total|totals|totaal|totale|totalt|totaltid|totaltijd|total time|temps total|tempo totale"
    r"|sum|summe|summa|somme|suma|sum of times|gesamt|gesamtzeit|gesamtsumme|sammenlagt|i alt|ialt"
    r"|razem|yhteensä|итого|всего|合計|合计|总计|합계"
))  # fmt: skip
_BEST_WORD = re.compile(plain_pattern(_BEST))
_WORLD = frozenset({"wr", "jwr", "wrj"})  # codes that are in few names
_OF_A_NAME = 2  # words
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_STROKES = " -–—?"  # nothing
_YEAR = re.compile(r"(?:19|20)\d\d")


def says_records(words: Sequence[str]) -> bool:
    """Whether plain words say records, of whom and of what, and nothing else."""
    return any(map(RECORD.fullmatch, words)) and all(map(_of_record, words))


@lru_cache(maxsize=4096)
def is_record(text: str) -> bool:
    """Whether a cell says a record or what is worked out from times, and at most whose that is.

    Behind it may stand when and where that was, and before it too whose or where it is.

    >>> [is_record(each) for each in ("World record", "WR: Netherlands", "Mean", "WR", "SC Record")]
    [True, True, True, False, False]
    >>> [is_record(each) for each in ("Old WR", "Thialf record", "USA (World record)", "Team WR")]
    [True, True, True, False]
    """
    label, sign, whose = text.partition(":")
    if sign and plain(whose):
        return is_record(label) or is_code(label)
    words = plain(text).split()
    if _WORKED_OUT.fullmatch(" ".join(words)):
        return True
    if len(words) == _OF_A_NAME and any(map(PURSUIT.fullmatch, words)):
        return False  # "Team Rekord"
    if _ends_in_record(words):
        return True
    end = next((i for i, word in enumerate(words) if not _of_record(word)), len(words))
    which, whose_words = words[:end], words[end:]
    if not says_records(which):
        return False
    named = len(which) > 1 or not which[0].startswith(("record", "rekord"))
    return _is_whose(whose_words) or (named and _is_where(whose_words))


@lru_cache(maxsize=4096)
def is_code(text: str) -> bool:
    """Whether a cell may be the code of a record, such as WR or OR: some teams are called so.

    Behind it or before it may stand whose it is: "WR (USA)".
    """
    words = plain(folded(text)).split() or [""]
    return any(
        code in _CODES and _is_whose(whose)
        for code, whose in ((words[0], words[1:]), (words[-1], words[:-1]))
    )


@lru_cache(maxsize=4096)
def may_be_record(text: str) -> bool:
    """Whether a cell has a word of records, among others that may be a team's.

    >>> [may_be_record(each) for each in ("Svenskt rekord", "SC Record", "Team WR", "TR Hamar")]
    [True, True, True, False]
    """
    words = plain(folded(text)).split()
    return any(word in _WORLD or RECORD.fullmatch(word) for word in words)


def is_sum(text: str) -> bool:
    """Whether a cell says that times are added up, as a team may be called too."""
    return bool(_SUM.fullmatch(plain(text)))


@lru_cache(maxsize=4096)
def ranked_as_record(rank: str) -> bool:
    """Whether the cell of a rank says a record, and no place.

    >>> ranked_as_record("WR"), ranked_as_record("World record"), ranked_as_record("or")
    (True, True, False)
    """
    return place(rank) is None and (is_record(rank) or is_code(rank))


def is_world_code(text: str) -> bool:
    """Whether a code of a record is the world's, as no team is called, or somebody's."""
    words = plain(folded(text)).split()
    return len(words) > 1 or not _WORLD.isdisjoint(words)


def is_record_row(team: str, *, heat: str = "", round_: str = "", rank: str = "") -> bool:
    """Whether a row is surely of a record, as its team, its heat or its round says.

    With a place or a heat of its own it is a team's, whatever that is called.

    >>> is_record_row("WR USA"), is_record_row("USA 2022", round_="WR"), is_record_row("TR")
    (True, True, False)
    >>> is_record_row("USA (WR)", heat="2"), is_record_row("USA (WR)", rank="1")
    (False, False)
    """
    heat = heat.strip(_STROKES)
    of_rank = ranked_as_record(rank)
    if (rank.strip(_STROKES) and not of_rank) or (heat and not (is_record(heat) or is_code(heat))):
        return False
    said = (team, heat or round_)
    sure = any(is_record(text) or (is_code(text) and is_world_code(text)) for text in said)
    return sure or of_rank or (is_sum(team) and not heat) or says_in_passing(team)


def says_in_passing(text: str) -> bool:
    """Whether the word of records is in small letters, as in no name: "Svenskt rekord"."""
    words = (word for word in re.findall(r"[^\W\d_]+", text) if RECORD.fullmatch(plain(word)))
    return any(word.islower() for word in words)


def _ends_in_record(words: Sequence[str]) -> bool:
    """Whether the last of plain words is a record, or a best, and the others say which or whose."""
    *before, last = words or [""]
    record = last in _CODES or RECORD.fullmatch(last)
    which = [word for word in before if _of_record(word)]
    others = " ".join(word for word in before if word not in which)
    if not record:
        return bool(which and _BEST_WORD.fullmatch(last) and not others)
    if last in _CODES and not which:
        return False
    rest = rest_of(others)
    whose = bool(nation(others)) or not rest.left
    return bool(which or others) and whose


def _is_whose(words: Sequence[str]) -> bool:
    """Whether plain words are a nation and a year, one of them, or none."""
    named = " ".join(word for word in words if not _YEAR.fullmatch(word))
    return not named or bool(nation(named))


def _is_where(words: Sequence[str]) -> bool:
    """Whether plain words are places, days and numbers."""
    names = [word for word in words if not _NUMBER.fullmatch(word)]
    rest = rest_of(" ".join(names))
    return not names or (not rest.left and bool(rest.meet or rest.marks))


def _of_record(word: str) -> bool:
    """Whether a plain word says a record, whose it is, or what was skated."""
    return bool(
        is_sex_word(word) or any(each.fullmatch(word) for each in (RECORD, PURSUIT, _RECORD_OF))
    )
