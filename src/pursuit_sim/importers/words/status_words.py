"""Words of several languages that say that a team is out of a classification, as patterns.

They are looked for in folded text: small letters without accents. A star stands for whatever
ending a language puts there, so that a word is known in all its forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pursuit_sim.importers.words.heads import plain
from pursuit_sim.plain_text import bare_letters

# By the status that they mean. Codes are known with signs between their letters too: D/Q.
_WORDS = {
    "DSQ": (
        "disq*", "disk", "disket", "diskad", "diskade", "diskw*", "diskv*", "diskal*", "disc.",
        "diszkv*", "dyskw*", "zdyskw*", "gediskw*", "gedisk*", "desq*", "descal*",
        "desclas*", "squal*", "hylät*", "hyl.", "kizár*", "дискв*", "дыскв*", "失格", "실격",
        "取消资格", "取消資格",
    ),
    "DNF": (
        "did not finish", "not finished", "did not complete", "not completed",
        "failed to finish", "retired", "ret", "abandon", "abandoned",
        "abandonn*", "abandonad*", "abandono", "aufgegeben*", "aufgabe", "nicht beendet",
        "nicht im ziel", "niet gefinisht", "niet uitgereden", "opgegeven", "uitgevallen",
        "gestaakt", "niet voltooid", "ikke fullført", "fullførte ikke", "ikke i mål",
        "gennemførte ikke", "udgået", "udgik", "fullföljde inte", "fullföljde ej", "ej i mål",
        "inte i mål", "brøt", "brutt", "bröt", "utgått", "utgick", "keskeyt*", "ritirat*",
        "non ha terminato", "non hanno terminato", "pas terminé", "pas fini", "no terminó",
        "no terminaron", "no finalizó", "retirad*", "сошел", "сошла", "сошли", "сошло",
        "non arrivat*", "nie ukończył*", "не финиш*", "途中棄権", "未完赛", "未完成", "완주 실패",
    ),
    "DNS": (
        "did not start", "not started", "no show", "nicht angetreten*", "nicht gestartet*",
        "nicht am start", "niet gestart", "niet aan de start", "ikke startet", "ikke møtt",
        "startade inte", "ej start", "non partant*", "non partit*", "forfait", "no salió",
        "nie startował*", "не старт*", "欠場", "未出场", "未出場", "불출전",
    ),
    "WDR": (
        "withdrawn", "withdrew", "withdrawal", "wd", "w/d", "zurückgezogen*", "abgemeldet*",
        "teruggetrokken*", "afgemeld*", "trukket", "trukket seg", "wycofa*", "снял*", "снят*",
        "scratched", "棄権", "弃权", "退赛", "기권",
    ),
    "OVT": ("overtaken",),
    "DNC": (),
}  # fmt: skip
_CODES = {"DSQ": ("dsq", "dq"), "DNF": ("dnf",), "DNS": ("dns",), "WDR": ("wdr",),
          "OVT": ("ovt",), "DNC": ("dnc",)}  # fmt: skip
_LETTERED = "dsq"  # some sheets count its kinds by letters
# That a team or its time is outside the classification, which is no status of a race.
_OUTSIDE = (
    "hors concours", "hors classement", "non class*", "not classified", "unclassified",
    "not ranked", "unranked", "ausser konkurrenz", "außer wertung", "ohne wertung",
    "nicht gewertet*", "nicht klassiert*", "buiten mededinging", "buiten wedstrijd",
    "niet geklasseerd*", "utenfor konkurranse", "utom tävlan", "fuori gara", "fuori concorso",
    "fuori classifica", "out of competition", "not eligible", "ineligible", "excluded",
    "exclusion", "exclu", "exclue", "exclus", "exclues", "esclus*", "ausgeschlossen*", "ausschluss",
    "uteslut*", "udelukket", "wykluczon*", "excluid*", "исключ*", "hors course", "geschrapt",
    "gestrichen", "struken", "strukna", "strøket",
    "uitgesloten*", "utestengt", "annul*", "void", "voided", "invalid", "invalidated",
    "not valid", "ungültig*", "nicht gültig", "ongeldig*", "ugyldig*", "non valid*", "déclass*",
    "geannul*", "anulad*", "anulowan*", "relegated", "no time", "red card",
    "rote karte", "rode kaart", "carton rouge", "kein gültig*",
    "nicht anerkannt", "temps non retenu", "non retenu*", "no cuenta*", "no vale*", "ei lasketa",
    "ikke godkjent", "underkjent", "不计成绩", "вне конкурса",
    "オープン参加", "参考記録", "無効", "无效", "除外", "犯规", "犯規", "取消成绩", "取消成績",
)  # fmt: skip
# That there is no time which counts: a word of denying, perhaps that it is valid, and one for it.
_NONE = (
    "no", "without", "kein*", "ohne", "geen", "zonder", "ingen", "inget", "inga", "intet", "uten",
    "utan", "uden", "aucun*", "pas de", "sans", "nessun*", "senza", "ningun*", "brak", "bez",
    "ilman", "без", "нет",
)  # fmt: skip
_NOT = (
    "not", "not yet", "nicht", "niet", "ikke", "inte", "ej", "pas", "non", "no", "nie", "не",
    "never",
)  # fmt: skip
_SOME = ("a", "an", "any", "one", "eine*", "een", "en", "et", "ett", "un", "une", "una", "d", "de")
_COUNTING = (
    "valid*", "gültig*", "gueltig*", "geldig*", "gyldig*", "giltig*", "valab*", "legal*",
    "godkjent*", "godkänd*", "godkendt*", "gewertet*", "anerkannt*", "homolog*", "regolar*",
    "ważn*", "pätev*", "hyväksyt*", "действит*", "зачтён*", "зачтен*",
)  # fmt: skip
_OFFICIAL = (
    "offici*", "offiziell*", "offisiel*", "ufficial*", "oficial*", "oficjaln*", "virallis*",
    "официальн*", "recorded", "registered", "measured", "final", "proper", "gemessen*",
)  # fmt: skip
_ITS_TIME = (
    "time", "times", "result", "mark", "zeit", "zeiten", "endzeit", "laufzeit", "tijd", "tijden",
    "eindtijd", "tid", "tider", "sluttid", "temps", "tempo", "tempi", "tiempo*", "marca", "czas*",
    "aika*", "время", "времени",
)  # fmt: skip
# Where these are not official, it is said of a whole sheet, and takes nothing away.
_ITS_RESULT = (
    "results", "marks", "resultat*", "ergebnis*", "uitslag", "résultat*", "risultat*", "resultado*",
    "wynik*", "tulos*", "результат*",
)  # fmt: skip
_ITS_FINISH = ("finish", "finishes")  # of who did not, it is a status
_NONE_AS_WRITTEN = (  # "sin" and "ei" are small words of other languages
    "sin tiempo", "sin tiempo válido", "sin resultado", "sin marca", "ei aikaa", "ei tulosta",
    "記録なし", "記録無し", "タイムなし", "タイム無し", "成績なし", "无成绩", "無成績", "没有成绩",
    "沒有成績", "成绩无效", "成績無效", "기록 없음", "기록없음", "기록 무효",
)  # fmt: skip
# That a time does not count, of one or of several: a word of denying before or behind one for it.
_COUNT = (
    "count", "counts", "counted", "counting", "zähl*", "zaehl*", "gezählt*", "mitgezählt*", "gilt",
    "gelten", "galt", "galten", "telt", "tellen", "telde*", "geteld", "meegeteld*", "meetel*",
    "geldt", "gelden", "teller", "telte", "telles", "tælle*", "gjelder*", "gjeld", "gælder",
    "räkna*", "gäller", "gälla", "gällde", "compt*", "conta", "contano", "contat*", "conteggiat*",
    "vale", "valgono", "contam", "licz*", "засчит*", "счита*", "учит*", "идет в зачет",
)  # fmt: skip
_NOT_BEFORE = (
    "not", "n't", "don t", "doesn t", "didn t", "won t", "cannot", "no longer", "nicht", "niet",
    "ikke", "ikkje", "inte", "ej", "pas", "plus", "non", "nie", "não", "не",
)  # fmt: skip
_NOT_BEHIND = (
    "not", "nicht", "nicht mit", "niet", "niet mee", "ikke", "ikke med", "ikkje", "inte", "ej",
    "pas", "plus",
)  # fmt: skip
_TIMES = (
    *_ITS_TIME, *_ITS_RESULT, "marks", "performance*", "tiden", "tidene", "tiderne", "tiderna",
    "uitslagen",
)  # fmt: skip
_OF_WHAT = ("of", "for", "in", "by", "von", "der", "im", "van", "voor", "av", "i", "du", "de",
            "des", "di", "del", "della", "dei")  # fmt: skip
_WERE = (
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "to", "wird",
    "werden", "wurde", "wurden", "sind", "ist", "zijn", "werd", "er", "ble", "blir", "blev",
    "blivit", "har", "a", "ont", "est", "sont", "été", "è", "sono", "stato", "stati", "both",
    "all", "beide", "begge", "båda", "tous", "entrambi",
)  # fmt: skip
_TAKEN_AWAY = (
    "deleted", "removed", "cancel*", "struck", "struck out", "struck off", "scrapped", "erased",
    "expunged", "disallowed", "nullified", "revoked", "gelöscht", "geloescht", "aberkannt",
    "verwijderd", "vervallen", "slettet", "fjernet", "struket", "strøken", "raderad*", "borttag*",
    "supprimé*", "retiré", "retirés", "tolto", "tolti", "eliminad*", "borrad*", "usunię*",
)  # fmt: skip
_OF_A_LAP = "(?<!lap )(?<!split )"  # says nothing of the time of all
# As abbreviations these may be much else, so that they count where they stand alone.
OUTSIDE_ALONE = frozenset({"nc", "ak", "hc", "ex", "exc", "ooc", "sq", "dis", "bm"})
# What turns a status into its contrary, before it and behind it.
_DENYING = (
    "no", "not", "non", "never", "nor", "without", "kein*", "nicht", "ohne", "niet", "geen",
    "zonder", "ikke", "ingen", "pas", "sans", "senza",
)  # fmt: skip
_LIFTING = (
    "annul*", "overturn*", "overrul*", "revers*", "reinstat*", "restor*", "lifted", "rescind*",
    "revok*", "revoc*", "cancel*", "quash*", "withdrawn", "withdrew", "dropped", "undone",
    "upheld", "accept*", "stands", "appeal*", "protest*", "wrongly", "wrongful*", "wrong decision",
    "mistake*", "in error", "erroneous*", "not confirmed", "unconfirmed", "pending",
    "provisional*", "nicht bestätigt", "irrtum*", "irrtüm*", "zu unrecht", "onterecht*",
    "aufgehoben", "zurückgenommen", "opgeheven", "ingetrokken", "teruggedraaid", "opphev*",
    "omgjort", "upphäv*", "levé", "levée", "rétabli*", "réintégr*", "réadmis*", "riammess*",
    "riammissione", "revocat*", "отмен*", "取り消*", "取消", "撤回", "撤销", "撤銷", "취소",
)  # fmt: skip
NOTHING = ("none", "no", "nil", "n/a", "nein", "nee", "nei", "non", "false", "0", "geen", "ingen")
_BARE_SCRIPT = re.compile(r"[^\W\d_a-zа-я]")  # of those without blanks between words
_LETTER = r"[^\W\d_]"


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text in small letters without accents, with single blanks, D.N.F. as DNF.

    >>> folded("D.N.F.  (fall)")
    'dnf (fall)'
    """
    bare = bare_letters(text.casefold().replace("ø", "o").replace("ł", "l"))
    return " ".join(re.sub(r"(?<=\b[a-z])\.", "", bare).split())


