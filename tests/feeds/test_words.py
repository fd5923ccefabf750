"""The German wording of dates, places and states."""

from datetime import UTC, date, datetime

import pytest

from feeds import words
from feeds.publishable import EMAIL_NOTE, link, plain, shorten
from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    EventStatus,
    Grain,
    Organizer,
    Place,
    When,
    german,
)


def at(*parts):
    return datetime(*parts, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(start=date(2019, 3, 21)), "21. März 2019"),
        (When(start=date(2026, 3, 2), end=date(2026, 3, 3)), "2.–3. März 2026"),
        (
            When(start=date(2026, 9, 30), end=date(2026, 10, 2)),
            "30. September – 2. Oktober 2026",
        ),
        (
            When(start=date(2026, 12, 30), end=date(2027, 1, 2)),
            "30. Dezember 2026 – 2. Januar 2027",
        ),
        (When(start=at(2019, 3, 21, 10), end=at(2019, 3, 21, 16)), "21. März 2019, 10–16 Uhr"),
        (
            When(start=at(2019, 3, 21, 9, 30), end=at(2019, 3, 21, 16)),
            "21. März 2019, 09:30–16:00 Uhr",
        ),
        (When(start=at(2019, 3, 21, 10)), "21. März 2019, 10 Uhr"),
        (When(start=at(2019, 3, 21, 10), end=at(2019, 3, 21, 10)), "21. März 2019, 10 Uhr"),
        (When(start=at(2019, 3, 21, 10), end=date(2019, 3, 21)), "21. März 2019, 10 Uhr"),
        (
            When(start=at(2026, 3, 2, 10), end=date(2026, 3, 3)),
            "2. März 2026, 10 Uhr – 3. März 2026",
        ),
        (
            When(start=at(2026, 3, 2, 10), end=at(2026, 3, 3, 16, 15)),
            "2. März 2026, 10 Uhr – 3. März 2026, 16:15 Uhr",
        ),
        (When(start=at(2026, 3, 2, 18), end=at(2026, 3, 3)), "2. März 2026, 18–24 Uhr"),
        (When(start=at(2026, 3, 2, 18, 30), end=at(2026, 3, 3)), "2. März 2026, 18:30–24:00 Uhr"),
        (
            When(start=at(2026, 3, 2, 10), end=at(2026, 3, 5)),
            "2. März 2026, 10 Uhr – 4. März 2026, 24 Uhr",
        ),
        (When(start=at(2026, 3, 2), end=at(2026, 3, 2)), "2. März 2026, 0 Uhr"),
    ],
)
def test_exact_times(when, expected):
    assert german.when_words(when) == expected


