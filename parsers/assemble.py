"""From a candidate to an Event: reasons, confidence, the decision to publish, evidence by field."""

from model import (
    AttendanceMode,
    CoarseWhen,
    Event,
    EventStatus,
    Evidence,
    When,
    YearSource,
)
from parsers.candidate import Candidate
from parsers.certainty import DISPUTED, GUESSED_NAME, NO_DAY, chance, publishable, signs


def event_of(candidate: Candidate, page_url: str, description: str) -> Event | None:
    """Return the Event that `candidate` stands for; None where it has no name."""
    if candidate.name is None or not candidate.name.value:
        return None
    status = candidate.status.value if candidate.status else EventStatus.SCHEDULED
    if candidate.previous_start is not None and status is not EventStatus.CANCELLED:
        status = EventStatus.RESCHEDULED
    mode = candidate.attendance_mode.value if candidate.attendance_mode else None
    if mode is None and candidate.locations:
        mode = AttendanceMode.OFFLINE
    name, when = candidate.name.value, candidate.when.value
    locations = tuple(found.value for found in candidate.locations)
    evidence, reasons = _evidence(candidate), _reasons(candidate)
    found = signs(
        when, evidence, locations, mode, reasons, name=name, is_report=candidate.is_report
    )
    # Nobody enters an event without a day; what is left of the chance is for a person to judge.
    confidence = chance(found) if isinstance(when, When) else min(chance(found), 0.5)
    return Event(
        name=name,
        when=when,
        locations=locations,
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
        is_save_the_date=candidate.is_save_the_date,
        confidence=confidence,
        publish=publishable(confidence, when, reasons),
        reasons=reasons,
        evidence=evidence,
    )


def _reasons(candidate: Candidate) -> tuple[str, ...]:
    """The words that say why an event is sure or not."""
    reasons = [*candidate.reasons]
    when = candidate.when.value
    if isinstance(when, CoarseWhen):
        reasons.append(NO_DAY)
    elif when.year_source is not YearSource.WRITTEN:
        reasons.append(f"the year is not written, read from: {when.year_source}")
    if candidate.disputed:
        reasons.append(DISPUTED)
    if candidate.name is not None and candidate.name.evidence.confidence < 0.8:
        reasons.append(GUESSED_NAME)
    return tuple(reasons)


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
