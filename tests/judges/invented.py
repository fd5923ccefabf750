"""Sixty invented events of every kind, with news, deadlines and changes: what the judges look at.

`SNAPSHOT` is as of `TODAY`, `SETTINGS` are those of its site. The facts are made up; towns, their
keys, coordinates and regions are real.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from feeds import FeedSettings, Snapshot
from feeds.settings import RegionInfo, SourceInfo
from model import (
    BERLIN,
    AttendanceMode,
    Change,
    ChangeKind,
    CoarseWhen,
    Conflict,
    Deadline,
    DeadlineKind,
    Event,
    EventStatus,
    Grain,
    HealthState,
    Mention,
    NewsItem,
    Organizer,
    Place,
    RelatedEvent,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    When,
)
from model.schema_org import event_to_json
from parsers.places import regions_of

TODAY = date(2026, 2, 10)
NOW = datetime(2026, 2, 10, 5, 0, tzinfo=UTC)
CREATED = datetime(2026, 1, 12, 8, 30, tzinfo=UTC)
CHANGED = datetime(2026, 1, 20, 9, 15, 30, tzinfo=UTC)

TOWNS = {
    "Halle (Saale)": ("Sachsen-Anhalt", "15002000", 51.4825, 11.9697),
    "Cottbus": ("Brandenburg", "12052000", 51.7577, 14.3289),
    "Görlitz": ("Sachsen", "14626110", 51.1528, 14.9872),
    "Leipzig": ("Sachsen", "14713000", 51.3397, 12.3731),
    "Jena": ("Thüringen", "16053000", 50.9272, 11.5892),
    "Essen": ("Nordrhein-Westfalen", "05113000", 51.4556, 7.0116),
    "Hamburg": ("Hamburg", "02000000", 53.5511, 9.9937),
    "München": ("Bayern", "09162000", 48.1372, 11.5756),
    "Stuttgart": ("Baden-Württemberg", "08111000", 48.7758, 9.1829),
    "Rostock": ("Mecklenburg-Vorpommern", "13003000", 54.0924, 12.0991),
    "Bremen": ("Bremen", "04011000", 53.0793, 8.8017),
    "Kiel": ("Schleswig-Holstein", "01002000", 54.3233, 10.1228),
    "Mainz": ("Rheinland-Pfalz", "07315000", 49.9929, 8.2473),
    "Kassel": ("Hessen", "06611000", 51.3127, 9.4797),
    "Berlin": ("Berlin", "11000000", 52.5200, 13.4050),
}
SUBJECTS = (
    "Wasserstoff in der Region: Werkstatt für Stadtwerke",
    "Strukturwandel vor Ort: Dialogforum",
    "Städtebauförderung in der Praxis",
    "Ländliche Räume: Netzwerktreffen der Dorfläden",
    "Mobilität auf dem Land: Fachtag Rufbus",
    "Fachkräfte gewinnen, Fachkräfte halten",
    "Innovation im Mittelstand: Transfertag",
    "Digitalisierung der Verwaltung: Offene Sprechstunde",
    "Förderung verstehen: Seminar für Kommunen",
    "Tourismus und Kultur am Fluss: Regionalkonferenz",
)
SOURCES = {
    "bmwe": ("Bundesministerium für Wirtschaft und Energie", "ministry", HealthState.WELL),
    "bbsr": (
        "Bundesinstitut für Bau-, Stadt- und Raumforschung",
        "federal_agency",
        HealthState.QUIET,
    ),
    "dvs_ble": ("Deutsche Vernetzungsstelle Ländliche Räume", "network", HealthState.DEGRADED),
    "aconium": ("aconium & Partner", "training", HealthState.BROKEN),
    "difu": ("Deutsches Institut für Urbanistik", "institute", HealthState.UNKNOWN),
}
"""Name, kind and health of each source."""
PAST = 6
"""Of the plain events, how many lie before `TODAY`."""


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc, arg-type]


def town(name: str, house: str = "", **fields: str) -> Place:
    land, key, latitude, longitude = TOWNS[name]
    return Place(
        name=house, address_locality=name, address_region=land, municipality_key=key,
        latitude=latitude, longitude=longitude, **fields,
    )  # fmt: skip


def mention(name: str, source_id: str = "bmwe", **fields: Any) -> Mention:
    url = f"https://{source_id.replace('_', '-')}.example/termine/{name}"
    seen = {"first_seen": CREATED, "last_seen": CHANGED}
    return Mention(source_id=source_id, page_url=url, **{**seen, **fields})


def event(key: str, when: When | CoarseWhen | None, /, **fields: Any) -> StoredEvent:
    """Return a published event; `key` makes its UID, `stored` sets fields of its record."""
    stored: dict[str, Any] = fields.pop("stored", {})
    values: dict[str, Any] = {
        "name": key.capitalize(),
        "when": when,
        "publish": True,
        "confidence": 0.9,
    }
    record: dict[str, Any] = {
        "sequence": 0,
        "created": CREATED,
        "last_modified": CHANGED,
        "mentions": (mention(key),),
    }
    uid = f"{key}@regioradar.example"
    record |= stored
    values["url"] = record["mentions"][0].page_url
    return StoredEvent(uid=uid, **record, event=Event(**{**values, **fields}))


def _plain(number: int) -> StoredEvent:
    """One event of the run of the year: whole days, several days and clock times in turn."""
    names = list(TOWNS)
    place = town(names[number % len(names)], "Bürgerhaus, Großer Saal", street_address="Markt 1")
    day = TODAY + timedelta(days=9 * (number - PAST) + 1)
    whens = (
        When(start=day),
        When(start=day, end=day + timedelta(days=1)),
        When(start=at(day.year, day.month, day.day, 9, 30), end=at(*day.timetuple()[:3], 16)),
        When(start=at(day.year, day.month, day.day, 18)),
    )
    source = tuple(SOURCES)[number % len(SOURCES)]
    return event(
        f"plan-{number:02}",
        whens[number % len(whens)],
        name=f"{SUBJECTS[number % len(SUBJECTS)]} {number}",
        locations=(place,),
        organizers=(Organizer(name="Netzwerk Regionen e.V.", alternate_name="NRG"),),
        description="Ein Tag mit Vorträgen und Arbeitsgruppen.\n\nDie Teilnahme kostet nichts.",
        stored={
            "mentions": (mention(f"plan-{number:02}", source, own=True),),
            "created": CREATED - timedelta(hours=number),
        },
    )


PLAIN = tuple(_plain(number) for number in range(40))

SPECIAL = (
    event("ganztags", When(start=date(2026, 2, 18), end=date(2026, 2, 19)),
          locations=(town("Halle (Saale)", "Händel-Halle"),)),
    event("sommer", When(start=at(2026, 7, 1, 12), end=at(2026, 7, 1, 14)),
          locations=(town("Cottbus"),)),
    event("winter", When(start=at(2026, 12, 1, 12), end=at(2026, 12, 1, 14)),
          locations=(town("Görlitz"),)),
    event("nachts", When(start=at(2026, 5, 8, 20), end=at(2026, 5, 9, 1, 30)), name="Kulturnacht"),
    event("mitternacht", When(start=at(2026, 7, 9, 18), end=at(2026, 7, 10)), name="Sommerabend"),
    event("faellt-aus", When(start=date(2026, 2, 1), end=date(2026, 2, 20)), name="Messewochen",
          status=EventStatus.CANCELLED, stored={"sequence": 1}),
    event("fruehjahr", When(start=at(2026, 3, 28, 20), end=at(2026, 3, 29, 6)),
          name="Über die Umstellung auf Sommerzeit"),
    event("herbst", When(start=at(2026, 10, 24, 20), end=at(2026, 10, 25, 6)),
          name="Über die Umstellung auf Winterzeit"),
    event("ohne-ende", When(start=at(2026, 4, 21, 10)), name="Beginn bekannt, Ende offen"),
    event("tag-ohne-stunde", When(start=at(2026, 4, 22, 10), end=date(2026, 4, 23)),
          name="Zwei Tage, Beginn um zehn"),
    event("vormerken", CoarseWhen(first_day=date(2026, 9, 1), last_day=date(2026, 11, 30),
          grain=Grain.SEASON, text="Herbst 2026"), name="Save the Date: Zukunftskongress",
          locations=(town("Leipzig"),)),
    event("abgesagt", When(start=date(2026, 4, 15)), name="Regionalforum Lausitz",
          status=EventStatus.CANCELLED, locations=(town("Cottbus"),), stored={"sequence": 1}),
    event("aufgeschoben", When(start=at(2026, 4, 16, 9)), name="Tag der Regionen",
          status=EventStatus.POSTPONED),
    event("verlegt", When(start=at(2026, 6, 9, 9), end=at(2026, 6, 9, 17)),
          name="Demografiegipfel", status=EventStatus.RESCHEDULED,
          previous_start=date(2026, 5, 19), locations=(town("Kassel"),),
          stored={"sequence": 2, "changed_at": CHANGED}),
    event("nur-online", When(start=at(2026, 3, 10, 14), end=at(2026, 3, 10, 15, 30)),
          name="Webseminar Breitband", attendance_mode=AttendanceMode.ONLINE),
    event("gemischt", When(start=at(2026, 3, 11, 14), end=at(2026, 3, 11, 18)),
          name="Fachtag hybrid", attendance_mode=AttendanceMode.MIXED,
          locations=(town("Berlin", "Haus der Kulturen"),)),
    event("zwei-orte", When(start=date(2026, 6, 17), end=date(2026, 6, 18)),
          name="Grenzgang Neiße", locations=(town("Görlitz", "Stadthalle"), town("Cottbus"))),
    event("ort-unbekannt", When(start=date(2026, 6, 24)), name="Ort folgt",
          organizers=(Organizer(name="Bundesministerium für Wirtschaft und Energie"),)),
    event("teil", When(start=at(2026, 2, 17, 18)), name="Vorabend der Konferenz",
          locations=(town("Halle (Saale)"),),
          stored={"related": (RelatedEvent(uid="ganztags@regioradar.example", features={}),)}),
    event("zwei-angaben", When(start=at(2026, 5, 5, 10)), name="Energietag",
          locations=(town("Jena"),),
          stored={"mentions": (mention("zwei-angaben", own=True), mention("energietag", "difu")),
                  "former_uids": ("energietag@regioradar.example",),
                  "conflicts": (Conflict(field="startDate", value="2026-05-06",
                                source_id="difu", page_url="https://difu.example/termine/energietag"),)}),
    event("zeichen", When(start=at(2026, 6, 2, 9), end=at(2026, 6, 2, 12)),
          name="Übermorgen: „Größe & Maß“ – 100 % <regional>; Käse, Brot \\ Wein 🚲🌻",
          description="Zeile eins; mit Strichpunkt, Komma und \\ Strich.\nZeile zwei 👩‍👩‍👧 Ω ℓ.",
          offers="12,50 €; ermäßigt 8 €",
          locations=(town("München", "Café »Zur Straße«", street_address="Große Straße 5 a"),)),
    event("lang", When(start=date(2026, 6, 3)),
          name="Fachkonferenz zur Weiterentwicklung der Gemeinschaftsaufgabe " * 4,
          description="Donaudampfschifffahrtsgesellschaftsregionalentwicklungskonzept" * 3,
          organizers=(Organizer(name="Landesarbeitsgemeinschaft der kommunalen Spitzenverbände "
                                "und regionalen Planungsgemeinschaften im Osten"),)),
    event("vergangen", When(start=at(2026, 1, 22, 10), end=at(2026, 1, 22, 12)),
          name="Neujahrsforum", is_report=True,
          stored={"mentions": (mention("vergangen", is_report=True),)}),
    event("lange-her", When(start=date(2025, 3, 4)), name="Vor fast einem Jahr"),
    event("ohne-tag", None, name="Noch kein Termin"),
    event("zurueckgehalten", When(start=date(2026, 3, 3)), name="Unveröffentlicht", publish=False),
)  # fmt: skip

NOT_IN_CALENDAR = frozenset({"vormerken", "lange-her", "ohne-tag", "zurueckgehalten"})
"""Of the special events: without an exact day, beyond the window, or not published."""


def _news(number: int) -> StoredNews:
    day = TODAY - timedelta(days=3 * number + 1)
    return StoredNews(
        uid=f"meldung-{number}@regioradar.example",
        created=CREATED + timedelta(minutes=number),
        last_modified=CHANGED,
        source_id=tuple(SOURCES)[number % len(SOURCES)],
        item=NewsItem(
            headline=f"Neue Förderrunde „Zukunft & Region“ {number} gestartet",
            url=f"https://bmwe.example/presse/{number}",
            date_published=day if number % 3 else None,
            description="Bis zum Sommer sind Anträge möglich.",
            is_report=number == 1,
        ),
        event_uid="vergangen@regioradar.example" if number == 1 else "",
    )


def _deadline(uid: str, due: date | datetime, kind: DeadlineKind) -> StoredDeadline:
    of_event = uid != "aufruf"
    return StoredDeadline(
        uid=f"frist-{uid}@regioradar.example",
        created=CREATED,
        last_modified=CHANGED,
        source_id="bmwe",
        page_url=f"https://bmwe.example/{f'termine/{uid}' if of_event else 'presse/2'}",
        deadline=Deadline(due=due, kind=kind, quote="Bitte bis dahin", name="Aufruf Zukunft"),
        event_uid=f"{uid}@regioradar.example" if of_event else "",
    )


DEADLINES = (
    _deadline("ganztags", date(2026, 2, 15), DeadlineKind.REGISTRATION),
    _deadline("sommer", at(2026, 6, 15, 23, 59), DeadlineKind.REGISTRATION),
    _deadline("winter", at(2026, 11, 30, 12), DeadlineKind.SUBMISSION),
    _deadline("aufruf", date(2026, 5, 31), DeadlineKind.APPLICATION),
)


def _history() -> tuple[Change, ...]:
    """Return how one event was moved twice and another was cancelled."""
    states = {stored.event.name: stored for stored in SPECIAL}
    moved, off = states["Demografiegipfel"], states["Regionalforum Lausitz"]
    first = replace(moved.event, when=When(start=date(2026, 5, 19)), status=EventStatus.SCHEDULED)
    second = replace(moved.event, locations=(town("Mainz"),))
    steps = (
        (moved, 1, first, second),
        (moved, 2, second, moved.event),
        (off, 1, replace(off.event, status=EventStatus.SCHEDULED), off.event),
    )
    return tuple(
        change
        for day, (stored, sequence, before, after) in enumerate(steps)
        for change in _changes(stored, sequence, before, after, CHANGED - timedelta(days=3 - day))
    )


def _changes(
    stored: StoredEvent, sequence: int, before: Event, after: Event, moment: datetime
) -> list[Change]:
    old, new = event_to_json(before), event_to_json(after)
    return [
        Change(
            event_uid=stored.uid, sequence=sequence, at=moment, kind=ChangeKind.FIELD, field=field,
            old=old.get(field), new=new.get(field), source_id="bmwe",
            page_url=stored.mentions[0].page_url,
        )
        for field in sorted({*old, *new})
        if old.get(field) != new.get(field)
    ]  # fmt: skip


SNAPSHOT = Snapshot(
    events=(*PLAIN, *SPECIAL),
    news=tuple(_news(number) for number in range(9)),
    deadlines=DEADLINES,
    changes=_history(),
    regions_of={
        key: tuple(region.key for region in regions_of(key)) for _, key, *_ in TOWNS.values()
    },
    today=TODAY,
)

_TEXT = """## Angaben

Verein *Beispiel*, Markt 1, 06108 Halle (Saale)

- [Kontakt](mailto:post@kalender.example)
"""

SETTINGS = FeedSettings(
    base_url="https://kalender.example/regional",  # a folder: no link may lead from the host
    title="Termine, Regionen; Räume",
    owner="Verein für Regionales & Kultur",
    version="1.0",
    tag_authority="kalender.example",
    contact="mailto:post@kalender.example",
    imprint=_TEXT,
    privacy=_TEXT,
    accessibility=_TEXT,
    sources={
        key: SourceInfo(
            id=key, name=name, home=f"https://{key.replace('_', '-')}.example/", kind=kind,
            state=state, health="Zuletzt ohne Störung gelesen.", last_read=CHANGED,
        )
        for key, (name, kind, state) in SOURCES.items()
    },
    regions=tuple(
        sorted(
            {
                region.key: RegionInfo(key=region.key, name=region.name, kind=region.kind)
                for _, key, *_ in TOWNS.values()
                for region in regions_of(key)
            }.values(),
            key=lambda region: region.key,
        )
    ),
)  # fmt: skip
