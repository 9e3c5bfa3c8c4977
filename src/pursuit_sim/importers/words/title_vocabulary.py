"""Words and signs of titles of which it is known that they part no events.

Of rounds, numbers, days and medals, which part races; of sheets, pages and lanes, which part
nothing; and of meets, which a title need not say, but where two say others, they are of two.
"""

from __future__ import annotations

import re

from pursuit_sim.importers.words.heads import ROLES, plain, plain_pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(map(plain, text.split()))


# Of races.
ROUND = re.compile(plain_pattern(
    r"(?:(?:quart|viertel|kwart|kvart|cwierc|ćwierć|четверт|semi|halb|halv|demi|poł|pol|полу"
    r"|brons|bronze|bronce|gull|guld|gold|silber|sølv|silver)[a-zа-я]{0,5})?(?:final[a-zа-я]{0,4}"
    r"|finaal|fina[lł]y?|финал[а-я]{0,3})"
    r"|(?:quart|viertel|kwart|kvart)[a-z]{0,3}|semis?|halve|halbe|demi|полу"
    r"|qf|sf|quali[a-z]*|vorl[aä]uf\w*|vorrunde|voorronde\w*|repechage|playoffs?"
    r"|準々決勝|準決勝|決勝|予選|四分之一决赛|半决赛|决赛|预赛|준준결승|준결승|결승|예선"
))  # fmt: skip
SIGNS = re.compile(plain_pattern(
    "準々決勝|準決勝|決勝|予選|四分之一决赛|半决赛|决赛|预赛|준준결승|준결승|결승|예선"
    "|結果|成績|結果表|成绩|结果|결과"
))  # fmt: skip
NUMBERED = frozenset({
    "run", "runs", "round", "rounds", "runde", "ronde", "tour", "turno", "omgang", "day", "tag",
    "dag", "jour", "session", "series", "match", "rennen", "quartet", "block", "flight",
    "division", "div", "heats",
    *(plain(head) for role in ("heat", "round") for head in ROLES[role][1]),
})  # fmt: skip
DAYS = _words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    morning afternoon evening uhr uur kl klokken beginn beginnt begin aanvang
""")  # fmt: skip
MONTHS = _words("""
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    januar februar märz mai juni juli oktober dezember jänner okt dez
    januari februari maart mei augustus mrt desember des mars augusti maj
    janvier février avril juin juillet août septembre octobre novembre décembre
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
""")  # fmt: skip
# Of races only beside a round: there are classes of gold and silver too.
MEDALS = _words("""
    brons bronze bronce silver gold gull guld silber sølv oro argento plata
    petite petit grande kleine kleines großes small big
""")  # fmt: skip
# Of sheets.
PAGES = frozenset({
    "page", "seite", "blatt", "sheet", "pagina", "side", "sida", "part", "teil",
    "lane", "bahn", "baan", "bane", "bana", "corsia", "couloir",
})  # fmt: skip
SHEETS = _words("""
    result results official unofficial provisional overall ranking rankings rank classification
    classified unclassified not standings standing list lists start starts entry entries line up
    lineup lineups lap laps time times split splits passings pairs pairings table total
    inner outer lane lanes inside outside straight finish crossing continued cont record records
    innenbahn aussenbahn außenbahn binnenbaan buitenbaan
    ergebnis ergebnisse endergebnis ergebnisliste gesamt gesamtwertung gesamtergebnis
    rangliste wertung endstand startliste
    runden rundenzeiten zeiten liste platzierung platzierungen nicht klassiert innen aussen
    uitslag uitslagen einduitslag uitslagenlijst startlijst rondetijden tussentijden stand
    eindstand binnen buiten niet geklasseerd
    resultat resultater sluttresultat sluttresultater slutresultat totalresultat sammenlagt
    resultatliste resultatlista rundetider varvtider mellomtider
    résultat résultats classement classé classés non tours temps intérieur extérieur
    risultato risultati classifica classificati tempi giri resultado resultados clasificación
    tulokset tulos wyniki wynik протокол результаты
    結果 成績 結果表 成绩 结果 결과
""") | {
    plain(head) for role in ("team", "skaters", "time", "gap", "rank", "side", "status", "remark")
    for head in ROLES[role][1]
}  # fmt: skip
PURSUIT = re.compile(plain_pattern(
    r"(?:team|teams|mannschafts?|ploegen?|lag|équipes?|squadre?|equipos?)?-?"
    r"(?:pursuit|verfolgung\w*|achtervolging\w*|tempo|poursuite|inseguimento|persecuci\w*)"
    r"|teams?|mannschaft\w*|ploegen\w*"
    r"|équipes?|squadre?|equipos?|lag|командная|гонка|druzynowy"
    r"|チームパシュート|パシュート|팀추월"
))  # fmt: skip
SMALL = _words("""
    the of for at in on and to by from with place medal medals track
    der die das des dem den und um für platz von vom im am bei de het een en om van voor plaats
    og på for plass och om plats la le les du au aux et pour place par il lo gli per di del della
    el los las por puesto oval rink
    th no nr vs laps av
""")  # fmt: skip
# By which a row that speaks of women or men is a sentence: what they do, and when.
SPEAKING = _words("""
    is are was were will has have had skate skates start starts started begin begins
    follow follows following go goes come comes take takes meet meets see train warm won win wins
    luck good please congratulations thanks welcome tomorrow today tonight next later now soon
    then also only until
    ist sind war wird werden hat haben läuft laufen startet starten folgt folgen kommt kommen siehe
    morgen heute danach anschließend später jetzt bald viel glück auch
    zijn wordt worden heeft hebben rijdt rijden begint beginnen volgt volgen komt komen gaan zie
    vandaag daarna straks geluk
    er skal går starter begynner følger kommer møter se morgen idag etterpå senere nå lykke til
    är ska åker börjar följer imorgon
    est sont sera commence commencent suit suivent patinent courent demain voir
    sono inizia iniziano segue seguono domani vedi
""")  # fmt: skip
# Behind a number of laps.
LAP_WORDS = (
    "laps?|runden|ronden|rondes|runder|varv|tours|giri|vueltas|kierrosta|okr[aą][zż]e[nń][a-z]*|круг[а-я]*"
    "|周|圈|바퀴"
)
# Of meets.
MEETS = _words("""
    isu world cup cups championship championships olympic olympics winter games european single
    distance distances speed skating ice continents trophy grand prix event
    weltcup weltmeisterschaft weltmeisterschaften europameisterschaft meisterschaft
    meisterschaften olympische spiele eisschnelllauf wm em wk ek vm nm sm dm nk om pm
    wereldbeker kampioenschap kampioenschappen schaatsen verdenscup mesterskap skøyter
    mästerskap skridskor coupe monde championnat championnats coppa mondo campionato campionati
""")  # fmt: skip
