"""A site all of whose texts and addresses are hostile: events, news, deadlines, sources, settings.

Each text is there twice: through the model, which cleans it, and past the model (`forced`), as if
its cleaning had a hole. What comes to act sets `window.pwned`, or asks an address of `ELSEWHERE`.
"""

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import invented
from invented import CHANGED, CREATED, TODAY, at, event, mention, town

from feeds import FeedSettings, Snapshot
from feeds.settings import RegionInfo, SourceInfo
from model import (
    Change,
    ChangeKind,
    CoarseWhen,
    Conflict,
    Deadline,
    DeadlineKind,
    EventStatus,
    Grain,
    NewsItem,
    Organizer,
    Place,
    RelatedEvent,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    When,
)

T = TypeVar("T")

ELSEWHERE = "http://127.0.0.2"
ACT = "window.pwned=1"
PRODUCT = str(1337 * 1337)
TEXTS = {
    "script": f"<script>{ACT}</script><script src={ELSEWHERE}/a.js></script>",
    "image": f"<img class=pwned src={ELSEWHERE}/b.png onerror='{ACT}'>",
    "svg": f"<svg class=pwned onload={ACT}><script>{ACT}</script><a xlink:href=javascript:{ACT}>x",
    "math": f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 "
    f"onerror={ACT}&gt;'>",
    "mutation": f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={ACT}>",
    "noscript": f"<noscript><p title='</noscript><img src=x onerror={ACT}>'>",
    "frames": f"<iframe srcdoc='<script>parent.pwned=1</script>'></iframe><object data="
    f"javascript:{ACT}></object><embed src={ELSEWHERE}/c>",
    "head": f"<base href={ELSEWHERE}/><meta http-equiv=refresh content='0;url={ELSEWHERE}/d'>"
    f"<link rel=stylesheet href={ELSEWHERE}/e.css><style>@import '{ELSEWHERE}/f.css'</style>",
    "double quote": f'Tagung" autofocus onfocus="{ACT}" onmouseover="{ACT}" x="',
    "single quote": f"Tagung' autofocus onfocus='{ACT}' onmouseover='{ACT}' x='",
    "details": f"<details class=pwned open ontoggle={ACT}><summary>x</summary></details>",
    "template": "Tagung {{1337*1337}} ${1337*1337} #{1337*1337} <%= 1337*1337 %> {% include 'x' %}",
    "data block": f"</script><script>{ACT}</script><!--<script>",
    "character data": f"]]><script>{ACT}</script><![CDATA[ --> <!-- <?php echo 1 ?>",
    "entities": f"&lt;script&gt;{ACT}&lt;/script&gt; &#x3c;img src=x onerror={ACT}&#x3e; &nbsp;&y;",
    "twice": f"&amp;lt;img src=x onerror={ACT}&amp;gt;",
    "lines": "Tagung\u2028 ueber\u2029 Zeilen\x85 hinaus",
    "directions": "Tagung \u202egnugaT\u202c \u2066x\u2069 \u200f",
    "controls": "Tagung \x00\x07\x0b\x1b[31m\x7f \ufffe",
    "surrogates": "Tagung \ud800 und \udfff",
    "content lines": "Tagung\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:fremd\r\nATTENDEE:mailto:a@b",
    "markdown": f"[x](javascript:{ACT}) ![x]({ELSEWHERE}/g.png) <a href=javascript:{ACT}>x</a>",
    "names of objects": "__proto__ constructor toString",
}  # fmt: skip
LINKS = (
    f"javascript:{ACT}",
    f"https://x.example/'onmouseover={ACT}",
    f'https://x.example/"><script>{ACT}</script>',
    f"data:text/html,<script>{ACT}</script>",
    "https://x.example/\r\nATTENDEE:mailto:a@b.example",
)
SOUND = event("sommer", When(start=at(2026, 7, 1, 12), end=at(2026, 7, 1, 14)), name="Gute Tagung")


def forced(record: T, **fields: Any) -> T:
    """Return the record with values that its own checks would have cleaned or refused."""
    copy: T = replace(record)  # type: ignore[type-var]
    for name, value in fields.items():
        object.__setattr__(copy, name, value)
    return copy


def _cleaned(key: str, number: int, text: str, link: str) -> list[StoredEvent]:
    """Three events with the text in every field: timed and disputed, coarse, moved."""
    safe = text.encode("utf-8", "replace").decode()  # the model's records are sound Unicode
    place = Place(
        name="Saal " + safe, street_address=safe, postal_code=safe[:40],
        address_locality="Stadt " + safe, address_region=safe,
        municipality_key="15002000", latitude=51.4825, longitude=11.9697,
    )  # fmt: skip
    fields = {
        "name": f"Fremdes {number} {safe}",
        "locations": (place,),
        "organizers": (Organizer(name="Haus " + safe, alternate_name=safe, url=link),),
        "description": f"{safe}\n{safe}",
        "offers": safe,
        "url": link,
    }
    page = mention(f"fremd-{number}", f"fremd-{number}")
    pages = {"mentions": (replace(page, page_url=page.page_url + link[:40]), page)}
    disputed = Conflict(
        field="addressLocality", value="x" + safe, source_id=f"fremd-{number}", page_url=link
    )
    related = RelatedEvent(uid=f"{key}-verlegt@regioradar.example", features={})
    season = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text=safe
    )
    day = TODAY.replace(day=12 + number % 15)
    return [
        event(f"{key}-genau", When(start=at(day.year, day.month, day.day, 9)), **fields,
              stored=pages | {"conflicts": (disputed,), "related": (related,),
                              "former_uids": (f"{key}-alt@regioradar.example",)}),
        event(f"{key}-grob", season, **fields, stored=pages),
        event(f"{key}-verlegt", When(start=date(2026, 3, 10)), **fields,
              status=EventStatus.RESCHEDULED, previous_start=date(2026, 3, 9),
              stored=pages | {"sequence": 1}),
    ]  # fmt: skip


