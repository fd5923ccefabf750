"""The JSON-LD of an event's page: the types of schema.org, nothing invented, nothing breaks out.

`TYPES` is what schema.org says of the properties that we use (version 29, read by hand).
"""

import json
import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from feeds.cards import event_slug
from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    Event,
    EventStatus,
    Grain,
    Organizer,
    Place,
    When,
)

STATUSES = {
    f"https://schema.org/Event{state}"
    for state in ("Scheduled", "Cancelled", "Postponed", "Rescheduled", "MovedOnline")
}
MODES = {f"https://schema.org/{mode}EventAttendanceMode" for mode in ("Offline", "Online", "Mixed")}
URL = re.compile(r"https?://[^\s\"<>]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
TYPES = {
    "Event": {
        "@context": "https://schema.org",
        "name": str,
        "description": str,
        "startDate": MOMENT,
        "endDate": MOMENT,
        "previousStartDate": MOMENT,
        "eventStatus": STATUSES,
        "eventAttendanceMode": MODES,
        "location": ("Place", "VirtualLocation"),
        "organizer": ("Organization",),
        "url": URL,
        "mainEntityOfPage": URL,
    },
    "Place": {"name": str, "address": ("PostalAddress",), "geo": ("GeoCoordinates",)},
    "PostalAddress": {
        "streetAddress": str,
        "postalCode": str,
        "addressLocality": str,
        "addressRegion": str,
        "addressCountry": {"DE"},
    },
    "GeoCoordinates": {"latitude": float, "longitude": float},
    "VirtualLocation": {"url": URL},
    "Organization": {"name": str, "url": URL},
}
NEEDED = {
    "Event": {"@context", "name", "startDate", "eventStatus", "url"},
    "VirtualLocation": {"url"},
    "Organization": {"name"},
    "PostalAddress": set(),
    "Place": set(),
    "GeoCoordinates": {"latitude", "longitude"},
}


def check(node: dict, allowed: tuple[str, ...]) -> None:
    """Fail where a node is not of the allowed types or a property is not what its type admits."""
    kind = node["@type"]
    assert kind in allowed
    assert node.keys() >= NEEDED[kind]
    for name, value in node.items():
        rule = TYPES[kind].get(name) if name != "@type" else {kind}
        assert rule is not None, f"{kind} has no {name} here"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(rule, tuple):
                check(one, rule)
            elif isinstance(rule, re.Pattern):
                assert rule.fullmatch(one), f"{name}: {one}"
            elif isinstance(rule, type):
                assert isinstance(one, rule), f"{name}: {one}"
                assert one
            else:
                assert one in rule, f"{name}: {one}"


@pytest.fixture
def data(site):
    """Return the checked JSON-LD of one event's page, None where it has none."""

    def read(stored):
        page = site(stored)[f"{event_slug(stored.uid)}.html"]
        found = page.root.cssselect("script[type='application/ld+json']")
        assert len(found) <= 1
        if not found:
            return None
        node = json.loads(found[0].text_content())
        check(node, ("Event",))
        return node

    return read


PLACES = [
    {
        "@type": "Place",
        "name": "Händel-Halle",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Salzgrafenplatz 1",
            "postalCode": "06108",
            "addressLocality": "Halle (Saale)",
            "addressRegion": "Sachsen-Anhalt",
            "addressCountry": "DE",
        },
    },
    {
        "@type": "Place",
        "address": {"@type": "PostalAddress", "addressLocality": "Leipzig"},
        "geo": {"@type": "GeoCoordinates", "latitude": 51.34, "longitude": 12.37},
    },
    {"@type": "VirtualLocation", "url": "https://halle.example/tagung"},
]


