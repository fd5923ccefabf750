"""The headline of a page: the heading that names its content, not the site's navigation."""

import re
from functools import lru_cache

from model import Evidence, clean_text, fold
from parsers.labels.label_words import label_of
from parsers.naming.names import without_site
from parsers.page.document import Block, Document, Region, Role
from parsers.page.facts import Label
from parsers.page.mails import is_addressed

_CHROME_TEXT = re.compile(
    r"^(?:navigation(?: und service)?|hauptnavigation|hauptmenü|menü|servicemenü|suche|inhalt"
    r"|sie sind hier"
    r"|startseite|home|willkommen|herzlich willkommen|sprungmarken|metanavigation|service|kontakt"
    r"|footer|image|bild|drucken|teilen|zu[rm] \w+ springen.*|sprungziele|seiteninhalt|date \d{4}.*"
    r"|sie sind hier.*|direkt zum .*|zum (?:haupt)?inhalt.*|(?:sie sind )?angemeldet als\b.*"
    r"|.*\b(?:log ?out|log ?in|abmelden)|seite (?:aus)?drucken|mehr erfahren.*|weiterlesen.*"
    r"|vorgemerkt|eindrücke)[:!»…]?$",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"^(?:pressemitteilung|meldung|news|aktuelles|termin(?:e|details)?|veranstaltung(?:en)?|presse"
    r"|details zur veranstaltung|veranstaltungsdetails|event ?details?"
    r"|inhalt|worum es geht|anmeldung|anfahrt|ablauf|agenda|tagesordnung|kurse|kursangebote"
    r"|downloads?"
    r"|(?:unser |das |ihr )?programm(?: in stichworten| in kürze|ablauf|punkte)?"
    r"|weitere informationen|auf einen blick|hintergrund"
    r"|termine"
    r"|nachrichten|blog|artikel|seminare?|event|drucken|teilen|presseinformation|suche|impressum"
    r"|save the date|(?:herzliche )?einladung|ankündigung|vorankündigung|terminhinweis"
    r"|terminankündigung|presseeinladung|pressetermin|programmflyer|flyer"
    r"|auf einen blick|wann und wo\??|wo und wann\??|zeit und ort|ort und zeit|kontakt|zeitplan"
    r"|über die veranstaltung|ziele? der veranstaltung|zur veranstaltung|rahmendaten|uhrzeit|datum"
    r"|hintergrundinformationen?|zum inhalt|zielgruppen?|referent\w*|veranstalter\w*|themen"
    r"|aktuelle meldungen|startseite|unsere termine|nächste termine|kommende veranstaltungen"
    r"|termine und veranstaltungen|veranstaltungskalender|terminkalender|rückblick|berichte?"
    r"|pressebereich|aktuelle termine|geschäftsbedingungen|agb|newsletter|teilnahme\w*|tickets?)$",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"(?:Microsoft|Untitled|Unbenannt|Dokument\d|Print)\b|.*\.(?:docx?|pdf|indd)\b"
)
PART = 3
"""From this level on a heading names a part of a page, where the page itself has a title."""
MAX_HEADINGS = 40
"""The headline is looked for among so many headings: a later one names a part."""
LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){4}")
"""What can be a title holds at least four letters."""


_ENTRY = re.compile(r"\W{0,3}(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*\.?,? )?\d{1,2}[.:]\s?\d|[–•*-] ")
"""What begins an entry of a list, not a text."""
_PARAGRAPH = 200
"""A longer block is running text."""


@lru_cache(maxsize=1024)
def is_kicker(text: str) -> bool:
    """Return whether a heading only names a kind of page ("Termine") or of navigation."""
    text = text.strip()
    return bool(_KICKER.match(text) or _CHROME_TEXT.match(text) or is_addressed(text))


