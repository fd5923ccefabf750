"""The words that events, reports and everything else are told apart by. Tables only."""

import re
from functools import lru_cache

_HEADS = """
    abend abendempfang aktionstag aktionswoche arbeitskreis arbeitsgespräch arbeitstreffen
    auftakt ausstellung austausch austauschtreffen barcamp begehung beirat bildungsreise
    biennale börse bürgerdialog café camp cafe conference delegationsreise dialog dialogforum
    diskussion diskussionsrunde einweihung empfang eröffnung exkursion expertenrunde fachtag
    feier feierabend fest festakt festival forum forschungsforum frühstück führung gespräch
    gesprächsrunde gipfel grundsteinlegung hackathon impulsveranstaltung infoabend
    informationsveranstaltung infoveranstaltung jahresempfang jubiläum kick-off kickoff klausur
    klausurtagung kolloquium konferenz kongress kongreß konvent kurs lab lehrgang lesung lounge
    markt matinee meeting meetup messe netzwerkrunde netzwerktreffen onlineseminar
    parlamentarischer planspiel podium podiumsdiskussion podiumsgespräch preisverleihung
    präsenzveranstaltung rallye regionalgespräch reise ringvorlesung roadshow runde rundgang
    rundfahrt salon schulung seminar sitzung sommerfest sommerschule spaziergang spatenstich
    sprechstunde sprechtag stammtisch summit symposium tagung talk tour training treff treffen
    unternehmertreff veranstaltung verleihung vernissage versammlung vortrag wanderung webinar
    webtalk werkstatt werkstattgespräch wettkampf workshop zukunftswerkstatt zwischenstopp
""".split()
_PLURALS = """
    abende ausstellungen börsen cafés dialoge exkursionen foren gespräche konferenzen kongresse
    kurse lehrgänge messen reisen schulungen seminare sitzungen sprechstunden tagungen treffen
    veranstaltungen versammlungen vorträge webinare werkstätten wochen workshops runden
    onlineseminare diskussionen workshopreihe veranstaltungsreihe reihe
""".split()
_DAYS = """
    aktions auszubildenden bauern berufs bildungs branchen bürger demografie digital europa fach
    familien forschungs fortbildungs gemeinde gründer heimat hochschul industrie informations
    innovations karriere kommunal kooperations logistik marketing mitmach mittelstands mobilitäts
    nachhaltigkeits netzwerk open praxis regional schulungs sport studien technologie thementag
    themen tourismus transfer umwelt unternehmer verbands veranstaltungs wasserstoff weiterbildungs
    wirtschafts wissenschafts zukunfts energie klima ausbildungs
""".split()

_GENERAL = "|".join(sorted({*_HEADS, *_PLURALS}, key=len, reverse=True))
_DAYLIKE = "|".join(sorted(_DAYS, key=len, reverse=True))
EVENT_NOUN = re.compile(
    rf"\b(?:[A-ZÄÖÜa-zäöüß0-9²/&-]{{0,60}}?(?:{_GENERAL})(?:s|es|n|en)?"
    rf"|(?:[A-ZÄÖÜa-zäöüß]{{0,60}}-?)(?:{_DAYLIKE})-?tage?[ns]?"
    r"|Tage?n? (?:der|des|für)|Woche(?:n)? (?:der|des|für)|[A-ZÄÖÜ][a-zäöüß]+(?:woche|wochen|monat)"
    r"|(?:[Rr]unde[rn]?) Tisch|Tag der [A-ZÄÖÜ]\w+|[A-ZÄÖÜ]\w+tage"
    r")\b",
    re.IGNORECASE,
)
NEVER_AN_EVENT = re.compile(
    r"^(?:veranstalter\w*|veranstaltungs(?:ort|kalender|übersicht|raum|räume|hinweise?|haus|stätte)"
    r"|forschung|messen|messung|markt|märkten?|(?:arbeits|binnen|wohnungs|energie|strom|super"
    r"|aktien"
    r"|absatz|welt|heimat|immobilien|kapital|hyper|bau)markt\w*|wettbewerb|daten(?:austausch|kurs)"
    r"|labor|(?:bundes|land|kreis|gemeinde|städte|landkreis|reichs)tag\w*|montage?|freitage?"
    r"|wochenende"
    r"|haushaltstag|(?:nach|vor)?mittage?|(?:feier|werk|sonn|wochen|kalender|arbeits"
    r"|geburts)tage?n?"
    r"|(?:ver|bei|an|auf|über)trage?|uhr|\w*ministerkonferenz\w*|\w*geschäftsführung(?:en)?"
    r"|\w*(?:ein|durch|aus|betriebs|markt|buch|haushalts|unternehmens|wieder|weiter|zusammen"
    r"|ver)führung\w*"
    r"|aufsichtsrat\w*|projektlaufzeit|\w*(?:beratungs|online)?kurs(?:wert|e?s)?korrektur|tag"
    r"|laborausstattung|ausstattung|(?:ent)?wicklungs?runde|gerede|exkurs)$",
    re.IGNORECASE,
)
"""Words that only look like event nouns."""
TOO_GENERAL = re.compile(
    r"^(?:veranstaltung(?:en|s?reihen?)?|kurs|gespräche?|forum|reise|runde[n]?|treffen|abende?|fest"
    r"|feier|diskussion(?:en)?|feierabend|tour|lab|führung|verlängerung|reihe|vorträge|vortrag"
    r"|wochen"
    r"|tage|austausch|erfahrungsaustausch|eröffnung|auftakt|empfang|verleihung|training|talk"
    r"|treff)$",
    re.IGNORECASE,
)
"""Words that say that there is an event but do not name it."""

