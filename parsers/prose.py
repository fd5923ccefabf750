"""Events in running text: the days that a sentence tells of, each with a name."""

import re
from collections import defaultdict
from datetime import date, datetime

from model import Evidence, clean_text
from parsers.candidate import Candidate, Found, Layer
from parsers.dated import Dated
from parsers.dates import DateKind, Tense
from parsers.document import Document, Role
from parsers.headline import headline_evidence, is_kicker
from parsers.judge import ENOUGH, Verdict, event_address, is_date_line, judge
from parsers.names import any_quoted, clean_name, noun_phrase, quoted_title, subject_name
from parsers.timing import clock_only, coarse_of, usable, when_of, with_end, with_times
from parsers.vocabulary import EVENT_NOUN, NEVER_AN_EVENT, NOT_AN_EVENT, RELATED_HEADING, event_noun

_ENDS = re.compile(r"\b(?:endet|enden|schließt|Ende(?: ist)?|bis)\b[^.;]{0,25}$")
_GOES_ON = re.compile(
    r"\b(?:geht es (?:\S+ ){0,8}weiter|setzen wir (?:\S+ ){0,8}fort|zweite[rn] Tag"
    r"|wird fortgesetzt)",
    re.IGNORECASE,
)
_VERB_BEHIND = re.compile(r"\s+[a-zäöüß]+(?:t|en|te|ten)?\b")


def prose_candidates(
    document: Document,
    items: list[Dated],
    headline: str,
    closed: frozenset[int],
    published: date | None,
) -> list[Candidate]:
    """Return the events that the dates of running text stand for.

    In `closed` blocks, the entries of lists, only dates inside sentences count. A line that holds
    nothing but the day on which the page was `published` is no event.
    """
    by_block: dict[int, list[Dated]] = defaultdict(list)
    for item in items:
        by_block[item.block].append(item)
    candidates = []
    for item in items:
        if not usable(item.reading) or _under_related_heading(document, item):
            continue
        verdict = judge(item, document, headline)
        if verdict.weight < ENOUGH or (item.block in closed and _bare(item)):
            continue
        if _bare(item) and _is_day(item, published) and not event_address(document.url):
            continue
        near = [*by_block[item.block], *by_block.get(item.block + 1, ())]
        candidate = _candidate(document, item, verdict, headline, near)
        if candidate is not None:
            candidates.append(candidate)
    return candidates


def _is_day(item: Dated, day: date | None) -> bool:
    reading = item.reading
    return (
        day is not None
        and reading.end is None
        and reading.start is not None
        and (reading.start.day_value == day)
    )


def date_evidence(item: Dated, rule: str, confidence: float) -> Evidence:
    """Evidence that quotes a date."""
    return Evidence(
        quote=item.reading.quote, start=item.start, end=item.end, rule=rule, confidence=confidence
    )


def name_in(text: str, offset: int) -> Found[str] | None:
    """Return the name of an event that a sentence itself gives: a quoted title or noun phrase."""
    quoted = quoted_title(text)
    if quoted is not None:
        return _found(text[quoted[0] : quoted[1]], offset + quoted[0], "name.quoted", 0.93)
    phrase = noun_phrase(text)
    if phrase is not None and len(phrase[2].split()) > 1:
        return _found(
            phrase[2], offset + phrase[0], "name.noun_phrase", 0.85, text[phrase[0] : phrase[1]]
        )
    return None


def heading_name(text: str, offset: int, rule: str) -> Found[str] | None:
    """Return the name that a heading gives, cut where the heading goes on as a sentence.

    None for headings that name only a part of a page ("Programm", "Dienstag, 25. März 2025").
    """
    if is_kicker(text):
        return None
    quoted = quoted_title(text)
    if quoted is not None:
        return _found(text[quoted[0] : quoted[1]], offset + quoted[0], rule + ".quoted", 0.92)
    phrase = noun_phrase(text)
    if phrase is not None and _VERB_BEHIND.match(text[phrase[1] :]):
        before = text[: phrase[0]].rstrip()
        if not before or before.endswith(":"):
            quote = text[phrase[0] : phrase[1]]
            return _found(phrase[2], offset + phrase[0], rule + ".noun_phrase", 0.9, quote)
    name = clean_name(text)
    return _found(name, offset, rule, 0.88, text) if _speaks(name) else None


def _speaks(name: str) -> bool:
    return sum(char.isalpha() for char in name) > 3 and not is_kicker(name)


def _candidate(
    document: Document, item: Dated, verdict: Verdict, headline: str, near: list[Dated]
) -> Candidate | None:
    when = when_of(item.reading)
    if when is None or any(_closes(document, other, item) for other in near):
        return None
    for other in near:
        closing = when_of(other.reading) if _closes(document, item, other) else None
        if closing is not None:
            _, clock = clock_only(o.reading for o in _beside(other, near))
            when = with_end(when, closing, clock)
    when = with_times(when, *clock_only(other.reading for other in _beside(item, near)))
    start, end = item.sentence
    certainty = min(0.95, 0.55 + 0.35 * verdict.weight)
    candidate = Candidate(
        layer=Layer.PROSE,
        when=Found(value=when, evidence=date_evidence(item, "prose.date", certainty)),
        start=start,
        end=end,
        is_report=verdict.is_report,
        certainty=certainty,
        reasons=list(verdict.reasons),
        recurrence=item.reading.recurrence,
    )
    candidate.invites = item.reading.tense is Tense.COMING
    candidate.bare = is_date_line(document, item)
    candidate.previous_start = previous_of(item)
    candidate.disputed = "weekday_mismatch" in item.reading.warnings
    candidate.name = _name(document, item, headline)
    candidate.url = _teased(document, item)
    return candidate


