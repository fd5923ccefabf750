"""The keys of an event and the UIDs behind them, without a database."""

import itertools
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from model import BERLIN, CoarseWhen, Event, Grain, PageKind, When
from store.addresses import canonical_address, spelling
from store.identity import PageFacts, Sighting, mint_uid, resolve, sightings

HOME = "https://region.localhost"
TODAY = date(2026, 1, 5)


def page(path: str = "/termine/1", kind: PageKind = PageKind.EVENT, **more: str) -> PageFacts:
    return PageFacts(source_id="region", url=HOME + path, kind=kind, day=TODAY, **more)


def listing(path: str = "/termine") -> PageFacts:
    return page(path, PageKind.LISTING)


def at(hour: int, day: int = 2) -> When:
    return When(start=datetime(2026, 3, day, hour, tzinfo=BERLIN))


def uids(*found: Sighting, known: dict[str, str] | None = None) -> dict[tuple[str, str], str]:
    done = resolve(found, known or {}, "regioradar.example").identified
    return {(i.sighting.page_url, i.sighting.event.name): i.uid for i in done}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.region.localhost/termine/1/", "region.localhost/termine/1"),
        ("http://region.localhost:80/termine/1#anmeldung", "region.localhost/termine/1"),
        ("https://region.localhost:8443/t", "region.localhost:8443/t"),
        ("https://Region.localhost/T?b=2&a=1&utm_source=x", "region.localhost/T?a=1&b=2"),
        (
            "https://b.localhost/DE/V.html;jsessionid=0A.live?nn=12&cms_x=1",
            "b.localhost/DE/V.html",
        ),
        ("https://region.localhost/%C3%BCbung", "region.localhost/übung"),
        ("https://region.localhost/?p=7", "region.localhost?p=7"),
        ("https://region.localhost/?tx[id]=3&cHash=ab", "region.localhost?tx[id]=3"),
        ("https://region.localhost/a%00b?c=%01\udc80", "region.localhost/ab?c=?"),
        ("https://region.localhost/", ""),
        ("https://region.localhost", ""),
        ("https://region.localhost:nonsense/a", ""),
        ("https://[broken/a", ""),
    ],
)
def test_canonical_address(url: str, key: str) -> None:
    assert canonical_address(url) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.region.localhost/t/1/", "https://region.localhost/t/1#ort", True),
        ("https://region.localhost/t/1?utm_source=x&a=1", "https://region.localhost/t/1?a=1", True),
        ("https://region.localhost/t?pageNo=2", "https://region.localhost/t?pageNo=3", False),
        ("https://region.localhost/t/1", "https://region.localhost/t/1?print=1", False),
        ("https://region.localhost/", "https://land.localhost/", False),
    ],
)
def test_spellings_of_one_page(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) is same


def test_keys_in_falling_order(event: Callable[..., Event]) -> None:
    one = event(when=at(10), identifier="4711", url="https://tagung.localhost/2026")
    (sighting,) = sightings(page(requested_url=HOME + "/alt"), [one])
    label = "institut fuer beispielregionen|regionalkonferenz"
    assert sighting.keys == (
        "item:region|4711",
        "url:region.localhost/termine/1",
        "url:region.localhost/alt",
        "url:tagung.localhost/2026",
        f"time:{label}|2026-03-02T10:00+01:00|halle saale",
        f"fp:{label}|2026-03-02",
        "fp:region|regionalkonferenz|2026-03-02",
    )
    assert sighting.position == "item:region|4711"


def test_without_an_organizer_the_source_stands_in(event: Callable[..., Event]) -> None:
    (sighting,) = sightings(listing(), [event(organizers=(), town="")])
    assert sighting.keys == ("fp:region|regionalkonferenz|2026-03-02",)


def test_strong_keys_have_neither_title_nor_day_nor_status(event: Callable[..., Event]) -> None:
    def strong(changed: Event) -> list[str]:
        (sighting,) = sightings(page(), [changed])
        return [key for key in sighting.keys if key.startswith(("item:", "url:"))]

    before = strong(event(identifier="7"))
    assert len(before) == 2
    assert before == strong(event("Abgesagt: ganz anders", date(2027, 9, 9), identifier="7"))


def test_a_listings_address_is_no_events(event: Callable[..., Event]) -> None:
    (sighting,) = sightings(listing(), [event(url=HOME + "/termine#1")])
    assert not any(key.startswith("url:") for key in sighting.keys)


