"""What a single text gives as a name: a sentence, a heading, an address; each with its evidence."""

import re

from model import Evidence, clean_text
from parsers.candidate import Found
from parsers.event_words import event_noun, is_several
from parsers.naming.address_names import name_of_address
from parsers.naming.headline import LETTERS, is_kicker
from parsers.naming.names import clean_name
from parsers.naming.phrases import QUOTED, Phrase, noun_phrase, quoted_title, single_noun
from parsers.page.document import Document

VERB = re.compile(
    r"\s(?:findet|finden|fand|fanden|lädt|laden|lud|luden|wird|werden|wurde|wurden|startet|beginnt"
    r"|verschiebt|verschieben|verlegt|sagt|kommt|kommen|kam|war|waren|geht|ging|steht|stand|bringt"
    r"|brachte|begeistert|zieht|zog|diskutiert|diskutierte|diskutierten|tagt|tagte|tagten|eröffnet"
    r"|feiert|feierte|informiert|zeigt|zeigte|veranstaltet|organisiert|trifft|traf|treffen sich"
    r"|trafen|bietet|berät|setzt|sucht|stellt|läuft|macht|gibt|gab|sichern|will|soll|kehrt)\b"
    r"|\s(?:gestartet|eröffnet|beendet|abgeschlossen|verabschiedet|vorgestellt|besucht|gelungen|ausgelobt|gewählt)$"
)
"""A heading with one of these is a sentence and no title."""
_NO_TITLE = re.compile(
    r"^(?:absage|ausfall|verschiebung|terminverschiebung|neuer termin|rückblick|save the date"
    r"|einladung|termin)\b(?:$|\s+(?:für|wegen|am|vom|den|der)\b)",
    re.IGNORECASE,
)
_PRAISE = re.compile(r"\b(?:gelungen|erfolgreich|spannend|interessant|gut besucht)e\w\s+$", re.I)
_TO = re.compile(
    r"\b(?:zu[rm]|beim?|auf (?:der|dem)|(?:Protokoll|Niederschrift|Bericht|Rückblick) \w+ \w+"
    r"|für (?:den|die|das))\s+$|^Einladung\b",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"^(?:in|im|am|ab|an|bis|vom|von|zu|zum|zur|mit|und|bei)\b"
    r"|\b(?:vom|von|der|des|dem|im|zum|zur|am|und)$"
)
_CLAUSE = re.compile(r"[:!?|]|\s[–-]\s")


def name_in(text: str, offset: int) -> Found[str] | None:
    """Return the name of an event that a sentence itself gives: a quoted title or noun phrase."""
    quoted = quoted_title(text)
    if quoted is not None:
        found = found_name(text, offset, quoted, "name.quoted", 0.93)
        bare = found.value if QUOTED.search(found.value) else clean_name(found.value)
        return Found(value=bare or found.value, evidence=found.evidence)
    phrase = noun_phrase(text)
    return found_name(text, offset, phrase, "name.noun_phrase", 0.85) if phrase else None


def heading_name(text: str, offset: int, rule: str) -> Found[str] | None:
    """Return the name that a heading gives, cut where the heading goes on as a sentence.

    None for headings that name only a part of a page ("Programm", "Dienstag, 25. März 2025").
    """
    if is_kicker(text) or len(text) > 400:
        return None
    quoted = quoted_title(text)
    if quoted is not None and _sentence_like(text, quoted):
        return found_name(text, offset, quoted, rule + ".quoted", 0.92)
    phrase = noun_phrase(text) or _specific(text)
    if quoted is None and phrase is not None and _sentence_like(text, phrase):
        return found_name(text, offset, phrase, rule + ".noun_phrase", 0.9)
    name = clean_name(text)
    if not _speaks(name) or _NO_TITLE.match(name) or _OPEN_ENDED.search(name):
        return None
    if " " not in name and is_several(name):
        return None  # the heading of a list: "Fachtagungen"
    return Found(value=name, evidence=_evidence(text, offset, rule, 0.88))


def _specific(text: str) -> Phrase | None:
    """The one noun of a heading that is all it says of its event: "Viel Andrang beim Wegetag"."""
    hit = event_noun(text)
    return single_noun(text) if hit is not None else None


def name_from_address(document: Document) -> Found[str] | None:
    """Return the title that the page's address spells; a guess, and marked as one."""
    named = name_of_address(document.url, document.text)
    if named is None:
        return None
    evidence = Evidence(quote=document.url, start=0, end=0, rule="name.address", confidence=0.5)
    return Found(value=named, evidence=evidence)


def _sentence_like(text: str, phrase: Phrase) -> bool:
    """Whether a heading is a sentence around the name, or praise of the event."""
    clause = _CLAUSE.search(text, phrase.end)
    before, after = text[: phrase.start], text[phrase.end : clause.start() if clause else None]
    if VERB.search(after) and not event_noun(before):
        return True
    if text[phrase.end : phrase.end + 1] == ":":
        return False  # "Einladung zum Webinar: Bauen mit Holz" goes on with its title
    if _TO.search(before) or _PRAISE.search(before):
        return not event_noun(before)
    return VERB.search(before) is not None


def _speaks(name: str) -> bool:
    return LETTERS.search(name[:80]) is not None and not is_kicker(name)


def _evidence(quote: str, start: int, rule: str, confidence: float) -> Evidence:
    return Evidence(
        quote=quote, start=start, end=start + len(quote), rule=rule, confidence=confidence
    )


def found_name(text: str, offset: int, phrase: Phrase, rule: str, confidence: float) -> Found[str]:
    """Return the name that `phrase` of `text` (at `offset` in the page's text) gives."""
    quote = text[phrase.start : phrase.end]
    evidence = _evidence(quote, offset + phrase.start, rule, confidence)
    return Found(value=clean_text(phrase.wording), evidence=evidence)
