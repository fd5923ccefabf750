"""Which passages of a page speak of which candidate: its own, those beside them, the rest.

On a page of several events only what stands at an event's own days counts; where a page tells of
one event, all of it does. What a passage says is read elsewhere.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from parsers.candidate import Candidate, Layer
from parsers.days.dated import Dated
from parsers.page.document import Block, Document, Region, Role
from parsers.places import heads_contact
from parsers.sentences import sentences

Span = tuple[int, int]
MAX_SENTENCES = 120
"""So many sentences of a page are looked through for what its event lacks."""
_NAMED = re.compile(r"(?!Uhr\b)\b[A-ZÄÖÜ]\w{2}|\b[Oo]nline\b")
_NOT_ONLY = re.compile(r"\bnicht nur\b[^.;]{1,200}\bsondern\b")
_SENTENCES_BESIDE = 3
_INTRODUCTION = 4  # blocks
_LINES_BEHIND = 5
_ADDRESS_LINES = 3
_LINE = 60
_CELLS = 8
_BESIDE = 3


class Passages:
    """The passages of one page, found once for all of its candidates."""

    def __init__(self, document: Document, items: list[Dated], candidates: list[Candidate]) -> None:
        self.document = document
        self._items = items
        self._candidates = candidates
        self._starts = [block.start for block in document.blocks]
        self._principal = [c for c in candidates if self._is_principal(c)]

    def alone(self, candidate: Candidate) -> bool:
        """Return whether the page is about this candidate; others stand in lists or teasers."""
        return self._candidates == [candidate] or self._principal == [candidate]

    def own(self, candidate: Candidate) -> list[Span]:
        """Return the blocks of an entry, else the sentence or the labels it was read from."""
        if candidate.layer is Layer.CARD:
            return self._entry(candidate)
        return [(candidate.start, self._end(candidate))] if candidate.end else []

    def part(self, candidate: Candidate) -> Span | None:
        """Return the part of a sentence that speaks of the candidate's date and no other's.

        It reaches up to the next one's date, or back to the one before where the sentence names
        in front of a date what belongs to it. None where the sentence tells of no other day.
        """
        dates = sorted(
            (c.when.evidence.start, c.when.evidence.end)
            for c in self._candidates
            if c.start < candidate.end and candidate.start < c.end and c.layer is candidate.layer
        )
        own = (candidate.when.evidence.start, candidate.when.evidence.end)
        if own not in dates or dates[0] == dates[-1]:
            return self._behind_but(candidate)
        text, place = self.document.text, dates.index(own)
        start, end = own
        if _NAMED.search(text, dates[-1][1], candidate.end):
            end = max(end, dates[place + 1][0] if place + 1 < len(dates) else candidate.end)
        else:
            start = dates[place - 1][1] if place else candidate.start
        named = _NAMED.search(text, start, own[0]) or _NAMED.search(text, own[1], end)
        return (start, end) if named else None

    def _behind_but(self, candidate: Candidate) -> Span | None:
        """The part of "nicht nur in Bonn, sondern am 3. Mai auch in Gera" that tells of the day."""
        hit = _NOT_ONLY.search(self.document.text, candidate.start, candidate.when.evidence.start)
        return (hit.end(), candidate.end) if hit else None

    def near(self, candidate: Candidate) -> list[Span]:
        """Return what stands around: the same day told elsewhere, the block, the heading, the next.

        Nothing for an entry of a listing: what stands around it are the other entries.
        """
        if candidate.layer is Layer.CARD:
            return []
        spans = self.same_day(candidate)
        if candidate.layer is not Layer.PROSE or not candidate.end:
            return spans
        number = self._number(candidate.start)
        block = self.document.blocks[number]
        spans += self._beside(block, candidate)
        spans += self.heading(candidate)
        spans += [
            (b.start + first, b.start + last)
            for b in self.document.blocks[number + 1 : number + 2]
            if b.role is not Role.HEADING and not self.taken(b.start, b.end, candidate)
            for first, last in sentences(b.text)
        ]
        return list(dict.fromkeys(spans))

    def heading(self, candidate: Candidate) -> list[Span]:
        """Return the heading that a candidate told in prose stands under, if there is one."""
        if candidate.layer is not Layer.PROSE or not candidate.end:
            return []
        heading = self._heading_of(self._number(candidate.start))
        return [] if heading is None else [(heading.start, heading.end)]

    def row(self, candidate: Candidate) -> list[Span]:
        """Return the other cells of the table row that a date alone in its cell stands in."""
        if not candidate.bare or not candidate.end:
            return []
        number, blocks = self._number(candidate.start), self.document.blocks
        own = blocks[number]
        if own.role is not Role.CELL:
            return []

        def beside(block: Block) -> bool:
            return block.role is Role.CELL and block.row == own.row

        before = itertools.takewhile(beside, reversed(blocks[max(0, number - _CELLS) : number]))
        behind = itertools.takewhile(beside, blocks[number + 1 : number + 1 + _CELLS])
        return [
            (block.start, block.end)
            for block in [*behind, *before]
            if block.column != own.column and not self.taken(block.start, block.end, candidate)
        ]

    def lines_beside(self, candidate: Candidate) -> list[Span]:
        """Return the blocks right behind and before a date or labels: facts without a label."""
        if candidate.layer is Layer.CARD or not candidate.end:
            return []
        blocks = self.document.blocks
        first, last = self._number(candidate.start), self._number(candidate.end - 1)
        reach = _BESIDE if candidate.bare else 1
        behind = itertools.takewhile(
            lambda block: block.role is not Role.HEADING, blocks[last + 1 : last + 1 + reach]
        )
        return [
            (block.start, block.end)
            for block in [*behind, *blocks[max(0, first - 1) : first]]
            if not self.taken(block.start, block.end, candidate)
        ]

    def lines_behind(self, candidate: Candidate) -> Iterator[Span]:
        """Yield runs of the lines behind a date alone in its line, longest first: an address.

        House, street and town stand in lines of their own there, or a house does alone.
        """
        if candidate.layer is Layer.CARD or not candidate.end:
            return
        lines = self._lines_below(candidate)
        if not lines and candidate.bare:
            last = self._number(candidate.end - 1)
            blocks = self.document.blocks[last + 1 : last + 1 + _LINES_BEHIND]
            short = itertools.takewhile(lambda block: self._is_line(block, candidate), blocks)
            lines = [(block.start, block.end) for block in short]
        for first in range(len(lines)):
            for behind in range(min(len(lines), first + _ADDRESS_LINES), first, -1):
                yield lines[first][0], lines[behind - 1][1]

    def _lines_below(self, candidate: Candidate) -> list[Span]:
        """The short lines of a block below the line of its date."""
        said = candidate.when.evidence
        block = self.document.blocks[self._number(said.start)]
        if not block.start <= said.start < said.end <= block.end:
            return []
        lines, start = [], block.start
        for line in block.text.split("\n"):
            end = start + len(line)
            if end > said.start:
                lines.append((start, end))
            start = end + 1
        short = itertools.takewhile(lambda line: line[1] - line[0] <= _LINE, lines)
        return [span for span in short if span[0] >= said.end][:_LINES_BEHIND]

    def _is_line(self, block: Block, candidate: Candidate) -> bool:
        heading = block.role is Role.HEADING and self.document.is_html
        short = len(block.text) <= _LINE
        return short and not heading and not self.taken(block.start, block.end, candidate)

    def rest(self, candidate: Candidate) -> list[Span]:
        """Return the sentences of the whole page, where it tells of this candidate alone.

        Without those of another event, and without contacts.
        """
        if not self.alone(candidate):
            return []
        return [span for span in self.sentences if not self.taken(*span, candidate)]

    def shared(self, candidate: Candidate) -> list[Span]:
        """Return the sentences that speak of all events of a page, if these are of one kind.

        Those right before the first event; all where the events bear one name.
        """
        cards = sum(c.layer is Layer.CARD for c in self._candidates)
        if self.alone(candidate) or 0 < cards < len(self._candidates):
            return []
        first = min(c.start for c in self._candidates)
        from_ = self.document.blocks[max(0, self._number(first) - _INTRODUCTION)].start
        names = {c.name.value for c in self._candidates if c.name is not None}
        return [
            span
            for span in self.sentences
            if (from_ <= span[0] < first or len(names) == 1) and not self.taken(*span, candidate)
        ]

    @property
    def opening(self) -> list[Span]:
        """The first blocks of the page's content."""
        return [(block.start, block.end) for block in self.document.main()][:4]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the page's content, without those of contacts."""
        found: list[Span] = []
        contact = False
        for block in self.document.main():
            if block.role is Role.HEADING:
                contact = heads_contact(block.text)
            if contact:
                continue
            found += [(block.start + a, block.start + b) for a, b in sentences(block.text)]
            if len(found) > MAX_SENTENCES:
                break
        return found

    def same_section(self, told: int, position: int) -> bool:
        """Return whether what is told at one position of the text holds for another one too.

        So in the sections below its heading; behind a list, for what stands under equal headings.
        """
        first, last = sorted((self._number(told), self._number(position)))
        above = self._heading_of(first if told < position else last + 1)
        levels = [b.level for b in self.document.blocks[first + 1 : last] if b.role is Role.HEADING]
        if above is None or not above.level or not levels:
            return True
        return min(levels) > above.level if told < position else min(levels) >= above.level

    def _end(self, candidate: Candidate) -> int:
        """Where the text of a date ends: with the next one's where they share what follows.

        "am 14. (11 Uhr) und 18. März in Gera".
        """
        end, said = candidate.end, candidate.when.evidence.end
        for other in self._candidates:
            shares = end <= other.start <= end + 1 and other.layer is candidate.layer
            if shares and not _NAMED.search(self.document.text, said, end):
                end, said = other.end, other.when.evidence.end
        return end

    def _is_principal(self, candidate: Candidate) -> bool:
        if candidate.layer is Layer.CARD:
            return False
        return not candidate.end or (
            self.document.blocks[self._number(candidate.start)].region is Region.MAIN
        )

    def _number(self, position: int) -> int:
        """The block that a position of the text stands in."""
        return max(0, bisect_left(self._starts, position + 1) - 1)

    def _entry(self, candidate: Candidate) -> list[Span]:
        """The blocks of an entry, or its part of one, and the line that names it elsewhere."""
        start, end = candidate.start, candidate.end
        blocks = self.document.blocks[self._number(start) : bisect_left(self._starts, end)]
        spans = [(max(start, b.start), min(end, b.end)) for b in blocks]
        name = candidate.name.evidence if candidate.name is not None else None
        if name is not None and name.end and not start <= name.start < end:
            block = self.document.blocks[self._number(name.start)]
            if block.role is not Role.HEADING and not self.taken(block.start, block.end):
                spans.append((block.start, block.end))
        return [(a, b) for a, b in spans if a < b]

    def _heading_of(self, number: int) -> Block | None:
        for block in reversed(self.document.blocks[max(0, number - 40) : number]):
            if block.role is Role.HEADING:
                return block
        return None

    def same_day(self, candidate: Candidate) -> list[Span]:
        """Return the other sentences with the candidate's first day, if it is only its own."""
        if candidate.layer is Layer.CARD:
            return []
        day = candidate.when.value.first_day
        if any(c is not candidate and c.when.value.first_day == day for c in self._candidates):
            return []
        spans = (
            item.sentence
            for item in self._items
            if item.reading.start is not None
            and item.reading.start.day_value == day
            and not candidate.start <= item.start < candidate.end
        )
        return [span for span in dict.fromkeys(spans) if not self.taken(*span, candidate)]

    def _beside(self, block: Block, candidate: Candidate) -> list[Span]:
        spans = [(block.start + a, block.start + b) for a, b in sentences(block.text)]
        own = [
            span
            for span in spans
            if span[0] != candidate.start and not self.taken(*span, candidate)
        ]
        nearest = sorted(own, key=lambda span: abs(span[0] - candidate.start))
        return nearest[:_SENTENCES_BESIDE]

    def taken(self, start: int, end: int, candidate: Candidate | None = None) -> bool:
        """Return whether another candidate was read from a passage."""
        return any(
            other is not candidate and other.start < end and start < other.end
            for other in self._candidates
        )
