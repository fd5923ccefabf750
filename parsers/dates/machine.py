"""The date reader for machines: one phrase in, a plain record out (`regioradar dates`)."""

from datetime import date, datetime

from parsers.dates.reader import read_dates
from parsers.dates.result import DateContext, DateKind, DateReading


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

    Left out: what is no date of the page's own (kind `none`), dates that do not exist, and
    repetitions or announcements without any date.
    """
    context = DateContext(reference=reference, url=url, heading=heading)
    return {
        "dates": [
            _entry(reading)
            for reading in read_dates(text, context)
            if reading.kind is not DateKind.NONE and reading.first is not None
        ]
    }
