"""Data held against the text: confirmed, doubted, overruled, left out."""

from collections.abc import Callable
from datetime import date, datetime

from model import BERLIN, Extraction

Read = Callable[..., Extraction]
LONG = "<p>" + "Wir reden über Dörfer, ihre Wege und die Leute, die dort leben. " * 3 + "</p>"


def page(data: str, body: str, *, title: str = "Fachtag Wege") -> str:
    script = f'<script type="application/ld+json">{data}</script>'
    return (
        f"<html><head><title>{title}</title>{script}</head><body><main><h1>{title}</h1>{body}{LONG}"
        "</main></body></html>"
    )


def event(start: str, more: str = "", name: str = "Fachtag Wege") -> str:
    return f'{{"@type": "Event", "name": "{name}", "startDate": "{start}"{more}}}'


def test_values_that_stand_in_the_text_are_quoted_there(read: Read) -> None:
    data = event("2026-05-03", ', "location": "Rathaus, Gera", "organizer": "Stadt Greiz"')
    body = "<p>Am 3. Mai 2026 im Rathaus, eingeladen von der Stadt Greiz.</p>"
    (found,) = read(page(data, body)).events
    assert found.evidence["startDate"].quote == "Am 3. Mai 2026"
    assert found.evidence["name"].quote == "Fachtag Wege"
    assert found.evidence["location"].quote == "Rathaus"
    assert found.evidence["organizer"].quote == "Stadt Greiz"
    assert all(evidence.end for evidence in found.evidence.values())
    assert found.publish


def test_the_text_overrules_another_day_and_nothing_is_published(read: Read) -> None:
    body = "<dl><dt>Datum</dt><dd>10. Mai 2026</dd><dt>Ort</dt><dd>Gera</dd></dl>"
    (found,) = read(page(event("2025-05-11"), body)).events
    assert found.when.first_day == date(2026, 5, 10)  # type: ignore[union-attr]
    assert not found.publish
    assert any("2025-05-11" in reason for reason in found.reasons)


def test_data_that_nobody_sees_hide_no_other_event(read: Read) -> None:
    data = event("2026-09-20", name="Große Jahreskonferenz")
    body = "<p>Der Fachtag Wege findet am 3. Mai 2026 um 10 Uhr im Rathaus in Gera statt.</p>"
    found = read(page(data, body)).events
    published = [e.when.first_day for e in found if e.publish]  # type: ignore[union-attr]
    assert published == [date(2026, 5, 3)]


def test_an_event_whose_day_is_only_in_the_data_says_so(read: Read) -> None:
    (found,) = read(page(event("2026-05-03"), "<p>Wir freuen uns auf Sie.</p>")).events
    assert found.evidence["startDate"].end == 0
    assert any("data only" in reason for reason in found.reasons)


def test_teasers_of_related_events_are_left_out(read: Read) -> None:
    data = event("2026-09-20", name="Moorkonferenz")
    body = '<div class="related"><h3>Moorkonferenz</h3><p>20. September 2026</p></div>'
    assert read(page(data, body, title="Über uns")).events == ()


def test_hours_with_a_wrong_offset_are_those_of_the_text(read: Read) -> None:
    data = event("2026-05-03T10:00:00+00:00", ', "endDate": "2026-05-03T16:00:00+00:00"')
    (found,) = read(page(data, "<p>3. Mai 2026, 10:00 bis 16:00 Uhr</p>")).events
    assert found.when.start == datetime(2026, 5, 3, 10, tzinfo=BERLIN)  # type: ignore[union-attr]
    (right,) = read(page(data, "<p>3. Mai 2026, 12:00 bis 18:00 Uhr</p>")).events
    assert right.when.start == datetime(2026, 5, 3, 12, tzinfo=BERLIN)  # type: ignore[union-attr]


def test_an_end_that_is_the_first_day_after_it_is_dropped(read: Read) -> None:
    data = event("2026-05-03T00:00:00", ', "endDate": "2026-05-04T00:00:00"')
    (one,) = read(page(data, "<p>Sonntag, 3. Mai 2026</p>")).events
    assert one.when.end is None  # type: ignore[union-attr]
    (two,) = read(page(data, "<p>3. bis 4. Mai 2026</p>")).events
    assert two.when.end == date(2026, 5, 4)  # type: ignore[union-attr]


def test_an_end_that_is_stated_to_the_last_minute_stands(read: Read) -> None:
    data = event("2026-05-03T00:00:00", ', "endDate": "2026-05-04T23:59:59"')
    (found,) = read(page(data, "<p>Sonntag, 3. Mai 2026</p>")).events
    assert found.when.end == date(2026, 5, 4)  # type: ignore[union-attr]


def test_words_are_found_whole_and_beside_sharp_s(read: Read) -> None:
    data = event("2026-05-03", ', "location": "Halle"')
    (found,) = read(page(data, "<p>3. Mai 2026, Messehalle, Große Straße, in Halle</p>")).events
    assert found.evidence["location"].quote == "Halle"
    assert found.evidence["name"].quote == "Fachtag Wege"


def test_a_timestamp_is_no_start_that_is_published(read: Read) -> None:
    (found,) = read(page(event("2026-02-28T09:13:27+01:00"), "<p>Bald mehr.</p>")).events
    assert not found.publish
    assert any("timestamp" in reason for reason in found.reasons)


def test_one_event_in_two_layers_is_one(read: Read) -> None:
    body = (
        '<div itemscope itemtype="https://schema.org/Event"><h2 itemprop="name">Fachtag Wege</h2>'
        '<time itemprop="startDate" datetime="2026-05-03">3. Mai 2026</time></div>'
    )
    (found,) = read(page(event("2026-05-03T10:00:00+02:00"), body)).events
    assert found.when.start == datetime(2026, 5, 3, 10, tzinfo=BERLIN)  # type: ignore[union-attr]
