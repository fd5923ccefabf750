"""A title as the name of an event: without dates, notices, states and the site's name."""

import re
from functools import lru_cache

from model import clean_text, fold
from parsers.event_words import Sort, event_noun, sort_of

_SITE_SUFFIX = re.compile(r"\s+[|–·»•]\s+[^|–·»•]{2,60}$|\s+[-]\s+[^-]{2,60}$")
_STATE = (
    r"abgesagt|verschoben|entfällt|ausgebucht|neuer termin|absage|ausfall|verlegt|fällt aus"
    r"|findet nicht statt|findet online statt|wird verschoben|wurde verschoben|ist abgesagt"
    r"|terminverschiebung|terminänderung|ersatztermin|nachholtermin|restplätze|cancelled|postponed"
    r"|warteliste|leider abgesagt|wurde abgesagt|wird abgesagt"
)
_PREFIX = re.compile(
    rf"^(?:(?:save[ -]the[ -]dates?|einladung(?: zur| zum)?|ankündigung|terminhinweis|termintipp"
    r"|pressemitteilung|medieninformation|presseeinladung|jetzt anmelden|veranstaltungstipp"
    r"|veranstaltungshinweis|veranstaltungsankündigung|herzliche einladung(?: zur| zum)?"
    rf"|rückblick(?: auf)?|nachbericht|nachlese|{_STATE}|online"
    r"|termin|veranstaltung|vorankündigung|achtung|neu|vormerken|programm|call for papers"
    r"|anmeldung|hinweis|event|pressetermin|terminvormerkung)"
    r"(?:\s*[:!|–]+\s*|\s+-\s+)"
    r"|(?:herzliche )?einladung zu[rm] (?=\d|[A-ZÄÖÜ„])"
    r"|save[ -]the[ -]date\s+(?=\S)|anmeldung zu[rm] (?=[A-ZÄÖÜ\d])"
    r"|rückblick(?: auf (?:die |das |den )?)?\s+(?=[A-ZÄÖÜ\d„])|programm (?:der|des|zur|zum)\s+"
    r"|(?:(?:kurs|seminar|veranstaltungs)-?)?(?:nr\.|nummer)\s*[\w/-]*\d[\w/-]*\s*[:–-]?\s*(?=\S)"
    r"|[(\[](?:" + _STATE + r")[)\]]\s*[:–-]?\s*)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    rf"\s*(?:[–|:!,-]+\s*|[(\[]|\s)\s*(?:wird |wurde |ist |leider )?(?:{_STATE}"
    r"|jetzt anmelden|anmeldung|programm|save the date|veranstaltungsbericht)\s*[)\]!.]*$",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mär|maer|apr|jun|jul|aug|sep|okt|nov|dez)[a-zäö]{0,6}|mai|januar|februar|märz"
_DATE = (
    r"(?:(?:am|vom|ab|zum|bis|und|von|den|dem|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)\.?,?\s+)*"
    r"\d{1,2}\.(?:\s*(?:[-–/&+]|und|bis)\s*\d{1,2}\.)*\s*"
    rf"(?:\d{{1,2}}\.\s*(?:\d{{4}}|\d{{2}})?|(?:{_MONTH})(?![a-zäöüß-]))\.?(?:\s*\d{{4}})?"
    r"(?:\s*(?:[-–]|bis(?: zum)?)\s*\d{1,2}\.\s*(?:\d{1,2}\.|[a-zäö]{3,9})\s*(?:\d{4})?)?"
)
_UHR = (
    r"(?:,?\s*(?:um|ab|von)?\s*\d{1,2}(?:[.:]\d{2})?\s*(?:[-–]"
    r"|bis)?\s*(?:\d{1,2}(?:[.:]\d{2})?)?\s*Uhr)?"
)
_EDGE_DATE = re.compile(
    rf"^\s*{_DATE}\s*(?:[:,|–]\s*|(?<=[\d\s.])-\s*|-\s+|\s+)(?=\S)"
    rf"|[\s,:|(–-]*\b{_DATE}[)\s]*{_UHR}\s*$",
    re.IGNORECASE,
)
_INNER_DATE = re.compile(
    rf"\s+\(?(?<!\d\.)\b{_DATE}\)?{_UHR}"
    r"(?:,?\s+(?:in|im|auf|bei|nach|an der|online)\b(?:\s+(?:der|dem|den))?[^:–|„!?]{0,60})?"
    r"(?=$|\s*:|\s+[–|])",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"\s+(?:in|nach)\s+[A-ZÄÖÜ][a-zäöüß]+(?:[- ](?:[A-ZÄÖÜ][a-zäöüß]+|am|an der|ob der))*"
    r"(?:\s*\([^)]*\)|/[A-ZÄÖÜ][a-zäöüß]+)?$"
)
_CLOCK = re.compile(
    r"^\s*(?:\d{1,2}[.:]\d{2}|\d{1,2}(?= ?Uhr))\s*(?:[-–]"
    r"|bis)?\s*(?:\d{1,2}[.:]\d{2})?\s*(?:Uhr)?\s*[:|,–-]?\s+",
)
_HANGING = re.compile(r"\s+(?:am|ab|vom|bis|und|um|den|in|im|auf|mit|von|zur|zum|der|die|das)$")
MAX_NAME = 250
"""A longer title is cut at a word: it is no name."""


@lru_cache(maxsize=1024)
def clean_name(raw: str) -> str:
    """Return `raw` without dates, notices ("Save the Date"), states, times and hanging marks."""
    name = clean_text(raw)
    if len(name) > MAX_NAME:
        name = name[:MAX_NAME].rsplit(" ", 1)[0]
    for _ in range(4):
        before = name
        name = _PREFIX.sub("", name)
        name = _SUFFIX.sub("", name) if len(name) < MAX_NAME else name
        if any(char.isdigit() for char in name):
            name = _CLOCK.sub("", _EDGE_DATE.sub("", name))
            name = _INNER_DATE.sub("", name)
        name = name.strip(" ,;:|–-\u00a0/·•+>*")
        if name != before:
            name = _HANGING.sub("", name)
        if name == before:
            break
    if name.count("„") == 1 and not re.search("[“”]", name):
        name = name.replace("„", "")
    return _spoken(_without_town(name))


def without_site(title: str, site_names: tuple[str, ...]) -> str:
    """Return a page title without the site's name behind a dash or bar."""
    for name in site_names:
        for mark in (" | ", " – ", " - ", " · ", " » ", ": "):
            if name and title.endswith(mark + name):
                return title[: -len(mark + name)].strip()
    return _SITE_SUFFIX.sub("", title).strip() or title


def _without_town(name: str) -> str:
    """Cut "in Halle" where it only says where: behind the event's noun or a year."""
    town = _TOWN.search(name)
    if town is None:
        return name
    words = name[: town.start()].split()
    cut = words and (sort_of(words[-1]) is Sort.SPECIFIC or re.fullmatch(r"\d{4}", words[-1]))
    return name[: town.start()] if cut else name


def _spoken(name: str) -> str:
    """Write shouted event nouns as words: "AUFTAKTVERANSTALTUNG" to "Auftaktveranstaltung"."""
    words = [
        word.capitalize() if len(word) > 7 and word.isupper() and event_noun(word) else word
        for word in name.split(" ")
    ]
    return " ".join(words)


def shared_words(one: str, other: str) -> float:
    """Return the share of the words of the shorter name that stand in the other; 0 without any."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0