@pytest.mark.parametrize(
    ("first", "last", "grain", "text", "expected"),
    [
        (date(2026, 9, 1), date(2026, 11, 30), Grain.SEASON, "Herbst 2026", "Herbst 2026"),
        (date(2026, 9, 1), date(2026, 11, 30), Grain.SEASON, "im Herbst", "Herbst 2026"),
        (date(2026, 12, 1), date(2027, 2, 28), Grain.SEASON, "im Winter", "Winter 2026/27"),
        (date(2026, 5, 1), date(2026, 5, 31), Grain.MONTH, "im Mai", "Mai 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), Grain.QUARTER, "Q3", "3. Quartal 2026"),
        (date(2027, 1, 1), date(2027, 12, 31), Grain.YEAR, "nächstes Jahr", "2027"),
        (
            date(2026, 5, 4),
            date(2026, 5, 10),
            Grain.WEEK,
            "KW 19",
            "voraussichtlich 4.–10. Mai 2026",
        ),
        (date(2026, 5, 1), date(2026, 5, 31), Grain.MONTH, "Mai 2026 " * 20, "Mai 2026"),
        (date(2026, 5, 1), date(2026, 5, 31), Grain.MONTH, "<b>Mai</b> 2026", "Mai 2026"),
    ],
)
def test_coarse_times(first, last, grain, text, expected):
    when = CoarseWhen(first_day=first, last_day=last, grain=grain, text=text)
    assert german.when_words(when) == expected


def test_places(make):
    halle = Place(name="Händel-Halle", address_locality="Halle (Saale)")
    leipzig = Place(address_locality="Leipzig")
    saxony = Place(address_region="Sachsen")
    online = AttendanceMode.ONLINE
    cases = [
        ({"locations": (halle,)}, "Händel-Halle, Halle (Saale)", "Halle (Saale)"),
        ({"locations": (halle, leipzig)}, None, "Halle (Saale) und Leipzig"),
        ({"locations": (halle, leipzig, saxony)}, None, "Halle (Saale) / Leipzig / Sachsen"),
        ({"locations": (saxony,)}, "Sachsen", "Sachsen"),
        ({"locations": (Place(street_address="Markt 1"),)}, "Markt 1", "Markt 1"),
        ({"locations": (halle,), "attendance_mode": online}, "Online", "Online"),
        ({"locations": (halle,), "status": EventStatus.MOVED_ONLINE}, "Online", "Online"),
        (
            {"locations": (leipzig,), "attendance_mode": AttendanceMode.MIXED},
            "Leipzig und online",
            "Leipzig und online",
        ),
        ({"attendance_mode": AttendanceMode.MIXED}, "Online", "Online"),
        ({}, "", ""),
    ]
    for fields, line, town in cases:
        event = make.event(**fields).event
        assert words.town(event) == town
        if line is not None:
            assert words.place(event) == line


def test_states(make):
    cancelled = make.event(name="Forum", status=EventStatus.CANCELLED)
    assert words.name(cancelled.event) == "ABGESAGT: Forum"
    assert words.status_note(cancelled) == "Diese Veranstaltung ist abgesagt."
    told = make.event(name="Abgesagt: Forum", status=EventStatus.CANCELLED)
    assert words.name(told.event) == "Abgesagt: Forum"
    postponed = make.event(name="Forum", status=EventStatus.POSTPONED)
    assert words.name(postponed.event) == "VERSCHOBEN: Forum"
    assert "noch nicht bekannt" in words.status_note(postponed)
    moved = make.event(status=EventStatus.RESCHEDULED, previous_start=date(2026, 2, 1))
    assert words.status_note(moved) == "Neuer Termin: verschoben vom 1. Februar 2026."
    assert words.name(moved.event) == "Regionalpolitische Jahrestagung"
    rough = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    assert words.status_note(make.event(when=rough)).startswith("Save the Date: ")
    late = datetime(2026, 2, 3, 23, 30, tzinfo=UTC)
    assert words.status_note(make.event(changed_at=late)) == "Geändert am 4. Februar 2026."
    assert words.status_note(make.event()) == ""


def test_title_carries_date_name_and_place(make):
    title = words.title(make.conference().event)
    assert title == "2.–3. März 2026 · Regionalpolitische Jahrestagung · Halle (Saale)"


def test_a_long_title_keeps_date_and_place(make):
    place = Place(address_locality="Halle (Saale)")
    title = words.title(make.event(name="Tagung " * 60, locations=(place,)).event)
    assert len(title) <= 200
    assert title.startswith("2.–3. März 2026 · Tagung Tagung")
    assert title.endswith("… · Halle (Saale)")


def test_organizers_are_named_once(make):
    twice = (Organizer(name="IHK"), Organizer(name="IHK"), Organizer(name="Stadt Halle"))
    assert words.organizers(make.event(organizers=twice).event) == "IHK, Stadt Halle"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Forschung &amp; Entwicklung", "Forschung & Entwicklung"),
        ("Stadt&Region, Land&region", "Stadt&Region, Land&region"),
        ("Kosten < 5 % und > 3 %", "Kosten < 5 % und > 3 %"),
        ("<b>fett</b>", "fett"),
        ("a <b und ]]> c <![CDATA[", "a c < ![CDATA["),
        ("Werte <x", "Werte < x"),
        ("&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;", "x"),
        ("a\u2028b\u202ec\x00d\ud800", "a bcd"),
        ("&#0;&#x202e;a", "\ufffda"),
        ("Fragen an erika.muster@bmwe.example.", f"Fragen an {EMAIL_NOTE}."),
        ("&amp;" + "amp;" * 3 + "lt;b>x", "x"),
    ],
)
def test_plain(text, expected):
    assert plain(text) == expected


def test_plain_ends_on_endless_escapes():
    result = plain("&" + "amp;" * 500 + "lt;b>")
    assert plain(result) == result
    assert "<b>" not in result


def test_shorten_cuts_after_a_word():
    assert shorten("kurz", 10) == "kurz"
    assert shorten("Eine etwas längere Zeile", 20) == "Eine etwas längere …"
    assert len(shorten("x" * 50, 20)) == 20


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bmwe.example/über?q=ä", "https://bmwe.example/%C3%BCber?q=%C3%A4"),
        ("https://bürger.example/", "https://xn--brger-kva.example/"),
        ("http://bmwe.example/a", "http://bmwe.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//bmwe.example/a", ""),
        ("https://erika@bmwe.example/", ""),
        ("https://bmwe.example/an/erika@bmwe.example", ""),
        ("https://bmwe.example/\r\nX-A:1", ""),
        ("https://bmwe.example/" + "a" * 3000, ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_link(url, expected):
    assert link(url) == expected
