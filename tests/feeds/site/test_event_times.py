"""What the page of an event says of its time in unusual cases, and of its life once it is over."""

from datetime import date

from model import CoarseWhen, EventStatus, Grain, When

MARCH = When(start=date(2026, 3, 4))


def test_a_rough_time_is_told_as_such(make, event_page):
    def page(first, last, grain, text):
        when = CoarseWhen(first_day=first, last_day=last, grain=grain, text=text)
        return event_page(make.event(name="Forum", when=when), make.event("b", when=MARCH))

    year = page(date(2026, 3, 1), date(2026, 12, 31), Grain.APPROX, "ab März 2026")
    assert year.texts("title")[0].startswith("Forum · ab März 2026 · ")
    assert year.text(".kicker") == "Termin"
    month = page(date(2026, 3, 1), date(2026, 3, 31), Grain.MONTH, "im März")
    assert month.hrefs(".kicker a") == ["../monat/2026-03.html"]
    assert month.texts("title")[0].startswith("Forum · März 2026 · ")


def test_what_is_over_is_not_announced(make, event_page):
    over = When(start=date(2026, 2, 3))
    coarse = CoarseWhen(
        first_day=date(2025, 10, 1), last_day=date(2025, 12, 31), grain=Grain.QUARTER, text=""
    )
    for fields in (
        {"when": over, "is_save_the_date": True},
        {"when": over, "status": EventStatus.MOVED_ONLINE},
        {"when": coarse},
    ):
        page = event_page(make.event(**fields))
        assert page.text(".kicker").endswith("vorbei")
        assert page.texts(".status") == []


def test_a_cancellation_in_the_name_is_told_with_the_others(make, event_page):
    page = event_page(make.event(name="Abgesagt: Forum", status=EventStatus.CANCELLED))
    assert page.text("h1") == "Abgesagt: Forum"
    assert page.text(".status") == "Diese Veranstaltung ist abgesagt."


def test_an_evening_that_ends_after_midnight_lasts_hours(make, event_page):
    def told(*end: int) -> str:
        when = When(start=make.at(2026, 12, 31, 20), end=make.at(*end))
        return event_page(make.event(when=when)).text(".when-row dd").rpartition("Dauer: ")[2]

    assert told(2027, 1, 1, 1, 30) == "5 Stunden 30 Minuten"
    assert told(2027, 1, 1, 7, 59) == "11 Stunden 59 Minuten"
    # With a night between it is another day.
    assert told(2027, 1, 1, 8) == "2 Tage"
    assert told(2027, 1, 1, 12) == "2 Tage"


def test_an_evening_is_no_event_of_two_days(make, event_page):
    def told(start, end) -> str:
        return event_page(make.event(when=When(start=start, end=end))).text(".when-row dd")

    at = make.at
    assert told(at(2026, 3, 5, 18), at(2026, 3, 6)) == (
        "Donnerstag, 5. März 2026 18–24 Uhr · Dauer: 6 Stunden"
    )
    assert told(at(2026, 12, 31, 20), at(2027, 1, 1, 1, 30)) == (
        "Donnerstag, 31. Dezember 2026, bis Freitag, 1. Januar 2027 "
        "20 Uhr bis 01:30 Uhr · Dauer: 5 Stunden 30 Minuten"
    )
    assert "Dauer: 2 Tage" in told(at(2026, 3, 5, 14), at(2026, 3, 6, 13))
