"""Where a sentence names its event: a quoted title, a noun phrase, the body that meets."""

import re
from typing import NamedTuple

from model import clean_text
from parsers.event_words import Sort, event_noun, event_words, is_plain_noun, sort_of
from parsers.naming.declension import (
    CAPITAL_ADJECTIVE,
    LOWER_ADJECTIVE,
    ORDINAL,
    nominative,
    noun_nominative,
    singular,
)
from parsers.sentences import MAX_SENTENCE

_QUOTE = (
    r"(?:„[^„“”\n]{3,180}[“”\"]|“[^“”\n]{3,180}”|\"[^\"\n]{3,180}[\"“]|»[^»«\n]{3,180}«"
    r"|«[^»«\n]{3,180}»|‚[^‚‘\n]{3,180}‘)"
)
QUOTED = re.compile(_QUOTE)
_CALLED = re.compile(
    r"\s*,?\s*(?:(?:zum|unter dem|mit dem|über das|beim|unter)\s+(?:Thema|Titel|Motto|Schwerpunkt"
    r"|Leitthema)|mit Titel|Thema|Titel|Motto)?\s*:?\s*"
)
_TO_TITLE = re.compile(
    r"(?:\b(?:zu[rm]?|beim?|bei (?:der|dem|unserer|unserem)|zu (?:der|dem|unserer|unserem)"
    r"|unter dem (?:Titel|Motto|Namen)|(?:mit )?dem (?:Titel|Motto)|heißt es(?: dann)?|heißt|namens"
    r"|Vortrag(?: über)?|spricht \S+ über|über das Thema|Thema(?: ist| lautet)?|[Tt]itel|Motto"
    r"|Abend|Nachmittag|Tag)\s*:?|\bUhr,|\d{4},)\s*$"
)
_TOPIC = re.compile(
    r"(?:Thema|Titel|Motto|Titel der Veranstaltung|Thema der \w+|Leitthema)\s*(?:ist|lautet|war"
    rf"|lautete)?\s*:?\s*({_QUOTE})"
)
_PROPER_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß-]{2,}er")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9/&-]{1,15}")
_ENGLISH = re.compile(
    r"(?:conference|summit|convention|meetup|contest|day|night|forum|camp)s?$", re.I
)
_NO_ADJECTIVES = frozenset(
    """
    unser unserm euer eure eurer eurem euren ihr sein nächstes nächstem kommendes kommender
    kommendem diesjähriges diesjähriger gehostete gehostetes gemeinsames
    die der das den dem des deren derer eine einer einem eines ein ihre ihrer ihrem ihren seine
    seiner seinem seinen unsere unserer unserem unseren diese dieser dieses diesem diesen welche
    jede jeder jedes jeden alle aller allen viele vieler vielen mehrere mehrerer mehreren weitere
    weiterer weiteren weiteres kommende kommenden nächste nächsten nächster diesjährige
    diesjährigen heutige heutigen gestrigen morgigen
    letzte letzten vergangene vergangenen wurde wurden werden eine keine andere anderen über unter
    oder aber ohne gemeinsame gemeinsamen gelungene gelungenes gelungenen
    gelungener erfolgreicher spannender beide beiden zwischen
    jährliche jährlichen erfolgreiche erfolgreichen spannende spannenden interessante interessanten
    bisherige bisherigen eigene eigenen solche herzliche herzlichen eingeladen waren zahlreiche
    zahlreichen aktuelle aktuellen geplante geplanten zurückliegenden anschließende anschließenden
    folgende folgenden kostenlose kostenlosen kostenfreie kostenfreien eintägige eintägigen
    zweitägige zweitägigen dreitägige dreitägigen ganztägige ganztägigen halbtägigen
    haben hatte hatten findet sehr echte echten große großen kleine kleinen richtige unseres ihres
    seines grenzüberschreitenden mitwirkende neue neuen neuer neues getragene getragenen
    veranstaltete veranstalteten organisierte organisierten ausgerichtete ausgerichteten
    durchgeführte durchgeführten initiierte initiierten stattfindende stattfindenden
    besuchte besuchten angekündigte angekündigten
    """.split()
)
_MEETING = re.compile(
    r"\b(?P<article>Die|Der|Das)\s+(?P<who>(?:[A-ZÄÖÜ][a-zäöüß]+e\s+)?[A-ZÄÖÜ][\w-]+"
    r"(?:\s+(?:der|des|für|und|im|von|[A-ZÄÖÜ][\w-]*)){0,10})"
    r"\s+(?:tag(?:t|te|en|ten)|trifft sich|treffen sich|trafen sich|traf sich|kommt|kommen)\b"
)
_OPEN = re.compile(
    r"(?:[ ]+(?:(?:der|des|für|zur|zum|von|zu|im|in der|und|&)[ ]+(?:[a-zäöüß-]+en[ ]+)?)?"
    r"(?:[A-ZÄÖÜ][\wäöüßÄÖÜ!&-]*|\d{4}(?!\d)))*"
)
_STOPS_NAME = re.compile(
    r"[ ]+(?:am|ab|vom|nach|in|im|statt|findet|fand|ein|mit|um|von|bei|auf|unter|an|zum Thema|wird"
    r"|ist|war|wurde|haben|hat|zum (?:\d|Auftakt|Abschluss)|und der|und die|und das)\b"
    r"|[,;:(]|[ ][–-][ ]|[ ](?:AM|VOM|AB)[ ]\d"
    r"|[ ](?:am|vom|Am|zum) \d|[ ](?:Uhr|Anmeldung|Ort|Sie|Wir|Am|Im|Der|Die|Das)\b"
)
_TOPIC_TAIL = re.compile(
    r"[ ]über (?:(?!in |im |am |um |ein |statt )[a-zäöüß-]+ ){0,3}[A-ZÄÖÜ][\wäöüß-]+"
    r"(?: (?:der|des|und|im) [A-ZÄÖÜ][\wäöüß-]+)?"
)
_SHORT_FORM = re.compile(r"[ ]\([A-ZÄÖÜ][\wÄÖÜäöü.&-]{1,14}(?: e\. ?V\.)?\)(?:[ ]\d{4}\b)?")
_SEVERAL = re.compile(
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|weitere|folgende|beiden)\s+$", re.I
)
_NO_TITLE_BEFORE = re.compile(
    r"(?:Netzwerk\w*|Projekt\w*|Verein\w*|Initiative|Programm\w*|Bündnis\w*|Förderprogramm\w*"
    r"|Plattform|Stiftung|Arbeitsgruppe|AG|Zeitung|Magazin|Band|Album|Buch\w*|Film\w*|Studie"
    r"|Broschüre|\bin (?:der|dem|den)|\bim|\bauf (?:der|dem))\s*$"
)
_NAMELESS = re.compile(r"(?:veranstaltung|event|reihe|kurs|abend|runde|austausch)", re.IGNORECASE)
_COUNTED = (
    r"\s+(?:(?:eine[mnrs]?|de[mr]|zwei|drei|vier|fünf|sechs|mehreren|verschiedenen|zahlreichen"
    r"|anschließende[mnr]|parallelen|thematischen)\s+)*$"
)
_IN_PASSING = re.compile(
    r"\b(?:im rahmen|während|am rande|anlässlich)\s+"
    r"(?:eine[rs]|de[rs]|von|unserer|seiner|ihrer)\s+$"
    r"|\b(?:mit|inklusive|samt|anschließend|in)" + _COUNTED,
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:nach|vor|seit)" + _COUNTED, re.IGNORECASE)
_INVITED = re.compile(
    r"\b(?:zur|zum|zu (?:ihrer|seiner|unserer|einer|einem|ihrem|seinem|unserem)|die|das|der|beim?)"
    r"\s+$",
    re.IGNORECASE,
)
MAX_WORDS_BEFORE = 5
"""How many words before its noun a name may begin."""