def _any(words: Iterable[str], codes: Iterable[str] = ()) -> str:
    """A pattern of any of the words, as whole words where a script parts them."""
    parted: list[str] = []
    bare: list[str] = []
    for word in map(folded, words):
        spelt = re.escape(word).replace(r"\ ", r"[\W_]+").replace(r"\*", f"{_LETTER}*")
        (bare if _BARE_SCRIPT.match(word) else parted).append(spelt)
    for code in codes:
        ending = f"{_LETTER}?" if code == _LETTERED else ""  # as DSQb
        parted.append(r"[\W_]?".join(code) + ending)
    ways = [rf"(?<!{_LETTER})(?:{'|'.join(parted)})\d?(?!\w)"] if parted else []
    return "|".join(ways + bare)


def _gate(words: Iterable[str], codes: Iterable[str] = ()) -> str:
    """What stands where one of the words can begin: a look at two letters is much faster."""
    seconds: dict[bool, dict[str, set[str]]] = {True: {}, False: {}}
    for word in map(folded, words):
        by_first = seconds[bool(_BARE_SCRIPT.match(word))]
        by_first.setdefault(word[0], set()).add(word[1:2])
    for code in codes:
        seconds[False].setdefault(code[0], set()).update((code[1], r"\W_"))
    ways = {
        bare: "|".join(
            rf"{first}[{''.join(sorted(each))}]" for first, each in sorted(by_first.items())
        )
        for bare, by_first in seconds.items()
    }
    bare = f"|(?={ways[True]})" if ways[True] else ""
    return rf"(?:(?<!{_LETTER})(?={ways[False]}){bare})"


