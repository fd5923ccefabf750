"""The table of a month: each event on its days, nothing hidden, months that lead on."""

from datetime import date

from feeds.cards import event_slug
from model import CoarseWhen, EventStatus, Grain, When


def cells(page) -> dict[str, list[str]]:
    """The events of each day, by its ISO date; days without any are left out."""
    found = {}
    for cell in page.root.cssselect("table.calendar td"):
        events = [" ".join(item.text_content().split()) for item in cell.cssselect("li")]
        if events:
            found[cell.cssselect("time")[0].get("datetime")] = events
    return found


def test_each_event_stands_on_each_of_its_days(make, site):
    at = make.at
    page = site(
        make.event("a", name="Tagung"),
        make.event(
            "b", name="Seminar", when=When(start=at(2026, 3, 2, 10), end=at(2026, 3, 2, 12))
        ),
        make.event(
            "c", name="Forum", when=When(start=date(2026, 3, 31)), status=EventStatus.CANCELLED
        ),
        make.event("d", name="Anderswann", when=When(start=date(2026, 4, 1))),
    )["monat/2026-03.html"]
    assert cells(page) == {
        "2026-03-02": ["2.–3. März Tagung", "10–12 Uhr Seminar"],
        "2026-03-03": ["2.–3. März Tagung"],
        "2026-03-31": ["ABGESAGT: Forum"],
    }
    assert page.hrefs("table.calendar a")[0] == f"../{event_slug('a')}.html"
    assert page.text(".actions .count") == "3 Termine"


def test_an_event_over_the_turn_of_a_month_stands_in_both(make, site):
    for first, last in ((date(2026, 2, 27), date(2026, 3, 1)), (date(2026, 2, 28),) * 2):
        days = When(start=first, end=last)
        built = site(make.event(when=days), make.event("x", when=When(start=date(2026, 3, 20))))
        assert "2026-02-28" in cells(built["monat/2026-02.html"])
        assert ("2026-03-01" in cells(built["monat/2026-03.html"])) is (last.month == 3)


def test_the_turn_of_the_year_needs_no_year_in_a_cell(make, site):
    turn = When(start=date(2026, 12, 31), end=date(2027, 1, 1))
    built = site(make.event("a", name="Feier", when=turn))
    assert cells(built["monat/2026-12.html"]) == {"2026-12-31": ["31. Dezember – 1. Januar Feier"]}
    assert cells(built["monat/2027-01.html"]) == {"2027-01-01": ["31. Dezember – 1. Januar Feier"]}


def test_what_ends_at_midnight_is_over_with_its_day(make, site):
    evening = When(start=make.at(2026, 3, 31, 18), end=make.at(2026, 4, 1))
    built = site(make.event("a", name="Abend", when=evening))
    assert cells(built["monat/2026-03.html"]) == {"2026-03-31": ["18–24 Uhr Abend"]}
    assert "monat/2026-04.html" not in built
    assert evening.over(date(2026, 4, 1))
    assert not evening.over(date(2026, 3, 31))


def test_the_table_is_one(make, site):
    page = site(make.event())["monat/2026-03.html"]
    assert page.text("caption") == "Termine im März 2026, eine Spalte für jeden Wochentag"
    assert page.texts("th") == ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
    assert page.root.cssselect("th abbr")[0].get("title") == "Montag"
    assert [th.get("scope") for th in page.root.cssselect("th")] == ["col"] * 7
    rows = page.root.cssselect("tbody tr")
    assert [len(row.cssselect("td")) for row in rows] == [7] * 6
    days = [t.get("datetime") for t in page.root.cssselect("td time")]
    assert days == [f"2026-03-{day:02}" for day in range(1, 32)]
    # 1 March 2026 is a Sunday.
    assert [len(rows[0].cssselect("td time")), len(rows[-1].cssselect("td time"))] == [1, 2]
    assert page.texts("td .cell-day")[1] == "Montag, 2. März"


def test_what_takes_weeks_or_has_no_day_stands_beside_the_table(make, site):
    weeks = When(start=date(2026, 2, 27), end=date(2026, 4, 5))
    seven = When(start=date(2026, 3, 9), end=date(2026, 3, 15))
    coarse = CoarseWhen(
        first_day=date(2026, 3, 1), last_day=date(2026, 3, 31), grain=Grain.MONTH, text=""
    )
    built = site(
        make.event("a", name="Ausstellung", when=weeks),
        make.event("b", name="Woche", when=seven),
        make.event("c", name="Vage", when=coarse),
    )
    page = built["monat/2026-03.html"]
    assert page.texts("section[aria-labelledby=lang] li") == [
        "Ausstellung 27. Februar – 5. April 2026"
    ]
    assert page.texts("section[aria-labelledby=vorgemerkt] li") == ["Vage März 2026"]
    assert cells(page) == {f"2026-03-{day:02}": ["9.–15. März Woche"] for day in range(9, 16)}
    assert built["monat/2026-02.html"].has("section[aria-labelledby=lang]")
    assert not built["monat/2026-04.html"].has("section[aria-labelledby=vorgemerkt]")


def test_which_months_have_a_page_and_how_they_lead_on(make, site):
    days = (date(2025, 7, 1), date(2025, 11, 4), date(2026, 6, 3))
    built = site(*(make.event(f"e{day}", when=When(start=day)) for day in days))
    # July 2025 lies before the window of the calendars: 180 days.
    long = make.event("long", when=When(start=days[0], end=days[1]))
    assert "monat/2025-07.html" not in site(long)
    names = ["monat/2025-11.html", "monat/2026-02.html", "monat/2026-06.html"]
    assert built.names("monat/2") == names
    pages = [built[name] for name in names]
    assert [page.hrefs("[rel=prev]") for page in pages] == [
        [],
        ["../monat/2025-11.html"],
        ["../monat/2026-02.html"],
    ]
    assert [page.texts("[rel=next]") for page in pages] == [
        ["Später Februar 2026"],
        ["Später Juni 2026"],
        [],
    ]
    assert built["index.html"].hrefs("header nav a")[1] == "monat/index.html"
    present = built["monat/index.html"]
    assert present.text("h1") == pages[1].text("h1") == "Februar 2026"
    assert present.hrefs("link[rel=canonical]") == ["https://kalender.example/monat/2026-02.html"]
    assert present.texts("title") != pages[1].texts("title")
    assert pages[1].texts("header [aria-current=page]") == ["Monat"]
    assert pages[1].text(".actions .count") == "keine Termine"
