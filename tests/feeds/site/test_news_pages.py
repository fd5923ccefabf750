"""News and reports by date, page by page."""

from datetime import date, timedelta

from model import When


def items(make, count):
    first = date(2026, 2, 9)
    return tuple(
        make.news(
            f"meldung-{n}@regioradar.example",
            headline=f"Meldung {n}",
            url=f"https://bmwe.example/presse/{n}",
            date_published=first - timedelta(days=n),
        )
        for n in range(count)
    )


def test_news_stand_by_date_with_their_source(site, make):
    page = site(make.conference(), news=items(make, 3))["neuigkeiten.html"]
    assert page.texts("main .row .name") == ["Meldung 0", "Meldung 1", "Meldung 2"]
    assert page.texts("main .row .meta")[0] == "Meldung · BMWE"
    assert page.hrefs("main .row .name a")[0] == "https://bmwe.example/presse/0"
    assert not page.has(".pager")


def test_a_report_names_the_event_that_it_tells_of(site, make):
    event = make.event(when=When(start=date(2026, 1, 20)))
    report = make.news(event_uid=event.uid, is_report=True)
    other = make.news("andere@regioradar.example", headline="Andere", event_uid="unbekannt")
    built = site(event, make.seminar(), news=(report, other))
    page = built["neuigkeiten.html"]
    assert page.texts("main .row .meta")[1:] == [
        "Rückblick · BMWE",
        "Zum Termin: 20. Januar 2026 · Regionalpolitische Jahrestagung",
    ]
    (link,) = [href for href in page.hrefs(".meta a") if href.startswith("termin/")]
    assert link in built


def test_long_news_go_on_another_page(site, make):
    built = site(make.conference(), news=items(make, 101))
    assert built.names("neuigkeiten") == [
        "neuigkeiten-seite-2.html",
        "neuigkeiten-seite-3.html",
        "neuigkeiten.html",
    ]
    first, last = built["neuigkeiten.html"], built["neuigkeiten-seite-3.html"]
    assert first.hrefs(".pager a") == ["neuigkeiten-seite-2.html"]
    assert last.hrefs(".pager a") == ["neuigkeiten-seite-2.html"]
    assert last.texts(".row .name") == ["Meldung 100"]
    assert first.has(".subscribe")
    assert not last.has(".subscribe")


def test_where_there_never_was_news_there_is_no_page(site, make):
    built = site(make.conference())
    assert "neuigkeiten.html" not in built
    assert "neuigkeiten.html" not in built["index.html"].hrefs("nav a")
