"""Which German words name an organisation, of what gender they are, and which only look so."""

import re
from enum import Enum
from functools import lru_cache

from parsers.event_words import Sort, sort_of

_HEAD = re.compile(
    r"(?:verein|verband|verbund|bund|amt|ministerium|präsidium|institut"
    r"|agentur|netzwerk|initiative|(?<![a-zäöü])stadt|(?:hanse|kreis|land)stadt|gemeinde|landkreis"
    r"|(?:förder|arbeits|initiativ|freundes|heimat|-|^)kreis|hochschule|universität|fakultät"
    r"|fachgebiet|fachbereich|lehrstuhl|professur|dezernat|referat|abteilung|stabsstelle|kammer"
    r"|stiftung|kirche|pfarrei|dekanat|bistum|kirchenbezirk|diakonie|caritas"
    r"|(?:gemeinde|stadt|kreis|orts|bei|jugend|senioren|transformations|präsidial|ältesten|bundes"
    r"|landes|kultur|frauen|fach|verwaltungs|dorf|kirchengemeinde|marktgemeinde|-|^)rat|management"
    r"|(?:natur|geo|national|technologie|gründer)park|biosphärenreservat|akademie|schule|kolleg"
    r"|bücherei|bibliothek|mediathek|museum|theater|archiv|gesellschaft|genossenschaft|gemeinschaft"
    r"|vereinigung|verwaltung|regierung|staatskanzlei|(?:wirtschafts|regional)förderung"
    r"|zentrum|zentrale|büro|forum|gruppe|cluster|bündnis|allianz|union|innung|handwerkerschaft"
    r"|partnerschaft|landsmannschaft|bruderschaft|handwerkerschaft|bauernschaft|gilde"
    r"|(?:jugend|kultur|maschinen|landes|sport|heimat|bildungs|frauen)ring|gewerkschaft"
    r"|(?:stadt|bildungs|kolping|studierenden|studenten|sozial|jugend|frauen|landes|gemeinde)werke?n?"
    r"|sparkasse|krankenkasse|bank|club|klub|team|region|kommission|ausschuss|vorstand|partei"
    r"|fraktion|(?:städte|landkreis|gemeinde)tag|(?<!-)revier|(?:pflege|sozial|rettungs|hilfs|fach"
    r"|informations)dienst|anstalt|verlag|redaktion|hub|campus|begleitforschung|firma|pakt|vhs"
    r"|(?:leit|service|netzwerk|vernetzungs|geschäfts|beratungs|fach|koordinierungs|koordinations"
    r"|bundes|landes|kontakt|transfer|informations|kompetenz|clearing|forschungs|energie)stelle"
    r"|projekt|vorhaben|(?:sozial|forschungs)station|touristik|feuerwehr|landfrauen|landjugend|naturfreunde"
    r"|(?:kultur|mehrgenerationen|literatur|umwelt|bildungs|künstler|frauen|familien|jugend)haus)"
    r"(?:e?s|ses)?$",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(
    r"(?:(?:ziel|alters|besucher|reise|berufs|bevölkerungs|programm)gruppe|(?:park|sitz|daten)bank"
    r"|(?:ehren|gesamt|insges|s|be|ges)amt|(?:haupt|grund|real|berufs|ober|fahr)schule|telefonzentrale|mitglied\w*"
    r"|(?:einkaufs|stadt|orts|dorf|rechen)zentrum|(?:mit|ein|aus)bund|(?:ferien|berg)region"
    r"|(?:dorf|stadt|kloster|schloss|pfarr|winter)kirche|bürger(?:rat)?|ballungszentrum)(?:e?s|n)?",
    re.IGNORECASE,
)
"""Words that end like a body's name and mean people, houses or things."""
_SORTS = re.compile(r"(?:forum|kreis|rat|bund|lab)(?:e?s)?$", re.IGNORECASE)
LEGAL = re.compile(r"e\.\s?V\.?|eV|g?GmbH|mbH|eG|AG|SE|KG|gUG|UG|AöR|KdöR|i\.\s?G\.")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9&+-]*[A-ZÄÖÜ][A-ZÄÖÜ0-9+-]*!?|[A-ZÄÖÜ]{2,}e[rV]?")
_CAMEL = re.compile(r"[A-ZÄÖÜ]+[a-zäöüß]+[A-Z]\w*|(?:[A-ZÄÖÜ]\.){2,5}")
_NO_ACRONYM = re.compile(
    r"EU|USA?|UK|DDR|BRD|PDF|CSV|KI|AI|IT|ICE|IC|RE|RB|GPS|TOP|PKW|LKW|CO2|UTC|MEZ|MESZ|FAQ|CD|DVD"
    r"|TV|DJ|OK|VR|AR|QR|ISBN|IBAN|BIC|SMS|URL|WLAN|[IVXLC]+|NRW|BW|MV|SH|RLP|LSA|NEU|ACHTUNG|INFO"
    r"|ABER|NICHT|NUR|UND|DER|DIE|DAS|WIR|SIE|MIT|IM|AM|ZUM|ZUR|EIN|EINE|LIVE|ONLINE|YouTube|LinkedIn"
    r"|WhatsApp|PowerPoint|JavaScript|iPhone|MoU|FabLab|McDonald\w*|SAVE|DATE|THE|BIP|ÖPNV|MINT|KMU"
    r"|COVID|CORONA|ESF|EFRE|ELER|GAK|LEADER|INTERREG|MORO|TÜV|PS|NS|CALL|PR|HR|B2B|U\d+"
)
_PLACE_HEAD = re.compile(
    r"(?:\w*stadt|(?!\w*kirch)\w*gemeinde|landkreis|kreis|kreisverwaltung|stadtverwaltung"
    r"|gemeindeverwaltung|landratsamt|land)(?:e?s)?",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"(?:Frau|Herrn?|Dr|Prof|Professor(?:in)?|Pfarrer(?:in)?|Pastor(?:in)?|\w*[Bb]ürgermeister\w*"
    r"|\w*[Ll]andr[aä]t(?:in)?|\w*[Mm]inister(?:in|präsident(?:in)?)?|Staatssekretär(?:in)?"
    r"|\w*[Pp]räsident(?:in)?|\w*[Dd]ezernent(?:in)?|\w*[Ll]eiter(?:in)?|\w*[Ff]ührer(?:in)?"
    r"|\w*[Vv]orsitzende[rn]?|Abgeordnete[rn]?|Moderator(?:in)?|Schirmherr(?:in)?|Teilnehm\w+"
    r"|Vertreter\w*|Expert\w+|Akteur\w*|Gäste?n?|\w*[Ii]nteressierten?|\w*[Bb]ürger(?:innen|n)?"
    r"|Menschen|\w*[Mm]itglieder\w*|Unternehmen|Referent\w*|Fachleuten?|Jugendlichen?|Kinder[n]?"
    r"|Eltern|Familien|Besucher\w*|Landwirt(?:e|en|in|innen)?|Forschende[rn]?|Ehrenamtlichen?|Kommunen|Gemeinden"
    r"|Städten?|Vereinen?|Verbänden?|Betrieben?|Firmen|\w+innen|\w+leuten?|Alle|Alles|Journalist\w*"
    r"|Studierenden?|Schüler\w*|Senior\w*|Partner\w*|Entscheider\w*|Führungskräften?|\w*[Ff]ührungen"
    r"|Fachkräften?|Akteuren?|Sie|Ihnen|Ihre[mnrs]?|Wir|Er|Es|Ich|Uhr|Eintritt|Anmeldung|Euro)"
)
"""Persons, audiences and what else follows a body's name without being part of it."""
_CALENDAR = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Montag"
    r"|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Jahr|Anfang|Ende|Herbst"
    r"|Frühjahr|Sommer|Winter|Ostern|Pfingsten|Vormittag|Nachmittag|Abend)\w{0,2}|\d.*"
)
NEUTER = re.compile(
    r"(?:institut|ministerium|amt|netzwerk|zentrum|bündnis|forum|büro|land|cluster|kolleg|museum"
    r"|präsidium|management|haus|werk|referat|dezernat|fachgebiet|archiv|theater|team|revier|lab"
    r"|bistum|dekanat|reservat|quartier|marketing|hub)(?:e?s|ses)?$",
    re.IGNORECASE,
)
FEMININE = re.compile(
    r"(?:gesellschaft|agentur|ung|region|regio|kammer|stiftung|universität|fakultät|akademie|schule"
    r"|initiative|stelle|gruppe|gemeinde|stadt|kirche|union|allianz|heit|keit|zentrale|bank|kommission"
    r"|schaft|partei|genossenschaft|anstalt|bibliothek|mediathek|bücherei|kasse|pfarrei|diakonie"
    r"|caritas|professur|innung|fraktion|kanzlei|redaktion|station|wehr|jugend|gilde|firma"
    r"|(?-i:GmbH|AG|eG|UG|IHK|HWK)|vhs|touristik|koordination|partnerschaft)$",
    re.IGNORECASE,
)


