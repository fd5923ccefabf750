"""Names of organisations as a sentence gives them, to names as one would print them.

Articles, cases and what follows the name go; people, events and words without a name are refused.
"""

import re
from dataclasses import replace
from functools import lru_cache

from model import Organizer, fold
from parsers.context import Context
from parsers.event_words import is_several
from parsers.hosts.mentions import Mention, mentions_in
from parsers.hosts.organization_words import FEMININE, LEGAL, NEUTER, is_acronym, is_head

DETERMINER = (
    r"(?:[Dd](?:er|ie|as|em|en|es)|[Ee]in(?:e[rnms]?)?|[Uu]nser(?:e[rnms]?)?|[Ii]hr(?:e[rnms]?)?)"
)
_WORDS = re.compile(r"e\.\s?V\.?|(?:[A-ZÄÖÜ]\.){2,5}|\w[\w&+’'-]*")
_WORD = re.compile(r"\w+")
_PERSON = re.compile(
    r"^(?:Frau|Herr|Dr\.|Prof\.|(?:Ober)?[Bb]ürgermeister(?:in)?|Landr[aä]t(?:in)?"
    r"|(?:Bundes|Landes|Staats)?[Mm]inister(?:in)?\b|Staatssekretär(?:in)?"
    r"|Minister(?:präsident)?(?:in)?\b|Präsident(?:in)?|Dezernent(?:in)?|Geschäftsführer(?:in)?"
    r"|Vorsitzende[rn]?|Abgeordnete[r]?|Moderator(?:in)?|Schirmherr(?:in)?|Teilnehm\w+"
    r"|Vertreter\w*|Expert\w+|Akteur\w*|Gäste|Interessierte|Bürger(?:innen)?\b|Menschen"
    r"|Mitglieder|Unternehmen\b$|Referent\w*|Reihe|Mit\b|Im\b|In\b|Am\b|Zum\b"
    r"|Zur\b|Beim\b|Bei\b|Von\b|Nach\b|Länder\b|Kommunen\b|Städte\b|Thema|Sie\b|Wir\b|Es\b"
    r"|Dort\b|Hier\b|Dabei\b|Rund\b|Etwa\b|Insgesamt\b|Mitte\w*,|Wer\b|Ziel\b|Viele\b|Alle\b"
    r"|Jetzt\b|Heute\b|Damit\b|Zudem\b|Auch\b|Um\b|Für\b|Ab\b|Bis\b)"
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
    r"|Geschäftsstelle|Regionalmanagement|Forum|Projektgruppe|Arbeitsgruppe|Beirat|Vorstand|Projekt|Vorhaben|Bund|Firma|Team|Verwaltung|LAG|RAG"
    r"|(?:Aktions|Landes|Orts|Regional)gruppe|(?:Kreis|Landes|Orts)verband|Ortsverein)"
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
_HEADS_OF_NAMES = r"(?:Vereins|Verbands|Bündnisses|Projekts|Netzwerks|Vorhabens|Instituts)"
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
MAX_LOOKUPS = 12
"""So often a word is looked up on the page for the whole name that it is part of."""


def name_of(text: str, mention: Mention) -> str:
    """Return the name of an organisation that a sentence mentions, in the nominative."""
    name = text[mention.start : mention.end]
    article = mention.article
    if mention.preposition or article[-1:] in ("m", "n", "r", "s"):
        definite = article in ("der", "das") and not mention.preposition
        oblique = not definite or (article == "der" and mention.owns)
        name = _nominative(_whole(_bare(name), oblique), oblique) if oblique else _strong(name)
    return _trimmed(_bare(_whole(name, False)))


def fuller_name(word: str, page: str) -> str | None:
    """Return the one longer name with `word` as its head that a page holds; None: none or more.

    "Der Landkreis lädt ein" on a page of the "Landkreis Gera".
    """
    names: dict[str, str] = {}
    place = page.find(word)
    for _ in range(MAX_LOOKUPS):
        if place < 0:
            break
        start = page.rfind("\n", max(0, place - 60), place) + 1 or max(0, place - 60)
        around = page[start : place + 140]
        for mention in mentions_in(around):
            if mention.start <= place - start < mention.end and mention.head == word:
                name = name_of(around, mention)
                if name != word and len(name) > len(word):
                    names.setdefault(fold(_SHORT_IN_BRACKETS.sub(r"\1", name)), name)
        place = page.find(word, place + len(word))
    shortest = min(names, key=len, default="")
    return names[shortest] if all(name.startswith(shortest) for name in names) and names else None


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
    return any(is_head(w) or is_acronym(w) or LEGAL.fullmatch(w) for w in _WORDS.findall(name))


def is_generic(name: str) -> bool:
    """Return whether a name only says what kind of body is meant: "Verbund", "die Stadt"."""
    return _GENERIC.fullmatch(name) is not None


def known(name: str, context: Context) -> Organizer | None:
    """Return the known organisation that bears `name`, in whatever case, or abbreviates to it.

    None for an abbreviation that several of them share.
    """
    wanted, short = _stems(name), fold(name)
    for organization in context.known_organizations:
        if wanted == _stems(organization.name):
            return organization
    found = [o for o in context.known_organizations if short == _folded(o.alternate_name)]
    return found[0] if len({organization.name for organization in found}) == 1 else None


def may_be(name: str, organization: Organizer) -> bool:
    """Return whether a written-out name can be that of a known organisation.

    One of both names holds the words of the other: "Ministerium des Innern", "Ministerium des
    Innern und für Sport". Bodies with one abbreviation need have no more than that in common.
    """
    words = set(_WORD.findall(" ".join(_stems(name))))
    official = set(_WORD.findall(" ".join(_stems(organization.name))))
    return words <= official or official <= words


@lru_cache(maxsize=2048)
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=2048)
def _stems(name: str) -> tuple[str, ...]:
    """The words of a name without endings of case: "der Europäischen ..." is the same name."""
    return tuple(re.sub(r"(?<=\w{4})(?:en|es|er|em|e|s)$", "", word) for word in fold(name).split())


def organizer(name: str, context: Context) -> Organizer:
    """The known organisation, or a new one; an abbreviation in brackets is its other name.

    Before such brackets the page itself says what is abbreviated.
    """
    name = _balanced(name)
    hit = _SHORT_IN_BRACKETS.fullmatch(name)
    if hit is None:
        return known(name, context) or Organizer(name=name)
    found = known(hit[1], context) or known(hit[2], context)
    if found is not None and may_be(hit[1], found):
        return found if found.alternate_name else replace(found, alternate_name=hit[2])
    return Organizer(name=hit[1], alternate_name=hit[2])


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
    ending = "es" if NEUTER.search(hit[2]) else "e" if FEMININE.search(hit[2]) else "er"
    return hit[1] + ending + name[hit.end(1) + 2 :]


def _strong(name: str) -> str:
    """ "(das) Sächsische Amt" to "Sächsisches Amt": the adjective as it stands without article."""
    hit = re.match(r"([A-ZÄÖÜ][\wäöüß]+)e\s+([A-ZÄÖÜ][\wäöüß-]+)", name)
    if hit is None or FEMININE.search(hit[2]):
        return name
    ending = "es" if NEUTER.search(hit[2]) else "er"
    return hit[1] + ending + name[hit.end(1) + 1 :]


def _balanced(name: str) -> str:
    if name.count("(") > name.count(")"):
        whole = re.search(r"\([A-ZÄÖÜ][\w-]{1,14}$", name)
        name = name + ")" if whole else name.split("(")[0] or name.replace("(", "")
    return name.strip()
