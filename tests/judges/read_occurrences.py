"""Reads calendar files with recurring-ical-events, in the environment of the judges.

Prints {file: [[uid, start, end, status], ...]} as JSON: days as they are written (the end
exclusive), clock times in UTC.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import recurring_ical_events


def told(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def occurrences(file: str) -> list[list[str]]:
    calendar = icalendar.Calendar.from_ical(Path(file).read_bytes())
    return [
        [str(event["UID"]), told(event.start), told(event.end), str(event["STATUS"])]
        for event in recurring_ical_events.of(calendar).between(2020, 2035)
    ]


json.dump({file: occurrences(file) for file in sys.argv[1:]}, sys.stdout)
