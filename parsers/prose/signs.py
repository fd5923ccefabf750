"""What single texts say of events: that something takes place, that people are asked to come.

Also what they say of everything else: laws, calls, jobs. Pure tests of words.
"""

import re
from functools import lru_cache

from parsers.vocabulary import (
    EVENTS_SECTION,
    HAPPENS,
    HAPPENS_STEMS,
    NOT_AN_EVENT,
    NOT_AN_EVENT_STEMS,
)

_JOB_ADDRESS = re.compile(r"/(?:jobs?|stellen\w*|karriere|ausschreibung\w*)(?:/|\b)", re.IGNORECASE)
_JOB_WORDS = (
    "stellenausschreibung", "stellenangebot", "wir suchen zum", "wir suchen ab", "wir suchen eine",
    "kennziffer", "dienstort", "vollzeit", "teilzeit", "tvöd", "tv-l", "entgeltgruppe",
    "bewerbungsunterlagen", "vorstellungsgespräch", "std./woche", "m/w/d", "unbefristet",
    "arbeitsort", "ihre unterlagen",
)  # fmt: skip
_JOB_SIGNS = 3
"""So many different words make a page a job advertisement."""
_INVITES = re.compile(
    r"\b(?:lade(?:n)? (?:\S+ ){0,8}ein\b|lädt (?:\S+ ){0,20}ein\b|Einladung|eingeladen|einladen"
    r"|Eintritt(?: ist)?:? frei|Kostenbeitrag|Teilnahme(?:gebühr|beitrag)"
    r"|Teilnahme(?: ist)? (?:kostenlos|kostenfrei)|Anmeldung|Anmeldeschluss|Platz sichern"
    r"|[Aa]nmelden|[Tt]reffpunkt|Save the Date|Kosten:)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:fand(?:en)?|trafen sich|traf sich|kam(?:en)?|lud(?:en)?|diskutierten|tauschten"
    r"|nahmen .{0,60}teil"
    r"|war(?:en)?|wurde(?:n)?|begrüßten?|eröffneten?|stand(?:en)?|hatte(?:n)? .{0,80}eingeladen"
    r"|folgten|präsentierten|berieten|gab(?:en)? es|ging(?:en)? es|versammelten|tagten?"
    r"|hielt .{0,60} ab|organisierten?|veranstalteten?|besuchten|zogen|feierten?|informierten?)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:lädt|laden|findet|finden|wird|werden|startet|beginnt|treffen sich|jetzt anmelden"
    r"|anmeldung"
    r"|melden sie sich|save the date|vormerken|einladung|freuen uns auf|steht|bildet|heißt es"
    r"|ist)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16)
def invites(text: str) -> bool:
    """Return whether a text asks to come: to an event, by registering, for a fee."""
    return _INVITES.search(text) is not None


@lru_cache(maxsize=512)
def happens(sentence: str) -> bool:
    """Return whether the words of a sentence say that something takes place."""
    low = sentence.lower()
    return any(stem in low for stem in HAPPENS_STEMS) and HAPPENS.search(sentence) is not None


@lru_cache(maxsize=512)
def not_an_event(sentence: str) -> bool:
    """Return whether the words of a sentence are of laws, calls, people, jobs or statistics."""
    low = sentence.lower()
    if not any(stem in low for stem in NOT_AN_EVENT_STEMS):
        return False
    return NOT_AN_EVENT.search(sentence) is not None


@lru_cache(maxsize=16)
def about_a_job(url: str, text: str) -> bool:
    """Return whether a page offers a job: its days are those of applicants."""
    low = text.lower()
    signs = sum(word in low for word in _JOB_WORDS)
    return signs + (_JOB_ADDRESS.search(url) is not None) >= _JOB_SIGNS


@lru_cache(maxsize=64)
def event_address(url: str) -> bool:
    """Return whether the path of an address speaks of events."""
    path = re.sub(r"^https?://[^/]+", "", url)
    return EVENTS_SECTION.search(path) is not None


def told_in_retrospect(sentence: str) -> bool:
    """Return whether a sentence has verbs of the past and none that announces."""
    return bool(_REPORTED.search(sentence)) and not _COMING.search(sentence)