def test_all_that_is_known(make, data):
    stored = make.event(
        when=When(start=make.at(2026, 3, 2, 10), end=make.at(2026, 7, 3, 16, 30)),
        locations=(
            Place(
                name="Händel-Halle",
                street_address="Salzgrafenplatz 1",
                postal_code="06108",
                address_locality="Halle (Saale)",
                address_region="Sachsen-Anhalt",
                municipality_key="15002000",
                latitude=51.48,
                longitude=11.97,
            ),
            Place(address_locality="Leipzig", latitude=51.34, longitude=12.37),
        ),
        organizers=(Organizer(name="Stadt Halle", url="https://halle.example/"),),
        attendance_mode=AttendanceMode.MIXED,
        status=EventStatus.RESCHEDULED,
        previous_start=date(2026, 2, 20),
        description="Zwei Tage\nzum Umbau",
        url="https://halle.example/tagung",
        offers="50 Euro",
    )
    assert data(stored) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Regionalpolitische Jahrestagung",
        "startDate": "2026-03-02T10:00:00+01:00",
        "endDate": "2026-07-03T16:30:00+02:00",
        "eventStatus": "https://schema.org/EventRescheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "previousStartDate": "2026-02-20",
        "location": PLACES,
        "organizer": {
            "@type": "Organization",
            "name": "Stadt Halle",
            "url": "https://halle.example/",
        },
        "description": "Zwei Tage zum Umbau",
        "url": "https://halle.example/tagung",
        "mainEntityOfPage": f"https://kalender.example/{event_slug(stored.uid)}.html",
    }


def test_what_is_unknown_is_left_out(make, data):
    assert data(make.event(mentions=(), when=When(start=date(2026, 3, 2)))).keys() == {
        "@context", "@type", "name", "startDate", "eventStatus", "url", "mainEntityOfPage",
    }  # fmt: skip


def test_the_last_day_is_inclusive_and_the_mark_is_no_name(make, data):
    node = data(make.event(status=EventStatus.CANCELLED))
    assert (node["startDate"], node["endDate"]) == ("2026-03-02", "2026-03-03")
    assert node["name"] == "Regionalpolitische Jahrestagung"
    assert node["eventStatus"] == "https://schema.org/EventCancelled"


def test_who_comes_online_needs_no_house(make, data):
    house = Place(name="Händel-Halle", address_locality="Halle (Saale)")
    node = data(make.event(locations=(house,), attendance_mode=AttendanceMode.ONLINE))
    assert node["location"] == {
        "@type": "VirtualLocation",
        "url": "https://bmwe.example/termine/jahrestagung",
    }


def test_an_event_online_whose_address_nobody_knows_has_no_location(make, data):
    assert "location" not in data(make.event(mentions=(), attendance_mode=AttendanceMode.ONLINE))


def test_no_day_no_data(make, data):
    autumn = {"first_day": date(2026, 9, 1), "last_day": date(2026, 11, 30)}
    assert data(make.event(when=CoarseWhen(**autumn, grain=Grain.SEASON, text="Herbst"))) is None


@pytest.mark.parametrize(
    "text",
    ["</script><script>alert(1)</script>", "<!-- <script>", "Tag & Nacht \u2028 x", 'a"\\'],
)
def test_no_text_ends_the_script_element(make, site, text):
    """The words are put in after all cleaning, as they stand."""
    stored = make.event()
    event = replace(stored.event)
    object.__setattr__(event, "description", text)
    hall = Place(name="x")
    object.__setattr__(hall, "name", text)
    object.__setattr__(event, "locations", (hall,))
    built = site(replace(stored, event=event))
    name = f"{event_slug(stored.uid)}.html"
    page = built[name]
    (script,) = page.root.cssselect("script")
    check(json.loads(script.text_content()), ("Event",))
    inner = built.files[name].decode().partition('ld+json">')[2].partition("</script>")[0]
    assert not re.search("[<>&\u2028\u2029]", inner)


def test_extruct_reads_it(make, site):
    """A library that reads the data of other people's pages finds ours."""
    extruct = pytest.importorskip("extruct", reason="extruct is of the bench group")
    stored = make.event(when=When(start=datetime(2026, 3, 2, 10, tzinfo=BERLIN)))
    page = site(stored).files[f"{event_slug(stored.uid)}.html"].decode()
    (node,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert isinstance(stored.event, Event)
    assert (node["@type"], node["startDate"]) == ("Event", "2026-03-02T10:00:00+01:00")
