"""What an invented event says of itself before a change, and after it."""

from datetime import date

from model import AttendanceMode, CoarseWhen, EventStatus, Grain, Place, When

MARCH = When(start=date(2026, 3, 2))
AUTUMN = CoarseWhen(
    first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst 2026"
)
WINTER = CoarseWhen(
    first_day=date(2026, 12, 1), last_day=date(2027, 2, 28), grain=Grain.SEASON, text="im Winter"
)
HALLE = Place(name="Händel-Halle", address_locality="Halle (Saale)")
LEIPZIG = Place(name="Rathaus", address_locality="Leipzig")
ONLINE, MIXED = AttendanceMode.ONLINE, AttendanceMode.MIXED
CANCELLED, POSTPONED = EventStatus.CANCELLED, EventStatus.POSTPONED


def on(make, *parts: int, until: int = 0) -> When:
    end = make.at(*parts[:3], until) if until else None
    return When(start=make.at(*parts), end=end)
