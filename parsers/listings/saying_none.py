"""The sentence in which a page says itself that there are no events now. Judges no list.

A question ("Keine Termine gefunden?") leads on to something else, and what is hidden until a
script shows it is not said.
"""

import re

from parsers.page.document import Block, Document
from parsers.sentences import sentences

MOST = 300
"""Characters of a paragraph that says so; a longer one tells of something else."""
_NO = re.compile(r"\b(?:[Kk]eine?n?|[Nn]o)\b")
_NOW = (
    r"(?:derzeit|zur ?zeit|momentan|aktuell|gegenwärtig|im (?:moment|augenblick)|leider|hier|noch)"
)
_KINDS = (
    r"(?:(?:[a-zäöüß]+-?)?(?:veranstaltung(?:en|stermine?)?|termin(?:e|en)?|events?|seminare?|kurse?"
    r"|lehrgänge?|workshops?|webinare?|schulungen?|fortbildungen?|tagungen?|konferenzen?"
    r"|ausstellungen?|führungen?|vorträge?|einträge?|ergebnisse?|treffer|inhalte?"
    r"|datensätze|meldungen|elemente))"
)
_WHICH = (
    r"(?:(?:aktuelle|anstehende|kommende|künftige|zukünftige|bevorstehende|neue|passende"
    r"|entsprechende|öffentliche|eigene|geplante|nächste|gültige)[nrs]?(?:,? (?:und|oder))? ?){0,3}"
)
_STATE = (
    r"(?:geplant|vorhanden|bekannt|verfügbar|gefunden|eingetragen|angesetzt|terminiert|angeboten"
    r"|veröffentlicht|vorgesehen|hinterlegt|eingestellt|anstehend|im (?:kalender|programm)"
    r"|zur verfügung|in planung|verzeichnet|erfasst|buchbar|an|vor|statt)"
)
_OF = r"(?:für|in|im|am|an|zu|zum|vom|ab|mit|auf|unter|dies(?:em|er|en))"
_IS = (
    r"(?:sind|ist|stehen|steht|liegen|liegt|finden|findet|gibt es|es gibt|werden|wurden?"
    r"|haben wir|bieten wir|existieren|konnten)"
)
_REST = r"(?:[^.!?]|(?<=\d)\.)"
_SAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_IS}\b{_REST}{{0,60}} keine?n? {_WHICH}{_KINDS}\b(?:{_REST}{{0,80}}\b{_STATE}\b)?",
        rf"^\W*(?:{_NOW} ){{0,3}}keine? {_WHICH}{_KINDS}(?: (?:{_NOW}|{_STATE}|{_OF})\b"
        rf"{_REST}{{0,80}})?[ .!]*$",
        r"\bno (?:(?:upcoming|current|scheduled|future|matching|new) ){0,2}"
        r"(?:events?|results?|news|entries|dates|records?|items?) (?:are |were )?"
        r"(?:found|available|scheduled|planned|to display|at (?:this|the) (?:time|moment))",
        r"^\W*no (?:(?:upcoming|current|scheduled|future) )*(?:events|dates)[ .!]*$",
        r"\bthere are (?:currently )?no (?:\w+ )?events\b",
    )
)
_OTHERWISE = re.compile(
    r"\b(?:verpassen|versäumen|verpasst|passendes?|ausgebucht|mehr frei|freien?|abgesagt|kosten"
    r"|anmeld\w+|haftung|gewähr|bitte wählen|weiter(?:e[nr]?)?|ältere[nr]?|vergangen\w*)\b",
    re.IGNORECASE,
)
"""What such a sentence is about where it says something else: seats, fees, a newsletter."""
_HIDDEN = re.compile(r"(?<![\w-])(?:d-none|hide|hidden|is-hidden|u-hidden|hiding)(?![\w-])")


def says_none(document: Document) -> range:
    """Return where the sentence of the page's own content stands that says so; else nothing."""
    if not _NO.search(document.text):
        return range(0)
    for block in document.main():
        if len(block.text) > MOST or not _NO.search(block.text):
            continue
        for start, end in sentences(block.text):
            sentence = " ".join(block.text[start:end].split())
            if _is_said(sentence) and not _is_hidden(block):
                return range(block.start + start, block.start + end)
    return range(0)


def _is_said(sentence: str) -> bool:
    if sentence.endswith("?") or _OTHERWISE.search(sentence):
        return False
    return any(pattern.search(sentence) for pattern in _SAYS)


def _is_hidden(block: Block) -> bool:
    """Whether a class name says that the block is not shown for now."""
    boxes = block.box.path if block.box is not None else ()
    names = (box.element.get("class") or "" for box in boxes if box.element is not None)
    return any(_HIDDEN.search(name) for name in names)