def headline_block(document: Document) -> int | None:
    """Return the number of the block that is the page's headline, or None."""
    until = len(document.blocks) if document.is_html else _first_paragraph(document)
    headings = [
        (number, block)
        for number, block in enumerate(document.blocks)
        if block.role is Role.HEADING and block.region is Region.MAIN
        if number < until
    ]
    headings = [(number, block) for number, block in headings[:MAX_HEADINGS] if _speaks(block)]
    if not headings:
        return None
    titled = _like_title(document, headings)
    if titled is not None:
        return titled
    own = [(n, block) for n, block in headings if not is_kicker(block.text)]
    named = [(n, block) for n, block in own if not names_host(block.text, document.url)]
    for group in (named, own):
        for number, block in group:
            if block.level == 1:
                return number
        if group and (group is own or own[0][1].level != 1):
            return group[0][0]
    return named[0][0] if named else headings[0][0]


def _first_paragraph(document: Document) -> int:
    """The number of the first block of running text: a line of plain text below heads a part."""
    longs = (n for n, block in enumerate(document.blocks) if len(block.text) > _PARAGRAPH)
    return next(longs, len(document.blocks))


@lru_cache(maxsize=256)
def names_host(text: str, url: str) -> bool:
    """Return whether `text` only repeats the name of the site that its address bears."""
    host = re.sub(r"[^a-z]", "", fold(re.sub(r"^https?://(?:www\.)?|/.*$", "", url)))
    words = [word for word in re.findall(r"[a-z]+", fold(text)) if len(word) > 3]
    known = sum(len(word) for word in words if word in host)
    return bool(words) and known >= 0.75 * sum(map(len, words))


def headline(document: Document, site_names: tuple[str, ...]) -> str:
    """Return the page's headline: heading, else og:title, else title without the site's name."""
    number = headline_block(document)
    lower = number is not None and document.blocks[number].level > 1
    if lower and not document.is_html:
        first = _first_line(document)
        if first:
            return first
    if number is not None and (document.blocks[number].level < PART or not document.title):
        return clean_text(document.blocks[number].text)
    for raw in (document.meta.get("og:title", ""), document.title):
        if raw and not _PROGRAM.match(raw):
            titled = clean_text(without_site(raw, site_names))
            said = is_kicker(titled) or names_host(titled, document.url)
            if number is None or not said:
                return titled
    if number is not None:
        return clean_text(document.blocks[number].text)
    return "" if document.is_html and not document.title else _first_line(document)


def headline_evidence(document: Document, title: str, confidence: float) -> Evidence:
    """Return the evidence of a name that the headline `title` gives.

    It has no span where only the page's head says it.
    """
    start, quote = -1, title
    for block in document.main():
        if title[:20] in block.text and clean_text(block.text) == title:
            start, quote = block.start, block.text
            break
    if start < 0:
        start = document.text.find(title)
    end = start + len(quote) if start >= 0 else 0
    return Evidence(
        quote=quote, start=max(start, 0), end=end, rule="name.headline", confidence=confidence
    )


def _speaks(block: Block) -> bool:
    text = block.text.strip()
    if not LETTERS.search(text[:80]) or _CHROME_TEXT.match(text):
        return False
    if block.level == 1 and is_kicker(text):
        return True
    return label_of(text.partition(":")[0]) in (None, Label.TITLE)


def _first_line(document: Document) -> str:
    """The first line of a plain text that can be a title."""
    for block in document.blocks[:4]:
        text = block.text.strip()
        sentence = text.endswith((".", "!", ":")) or len(text) > 160 or "\n" in text
        sentence = sentence or _ENTRY.match(text) is not None
        passed = is_kicker(text) or names_host(text, document.url)
        if not sentence and not passed and _speaks(block):
            return clean_text(text)
        if len(text) > 160:
            break
    return ""


def _like_title(document: Document, headings: list[tuple[int, Block]]) -> int | None:
    """The heading that the page's own title repeats."""
    title = clean_text(document.meta.get("og:title") or document.title)
    for number, block in headings:
        text = clean_text(block.text)
        if len(text) > 8 and block.level <= 2 and text in title:
            return number
    return None
