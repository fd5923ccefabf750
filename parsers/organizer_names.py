"""Names of organisations as a sentence gives them, to names as one would print them.

Articles, cases and what follows the name go; people, events and words without a name are refused.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from model import Organizer, fold
from parsers.context import Context
from parsers.event_words import is_several
from parsers.organizer_patterns import DETERMINER, SPLIT

_MARKER = re.compile(
    r"(?:ministeri(?:um|en)|\bamt\b|[a-zäöü]amt\b|institut|verband|verbund|\be\.\s?V\.|\beV\b"
    r"|GmbH|\bAG\b|\bSE\b|\beG\b|universität|hochschule|\bUni\b|\bFH\b|\bTU\b|\bTH\b|stadt\b"
    r"|landkreis|kreis\b|kreisverwaltung|\bland\b|region\b|regionen\b|netzwerk|bündnis|allianz"
    r"|kammer|\bIHK\b|\bHWK\b|agentur|stiftung|gesellschaft|verein|akademie|initiative|cluster"
    r"|zentrum|zentrale|büro|leader|gruppe|\bLAG\b|\bRAG\b|bund\b|bundesinstitut|regierung"
    r"|präsidium|staatskanzlei|kommission|konferenz der länder|bauministerkonferenz|städtetag"
    r"|landkreistag|forum\b|kolleg|rat\b|regionalmanagement|management|förderung\b|gemeinde\b"
    r"|kommune|partner|bibliothek|museum|kirche|bank\b|sparkasse|werke\b|haus\b|schule\b|club\b"
    r"|union\b|genossenschaft|dienst|leitstelle|geschäftsstelle|vernetzungsstelle|begleitforschung"
    r"|kreativquartier|partei\b|vereinigung|jugendring|\w+ring\b|koordination|referat|werkstatt\b"
    r"|quartier|anstalt|tourismus|marketing|landschaft\b|verlag|\bteam\b|beirat|dekanat|bistum"
    r"|innung|caritas|diakonie|\bkreuz\b|johanniter|malteser|kasse\b|zeitung\b|hub\b|labor\b|lab\b|pakt\b|achse\b|revier\b|energiecluster)",
    re.IGNORECASE,
)
_CASED_MARKER = re.compile(r"\b[A-ZÄÖÜ]{2,}[A-ZÄÖÜ0-9!-]*\b|[a-z][A-Z]")
_PERSON = re.compile(
    r"^(?:Frau|Herr|Dr\.|Prof\.|(?:Ober)?[Bb]ürgermeister(?:in)?|Landr[aä]t(?:in)?"
    r"|(?:Bundes|Landes|Staats)?[Mm]inister(?:in)?\b|Staatssekretär(?:in)?"
    r"|Minister(?:präsident)?(?:in)?\b|Präsident(?:in)?|Dezernent(?:in)?|Geschäftsführer(?:in)?"
    r"|Vorsitzende[rn]?|Abgeordnete[r]?|Moderator(?:in)?|Schirmherr(?:in)?|Teilnehm\w+"
    r"|Vertreter\w*|Expert\w+|Akteur\w*|Gäste|Interessierte|Bürger(?:innen)?\b|Menschen"
    r"|Mitglieder|Unternehmen\b$|Referent\w*|Projekt|Vorhaben|Reihe|Mit\b|Im\b|In\b|Am\b|Zum\b"
    r"|Zur\b|Beim\b|Bei\b|Von\b|Nach\b|Länder\b|Kommunen\b|Städte\b|Thema|Sie\b|Wir\b|Es\b"
    r"|Dort\b|Hier\b|Dabei\b|Rund\b|Etwa\b|Insgesamt\b|Mitte\w*,|Wer\b|Ziel\b|Viele\b|Alle\b"
    r"|Jetzt\b|Heute\b|Damit\b|Zudem\b|Auch\b|Um\b|Für\b|Ab\b|Bis\b)"
)
_OFFICE = re.compile(
    r"(?:Landr[aä]t(?:in)?|(?:Ober)?[Bb]ürgermeister(?:in)?|(?:Bundes|Landes|Staats)?[Mm]inister"
    r"(?:präsident)?(?:in)?|Staatssekretär(?:in)?|Regierungspräsident(?:in)?)"
    r"\s+(?:(?:Dr|Prof)\.\s+)*[A-ZÄÖÜ][\w-]+\s+[A-ZÄÖÜ][\w-]+"
)
_NO_NAMES = re.compile(
    r"^(?:Veranstaltung|Programm|Anmeldung|Termin|Tagung|Konferenz|Workshop|Seminar|Forum|Online"
    r"|Uhr|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|\d.*)$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[„\"»][^“”\"«]*[“”\"«]")  # of an event: a body is more than a quotation
_DATED = re.compile(
    r"\d{1,2}\.(?:\s|\d)|\d\s*Uhr|\b(?:Januar|Februar|März|April|Juni|Juli|August|September|Oktober"
    r"|November|Dezember|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)\b"
    r"|\d{1,2}:\d{2}"
)
_GENERIC = re.compile(
    r"(?:Verein|Verband|Verbund|Netzwerk|Ministerium|Stadt|Gemeinde|Landkreis|Kreis|Region|Land"
    r"|Institut|Amt|Bündnis|Akademie|Hochschule|Universität|Kammer|Stiftung|Gesellschaft|Agentur"
    r"|Initiative|Cluster|Zentrum|Büro|Team|Haus|Museum|Kirche|Schule|Gruppe|Bund|Kommune|Leitstelle"
    r"|Geschäftsstelle|Regionalmanagement|Forum|Projektgruppe|Arbeitsgruppe|Beirat|Vorstand)"
)
_PART_OF = re.compile(
    r"(?:Referat|Abteilung|Stabsstelle|Fachbereich|Dezernat|Koordinierungsgruppe|Steuerungsgruppe"
    r"|Arbeitskreis|Arbeitsgruppe|Ausschuss|Vorstand|Beirat|Kuratorium|Geschäftsführung"
    r"|Geschäftsstelle|Mitglieder|[Ii]nteressengruppe|Entscheidungsgremium|Mitgliederversammlung"
    r"|Jahres\w*|Fach\w*|\w+tagung|\w+konferenz|\w+veranstaltung|\w+versammlung)\b"
    r"[^,;]{0,40}?\s(?P<case>de[rs])\s(?P<who>[A-ZÄÖÜ„].*)"
)
_TRAILING = re.compile(
    r"(?:\s+(?:am|an|zu|zum|zur|nach|im|in|für|und|der|die|das|des|von|vom|mit|auf|bei|gemeinsam"
    r"|ab|um|aus|als|ins|herzlich|dieses|Mal|Jahr|sowie|&|–|-))+$"
)
_STOPS = re.compile(
    r"\s+(?:am|vom|ab|bis)\s+\d|\s+(?:zur(?!\s+(?:Förderung|Erhaltung|Pflege|Entwicklung"
    r"|Unterstützung))|zum|zu ihrer|zu seiner|nach|herzlich|gemeinsam|zusammen"
    r"|am Standort|in (?:Kooperation|Zusammenarbeit))\b"
    r"|,?\s+(?:[Mm]itveranstalter|Kooperationspartner|Partner)\b"
    r"|(?<!\bder)(?<!\bfür)(?<!\bund)(?<!\bdes)\s+(?:Gemeinden|Kommunen|Bürger\w*|Interessierte"
    r"|Gäste|Mitglieder|Akteur\w*|Fachleute|Expert\w+|Vertreter\w*|Jugendliche|Menschen|Kinder)\b"
    r"|,?\s+(?:am|ab)\s+(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)"
)
_HEADS_OF_NAMES = r"(?:Vereins|Verbands|Bündnisses|Projekts|Netzwerks|Vorhabens|Instituts)"
_NEUTER = re.compile(
    r"(?:institut|ministerium|amt|netzwerk|zentrum|bündnis|forum|büro|land|cluster|kolleg|museum"
    r"|präsidium|management|haus|werk)(?:e?s|ses)?$",
    re.IGNORECASE,
)
_FEMININE = re.compile(
    r"(?:gesellschaft|agentur|ung|region|kammer|stiftung|universität|akademie|schule|initiative"
    r"|stelle|gruppe|gemeinde|stadt|kirche|union|allianz|heit|keit|zentrale|bank|kommission|schaft"
    r"|partei|genossenschaft|anstalt|bibliothek|kasse)$",
    re.IGNORECASE,
)
_GENITIVE = re.compile(
    r"((?:[A-ZÄÖÜ][\w-]+en\s)?[A-ZÄÖÜ]?[\w-]*(?:verband|verbund|verein|netzwerk|institut|ministerium"
    r"|amt|zentrum|bund|rat|forum|büro|cluster|kolleg|museum|dienst|präsidium|land|management"
    r"|bündnis(?=ses)|kreis|projekt|ring|werk|haus|club|tag))(?:s|es|ses)\b",
    re.IGNORECASE,
)
_ABBREVIATED_END = re.compile(r"(?:\be\.\s?V|\bmbH|\bCo|\b[A-Z]\.[A-Z])\.$")
_SHORT_IN_BRACKETS = re.compile(
    r"(.{6,}?)\s*\(([A-ZÄÖÜ][\w!&-]{1,15}(?: [A-Z-]{1,4})?)(?:\s+e\.\s?V\.)?\)"
)
LONGEST = 140


def names_of(who: str, *, oblique: bool) -> list[str]:
    """Return the names that a row of names gives, each without article and in the nominative.

    `oblique`: the row stands in another case ("von dem ...", "der Tagung des ...").
    """
    cut = _STOPS.search(who)
    names = []
    for part in _parts(who[: cut.start()] if cut else who):
        part = re.sub(r"^(?:und\s+)?(?:vom|von der|von den|von dem|von)\s+", "dem ", part.strip())
        other = oblique or re.match(r"(?:dem|den|des)\s", part) is not None
        names.append(_trimmed(_nominative(_whole(_bare(part), other), other)))
    return [name for name in names if name]


def _parts(who: str) -> Iterator[str]:
    """The names of a row; "A und B" are two where both are whole names ("IHK X und Amt Y")."""
    for part in SPLIT.split(who):
        for left, right in _halves(part):
            if _complete(left) and _complete(right):
                yield from (left, right)
                break
        else:
            yield part


def _halves(part: str) -> Iterator[tuple[str, str]]:
    for hit in re.finditer(r"(?<![-–])\s(?:und|&)\s(?=[A-ZÄÖÜ])", part):
        yield part[: hit.start()], part[hit.end() :]


def _complete(name: str) -> bool:
    if _OFFICE.fullmatch(name):
        return True
    first, _, more = name.strip().partition(" ")
    named = bool(more) and _MARKER.search(first) is not None
    return named or _CASED_MARKER.match(first) is not None or first.startswith(("Stadt", "Land"))


def is_organization(name: str, context: Context) -> bool:
    """Return whether a name is one of an organisation, by its words or because it is known."""
    if not 2 <= len(name) <= LONGEST or _PERSON.match(name) or _NO_NAMES.match(name):
        return False
    if known(name, context) is not None:
        return True
    if " " not in name and is_several(name):
        return False  # "Die Veranstaltungen organisiert ..." names what is organised
    if _DATED.search(name) or is_generic(name) or _TITLE.fullmatch(name):
        return False
    if name.count("„") != name.count("“") + name.count("”"):
        return False
    return bool(_MARKER.search(name) or _CASED_MARKER.search(name))


def is_generic(name: str) -> bool:
    """Return whether a name only says what kind of body is meant: "Verbund", "die Stadt"."""
    return _GENERIC.fullmatch(name) is not None


def holds_office(name: str) -> bool:
    """Return whether a name is that of a person by office, who may invite: "Landrätin Ada Berg"."""
    return _OFFICE.fullmatch(name) is not None


def known(name: str, context: Context) -> Organizer | None:
    """Return the known organisation that bears `name`, in whatever case, or abbreviates to it."""
    wanted, short = _stems(name), fold(name)
    for organization in context.known_organizations:
        if wanted == _stems(organization.name) or short == fold(organization.alternate_name):
            return organization
    return None


@lru_cache(maxsize=2048)
def _stems(name: str) -> tuple[str, ...]:
    """The words of a name without endings of case: "der Europäischen ..." is the same name."""
    return tuple(re.sub(r"(?<=\w{4})(?:en|es|er|em|e|s)$", "", word) for word in fold(name).split())


def organizer(name: str, context: Context) -> Organizer:
    """The known organisation, or one with its abbreviation in brackets taken apart."""
    name = _balanced(name)
    hit = _SHORT_IN_BRACKETS.fullmatch(name)
    if hit is None:
        return known(name, context) or Organizer(name=name)
    found = known(hit[1], context) or known(hit[2], context)
    return found or Organizer(name=hit[1], alternate_name=hit[2])


def nominative(name: str) -> str:
    """Return a name out of another case: "Regionalen Netzwerk" is "Regionales Netzwerk"."""
    return _nominative(name, True)


def trimmed(name: str) -> str:
    """Return a name without the small words and marks behind it."""
    return _trimmed(name)


def _bare(part: str) -> str:
    """A name without its article and without "Vereins", "Netzwerks" before a proper name."""
    bare = re.sub(rf"^(?:und\s+)?{DETERMINER}\s+", "", part.strip())
    named = re.sub(rf"^{_HEADS_OF_NAMES}\s+(?=[A-ZÄÖÜ„])", "", bare)
    return named.strip('„“”"»«') if named != bare and _TITLE.fullmatch(named) else named


def _whole(name: str, oblique: bool) -> str:
    """The body that a part of it or a meeting of it belongs to: "Referat Recht des Kreises"."""
    hit = _PART_OF.match(name)
    if hit is None:
        return name
    return _bare(_nominative(hit["who"], hit["case"] == "des" or oblique))


def _trimmed(name: str) -> str:
    name = _TRAILING.sub("", name).strip(" ,;:")
    if _ABBREVIATED_END.search(name):
        return name
    return name.rstrip(".") if re.search(r"\b[A-ZÄÖÜ]{2,5}!$", name) else name.rstrip(".!")


def _nominative(name: str, oblique: bool) -> str:
    """ "Deutschen Institut für ..." to "Deutsches Institut ...", "Landkreises" to "Landkreis"."""
    if not oblique:
        return name
    name = re.sub(r"^(\w*[Ww]erke|\w+verbände|\w+vereine)n\b", r"\1", name)
    genitive = _GENITIVE.match(name)
    if genitive:
        name = genitive[1] + name[genitive.end() :]
    hit = re.match(r"([A-ZÄÖÜ][\wäöüß]+)en\s+([A-ZÄÖÜ][\wäöüß-]+)", name)
    if not hit or hit[0].endswith("ungen"):
        return name
    ending = "es" if _NEUTER.search(hit[2]) else "e" if _FEMININE.search(hit[2]) else "er"
    return hit[1] + ending + name[hit.end(1) + 2 :]


def _balanced(name: str) -> str:
    if name.count("(") > name.count(")"):
        whole = re.search(r"\([A-ZÄÖÜ][\w-]{1,14}$", name)
        name = name + ")" if whole else name.split("(")[0] or name.replace("(", "")
    return name.strip()
