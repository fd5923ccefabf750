"""One event out of several mentions, without a database."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    Event,
    EventStatus,
    Evidence,
    Grain,
    Organizer,
    PageKind,
    Place,
    When,
    YearSource,
)
from model.schema_org import event_to_json
from store.merging import Telling, content_hash
from store.merging import merge as merge_all

RANKED = (
    PageKind.EVENT,
    PageKind.ANNOUNCEMENT,
    PageKind.NEWS,
    PageKind.REPORT,
    PageKind.OTHER,
    PageKind.LISTING,
)


def telling(event: Event, kind: PageKind = PageKind.EVENT, **more: Any) -> Telling:
    values = {"source_id": "region", "page_url": f"https://region.localhost/{kind}", **more}
    return Telling(position="p", page_kind=kind, event=event, **values)


def merge(tellings: Iterable[Telling]) -> Event:
    return merge_all(tellings).event


def evidence(quote: str) -> Evidence:
    return Evidence(quote=quote, start=3, end=9, rule="label", confidence=0.8)


def test_one_mention_is_the_event(event: Callable[..., Event]) -> None:
    only = event(description="Austausch", evidence={"name": evidence("Regionalkonferenz")})
    assert merge([telling(only)]) == only


def test_no_mention_is_no_event() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        merge([])


@pytest.mark.parametrize(
    ("better", "worse"),
    list(itertools.pairwise(RANKED)),
)
def test_the_kind_of_page_decides(
    event: Callable[..., Event], better: PageKind, worse: PageKind
) -> None:
    told = [telling(event("Besser", confidence=0.5), better), telling(event("Schlechter"), worse)]
    assert merge(told).name == "Besser"
    assert merge(reversed(told)).name == "Besser"


def test_then_confidence_then_fullness_then_the_address(event: Callable[..., Event]) -> None:
    def name(*told: Telling) -> str:
        return merge(told).name

    sure, unsure = event("Sicher", confidence=0.9), event("Unsicher", confidence=0.8)
    assert name(telling(unsure, page_url="a"), telling(sure, page_url="b")) == "Sicher"
    full, bare = event("Voll", description="Mehr"), event("Knapp")
    assert name(telling(bare, page_url="a"), telling(full, page_url="b")) == "Voll"
    first, second = event("Erste"), event("Zweite")
    assert name(telling(second, page_url="b"), telling(first, page_url="a")) == "Erste"


def test_a_mention_that_is_missing_comes_after_one_that_stands(
    event: Callable[..., Event],
) -> None:
    gone = telling(event("Fort", description="Mehr"), missing=True)
    stands = telling(event("Da"), PageKind.LISTING)
    merged = merge([gone, stands])
    assert (merged.name, merged.description) == ("Da", "Mehr")


def test_a_report_is_no_base_and_only_reports_make_a_report(event: Callable[..., Event]) -> None:
    report = telling(event("Rückblick", is_report=True), PageKind.EVENT)
    card = telling(event("Konferenz"), PageKind.LISTING)
    assert merge([report, card]).name == "Konferenz"
    assert not merge([report, card]).is_report
    assert merge([report]).is_report


def test_empty_fields_are_filled_with_their_evidence(event: Callable[..., Event]) -> None:
    base = event(
        town="", organizers=(), evidence={"name": evidence("a"), "location": evidence("b")}
    )
    place = Place(name="Stadthalle", address_locality="Kiel")
    organizer = Organizer(name="Netzwerk Nord")
    donor = event(
        "Anders",
        locations=(place,),
        organizers=(organizer,),
        attendance_mode=AttendanceMode.MIXED,
        description="Austausch",
        url="https://tagung.localhost/x",
        offers="kostenfrei",
        recurrence="FREQ=YEARLY",
        identifier="4711",
        previous_start=date(2026, 2, 1),
        evidence={
            "name": evidence("c"),
            "location": evidence("d"),
            "location.name": evidence("e"),
        },
    )
    merged = merge([telling(base), telling(donor, PageKind.LISTING)])
    assert merged == replace(
        donor,
        name=base.name,
        evidence={
            "name": evidence("a"),
            "location": evidence("d"),
            "location.name": evidence("e"),
        },
    )


def test_full_fields_are_kept(event: Callable[..., Event]) -> None:
    base, other = event(town="Kiel", description="A"), event(town="Halle", description="B")
    merged = merge([telling(base), telling(other, PageKind.LISTING)])
    assert merged == base


def test_a_day_is_taken_where_there_is_none(event: Callable[..., Event]) -> None:
    coarse = CoarseWhen(
        first_day=date(2026, 3, 1), last_day=date(2026, 3, 31), grain=Grain.MONTH, text="März 2026"
    )
    bare = telling(event(day=None, publish=False))
    rough = telling(event(when=coarse, publish=False), PageKind.NEWS)
    exact = telling(event(), PageKind.LISTING)
    assert merge([bare, rough]).when == coarse
    assert not merge([bare, rough]).publish
    merged = merge([bare, rough, exact])
    assert merged.when == When(start=date(2026, 3, 2))
    assert merged.publish


def test_an_end_is_taken_from_the_same_start_only(event: Callable[..., Event]) -> None:
    def span(first: int, last: int | None) -> Event:
        end = date(2026, 3, last) if last else None
        return event(when=When(start=date(2026, 3, first), end=end))

    other = telling(span(2, 3), PageKind.LISTING)
    assert merge([telling(span(2, None)), other]).when == other.event.when
    assert merge([telling(span(1, None)), other]).when == When(start=date(2026, 3, 1))
    assert merge([telling(span(2, 4)), other]).when == span(2, 4).when


def test_a_clock_time_and_a_last_day_add_up(event: Callable[..., Event]) -> None:
    start = datetime(2026, 3, 2, 10, tzinfo=BERLIN)
    timed = telling(event(when=When(start=start)))
    days = telling(event(when=When(start=date(2026, 3, 2), end=date(2026, 3, 3))), PageKind.LISTING)
    both = When(start=start, end=date(2026, 3, 3))
    assert merge([timed, days]).when == both
    assert merge([replace(timed, page_kind=PageKind.LISTING), replace(days, own=True)]).when == both


def test_the_organizers_own_page_goes_before_all_others(event: Callable[..., Event]) -> None:
    own = telling(event("Eigene", confidence=0.4), PageKind.LISTING, own=True)
    other = telling(event("Fremde", description="Mehr"))
    assert merge([own, other]).name == "Eigene"
    assert merge([replace(own, missing=True), other]).name == "Fremde"


def test_data_go_before_text_field_by_field(event: Callable[..., Event]) -> None:
    data = Evidence(quote="", start=0, end=0, rule="json-ld.location", confidence=0.9)
    text = telling(event("Aus Text", town="Kiel"))
    coded = telling(
        event("Aus Daten", town="Halle (Saale)", evidence={"location": data}), PageKind.LISTING
    )
    merged = merge_all([text, coded])
    assert merged.event.name == "Aus Text"
    assert merged.event.location is not None
    assert merged.event.location.address_locality == "Halle (Saale)"
    assert merged.origins["location"] == ("region", coded.page_url)
    assert merged.origins["name"] == ("region", text.page_url)


def test_what_pages_say_otherwise_is_told(event: Callable[..., Event]) -> None:
    two_days = telling(event(when=When(start=date(2026, 3, 2), end=date(2026, 3, 3))), own=True)
    one_day = telling(event(town="Kiel"), source_id="netz", page_url="https://netz.localhost/a")
    conflicts = merge_all([two_days, one_day]).conflicts
    assert [(c.field, c.value, c.source_id) for c in conflicts] == [
        ("addressLocality", "Kiel", "netz"),
        ("endDate", None, "netz"),
    ]
    assert not merge_all([two_days, replace(one_day, missing=True)]).conflicts


@pytest.mark.parametrize(
    ("said", "more", "status"),
    [
        ({"status": EventStatus.CANCELLED}, {}, EventStatus.CANCELLED),
        ({"status": EventStatus.MOVED_ONLINE}, {}, EventStatus.MOVED_ONLINE),
        # An entry that is taken away once the event is called off takes no word back.
        ({"status": EventStatus.CANCELLED}, {"missing": True}, EventStatus.CANCELLED),
        ({"status": EventStatus.POSTPONED}, {"missing": True}, EventStatus.POSTPONED),
        ({"status": EventStatus.MOVED_ONLINE}, {"missing": True}, EventStatus.SCHEDULED),
        (
            {"status": EventStatus.CANCELLED, "publish": False},
            {"missing": True},
            EventStatus.SCHEDULED,
        ),
        (
            {"status": EventStatus.POSTPONED, "day": date(2026, 1, 9)},
            {"missing": True},
            EventStatus.SCHEDULED,
        ),
    ],
)
def test_a_word_on_the_status_counts_elsewhere(
    event: Callable[..., Event], said: dict[str, Any], more: dict[str, bool], status: EventStatus
) -> None:
    other = telling(event(**said), PageKind.LISTING, **more)
    assert merge([telling(event()), other]).status is status


def test_the_best_mentions_word_on_the_status_wins(event: Callable[..., Event]) -> None:
    best = telling(event(status=EventStatus.MOVED_ONLINE))
    said = telling(event(status=EventStatus.CANCELLED), PageKind.LISTING)
    assert merge([best, said]).status is EventStatus.MOVED_ONLINE


def test_published_where_a_mention_is_sure_of_the_merged_day(event: Callable[..., Event]) -> None:
    unsure = event("Genau", publish=False, confidence=0.4, reasons=("year inferred",))
    sure = event("Karte", confidence=0.9, reasons=("structured data",))
    merged = merge([telling(unsure), telling(sure, PageKind.LISTING)])
    assert (merged.name, merged.publish) == ("Genau", True)
    assert (merged.confidence, merged.reasons) == (0.9, ("structured data",))
    other_day = replace(sure, when=When(start=date(2026, 3, 9)))
    merged = merge([telling(unsure), telling(other_day, PageKind.LISTING)])
    assert (merged.publish, merged.confidence, merged.reasons) == (False, 0.4, ("year inferred",))


def test_the_hash_is_of_what_readers_see(event: Callable[..., Event]) -> None:
    base = event()
    unseen = replace(
        base,
        confidence=0.1,
        reasons=("x",),
        evidence={"name": evidence("x")},
        identifier="9",
        when=When(start=date(2026, 3, 2), year_source=YearSource.WEEKDAY),
    )
    assert content_hash(event_to_json(unseen)) == content_hash(event_to_json(base))
    seen = [
        replace(base, name="Anders"),
        replace(base, when=When(start=date(2026, 3, 3))),
        replace(base, when=When(start=date(2026, 3, 2), end=date(2026, 3, 3))),
        replace(base, locations=()),
        replace(base, organizers=()),
        replace(base, status=EventStatus.CANCELLED),
        replace(base, attendance_mode=AttendanceMode.ONLINE),
        replace(base, previous_start=date(2026, 1, 1)),
        replace(base, description="x"),
        replace(base, url="https://a.localhost/"),
        replace(base, offers="x"),
        replace(base, recurrence="x"),
        replace(base, is_report=True),
        replace(base, publish=False),
    ]
    assert len({content_hash(event_to_json(changed)) for changed in (base, *seen)}) == len(seen) + 1


names = st.sampled_from(["Forum", "Tagung", "Werkstatt"])
tellings = st.lists(
    st.builds(
        Telling,
        source_id=st.sampled_from(["a", "b"]),
        page_url=st.sampled_from(["u", "v", "w"]),
        position=st.sampled_from(["1", "2"]),
        page_kind=st.sampled_from(PageKind),
        missing=st.booleans(),
        event=st.builds(
            Event,
            name=names,
            when=st.none() | st.builds(When, start=st.dates(date(2026, 1, 1), date(2026, 1, 3))),
            status=st.sampled_from(EventStatus),
            description=st.sampled_from(["", "A", "B"]),
            confidence=st.sampled_from([0.5, 0.9]),
            publish=st.booleans(),
            is_report=st.booleans(),
        ),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda told: (told.source_id, told.page_url, told.position),
)


@given(tellings, st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(told: list[Telling], random: Any) -> None:
    shuffled = told[:]
    random.shuffle(shuffled)
    merged = merge(told)
    assert merge(shuffled) == merged
    assert any(merged.name == one.event.name for one in told)
    assert (merged.when is None) == all(one.event.when is None for one in told)
    assert not merged.publish or any(one.event.publish for one in told)


def test_a_save_the_date_ends_when_a_page_tells_of_the_event_without_it(
    event: Callable[..., Event],
) -> None:
    kept = telling(event(is_save_the_date=True), PageKind.ANNOUNCEMENT)
    listed = telling(event(), PageKind.LISTING)
    assert merge([kept, listed]).is_save_the_date
    assert not merge([kept, listed, telling(event(), PageKind.EVENT)]).is_save_the_date
    gone = telling(event(is_save_the_date=True), PageKind.EVENT, missing=True)
    assert not merge([gone, telling(event(), PageKind.NEWS)]).is_save_the_date
    assert merge([gone, kept]).is_save_the_date
    # What all pages ceased to tell of stays what it was.
    ended = telling(event(), PageKind.EVENT, missing=True)
    assert not merge([ended, ended]).is_save_the_date
    assert merge([gone, gone]).is_save_the_date