class Phrase(NamedTuple):
    """The span of a name in a text and its wording as a title."""

    start: int
    end: int
    wording: str


def quoted_title(text: str) -> Phrase | None:
    """Return the quoted title that follows an event noun or holds one itself, with its noun.

    "Zur Fachtagung „Stadt und Land“" gives "Fachtagung „Stadt und Land“".
    """
    text = text[:MAX_SENTENCE]
    quotes = [hit.span() for hit in QUOTED.finditer(text)]
    if not quotes:
        return None
    for start, noun in _nouns(text):
        if any(a <= start < b for a, b in quotes):
            continue
        phrase = _phrase(text, start, noun)
        quote = next((span for span in quotes if span[0] >= phrase.end), None)
        if quote is not None and _CALLED.fullmatch(text, phrase.end, quote[0]):
            title = text[slice(*quote)]
            return Phrase(phrase.start, quote[1], f"{phrase.wording} {title}")
    for a, b in quotes:
        before = text[max(0, a - 90) : a]
        inner = text[a + 1 : b - 1]
        if _NO_TITLE_BEFORE.search(before):
            continue
        if event_noun(inner) or (_near_noun(before) and len(inner.split()) > 2):
            return Phrase(a + 1, b - 1, clean_text(inner))
    return None


def topic(text: str) -> Phrase | None:
    """Return the title that a sentence gives by itself: "Titel: „Land in Sicht“"."""
    hit = _TOPIC.search(text[:MAX_SENTENCE])
    return Phrase(hit.start(1), hit.end(1), hit[1]) if hit else None


