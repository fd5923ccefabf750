"""Who holds an event: the subject of an invitation, "veranstaltet von", labels, known names.

Speakers, patrons, moderators, sponsors and guests are left out; empty is often right.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from model import Evidence, Organizer, clean_text, fold
from parsers.candidate import Found
from parsers.context import Context
from parsers.sentences import MAX_SENTENCE

_DETERMINER = (
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
_MARKER = re.compile(
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
_CASED_MARKER = re.compile(r"\b[A-ZÄÖÜ]{2,}[A-ZÄÖÜ0-9!-]*\b|[a-z][A-Z]")
_PERSON = re.compile(
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
_NOT_NAMES = re.compile(
    r"^(?:Veranstaltung|Programm|Anmeldung|Termin|Tagung|Konferenz|Workshop|Seminar|Forum|Online"
    r"|Uhr"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d.*)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\d{1,2}\.(?:\s|\d)|\d\s*Uhr|\b(?:Januar|Februar|März|April|Juni|Juli|August|September|Oktober"
    r"|November|Dezember)\b|\d{1,2}:\d{2}"
)
_SUBJECT_BEFORE = re.compile(
    rf"(?:^|[.,;:!?–]\s+|\b(?:wozu|zu der|zu dem|dazu)\s+)(?:[Aa]uch |[Dd]azu "
    rf"|[Hh]ierzu )?(?:{_DETERMINER}\s+)?"
    rf"(?P<who>{_NAME}(?:(?:,|\s+(?:und|sowie|&))\s+{_DETERMINER}\s+{_NAME}){{0,4}})"
    r"\.?\s*(?:,[^,]{2,60},\s*)?(?:\([^)]{2,40}\)\s*)?"
    r"\s+(?P<verb>lädt|laden|lud|luden|lädt|veranstaltet|veranstalten|veranstaltete|organisiert"
    r"|organisierte"
    r"|organisieren|richtet|richten|bietet|bot|hat|haben|hatte|hatten|ruft|verschiebt|startet"
    r"|hielt|begrüßt"
    r"|ist Gastgeber|nimmt sich|führt)\b(?P<rest>[^!?]{0,300})"
)
_SUBJECT_AFTER = re.compile(
    rf"\b(?P<verb>lädt|laden|lud|luden|veranstaltet|veranstalten|veranstaltete|veranstalteten"
    rf"|organisiert"
    rf"|organisieren|organisierte|richtet|richten|richtete|bietet|hatten?|haben|hält|hielt"
    rf"|macht)\s+"
    rf"(?:{_DETERMINER}\s+)?(?P<who>{_NAME}(?:(?:,|\s+(?:und|sowie"
    rf"|&))\s+{_DETERMINER}\s+{_NAME}){{0,4}})"
    r"(?P<rest>[^!?]{0,300})"
)
_SEPARABLE = {
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
_PASSIVE = re.compile(
    r"\b(?:veranstaltet|organisiert|ausgerichtet|getragen|initiiert|durchgeführt|angeboten"
    r"|[Ee]ingeladen"
    rf"|Veranstaltung|Tagung|Konferenz|Initiative)\s+(?:wird |wurde |gemeinsam |wird sie "
    rf"|werden )*(?:von|vom|durch)\s+(?:{_DETERMINER}\s+)?(?P<who>{_NAME}"
    rf"(?:(?:,|\s+(?:und|sowie|&))\s+(?:{_DETERMINER}\s+|vom\s+|von der\s+)?{_NAME}){{0,4}})"
)
_NOMINAL = re.compile(
    r"\b(?:Veranstalter(?:in|innen)?|Ausrichter(?:in)?|Gastgeber(?:in)?|Träger(?:in)? der Reihe"
    r"|Organisator(?:in|en)?)"
    rf"\s*(?:ist|sind|war|waren|:)\s*(?:{_DETERMINER}\s+)?(?P<who>{_NAME}"
    rf"(?:(?:,|\s+(?:und|sowie|&))\s+(?:{_DETERMINER}\s+)?{_NAME}){{0,4}})"
)
_AS_HOST = re.compile(
    rf"\b(?:{_DETERMINER}\s+)?(?P<who>{_NAME}(?:\s+(?:und|sowie)\s+{_DETERMINER}\s+{_NAME}){{0,3}})"
    r"\s+als (?:Veranstalter|Gastgeber|Ausrichter)\w*"
)
_EVENT_OF = re.compile(
    r"\b(?:Veranstaltung|Fachtagung|Tagung|Konferenz|Jahrestagung|Jahreskonferenz|Versammlung"
    r"|[A-ZÄÖÜ]\w*(?:konferenz|kongress|versammlung|tagung|veranstaltung|treffen|sitzung|forum|tag))"
    r"\s+(?:\d{4}\s+)?(?:des|der)\s+"
    rf"(?P<who>{_NAME})"
)
_TOGETHER = re.compile(
    r"\b(?:gemeinsam mit|zusammen mit|in (?:Kooperation|Zusammenarbeit) mit|in Kooperation von"
    r"|mit)\s+"
    rf"{_DETERMINER}\s+(?P<who>{_NAME}(?:(?:,|,?\s+(?:und|sowie"
    rf"|&))\s+{_DETERMINER}\s+{_NAME}){{0,5}})"
)
_WE = re.compile(
    r"\b(?:[Ww]ir laden|laden wir|[Ww]ir freuen uns|freuen wir uns|[Ww]ir veranstalten"
    r"|veranstalten wir"
    r"|[Uu]nser(?:e|er|em|en)? (?:\w+ )?(?:Veranstaltung|Tagung|Konferenz|Jahres\w+|Workshop"
    r"|Netzwerktreffen|Fach\w+|Mitgliederversammlung))\b"
)
_SPLIT = re.compile(
    rf"\s*(?:,|;|\s(?:und|sowie|&)\s)\s*(?={_DETERMINER}\s)|\s*;\s*|\s*\n\s*", re.UNICODE
)
_TRAILING = re.compile(
    r"(?:\s+(?:am|an|zu|zum|zur|nach|im|in|für|und|der|die|das|des|von|vom|mit|auf|bei|gemeinsam"
    r"|ab|um|aus|als|ins|herzlich|dieses|Mal|Jahr|&|–|-))+$"
)
_NAME_STOPS = re.compile(
    r"\s+(?:am|vom|ab)\s+\d|\s+(?:zur|zum|zu ihrer|zu seiner|nach|herzlich|gemeinsam|zusammen"
    r"|am Standort"
    r"|in (?:Kooperation|Zusammenarbeit))\b"
)


def organizers_in(text: str, offset: int, context: Context) -> list[Found[Organizer]]:
    """Return who holds the event that `text` (a sentence at `offset`) tells of, best first."""
    text = text[:MAX_SENTENCE]
    for rule, start, who, rest in _statements(text):
        names = [*_names(who, rule), *_companions(rest)]
        found = [
            _found(name, start + offset, len(who), who, rule, context)
            for name in names
            if _is_organization(name, context)
        ]
        if found:
            return _unique(found)
    we = _WE.search(text)
    if we and context.organizer is not None:
        evidence = Evidence(
            quote=we[0], start=offset + we.start(), end=offset + we.end(), rule="organizer.we",
            confidence=0.8,
        )  # fmt: skip
        return [Found(value=context.organizer, evidence=evidence)]
    return []


def organizers_of_label(value: str, start: int, context: Context) -> list[Found[Organizer]]:
    """Return the organisers that stand beside a label "Veranstalter"."""
    found = []
    parts = _merged_lines(value)
    for number, part in enumerate(parts):
        name = _TRAILING.sub("", clean_text(part)).strip(" .,;:-–")
        if not 2 <= len(name) <= 160 or re.search(r"\d{5}|@|https?:|www\.|Tel", name):
            continue
        if re.search(r"(?:straße|str\.|platz|weg|allee)\s+\d", name, re.IGNORECASE):
            continue
        if number > 0 and re.search(r"\s\d{1,3}\s?[a-z]?$", name):
            continue  # below a name, a line that ends with a house number is its street
        found.append(_found(name, start, len(value), value, "organizer.label", context, 0.95))
    return _unique(found)


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


def _statements(text: str) -> Iterator[tuple[str, int, str, str]]:
    for rule, pattern in (
        ("organizer.label_word", _NOMINAL),
        ("organizer.as_host", _AS_HOST),
        ("organizer.passive", _PASSIVE),
        ("organizer.subject", _SUBJECT_BEFORE),
        ("organizer.inverted", _SUBJECT_AFTER),
    ):
        for hit in pattern.finditer(text):
            groups = hit.groupdict()
            verb, rest = groups.get("verb") or "", groups.get("rest") or ""
            if verb and not _verb_holds(verb, rest):
                continue
            yield rule, hit.start("who"), hit["who"], rest if verb else text[hit.end() :]
    own = _EVENT_OF.search(text)
    if own:
        yield "organizer.genitive", own.start("who"), own["who"], ""


def _verb_holds(verb: str, rest: str) -> bool:
    for stem, needed in sorted(_SEPARABLE.items(), key=lambda item: -len(item[0])):
        if verb.startswith(stem):
            return re.search(needed, rest) is not None
    return True


def _names(who: str, rule: str) -> list[str]:
    names = []
    for number, part in enumerate(_SPLIT.split(_before_stop(who))):
        bare = _bare(part)
        oblique = rule == "organizer.genitive" or bool(re.match(r"(?:dem|den)\s", part.strip()))
        names.append(_nominative(bare) if oblique and (number or rule) else bare)
    return [_trimmed(name) for name in names if name.strip()]


def _companions(rest: str) -> list[str]:
    hit = _TOGETHER.search(rest)
    if not hit:
        return []
    return [_trimmed(_nominative(_bare(part))) for part in _SPLIT.split(_before_stop(hit["who"]))]


def _before_stop(who: str) -> str:
    cut = _NAME_STOPS.search(who)
    return who[: cut.start()] if cut else who


def _bare(part: str) -> str:
    """A name without its article and without "Vereins", "Netzwerks" before a proper name."""
    bare = re.sub(rf"^(?:und\s+)?{_DETERMINER}\s+", "", part.strip())
    return re.sub(r"^(?:Vereins|Verbands|Bündnisses|Projekts)\s+(?=[A-ZÄÖÜ„])", "", bare)


def _trimmed(name: str) -> str:
    name = _TRAILING.sub("", name).strip(" ,;:")
    return name if re.search(r"\be\.\s?V\.$|\bmbH$|\bCo\.$", name) else name.rstrip(".")


_NEUTER_HEAD = re.compile(
    r"(?:institut|ministerium|amt|netzwerk|zentrum|bündnis|forum|büro|land|cluster)s?\b", re.I
)


def _nominative(name: str) -> str:
    """ "Deutschen Institut für ..." to "Deutsches Institut ...", the first adjective only."""
    hit = re.match(r"([A-ZÄÖÜ][\wäöüß]+)en\s+([A-ZÄÖÜ][\wäöüß-]+)", name)
    if not hit:
        return name
    ending = (
        "es"
        if _NEUTER_HEAD.search(hit[2])
        else "e"
        if re.search(
            r"(?:gesellschaft|agentur|ung|region|kammer|stiftung|universität|akademie)$",
            hit[2],
            re.I,
        )
        else "er"
    )
    return hit[1] + ending + name[hit.end(1) + 2 :]


def _is_organization(name: str, context: Context) -> bool:
    if not 2 <= len(name) <= 140 or _PERSON.match(name) or _NOT_NAMES.match(name):
        return False
    if known(name, context) is not None:
        return True
    return bool(
        _MARKER.search(name) if " " in name or len(name) > 5 else _CASED_MARKER.search(name)
    )


def _found(
    name: str, start: int, length: int, quote: str, rule: str, context: Context,
    confidence: float = 0.85,
) -> Found[Organizer]:  # fmt: skip
    organization = _organizer(_balanced(name), context)
    evidence = Evidence(
        quote=quote, start=start, end=start + length, rule=rule, confidence=confidence
    )
    return Found(value=organization, evidence=evidence)


def _organizer(name: str, context: Context) -> Organizer:
    """The known organisation, or one with its abbreviation in brackets taken apart."""
    hit = re.fullmatch(r"(.{6,}?)\s*\(([A-ZÄÖÜ][\w!&-]{1,15})\)", name)
    if hit is None:
        return known(name, context) or Organizer(name=name)
    found = known(hit[1], context) or known(hit[2], context)
    return found or Organizer(name=hit[1], alternate_name=hit[2])


def _balanced(name: str) -> str:
    if name.count("(") > name.count(")"):
        name = (
            name + ")"
            if re.search(r"\([A-ZÄÖÜ][\w-]{1,14}$", name)
            else name.split("(")[0] or name.replace("(", "")
        )
    return name.strip()


def _merged_lines(value: str) -> list[str]:
    parts = [part for part in re.split(r"\s*\n\s*|\s*;\s*", value) if part]
    if len(parts) == 1 and value.count(",") and len(value) > 60:
        parts = [p for p in re.split(r",\s+(?=[A-ZÄÖÜ])", value) if p]
    return parts


def _unique(found: list[Found[Organizer]]) -> list[Found[Organizer]]:
    seen: dict[str, Found[Organizer]] = {}
    for item in found:
        seen.setdefault(fold(item.value.name), item)
    return list(seen.values())
