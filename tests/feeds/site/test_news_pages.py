"""News and reports by date: the newest, and month by month."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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
    assert page.texts(".names a") == ["Februar 2026"]


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


def test_all_news_stand_on_the_pages_of_their_months(site, make):
    built = site(make.conference(), news=items(make, 60))
    assert built.names("neuigkeiten") == [
        "neuigkeiten.html",
        "neuigkeiten/2025-12.html",
        "neuigkeiten/2026-01.html",
        "neuigkeiten/2026-02.html",
    ]
    first, middle = built["neuigkeiten.html"], built["neuigkeiten/2026-01.html"]
    assert first.texts(".row .name") == [f"Meldung {n}" for n in range(50)]
    assert first.texts(".names a") == ["Februar 2026", "Januar 2026", "Dezember 2025"]
    assert middle.texts(".row .name") == [f"Meldung {n}" for n in range(9, 40)]
    assert middle.hrefs("[rel=prev], [rel=next]") == [
        "../neuigkeiten/2026-02.html",
        "../neuigkeiten/2025-12.html",
    ]
    assert first.has(".subscribe")
    assert not middle.has(".subscribe")


def test_news_of_one_month_leave_the_pages_of_the_others_alone(site, make):
    before = site(make.conference(), news=items(make, 60))
    new = make.news("neu", headline="Neu", date_published=date(2026, 2, 10))
    after = site(make.conference(), news=(*items(make, 60), new))
    for month in ("2025-12", "2026-01"):
        name = f"neuigkeiten/{month}.html"
        assert before.files[name] == after.files[name]


def test_one_article_is_told_once_for_each_source(site, make):
    first = make.news("a@regioradar.example", headline="Netz eröffnet", created=make.created)
    again = replace(first, uid="b@regioradar.example", created=make.created + timedelta(days=1))
    again = replace(again, item=replace(first.item, url="https://bmwe.example/zweite-adresse"))
    other = replace(first, uid="c@regioradar.example", source_id="region")
    page = site(make.conference(), news=(again, other, first))["neuigkeiten.html"]
    assert page.texts("main .row .name") == ["Netz eröffnet"] * 2
    assert "https://bmwe.example/zweite-adresse" not in page.hrefs("main .row .name a")


def test_news_without_a_day_are_of_the_day_in_berlin_on_which_they_were_seen(site, make):
    night = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    item = make.news(date_published=None, created=night, last_modified=night)
    assert site(make.conference(), news=(item,)).names("neuigkeiten/") == [
        "neuigkeiten/2026-02.html"
    ]


def test_old_news_have_no_page_but_the_newest_ones_always(site, make, settings):
    old = make.news("alt", headline="Alt", date_published=date(2019, 5, 2))
    assert "neuigkeiten/2019-05.html" in site(make.conference(), news=(old,))
    few = replace(settings, max_items=3)
    built = site(make.conference(), news=(*items(make, 5), old), settings=few)
    assert "neuigkeiten/2019-05.html" not in built
    assert len(built["neuigkeiten.html"].texts(".row .name")) == 5


def test_where_there_never_was_news_there_is_no_page(site, make):
    built = site(make.conference())
    assert "neuigkeiten.html" not in built
    assert "neuigkeiten.html" not in built["index.html"].hrefs("nav a")
