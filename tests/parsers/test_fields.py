"""Class names and itemprops: what the systems of the field write, and what is only layout."""

import pytest

from parsers.page.facts import Label
from parsers.page.fields import field_of


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ("event-detail-value event-startdate", Label.START),
        ("event-list-value event-enddate", Label.END),
        ("event-location-title", Label.VENUE),
        ("event-location-zip", Label.ADDRESS),
        ("event-location-city", Label.PLACE),
        ("event-organisator", Label.ORGANIZER),
        ("tribe-events-calendar-list__event-datetime", Label.DATE),
        ("tribe-events-calendar-list__event-venue-address", Label.ADDRESS),
        ("tribe-events-start-datetime updated published dtstart", Label.START),
        ("tribe-events-single-event-title", Label.TITLE),
        ("c-topline__element is-date", Label.DATE),
        ("c-topline__location", Label.VENUE),
        ("field field--name-field-event-startdate field--type-datetime", Label.START),
        ("veranstaltung__field-oeffnungszeiten", Label.TIME),
        ("date-display-end", Label.END),
        ("eintrag__ort", Label.PLACE),
        ("terminOrt", Label.PLACE),
        ("time startDate", Label.START),
        ("item--date", Label.DATE),
        ("event-registration-deadline", Label.DEADLINE),
        ("event-price", Label.PRICE),
        ("summary", Label.TITLE),
        ("news-list-date", Label.PUBLISHED),
        ("post-date", Label.PUBLISHED),
        ("field__label", Label.OTHER),
        ("event-detail-label", Label.OTHER),
    ],
)
def test_names_that_tell(names: str, label: Label) -> None:
    assert field_of(names) is label


@pytest.mark.parametrize(
    "names",
    [
        "", "row", "text-start", "float-end", "justify-content-end", "page-title", "site-title",
        "widget-title", "event", "event-item", "event-list", "location-icon", "search-date",
        "contact-address", "badge badge--ort", "has-date", "col-start", "container",
    ],
)  # fmt: skip
def test_names_of_layout_tell_nothing(names: str) -> None:
    assert field_of(names) is None
