"""Words of several languages by which somebody of a team did not skate, or did.

They are patterns of words as `heads.plain` makes them of a text, once they are plain themselves.
"""

from __future__ import annotations

import re

from pursuit_sim.importers.words.heads import plain_pattern

# English, German, Dutch, Norwegian, French, Italian, the usual ones of others.
RESERVE = (
    r"reserv(?:e|es|a|as|ist|isten|istin|iste|en|laufer|lauferin|loper|are)?|reserve ?(?:skater|man"
    r"|rider|laufer|lauferin|rijder|rijdster|schaatser|schaatsster|loper)"
    r"|res|resv|rsv|subs?|subst|substitut(?:e|es|in)?|alternates?|stand ?by|spare|backup"
    r"|ersatz(?:mann|frau|laufer|lauferin|laeufer|laeuferin|fahrer)?|erstatz|wissel"
    r"|innbytter|reserveloper|vara|varamann|avbytare|inhopper|reservloper"
    r"|remplacante?s?|suppleante?s?|reserviste|en reserve|(?:di )?riserv[ae]|sostitut[oaie]"
    r"|suplentes?|rezerw[ay]|rezerwow[ya]|varamies|varalla|запасн(?:ой|ая|ые)|резерв(?:ный|ная)?"
    r"|rez|nahradni(?:k|ce)|tartalek|rezerv(?:a|ni)?|alt|ers|rempl|補欠|控え|替补|替補|候补|候補|후보"
)
_RACED = "skate|race|compete|ride|participate|start|run"
UNUSED = (
    rf"did(?: not|n t) (?:{_RACED})|(?:has )?not (?:skated|skating|used|raced|racing|started"
    r"|starting|fielded|selected|nominated|competing|in (?:the )?(?:line ?up|race))|non ?starter"
    r"|un(?:used|raced)|rest(?:ed|ing|s)"
    r"|nicht (?:gelaufen|eingesetzt|gestartet|am start|dabei|nominiert)|(?:ohne|kein) einsatz"
    r"|lief nicht|(?:heeft )?niet (?:gereden|gestart|ingezet|geschaatst|opgesteld)|reed niet"
    r"|ikke (?:gatt|brukt|startet|med|i bruk|gikk)|gikk ikke|stilte ikke"
    r"|(?:n a )?pas (?:couru|patine|participe|aligne)|non (?:aligne|utilise)e?"
    r"|(?:non|n) (?:ha )?(?:gareggiato|pattinato|partit[oa]|utilizzat[oa]|impiegat[oa])"
    r"|non schierat[oa]"
)
_PEOPLE = (
    r"skater|man|woman|rider|athlete|member|laufer(?:in)?|mann|frau|rijd(?:er|ster)|schaats(?:er|ster)"
    r"|loper|patineu(?:r|se)|pattinat(?:ore|rice)|atleta|uomo"
)
FOURTH = (
    rf"(?:4(?: ?(?:th|e|eme|de|er))?|fourth|vierte[rn]?|vierde|fjerde|quatrieme|quart[oa])"
    rf" ?(?:{_PEOPLE})"
)
STAFF = (
    r"(?:(?:head|assistant|national|bonds|ass) ?)?(?:coach|coaches|trainer(?:in)?|trener|tranare)"
    r"|entraineure?s?|allenat(?:ore|rice)|(?:team|ploeg|lag|mannschafts) ?(?:leader|leider|leder"
    r"|leiter|manager|captain non skating|chef|doctor|arzt)|manager|physio(?:therapist)?|staff"
    r"|officials?|mechanic|betreuer(?:in)?|chef d equipe|begeleider"
)


def worded(pattern: str) -> re.Pattern[str]:
    """A pattern of plain words, of whatever script it is written in."""
    return re.compile(plain_pattern(pattern))


_FIRST = "first|second|erster?|zweiter?|eerste|tweede|forste|andre|premiere?|deuxieme|prima|seconda"
_NTH = rf"\d (?:st|nd|rd|th|er|re|ere|e|eme|de|te|o|a)|{_FIRST}"  # 1st, as plain words have it
_NUMBERED = rf"(?:{RESERVE})(?: \d)?|(?:\d|{_NTH}) (?:{RESERVE})"
WORDS = worded(rf"{_NUMBERED}|{UNUSED}|{FOURTH}|{STAFF}")
CAME_IN = worded(rf"(?:did not skate )?(?:{_NUMBERED}|{FOURTH})")
ORDINAL = worded(_NTH)
SKATED = frozenset(
    {
        "skated", "skates", "skating", "started", "starts", "did skate", "did start", "starter",
        "starting", "used", "raced", "races", "did race", "fielded", "competed", "competes",
        "participated", "took part", "in line up", "in lineup", "in race", "selected", "lined up",
        "gelaufen", "gestartet", "eingesetzt", "gereden", "gestart", "startet", "partant",
    }
)  # fmt: skip