def test_the_page_of_two_events_is_neithers_address(event: Callable[..., Event]) -> None:
    found = sightings(page(), [event("Erste Werkstatt"), event("Zweite Werkstatt")])
    assert not any(key.startswith("url:") for sighting in found for key in sighting.keys)
    assert len(set(uids(*found).values())) == 2


@pytest.mark.parametrize("shared", [{"url": HOME + "/anmeldung"}, {"identifier": "4711"}])
def test_a_key_that_two_events_of_a_page_share_tells_neither(
    event: Callable[..., Event], shared: dict[str, str]
) -> None:
    days = [date(2026, 3, 2), date(2026, 4, 2)]
    found = sightings(listing(), [event("Sprechtag", day, **shared) for day in days])
    assert all(key.startswith(("time:", "fp:")) for s in found for key in s.keys)
    known = {"url:region.localhost/anmeldung": "old@x", "item:region|4711": "old@x"}
    done = resolve(found, known, "x").identified
    assert len({i.uid for i in done}) == 2
    assert all(i.minted for i in done)


def test_a_yearly_series_is_one_event_a_year(event: Callable[..., Event]) -> None:
    years = [event("Jahrestagung", date(year, 3, 2)) for year in (2025, 2026, 2027)]
    done = resolve(sightings(listing(), years), {}, "x").identified
    assert len({i.uid for i in done}) == 3


def test_ordinals_and_years_in_the_title_count(event: Callable[..., Event]) -> None:
    names = ["1. Forum", "2. Forum", "Forum 2030", "Forum"]
    found = sightings(listing(), [event(name) for name in names])
    assert len(set(uids(*found).values())) == 4


def test_the_year_of_the_day_and_an_unnamed_organizer_do_not_count(
    event: Callable[..., Event],
) -> None:
    (full,) = sightings(page("/presse/1"), [event("Jahrestagung 2026")])
    (short,) = sightings(listing(), [event("Jahrestagung", organizers=())])
    assert len(set(uids(full, short).values())) == 1
    (other,) = sightings(listing(), [event("Jahrestagung", date(2026, 3, 3), organizers=())])
    assert len(set(uids(full, other).values())) == 2


def test_sessions_on_one_day_are_told_apart_and_stay_so(event: Callable[..., Event]) -> None:
    morning, evening = event("Führung", when=at(10)), event("Führung", when=at(18))
    alone = resolve(sightings(listing(), [morning]), {}, "x")
    both = resolve(sightings(listing(), [morning, evening]), alone.new_aliases, "x")
    by_hour = {i.sighting.event.when.start.hour: i.uid for i in both.identified}  # type: ignore[union-attr]
    assert by_hour[10] == alone.identified[0].uid
    assert by_hour[18] != by_hour[10]


def test_one_title_and_day_in_two_towns_are_two_events(event: Callable[..., Event]) -> None:
    found = sightings(listing(), [event(town="Halle (Saale)"), event(town="Kiel")])
    assert len(found) == 2
    assert len({i.uid for i in resolve(found, {}, "x").identified}) == 2


def test_one_title_and_day_in_two_towns_on_pages_of_their_own_are_two_events(
    event: Callable[..., Event],
) -> None:
    pages = {"Halle (Saale)": "/halle", "Kiel": "/kiel"}
    found = [
        sighting
        for town, path in pages.items()
        for sighting in sightings(page(path), [event(town=town)])
    ]
    both = {i.uid for i in resolve(found, {}, "x").identified}
    assert len(both) == 2
    alone = resolve(found[:1], {}, "x")
    known = {i.uid: i.sighting.event for i in alone.identified}
    (later,) = resolve(found[1:], alone.new_aliases, "x", known).identified
    assert later.uid not in known


def test_an_event_told_twice_on_a_page_is_one_in_its_fuller_form(
    event: Callable[..., Event],
) -> None:
    teaser, full = event(), event(description="Zwei Tage Austausch")
    for order in itertools.permutations([teaser, full, teaser]):
        (sighting,) = sightings(listing(), order)
        assert sighting.event == full


def test_a_card_with_less_is_still_the_same_event(event: Callable[..., Event]) -> None:
    found = sightings(listing(), [event(when=at(10)), event(town="")])
    assert len({i.uid for i in resolve(found, {}, "x").identified}) == 1


def test_undated_events_of_one_title_are_told_apart_by_page(event: Callable[..., Event]) -> None:
    coarse = CoarseWhen(
        first_day=date(2026, 9, 1),
        last_day=date(2026, 11, 30),
        grain=Grain.SEASON,
        text="Herbst 2026",
    )
    one = sightings(listing("/a"), [event("Netzwerktreffen", None)])
    two = sightings(listing("/b"), [event("Netzwerktreffen", None)])
    three = sightings(listing("/b"), [event("Netzwerktreffen", when=coarse)])
    assert len({i.uid for i in resolve([*one, *two, *three], {}, "x").identified}) == 3


