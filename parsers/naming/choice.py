"""Which of the wordings around a date is the name of its event, for a human editor to read."""

import re

from model import Evidence, clean_text
from parsers.candidate import Found
from parsers.days.dated import Dated
from parsers.event_words import event_noun, is_plain_noun
from parsers.naming.headline import headline_evidence
from parsers.naming.phrases import (
    Phrase,
    any_quoted,
    meeting_of,
    noun_phrase,
    quoted_event,
    quoted_title,
    single_noun,
    topic,
)
from parsers.naming.wording import VERB, found_name, heading_name, name_from_address, name_in
from parsers.page.document import Document, Role
from parsers.prose.beside import (
    DAY,
    announced_above,
    dates_title,
    is_date_line,
    lead_in,
    line_above,
    line_of,
    opens_line,
    sentences_beside,
)
from parsers.prose.signs import event_address
from parsers.sentences import sentences

_NEXT = re.compile(r"\b(?:nächste|kommende|folgende|weitere|darauffolgende)[nrsm]?\s+$", re.I)
_NEXT_NOUN = re.compile(r"\b[Nn]ächste[nrsm]?\s+((?:\w+e[nrs]?\s+)?[A-ZÄÖÜ][\w-]+)")
_ENTRY = re.compile(r"(?:,? (?:um |ab |von )?[\d.:–-]+(?: bis [\d.:]+)? Uhr)?:\s+(\S[^\n]{3,118})")
_FAIR = re.compile(r"\b(?:[Aa]uf|[Zz]u|[Bb]ei) de[rm] ((?:[A-ZÄÖÜ]{3,}[A-ZÄÖÜ0-9-]*(?: |\b)){1,3})")
_NUMBERED = re.compile(
    r"^(?:erste|zweite|dritte|vierte|fünfte|letzte|öffentliche|offene|digitale|virtuelle|gemeinsame)"
    r"[rsn]?\s+",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\bTelefon|\bTel\b|Sprech(?:stunde|zeit)|@|\bFax\b|Öffnungszeit")
MENTIONS = 8
"""How many places of a page are looked at for a fuller wording of a name."""


def name_of(
    document: Document, item: Dated, headline: str, part: tuple[int, int] | None = None
) -> Found[str] | None:
    """Return the best wording near `item`: sentence, heading, headline, neighbours, address."""
    start, end = item.sentence
    sentence = document.text[start:end]
    if document.blocks[item.block].role is Role.HEADING:
        own = heading_name(sentence, start, "name.heading")
        if own is not None and (event_noun(own.value) or not headline):
            return own
    own = name_in(document.text[slice(*part)], part[0]) if part else None
    own = own or name_in(sentence, start) or _invited_to(document, part or item.sentence)
    own = own or _next_one(sentence, start) or _entry(document, item)
    titles = _titles(document, item, headline)
    if (
        titles
        and (own is None or "quoted" not in own.evidence.rule)
        and dates_title(document, item)
    ):
        return titles[0]
    speaking = [title for title in titles if event_noun(title.value) or _titled(title.value)]
    if own is None:
        own = _heading_below(document, item, titles)
    lead = announced_above(document, item)
    if own is None and lead is not None:
        own = name_in(document.text[slice(*lead)], lead[0])
    if own is None and not speaking:
        own = _near(document, item, sentence) or _of_kind(document, sentence, start)
    general = own is not None and own.evidence.rule == "name.noun_phrase"
    general = general and own is not None and event_noun(own.value) is None
    if own is not None and general and speaking and not _another(sentence, own, start):
        return speaking[0]
    if own is not None and (not _poor(own) or _another(sentence, own, start)):
        return own if _another(sentence, own, start) else _fuller(own, speaking)
    if own is not None:
        return _of_single(document, own, titles, speaking)
    if speaking:
        fuller = _mentioned(document, speaking[0]) if _poor(speaking[0]) else None
        return fuller or speaking[0]
    return _last_resort(document, sentence, start, titles)


def _titled(name: str) -> bool:
    """Whether a heading holds a title in quotation marks; what follows a colon is speech."""
    return "“" in name and ": „" not in name


def _invited_to(document: Document, part: tuple[int, int]) -> Found[str] | None:
    """The quoted title alone that a sentence invites to: "zum „Meet & Eat“"."""
    text = document.text[slice(*part)]
    quoted = quoted_event(text)
    return found_name(text, part[0], quoted, "name.quoted", 0.85) if quoted else None


def _of_kind(document: Document, sentence: str, start: int) -> Found[str] | None:
    """The fuller wording, elsewhere on the page, of the noun that a sentence only calls it by."""
    noun = single_noun(sentence)
    if noun is None or noun_phrase(sentence, in_passing=True) is not None:
        return None
    return _mentioned(document, found_name(sentence, start, noun, "name.noun", 0.6))


def _titles(document: Document, item: Dated, headline: str) -> list[Found[str]]:
    """The names that the heading above and the page's headline give, in this order."""
    found = []
    heading = document.blocks[item.heading] if item.heading is not None else None
    for start, end in _title_spans(document, item):
        text = document.text[start:end].rstrip(" .:!")
        above = heading_name(text, start, "name.heading")
        if above is not None:
            found.append(above)
    if headline and (heading is None or clean_text(heading.text) != headline):
        named = heading_name(headline, 0, "name.headline")
        if named is not None:
            confidence = 0.8 if event_noun(headline) else 0.7
            evidence = headline_evidence(document, headline, confidence)
            found.append(Found(value=named.value, evidence=evidence))
    return found


def _title_spans(document: Document, item: Dated) -> list[tuple[int, int]]:
    """Where a title of the date's own may stand: its lead-in, the line above, the heading."""
    spans = [lead_in(document, item)]
    above = line_above(document, item)
    if above is not None and item.heading not in (None, above) and _kind(document, above):
        above = None  # "Öffentliche Tagung" below the heading that is its title
    for number in (above, item.heading):
        block = document.blocks[number] if number is not None else None
        spans.append((block.start, block.end) if block is not None else None)
    return [span for span in spans if span is not None]


def _kind(document: Document, number: int) -> bool:
    """Whether a line says nothing but what kind of event it is."""
    words = _NUMBERED.sub("", document.blocks[number].text.strip()).split()
    return len(words) == 1 and is_plain_noun(words[0])


def _poor(name: Found[str]) -> bool:
    """Whether a name only says what kind of event it is, as many events do: "Erste Sitzung"."""
    words = _NUMBERED.sub("", name.value).split()
    return len(words) == 1 and name.evidence.rule != "name.quoted"


def _entry(document: Document, item: Dated) -> Found[str] | None:
    """The rest of a line that begins with its day: "5. März 2026: Leerstand – was tun?"."""
    if not opens_line(document, item):
        return None
    hit = _ENTRY.match(document.text, item.end, line_of(document, item)[1])
    if hit is None or re.search(r"\.\s|\.$", hit[1]):
        return None
    return heading_name(hit[1], hit.start(1), "name.entry")


def _next_one(sentence: str, start: int) -> Found[str] | None:
    """The noun of a next event, however plain: "Der nächste Workshop findet ... statt"."""
    hit = _NEXT_NOUN.search(sentence)
    noun = single_noun(hit[1]) if hit else None
    if hit is None or noun is None:
        return None
    return found_name(hit[1], start + hit.start(1), noun, "name.noun", 0.6)


def _another(sentence: str, own: Found[str], start: int) -> bool:
    """Whether the sentence tells of a next event, which the page's headings do not name."""
    return _NEXT.search(sentence, 0, max(0, own.evidence.start - start)) is not None


def _fuller(own: Found[str], titles: list[Found[str]]) -> Found[str]:
    """The sentence's own name, or a title of the same kind of event, where that says no less."""
    if own.evidence.rule == "name.quoted":
        return own
    for title in titles:
        if _same_kind(own.value, title.value) and _worth(title) >= _worth(own):
            return title
    return own


def _worth(name: Found[str]) -> int:
    """How much a name says: words up to two, an ordinal, a title in quotation marks."""
    quoted = 4 if re.search('[„“»"]', name.value) else 0
    ordinal = 2 if re.match(r"\d+\. ", name.value) else 0
    phrase = noun_phrase(name.value) or single_noun(name.value)
    titled = phrase is None or name.value[phrase.end : phrase.end + 1] == ":"
    wording = name.value if titled or phrase is None else phrase.wording
    noun = event_noun(wording)
    modified = 1 if noun is not None and noun.start() > 0 else 0
    return min(len(wording.split()), 2) + modified + quoted + ordinal


def _of_single(
    document: Document, own: Found[str], titles: list[Found[str]], speaking: list[Found[str]]
) -> Found[str]:
    """The fullest wording of an event that its sentence calls only "Regionalkonferenz"."""
    alike = [title for title in speaking if _same_kind(own.value, title.value)]
    if alike:
        return alike[0]
    noun = _NUMBERED.sub("", own.value)
    if titles and (event_address(document.url) or is_plain_noun(noun) or noun != own.value):
        return speaking[0] if speaking else _unsure(titles[0])
    return _mentioned(document, own) or own


def _unsure(title: Found[str]) -> Found[str]:
    """A heading without a word for an event: it may name anything."""
    return Found(value=title.value, evidence=_lowered(title.evidence, 0.75))


def _mentioned(document: Document, own: Found[str]) -> Found[str] | None:
    """A fuller wording with the same noun elsewhere on the page."""
    at, noun = -1, own.value.lower()
    low = document.text[:20_000].lower()
    for _ in range(MENTIONS):
        at = low.find(noun, at + 1)
        if at < 0:
            return None
        line = document.text.rfind("\n", 0, at) + 1
        until = document.text.find("\n", at)
        text = document.text[max(line, at - 150) : until if until >= 0 else at + 300][:500]
        found = name_in(text, max(line, at - 150))
        if found is not None and noun in found.value.lower() and not _poor(found):
            return found
    return None


def _heading_below(document: Document, item: Dated, titles: list[Found[str]]) -> Found[str] | None:
    """The heading right below a line that holds only the date."""
    if item.block + 1 >= len(document.blocks) or not is_date_line(document, item):
        return None
    below = document.blocks[item.block + 1]
    if below.role is not Role.HEADING or any(event_noun(title.value) for title in titles):
        return None
    return heading_name(below.text, below.start, "name.heading")


def _near(document: Document, item: Dated, sentence: str) -> Found[str] | None:
    """The name that the sentences beside give, where the date's own has none."""
    if document.blocks[item.block].role is Role.HEADING:
        return None
    before, after = sentences_beside(document, item)
    beside = [before, after]
    if before[0] == before[1] and item.block and not event_noun(sentence):
        above = document.blocks[item.block - 1]
        if above.role is not Role.HEADING and not _CONTACT.search(above.text):
            beside += [
                (above.start + a, above.start + b) for a, b in sentences(above.text)[-2:][::-1]
            ]
    found: Found[str] | None = None
    for start, end in beside:
        if DAY.search(document.text, start, end):
            continue  # it tells of another day
        near = name_in(document.text[start:end], start)
        if near is not None and not (_poor(near) and is_plain_noun(near.value)):
            evidence = near.evidence
            found = Found(value=near.value, evidence=_lowered(evidence, 0.84))
            break
    return _with_topic(document, item, found)


def _with_topic(document: Document, item: Dated, found: Found[str] | None) -> Found[str] | None:
    """Add the title that stands behind: "Titel: „Land in Sicht“"."""
    behind = document.text[item.sentence[1] : item.sentence[1] + 260]
    title = topic(behind)
    if title is None or (found is not None and "„" in found.value):
        return found
    if found is None:
        return found_name(behind, item.sentence[1], title, "name.quoted", 0.85)
    return Found(value=f"{found.value} {title.wording}", evidence=found.evidence)


def _last_resort(
    document: Document, sentence: str, start: int, titles: list[Found[str]]
) -> Found[str] | None:
    quoted = any_quoted(sentence)
    if quoted is not None:
        return found_name(sentence, start, quoted, "name.any_quoted", 0.75)
    meeting = meeting_of(sentence)
    if meeting is not None:
        return found_name(sentence, start, meeting, "name.subject", 0.75)
    fair = _FAIR.search(sentence)
    if fair is not None:
        phrase = Phrase(fair.start(1), fair.start(1) + len(fair[1].rstrip()), fair[1].strip())
        return found_name(sentence, start, phrase, "name.fair", 0.7)
    passing = noun_phrase(sentence, in_passing=True)
    if passing is not None and not is_plain_noun(passing.wording):
        return found_name(sentence, start, passing, "name.noun_phrase", 0.75)
    titles = [title for title in titles if not re.search(r"[.!?]\s+\S|\.$", title.value)]
    for title in titles:
        if not VERB.search(title.value):
            return title
    lead = document.text[:1500]
    quoted = quoted_title(lead)
    if quoted is not None and not event_noun(sentence):
        return found_name(lead, 0, quoted, "name.quoted", 0.75)
    if titles:
        return titles[0]
    named = name_from_address(document)
    if named is not None:
        return named
    single = single_noun(sentence)
    return found_name(sentence, start, single, "name.noun", 0.5) if single else None


def _same_kind(first: str, second: str) -> bool:
    """Whether two names hold the same noun for an event, or one holds the other's end."""
    here, there = event_noun(first), event_noun(second)
    if here is None or there is None:
        return False
    return here[0].lower()[-6:] == there[0].lower()[-6:]


def _lowered(evidence: Evidence, confidence: float) -> Evidence:
    return Evidence(
        quote=evidence.quote, start=evidence.start, end=evidence.end, rule=evidence.rule,
        confidence=min(confidence, evidence.confidence),
    )  # fmt: skip