HAPPENS = re.compile(
    r"\b(?:find(?:et|en)\b.{0,160}?\bstatt|stattfind\w*|fand(?:en)?\b.{0,160}?\bstatt"
    r"|stattgefunden|l[aä]d(?:t|en)?\b.{0,200}?\bein\b|lud(?:en)?\b.{0,200}?\bein\b|einladung"
    r"|eingeladen|einzuladen|lädt|laden wir|luden|lud|tr[ae]f(?:en|fen) sich|trifft sich|tagt(?:e"
    r"|en)?"
    r"|kamen? (?:\S+ ){0,12}zusammen|kommen (?:\S+ ){0,12}zusammen|startet|beginnt|los geht"
    r"|geht es weiter|veranstalte[tn]|ausgerichtet|richtet (?:\S+ ){0,10}aus|eröffne[tn]"
    r"|den auftakt (?:bildet|macht)|auftakt|schauplatz|gastgeber\w*|zu gast|save the date"
    r"|vormerken|seien sie dabei|merken sie sich|teilnehmende\w*|melden sie sich|anmeldung\w*"
    r"|steht (?:\S+ ){0,6}im zeichen|wird (?:\S+ ){0,10}(?:gefeiert|verliehen|vorgestellt)"
    r"|\bg[ai]bt? es|treffpunkt ist|\btermine?\b|heißt es|auf dem programm|l(?:äuft|aufen"
    r"|ief(?:en)?) (?:noch )?(?:vom|bis|am)|drehten? sich|führten? (?:\S+ ){0,12}nach|geplant"
    r"|versammel\w+|diskutier\w+|berieten|teil(?:nahmen|genommen))",
    re.IGNORECASE | re.DOTALL,
)
NOT_AN_EVENT = re.compile(
    r"\b(?:in kraft (?:getreten|treten|tritt|trat)|tritt (?:\S+ ){0,8}in kraft|inkrafttreten|gesetz"
    r"|verordnung|gegründet\b|geboren|verstorben|beschloss|beschlossen|beschluss|kabinett|urteil"
    r"|bewilligt|zuwendungsbescheid|förderbescheid|unterzeichnet|veröffentlicht|erschienen"
    r"|ausgeschrieben|förderaufruf|bekanntmachung|stichtag|laufzeit|zwischen \d{4} und \d{4}"
    r"|gewählt|wahlperiode|eingetragen|vereinsregister|richtlinie|einzureichen|einreich\w+"
    r"|antr[aä]ge? |anträgen|skizzen?|bewerbung\w*|bestellt|überwiesen|urheber|datenschutz"
    r"|schließ(?:t|en|zeit)|geschlossen|mitarbeiter\w* seit|im amt|umgestellt|gilt (?:ab|seit|bis)"
    r"|angehoben|zuletzt geändert)\b",
    re.IGNORECASE,
)
REPORT_HEADING = re.compile(
    r"\b(?:rückblick|rückschau|nachbericht|nachlese|das war|so war|rückblickend|dokumentation"
    r"|bildergalerie|fotogalerie|ergebnisse des|ergebnisse der|nachbereitung|bilanz)\b",
    re.IGNORECASE,
)
LISTING_HEADING = re.compile(
    r"\b(?:termin(?:e|kalender|übersicht|liste)|veranstaltungen|veranstaltungs(?:kalender"
    r"|übersicht)"
    r"|kalender|events|seminare|seminarübersicht|seminarprogramm|agenda|angebote|kurse)\b",
    re.IGNORECASE,
)
NEWS_SECTION = re.compile(
    r"(?:presse|news|aktuell|meldung|nachricht|blog|artikel|mitteilung|medien|archiv)",
    re.IGNORECASE,
)
EVENTS_SECTION = re.compile(
    r"(?:termin|veranstalt|event|kalender|seminar|agenda|kurse|tagung)", re.IGNORECASE
)
RELATED_HEADING = re.compile(
    r"^(?:weitere (?:termine|veranstaltungen|meldungen|artikel|themen|informationen|beiträge"
    r"|nachrichten|pressemitteilungen|seminare)|das könnte sie (?:auch )?interessieren"
    r"|ähnliche (?:veranstaltungen|beiträge|artikel|termine)|mehr zum thema|zum thema|verwandte "
    r"(?:beiträge|artikel|themen)|lesen sie auch|auch interessant|neueste beiträge|letzte beiträge"
    r"|aktuelle beiträge|meistgelesen|kommende veranstaltungen|nächste termine|verwandte "
    r"veranstaltungen|related events)\b",
    re.IGNORECASE,
)
PROGRAMME_HEADING = re.compile(
    r"^(?:programm(?:ablauf|punkte|übersicht)?|ablauf|agenda|tagesordnung|zeitplan|programme)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def event_noun(text: str) -> re.Match[str] | None:
    """Return the first word in `text` that names a kind of event, or None."""
    for hit in EVENT_NOUN.finditer(text):
        if not NEVER_AN_EVENT.match(hit[0]) and not TOO_GENERAL.match(hit[0]):
            return hit
    return None


@lru_cache(maxsize=1024)
def speaks_of_event(text: str) -> bool:
    """Return whether `text` holds any word for an event, however general."""
    return any(
        not NEVER_AN_EVENT.match(hit[0]) and hit[0][:1].isupper()
        for hit in EVENT_NOUN.finditer(text)
    )
