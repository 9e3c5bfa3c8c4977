"""What a sheet may have that is read rightly or asked: never passed over.

Heats with names of their own, of which a line says that both teams are out; letters in the names of
teams that alone say who skated; a further page that leaves its first round out; a time beside words
by which there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from fuzz.sheet_words import STATUSES, Tongue
from fuzz.skated_rounds import Round, Skated, both_out
from helpers.workbooks import Cell

_SHARE = 0.08  # of the sheets that may have it
_BOTH_OUT = 0.5  # of those whose heats have names
_HEATS = (
    ("A", "B", "C", "D"), ("Gold", "Silver", "Bronze", "Blue"), ("Rot", "Blau", "Gelb", "Weiss"),
    ("Rood", "Wit", "Blauw", "Geel"), ("Red", "Blue", "White", "Yellow"),
)  # fmt: skip
# Heats that are counted, and how a line calls them.
_COUNTED = (
    (("1", "2", "3", "4"), ("Heat I", "Heat II", "Heat III", "Heat IV")),
    (("I", "II", "III", "IV"), ("Heat 1", "Heat 2", "Heat 3", "Heat 4")),
    (("V", "VI", "VII", "VIII"), ("5th heat", "Heat 6", "Pair 7", "Heat VIII")),
    (
        ("Pair Five", "Pair Six", "Pair Seven", "Pair Eight"),
        ("Pair 5", "Pair 6", "7th pair", "Pair VIII"),
    ),
    (("1", "2", "3", "4"), ("Pair One", "Pair Two", "Pair Three", "Pair Four")),
)  # fmt: skip
_LINES = (
    "{}: {}", "{} - {}", "{} {}", "{}: both teams {}", "{} ({})", "{} – {}", "{}: alle {}",
)  # fmt: skip
# Of a heat with a number a line may say it in a sentence.
_SENTENCES = (
    "Both teams of {}: {}", "In {} both teams {}", "By jury decision {} {}", "The teams of {} {}",
    "All in {} {}",
)  # fmt: skip
_LETTERS = (("M", "W"), ("H", "D"), ("M", "F"), ("M", "V"), ("M", "K"), ("m", "w"))
_BESIDE = ("{}-{}", "{} {}", "{} ({})", "{}/{}", "{}. {}")
# No time that counts: before a word for it, and behind one.
_NONE = (
    ("no", "time|result|finish|valid time|valid result|official time|official result|valid mark"),
    ("without a", "time|result|valid time"), ("not a valid", "time|result"),
    ("kein", "Resultat|gültiges Resultat|Ergebnis"),
    ("keine", "Zeit|gültige Zeit"), ("ohne", "Zeit|gültige Zeit"), ("geen", "tijd|geldige tijd"),
    ("zonder", "tijd|geldige tijd|uitslag"), ("ingen", "tid|gyldig tid|giltig tid"),
    ("ikke", "gyldig tid|gyldig"), ("uten", "tid|gyldig tid"), ("utan", "tid|giltig tid"),
    ("aucun", "temps|temps valable|résultat"), ("pas de", "temps|temps valable"),
    ("sans", "temps|résultat"), ("temps non", "valable|valide"),
    ("nessun", "tempo|tempo valido|risultato"),
    ("senza", "tempo|tempo valido"), ("tempo non", "valido"), ("記録", "なし"),
)  # fmt: skip
# Times that do not count, of one and of several.
_UNCOUNTED = (
    "time|times|both times|results", "does not count|do not count|were not counted|cancelled",
    "Zeit|Zeiten|Die Zeiten", "zählt nicht|zählen nicht|gelten nicht|gestrichen",
    "tijd|tijden|beide tijden", "telt niet|tellen niet|tellen niet mee|geschrapt",
    "tiden|tidene", "teller ikke|gjelder ikke", "tiden|tiderna", "räknas inte|gäller ej",
    "le temps|les temps", "ne compte pas|ne comptent pas|non compté",
    "il tempo|i tempi", "non conta|non contano|non vale|non valgono",
)  # fmt: skip
_TIMED = 0.3  # of those out whose remarks say it: they have such words, and a time
_PAGES = ("", "Page 2", "(continued)", "Results (continued)", "Seite 2", "{} (continued)")


def said_none(random: Random) -> str:
    """Words by which there is no time that counts."""
    if random.random() < 1 / 3:
        return uncounted(random)
    before, behind = random.choice(_NONE)
    said = f"{before} {random.choice(behind.split('|'))}"
    return said.replace(" ", "") if before == "記録" else said


def uncounted(random: Random) -> str:
    """Words by which a time that there is does not count."""
    of_what, not_counted = random.choice([*zip(_UNCOUNTED[::2], _UNCOUNTED[1::2], strict=True)])
    return f"{random.choice(of_what.split('|'))} {random.choice(not_counted.split('|'))}"


@dataclass
class Unsure:
    """Of one sheet.

    Attributes
    ----------
    random : for lines
    heats : their names; none where they have numbers
    called : how lines call them
    letters : by sex; none where something else says it
    beside : how one stands beside a team's name
    page : whether there is a further one, not begun yet
    """

    random: Random
    heats: Sequence[str] = ()
    called: Sequence[str] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""
    page: bool = False

    @classmethod
    def drawn(
        cls, random: Random, tongue: Tongue, heads: list[str], sexes: Sequence[str], one_table: bool
    ) -> Unsure:
        """For most sheets nothing.

        Parameters
        ----------
        random, tongue : of the sheet
        heads : roles of its columns; who skated is taken out where letters say it
        sexes : who stands in it
        one_table : whether all stand in one
        """
        made = cls(random)
        if "heat" in heads and random.random() < _SHARE:
            named = [(each, each) for each in _HEATS]
            made.heats, made.called = random.choice((*named, *_COUNTED))
        if one_table and len(sexes) > 1 and random.random() < _SHARE:
            own = tuple(tongue.sexes[sex][0][0] for sex in ("men", "women"))
            pair = random.choice((own, *_LETTERS))
            made.letters = dict(zip(("men", "women"), pair, strict=True))
            heads.remove("sex")
            made.beside = random.choice(_BESIDE)
        return made

    def heat(self, number: int) -> str:
        """How a heat is called."""
        return self.heats[number - 1] if self.heats else str(number)

    def team(self, name: str, sex: str) -> str:
        """How a team is called."""
        return self.beside.format(name, self.letters[sex]) if self.letters else name

    def skated(self, rounds: Sequence[Round]) -> tuple[Round, ...]:
        """What was skated: where heats have names, the teams of one in a round may both be out."""
        if not self.heats or self.random.random() > _BOTH_OUT:
            return tuple(rounds)
        return tuple(
            replace(each, races=(*each.races[:-1], both_out(self.random, each.races[-1])))
            for each in rounds
        )

    def line(self, race: Sequence[Skated], number: int) -> str:
        """A line of a race, where it says of both its teams what their rows do not; else empty."""
        out = {each.status for each in race}
        if not self.heats or len(race) < len("ab") or len(out) > 1 or out & {"", "DNS"}:
            return ""
        (status,) = out
        said = self.random.choice((status, STATUSES[status], uncounted(self.random)))
        lines = _LINES if self.called == self.heats else (*_LINES, *_SENTENCES)
        return self.random.choice(lines).format(self.called[number - 1], said)

    def out(self, status: str, where: str, shown: Cell, *, mark: str) -> dict[str, Cell]:
        """What the row of a team without a valid time says of it.

        Parameters
        ----------
        status : why it has none
        where : the role of the column that says it
        shown : a time that does not count
        mark : beside it where a line explains it; else empty
        """
        if mark:
            return {"time": shown}
        if where == "remark" and self.random.random() < _TIMED:
            return {where: said_none(self.random), "time": shown}
        return {where: status}

    def page_title(self, of_all: str) -> str | None:
        """What stands above a further page, where one begins now, of what has a title."""
        if not self.page or self.random.random() > 1 / 4:
            return None
        self.page = False
        return self.random.choice(_PAGES).format(of_all)
