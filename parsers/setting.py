"""Where, with whom and whether: place, organiser, state and form of the candidates of a page."""

import re
from bisect import bisect_left
from collections import deque
from dataclasses import replace
from functools import cached_property

from model import AttendanceMode, EventStatus, Evidence, Organizer, clean_text
from parsers.candidate import Candidate, Found, Layer
from parsers.context import Context
from parsers.days.dated import Dated
from parsers.event_words import event_words, is_plain_noun
from parsers.hosts.abbreviations import is_abbreviation, long_form, spelled_initials
from parsers.hosts.cues import WEAK
from parsers.hosts.host_words import CUE_WORDS, NEAR_WORDS
from parsers.hosts.names import may_be, nominative
from parsers.hosts.organizers import NOBODY, Hosts, Speaker, hosts_in, organizers_of_label
from parsers.hosts.owner import owner_of
from parsers.page.document import Document
from parsers.page.facts import Label, Pair
from parsers.page_places import PagePlaces
from parsers.passages import Passages, Span
from parsers.places import AttendanceReading, PlaceHint, mode_words, online_mode
from parsers.sentences import sentences
from parsers.status import is_new_day, says_which, status_in
from parsers.whereabouts import find_places

_SHARED = (Label.VENUE, Label.PLACE, Label.ADDRESS, Label.ORGANIZER)
_OBLIQUE = re.compile(r"\b(?:am|im|dem|den|des|vom|zum|beim)\s+„?$")
SURE = 0.85
"""A passage that says so surely who holds an event ends the search."""
MAX_EARLIER = 300
"""So far back "er" is looked up."""
MAX_HINT = 20_000
"""So much of a page's text says which region the names of its towns are meant in."""


def hint_of(document: Document, context: Context) -> PlaceHint:
    """What the page and its source say about the region that names of towns are meant in."""
    return PlaceHint(regions=context.regions, text=document.text[:MAX_HINT])