def is_head(word: str) -> bool:
    """Return whether a noun says what kind of body is meant: "Regionalverband", "Kammer"."""
    if not word[:1].isupper() or not 3 <= len(word) <= 80 or _NO_HEAD.fullmatch(word):
        return False
    hit = _HEAD.search(word)
    if hit is None:
        return False
    return sort_of(word) is not Sort.SPECIFIC or _SORTS.search(word) is not None


class Kind(Enum):
    """What a word is in the name of an organisation."""

    OTHER = 0
    HEAD = 1
    ACRONYM = 2
    LEGAL = 3


@lru_cache(maxsize=16384)
def kind_of(word: str) -> Kind:
    """Return what a word of a text is in the name of an organisation."""
    if LEGAL.fullmatch(word):
        return Kind.LEGAL
    if not word[0].isupper():
        return Kind.OTHER
    if is_head(word):
        return Kind.HEAD
    return Kind.ACRONYM if is_acronym(word) else Kind.OTHER


def is_acronym(word: str) -> bool:
    """Return whether a word is an abbreviated or joined name: "IHK", "ExperTeam", "A.L.T."."""
    if _NO_ACRONYM.fullmatch(word):
        return False
    return len(word) < 20 and bool(_ACRONYM.fullmatch(word) or _CAMEL.fullmatch(word))


def is_municipal(head: str) -> bool:
    """Return whether a head is followed by the name of its place and no more: "Stadt Gera"."""
    return _PLACE_HEAD.fullmatch(head) is not None


@lru_cache(maxsize=8192)
def ends_name(word: str) -> bool:
    """Return whether a word with a capital letter is no part of the name before it."""
    if PERSON.fullmatch(word) or _CALENDAR.fullmatch(word):
        return True
    return sort_of(word) is Sort.SPECIFIC and not is_head(word)