def test_listing_and_detail_are_one_event(event: Callable[..., Event]) -> None:
    card = sightings(listing(), [event("Konferenz", url=HOME + "/termine/1?utm_source=liste")])
    detail = sightings(page(), [event("Regionalkonferenz 2026: alle Angaben")])
    assert len(set(uids(*card, *detail).values())) == 1


def test_the_redirected_address_counts(event: Callable[..., Event]) -> None:
    card = sightings(listing(), [event("Konferenz", url=HOME + "/kurz")])
    detail = sightings(page(requested_url=HOME + "/kurz"), [event("Regionalkonferenz 2026")])
    assert len(set(uids(*card, *detail).values())) == 1


def test_retitled_moved_and_both_by_address(event: Callable[..., Event]) -> None:
    first = resolve(sightings(page(), [event()]), {}, "x")
    known = dict(first.new_aliases)
    for changed in (
        event("Regionalkonferenz in neuem Rahmen"),
        event(day=date(2026, 5, 4)),
        event("Noch einmal anders", date(2026, 6, 1)),
    ):
        again = resolve(sightings(page(), [changed]), known, "x")
        assert again.identified[0].uid == first.identified[0].uid
        assert not again.identified[0].minted
        known |= again.new_aliases
    old_day = sightings(listing(), [event()])
    assert resolve(old_day, known, "x").identified[0].uid == first.identified[0].uid


def test_where_keys_disagree_the_strongest_decides(event: Callable[..., Event]) -> None:
    (sighting,) = sightings(page(), [event(identifier="7")])
    item, url, *_, fingerprint = sighting.keys
    known = {item: "a@x", url: "b@x", fingerprint: "c@x"}
    assert resolve([sighting], known, "x").identified[0].uid == "a@x"
    del known[item]
    assert resolve([sighting], known, "x").identified[0].uid == "b@x"
    del known[url]
    assert resolve([sighting], known, "x").identified[0].uid == "c@x"


def test_two_events_of_a_page_never_share_a_uid(event: Callable[..., Event]) -> None:
    """One took over the old title of the other: the stronger claim has the UID."""
    renamed = event("Neuer Titel", url=HOME + "/termine/9")
    namesake = event("Alter Titel")
    (old,) = sightings(listing(), [event("Alter Titel", url=HOME + "/termine/9")])
    known = resolve([old], {}, "x").new_aliases
    found = sightings(listing(), [namesake, renamed])
    for order in itertools.permutations(found):
        done = {i.sighting.event.name: i for i in resolve(order, known, "x").identified}
        assert done["Neuer Titel"].uid == known["url:region.localhost/termine/9"]
        assert done["Alter Titel"].uid != done["Neuer Titel"].uid
        assert done["Alter Titel"].minted


def test_the_order_of_what_is_found_does_not_matter(event: Callable[..., Event]) -> None:
    found: list[Sighting] = [
        *sightings(listing(), [event(url=HOME + "/termine/1"), event("Andere", when=at(9))]),
        *sightings(page(), [event(when=at(10))]),
        *sightings(page("/presse/8", PageKind.ANNOUNCEMENT), [event("Andere", when=at(9))]),
        *sightings(listing("/archiv"), [event()]),
    ]
    results = {
        tuple(sorted((*key, uid) for key, uid in uids(*order).items()))
        for order in itertools.permutations(found)
    }
    assert len(results) == 1
    assert len({uid for *_, uid in results.pop()}) == 2


def test_a_uid_depends_on_its_key_only() -> None:
    uid = mint_uid("item:region|4711", "kalender.example")
    assert re.fullmatch(r"[a-z2-7]{26}@kalender\.example", uid)
    assert uid == mint_uid("item:region|4711", "kalender.example")
    assert uid != mint_uid("item:region|4712", "kalender.example")


def test_one_that_has_no_key_of_its_own_is_numbered(event: Callable[..., Event]) -> None:
    """All keys, even the last resort, stand for an event that its neighbour has already."""
    first, second = sightings(listing(), [event("Eins"), event("Zwei")])
    known: dict[str, Any] = {key: "a@x" for s in (first, second) for key in s.keys}
    known |= {s.last_resort: "a@x" for s in (first, second)}
    done = resolve([first, second], known, "x")
    assert len({i.uid for i in done.identified}) == 2
    assert [key for key in done.new_aliases if key.endswith("#2")]
