"""The name of an event: a quoted title, the noun phrase that names it, or the heading above it."""

import re

from model import clean_text
from parsers.sentences import MAX_SENTENCE
from parsers.vocabulary import EVENT_NOUN, event_noun

_QUOTED = re.compile(r"[„“\"»«‚]([^„“”\"»«\n]{4,160})[“”\"«»‘]")
_SITE_SUFFIX = re.compile(r"\s+[|–·»•]\s+[^|–·»•]{2,60}$|\s+[-]\s+[^-]{2,60}$")
_PREFIX = re.compile(
    r"^(?:save the date|einladung(?: zur| zum)?|ankündigung|terminhinweis|pressemitteilung"
    r"|medieninformation|presseeinladung|jetzt anmelden|veranstaltungstipp|veranstaltungshinweis"
    r"|rückblick(?: auf)?|nachbericht|abgesagt|verschoben|entfällt|ausgebucht|neuer termin|online"
    r"|absage|verlegt|termin|veranstaltung|vorankündigung|fällt aus|findet nicht statt|achtung)"
    r"(?:\s*[:!|–]\s*|\s+-\s+)"
    r"|^einladung zu[rm] (?!(?:\d+\. )?\w+en \w)",
    re.IGNORECASE,
)
_DATE = (
    r"(?:(?:am|vom|ab|zum|bis|und|von|den|dem|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|mo|di|mi|do|fr|sa|so)\.?,?\s+)*"
    r"\d{1,2}\.(?:\s*(?:[-–/&+]|und|bis)\s*\d{1,2}\.)*\s*"
    r"(?:\d{1,2}\.\s*(?:\d{4}|\d{2})?|jan\w*|feb\w*|mär\w*|apr\w*|mai|jun\w*|jul\w*|aug\w*|sep\w*"
    r"|okt\w*|nov\w*|dez\w*)\.?(?:\s*\d{4})?"
    r"(?:\s*(?:[-–]|bis(?: zum)?)\s*\d{1,2}\.\s*(?:\d{1,2}\.|[a-zäö]{3,9})\s*(?:\d{4})?)?"
)
_EDGE_DATE = re.compile(
    rf"^\s*{_DATE}\s*(?:[:,|–]\s*|(?<=[\d\s.])-\s*|-\s+|\s+)(?=\S)|[\s,:|(–-]*\b{_DATE}[)\s]*"
    r"(?:,?\s*(?:um|ab|von)?\s*\d{1,2}(?:[.:]\d{2})?\s*(?:[-–]"
    r"|bis)?\s*(?:\d{1,2}(?:[.:]\d{2})?)?\s*Uhr)?\s*$",
    re.IGNORECASE,
)
_INNER_DATE = re.compile(rf"\s+\(?{_DATE}\)?(?=\s+(?:in|im)\s)", re.IGNORECASE)
_CLOCK = re.compile(
    r"^\s*(?:\d{1,2}[.:]\d{2}|\d{1,2}(?= ?Uhr))\s*(?:[-–]"
    r"|bis)?\s*(?:\d{1,2}[.:]\d{2})?\s*(?:Uhr)?\s*[:|,–-]?\s+",
)
_ADJECTIVE_END = (
    r"(?:isch|lich|ig|al|ell|weit|deutsch|iv|sam|bar|haft|rund|grün|neu|erst|zweit|dritt|viert"
    r"|fünft|sechst|groß|klein|offen|jung|intern|extern|öffentlich|hybrid|virtuell|digital)"
)
_CAPITAL_ADJECTIVE = re.compile(rf"[A-ZÄÖÜ][\wäöüß-]*{_ADJECTIVE_END}(?:en|er|em|es|e)")
_LOWER_ADJECTIVE = re.compile(r"[a-zäöüß][a-zäöüß-]+(?:en|er|es|em|e)")
_PROPER_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß-]{2,}er")
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVX]{1,5})\.")
_NO_ADJECTIVES = frozenset(
    """
    die der das den dem des deren derer eine einer einem eines ein ihre ihrer ihrem ihren seine
    seiner seinem seinen unsere unserer unserem unseren diese dieser dieses diesem diesen welche
    jede jeder jedes jeden alle aller allen viele vieler vielen mehrere mehrerer weitere weiterer
    weiteren weiteres kommende kommenden nächste nächsten nächster diesjährige diesjährigen heutige
    letzte letzten vergangene vergangenen wurde wurden werden eine keine andere anderen über unter
    oder aber ohne gemeinsame gelungene gelungenes beide beiden zwischen jährliche jährlichen
    bisherige bisherigen eigene eigenen solche herzliche herzlichen eingeladen waren
    haben hatte hatten findet sehr
    """.split()
)
_MEETING = re.compile(
    r"\b(?:Die|Der|Das)\s+(?P<who>[A-ZÄÖÜ][\w-]+(?:\s+(?:der|des|für|und|im|von|[A-ZÄÖÜ][\w-]*)){0,10})"
    r"\s+(?:tag(?:t|te|en|ten)|trifft sich|treffen sich|trafen sich|traf sich|kommt|kommen)\b"
)
_FEMININE = re.compile(
    r"(?:konferenz|tagung|messe|veranstaltung|versammlung|sitzung|werkstatt|exkursion|schulung"
    r"|ausstellung|führung|reise|runde|woche|börse|feier|diskussion|verleihung|eröffnung|biennale"
    r"|wanderung|lesung|sprechstunde|tour|klausur|vernissage)$",
    re.IGNORECASE,
)
_NEUTER = re.compile(
    r"(?:seminar|forum|treffen|gespräch|symposium|webinar|fest|festival|café|camp|frühstück"
    r"|kolloquium|podium|training|meeting|planspiel|jubiläum|lab)$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:[ ]+(?:(?:der|des|für|zur|zum|von|zu|im|in der|und|&)[ ]+)?"
    r"(?:[A-ZÄÖÜ][\wäöüßÄÖÜ!&-]*|\d{4}(?!\d)))*"
)
_STOPS_NAME = re.compile(
    r"[ ]+(?:am|ab|vom|nach|in|im|statt|findet|fand|ein|mit|um|von|bei|auf|unter|an|zum thema|wird"
    r"|ist|war|wurde|haben|hat)\b|[,;:(]|[ ][–-][ ]|[ ](?:AM|VOM|AB)[ ]\d"
)
MAX_WORDS_BEFORE = 5
"""How many words before its noun a name may begin."""