def quoted_event(text: str) -> Phrase | None:
    """Return the quoted title that a sentence invites to: "zum „Meet & Eat“", "unter dem Titel"."""
    for quote in QUOTED.finditer(text[:MAX_SENTENCE]):
        before = text[max(0, quote.start() - 40) : quote.start()]
        inner = quote[0][1:-1]
        if not _TO_TITLE.search(before) or _NO_TITLE_BEFORE.search(before):
            continue
        if len(inner) > 4 and any(char.isupper() for char in inner):
            return Phrase(quote.start() + 1, quote.end() - 1, clean_text(inner))
    return None


def any_quoted(text: str) -> Phrase | None:
    """Return the first quoted run that could be a title (words or a noun)."""
    for quote in QUOTED.finditer(text[:MAX_SENTENCE]):
        if _NO_TITLE_BEFORE.search(text[max(0, quote.start() - 30) : quote.start()]):
            continue
        inner = quote[0][1:-1]
        if event_noun(inner) or len(inner.split()) >= 3:
            return Phrase(quote.start() + 1, quote.end() - 1, clean_text(inner))
    return None


def meeting_of(text: str) -> Phrase | None:
    """Return who meets in the words of a title ("Sitzung der Koordinierungsgruppe der LAG")."""
    hit = _MEETING.search(text[:MAX_SENTENCE])
    if hit is None:
        return None
    who = hit["who"]
    if hit["article"] == "Die" and not re.search(r"(?:er|innen|schaften|ungen)\b", who.split()[0]):
        first, _, rest = who.partition(" ")
        if CAPITAL_ADJECTIVE.fullmatch(first) and first.endswith("e"):
            who = f"{first}n {rest}"
        return Phrase(*hit.span("who"), f"Sitzung der {who}")
    return Phrase(*hit.span("who"), who)


def noun_phrase(text: str, *, in_passing: bool = False) -> Phrase | None:
    """Return the noun phrase that names an event in `text`, in the nominative.

    "zur Regionalpolitischen Jahrestagung nach Halle" gives "Regionalpolitische Jahrestagung".
    None where only a general word ("Veranstaltung") is found, or one that is only a part or the
    frame of what the sentence tells ("mit einem Fachgespräch"), unless `in_passing` allows that.
    """
    text = text[:MAX_SENTENCE]
    best: Phrase | None = None
    heaviest = 0.0
    for start, noun in _nouns(text):
        phrase = _phrase(text, start, noun)
        general = sort_of(noun) is Sort.GENERAL and " " not in noun
        if general and (" " not in phrase.wording or _NAMELESS.match(noun)):
            continue
        around = (max(0, phrase.start - 40), phrase.start)
        if _EARLIER.search(text, *around):
            continue
        if not in_passing and _IN_PASSING.search(text, *around):
            continue
        named = len(phrase.wording.split()) > 1 or not is_plain_noun(noun)
        weight = _weight(text[: phrase.start], phrase.wording, noun)
        if named and weight > heaviest:
            best, heaviest = phrase, weight
    return best


