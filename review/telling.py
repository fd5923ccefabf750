"""How events, days and moments are said on the screens; all plain text.

`review.values` says single values of the machine interface, this module says records.
"""

from datetime import date, datetime
from urllib.parse import urlsplit

from model import BERLIN, AttendanceMode, Event, Place, german, http_url

_INNER = str.maketrans("„“”", "‚‘‘")


def quoted(text: str) -> str:
    """Return a name in quotation marks; its own become single ones: „Dialog ‚Industrie‘“."""
    return f"„{text.translate(_INNER)}“"


def link_of(url: str) -> str:
    """Return the address where it may be linked to, else "": on the web, and without a user name.

    What stands before an @ looks like the host and is not ("https://bund.de@anders.example/").
    """
    address = http_url(url) or ""
    return "" if "@" in urlsplit(address).netloc else address


def when_of(event: Event) -> str:
    """Return the event's time: "2.–3. März 2026", or "Kein Tag genannt"."""
    return german.when_words(event.when) if event.when else "Kein Tag genannt"


def place_of(event: Event) -> str:
    """Return where it is: the first house and town, "online", both, or ""."""
    told = [place.line or place.address_region for place in event.locations]
    if event.attendance_mode in (AttendanceMode.ONLINE, AttendanceMode.MIXED):
        told.append("online")
    return " und ".join(dict.fromkeys(filter(None, told)))


def short_place_of(event: Event) -> str:
    """Return where it is for lists: the house and the town, without street and postcode."""
    told = [_house_and_town(place) or place.address_region for place in event.locations]
    if event.attendance_mode in (AttendanceMode.ONLINE, AttendanceMode.MIXED):
        told.append("online")
    return " und ".join(dict.fromkeys(filter(None, told)))


def _house_and_town(place: Place) -> str:
    house, town = place.name or place.street_address, place.address_locality
    if house and town and house.endswith(town):
        return house
    return ", ".join(filter(None, (house, town)))


def distance(day: date, today: date) -> str:
    """Return how far off a day is: "heute", "in 9 Tagen", "vor 3 Tagen", "in 5 Wochen"."""
    days = (day - today).days
    near = {-1: "gestern", 0: "heute", 1: "morgen", 2: "übermorgen"}
    if days in near:
        return near[days]
    front, size = ("in", days) if days > 0 else ("vor", -days)
    if size < 21:
        return f"{front} {size} Tagen"
    if size < 70:
        return f"{front} {round(size / 7)} Wochen"
    if size < 700:
        return f"{front} {round(size / 30.44)} Monaten"
    return f"{front} {round(size / 365.25)} Jahren"


def moment_ago(moment: datetime, now: datetime) -> str:
    """Return when something was, for lists: "vor 5 Minuten", "heute, 9:12 Uhr", "2. März 2026"."""
    minutes = int((now - moment).total_seconds() // 60)
    if 0 <= minutes < 1:
        return "gerade eben"
    if 0 < minutes < 60:
        return f"vor {minutes} Minute{'n' if minutes > 1 else ''}"
    local, here = moment.astimezone(BERLIN), now.astimezone(BERLIN)
    clock = f"{local.hour}:{local.minute:02} Uhr"
    days = (here.date() - local.date()).days
    if days in (0, 1):
        return f"{('heute', 'gestern')[days]}, {clock}"
    return german.day(local.date())
