"""From a candidate to an Event: confidence, the decision to publish, evidence by field."""

from model import (
    AttendanceMode,
    CoarseWhen,
    Event,
    EventStatus,
    Evidence,
    When,
    YearSource,
)
from parsers.candidate import Candidate, Layer

PUBLISH_FROM = 0.72
"""An event at least this sure may be published without a person."""

_YEAR = {
    YearSource.WRITTEN: 1.0,
    YearSource.WEEKDAY: 0.96,
    YearSource.HEADING: 0.94,
    YearSource.URL: 0.9,
    YearSource.TENSE: 0.82,
    YearSource.PUBLISHED: 0.72,
}


def event_of(candidate: Candidate, page_url: str, description: str) -> Event | None:
    """Return the Event that `candidate` stands for; None where it has no name."""
    if candidate.name is None or not candidate.name.value:
        return None
    confidence, reasons = _confidence(candidate)
    status = candidate.status.value if candidate.status else EventStatus.SCHEDULED
    if candidate.previous_start is not None and status is not EventStatus.CANCELLED:
        status = EventStatus.RESCHEDULED
    mode = candidate.attendance_mode.value if candidate.attendance_mode else None
    if mode is None and candidate.locations:
        mode = AttendanceMode.OFFLINE
    return Event(
        name=candidate.name.value,
        when=candidate.when.value,
        locations=tuple(found.value for found in candidate.locations),
        organizers=tuple(found.value for found in candidate.organizers),
        status=status,
        attendance_mode=mode,
        previous_start=candidate.previous_start.value if candidate.previous_start else None,
        description=candidate.description or description,
        url=candidate.url or page_url,
        offers=candidate.offers.value if candidate.offers else "",
        recurrence=candidate.recurrence,
        identifier=candidate.identifier,
        is_report=candidate.is_report,
        confidence=confidence,
        publish=confidence >= PUBLISH_FROM and isinstance(candidate.when.value, When),
        reasons=reasons,
        evidence=_evidence(candidate),
    )


def _confidence(candidate: Candidate) -> tuple[float, tuple[str, ...]]:
    """The chance that day, place and name are right, and the words that say why."""
    reasons = [*candidate.reasons]
    value = candidate.certainty
    when = candidate.when.value
    if isinstance(when, CoarseWhen):
        reasons.append("no exact day")
        return round(min(value, 0.5), 3), tuple(reasons)
    value *= _YEAR[when.year_source]
    if when.year_source is not YearSource.WRITTEN:
        reasons.append(f"the year is not written, read from: {when.year_source}")
    if candidate.disputed:
        value *= 0.7
        reasons.append("the weekday does not agree with the date")
    if candidate.name is not None:
        value *= 0.5 + 0.5 * min(1.0, candidate.name.evidence.confidence + 0.08)
        if candidate.name.evidence.confidence < 0.8:
            reasons.append("the name is a guess")
    if candidate.layer is Layer.PROSE and not candidate.locations:
        value *= 0.95
    return round(min(value, 0.99), 3), tuple(reasons)


def _evidence(candidate: Candidate) -> dict[str, Evidence]:
    """The evidence of each filled field under its schema.org name."""
    evidence = {"startDate": candidate.when.evidence}
    when = candidate.when.value
    if isinstance(when, When) and when.end is not None:
        evidence["endDate"] = candidate.when.evidence
    singles = {
        "name": candidate.name,
        "eventStatus": candidate.status,
        "eventAttendanceMode": candidate.attendance_mode,
        "previousStartDate": candidate.previous_start,
        "offers": candidate.offers,
        "location": candidate.locations[0] if candidate.locations else None,
        "organizer": candidate.organizers[0] if candidate.organizers else None,
    }
    evidence |= {key: found.evidence for key, found in singles.items() if found is not None}
    return evidence
