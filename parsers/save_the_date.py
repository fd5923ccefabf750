"""Whether a page announces a day only to be kept free: "Save the Date", "Terminvormerkung".

Reads what is said of the event itself: its title, the sentence of its day, and a heading above it
that says nothing else. Names lose that notice, the day does not depend on it.
"""

import re
from collections.abc import Iterator

from model import Evidence
from parsers.candidate import Candidate
from parsers.page.document import Document
from parsers.sentences import MAX_SENTENCE, sentences

_WORDS = (
    r"(?:save[ -]the[ -]dates?|terminvormerkung|vormerken|(?:bitte )?(?:den )?termin (?:bitte )?"
    r"(?:schon |jetzt )*vormerken|(?:bitte |schon |jetzt )+vormerken)"
)
_IN_TITLE = re.compile(
    rf"^\W*{_WORDS}(?=\W|$)|\bsave[ -]the[ -]dates?\b|\bterminvormerkung\b", re.IGNORECASE
)
_IN_SENTENCE = re.compile(
    r"\bsave[ -]the[ -]dates?\b|\bterminvormerkung\b|\b(?:bitte|schon|jetzt) vormerken\b"
    r"|\btermin (?:bitte |schon |jetzt )*vormerken\b",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\W*{_WORDS}\W*", re.IGNORECASE)


def is_save_the_date(
    candidate: Candidate, document: Document, headline: str, *, alone: bool
) -> bool:
    """Return True where the page says so of this event; `alone`: it tells of no other one."""
    titles = [headline] if alone else []
    if candidate.name is not None:
        name = candidate.name.evidence
        titles += [name.quote, _line(document.text, name)[0]] if name.end else [name.quote]
    if any(_IN_TITLE.search(title) for title in titles):
        return True
    evidence = candidate.when.evidence
    if any(_IN_SENTENCE.search(said) for said in _beside(document.text, evidence)):
        return True
    return alone and any(
        _ALONE.fullmatch(block.text) for block in document.main() if block.start <= evidence.start
    )


def _beside(text: str, evidence: Evidence) -> Iterator[str]:
    """Yield the sentence of a day, and the line above it where that is nothing but a notice."""
    if not evidence.end:
        return
    line, start = _line(text, evidence)
    day = evidence.start - start
    for first, last in sentences(line):
        if first <= day < last:
            yield line[first:last]
    above = text[:start].rstrip().rpartition("\n")[2]
    if _ALONE.fullmatch(above):
        yield above


def _line(text: str, evidence: Evidence) -> tuple[str, int]:
    """The line of a quote, and where it begins."""
    start = text.rfind("\n", 0, evidence.start) + 1
    end = text.find("\n", evidence.end)
    return text[start : end if end >= 0 else len(text)][:MAX_SENTENCE], start
