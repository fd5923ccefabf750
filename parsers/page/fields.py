"""What the class names and itemprops of an element say that it holds: a start, a house, a fee.

One rule over the words that names are made of, so that it reads `event-startdate`,
`tribe-events-calendar-list__event-venue`, `field--name-field-datum` and `vst__ort` alike. What
stands in the element is not looked at.
"""

import re
from functools import lru_cache

from parsers.page.facts import Label

_WORDS: dict[Label, str] = {
    Label.DATE: "date datum termin datetime when wann dates daterange zeitraum eventdate eventdatum"
    " veranstaltungsdatum veranstaltungstermin termindatum daytime",
    Label.START: "dtstart startdate startdatum startdatetime datestart datumstart anfangsdatum"
    " beginndatum startdt",
    Label.END: "dtend enddate enddatum enddatetime dateend datumende datumend enddt",
    Label.TIME: "time uhrzeit zeit zeiten starttime startzeit times anfangszeit eventtime",
    Label.PLACE: "ort city stadt locality town addresslocality eventort",
    Label.VENUE: "location venue veranstaltungsort tagungsort where place eventlocation"
    " spielort lokation kursort seminarort lieu",
    Label.ADDRESS: "address adresse anschrift street strasse streetaddress zip plz postalcode"
    " postleitzahl postcode zipcode",
    Label.ORGANIZER: "organizer organiser organisator veranstalter organisation host ausrichter"
    " gastgeber traeger",
    Label.PRICE: "price preis cost kosten eintritt gebuehr teilnahmegebuehr entgelt",
    Label.PUBLISHED: "datepublished pubdate published datemodified modified updated lastupdate"
    " byline",
    Label.DEADLINE: "deadline anmeldeschluss anmeldefrist registrationdeadline bewerbungsfrist"
    " einsendeschluss frist",
    Label.OTHER: "label description beschreibung program programm teaser speaker referent contact"
    " kontakt room raum abstract participants zielgruppe bodytext",
}
_BY_WORD = {word: label for label, words in _WORDS.items() for word in words.split()}
_ENDINGS: dict[Label, str] = {
    Label.START: "date-start start-date datum-start start-datum dt-start event-start datum-beginn"
    " start-datetime from-date date-from datum-von veranstaltung-beginn termin-beginn",
    Label.END: "date-end end-date datum-ende datum-end end-datum dt-end event-end end-datetime"
    " to-date date-to datum-bis veranstaltung-ende termin-ende end-time end-zeit",
    Label.TIME: "start-time start-zeit field-oeffnungszeiten",
    Label.DEADLINE: "anmelde-schluss anmelde-frist anmelde-ende registration-deadline"
    " registration-end registration-date anmeldung-bis anmeldung-datum bewerbungs-frist",
    Label.TITLE: "veranstaltungs-title veranstaltungs-titel seminar-title seminar-titel kurs-title"
    " kurs-titel seminar-name kurs-name",
    Label.VENUE: "venue-name venue-title venue-titel location-name location-title ort-name"
    " veranstaltungsort-name",
    Label.ADDRESS: "postal-code",
    Label.ORGANIZER: "organizer-name organizer-title veranstalter-name",
    Label.DATE: "tribe-schedule events-schedule event-schedule",
}
_BY_ENDING = {ending: label for label, endings in _ENDINGS.items() for ending in endings.split()}
_TRIM = frozenset(
    "value values content text item items wrapper container inner link span box tile element field"
    " cell col column details info line wert inhalt feld default desktop mobile de single".split()
)
"""Words at the end of a name that say how an element is set, not what it holds."""
_NOT_THE_EVENTS = frozenset(
    "contact kontakt office imprint impressum footer comment author speaker referent form filter"
    " search suche site page widget select input bar picker nav pagination download".split()
)
_SIGNS = frozenset("badge chip icon button btn flag tag pill".split())
_PARTS = frozenset("section group widget category archive related organizer venue".split())
_SUMMARIES = (["summary"], ["url", "summary"], ["summary", "name"], ["p-name"])
"""The name of an event in hCalendar; with other classes it is a box with a summary."""
_EVENT_WORDS = frozenset("event events termin veranstaltung".split())
_NEWS = frozenset(
    "post entry news article artikel meldung presse press blog publish published publication"
    " comment created modified updated update".split()
)
_VAGUE = (Label.OTHER, Label.DATE, Label.TIME)
"""What a more telling name beside it stands above."""
_DATES = (Label.DATE, Label.START, Label.TIME)
_FLAG = re.compile(
    r"(?:has|no|not|with|without|js|show|hide|sort|col|row|order|order-by|state|status)[-_]"
)
_PIECES = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])|\d+")
_MAY_TELL = re.compile(
    "|".join(sorted({*_BY_WORD, "start", "end", "schluss", "title", "titel", "name", "schedule",
                     "summary", "p-name", "beginn", "ende", "code"}, key=len)), re.IGNORECASE
)  # fmt: skip


@lru_cache(maxsize=8192)
def field_of(names: str) -> Label | None:
    """Return what an element with these class names and itemprops holds, or None.

    `names` is the element's class attribute and its itemprop, separated by a space.
    """
    if _MAY_TELL.search(names) is None:
        return None
    if names.split() in _SUMMARIES:
        return Label.TITLE
    found: Label | None = None
    for name in names.split():
        if name.endswith("label"):
            return Label.OTHER  # the word before a value, not the value
        label = _field(name)
        if found in _VAGUE and label is not None and label is not Label.OTHER:
            found = label
        found = found or label
    return found


def _field(name: str) -> Label | None:
    """What one name says: its last word, or the last two, decide."""
    if _FLAG.match(name) or len(name) > 120:
        return None
    words = [word for piece in _PIECES.findall(name) if (word := piece.lower()) != "display"]
    while words and (words[-1] in _TRIM or words[-1].isdigit()) and len(words) > 1:
        words.pop()
    if not words or not _NOT_THE_EVENTS.isdisjoint(words[:-1]) or not _SIGNS.isdisjoint(words):
        return None
    label = _BY_ENDING.get("-".join(words[-2:]))
    label = label or _titled(words) or _BY_WORD.get(words[-1])
    if label in _DATES and not _NEWS.isdisjoint(words) and _EVENT_WORDS.isdisjoint(words):
        return Label.PUBLISHED
    return label


def _titled(words: list[str]) -> Label | None:
    """The title of an event, not that of a page, a widget or a section of it."""
    titles = len(words) > 1 and words[-1] in ("title", "titel", "headline", "name")
    titles = titles and words[-2] not in _PARTS
    return Label.TITLE if titles and not _EVENT_WORDS.isdisjoint(words[:-1]) else None
