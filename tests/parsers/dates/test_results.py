"""What callers get besides the readings: the record for machines; days that are incomplete."""

from parsers.dates import date_record, read_dates


def entry(text: str, quote: str, start: str, kind: str) -> dict[str, object]:
    first = text.index(quote)
    span = [first, first + len(quote)]
    return {"start": start, "end": None, "grain": "day", "kind": kind, "span": span}


def test_the_record_for_machines_leaves_out_what_has_no_day() -> None:
    text = "Gesetz vom 29. März 2017; Treffen am 31.02.2026; jeden Mittwoch; Start 2.3.2026"
    assert date_record(text, None) == {
        "dates": [
            entry(text, "vom 29. März 2017", "2017-03-29", "none"),
            entry(text, "2.3.2026", "2026-03-02", "event"),
        ]
    }


def test_a_day_without_a_year_is_no_calendar_day() -> None:
    (reading,) = read_dates("am 12. Mai")
    assert reading.start is not None
    assert reading.start.day_value is None
    assert reading.year_source is None
    assert not reading.exact
