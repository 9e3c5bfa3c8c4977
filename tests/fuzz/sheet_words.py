"""What people write into sheets of results, in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NATIONS = MappingProxyType({
    "NOR": "Norway", "ITA": "Italy", "CAN": "Canada", "USA": "United States", "NED": "Netherlands",
    "JPN": "Japan", "KOR": "Korea", "CHN": "China", "GER": "Germany", "POL": "Poland",
    "BLR": "Belarus", "SUI": "Switzerland", "FRA": "France", "KAZ": "Kazakhstan",
})  # fmt: skip
CLUBS = (
    "Hamar IL",
    "SK Oslo",
    "IJsclub Haarlem",
    "EC Erfurt",
    "Aalesund",
    "Trondheim SK",
    "HSK",
)
SURNAMES = ("Berg", "Dahl", "Lind", "Holm", "Moe", "Ruud", "Vik", "Lie", "Aas", "Ness")
ABOVE = (
    "World Cup Speed Skating", "ISU World Cup Hamar 2026", "Thialf, Heerenveen", "14 February 2026",
    "Vikingskipet", "Season 2025/2026",
)  # fmt: skip
STATUSES = MappingProxyType(
    {"DSQ": "disqualified", "DNF": "did not finish", "DNS": "did not start"}
)
RECORDS = MappingProxyType({"men": ("USA", 212.49), "women": ("JPN", 170.76)})  # [s], model.md


@dataclass(frozen=True, slots=True)
class Tongue:
    """Words of one language.

    Attributes
    ----------
    sexes : how men and women are called
    what : how the distance is called
    rounds : the first, the one before the last, and the last
    heads : of columns, by what stands in them
    laps : with the number to put in
    lines : that stand anywhere and say nothing of who skated what
    sentences : of women and of men, which are no titles
    ranking : how a list of all times is called
    """

    sexes: Mapping[str, tuple[str, ...]]
    what: tuple[str, ...]
    rounds: tuple[str, str, str]
    heads: Mapping[str, tuple[str, ...]]
    laps: str
    lines: tuple[str, ...]
    sentences: tuple[str, ...]
    ranking: tuple[str, ...]


TONGUES = (
    Tongue(
        {"men": ("Men", "Men's", "Senior men"), "women": ("Women", "Women's", "Ladies")},
        ("Team pursuit", "Team Pursuit"),
        ("Quarterfinals", "Semifinals", "Finals"),
        {
            "team": ("Team", "Nation", "Country"), "time": ("Time", "Result"),
            "heat": ("Heat", "Pair", "Race"), "rank": ("Rank", "Pos", "Place", "Final rank"),
            "remark": ("Remark", "Remarks", "Notes"), "status": ("Status",),
            "sex": ("Sex", "Gender"), "round": ("Round",),
            "side": ("Lane", "Start lane"), "skaters": ("Skaters",), "gap": ("Diff", "Gap"),
            "points": ("Points", "WC points"),
        },
        "{} laps",
        (
            "Referee: Jan de Jong", "Start: 14:00", "Start time 15:30", "Ice preparation",
            "Page 1 of 2", "Printed 15 February 2026 14:03", "DSQ = disqualified",
            "Ice temperature -6.5 °C", "Results", "Official results", "Timing: MYLAPS",
            "Air pressure 1013 hPa", "Starter: A. Bianchi", "www.example.org",
        ),
        (
            "The women's races are at 16.00", "Women skate after the ice preparation",
            "The men's finals follow tomorrow", "Next: women", "World record women: 2:50.76",
            "Track record men 3:34.21 (2022)", "Tickets for women's and men's finals at the door",
            "Good luck to the women's teams", "Men: see page 2", "Women's medals at 18.00",
        ),
        ("Final ranking", "Final standings", "Overall results"),
    ),
    Tongue(
        {"men": ("Herren", "Männer"), "women": ("Damen", "Frauen")},
        ("Teamverfolgung", "Team Pursuit"),
        ("Viertelfinale", "Halbfinale", "Finale"),
        {
            "team": ("Mannschaft", "Nation", "Land"), "time": ("Zeit", "Endzeit"),
            "heat": ("Lauf", "Paar", "Rennen"), "rank": ("Platz", "Rang"),
            "remark": ("Bemerkung",), "status": ("Status",), "sex": ("Geschlecht",),
            "round": ("Runde",), "side": ("Bahn",), "skaters": ("Läufer",), "gap": ("Rückstand",),
            "points": ("Punkte",),
        },
        "{} Runden",
        (
            "Schiedsrichter: Hans Maier", "Start: 14:00 Uhr", "Beginn 15.30 Uhr", "Seite 1 von 2",
            "Eisaufbereitung", "Stand: 15.02.2026 14:03", "Ergebnisse", "Zeitmessung: Wige",
            "Eistemperatur -6,5 °C",
        ),
        (
            "Die Frauen laufen um 16.00 Uhr", "Bahnrekord der Männer: 3:34,21 (2022)",
            "Das Finale der Männer folgt morgen", "Weltrekord Frauen: 2:50,76",
            "Danach laufen die Frauen", "Siehe auch Männer",
        ),
        ("Endstand", "Gesamtergebnis"),
    ),
    Tongue(
        {"men": ("Heren", "Mannen"), "women": ("Dames", "Vrouwen")},
        ("Ploegenachtervolging", "Team Pursuit"),
        ("Kwartfinales", "Halve finales", "Finales"),
        {
            "team": ("Ploeg", "Land"), "time": ("Tijd", "Eindtijd"), "heat": ("Rit", "Race"),
            "rank": ("Plaats", "Klassering"), "remark": ("Opmerking",), "status": ("Status",),
            "sex": ("Geslacht",), "round": ("Ronde",), "side": ("Baan",), "skaters": ("Rijders",),
            "gap": ("Verschil", "Achterstand"), "points": ("Punten",),
        },
        "{} ronden",
        (
            "Scheidsrechter: Jan de Jong", "Aanvang 14.00 uur", "Dweilpauze", "Pagina 1 van 2",
            "Uitslag", "IJstemperatuur -6,5 °C",
        ),
        (
            "De vrouwen rijden om 16.00 uur", "Baanrecord mannen: 3:34,21 (2022)",
            "De finales van de mannen zijn morgen", "Wereldrecord vrouwen: 2:50,76",
            "Straks rijden de mannen", "Veel geluk, vrouwen",
        ),
        ("Einduitslag", "Eindstand"),
    ),
    Tongue(
        {"men": ("Menn", "Herrer"), "women": ("Kvinner", "Damer")},
        ("Lagtempo", "Team pursuit"),
        ("Kvartfinaler", "Semifinaler", "Finaler"),
        {
            "team": ("Lag", "Land"), "time": ("Tid", "Sluttid"), "heat": ("Par", "Løp"),
            "rank": ("Plass",), "remark": ("Merknad",), "status": ("Status",), "sex": ("Kjønn",),
            "round": ("Runde",), "side": ("Bane",), "skaters": ("Løpere",),
            "gap": ("Diff",), "points": ("Poeng",),
        },
        "{} runder",
        ("Overdommer: Kari Nordmann", "Start kl. 14.00", "Resultater", "Side 1 av 2"),
        (
            "Kvinnene går kl. 16.00", "Banerekord menn: 3:34,21 (2022)",
            "Finalene for menn følger i morgen", "Verdensrekord kvinner: 2:50,76",
            "Etterpå går menn", "Lykke til, kvinner",
        ),
        ("Sluttresultater", "Sammenlagt"),
    ),
)  # fmt: skip


def clock(seconds: float, decimal: str = ".") -> str:
    """A time as boards write it, to the hundredth."""
    minutes, rest = divmod(round(seconds * 100), 6000)
    return f"{minutes}:{rest // 100:02d}{decimal}{rest % 100:02d}"