def clean_name(raw: str) -> str:
    """Return `raw` without dates, notices ("Save the Date"), clock times and hanging marks."""
    name = clean_text(raw)
    for _ in range(3):
        before = name
        name = _PREFIX.sub("", name)
        name = _EDGE_DATE.sub("", name)
        name = _CLOCK.sub("", name)
        name = name.strip(" ,;:|–-\u00a0/·•+>")
        name = re.sub(r"\s+(?:am|ab|vom|bis|und|um|den)$", "", name)
        if name == before:
            break
    name = _INNER_DATE.sub("", name)
    if name.count("„") == 1 and not re.search("[“”]", name):
        name = name.replace("„", "")
    return name


def without_site(title: str, site_names: tuple[str, ...]) -> str:
    """Return a page title without the site's name behind a dash or bar."""
    for name in site_names:
        for mark in (" | ", " – ", " - ", " · ", " » ", ": "):
            if name and title.endswith(mark + name):
                return title[: -len(mark + name)].strip()
    return _SITE_SUFFIX.sub("", title).strip() or title


def quoted_title(text: str) -> tuple[int, int] | None:
    """Return the span of a quoted title that follows an event noun, quotes included.

    "Fachtagung „Stadt und Land“" gives the span from the noun to the closing quote.
    """
    for quote in _QUOTED.finditer(text[:MAX_SENTENCE]):
        before = text[max(0, quote.start() - 90) : quote.start()]
        noun = None
        for hit in EVENT_NOUN.finditer(before):
            if hit[0][:1].isupper():
                noun = hit
        if noun is not None:
            gap = before[noun.end() :]
            if len(gap.split()) <= 8 and not re.search(r"[.!?;]", gap):
                start = quote.start() - len(before) + noun.start()
                named = event_noun(noun[0]) is not None and len(gap.strip()) <= 2
                return (start, quote.end()) if named else quote.span()
    return None


def any_quoted(text: str) -> tuple[int, int] | None:
    """Return the span of the first quoted run that could be a title (words or a noun)."""
    for quote in _QUOTED.finditer(text):
        if event_noun(quote[1]) or len(quote[1].split()) >= 3:
            return quote.span(1)
    return None


