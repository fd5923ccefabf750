"""A database all of whose texts are hostile: events, pages, quotes, conflicts, notes, faults.

The payloads are those of the judges of the public pages. Addresses of pages are sound, because the
crawler takes no others; what events link to is not.
"""

import sys
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2] / "judges"))

from hostile import LINKS, TEXTS
from scene import READ_AT, USERS, matcher

from model import (
    CoarseWhen,
    Deadline,
    DeadlineKind,
    EntryKind,
    Event,
    Evidence,
    Extraction,
    Grain,
    NewsItem,
    Organizer,
    Page,
    PageKind,
    Place,
    Problem,
    ProblemKind,
    Severity,
    Verdict,
    When,
)
from review.setup import SourceCard
from store import RejectReason, Store

SAFE = {key: text.encode("utf-8", "replace").decode() for key, text in TEXTS.items()}
"""What a page can hold: its bytes are sound Unicode once they are read."""
TODAY = date(2026, 3, 2)
_FIELDS = ("name", "startDate", "location", "organizer", "description", "offers", "url")

SOURCES = {
    f"fremd-{number}": SourceCard(
        id=f"fremd-{number}",
        name=f"Quelle {number} {text}",
        short_name=text,
        home=LINKS[number % len(LINKS)],
        kind=text,
    )
    for number, text in enumerate(SAFE.values())
}


def fill(file: Path, password: str) -> None:
    """Make the database, with users, decisions, corrections, acts and faults."""
    with Store.open(file) as store:
        for name, role in USERS.items():
            store.accounts.add(name, role, password=password, by="Vera", now=READ_AT)
        run = store.start_run(READ_AT)
        for number, text in enumerate(SAFE.values()):
            _read(store, run, number, text)
        store.consolidate(matcher(), READ_AT)
        store.finish_run(run, READ_AT, 1, {})
        _decide(store)


def _read(store: Store, run: int, number: int, text: str) -> None:
    source = f"fremd-{number}"
    link = LINKS[number % len(LINKS)]
    pages = []
    for part in ("a", "b"):
        url = f"https://{source}.localhost/{part}"
        body = f"<p>{text}</p>".encode()
        pages.append(Page(source_id=source, url=url, body=body, fetched_at=READ_AT))
    store.save_pages(run, source, pages, (), READ_AT)
    store.save_crawl(
        run,
        source,
        [_visit(page.url, text) for page in pages],
        [Problem(kind=ProblemKind.MALFORMED, message=text, severity=Severity.ERROR, url=link)],
        requests=2,
        size=1,
        started_at=READ_AT,
        finished_at=READ_AT,
        finish_reason=text[:60],
    )
    read = [
        (page_id, page, _extraction(number, text, link, page.url))
        for page_id, page in store.pages_to_extract(source, "1")
    ]
    store.save_extractions(run, source, read, "1", READ_AT)


def _extraction(number: int, text: str, link: str, url: str) -> Extraction:
    """Two events, one of them told by two pages in two ways, news and a deadline."""
    told = f"Vor {text} nach"
    first = url.endswith("/a")
    quote = Evidence(quote=text, start=4, end=4 + len(text), rule=f"regel {text}", confidence=0.6)
    place = Place(
        name="Saal " + text, street_address=text, postal_code=text[:40],
        address_locality="Stadt " + text, address_region=text,
    )  # fmt: skip
    day = TODAY + timedelta(days=3 + number)
    fields: dict[str, Any] = {
        "locations": (place,),
        "organizers": (Organizer(name="Haus " + text, alternate_name=text, url=link),),
        "offers": text,
        "url": link,
        "confidence": 0.7,
        "publish": number % 2 == 0,
        "reasons": (text,),
        "evidence": dict.fromkeys(_FIELDS, quote),
    }
    disputed = Event(
        name=f"Fremdes {number} {text}",
        when=When(start=day),
        description=f"{text}\n{text}" if first else "y" + text,
        **fields,
    )
    rough = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text=text
    )
    coarse = Event(name=f"Grobes {number} {text}", when=rough, **fields)
    return Extraction(
        page_kind=PageKind.EVENT,
        headline=text,
        events=(disputed, coarse) if first else (disputed,),
        news=(NewsItem(headline=text or "x", url=url, description=text),),
        deadlines=(Deadline(due=day, kind=DeadlineKind.REGISTRATION, quote=text, name=text),),
        problems=(Problem(kind=ProblemKind.STRUCTURED_DATA, message=text, url=link),),
        says_none=text,
        text=told,
    )


def _visit(url: str, text: str) -> Any:
    return SimpleNamespace(
        url=url, verdict=Verdict.OK, role=EntryKind.PAGE, entry=True, status=200, message=text,
        location="", size=100, seconds=0.1, at=READ_AT,
    )  # fmt: skip


def _decide(store: Store) -> None:
    """Every kind of decision, with a hostile note."""
    texts = list(SAFE.values())
    uids = sorted(stored.uid for stored in store.events())
    for number, uid in enumerate(uids[: 2 * len(texts)]):
        text = texts[number % len(texts)]
        sheet = store.desk.sheet(uid, TODAY)
        signed = {"by": "Paula", "now": READ_AT, "note": text}
        if number % 4 == 0:
            store.desk.approve(uid, sheet.item.version, **signed)
        elif number % 4 == 1:
            values = {"name": text, "description": text}
            store.desk.correct(uid, sheet.item.version, values, **signed)
        elif number % 4 == 2:
            store.desk.reject(uid, sheet.item.version, RejectReason.NO_EVENT, **signed)
