"""What a reader should tell of an event: days as they are written, clock times in UTC."""

from datetime import UTC, date, datetime, timedelta

from model import EventStatus, StoredEvent, When

STATUS = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}


def told(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ends(start: date | datetime, end: date | datetime | None) -> date | datetime:
    """The end that RFC 5545 3.6.1 gives to an event that names none."""
    if end is not None:
        return end
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def expected(stored: StoredEvent) -> list[str]:
    """Return UID, start, end (exclusive) and STATUS of an event with an exact time."""
    when = stored.event.when
    assert isinstance(when, When)
    start, end = when.start, when.end
    if not isinstance(end, datetime) and (end is not None or when.all_day):
        start, end = when.first_day, when.last_day + timedelta(days=1)
    status = STATUS.get(stored.event.status, "CONFIRMED")
    return [stored.uid, told(start), told(ends(start, end)), status]