def subject_name(text: str) -> tuple[int, int] | None:
    """Return the span of who meets ("Die Koordinierungsgruppe der LAG tagt"), or None."""
    hit = _MEETING.search(text[:MAX_SENTENCE])
    return hit.span("who") if hit else None


def noun_phrase(text: str) -> tuple[int, int, str] | None:
    """Return span and wording of the noun phrase that names an event in `text`.

    The wording stands in the nominative: "zur Regionalpolitischen Jahrestagung nach Halle" gives
    "Regionalpolitische Jahrestagung". None where only a general word ("Veranstaltung") is found.
    """
    text = text[:MAX_SENTENCE]
    best: tuple[int, int, str] | None = None
    heaviest, offset = 0.0, 0
    while (noun := event_noun(text[offset:])) is not None:
        start, end = offset + noun.start(), offset + noun.end()
        begin, words = _words_before(text, start)
        tail = _name_tail(text, end)
        wording = clean_text(_nominative(words, noun[0]) + noun[0] + text[end : end + tail])
        named = noun[0][:1].isupper() and (len(wording.split()) > 1 or len(noun[0]) > 9)
        weight = _weight(text[:begin], wording)
        if named and weight > heaviest:
            best, heaviest = (begin, end + tail, wording), weight
        offset = end
    return best


def _weight(before: str, wording: str) -> float:
    """How likely a phrase is the name that its sentence is about."""
    invited = re.search(
        r"\b(?:zur|zum|zu (?:ihrer|seiner|unserer|einer|einem)|die|das|der)\s+$", before, re.I
    )
    ordinal = re.match(r"\d{1,3}\. ", wording)
    return min(len(wording.split()), 4) + (2 if invited else 0) + (3 if ordinal else 0)


def _words_before(text: str, start: int) -> tuple[int, list[str]]:
    """The ordinal, adjectives and first parts of a name that stand before its noun at `start`."""
    words: list[str] = []
    begin = start
    line = text.rfind("\n", 0, start) + 1
    for hit in reversed(list(re.finditer(r"\S+", text[line:start]))[-MAX_WORDS_BEFORE:]):
        word = hit[0]
        if not text[line + hit.end() : begin].isspace() or not _belongs(word, words):
            break
        words.insert(0, word)
        begin = line + hit.start()
        if _ORDINAL.fullmatch(word):
            break
    return begin, words


def _belongs(word: str, behind: list[str]) -> bool:
    """Whether `word` is part of the name that goes on with the words `behind`."""
    if word.lower() in _NO_ADJECTIVES:
        return False
    if _ORDINAL.fullmatch(word) or _CAPITAL_ADJECTIVE.fullmatch(word):
        return True
    if _PROPER_ADJECTIVE.fullmatch(word):
        return True
    return bool(_LOWER_ADJECTIVE.fullmatch(word)) and not behind[1:]


def _name_tail(text: str, end: int) -> int:
    """The length of what belongs to the name behind its noun: "Nordwest 2022", "der Länder"."""
    rest = text[end : end + 120].split("\n")[0]
    open_run = _OPEN.match(rest)
    length = open_run.end() if open_run else 0
    quote = re.match(r"\s*[„“\"»]([^„“”\"»«\n]{4,120})[“”\"«]", rest[length:])
    if quote:
        return length + quote.end()
    stop = _STOPS_NAME.search(rest[:length])
    run = rest[: stop.start()] if stop else rest[:length]
    return len(run.rstrip())


def _nominative(words: list[str], noun: str) -> str:
    """The adjectives of `words` as they stand without an article: "-en" to "-e", "-er" or "-es"."""
    ending = "e" if _FEMININE.search(noun) else "es" if _NEUTER.search(noun) else "er"
    if _PLURAL.search(noun):
        ending = "e"
    result = []
    for word in words:
        lower = _LOWER_ADJECTIVE.fullmatch(word)
        if lower or (_CAPITAL_ADJECTIVE.fullmatch(word) and not _ORDINAL.fullmatch(word)):
            word = re.sub(r"(?:en|er|em|es|e)$", "", word) + ending
        result.append(word)
    if result and result[0][:1].islower():
        result[0] = result[0][0].upper() + result[0][1:]
    return " ".join(result) + (" " if result else "")


_PLURAL = re.compile(
    r"(?:tage|wochen|foren|konferenzen|gespräche|seminare|workshops|dialoge|exkursionen)n?$",
    re.IGNORECASE,
)
