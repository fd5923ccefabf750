"""The words that events, reports and everything else are told apart by. Tables only."""

import re

HAPPENS = re.compile(
    r"\b(?:find(?:et|en)\b.{0,160}?\bstatt|stattfind\w*|fand(?:en)?\b.{0,160}?\bstatt"
    r"|stattgefunden|l[aä]d(?:t|en)?\b.{0,200}?\bein\b|lud(?:en)?\b.{0,200}?\bein\b|einladung"
    r"|eingeladen|einzuladen|lädt|laden wir|luden|lud|tr[ae]f(?:en|fen) sich|trifft sich|tagt(?:e"
    r"|en)?"
    r"|kamen? (?:\S+ ){0,12}zusammen|kommen (?:\S+ ){0,12}zusammen|startet|beginnt|los geht"
    r"|geht es weiter|veranstalte[tn]|ausgerichtet|richtet (?:\S+ ){0,10}aus|eröffne[tn]"
    r"|den auftakt (?:bildet|macht)|auftakt|schauplatz|gastgeber\w*|zu gast|save the date"
    r"|vormerken|seien sie dabei|merken sie sich|teilnehmende\w*|melden sie sich|anmeldung\w*"
    r"|steht (?:\S+ ){0,6}im zeichen|(?:wird|wurde|hat|haben) (?:\S+ ){0,16}"
    r"(?:gefeiert|verliehen|vorgestellt)"
    r"|\bg[ai]bt? es|treffpunkt ist|\btermine?\b|heißt es|auf dem programm|l(?:äuft|aufen"
    r"|ief(?:en)?) (?:noch )?(?:vom|bis|am)|drehten? sich|führten? (?:\S+ ){0,12}nach|geplant"
    r"|versammel\w+|diskutier\w+|berieten|teil(?:nahmen|genommen)|folg(?:t|en|te)\b|beging(?:en)?|endeten?"
    r"|vorgesehen|angesetzt|feiert(?:en?)?\b"
    r"|absagen|abgesagt|verschoben|entfällt|steigt|öffnet"
    r"|ist es so ?weit|wir (?:treffen|sehen) uns|(?:treffen|sehen) wir uns"
    r"|sich (?:\S+ ){0,14}(?:treffen|austauschen|begegnen)|ausgetragen|gastier\w+"
    r"|stellt (?:\S+ ){0,12}vor\b|lockt)",
    re.IGNORECASE | re.DOTALL,
)
HAPPENS_STEMS = (
    "statt", "ein", "lädt", "lad", "lud", "treff", "traf", "triff", "tagt", "komm", "kam",
    "startet", "beginnt", "los geht", "geht es", "geht's", "veranstalte", "richtet", "eröffne",
    "auftakt", "schauplatz", "gast", "save the date", "vormerk", "dabei", "merken", "teil",
    "anmeld", "melden", "zeichen", "gefeiert", "verliehen", "vorgestellt", "es", "termin",
    "programm", "läuft", "lauf", "lief", "dreh", "führ", "geplant", "versammel", "diskutier",
    "beriet", "beging", "endet", "steigt", "öffnet", "ausgetragen", "folgt", "stellt", "gastiert",
    "absag", "gesagt", "verscho", "entfällt",
    "lockt", "vorgesehen", "angesetzt", "feier", "weit", "sehen", "tausch", "begegn",
)  # fmt: skip
"""One of these is in every sentence that HAPPENS finds something in: a cheap test before it."""
NOT_AN_EVENT = re.compile(
    r"\b(?:in kraft (?:getreten|treten|tritt|trat)|tritt (?:\S+ ){0,8}in kraft|inkrafttreten|gesetz"
    r"|verordnung|gegründet\b|geboren|verstorben|beschloss|beschlossen|beschluss|kabinett|urteil"
    r"|bewilligt|zuwendungsbescheid|förderbescheid|unterzeichnet|veröffentlicht|erschienen"
    r"|ausgeschrieben|förderaufruf|bekanntmachung|stichtag|laufzeit|zwischen \d{4} und \d{4}"
    r"|gewählt|wahlperiode|eingetragen|vereinsregister|richtlinie|einzureichen|einreich\w+"
    r"|antr[aä]ge? |anträgen|skizzen?|bewerbung\w*|bestellt|überwiesen|urheber|datenschutz"
    r"|schließ(?:t|en|zeit)|geschlossen|mitarbeiter\w* seit|im amt|umgestellt|gilt (?:ab|seit|bis)"
    r"|angehoben|zuletzt geändert|förderzeitraum|förderperiode|projektzeitraum|projektlaufzeit"
    r"|bewilligungszeitraum|arbeitsbeginn|befristet\w*|unbefristet\w*|vollzeit|teilzeit"
    r"|stellenausschreibung|dienstantritt|in den ruhestand|tritt (?:\S+ ){0,4}an\b|nachfolge\w*"
    r"|einwohner\w* (?:lebten|leben|zählte)|arbeitslosenquote|übergeben\b|fertiggestellt"
    r"|vertagt worden|versandt|(?:nicht |telefonisch |erst |nur )\S* ?(?:\S+ ){0,4}erreichbar"
    r"|gespräche zwischen|baubeginn|bauarbeiten|gesperrt"
    r"|sperrung|vollsperrung|geöffnet|öffnungszeiten|vormerken lassen|vorverkauf\w*|zu haben"
    r"|vorgeschlagen werden|angenommen|fällig\w*|(?:kalender)?woche:\s*\d\w*"
    r"|vorlesungs(?:beginn|ende|zeit)"
    r"|\w*(?:semester|schuljahr|trimester)(?:s? ?(?:beginn|start|ende|läuft|dauert)\w*)"
    r"|(?:erste|zweite|dritte)[nr]? (?:lesung|beratung) im|kabinettsbefassung|erhältlich"
    r"|jury (?:\S+ ){0,9}(?:sichtete|prüfte|wählte|beriet|entschied|tagte|bewertete|besuchte)"
    r"|(?:(?:stadt|gemeinde|markt|orts|kreis)rat|kreistag|landtag|bundestag|bundesrat|ausschuss"
    r"|stadtverordneten\w*|gemeindevertretung|ortsbeirat) (?:\S+ ){0,8}(?:diskutier|berät|beraten"
    r"|entscheide|befass|abstimm|beschließ)\w*)\b",
    re.IGNORECASE,
)
NOT_AN_EVENT_STEMS = (
    "kraft", "gesetz", "verordnung", "gegründet", "geboren", "verstorben", "beschl", "kabinett",
    "urteil", "willigt", "bescheid", "unterzeichnet", "veröffentlicht", "erschienen",
    "schrieben", "förder", "bekanntmachung", "stichtag", "laufzeit", "zwischen", "gewählt",
    "wahlperiode", "eingetragen", "register", "richtlinie", "reich", "antr", "skizze", "bewerbung",
    "bestellt", "überwiesen", "urheber", "datenschutz", "schließ", "geschlossen", "mitarbeiter",
    "im amt", "umgestellt", "gilt", "angehoben", "geändert", "zeitraum", "arbeit", "befristet",
    "zeit", "ausschreibung", "dienstantritt", "ruhestand", "tritt", "nachfolg", "einwohner",
    "übergeben", "fertiggestellt", "rat ", "tag ", "ausschuss", "stadtverordnete", "vertretung",
    "vormerken", "vorverkauf", "zu haben", "vorgeschlagen", "angenommen", "fällig", "lesung",
    "erhältlich", "jury", "bau", "sperr", "semester", "schuljahr", "trimester", "woche:",
    "geöffnet", "vertagt", "gespräche", "erreichbar", "versandt", "vorlesung",
)  # fmt: skip
"""One of these is in every sentence that NOT_AN_EVENT finds something in."""
REPORT_HEADING = re.compile(
    r"\b(?:rückblick|rückschau|nachbericht|nachlese|das war|so war|rückblickend|dokumentation"
    r"|bildergalerie|fotogalerie|ergebnisse des|ergebnisse der|nachbereitung|bilanz)\b",
    re.IGNORECASE,
)
LISTING_HEADING = re.compile(
    r"\b(?:termin(?:e|kalender|übersicht|liste)|veranstaltungen|veranstaltungs(?:kalender"
    r"|übersicht)"
    r"|kalender|events|demnächst|terminvorschau|veranstaltungsvorschau|seminare|seminarübersicht|seminarprogramm|agenda|angebote|kurse)\b",
    re.IGNORECASE,
)
NEWS_SECTION = re.compile(
    r"(?:presse|news|aktuell|meldung|nachricht|blog|artikel|mitteilung|medien|archiv)",
    re.IGNORECASE,
)
NEWS_HEADING = re.compile(
    r"^(?:(?:aktuelle|neueste|letzte|weitere|alle|unsere)\s+)?(?:meldungen|nachrichten|news|neuigkeiten"
    r"|presse(?:mitteilungen|informationen|meldungen)?|mitteilungen|blog(?:beiträge)?|beiträge"
    r"|artikel|aktuelles|kommentare)\W*$",
    re.IGNORECASE,
)
HISTORY_HEADING = re.compile(
    r"(?:(?:die|unsere|eine|kurze|kleine)\s+)*(?:(?:\w*(?:chronik|historie|zeittafel)|meilensteine"
    r"|vereinsgeschichte)(?: (?:der|des|vom|von|unsere[rs])\b.{1,30})?|geschichte|zeitleiste"
    r"|entstehungsgeschichte|wie alles begann|history|(?:wichtige |aktuelle )?\w*fristen"
    r"|(?:öffentliche |laufende |aktuelle )?(?:ausschreibungen|vergaben)|vergabeverfahren"
    r"|stellen(?:angebote|ausschreibungen)?)",
    re.IGNORECASE,
)
"""What is told below such a heading is no list of events: what was, and what is due."""
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
FURTHER_DAYS = re.compile(
    r"(?:(?:weitere|alle) (?:\w*termine|orte|stationen)|termine (?:und|&) orte"
    r"|orte (?:und|&) termine)\W*$",
    re.IGNORECASE,
)
"""Above the days of one event, which is named elsewhere."""
PROGRAMME_HEADING = re.compile(
    r"^(?:programm(?:ablauf|punkte|übersicht)?|ablauf|agenda|tagesordnung|zeitplan|programme)\b",
    re.IGNORECASE,
)
PROGRAMME_WORDS = re.compile(
    r"\b(?:anmeldung und kaffee|registrierung|ankommen|begrüßung|eröffnung|grußworte?|einführung"
    r"|mittagspause|kaffeepause|pause|mittagessen|abendessen|imbiss|abschluss|schlusswort|ausblick"
    r"|verabschiedung|abreise|ende der veranstaltung|ende des (?:ersten|zweiten) tages|ausklang"
    r"|get-?together|moderation|impuls|einlass|anreise|zusammenfassung|ende)\b",
    re.IGNORECASE,
)
"""What stands in the rows of a programme and in no list of events."""
