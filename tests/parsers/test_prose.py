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


PLAIN = "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Mai 2026 startet das Bündnis. Die Auftaktveranstaltung im Rathaus Gera beginnt um "
        "15 Uhr.",
        "Wegetag Süd\n\nBitte merken Sie sich den Sonntag, 3. Mai 2026, vor. "
        "Wir treffen uns von 15 bis 17 Uhr.",
        "Es geht um Wege. Los geht es am 3. Mai 2026 um 15 Uhr in Gera mit einer Begehung.",
        "FACHTAG:\nSonntag, 3. Mai 2026 im Rathaus\n15 bis 17 Uhr",
    ],
)
def test_a_day_whose_event_is_told_beside_it(read: Read, text: str) -> None:
    event = one(read(text, content_type=PLAIN))
    assert event.when.start == datetime(2026, 5, 3, 15, tzinfo=BERLIN)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Wir suchen zum 1. Mai 2026 eine Assistenz (m/w/d) in Teilzeit. Dienstort ist Gera. "
        "Gespräche zu Tagung und Messe führen wir am 3. und 4. Mai 2026.",
        "Am 1. Januar 2026 startet ein neues Seminar für alle.",
        "+++ Update vom 2. März 2026: Der Fachtag findet online statt +++",
        "Projektlaufzeit: 3. Mai 2026 bis 4. Juni 2028, mit Workshops und Tagungen.",
        "Das Rathaus mit dem Forum bleibt am 3. Mai 2026 geschlossen.",
    ],
)
def test_days_of_jobs_documents_projects_and_the_year_are_no_events(read: Read, text: str) -> None:
    assert read(text, content_type=PLAIN).events == ()


def test_a_day_that_is_given_up_for_another(read: Read) -> None:
    event = one(
        read(
            "Das Regionalforum findet nicht wie geplant am 3. Mai 2026, sondern am 5. Juni 2026 "
            "in Gera statt.",
            content_type=PLAIN,
        )
    )
    assert event.when.start == date(2026, 6, 5)  # type: ignore[union-attr]
    assert event.previous_start == date(2026, 5, 3)
    assert event.status is EventStatus.RESCHEDULED


def test_two_days_with_their_hours_are_one_event(read: Read) -> None:
    event = one(
        read(
            "Der Fachtag Wege findet am Samstag, 2. Mai 2026 (10 bis 16 Uhr), sowie am Sonntag, "
            "3. Mai 2026 (9 bis 12 Uhr), in Gera statt.",
            content_type=PLAIN,
        )
    )
    assert span(event) == (
        datetime(2026, 5, 2, 10, tzinfo=BERLIN),
        datetime(2026, 5, 3, 12, tzinfo=BERLIN),
    )


def test_several_days_of_one_sentence_share_its_hours(read: Read) -> None:
    extraction = read(
        "Regionalwerkstätten\n\nDie Werkstätten finden am 3. Mai 2026 in Gera und am 12. Mai 2026 "
        "in Jena statt, jeweils von 17 bis 20 Uhr.",
        content_type=PLAIN,
    )
    assert [span(event) for event in extraction.events] == [
        (datetime(2026, 5, day, 17, tzinfo=BERLIN), datetime(2026, 5, day, 20, tzinfo=BERLIN))
        for day in (3, 12)
    ]


def test_the_hour_at_which_it_is_over(read: Read) -> None:
    event = one(
        read(
            "Der Fachtag beginnt am 3. Mai 2026 um 17 Uhr in Gera, Schluss ist gegen 18.30 Uhr.",
            content_type=PLAIN,
        )
    )
    assert span(event) == (
        datetime(2026, 5, 3, 17, tzinfo=BERLIN),
        datetime(2026, 5, 3, 18, 30, tzinfo=BERLIN),
    )


def test_a_day_that_only_the_address_tells(read: Read) -> None:
    event = one(
        read(
            "Dörfer verlieren Menschen. Zum Seminar laden wir herzlich ein.",
            content_type=PLAIN,
            url="https://amt.example/doerfer-von-morgen-seminar-vom-3-bis-zum-5-mai-2026/4",
        )
    )
    assert span(event) == (date(2026, 5, 3), date(2026, 5, 5))
    assert event.evidence["startDate"].rule == "prose.address"
    assert not event.publish


def test_the_rows_of_a_programme_are_no_events(read: Read) -> None:
    day = "<h2>{}. Mai</h2><table><tr><td>9.30 Uhr</td><td>{}</td></tr><tr><td>12 Uhr</td><td>{}"
    page = (
        "<h1>Wegekongress Süd 2026</h1><p>3. bis 4. Mai 2026 | Stadthalle Gera</p>"
        + day.format("Sonntag, 3", "Begrüßung und Einführung", "Mittagspause</td></tr></table>")
        + day.format("Montag, 4", "Streitgespräch: Wem gehört es?", "Abreise</td></tr></table>")
    )
    event = one(read(page))
    assert (event.name, span(event)) == (
        "Wegekongress Süd 2026", (date(2026, 5, 3), date(2026, 5, 4)),
    )  # fmt: skip


def test_a_sidebar_does_not_hide_the_pages_own_event(read: Read) -> None:
    page = (
        "<main><h1>Ortsdialog: Wem gehört die Mitte?</h1><p>Gemeinsam bringen wir am Sonntag, den "
        "3. Mai 2026, Orte und Ämter zusammen. Der 4. Ortsdialog dauert von 9 bis 12 Uhr.</p>"
        "</main><aside><h2>Termine</h2><p>Datum: 13. April 2026</p></aside>"
    )
    days = [event.when.first_day for event in read(page).events]
    assert date(2026, 5, 3) in days


@pytest.mark.parametrize(
    ("sentence", "year"),
    [("Am 20. Februar fand in Gera der Fachtag statt.", 2026),
     ("Am 10. Februar lädt Gera zum Fachtag ein.", 2026),
     ("Am 20. März fand in Gera der Fachtag statt.", 2025)],
)  # fmt: skip
def test_a_month_of_publication_is_a_reference(read: Read, sentence: str, year: int) -> None:
    event = one(read(sentence, content_type=PLAIN, published="2026-02"))
    assert event.when.first_day.year == year