def single_noun(text: str) -> Phrase | None:
    """Return the most telling event noun alone: "Tagung" before "Veranstaltung"."""
    hit = event_noun(text) or next(event_words(text), None)
    return Phrase(hit.start(), hit.end(), _noun_of(text, hit.start(), hit[0])) if hit else None


def _nouns(text: str) -> list[tuple[int, str]]:
    return [(hit.start(), hit[0]) for hit in event_words(text) if any(c.isupper() for c in hit[0])]


def _near_noun(before: str) -> bool:
    """Whether an event noun stands at most eight words before, in the same clause."""
    nouns = list(event_words(before))
    if not nouns:
        return False
    gap = before[nouns[-1].end() :]
    return len(gap.split()) <= 8 and not re.search(r"[.!?;]", gap)


def _phrase(text: str, start: int, noun: str) -> Phrase:
    """The phrase around the noun at `start`."""
    end = start + len(noun)
    begin, words = _words_before(text, start, noun)
    tail = _name_tail(text, end)
    name = _noun_of(text, begin, noun)
    name = name.capitalize() if name.isupper() and len(name) > 7 else name
    wording = clean_text(nominative(words, name) + name + text[end : end + tail])
    return Phrase(begin, end + tail, wording)


def _noun_of(text: str, begin: int, noun: str) -> str:
    """The noun as a title has it: in the nominative, one where several are announced at once."""
    before = text[max(0, begin - 20) : begin]
    article = before.split()[-1] if before.split() else ""
    if _SEVERAL.search(before):
        return singular(noun)
    if noun.startswith(("Tages ", "Tags ")):
        return "Tag" + noun[noun.index(" ") :]
    return noun_nominative(noun, article)


def _weight(before: str, wording: str, noun: str) -> float:
    """How likely a phrase is the name that its sentence is about."""
    several = noun.lower().endswith(
        ("vorträgen", "vorträge", "workshops", "diskussionen", "touren")
    )
    return (
        min(len(wording.split()), 4)
        + (2 if _INVITED.search(before[-30:]) else 0)
        + (3 if re.match(r"\d{1,3}\. ", wording) else 0)
        - (2 if several else 0)
        - (1 if sort_of(noun) is Sort.GENERAL else 0)
    )


def _words_before(text: str, start: int, noun: str) -> tuple[int, list[str]]:
    """The ordinal, adjectives and first parts of a name that stand before its noun at `start`."""
    words: list[str] = []
    begin = start
    line = max(text.rfind("\n", 0, start) + 1, start - 120)
    for hit in reversed(list(re.finditer(r"\S+", text[line:start]))[-MAX_WORDS_BEFORE:]):
        word = hit[0]
        if not text[line + hit.end() : begin].isspace() or not _belongs(word, words, noun):
            break
        words.insert(0, word)
        begin = line + hit.start()
        if ORDINAL.fullmatch(word):
            break
    return begin, words


def _belongs(word: str, behind: list[str], noun: str) -> bool:
    """Whether `word` is part of the name that goes on with the words `behind`."""
    if word.lower() in _NO_ADJECTIVES:
        return False
    if ORDINAL.fullmatch(word) or CAPITAL_ADJECTIVE.fullmatch(word):
        return True
    if _PROPER_ADJECTIVE.fullmatch(word) or _ACRONYM.fullmatch(word):
        return True
    if _ENGLISH.search(noun) and re.fullmatch(r"[A-Z][\w-]+", word):
        return True
    return bool(LOWER_ADJECTIVE.fullmatch(word)) and not behind[1:]


def _name_tail(text: str, end: int) -> int:
    """The length of what belongs to the name behind its noun: "Nordwest 2022", "der Länder"."""
    rest = text[end : end + 120].split("\n")[0]
    open_run = _OPEN.match(rest)
    length = open_run.end() if open_run else 0
    stop = _STOPS_NAME.search(rest[: length + 1])
    run = rest[: stop.start()] if stop and stop.start() <= length else rest[:length]
    length = len(run.rstrip())
    topic_or_goal = _TOPIC_TAIL.match(rest, length)
    if topic_or_goal is not None:
        return topic_or_goal.end()
    short = _SHORT_FORM.match(rest, length) if length else None
    return short.end() if short else length
