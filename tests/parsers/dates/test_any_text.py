"""Properties that hold for every text: no exception, spans inside, order, limits."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.dates import DateContext, date_record, read_dates
from parsers.dates.normalise import normalise
from parsers.dates.reader import MOST_READINGS

PIECES = st.sampled_from(
    [
        "am", "vom", "bis", "-", "–", "/", "und", ",", ".", "12.", "3.", "31.", "29.2.", "32",
        "März", "Mai", "Sept.", "2026", "26", "10:00", "24:00", "Uhr", "18", "h", "c.t.", "Mo",
        "Dienstag", "dienstags", "jeden", "ersten", "im Monat", "Anfang", "Ende", "KW", "Q3/2026",
        "halb", "acht", "Anmeldung", "seit", "\n", "\u00ad", "\u00a0", "a\u0308", "(", ")", "1.1.",
        "99.99.9999", "0.0.0000", "auf den", "verschoben", "Herbst", "Einlass", "UTC", "9999-12-31",
        "T23:59:59-23:59", "0001-01-01", "31.12.9999", "22 - 2 Uhr", "abends", "İ", "٣", "²",
    ]
)  # fmt: skip
CONTEXTS = st.builds(
    DateContext,
    reference=st.one_of(st.none(), st.dates()),
    url=st.sampled_from(["", "https://a.example/2026/03/20260399-x", "/2024-02-30/", "/2025/"]),
    heading=st.sampled_from(["", "Tagung 2025", "Seit 2014"]),
)


def check(text: str, context: DateContext) -> None:
    last = 0
    for reading in read_dates(text, context):
        start, end = reading.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == reading.quote
        assert start >= last
        last = start
        clock = any(m is not None and m.hour is not None for m in (reading.start, reading.end))
        assert reading.all_day is (reading.first is not None and not clock)
        for moment in (reading.start, reading.end, reading.previous, reading.doors):
            if moment is not None:
                assert moment.iso
                moment.at()
    date_record(text, context.reference)


@given(st.text(max_size=400), CONTEXTS)
def test_any_text_is_read_without_an_exception(text: str, context: DateContext) -> None:
    check(text, context)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=30), st.sampled_from([" ", "", "\n"]), CONTEXTS)
def test_any_heap_of_date_words_is_read_without_an_exception(
    pieces: list[str], gap: str, context: DateContext
) -> None:
    check(gap.join(pieces), context)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    for text in (f"am {day.day}.{day.month}.{day.year}", day.isoformat(), f"{day:%d.%m.%Y}"):
        (reading,) = read_dates(f"Treffen {text} in Halle")
        assert reading.start is not None
        assert reading.start.day_value == day


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 50))
def test_a_written_range_is_read_back(day: date, length: int) -> None:
    last = date.fromordinal(day.toordinal() + length)
    (reading,) = read_dates(f"vom {day:%d.%m.%Y} bis {last:%d.%m.%Y}")
    assert reading.start is not None
    assert reading.end is not None
    assert (reading.start.day_value, reading.end.day_value) == (day, last)


@given(st.text(max_size=200))
def test_the_plain_text_maps_back(text: str) -> None:
    plain = normalise(text)
    assert len(plain.low) == len(plain.clean)
    assert plain.span(0, len(plain.clean))[1] <= len(text)
    for index in range(len(plain.clean)):
        start, end = plain.span(index, index + 1)
        assert end == start + 1
        assert 0 <= start < len(text)


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", ".", "1.", "1.1.-", "12.3.2026-", "10:00-", "März ", "am ", "(", "1./", "Mo-", " ",
     "\u00ad", "3., ", "jeden ", "\n", "bis 1. ", "https://a/", "12.03.2026 10:00 Uhr bis "],
)  # fmt: skip
def test_a_text_without_end_returns_a_limited_number_of_readings(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    readings = read_dates(text, DateContext(reference=date(2026, 1, 1)))
    assert len(readings) <= MOST_READINGS