_GATE = _gate(
    (word for words in _WORDS.values() for word in words),
    (code for codes in _CODES.values() for code in codes),
)
STATUS = re.compile(
    f"{_GATE}(?:"
    + "|".join(f"(?P<{name}>{_any(_WORDS[name], _CODES[name])})" for name in _CODES)
    + ")"
)


def _up_to_three(*words: str) -> str:
    """What may stand between a word of denying and what it denies."""
    return rf"[\W_]+(?:(?:{_any((*_SOME, *words))})[\W_]+){{0,3}}"


_NO_TIME = "|".join((
    rf"(?:{_any(_NONE)}){_up_to_three(*_COUNTING)}(?:{_any((*_ITS_RESULT, *_ITS_FINISH))})",
    rf"(?:{_any(_NOT)}){_up_to_three(*_COUNTING)}(?:{_any(_ITS_RESULT)})",
    rf"(?:{_any((*_NONE, *_NOT))}){_up_to_three(*_COUNTING, *_OFFICIAL)}(?:{_any(_ITS_TIME)})",
    rf"(?:{_any(_NOT)})[\W_]+(?:{_any(_COUNTING)})",
))  # fmt: skip
_OF = rf"(?:(?:{_any(_OF_WHAT)})[\W_]+(?:\w+[\W_]+){{1,3}}?)?"
_TIMES_OF = rf"{_OF_A_LAP}(?:{_any(_TIMES)})[\W_]+{_OF}"
_NO_COUNT = "|".join((
    rf"(?:{_any(_NOT_BEFORE)})[\W_]+(?:(?:{_any(_WERE)})[\W_]+){{0,2}}(?:{_any(_COUNT)})",
    rf"(?:{_any(_COUNT)})[\W_]+(?:{_any(_NOT_BEHIND)})",
    rf"{_TIMES_OF}(?:(?:{_any(_WERE)})[\W_]+){{0,3}}(?:{_any(_TAKEN_AWAY)})",
))  # fmt: skip
OUTSIDE = re.compile(
    f"{_gate((*_OUTSIDE, *_NONE_AS_WRITTEN, *_NONE, *_NOT, *_NOT_BEFORE, *_COUNT, *_TIMES))}"
    f"(?:{_any((*_OUTSIDE, *_NONE_AS_WRITTEN))}|{_NO_TIME}|{_NO_COUNT})"
)
_SAID = re.compile(rf"{STATUS.pattern}|{OUTSIDE.pattern}")
DENIED = re.compile(rf"(?:{_any(_DENYING)})[\W_]+(?:\w+[\W_]+)?$")
# "DSQ: none" and "DSQ: -", to the end of a text.
_TO_NOTHING = rf"\s*[:=]\s*[-–—]+\s*$|[\s:=-]*(?:{_any(NOTHING)})\W*$"
LIFTED_AT_ONCE = re.compile(_TO_NOTHING)
LIFTED = re.compile(rf"\?|→|⇒|[-=]>|^(?:{_TO_NOTHING})|{_any(_LIFTING)}")
# What a remark on another race, or on another time of this one, has beside its status.
ELSEWHERE = re.compile(
    _any((
        "finals", "finale", "finalen", "semi*", "halbfinal*", "demi", "halve", "quarter*",
        "viertelfinal*", "quart", "kwart*", "kvart*", "season", "saison", "seizoen", "sesong",
        "career", "last race", "next", "previous", "earlier", "later", "replace*", "ersetzt",
        "vervangen", "einzel*", "individual*", "mass start", "massenstart", "sprint", "tomorrow",
        "yesterday", "race of", "world cup", "weltcup", "wereldbeker",
    ))
    + r"|\bfinal\b(?! (?:lap|straight|corner|turn|metres|meters|round))"
    + r"|(?<!\d)(?:500|1[. ]?000|1[. ]?500|3[. ]?000|5[. ]?000|10[. ]?000) ?m(?:et(?:er|re)s?)?\b"
    + r"|\bafter (?:this|the) (?:race|event|games|championships?)"
)  # fmt: skip
# What stands behind a word of the above where the time of the race is none of it.
NO_MATTER = re.compile(
    r"(?: (?:for|as|of|an?|the|any|national|world|track|olympic|official|valid|eligible))*"
    r" records?\b"
    r"| (?:lap|split)\b| los[st]s?\b"
    rf"|[\s:=]+(?:{_any(NOTHING)}|[-–—])\W*$"
)


@lru_cache(maxsize=4096)
def words_of_status(text: str) -> frozenset[str]:
    """The plain words by which a text says that somebody is out.

    >>> sorted(words_of_status("Men, did not finish"))
    ['did', 'finish', 'not']
    """
    said = (plain(found[0]) for found in _SAID.finditer(folded(text)))
    return frozenset(word for each in said for word in each.split())
