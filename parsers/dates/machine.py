"""The date reader for machines: one phrase in, a plain record out (`regioradar dates`)."""

from datetime import date, datetime

from parsers.dates.clock_days import on_days
from parsers.dates.reader import read_dates
from parsers.dates.result import DateContext, DateReading


def _entry(reading: DateReading) -> dict[str, object]:
    return {
        "start": reading.start.iso if reading.start else None,
        "end": reading.end.iso if reading.end else None,
        "grain": reading.grain.value,
        "kind": reading.kind.value,
        "span": list(reading.span),
    }


def date_record(
    text: str, reference: date | datetime | None, *, url: str = "", heading: str = ""
) -> dict[str, object]:
    """Return `{"dates": [...]}` with start and end in ISO 8601 and spans in `text`.

    A clock time that stands apart from its day carries the day of its sentence. A date that is
    none of the page's own (a law's, a birthday, the old day of a moved event) is there with the
    kind `none`. Left out: dates that do not exist, and repetitions or announcements without any
    date.
    """
    context = DateContext(reference=reference, url=url, heading=heading)
    readings = on_days(text, read_dates(text, context))
    return {"dates": [_entry(reading) for reading in readings if reading.first is not None]}
