"""Which selections an event and a news item belong to."""

from dataclasses import replace

import pytest

from feeds import FeedSettings, RegionInfo, SourceInfo
from feeds.edition import cards, edition
from feeds.selections import (
    catalogue,
    slugs_of_event,
    slugs_of_news,
    topics_of_event,
    topics_of_news,
)
from model import AttendanceMode, EventStatus, NewsItem, Organizer, Place

REGIONS_OF = {"15002000": ("mitteldeutschland", "unbekannt"), "14713000": ("mitteldeutschland",)}
SETTINGS = FeedSettings(
    base_url="https://kalender.example/",
    sources={
        "bmwe": SourceInfo(id="bmwe", name="BMWE", kind="ministry"),
        "netz": SourceInfo(id="netz", name="Ein Netz", kind="network"),
        "neu": SourceInfo(id="neu", name="Neue Art", kind="club"),
    },
    regions=(
        RegionInfo(
            key="mitteldeutschland", name="Metropolregion Mitteldeutschland", kind="metropolregion"
        ),
    ),
)
HALLE = Place(
    address_locality="Halle (Saale)", address_region="Sachsen-Anhalt", municipality_key="15002000"
)
LEIPZIG = Place(address_locality="Leipzig", address_region="Sachsen", municipality_key="14713000")


@pytest.fixture
def slugs(make):
    def of(**fields) -> set[str]:
        return set(slugs_of_event(make.event(**fields), REGIONS_OF, SETTINGS))

    return of


def test_an_event_of_which_little_is_known(slugs):
    assert slugs(mentions=()) == {"alle"}
    assert slugs() == {"alle", "quelle/bmwe", "quellenart/ministerien"}


def test_every_place_counts(slugs):
    assert slugs(mentions=(), locations=(HALLE, LEIPZIG)) == {
        "alle", "land/sachsen", "land/sachsen-anhalt", "region/mitteldeutschland",
    }  # fmt: skip


def test_a_place_abroad_or_without_a_key(slugs):
    assert slugs(mentions=(), locations=(Place(address_locality="Wien"),)) == {"alle"}
    named = Place(name="Kurhaus", address_region="Hessen")
    assert slugs(mentions=(), locations=(named,)) == {"alle", "land/hessen"}


def test_every_source_that_tells_of_it_counts_and_only_known_ones(slugs, make):
    mentions = [make.mention(source_id=known) for known in ("bmwe", "netz", "neu", "weg", "bmwe")]
    assert slugs(mentions=tuple(mentions)) == {
        "alle", "quelle/bmwe", "quelle/netz", "quelle/neu", "quellenart/ministerien",
        "quellenart/netzwerke",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "online"),
    [
        ({"attendance_mode": AttendanceMode.ONLINE}, True),
        ({"attendance_mode": AttendanceMode.MIXED}, True),
        ({"attendance_mode": AttendanceMode.OFFLINE}, False),
        ({"attendance_mode": None}, False),
        ({"status": EventStatus.MOVED_ONLINE, "attendance_mode": None}, True),
    ],
)
def test_online(slugs, fields, online):
    assert ("online" in slugs(**fields)) is online


def test_an_event_that_was_moved_online_stays_in_the_selection_of_its_place(slugs):
    found = slugs(locations=(HALLE,), status=EventStatus.MOVED_ONLINE)
    assert {"online", "land/sachsen-anhalt"} <= found


def test_topics_of_an_event_and_their_words(make, slugs):
    fields = {
        "name": "Fachtag Wasserstoff",
        "locations": (Place(name="Museum für Mobilität"),),
        "organizers": (Organizer(name="Kulturstiftung Dorf", alternate_name="KSD"),),
        "description": "Die Kulturstiftung Dorf lädt ins Museum für Mobilität zum Dialog Verkehr.",
    }
    assert {slug for slug in slugs(**fields) if "/" in slug and "quelle" not in slug} == {
        "thema/wasserstoff-energie"
    }
    (match,) = topics_of_event(make.event(**fields).event)
    assert match.words == ("Wasserstoff",)


def test_news_have_sources_and_topics(make):
    assert slugs_of_news(make.news(headline="Glasfaser für alle"), SETTINGS) == (
        "alle", "neuigkeiten", "quelle/bmwe", "quellenart/ministerien", "thema/digitalisierung",
    )  # fmt: skip


def test_the_name_of_who_publishes_news_does_not_decide():
    item = NewsItem(
        headline="Netzwerk Energie Mitte wählt Vorstand",
        url="https://netz.example/wahl",
        organization=Organizer(name="Netzwerk Energie Mitte"),
    )
    assert topics_of_news(item) == ()


def test_what_something_belongs_to_is_in_the_catalogue(make):
    known = {selection.slug for selection in catalogue(SETTINGS)}
    event = make.event(
        locations=(HALLE, LEIPZIG), attendance_mode=AttendanceMode.MIXED, name="Verkehr und Energie"
    )
    found = slugs_of_event(event, REGIONS_OF, SETTINGS)
    assert len(found) == 9
    assert list(found) == sorted(set(found))
    assert {*found, *slugs_of_news(make.news(), SETTINGS)} <= known


def test_a_card_carries_its_topics_and_a_selection_its_cards(make):
    snapshot = replace(make.snapshot(make.seminar(locations=(LEIPZIG,))), regions_of=REGIONS_OF)
    (card,) = cards(snapshot, SETTINGS)
    assert [(match.topic, match.words) for match in card.topics] == [
        ("foerderung", ("Fördermittel",))
    ]
    contents = edition(snapshot, SETTINGS, [card]).contents
    assert list(contents) == [
        "alle", "thema/foerderung", "land/sachsen", "region/mitteldeutschland",
        "quellenart/ministerien", "quelle/bmwe",
    ]  # fmt: skip
    assert all(found.coming == (card,) for found in contents.values())
