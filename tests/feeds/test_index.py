"""The first page: what stands where, and that it is sound HTML without a script."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from lxml import html

from feeds import build
from feeds.lint import lint_page
from feeds.site.entries import anchor
from feeds.site.index import MOST_PAST
from model import CoarseWhen, DeadlineKind, EventStatus, Grain, When


def page(snapshot, settings):
    data = build(snapshot, settings).files["index.html"]
    assert lint_page(data, addresses=(f"{settings.base_url}alle.ics",)) == []
    return html.document_fromstring(data.decode())


def texts(root, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.cssselect(path)]


def section(root, name: str) -> str:
    found = root.get_element_by_id(name, None)
    return "" if found is None else " ".join(found.text_content().split())


def test_coming_events_by_month_and_day(make, settings):
    other = make.event("zweite", name="Frühjahrsempfang", when=When(start=date(2026, 3, 2)))
    root = page(make.snapshot(make.cancelled(), make.seminar(), other, make.conference()), settings)
    assert texts(root, "#termine h3") == ["März 2026", "April 2026"]
    assert texts(root, "#termine h4") == [
        "Montag, 2. März",
        "Donnerstag, 19. März",
        "Mittwoch, 15. April",
    ]
    assert texts(root, "#termine h5") == [
        "Regionalpolitische Jahrestagung",
        "Frühjahrsempfang",
        "Seminar Fördermittel",
        "ABGESAGT: Regionalforum Lausitz",
    ]
    assert [t.get("datetime") for t in root.cssselect("h4 time")] == [
        "2026-03-02",
        "2026-03-19",
        "2026-04-15",
    ]
    assert texts(root, "#termine .when") == ["2.–3. März 2026", "10–16 Uhr"]
    assert "Ort: Händel-Halle, Halle (Saale) Veranstalter: Bund" in section(root, "termine")
    assert texts(root, ".is-off h5") == ["ABGESAGT: Regionalforum Lausitz"]


def test_what_is_over_what_runs_and_what_is_vague(make, settings):
    today = make.today
    root = page(
        make.snapshot(
            make.event("a", name="Vorbei", when=When(start=today - timedelta(days=2))),
            make.event("b", name="Länger vorbei", when=When(start=today - timedelta(days=9))),
            make.event("c", name="Läuft", when=When(start=today - timedelta(days=3), end=today)),
            make.event(
                "d",
                name="Vage",
                when=CoarseWhen(
                    first_day=date(2026, 9, 1),
                    last_day=date(2026, 11, 30),
                    grain=Grain.SEASON,
                    text="Herbst 2026",
                ),
            ),
            make.event("e", name="Bericht von morgen", is_report=True),
            make.event("f", name="Zurückgehalten", publish=False),
        ),
        settings,
    )
    assert texts(root, "#vorbei .name") == ["Vorbei", "Länger vorbei"]
    assert texts(root, "#termine h3") == ["Läuft gerade", "Noch ohne festen Tag"]
    assert "Herbst 2026 Vage" in section(root, "termine")
    assert "Bericht von morgen" not in root.text_content()
    assert "Zurückgehalten" not in root.text_content()


def test_news_and_reports_by_their_own_date(make, settings):
    news = (
        make.news("a", headline="Älter", date_published=date(2026, 1, 1)),
        make.news("b", headline="Bilanz", date_published=date(2026, 2, 1), is_report=True),
        make.news("c", headline="Ohne", date_published=None),
    )
    root = page(make.snapshot(news=news), settings)
    assert texts(root, "#neuigkeiten .name") == ["Bilanz", "Ohne", "Älter"]
    assert texts(root, "#neuigkeiten .meta")[0] == "Rückblick · BMWE"
    assert texts(root, "#neuigkeiten .when") == ["1. Februar 2026", "ohne Datum", "1. Januar 2026"]


def test_an_article_under_two_addresses_is_told_once(make, settings):
    day = date(2026, 2, 1)
    news = (
        make.news("a", headline="Bilanz der Tagung", date_published=day),
        make.news("b", headline="Bilanz der Tagung", date_published=day),
        make.news("c", headline="Bilanz der Tagung", date_published=date(2025, 2, 1)),
    )
    root = page(make.snapshot(news=news), settings)
    assert texts(root, "#neuigkeiten .when") == ["1. Februar 2026", "1. Februar 2025"]


def test_deadlines_stand_with_their_event(make, settings):
    event = make.conference()
    coming = make.deadline(event.uid, date(2026, 2, 16))
    assert "Anmeldung bis 16. Februar 2026" in section(
        page(make.snapshot(event, deadlines=(coming,)), settings), "termine"
    )
    missed = make.deadline(event.uid, date(2026, 2, 9))
    assert "Anmeldung" not in section(
        page(make.snapshot(event, deadlines=(missed,)), settings), "termine"
    )


def test_a_deadline_is_told_once_and_only_where_it_is_clear_what_for(make, settings):
    event = make.conference()
    once = make.deadline(event.uid, date(2026, 2, 16))
    again = replace(once, uid="deadline-2@regioradar.example", page_url="https://b.example/x")
    refund = replace(
        once,
        uid="deadline-3@regioradar.example",
        deadline=replace(once.deadline, kind=DeadlineKind.OTHER, due=date(2026, 2, 17)),
    )
    shown = section(
        page(make.snapshot(event, deadlines=(once, again, refund)), settings), "termine"
    )
    assert shown.count("Anmeldung bis 16. Februar 2026") == 1
    assert "17. Februar" not in shown


def test_subscribing(make, settings):
    root = page(make.snapshot(make.conference()), settings)
    assert texts(root, "#abonnieren code") == [
        "https://kalender.example/alle.ics",
        "webcal://kalender.example/alle.ics",
        "https://kalender.example/alle.rss",
        "https://kalender.example/aenderungen.rss",
    ]
    assert {link.get("type") for link in root.cssselect("link[rel=alternate]")} == {
        "application/rss+xml",
        "text/calendar",
    }


def test_frame(make, settings):
    root = page(make.snapshot(make.conference()), settings)
    footer = " ".join(root.cssselect("footer")[0].text_content().split())
    assert "Stand: 20. Januar 2026, 10:15 Uhr" in footer
    assert "Ortsdaten: Destatis/Eurostat; GeoNames, CC BY 4.0." in footer
    assert root.cssselect("a.skip")[0].get("href") == "#termine"
    targets = {a.get("href")[1:] for a in root.cssselect("a[href^='#']")}
    assert all(root.get_element_by_id(target) is not None for target in targets)
    levels = [int(h.tag[1]) for h in root.iter("h1", "h2", "h3", "h4", "h5")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_empty_page(make, settings):
    root = page(make.snapshot(), settings)
    assert "Zurzeit ist kein kommender Termin bekannt." in root.text_content()
    assert "Stand:" not in root.text_content()
    assert root.get_element_by_id("vorbei", None) is None


def test_the_past_is_short(make, settings):
    events = [
        make.event(f"e{n}", when=When(start=make.today - timedelta(days=1 + n)))
        for n in range(MOST_PAST + 3)
    ]
    root = page(make.snapshot(*events), settings)
    assert len(root.cssselect("#vorbei li")) == MOST_PAST
    assert "3 weitere vergangene Termine" in root.text_content()


def test_states_have_notes(make, settings):
    root = page(
        make.snapshot(
            make.event("a", status=EventStatus.POSTPONED),
            make.event("b", status=EventStatus.CANCELLED),
        ),
        settings,
    )
    assert texts(root, ".note") == [
        "Diese Veranstaltung ist verschoben, ein neuer Termin ist noch nicht bekannt."
    ]


def test_anchors_are_safe_ids():
    assert anchor('"><x \ud800').removeprefix("t-").isalnum()
    assert anchor("a") != anchor("b")
