"""Places, organisers, state and form from the words of schema.org to the model's, checked."""

import re
from dataclasses import replace
from typing import Any

from model import AttendanceMode, EventStatus, Place, clean_text, fold
from parsers.context import Context
from parsers.data.nodes import Json, types_of
from parsers.hosts.names import is_organization
from parsers.page.fragments import plain_text
from parsers.places import PlaceHint, online_mode, read_place

PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\$\{|<%|%\w+%|\[\[|\]\]|^[\[{(].{0,60}[\]})]$|^[A-Z]+(?:_[A-Z]+)+$|lorem ipsum"
    r"|^(?:undefined|null|none|n/?a|event ?(?:name|title)|titel|title|test|untitled|unbenannt)$",
    re.IGNORECASE,
)
"""What a template leaves where nothing was filled in."""

DEADLINE_NAME = re.compile(
    r"\b(?:anmelde|einsende|bewerbungs|einreichungs|abgabe|antrags|rückmelde|melde)"
    r"(?:schlu(?:ss|ß)|frist|ende)|^(?:deadline|frist|stichtag)\b|\bdeadline$",
    re.IGNORECASE,
)
"""The name of a calendar's entry that is a deadline and no event."""

DAY_OFF = re.compile(
    r"(?:schul|oster|pfingst|sommer|herbst|weihnachts|winter|betriebs)?ferien(?: [\w. /-]{1,40})?"
    r"|(?:gesetzlicher )?feiertag(?: .{1,40})?|brückentag|neujahr(?:stag)?|heilige drei könige"
    r"|rosenmontag|karfreitag|oster(?:sonntag|montag)|tag der arbeit|maifeiertag"
    r"|christi himmelfahrt|pfingst(?:sonntag|montag)|fronleichnam|mariä himmelfahrt"
    r"|tag der deutschen einheit|reformationstag|allerheiligen|buß- und bettag|heiligabend"
    r"|(?:[12]\.|erster|zweiter) weihnachts(?:feier)?tag|silvester"
    r"|(?:büro|geschäftsstelle|bibliothek|archiv|haus|museum)(?: \w+)? (?:ist )?geschlossen",
    re.IGNORECASE,
)
"""The whole name of an entry that says when nobody is there."""

_ANY = Context()
_STATUS = {
    "cancel": EventStatus.CANCELLED, "abgesagt": EventStatus.CANCELLED,
    "absage": EventStatus.CANCELLED, "entfällt": EventStatus.CANCELLED,
    "ausgefallen": EventStatus.CANCELLED, "postpone": EventStatus.POSTPONED,
    "verschoben": EventStatus.POSTPONED, "reschedul": EventStatus.RESCHEDULED,
    "movedonline": EventStatus.MOVED_ONLINE,
}  # fmt: skip
_MODES = {
    "offline": AttendanceMode.OFFLINE, "online": AttendanceMode.ONLINE,
    "mixed": AttendanceMode.MIXED, "hybrid": AttendanceMode.MIXED,
}  # fmt: skip
_NO_ORGANIZER = re.compile(
    r"(?:admin\w*|redaktion|webmaster|user|editor|autor|author|organi[sz]er|veranstalter|default)"
    r"|.*(?:@|://|www\.).*|\W*",
    re.IGNORECASE,
)
_GERMANY = frozenset(("", "de", "deu", "deutschland", "germany"))


