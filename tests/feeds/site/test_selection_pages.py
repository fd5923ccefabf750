"""The lists of coming events: what stands where, in which order, on how many pages."""

from datetime import date, timedelta
from itertools import pairwise

from feeds.cards import event_slug
from feeds.site.listing import PAGE_SIZE
from feeds.site.selection_pages import MOST_NEWS, MOST_PAST
from model import CoarseWhen, EventStatus, Grain, When

HERBST = CoarseWhen(
    first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst 2026"
)


def test_coming_events_by_month_and_day(make, site):
    other = make.event("zweite", name="Frühjahrsempfang", when=When(start=date(2026, 3, 2)))
    page = site(make.cancelled(), make.seminar(), other, make.conference())["index.html"]
    assert page.texts("#termine h3") == ["März 2026", "April 2026"]
    assert page.texts("#termine h4") == [
        "Montag, 2. März",
        "Donnerstag, 19. März",
        "Mittwoch, 15. April",
    ]
    assert page.texts("#termine h5") == [
        "Regionalpolitische Jahrestagung",
        "Frühjahrsempfang",
        "Seminar Fördermittel",
        "ABGESAGT: Regionalforum Lausitz",
    ]
    assert [t.get("datetime") for t in page.root.cssselect("h4 time")] == [
        "2026-03-02",
        "2026-03-19",
        "2026-04-15",
    ]
    assert page.texts("#termine .when") == ["2.–3. März 2026", "10–16 Uhr"]
    assert page.texts("#termine .facts")[0] == (
        "Ort: Händel-Halle, Halle (Saale) "
        "Veranstalter: Bundesministerium für Wirtschaft und Energie"
    )
    assert page.texts(".is-off h5") == ["ABGESAGT: Regionalforum Lausitz"]
    assert page.texts(".actions .count") == ["4 kommende Termine"]


def test_each_name_leads_to_the_page_of_its_event(make, site):
    built = site(make.seminar(), make.conference())
    links = built["index.html"].hrefs("#termine .name a")
    assert len(set(links)) == 2
    assert all(link in built for link in links)
    assert built[links[0]].text("h1") == "Regionalpolitische Jahrestagung"


def test_an_event_without_organiser_says_where_it_was_read(make, site):
    assert site(make.seminar())["index.html"].text(".facts") == "Ort: Berlin Quelle: BMWE"


def test_what_is_over_what_runs_and_what_is_vague(make, site):
    today = make.today
    page = site(
        make.event("a", name="Vorbei", when=When(start=today - timedelta(days=2))),
        make.event("b", name="Länger vorbei", when=When(start=today - timedelta(days=9))),
        make.event("c", name="Läuft", when=When(start=today - timedelta(days=3), end=today)),
        make.event("d", name="Vage", when=HERBST),
        make.event("e", name="Bericht von morgen", is_report=True),
        make.event("f", name="Zurückgehalten", publish=False),
    )["index.html"]
    assert page.texts("#vorbei .name") == ["Vorbei", "Länger vorbei"]
    assert page.texts("#termine h3") == ["Schon begonnen", "Noch ohne festen Tag"]
    assert "Herbst 2026 Vage" in page.text("#termine")
    assert "Bericht von morgen" not in page.root.text_content()
    assert "Zurückgehalten" not in page.root.text_content()


def test_what_is_off_does_not_run(make, site):
    weeks = When(start=make.today - timedelta(days=3), end=make.today + timedelta(days=9))
    page = site(
        make.event("a", name="Ausstellung", when=weeks),
        make.event("b", name="Messe", when=weeks, status=EventStatus.CANCELLED),
        make.event("c", name="Verschoben: Woche", when=weeks, status=EventStatus.POSTPONED),
    )["index.html"]
    assert page.texts("section[aria-labelledby=laufend] .name") == ["Ausstellung"]
    assert page.texts("#termine h3") == ["Schon begonnen", "Findet zurzeit nicht statt"]
    off = ["ABGESAGT: Messe", "Verschoben: Woche"]
    assert page.texts("section[aria-labelledby=ausgefallen] .is-off .name") == off
    assert page.text(".actions .count") == "3 kommende Termine"


def test_news_and_reports_by_their_own_date(make, site):
    news = (
        make.news("a", headline="Älter", date_published=date(2026, 1, 1)),
        make.news("b", headline="Bilanz", date_published=date(2026, 2, 1), is_report=True),
        make.news("c", headline="Ohne", date_published=None),
    )
    page = site(news=news)["index.html"]
    assert page.texts("#neuigkeiten .name") == ["Bilanz", "Ohne", "Älter"]
    assert page.texts("#neuigkeiten .meta")[0] == "Rückblick · BMWE"
    assert page.texts("#neuigkeiten .when") == ["1. Februar 2026", "ohne Datum", "1. Januar 2026"]


def test_an_article_under_two_addresses_is_told_once(make, site):
    day = date(2026, 2, 1)
    news = (
        make.news("a", headline="Bilanz der Tagung", date_published=day),
        make.news("b", headline="Bilanz der Tagung", date_published=day),
        make.news("c", headline="Bilanz der Tagung", date_published=date(2025, 2, 1)),
    )
    page = site(news=news)["index.html"]
    assert page.texts("#neuigkeiten .when") == ["1. Februar 2026", "1. Februar 2025"]


