"""The patterns of who holds an event: names of organisations, and the sentences that say so.

Built from named parts: a determiner, a word of a name, a name, and the verbs around it.
"""

import re

INVITES = re.compile(
    r"[Ll]ädt|[Ll]aden|[Ll]ud|[Vv]eranstalt|[Oo]rganis|[Rr]ichte[nt]|[Bb]iete[nt]|\bbot\b|\bha(?:t|ben|tten?)\b"
    r"|\bruft\b|verschiebt|startet|h[äi]e?lt|[Gg]astgeber|nimmt|führt|macht|[Aa]usrichter|[Tt]räger"
    r"|[Ee]ingeladen|getragen|initiiert|angeboten|\b[Ww]ir\b|\b[Uu]nser|agung|onferenz|ongress|ersammlung"
    r"|reffen|itzung|orum|\w[Tt]ag\b|Initiative"
)
"""Without one of these no pattern of a host can hold; the rest of a page is not read for one."""

DETERMINER = (
    r"(?:[Dd](?:er|ie|as|em|en|es)|[Ee]in(?:e[rnms]?)?|[Uu]nser(?:e[rnms]?)?|[Ii]hr(?:e[rnms]?)?)"
)
_CONNECT = (
    r"(?:für|und|der|des|von|vom|im|in|in der|am|an der|&|–|-|im Land|aus dem|und des|und der"
    r"|zur(?=\s+(?:Förderung|Erhaltung|Pflege|Entwicklung|Unterstützung))|vor"
    r"|e\.(?!\s?V)|V\.|mbH|für die)"
)
_WORD = (
    r"(?:e\.\s?V\.|St\.|Co\.|[„\"“»«(]?[A-ZÄÖÜ](?:[\wäöüßÄÖÜ!*&/+-]|[:.](?=\w))*[)“\"”«»]?"
    r"|[„\"][a-zäöü]\w*[“\"])"
)
# Atomic, so that a long row of names costs linear time and not all ways to divide it.
_NAME = rf"(?>{_WORD}(?:,?\s+(?:(?:{_CONNECT})\s+){{0,3}}{_WORD}){{0,12}})"
MARKER = re.compile(
    r"(?:ministeri(?:um|en)|\bamt\b|[a-zäöü]amt\b|institut|verband|verbund|\be\.\s?V\.|\beV\b"
    r"|GmbH|\bAG\b"
    r"|\bSE\b|universität|hochschule|\bUni\b|\bFH\b|\bTU\b|\bTH\b|stadt\b|landkreis|kreis\b"
    r"|kreisverwaltung"
    r"|\bland\b|region\b|regionen\b|netzwerk|bündnis|allianz|kammer|\bIHK\b|\bHWK\b|agentur"
    r"|stiftung"
    r"|gesellschaft|verein|akademie|initiative|cluster|zentrum|zentrale|büro|leader|gruppe"
    r"|\bLAG\b|\bRAG\b"
    r"|\bBUND\b|bundesinstitut|regierung|präsidium|staatskanzlei|kommission|konferenz der länder"
    r"|bauministerkonferenz|städtetag|gemeindebund|landkreistag|städtebund|forum\b|kolleg|rat\b"
    r"|regionalmanagement|management|wirtschaftsförderung|förderung\b|gemeinde\b|kommune|partner"
    r"|bibliothek|museum|kirche|bank\b|sparkasse|werke\b|haus\b|schule\b|club\b|union\b"
    r"|genossenschaft"
    r"|dienst|leitstelle|geschäftsstelle|vernetzungsstelle|begleitforschung|kreativquartier"
    r"|partei\b"
    r"|dachverband|landratsamt)",
    re.IGNORECASE,
)
CASED_MARKER = re.compile(r"\b[A-ZÄÖÜ]{2,}[A-ZÄÖÜ0-9!-]*\b|[a-z][A-Z]")
PERSON = re.compile(
    r"^(?:Frau|Herr|Dr\.|Prof\.|(?:Ober)?[Bb]ürgermeister(?:in)?|Landr[aä]t(?:in)?|(?:Bundes"
    r"|Landes|Staats)?"
    r"[Mm]inister(?:in)?\b|Staatssekretär(?:in)?|Minister(?:präsident)?(?:in)?\b|Präsident(?:in)?"
    r"|Dezernent(?:in)?"
    r"|Geschäftsführer(?:in)?|Abgeordnete[r]?|Moderator(?:in)?|Schirmherr(?:in)?|Teilnehm\w+"
    r"|Vertreter\w*"
    r"|Expert\w+|Akteur\w*|Gäste|Interessierte|Bürger(?:innen)?\b|Menschen|Mitglieder"
    r"|Unternehmen\b$"
    r"|Referent\w*|Projekt|Vorhaben|Reihe|Mit\b|Im\b|In\b|Am\b|Zum\b|Zur\b|Beim\b|Länder\b"
    r"|Kommunen\b|Städte\b|Thema|Sie\b|Wir\b|Es\b|Dort\b|Hier\b|Dabei\b|Rund\b|Etwa\b|Insgesamt\b)"
)
NOT_NAMES = re.compile(
    r"^(?:Veranstaltung|Programm|Anmeldung|Termin|Tagung|Konferenz|Workshop|Seminar|Forum|Online"
    r"|Uhr"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d.*)$",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\d{1,2}\.(?:\s|\d)|\d\s*Uhr|\b(?:Januar|Februar|März|April|Juni|Juli|August|September|Oktober"
    r"|November|Dezember)\b|\d{1,2}:\d{2}"
)
SUBJECT_BEFORE = re.compile(
    rf"(?:^|[.,;:!?–]\s+|\b(?:wozu|zu der|zu dem|dazu)\s+)(?:[Aa]uch |[Dd]azu "
    rf"|[Hh]ierzu )?(?:{DETERMINER}\s+)?"
    rf"(?P<who>{_NAME}(?:(?:,|\s+(?:und|sowie|&))\s+{DETERMINER}\s+{_NAME}){{0,4}})"
    r"\.?\s*(?:,[^,]{2,60},\s*)?(?:\([^)]{2,40}\)\s*)?"
    r"\s+(?P<verb>lädt|laden|lud|luden|lädt|veranstaltet|veranstalten|veranstaltete|organisiert"
    r"|organisierte"
    r"|organisieren|richtet|richten|bietet|bot|hat|haben|hatte|hatten|ruft|verschiebt|startet"
    r"|hielt|begrüßt"
    r"|ist Gastgeber|nimmt sich|führt)\b(?P<rest>[^!?]{0,300})"
)
SUBJECT_AFTER = re.compile(
    rf"\b(?P<verb>lädt|laden|lud|luden|veranstaltet|veranstalten|veranstaltete|veranstalteten"
    rf"|organisiert"
    rf"|organisieren|organisierte|richtet|richten|richtete|bietet|hatten?|haben|hält|hielt"
    rf"|macht)\s+"
    rf"(?:{DETERMINER}\s+)?(?P<who>{_NAME}(?:(?:,|\s+(?:und|sowie"
    rf"|&))\s+{DETERMINER}\s+{_NAME}){{0,4}})"
    r"(?P<rest>[^!?]{0,300})"
)
SEPARABLE = {
    "hat": r"\b(?:eingeladen|veranstaltet|organisiert|ausgerichtet)\b",
    "richt": r"\baus\b",
    "l": r"\b(?:ein|zu[rm]?|ins?|nach|herzlich)\b",
    "hiel": r"\bab\b",
    "häl": r"\bab\b",
    "hält": r"\bab\b",
    "bie": r"\b(?:an|am|Seminar|Workshop|Tagung|Kurs)\b",
    "bo": r"\ban\b",
    "ruf": r"\bauf\b",
    "führ": r"\bdurch\b",
    "mach": r"\bAuftakt\b",
    "start": r".",
    "begrüß": r"(?!)",
}
PASSIVE = re.compile(
    r"\b(?:veranstaltet|organisiert|ausgerichtet|getragen|initiiert|durchgeführt|angeboten"
    r"|[Ee]ingeladen"
    rf"|Veranstaltung|Tagung|Konferenz|Initiative)\s+(?:wird |wurde |gemeinsam |wird sie "
    rf"|werden )*(?:von|vom|durch)\s+(?:{DETERMINER}\s+)?(?P<who>{_NAME}"
    rf"(?:(?:,|\s+(?:und|sowie|&))\s+(?:{DETERMINER}\s+|vom\s+|von der\s+)?{_NAME}){{0,4}})"
)
NOMINAL = re.compile(
    r"\b(?:Veranstalter(?:in|innen)?|Ausrichter(?:in)?|Gastgeber(?:in)?|Träger(?:in)? der Reihe"
    r"|Organisator(?:in|en)?)"
    rf"\s*(?:ist|sind|war|waren|:)\s*(?:{DETERMINER}\s+)?(?P<who>{_NAME}"
    rf"(?:(?:,|\s+(?:und|sowie|&))\s+(?:{DETERMINER}\s+)?{_NAME}){{0,4}})"
)
AS_HOST = re.compile(
    rf"\b(?:{DETERMINER}\s+)?(?P<who>{_NAME}(?:\s+(?:und|sowie)\s+{DETERMINER}\s+{_NAME}){{0,3}})"
    r"\s+als (?:Veranstalter|Gastgeber|Ausrichter)\w*"
)
EVENT_OF = re.compile(
    r"\b(?:Veranstaltung|Fachtagung|Tagung|Konferenz|Jahrestagung|Jahreskonferenz|Versammlung"
    r"|[A-ZÄÖÜ]\w*(?:konferenz|kongress|versammlung|tagung|veranstaltung|treffen|sitzung|forum|tag))"
    r"\s+(?:\d{4}\s+)?(?:des|der)\s+"
    rf"(?P<who>{_NAME})"
)
TOGETHER = re.compile(
    r"\b(?:gemeinsam mit|zusammen mit|in (?:Kooperation|Zusammenarbeit) mit|in Kooperation von"
    r"|mit)\s+"
    rf"{DETERMINER}\s+(?P<who>{_NAME}(?:(?:,|,?\s+(?:und|sowie"
    rf"|&))\s+{DETERMINER}\s+{_NAME}){{0,5}})"
)
WE = re.compile(
    r"\b(?:[Ww]ir laden|laden wir|[Ww]ir freuen uns|freuen wir uns|[Ww]ir veranstalten"
    r"|veranstalten wir"
    r"|[Uu]nser(?:e|er|em|en)? (?:\w+ )?(?:Veranstaltung|Tagung|Konferenz|Jahres\w+|Workshop"
    r"|Netzwerktreffen|Fach\w+|Mitgliederversammlung))\b"
)
SPLIT = re.compile(
    rf"\s*(?:,|;|\s(?:und|sowie|&)\s)\s*(?={DETERMINER}\s)|\s*;\s*|\s*\n\s*", re.UNICODE
)
TRAILING = re.compile(
    r"(?:\s+(?:am|an|zu|zum|zur|nach|im|in|für|und|der|die|das|des|von|vom|mit|auf|bei|gemeinsam"
    r"|ab|um|aus|als|ins|herzlich|dieses|Mal|Jahr|&|–|-))+$"
)
NAME_STOPS = re.compile(
    r"\s+(?:am|vom|ab)\s+\d|\s+(?:zur|zum|zu ihrer|zu seiner|nach|herzlich|gemeinsam|zusammen"
    r"|am Standort"
    r"|in (?:Kooperation|Zusammenarbeit))\b"
)
