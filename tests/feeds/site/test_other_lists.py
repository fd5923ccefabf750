"""The archive, the deadlines and the page of all selections."""

from dataclasses import replace
from datetime import date, timedelta

from feeds.cards import event_slug
from model import Place, When


def test_the_archive_month_by_month(make, site):
    days = (date(2025, 11, 4), date(2025, 11, 20), date(2026, 1, 5), date(2026, 2, 9))
    built = site(
        make.seminar(),
        *(make.event(f"e{day}", name=f"Tagung {day:%d.%m.}", when=When(start=day)) for day in days),
    )
    index = built["archiv/index.html"]
    assert index.texts("main h2") == ["2026", "2025"]
    assert index.texts(".months li") == [
        "Februar 2026 1 Termin",
        "Januar 2026 1 Termin",
        "November 2025 2 Termine",
    ]
    assert built.names("archiv/2") == [
        "archiv/2025-11.html",
        "archiv/2026-01.html",
        "archiv/2026-02.html",
    ]
    november, january = built["archiv/2025-11.html"], built["archiv/2026-01.html"]
    assert november.texts(".row .name") == ["Tagung 04.11.", "Tagung 20.11."]
    assert november.hrefs(".row .name a")[0] == f"../{event_slug('e2025-11-04')}.html"
    assert november.hrefs("[rel=next]") == ["../archiv/2026-01.html"]
    assert january.hrefs("[rel=prev]") == ["../archiv/2025-11.html"]


def test_the_archive_ends_where_pages_end(make, site, settings):
    old = make.event("alt", when=When(start=make.today - timedelta(days=400)))
    assert len(site(old).names("archiv/2")) == 1
    short = replace(settings, archive_days=300)
    built = site(old, settings=short)
    assert built.names("archiv/") == ["archiv/index.html"]
    assert built["archiv/index.html"].texts(".empty") == ["Noch ist kein Termin vergangen."]
    assert f"{event_slug('alt')}.html" not in built


def test_what_a_calendar_tells_has_a_page(make, site, settings):
    event = make.event(when=When(start=make.today - timedelta(days=150)))
    built = site(event, settings=replace(settings, past_days=180, archive_days=0))
    assert f"{event_slug(event.uid)}.html" in built


def test_deadlines_by_day(make, site):
    event = make.conference()
    first = make.deadline(event.uid, date(2026, 2, 16))
    again = replace(first, uid="frist-2", page_url="https://bmwe.example/liste")
    later = replace(make.deadline(event.uid, make.at(2026, 2, 20, 12)), uid="frist-3")
    over = replace(make.deadline(event.uid, date(2026, 2, 9)), uid="frist-4")
    all_day = replace(make.deadline(event.uid, date(2026, 2, 20)), uid="frist-1")
    page = site(event, deadlines=(all_day, later, first, again, over))["fristen.html"]
    assert page.texts("#termine h3") == ["Montag, 16. Februar 2026", "Freitag, 20. Februar 2026"]
    assert page.texts("#termine .lines li") == [
        "Anmeldung: Regionalpolitische Jahrestagung BMWE",
        "Anmeldung, 12 Uhr: Regionalpolitische Jahrestagung BMWE",
        "Anmeldung: Regionalpolitische Jahrestagung BMWE",
    ]
    # A day is never parted at the end of a line.
    bound = page.root.cssselect("#termine h3")[1].text_content()
    assert bound == "Freitag, 20.\u00a0Februar\u00a02026"
    assert set(page.hrefs("#termine .lines a")) == {f"{event_slug(event.uid)}.html"}
    assert "https://kalender.example/fristen.ics" in page.texts("code")


def test_the_feeds_of_deadlines_and_news_say_what_they_tell(make, site):
    event = make.conference()
    due = make.deadline(event.uid, date(2026, 2, 16))
    built = site(event, deadlines=(due,), news=(make.news(),))
    assert "Termine" not in built["fristen.html"].text("#abonnieren")
    told = [e.text for e in built["fristen.html"].root.cssselect(".feeds dd:nth-child(2)")]
    assert told == ["Neu veröffentlichte Fristen", "Die nächsten Fristen, nach Datum"]
    for name, text in (
        ("fristen.rss", told[0]),
        ("fristen-demnaechst.rss", told[1]),
        ("neuigkeiten.rss", "Meldungen und Rückblicke"),
    ):
        assert f"<description>{text}</description>" in built.files[name].decode()


def test_a_deadline_that_is_over_leaves_the_page(make, site):
    event = make.conference()
    over = make.deadline(event.uid, date(2026, 2, 9))
    page = site(event, deadlines=(over,))["fristen.html"]
    assert page.texts(".empty") == ["Zurzeit ist keine Frist bekannt."]


def test_all_selections_with_counts_and_addresses(make, site):
    halle = Place(address_locality="Halle (Saale)", address_region="Sachsen-Anhalt")
    event = make.event(locations=(halle,), name="Wasserstofftag")
    due = make.deadline(event.uid, date(2026, 2, 16))
    page = site(event, make.seminar(), deadlines=(due,), news=(make.news(),))["auswahl.html"]
    assert page.texts("main h2") == ["Auf einen Blick", "Bundesländer", "Themen", "Quellen"]
    shown = dict(zip(page.texts(".card h3"), page.texts(".card .quiet"), strict=True))
    assert shown["Alle Termine"] == "2 Termine"
    assert shown["Fristen"] == "1 Frist"
    assert shown["Neuigkeiten"] == "1 Meldung"
    assert shown["Sachsen-Anhalt"] == "1 Termin"
    (card,) = (c for c in page.root.cssselect(".card") if "Sachsen-Anhalt" in c.text_content())
    assert [a.get("href") for a in card.cssselect("a")] == [
        "land/sachsen-anhalt.html",
        "land/sachsen-anhalt.ics",
        "land/sachsen-anhalt.rss",
    ]


def test_the_page_of_a_selection_holds_its_own_and_leads_to_the_same_events(make, site):
    halle = Place(address_locality="Halle (Saale)", address_region="Sachsen-Anhalt")
    event = make.event(locations=(halle,))
    page = site(event, make.seminar())["land/sachsen-anhalt.html"]
    assert page.texts("title") == ["Sachsen-Anhalt · Termine, Regionen; Räume"]
    assert (page.text(".kicker"), page.text("h1")) == ("Bundesland", "Sachsen-Anhalt")
    assert page.hrefs("#termine .name a") == [f"../{event_slug(event.uid)}.html"]
    assert "https://kalender.example/land/sachsen-anhalt.ics" in page.texts("code")
    links = page.root.cssselect("link[rel=alternate]")
    assert links[0].get("href") == "../land/sachsen-anhalt.ics"
    assert "../alle.ics" in [link.get("href") for link in links]