def test_deadlines_stand_with_their_event_until_they_are_over(make, site):
    event = make.conference()
    coming, missed = (make.deadline(event.uid, date(2026, 2, day)) for day in (16, 9))
    page = site(event, deadlines=(coming,))["index.html"]
    assert page.texts("#termine .deadline") == ["Anmeldung bis 16. Februar 2026"]
    assert site(event, deadlines=(missed,))["index.html"].texts("#termine .deadline") == []


def test_nobody_registers_for_what_is_cancelled(make, site):
    event = make.cancelled()
    built = site(event, deadlines=(make.deadline(event.uid, date(2026, 2, 16)),))
    assert built["index.html"].texts(".deadline") == []
    assert built[f"{event_slug(event.uid)}.html"].texts(".deadline") == []
    assert built["fristen.html"].texts("#termine .lines .is-off") == [
        "ABGESAGT: Anmeldung: Regionalforum Lausitz BMWE"
    ]
    assert built["embed/fristen.html"].text(".name") == "ABGESAGT: Regionalforum Lausitz"


def test_subscribing(make, site):
    page = site(make.conference())["index.html"]
    assert page.texts("#abonnieren code") == [
        "https://kalender.example/alle.ics",
        "https://kalender.example/alle.rss",
        "https://kalender.example/demnaechst.rss",
        "https://kalender.example/aenderungen.rss",
    ]
    assert "https://kalender.example/aenderungen.json" in page.hrefs("#abonnieren .feeds a")
    assert page.hrefs("#abonnieren .button") == ["webcal://kalender.example/alle.ics"]
    assert {link.get("type") for link in page.root.cssselect("link[rel=alternate]")} == {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "text/calendar",
    }


def test_frame(make, site):
    page = site(make.conference())["index.html"]
    footer = page.text("footer")
    assert "Stand: 20. Januar 2026, 10:15 Uhr" in footer
    assert "Ortsdaten: Destatis/Eurostat; GeoNames, CC BY 4.0." in footer
    assert page.hrefs("a.skip") == ["#inhalt"]
    assert page.texts("header a[aria-current=page]") == ["Termine"]
    assert page.texts("title") == ["Termine, Regionen; Räume"]
    levels = [int(h.tag[1]) for h in page.root.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_empty_page(site):
    page = site()["index.html"]
    assert page.texts(".empty") == ["Zurzeit ist kein kommender Termin bekannt."]
    assert "Stand:" not in page.root.text_content()
    assert not page.has("#vorbei")
    assert not page.has("#neuigkeiten")


def test_the_past_and_the_news_are_short_here(make, site):
    events = [
        make.event(f"e{n}", when=When(start=make.today - timedelta(days=1 + n)))
        for n in range(MOST_PAST + 3)
    ]
    news = tuple(make.news(f"n{n}", headline=f"Meldung {n}") for n in range(MOST_NEWS + 1))
    page = site(*events, news=news)["index.html"]
    assert len(page.root.cssselect("#vorbei li")) == MOST_PAST
    assert page.hrefs("#vorbei .more a") == ["archiv/index.html"]
    assert len(page.root.cssselect("#neuigkeiten li")) == MOST_NEWS


def test_states_have_marks_and_notes(make, site):
    page = site(
        make.event("a", status=EventStatus.POSTPONED),
        make.event("b", status=EventStatus.CANCELLED),
    )["index.html"]
    assert page.texts(".mark") == ["VERSCHOBEN:", "ABGESAGT:"]
    assert page.texts(".note") == [
        "Diese Veranstaltung ist verschoben, ein neuer Termin ist noch nicht bekannt."
    ]


def test_a_long_list_turns_its_pages_between_days(make, site):
    """Two events a day: a page is full with `PAGE_SIZE`, and no day is torn apart."""
    days = [make.today + timedelta(days=1 + n // 2) for n in range(2 * PAGE_SIZE + 3)]
    events = [make.event(f"e{n:03}", when=When(start=day)) for n, day in enumerate(days)]
    running = make.event("läuft", when=When(start=make.today - timedelta(days=3), end=make.today))
    built = site(*events, running, make.event("vage", when=HERBST))
    lists = [built[name] for name in ("index.html", "seite-2.html", "seite-3.html")]
    assert "seite-4.html" not in built
    counts = [len(page.root.cssselect("#termine .event")) for page in lists]
    assert counts == [PAGE_SIZE + 1, PAGE_SIZE, 4]
    seen = [t.get("datetime") for page in lists for t in page.root.cssselect("h4 time")]
    assert seen == sorted(set(seen))
    assert [page.hrefs("[rel=prev]") for page in lists] == [[], ["index.html"], ["seite-2.html"]]
    assert [page.hrefs("[rel=next]") for page in lists] == [["seite-2.html"], ["seite-3.html"], []]
    assert ["Schon begonnen" in page.texts("h3") for page in lists] == [True, False, False]
    assert ["Noch ohne festen Tag" in page.texts("h3") for page in lists] == [False, False, True]
    assert lists[1].text("#termine h2") == "Kommende Termine Seite 2 von 3"
    assert lists[0].text("[rel=next]") == "Spätere Termine April 2026 bis Mai 2026"


def test_a_day_that_is_more_than_a_page_stays_on_one(make, site):
    day = make.today + timedelta(days=1)
    events = [make.event(f"e{n:03}", when=When(start=day)) for n in range(PAGE_SIZE + 20)]
    assert "seite-2.html" not in site(*events)