class Setting:
    """The surroundings of the candidates of one page: made once, asked for each of them."""

    def __init__(
        self, document: Document, context: Context, items: list[Dated], pairs: list[Pair],
        candidates: list[Candidate], hint: PlaceHint,
    ) -> None:  # fmt: skip
        self._document = document
        self._context = context
        self._items = items
        self._pairs = pairs
        self._passages = Passages(document, items, candidates)
        self._page_places = PagePlaces(self._passages, hint)
        self._told: dict[tuple[Span, bool, bool], Hosts] = {}
        self._shared = _shared_facts(pairs, candidates)

    def complete(self, candidate: Candidate) -> None:
        """Fill place, organiser, price, state and form of `candidate` from what speaks of it."""
        facts = self._facts(candidate)
        near = [*self._passages.own(candidate), *self._passages.near(candidate)]
        if candidate.attendance_mode is None:
            candidate.attendance_mode = self._mode(candidate, near)
        candidate.locations = find_places(candidate, self._passages, facts, self._page_places)
        self._labelled(candidate, facts)
        if not candidate.organizers:
            candidate.organizers = self._organizers(candidate, near)
        if candidate.status is None:
            candidate.status = self._status(candidate, near)
        _agree(candidate)

    def _status(self, candidate: Candidate, near: list[Span]) -> Found[EventStatus] | None:
        """The state that is told near a candidate, else at the beginning of its page.

        Farther on only a sentence counts that names the event and no day but the event's own.
        """
        opening = self._passages.opening if self._passages.alone(candidate) else []
        name = candidate.name.value if candidate.name else ""
        text = self._document.text
        others = {item.sentence for item in self._items}
        rest = [
            span
            for span in self._passages.rest(candidate)
            if span not in others and says_which(text[slice(*span)], name)
        ]
        for start, end in [*near, *opening, *rest]:
            found = status_in(text[start:end], start, name)
            if found is not None:
                return self._with_new_day(candidate, found)
        return None

    def _with_new_day(self, candidate: Candidate, found: Found[EventStatus]) -> Found[EventStatus]:
        """What was put off to the very day of the candidate is not without a day."""
        if found.value is not EventStatus.POSTPONED:
            return found
        said, text = found.evidence, self._document.text
        for item in self._items:
            start, end = item.sentence
            moment = item.reading.start
            if (
                start <= said.start < end
                and moment is not None
                and moment.day_value == candidate.when.value.first_day
                and is_new_day(text[start : item.start], text[item.end : end])
            ):
                evidence = replace(said, rule="status.rescheduled")
                return Found(value=EventStatus.RESCHEDULED, evidence=evidence)
        return found

    def _facts(self, candidate: Candidate) -> list[Pair]:
        """The labels that speak of a candidate: its own; all where the page is about it.

        Of labels of one kind those of its own section, where it has some: what stands under
        another heading may tell of an event whose day nobody knows yet.
        """
        if self._passages.alone(candidate):
            day = candidate.when.evidence.start
            here = [p for p in self._pairs if self._passages.same_section(p.start, day)]
            known = {pair.label for pair in here} if candidate.end else set()
            return [p for p in self._pairs if p.label not in known or p in here]
        own = [p for p in self._pairs if candidate.start <= p.start < candidate.end]
        shared = self._shared
        if candidate.layer is Layer.CARD:  # an entry has its own place, or none
            shared = [pair for pair in shared if pair.label is Label.ORGANIZER]
        labels = {pair.label for pair in own}
        return [*own, *(pair for pair in shared if pair.label not in labels)] if own else shared

    def _labelled(self, candidate: Candidate, facts: list[Pair]) -> None:
        """Take organiser and price from labels that speak of the candidate."""
        for pair in facts:
            if pair.label is Label.ORGANIZER and not candidate.organizers:
                found = organizers_of_label(pair.value, pair.start, self._context)
                candidate.organizers = [self._spelled_out(item) for item in found]
            elif pair.label is Label.PRICE and candidate.offers is None:
                evidence = Evidence(
                    quote=pair.value, start=pair.start, end=pair.end, rule="label.price",
                    confidence=0.9,
                )  # fmt: skip
                candidate.offers = Found(value=pair.value, evidence=evidence)

    def _organizers(self, candidate: Candidate, near: list[Span]) -> list[Found[Organizer]]:
        """Who the most telling passage says holds it; far from its day only sure words count."""
        own = {*self._passages.own(candidate), *self._passages.same_day(candidate)}
        best = NOBODY
        for span in near:
            hosts = self._hosts(span, own_day=span in own or self._is_headline(span), near=True)
            best = hosts if hosts.weight > best.weight else best
            if best.weight >= SURE:
                break
        if not best.found:
            for span in self._passages.rest(candidate) or self._passages.shared(candidate):
                hosts = self._hosts(span)
                if hosts.weight > max(best.weight, WEAK) and self._same(hosts, candidate):
                    best = hosts
                if best.weight >= SURE:
                    break
        return [self._spelled_out(item) for item in best.found]

    def _is_headline(self, span: Span) -> bool:
        text = self._document.text
        return text[span[1] - 1] not in ".!?:" and text[span[1] : span[1] + 1] in ("", "\n")

    def _same(self, hosts: Hosts, candidate: Candidate) -> bool:
        """Whether "die Tagung des Vereins" far from the day speaks of the candidate's event."""
        first = hosts.found[0].evidence
        if first.rule != "organizer.genitive":
            return True
        text = self._document.text
        line = text[first.end : text.find("\n", first.end) if "\n" in text[first.end :] else None]
        if not line.strip():
            return True  # a subtitle: "Jahreskongress der Landesstelle"
        before = text[max(0, first.start - MAX_EARLIER) : first.start]
        word = deque(event_words(before), maxlen=1)
        name = candidate.name.value.lower() if candidate.name is not None else ""
        return not word or is_plain_noun(word[0][0]) or word[0][0].lower().rstrip("s") in name

    def _hosts(self, span: Span, *, own_day: bool = False, near: bool = False) -> Hosts:
        known = self._told.get((span, own_day, near))
        if known is None:
            start, end = span
            passage = self._document.text[start:end]
            known = NOBODY
            words = NEAR_WORDS if near else self._cue_words
            if any(word in passage for word in words):
                earlier = self._document.text[max(0, start - MAX_EARLIER) : start]
                speaker = Speaker(
                    context=self._context, owner=self._owner, own_day=own_day, earlier=earlier,
                    later=self._later(end), page=self._document.text,
                )  # fmt: skip
                known = hosts_in(passage, start, speaker)
            self._told[span, own_day, near] = known
        return known

    def _later(self, end: int) -> str:
        """The rest of the sentence that a passage ends within."""
        text = self._document.text
        if text[:end].rstrip()[-1:] in (".", "!", "?", ""):
            return ""
        rest = text[end : text.find("\n", end) if "\n" in text[end : end + 200] else end + 200]
        return rest[: sentences(rest)[0][1]] if rest.strip() else ""

    @cached_property
    def _cue_words(self) -> tuple[str, ...]:
        return tuple(word for word in CUE_WORDS if word in self._document.text)

    @cached_property
    def _owner(self) -> Organizer | None:
        return owner_of(self._document, self._context)

    def _spelled_out(self, found: Found[Organizer]) -> Found[Organizer]:
        """An organiser that is only abbreviated, under the name the page gives it elsewhere.

        A known one stays, unless the page writes out another that has the same abbreviation.
        """
        who, short = found.value, found.value.name
        if who.alternate_name and found.evidence.quote == who.alternate_name:
            short = who.alternate_name
        if "." in short:
            whole = spelled_initials(short, self._document.text)
            return Found(value=replace(who, name=whole), evidence=found.evidence)
        name = self._long_form(short) if is_abbreviation(short) else ""
        if not name or (short == who.alternate_name and may_be(name, who)):
            return found
        return Found(value=Organizer(name=name, alternate_name=short), evidence=found.evidence)

    def _long_form(self, short: str) -> str:
        """The name that stands before an abbreviation in brackets, as one would print it."""
        for block in self._document.blocks:
            text = block.text
            span = long_form(short, text) if "(" in text else None
            if span is not None:
                name = clean_text(text[span[0] : span[1]])
                oblique = _OBLIQUE.search(text, max(0, span[0] - 6), span[0])
                return nominative(name) if oblique else name
        return ""

    def _mode(self, candidate: Candidate, near: list[Span]) -> Found[AttendanceMode] | None:
        if not self._mode_words:
            return None
        entry = candidate.layer is Layer.CARD
        spans = [(candidate.start, candidate.end)] if entry else near
        for start, end in [*spans, *self._passages.rest(candidate)]:
            if not _any_within(self._mode_words, start, end):
                continue
            mode = online_mode(self._document.text[start:end])
            if mode is not None:
                return _found_mode(mode, start)
        return None

    @cached_property
    def _mode_words(self) -> list[int]:
        return mode_words(self._document.text)


