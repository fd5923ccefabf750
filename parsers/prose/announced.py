"""Events announced without a day in the text: only roughly ("im Herbst"), or by the address."""

from datetime import date

from model import Evidence
from parsers.candidate import Candidate, Found, Layer
from parsers.dates import DateKind, Tense
from parsers.days.dated import Dated
from parsers.days.timing import coarse_of, usable, when_of
from parsers.event_words import speaks_of_event
from parsers.naming.address_names import days_of_address
from parsers.naming.wording import name_from_address, name_in
from parsers.page.document import Document
from parsers.prose.candidates import date_evidence, under_related_heading
from parsers.prose.signs import happens, not_an_event


def coarse_candidates(
    document: Document, items: list[Dated], today: date | None
) -> list[Candidate]:
    """Return the events to come that running text announces without a day: "im Herbst 2026".

    They need a name of their own and words of an invitation; they are never sure.
    """
    candidates = []
    for item in items:
        invites = item.reading.kind is DateKind.EVENT and item.reading.tense is Tense.COMING
        when = coarse_of(item.reading) if invites else None
        if when is None or (today is not None and when.over(today)):
            continue
        start, end = item.sentence
        name = name_in(document.text[start:end], start)
        if name is None or under_related_heading(document, item):
            continue
        if len(name.value.split()) < 2 or not_an_event(document.text[start:end]):
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


def address_candidates(document: Document, headline: str) -> list[Candidate]:
    """Return the event whose day only the page's address says, where the text invites to one."""
    told = days_of_address(document.url)
    text = document.text[:3000]
    if told is None or not happens(text) or not speaks_of_event(text) or not_an_event(headline):
        return []
    phrase, reading = told
    when = when_of(reading) if usable(reading) else None
    if when is None:
        return []
    evidence = Evidence(quote=phrase, start=0, end=0, rule="prose.address", confidence=0.6)
    candidate = Candidate(
        layer=Layer.PROSE,
        when=Found(value=when, evidence=evidence),
        start=0,
        end=min(len(document.text), 600),
        certainty=0.6,
        reasons=["the day stands in the address only"],
    )
    candidate.name = name_from_address(document)
    return [candidate]