def previous_of(item: Dated) -> Found[date | datetime] | None:
    """The day that a moved event was planned for: "vom 3. April auf den 5. Mai verschoben"."""
    previous = item.reading.previous
    day = previous.day_value if previous is not None else None
    if previous is None or day is None:
        return None
    return Found(value=previous.at() or day, evidence=date_evidence(item, "date.previous", 0.9))


def coarse_candidates(
    document: Document, items: list[Dated], today: date | None
) -> list[Candidate]:
    """Return the events to come that running text announces without a day: "im Herbst 2026".

    They need a name of their own and words of an invitation; they are never sure.
    """
    candidates = []
    for item in items:
        when = coarse_of(item.reading) if item.reading.kind is DateKind.EVENT else None
        start, end = item.sentence
        name = name_in(document.text[start:end], start)
        if when is None or name is None or item.reading.tense is not Tense.COMING:
            continue
        if (today is not None and when.over(today)) or _under_related_heading(document, item):
            continue
        if len(name.value.split()) < 2 or NOT_AN_EVENT.search(document.text[start:end]):
            continue
        evidence = date_evidence(item, "prose.coarse", 0.5)
        found = Found(value=when, evidence=evidence)
        candidates.append(
            Candidate(
                layer=Layer.PROSE,
                when=found,
                start=start,
                end=end,
                name=name,
                certainty=0.5,
                reasons=["an invitation"],
                invites=True,
            )
        )
    return candidates


def _teased(document: Document, item: Dated) -> str:
    """The page that a linked heading above the text leads to, where it is a teaser."""
    heading = document.blocks[item.heading] if item.heading is not None else None
    if heading is None or heading.level == 1 or not document.is_html:
        return ""
    return next((document.absolute(link.href) for link in heading.links if link.href), "")


def _name(document: Document, item: Dated, headline: str) -> Found[str] | None:
    start, end = item.sentence
    sentence = document.text[start:end]
    block = document.blocks[item.block]
    if block.role is Role.HEADING:
        own = heading_name(sentence, start, "name.heading")
        if own is not None:
            return own
    own = name_in(sentence, start)
    heading = document.blocks[item.heading] if item.heading is not None else None
    above = heading_name(heading.text, heading.start, "name.heading") if heading else None
    same = heading is not None and _names_it(heading.text, sentence)
    if own is not None and (own.evidence.rule == "name.quoted" or not same):
        return own
    if above is not None and heading is not None and event_noun(heading.text):
        return above
    if own is not None:
        return own
    if headline and event_noun(headline):
        return _headline(document, headline, 0.8)
    quoted = any_quoted(sentence)
    if quoted is not None:
        return _found(sentence[quoted[0] : quoted[1]], start + quoted[0], "name.any_quoted", 0.75)
    if above is not None:
        return above
    if headline:
        return _headline(document, headline, 0.7)
    subject = subject_name(sentence)
    if subject is not None:
        return _found(sentence[subject[0] : subject[1]], start + subject[0], "name.subject", 0.6)
    single = EVENT_NOUN.search(sentence)
    if single is not None and single[0][:1].isupper() and not NEVER_AN_EVENT.match(single[0]):
        return _found(single[0], start + single.start(), "name.noun", 0.5)
    return None


def _headline(document: Document, headline: str, confidence: float) -> Found[str]:
    evidence = headline_evidence(document, headline, confidence)
    return Found(value=clean_name(headline) or headline, evidence=evidence)


def _names_it(heading: str, sentence: str) -> bool:
    """Whether the heading names the same kind of event as the sentence below it."""
    here, above = event_noun(sentence), event_noun(heading)
    return here is not None and above is not None and here[0].lower()[-6:] == above[0].lower()[-6:]


def _under_related_heading(document: Document, item: Dated) -> bool:
    return item.heading is not None and bool(
        RELATED_HEADING.match(document.blocks[item.heading].text)
    )


def _closes(document: Document, item: Dated, other: Dated) -> bool:
    """Whether `other` is the end of what begins at `item`.

    "beginnt am ... und endet am ...", or in the next sentence "Am Donnerstag geht es weiter".
    """
    if other.block != item.block or other.start <= item.end or not usable(other.reading):
        return False
    between = document.text[item.end : other.start]
    if other.sentence == item.sentence:
        return _ENDS.search(between) is not None
    if len(between) > 200:
        return False
    return _GOES_ON.search(document.text[other.sentence[0] : other.sentence[1]]) is not None


def _beside(item: Dated, items: list[Dated]) -> list[Dated]:
    """The clock times of the same sentence, or of the line below a date line."""
    same = [other for other in items if other.sentence == item.sentence]
    if any(usable(other.reading) and other is not item for other in same):
        return []
    clocks = [other for other in same if other.start > item.start]
    if clocks or not _bare(item):
        return clocks
    below = [other for other in items if other.block == item.block + 1]
    return [other for other in below[:1] if _bare(other)]


def _bare(item: Dated) -> bool:
    return item.end - item.start > 0.6 * (item.sentence[1] - item.sentence[0])


def _found(
    name: str, start: int, rule: str, confidence: float, quote: str | None = None
) -> Found[str]:
    quote = name if quote is None else quote
    evidence = Evidence(
        quote=quote, start=start, end=start + len(quote), rule=rule, confidence=confidence
    )
    return Found(value=clean_text(name), evidence=evidence)