def _raw(stored: StoredEvent, text: str, link: str) -> StoredEvent:
    """The event with the very text and address in all fields."""
    place = forced(
        town("Leipzig"), name="Saal " + text, street_address=text, postal_code=text,
        address_locality="Stadt " + text, address_region=text,
    )  # fmt: skip
    organizer = forced(Organizer(name="x"), name=text, alternate_name=text, url=link)
    told = forced(
        stored.event, name=f"Rohes {text}", locations=(place,), organizers=(organizer,),
        description=text, offers=text, recurrence=text, url=link,
    )  # fmt: skip
    pages = tuple(forced(page, source_id=text, page_url=link) for page in stored.mentions)
    return forced(stored, event=told, mentions=pages)


def _events() -> list[StoredEvent]:
    found = [SOUND]
    for number, text in enumerate(TEXTS.values()):
        link = LINKS[number % len(LINKS)]
        found += _cleaned(f"fremd-{number}", number, text, link)
        raw = event(f"roh-{number}", When(start=at(2026, 4, 1 + number, 9)))
        found.append(_raw(raw, text, link))
    return found


def _news() -> list[StoredNews]:
    found = []
    for number, text in enumerate(TEXTS.values()):
        item = NewsItem(
            headline=f"Meldung {number} {text}", url=f"https://x.example/{number}",
            date_published=TODAY, description=text, organization=Organizer(name="Haus " + text),
            about=text, image=f"{ELSEWHERE}/h.png",
        )  # fmt: skip
        link = LINKS[number % len(LINKS)]
        raw = forced(item, headline=f"Rohe {text}", url=link, description=text, image=link)
        for key, one in (("meldung", item), ("rohe", raw)):
            found.append(
                StoredNews(
                    uid=f"{key}-{number}@regioradar.example", created=CREATED,
                    last_modified=CHANGED, source_id=f"fremd-{number}", item=one,
                )
            )  # fmt: skip
    return found


def _deadline(number: int, text: str) -> StoredDeadline:
    due = Deadline(due=date(2026, 5, 4), kind=DeadlineKind.REGISTRATION, quote=text, name=text)
    return StoredDeadline(
        uid=f"frist-{number}@regioradar.example", created=CREATED, last_modified=CHANGED,
        source_id=f"fremd-{number}", page_url=LINKS[number % len(LINKS)],
        deadline=forced(due, quote=text, name=text),
        event_uid=f"fremd-{number}-genau@regioradar.example",
    )  # fmt: skip


def _change(number: int, text: str) -> Change:
    return Change(
        event_uid=f"fremd-{number}-verlegt@regioradar.example", sequence=1, at=CHANGED,
        kind=ChangeKind.FIELD, field="location", old={"name": text}, new={"name": f"y{text}"},
        source_id=text, page_url=LINKS[number % len(LINKS)], by=text,
    )  # fmt: skip


def _site() -> FeedSettings:
    """The settings, with hostile texts of the operator and names of sources and regions."""
    whole = " ".join(text for text in TEXTS.values() if text.isprintable())
    markdown = "\n\n".join(text for text in TEXTS.values() if text.isprintable())
    return replace(
        invented.SETTINGS,
        title="Termine " + TEXTS["script"],
        description="Alles " + TEXTS["double quote"] + TEXTS["template"],
        owner="Verein " + TEXTS["single quote"],
        imprint=markdown,
        privacy=markdown,
        accessibility=markdown,
        sources={
            f"fremd-{number}": SourceInfo(
                id=f"fremd-{number}", name=f"Quelle {number} {text}", short_name=text,
                home=LINKS[number % len(LINKS)], kind="ministry", health=text, last_read=CHANGED,
            )
            for number, text in enumerate(TEXTS.values())
        },
        regions=(RegionInfo(key="mitteldeutschland", name=whole, kind=whole),),
    )  # fmt: skip


SETTINGS = _site()
SNAPSHOT = Snapshot(
    events=tuple(_events()),
    news=tuple(_news()),
    deadlines=tuple(_deadline(number, text) for number, text in enumerate(TEXTS.values())),
    changes=tuple(_change(number, text) for number, text in enumerate(TEXTS.values())),
    regions_of={"15002000": ("mitteldeutschland",)},
    today=TODAY,
)
