"""Pages that a server sends in place of what was asked for: a wall, a lock, a shell, an apology.

Each is told by what it says and by how little else it shows: a page with content of its own is
none, whatever its header or its videos ask of the reader. Nothing is read from such a page.
"""

import re
from collections.abc import Iterator

from model import Problem, ProblemKind, Severity, clean_text
from parsers.page.document import Block, Document
from parsers.page.shell_words import HEARD, LOADING, SAYS, TITLES
from parsers.sentences import sentences

MOST_SHOWN = 1_500
"""Characters; a page that shows more of its own is taken at its word, whatever it says."""
MOST_BELOW_TITLE = 8_000
"""Below a headline that says "404" outright there may stand a sitemap or the latest news."""
MOST_BESIDE = 400
"""Characters that may stand beside what a wall or a lock says of itself."""
HARDLY_ANY = 60
"""Fewer characters than this are no content of a page, ..."""
NOTHING = 30
"""... and beside a wall that stands outside its content only so many."""

_PARTS = re.compile(r"\s+[|–—:»«·•/-]+\s+|\s*\|\s*|:\s+")
_DAY = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)|\d{4}-\d{2}-\d{2}"
)
_PASSWORD = re.compile(rb"<input[^<>]{0,300}?type\s*=\s*[\"']?password", re.IGNORECASE)
_MOUNT = re.compile(
    rb"<(?:app-root|ng-view|router-outlet|div[^<>]{0,200}?id\s*=\s*[\"']?(?:root|app|__next|__nuxt"
    rb"|main-app|react-root|app-root|svelte|q-app|vue-app|___gatsby)[\"'\s>])",
    re.IGNORECASE,
)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_FRAMED = re.compile(
    rb"<(?:embed|iframe|object|frame)\b[^<>]{0,500}?(?:application/pdf|\.pdf\b)", re.IGNORECASE
)
_FRAMES = re.compile(rb"<(?:frameset|iframe)\b", re.IGNORECASE)
_MESSAGES = {
    ProblemKind.JAVASCRIPT_ONLY: "the page shows its content only to a browser with JavaScript",
    ProblemKind.CONSENT_WALL: "the page asks for consent before it shows anything",
    ProblemKind.SOFT_404: "the page says that there is no such page, with a status of success",
    ProblemKind.LOGIN: "the page asks for a login before it shows anything",
    ProblemKind.BLOCKED: "the page keeps programs out: a captcha or a firewall",
    ProblemKind.UNAVAILABLE: "the page says that the site is out of service for now",
}
_OUTRIGHT = (ProblemKind.SOFT_404, ProblemKind.BLOCKED)
"""What a headline is believed, whatever stands below it."""


def fault_of(document: Document, body: bytes) -> Problem | None:
    """Return what stands on the page in place of its content; None where it has content.

    `body` holds the page's bytes, for what is not shown: scripts, frames, password fields.
    """
    if any("startDate" in data for data in document.data):
        return None  # its data tell of an event, whatever the page shows
    if sum(len(block.text) for block in document.main()) > MOST_BELOW_TITLE:
        return None
    main = "\n\n".join(block.text for block in document.main() if not _only_links(block))
    kind = _by_title(document, body, main)
    if kind is not None:
        return _problem(kind)
    if len(main) > MOST_SHOWN:
        return None
    kind = _by_words(document, main) or _by_fields(document, body, len(main))
    return _problem(kind) if kind is not None else _empty(document, body, len(main))


def signs_of(body: bytes) -> tuple[bool, ...]:
    """What the bytes of a page hold that `fault_of` looks for; nothing else of them matters."""
    return tuple(
        sign.search(body) is not None for sign in (_PASSWORD, _MOUNT, _SCRIPT, _FRAMED, _FRAMES)
    )


def _only_links(block: Block) -> bool:
    """Whether a block is a row of links, as a menu without markup is."""
    return sum(len(link.text) for link in block.links) >= 0.8 * len(block.text)


def _by_title(document: Document, body: bytes, main: str) -> ProblemKind | None:
    """What the title or the first heading says, where it says nothing else."""
    for said in _titles(document):
        for kind, pattern in TITLES.items():
            if len(main) > MOST_SHOWN and kind not in _OUTRIGHT:
                continue
            if len(said) > 120 or not pattern.fullmatch(said):
                continue
            if kind in _OUTRIGHT:
                return kind
            if kind is ProblemKind.UNAVAILABLE:
                return kind  # for how long, it may say
            # A box beside real content may have such a heading, and "Anmeldung" heads the
            # registration for an event as well.
            locked = kind is not ProblemKind.LOGIN or _PASSWORD.search(body)
            if locked and not _DAY.search(main):
                return kind
    return None


def _titles(document: Document) -> Iterator[str]:
    heading = next((block.text for block in document.blocks if block.level in (1, 2)), "")
    for title in (document.title, clean_text(heading)):
        yield title
        yield from _PARTS.split(title)


def _by_words(document: Document, main: str) -> ProblemKind | None:
    """What the sentences of a page say that shows little else."""
    heard = document.text[: 2 * MOST_SHOWN].lower()
    dated = _DAY.search(main) is not None
    for kind, pattern in SAYS.items():
        if dated and kind is not ProblemKind.UNAVAILABLE:
            continue
        if not any(map(heard.__contains__, HEARD[kind])) or not pattern.search(heard):
            continue
        runs = [main[start:end] for start, end in sentences(main)]
        others = [run for run in runs if not pattern.search(run)]
        rest, said = "\n".join(others), sum(map(len, runs)) - sum(map(len, others))
        if len(rest) < (HARDLY_ANY if said else NOTHING):
            return kind
        if said and len(rest) <= min(MOST_BESIDE, 2 * said + 150) and not _DAY.search(rest):
            return kind
    return None


def _by_fields(document: Document, body: bytes, length: int) -> ProblemKind | None:
    """What the page holds where it shows hardly anything."""
    if length >= 3 * HARDLY_ANY or _DAY.search(document.text):
        return None
    if length < NOTHING and _PASSWORD.search(body):
        return ProblemKind.LOGIN
    waits = LOADING.search(document.text) or not document.text
    if _SCRIPT.search(body) and (_MOUNT.search(body) or waits):
        return None if _FRAMED.search(body) else ProblemKind.JAVASCRIPT_ONLY
    return None


def _empty(document: Document, body: bytes, length: int) -> Problem | None:
    if length < HARDLY_ANY and _FRAMED.search(body):
        message = "the page is only a frame around a PDF"
        return Problem(kind=ProblemKind.NOT_TEXT, message=message, severity=Severity.ERROR)
    if document.text:
        return None
    framed = " but a frame" if _FRAMES.search(body) else ""
    message = f"the page shows no text{framed}"
    return Problem(kind=ProblemKind.EMPTY, message=message, severity=Severity.ERROR)


def _problem(kind: ProblemKind) -> Problem:
    # An error: what the page no longer says means nothing, its events stand as they were.
    return Problem(kind=kind, message=_MESSAGES[kind], severity=Severity.ERROR)
