"""Whatever the pages of an approved event come to say, readers are told what a person has seen."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from model import Event, EventStatus, PageKind, Place, When
from store.correcting import Corrected, Verdict, Word, corrected
from store.guarding import alters
from store.merging import OFF, Merged, Telling, merge
from store.reviewing.approved import Approval, Prospect, prospect
from store.reviewing.measures import TrustState
from store.reviewing.records import Approved
from store.reviewing.trust import Standing

APPROVED = Word(verdict=Verdict(approved=True, reason="", by="Erika"))
DAYS = st.sampled_from([date(2026, 3, 2), date(2026, 3, 3), date(2026, 4, 1)])


@st.composite
def events(draw: Callable[..., Any]) -> Event:
    first = draw(DAYS)
    when = draw(st.sampled_from([None, When(start=first), When(start=first, end=first)]))
    towns = draw(st.lists(st.sampled_from(["Halle (Saale)", "Gera"]), max_size=1))
    return Event(
        name=draw(st.sampled_from(["Tagung", "Tag der Ideen"])),
        when=when,
        locations=tuple(Place(address_locality=town) for town in towns),
        status=draw(st.sampled_from(list(EventStatus))),
        description=draw(st.sampled_from(["", "Programm"])),
        publish=draw(st.booleans()),
        confidence=draw(st.sampled_from([0.3, 0.9])),
    )


def told(*found: Event) -> Merged:
    return merge(
        Telling(
            source_id=f"quelle{number}",
            page_url=f"https://q{number}.localhost/",
            position="0",
            page_kind=PageKind.EVENT,
            event=event,
        )
        for number, event in enumerate(found)
    )


def after(before: Event, now: Merged, standing: Standing) -> Prospect:
    seen = corrected(told(before), APPROVED)
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    approval = Approval(
        approved=Approved(act=1, event=seen.event, by="Erika", at=moment), origins=seen.origins
    )
    pending: Corrected = corrected(now, APPROVED)
    return prospect("uid", now, pending, approval, standing)


@given(before=events(), now=st.lists(events(), min_size=1, max_size=3))
def test_readers_see_what_was_approved_or_what_says_more(before: Event, now: list[Event]) -> None:
    found = after(before, told(*now), Standing())
    approved, published = found.approval.approved.event, found.published.event
    pending = found.pending.event
    if not found.changed:
        assert not alters(approved, pending)
    assert published.publish
    same_but_off = published.status in OFF and published.status is pending.status
    if found.held and not same_but_off:
        assert published == approved
    elif found.held:
        assert (published.name, published.when, published.locations) == (
            approved.name,
            approved.when,
            approved.locations,
        )
    moved = pending.status in (EventStatus.RESCHEDULED, EventStatus.MOVED_ONLINE)
    if not found.held and not moved and pending.status is approved.status:
        assert not alters(approved, pending)
    if pending.status in OFF:
        assert published.status is pending.status


@given(before=events(), now=st.lists(events(), min_size=1, max_size=3))
def test_of_trusted_sources_readers_see_what_the_pages_say(before: Event, now: list[Event]) -> None:
    states = {f"quelle{number}": TrustState.TRUSTED for number in range(3)}
    found = after(before, told(*now), Standing(states=states))
    assert found.published is found.pending
    assert not found.changed


@given(same=events())
def test_what_is_told_again_asks_nobody(same: Event) -> None:
    found = after(same, told(same), Standing())
    assert not found.held
    assert not found.changed
    assert found.pending.event == found.approval.approved.event