def _any_within(positions: list[int], start: int, end: int) -> bool:
    at = bisect_left(positions, start)
    return at < len(positions) and positions[at] < end


def _shared_facts(pairs: list[Pair], candidates: list[Candidate]) -> list[Pair]:
    """The labels outside all candidates that stand only once: they speak of all dates above.

    A page with dates in one list and "Ort: Gera" below it.
    """
    outside = [p for p in pairs if not any(c.start <= p.start < c.end for c in candidates)]
    shared = [pair for pair in outside if pair.label in _SHARED]
    labels = [pair.label for pair in shared]
    return [pair for pair in shared if labels.count(pair.label) == 1]


def _found_mode(mode: AttendanceReading, offset: int) -> Found[AttendanceMode]:
    evidence = Evidence(
        quote=mode.quote, start=offset + mode.start, end=offset + mode.end, rule="mode.words",
        confidence=0.85,
    )  # fmt: skip
    return Found(value=mode.mode, evidence=evidence)


def _agree(candidate: Candidate) -> None:
    """An event with a house is not held online only: then it is both."""
    mode = candidate.attendance_mode
    house = any(place.value.street_address or place.value.name for place in candidate.locations)
    if mode is not None and mode.value is AttendanceMode.ONLINE and house:
        candidate.attendance_mode = Found(value=AttendanceMode.MIXED, evidence=mode.evidence)
