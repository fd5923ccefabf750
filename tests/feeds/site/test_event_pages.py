"""The page of an event: what, when, where, who, from where, and what became of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from feeds import RegionInfo
from feeds.cards import event_slug
from model import (
    AttendanceMode,
    CoarseWhen,
    Conflict,
    EventStatus,
    Grain,
    Organizer,
    Place,
    RelatedEvent,
    When,
)

HALLE = Place(
    name="Händel-Halle",
    street_address="Salzgrafenplatz 1",
    postal_code="06108",
    address_locality="Halle (Saale)",
    address_region="Sachsen-Anhalt",
    municipality_key="15002000",
    latitude=51.48,
    longitude=11.97,
)
DELISTED = "Von der Quelle nicht mehr gelistet, wir prüfen das."


def row(page, label: str) -> str:
    """The text of one row of facts."""
    (found,) = (text for text in page.texts(".sheet > div") if text.startswith(label))
    return found.removeprefix(label).strip()


def test_when_with_weekday_and_duration(make, event_page):
    def told(when) -> str:
        return row(event_page(make.event(when=when)), "Wann")

    at = make.at
    assert told(When(start=date(2026, 3, 2))) == "Montag, 2. März 2026"
    assert told(When(start=date(2026, 3, 2), end=date(2026, 3, 3))) == (
        "Montag, 2. März, bis Dienstag, 3. März 2026 Dauer: 2 Tage"
    )
    assert told(When(start=date(2026, 12, 31), end=date(2027, 1, 1))) == (
        "Donnerstag, 31. Dezember 2026, bis Freitag, 1. Januar 2027 Dauer: 2 Tage"
    )
    assert told(When(start=at(2026, 3, 2, 10))) == "Montag, 2. März 2026 10 Uhr"
    assert told(When(start=at(2026, 3, 2, 10), end=at(2026, 3, 2, 11, 30))) == (
        "Montag, 2. März 2026 10:00–11:30 Uhr · Dauer: 1 Stunde 30 Minuten"
    )
    assert told(When(start=at(2026, 3, 2, 10), end=at(2026, 3, 3, 16))) == (
        "Montag, 2. März, bis Dienstag, 3. März 2026 10 Uhr bis 16 Uhr · Dauer: 2 Tage"
    )
    autumn = {"first_day": date(2026, 9, 1), "last_day": date(2026, 11, 30)}
    coarse = CoarseWhen(**autumn, grain=Grain.SEASON, text="Herbst 2026")
    assert told(coarse) == "Herbst 2026"


def test_a_night_in_which_the_clock_turns_is_as_long_as_it_is(make, event_page):
    night = When(start=make.at(2026, 3, 29, 1), end=make.at(2026, 3, 29, 5))
    assert "Dauer: 3 Stunden" in row(event_page(make.event(when=night)), "Wann")


def test_where_with_a_map_as_exact_as_the_place(make, event_page, settings):
    settings = replace(
        settings, regions=(RegionInfo(key="md", name="Mitteldeutschland", kind="m"),)
    )
    page = event_page(
        make.event(locations=(HALLE,)), settings=settings, regions_of={"15002000": ("md",)}
    )
    assert row(page, "Wo") == (
        "Händel-Halle Salzgrafenplatz 1 06108 Halle (Saale) Sachsen-Anhalt Karte Mitteldeutschland"
    )
    (address,) = page.hrefs(".sheet a")
    assert parse_qs(urlsplit(address).query) == {
        "query": ["Salzgrafenplatz 1, 06108 Halle (Saale)"]
    }
    page = event_page(make.event(locations=(replace(HALLE, street_address=""),)))
    assert page.texts(".sheet a") == ["Karte (Ortsmitte)"]
    assert "mlat=51.48000&mlon=11.97000" in page.hrefs(".sheet a")[0]
    berlin = Place(address_locality="Berlin", address_region="Berlin")
    assert row(event_page(make.event(locations=(berlin,))), "Wo") == "Berlin"
    nowhere = replace(HALLE, street_address="", latitude=None, longitude=None)
    assert event_page(make.event(locations=(nowhere,))).texts(".sheet a") == []


def test_where_nobody_can_go(make, event_page):
    online, mixed = AttendanceMode.ONLINE, AttendanceMode.MIXED
    page = event_page(make.event(locations=(HALLE,), attendance_mode=online))
    assert row(page, "Wo") == "Online"
    page = event_page(make.event(locations=(HALLE,), attendance_mode=mixed))
    assert row(page, "Wo").endswith("Karte auch online")
    assert row(event_page(make.event()), "Wo") == "Der Ort ist nicht bekannt."


def test_who_what_it_costs_and_what_it_is_about(make, event_page):
    city = Organizer(name="Stadt Halle", url="https://halle.example/")
    hosts = (city, Organizer(name="Amt"), Organizer(name="Stadt Halle"))
    text = "Zwei Tage zum Umbau.\nMit Fachforen. " + "Wort " * 400
    page = event_page(make.event(organizers=hosts, offers="kostenfrei", description=text))
    assert row(page, "Veranstalter") == "Stadt Halle Amt"
    assert page.hrefs(".sheet a") == ["https://halle.example/"]
    assert row(page, "Kosten") == "kostenfrei"
    first, second = page.texts("#beschreibung p")
    assert first == "Zwei Tage zum Umbau."
    assert second.endswith("…")
    assert len(second) < 1_000


def test_the_original_is_the_main_way_on(make, event_page):
    page = event_page(make.conference())
    assert page.hrefs("aside .button") == [
        "https://bmwe.example/termine/jahrestagung",
        f"../{event_slug(make.conference().uid)}.ics",
    ]
    autumn = {"first_day": date(2026, 9, 1), "last_day": date(2026, 11, 30)}
    coarse = CoarseWhen(**autumn, grain=Grain.SEASON, text="Herbst 2026")
    assert len(event_page(make.event(when=coarse)).hrefs("aside .button")) == 1


def test_where_a_fault_can_be_reported(make, event_page, settings):
    def links(contact: str) -> list[str]:
        page = event_page(
            make.event(name="Tag & Nacht"), settings=replace(settings, contact=contact)
        )
        return [href for href in page.hrefs("aside a") if "mangel" in href]

    (address,) = links("mangel@kalender.example")
    assert address.startswith("mailto:mangel@kalender.example?subject=Hinweis%20zu%20")
    assert parse_qs(urlsplit(address).query)["subject"] == ["Hinweis zu „Tag & Nacht“"]
    assert links("https://kalender.example/mangel") == ["https://kalender.example/mangel"]
    assert links("") == []


def test_notes_of_life(make, event_page):
    later = When(start=date(2026, 5, 4))
    changed_at = datetime(2026, 2, 3, 9, tzinfo=UTC)
    moved = {"status": EventStatus.RESCHEDULED, "previous_start": date(2026, 3, 2)}
    off = "ein neuer Termin ist noch nicht bekannt."
    cases = [
        ({}, []),
        ({"changed_at": changed_at}, ["Geändert am 3. Februar 2026."]),
        ({"changed_at": changed_at, **moved}, ["Neuer Termin: verschoben vom 2. März 2026."]),
        ({"status": EventStatus.MOVED_ONLINE}, ["Diese Veranstaltung findet online statt."]),
        (
            {"status": EventStatus.POSTPONED},
            [f"VERSCHOBEN: Diese Veranstaltung ist verschoben, {off}"],
        ),
        ({"status": EventStatus.CANCELLED}, ["ABGESAGT: Diese Veranstaltung ist abgesagt."]),
    ]
    for fields, note in cases:
        page = event_page(make.event(when=later, **fields))
        assert page.texts(".status") == note
        assert page.text("h1") == "Regionalpolitische Jahrestagung"


def test_what_is_no_longer_listed_says_so(make, event_page):
    listed = make.conference()
    (mention,) = listed.mentions
    since = make.changed + timedelta(days=4)
    gone = replace(listed, delisted_since=since, mentions=(replace(mention, missing_since=since),))
    page = event_page(gone)
    assert page.texts(".status") == [DELISTED]
    assert page.text("#quellen li") == (
        "BMWE dort nicht mehr genannt, zuletzt gelesen am 20. Januar 2026"
    )
    moved = replace(gone, changed_at=since)
    assert event_page(moved).texts(".status") == [f"Geändert am 24. Januar 2026. {DELISTED}"]
    off = replace(gone, event=replace(gone.event, status=EventStatus.CANCELLED))
    assert event_page(off).texts(".status") == ["ABGESAGT: Diese Veranstaltung ist abgesagt."]


def test_every_page_that_tells_of_it_with_the_day_it_was_read(make, event_page):
    when, day = make.created, timedelta(days=1)
    mentions = (
        make.mention("https://region.example/termin", source_id="region", first_seen=when - day),
        make.mention("https://bmwe.example/liste", first_seen=when - 2 * day),
        make.mention(
            "https://weg.example/x",
            source_id="weg",
            first_seen=when - 9 * day,
            missing_since=make.changed,
        ),
        make.mention(
            "https://haus.example/tagung", source_id="haus", first_seen=when + day, own=True
        ),
        make.mention("https://bmwe.example/detail", first_seen=when),
        make.mention(
            "https://bmwe.example/detail",
            first_seen=when + day,
            last_seen=datetime(2026, 1, 31, 23, 30, tzinfo=UTC),
        ),
    )
    read = "gelesen am 20. Januar 2026"
    assert event_page(make.event(mentions=mentions)).texts("#quellen li") == [
        f"haus.example {read}",
        f"BMWE {read}",
        f"region.example {read}",
        "BMWE, Seite 2 gelesen am 1. Februar 2026",
        f"weg.example dort nicht mehr genannt, zuletzt {read}",
    ]


def test_reports_are_linked_by_their_headline(make, event_page):
    report = make.mention("https://bmwe.example/rueckblick", is_report=True)
    other = make.mention("https://region.example/bilanz", source_id="a", is_report=True)
    event = make.event(mentions=(make.mention(), report, other))
    about = {"is_report": True, "event_uid": event.uid}
    news = (
        make.news("b", headline="So war es", url="https://bmwe.example/rueckblick", **about),
        make.news("meldung", headline="Nur eine Meldung", event_uid=event.uid),
        make.news("anderer", headline="Bericht", is_report=True, event_uid="anderes"),
    )
    page = event_page(event, news=news, today=date(2026, 3, 10))
    assert page.texts("#rueckblick li") == ["So war es", "region.example"]
    assert page.hrefs("#rueckblick a") == [
        "https://bmwe.example/rueckblick",
        "https://region.example/bilanz",
    ]
    assert page.texts("#quellen a") == ["BMWE"]
    assert page.text(".kicker") == "März 2026 · vorbei"


def test_what_another_page_says_otherwise_stands_where_it_belongs(make, event_page):
    region = {"source_id": "region", "page_url": "https://region.example/termin"}
    conflicts = (
        Conflict(field="addressLocality", value="Leipzig <b>Mitte</b>", **region),
        Conflict(field="endDate", value=None, **region),
        Conflict(field="eventStatus", value="EventCancelled", **region),
        Conflict(field="endDate", value="2026-03-04", source_id="x", page_url="javascript:x"),
    )
    page = event_page(make.event(locations=(HALLE,), conflicts=conflicts))
    assert page.texts(".when-row .other") == [
        "Andere Angabe zum Termin bei region.example: 2. März 2026",
        "Andere Angabe zum Stand bei region.example: abgesagt",
    ]
    assert page.texts(".where-row .other") == [
        "Andere Angabe zum Ort bei region.example: Leipzig Mitte"
    ]
    assert page.hrefs(".other a") == ["https://region.example/termin"] * 3


def test_related_events_lead_to_their_pages_or_to_where_they_stood(make, site):
    seminar = make.seminar()
    long_over = make.event(
        "alt", name="Auftakt", when=When(start=date(2020, 3, 2)), url="https://bmwe.example/auftakt"
    )
    uids = (seminar.uid, "alt", "nirgends")
    event = make.event(related=tuple(RelatedEvent(uid=uid, features={}) for uid in uids))
    built = site(event, seminar, long_over)
    page = built[f"{event_slug(event.uid)}.html"]
    assert page.texts("#verwandt li") == [
        "2. März 2020 · Auftakt",
        "19. März 2026, 10–16 Uhr · Seminar Fördermittel · Berlin",
    ]
    slug = event_slug(seminar.uid)
    assert page.hrefs("#verwandt a") == ["https://bmwe.example/auftakt", f"../{slug}.html"]
    hidden = replace(seminar, event=replace(seminar.event, publish=False))
    assert not site(event, hidden)[f"{event_slug(event.uid)}.html"].has("#verwandt a[href*=termin]")


def test_deadlines_until_they_are_over_each_once(make, event_page):
    event = make.conference()
    once, missed = (make.deadline(event.uid, date(2026, 2, day)) for day in (16, 9))
    again = replace(once, uid="frist-2", page_url="https://b.example/x")
    page = event_page(event, deadlines=(once, again, replace(missed, uid="frist-3")))
    assert row(page, "Frist") == "Anmeldung bis 16. Februar 2026"


def test_what_became_of_it_in_words(make, event_page):
    first = make.event(when=When(start=date(2026, 3, 2)))
    moved = make.event(when=When(start=date(2026, 3, 9)), sequence=1)
    off = make.event(when=When(start=date(2026, 3, 9)), sequence=2, status=EventStatus.CANCELLED)
    page = event_page(off, changes=make.changes(first, moved, off))
    assert page.texts("#verlauf li") == [
        "22. Januar 2026: abgesagt",
        "21. Januar 2026: verschoben: 2. März → 9. März 2026",
        "12. Januar 2026: zum ersten Mal veröffentlicht",
    ]


def test_topics_with_the_words_that_decided_and_the_other_selections(make, event_page):
    page = event_page(make.event(name="Forum Wasserstoff", locations=(HALLE,)))
    assert page.texts("aside .topics li") == [
        "Wasserstoff und Energie wegen „Wasserstoff“",
    ]
    assert page.hrefs("aside .topics a") == ["../thema/wasserstoff-energie.html"]
    assert page.texts("aside .tags li") == ["Sachsen-Anhalt", "BMWE"]
    assert page.hrefs("aside .tags a") == ["../land/sachsen-anhalt.html", "../quelle/bmwe.html"]


def test_the_page_of_an_event_that_turned_out_to_be_another_leads_there(make, site):
    event = make.event(former_uids=("alt@regioradar.example", make.seminar().uid))
    built = site(event, make.seminar())
    page = built[f"{event_slug('alt@regioradar.example')}.html"]
    target = f"../{event_slug(event.uid)}.html"
    (refresh,) = page.root.cssselect("meta[http-equiv=refresh]")
    assert refresh.get("content") == f"0; url={target}"
    assert page.hrefs("main a") == [target]
    assert page.has("meta[name=robots][content=noindex]")
    assert built[f"{event_slug(make.seminar().uid)}.html"].text("h1") == "Seminar Fördermittel"
    assert event_slug("alt@regioradar.example").encode() not in built.files["sitemap.xml"]
