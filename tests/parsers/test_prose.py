"""Events in running text: begin and end, clock times, names, invitations, reports, history."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, Event, EventStatus, Extraction, PageKind

Read = Callable[..., Extraction]


def one(extraction: Extraction) -> Event:
    (event,) = extraction.events
    return event


def span(event: Event) -> tuple[date, date | None]:
    return event.when.start, event.when.end  # type: ignore[union-attr]


def test_begin_and_end_in_one_sentence(read: Read) -> None:
    event = one(
        read(
            "<h1>Fachtagung Wege</h1><p>Die Fachtagung beginnt am 3. Mai 2026 um "
            "10 Uhr und endet am "
            "4. Mai 2026 um 15 Uhr in Gera.</p>"
        )
    )
    assert span(event) == (
        datetime(2026, 5, 3, 10, tzinfo=BERLIN),
        datetime(2026, 5, 4, 15, tzinfo=BERLIN),
    )


def test_a_second_day_goes_on(read: Read) -> None:
    event = one(
        read(
            "<h1>Fachtagung Wege</h1><p>Am 3. Mai 2026 startet die Fachtagung in "
            "Gera. Am 4. Mai 2026 "
            "geht es weiter.</p>"
        )
    )
    assert span(event) == (date(2026, 5, 3), date(2026, 5, 4))


def test_a_clock_time_in_the_same_sentence(read: Read) -> None:
    event = one(read("<p>Der Fachtag findet am 3. Mai 2026 von 10 bis 16 Uhr in Gera statt.</p>"))
    assert span(event) == (
        datetime(2026, 5, 3, 10, tzinfo=BERLIN),
        datetime(2026, 5, 3, 16, tzinfo=BERLIN),
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "<h1>Neues aus Gera</h1><p>Am 3. Mai 2026 findet die Tagung „Land in Sicht“ statt.</p>",
            "Tagung „Land in Sicht“",
        ),
        (
            "<h1>Neues aus Gera</h1><p>Am 3. Mai 2026 laden wir zur Regionalen Fachtagung ein.</p>",
            "Regionale Fachtagung",
        ),
        ("<h1>Fachtag Wege</h1><p>Wir treffen uns am 3. Mai 2026 um 10 Uhr.</p>", "Fachtag Wege"),
        (
            (
                "<h1>Save the Date: Fachtag Wege am 3. Mai 2026</h1><p>Er findet am 3. "
                "Mai 2026 statt.</p>"
            ),
            "Fachtag Wege",
        ),
        (
            "<h1>Einladung zur Fachtagung Wege</h1><p>Sie findet am 3. Mai 2026 statt.</p>",
            "Fachtagung Wege",
        ),
        (
            "<html><head><title>Fachtag Wege | Netzwerk Auenland</title></head><body>"
            "<p>Er findet am 3. Mai 2026 um 10 Uhr statt.</p></body></html>",
            "Fachtag Wege",
        ),
    ],
)
def test_names(read: Read, text: str, name: str) -> None:
    assert one(read(text)).name == name


def test_a_name_of_the_head_is_no_text_and_has_no_span(read: Read) -> None:
    event = one(
        read(
            "<html><head><title>Fachtag Wege | Netzwerk Auenland</title></head><body>"
            "<p>Er findet am 3. Mai 2026 um 10 Uhr statt.</p></body></html>"
        )
    )
    assert (event.evidence["name"].start, event.evidence["name"].end) == (0, 0)


def test_an_announcement_is_no_report(read: Read) -> None:
    extraction = read(
        "<h1>Fachtagung Wege</h1><p class='published'>1. März 2026</p><p>Am 3. "
        "Mai 2026 lädt die Stadt "
        "Gera zur Fachtagung Wege ins Rathaus ein.</p>"
    )
    event = one(extraction)
    assert not event.is_report
    assert extraction.page_kind is PageKind.ANNOUNCEMENT
    assert extraction.date_published == date(2026, 3, 1)
    assert [(item.about, item.is_report) for item in extraction.news] == [
        ("Fachtagung Wege", False)
    ]
    assert [item.name for item in event.organizers] == ["Stadt Gera"]


def test_a_report_is_past_and_news(read: Read) -> None:
    extraction = read(
        "<h1>Fachtagung Wege brachte Ideen</h1><p class='published'>1. März "
        "2026</p><p>Am 26. Februar "
        "2026 fand in Gera die Fachtagung Wege statt. Rund 80 Gäste diskutierten.</p>"
    )
    assert one(extraction).is_report
    assert one(extraction).when.last_day < date(2026, 3, 1)  # type: ignore[union-attr]
    assert extraction.page_kind is PageKind.REPORT
    assert [item.is_report for item in extraction.news] == [True]


def test_history_in_an_announcement_is_no_event(read: Read) -> None:
    extraction = read(
        "<h1>Fachtagung Wege</h1><p class='published'>1. März 2026</p><p>Am 3. "
        "Mai 2026 findet in Gera "
        "die Fachtagung Wege statt. Sie knüpft an den Workshop „Alte Pfade "
        "neu“ vom 8. Oktober 2024 in "
        "Jena an.</p>"
    )
    assert one(extraction).when.start == date(2026, 5, 3)  # type: ignore[union-attr]


def test_the_publication_day_below_the_title_is_no_event(read: Read) -> None:
    extraction = read(
        "<h1>Fachtagung im Überblick</h1><p class='news-list-date'>1. März 2026</p>"
        "<p>Die Stadt Gera baut eine Brücke. Die Arbeiten dauern zwei Jahre.</p>"
    )
    assert extraction.events == ()
    assert extraction.date_published == date(2026, 3, 1)


def test_footer_dates_and_cookie_terms_are_no_events(read: Read) -> None:
    extraction = read(
        "<body><div class='cookie-hint'>Die Einwilligung zur Veranstaltung "
        "gilt bis 3. Mai 2027.</div>"
        "<h1>Über uns</h1><p>Wir verbinden Dörfer, Höfe und kleine Städte "
        "miteinander und sprechen mit "
        "allen, die das Land bewegen wollen. Unser Team sitzt in Gera und berät Gemeinden gern.</p>"
        "<footer>Letzte Veranstaltung am 1. Februar 2026</footer></body>"
    )
    assert extraction.events == ()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Die Fachtagung am 3. Mai 2026 in Gera ist abgesagt.", EventStatus.CANCELLED),
        ("Die Fachtagung am 3. Mai 2026 wird verschoben.", EventStatus.POSTPONED),
        ("Die Fachtagung am 3. Mai 2026 findet nun online statt.", EventStatus.MOVED_ONLINE),
        ("Die Fachtagung findet am 3. Mai 2026 in Gera statt.", EventStatus.SCHEDULED),
    ],
)
def test_states(read: Read, sentence: str, status: EventStatus) -> None:
    assert one(read(f"<h1>Fachtagung Wege</h1><p>{sentence}</p>")).status is status


def test_a_postponed_event_stands_at_its_new_day(read: Read) -> None:
    event = one(
        read(
            "<h1>Fachtagung Moor</h1><p>Die Fachtagung wird vom 3. April 2026 auf den 5. Mai 2026 "
            "verschoben.</p>"
        )
    )
    assert event.when.start == date(2026, 5, 5)  # type: ignore[union-attr]
    assert event.status in (EventStatus.POSTPONED, EventStatus.RESCHEDULED)


def test_a_rule_of_cancellation_cancels_nothing(read: Read) -> None:
    event = one(
        read(
            "<h1>Seminar Wege</h1><p>Datum: 3. Mai 2026</p><p>Stornierung "
            "kostenlos bis 20. April 2026, "
            "danach entfällt die Erstattung.</p>"
        )
    )
    assert event.status is EventStatus.SCHEDULED


def test_two_quoted_events_of_one_day_stay_apart(read: Read) -> None:
    extraction = read(
        "<h1>Zwei Treffen in Gera</h1><p>Am 3. Mai 2026 findet der Workshop "
        "„Alte Höfe neu“ statt.</p>"
        "<p>Am 3. Mai 2026 findet auch die Exkursion „Moor und Heide“ statt.</p>"
    )
    assert [event.name for event in extraction.events] == [
        "Workshop „Alte Höfe neu“",
        "Exkursion „Moor und Heide“",
    ]


def test_a_day_that_does_not_exist_is_a_problem_and_no_event(read: Read) -> None:
    extraction = read("<h1>Seminar</h1><p>Das Seminar findet am 31. April 2026 in Gera statt.</p>")
    assert extraction.events == ()
    assert [problem.kind for problem in extraction.problems] == ["impossible_date"]


def test_a_weekday_that_contradicts_its_day_is_said(read: Read) -> None:
    extraction = read("<h1>Seminar</h1><p>Das Seminar findet am Montag, 5. Mai 2026 statt.</p>")
    assert [problem.kind for problem in extraction.problems] == ["weekday_mismatch"]