def text_of(value: Any) -> str:
    """Return a value of data as plain text: of an object its name, else ""."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return ""
    return clean_text(plain_text(str(value)[:20_000]))


def own_text(value: Any) -> str:
    """Return a value as plain text, "" for what a template left empty."""
    text = text_of(value)
    return "" if PLACEHOLDER.search(text) else text


def status_of(value: Any) -> EventStatus | None:
    """Return the state that `eventStatus` names in any spelling; as planned is None."""
    word = text_of(value).rpartition("/")[2].lower().replace(" ", "")
    return next((status for part, status in _STATUS.items() if part in word), None)


def mode_of(value: Any) -> AttendanceMode | None:
    """Return the form that `eventAttendanceMode` names, or None."""
    words = [text_of(item).rpartition("/")[2].lower() for item in _several(value)]
    found = {mode for word in words for part, mode in _MODES.items() if word.startswith(part)}
    return AttendanceMode.MIXED if len(found) > 1 else next(iter(found), None)


def organizers_of(value: Any) -> list[str]:
    """Return the names of organising bodies; the persons that a system puts in are none."""
    names = []
    for item in _several(value):
        name = own_text(item)
        if (
            isinstance(item, dict)
            and "Person" in types_of(item)
            and not is_organization(name, _ANY)
        ):
            continue  # The Events Calendar types bodies as persons too
        if len(name) <= 150 and not _NO_ORGANIZER.fullmatch(name) and name not in names:
            names.append(name)
    return names


def places_of(
    value: Any, hint: PlaceHint | None = None
) -> tuple[list[Place], AttendanceMode | None]:
    """Return the places of `location` and the form that they imply: a virtual one is online."""
    places: list[Place] = []
    online = False
    for item in _several(value):
        if isinstance(item, dict) and any("VirtualLocation" in kind for kind in types_of(item)):
            online = True
            continue
        place = _place(item, hint) if isinstance(item, dict) else _named(own_text(item), hint)
        if place is not None and place not in places:
            places.append(place)
        else:
            words = online_mode(text_of(item))
            online = online or (words is not None and words.mode is not AttendanceMode.OFFLINE)
    if online:
        return places, AttendanceMode.MIXED if places else AttendanceMode.ONLINE
    return places, None


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(text: str, hint: PlaceHint | None) -> Place | None:
    return read_place(text, hint=hint) if text else None


def _place(node: Json, hint: PlaceHint | None) -> Place | None:
    name = own_text(node.get("name"))
    address = next((item for item in _several(node.get("address")) if item), None)
    if not isinstance(address, dict):
        return _joined(name, own_text(address), hint)
    country = fold(text_of(address.get("addressCountry")))
    street = own_text(address.get("streetAddress"))
    town = own_text(address.get("addressLocality"))
    code = own_text(address.get("postalCode"))
    line = f"{code} {town}".strip() or own_text(address.get("description"))
    if code.isdigit() and len(code) == 4 and country in ("de", "deutschland", "germany"):
        code = f"0{code}"  # a number in the data has lost it
    place = Place(name=name, street_address=street, postal_code=code, address_locality=town)
    if country not in _GERMANY:
        return place if place.line else None
    region = own_text(address.get("addressRegion"))
    known = _joined(name, ", ".join(filter(None, (street, line, region))), hint)
    if known is None:
        return place if town or street else None
    return replace(
        known, street_address=street or known.street_address, postal_code=code or known.postal_code
    )


def _joined(name: str, address: str, hint: PlaceHint | None) -> Place | None:
    """House and address as one place; a house that only repeats the address has no name."""
    where = _named(address, hint)
    if not name or (address and fold(name) in fold(address)):
        return where
    house = _named(name, hint)
    if where is None or house is None:
        return house if where is None else where
    if house.address_locality and not where.address_locality:
        return replace(house, street_address=where.street_address or house.street_address)
    return replace(where, name=house.name or where.name)


def offers_of(value: Any) -> str:
    """Return the price of `offers` with its currency; a price of 0 is often only unset."""
    for item in _several(value):
        if not isinstance(item, dict):
            continue
        price = text_of(item.get("price") or item.get("lowPrice"))
        if re.fullmatch(r"\d{1,5}(?:[.,]\d{1,2})?", price) and float(price.replace(",", ".")):
            return f"{price} {text_of(item.get('priceCurrency')) or 'EUR'}"
    return ""
