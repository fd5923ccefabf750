"""The list that travels in addresses, and where forms lead back to."""

import pytest
from flask import Flask, get_flashed_messages, session
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from review import view
from review.view import Listing, after_list, event_path, is_here, path
from store import QueueFilter, Tab, Why

LISTING = Listing(
    wanted=QueueFilter(
        tab=Tab.CHANGED,
        source_id="amt",
        region="Sachsen-Anhalt",
        text="Halle & Saale",
        why=Why.CONFLICT,
        everything=True,
    ),
    page=3,
)


def test_a_list_is_read_back_from_its_own_address() -> None:
    assert Listing.of(LISTING.arguments) == LISTING


def test_what_is_as_usual_stands_in_no_address() -> None:
    assert Listing().query == ""
    assert Listing(wanted=QueueFilter(tab=Tab.NEW)).query == "?liste=neu"


@given(
    st.dictionaries(
        st.sampled_from(["liste", "quelle", "land", "grund", "q", "alles", "seite"]),
        st.text(max_size=300),
    )
)
def test_any_address_asks_for_some_list(asked: dict[str, str]) -> None:
    listing = Listing.of(MultiDict(asked))
    assert listing.page >= 0
    assert len(listing.wanted.text) <= 200
    assert Listing.of(listing.arguments).wanted == listing.wanted


def test_an_event_carries_its_list_on(app: Flask) -> None:
    with app.test_request_context("/"):
        address = LISTING.event_url("a b/c@regioradar", "freigeben", row=7)
    assert address.startswith("/termin/a%20b%2Fc@regioradar/freigeben?")
    with app.test_request_context(address):
        assert Listing.of_request() == LISTING
        assert after_list() == LISTING_URL + "#zeile-7"


LISTING_URL = (
    "/?liste=geaendert&quelle=amt&land=Sachsen-Anhalt&grund=conflict"
    "&q=Halle+%26+Saale&alles=1&seite=3"
)


def test_what_was_done_on_the_screen_of_an_event_does_not_lead_to_the_list(app: Flask) -> None:
    with app.test_request_context("/termin/x@y/freigeben?liste=neu"):
        assert after_list() is None
    with app.test_request_context("/termin/x@y/freigeben?zeile=%23x"):
        assert after_list() is None


def test_a_change_of_tab_keeps_the_conditions_and_begins_at_the_first_page(app: Flask) -> None:
    with app.test_request_context("/"):
        moved = LISTING.with_tab(Tab.SOON)
    assert "liste=bald" in moved
    assert "quelle=amt" in moved
    assert "seite" not in moved


def test_addresses_stand_below_the_prefix_of_a_proxy(app: Flask) -> None:
    with app.test_request_context("/dubletten/a/b", base_url="http://localhost/pruefung"):
        assert path("/quellen") == "/pruefung/quellen"
        assert event_path("x@y") == "/pruefung/termin/x@y"
        assert is_here("/dubletten")
        assert not is_here("/")
        assert not is_here("/dub")


@pytest.mark.parametrize("address", ["/", "/termin/x@y"])
def test_events_belong_to_the_queue(app: Flask, address: str) -> None:
    with app.test_request_context(address):
        assert is_here("/")


def test_a_message_stays_small_enough_for_a_cookie(make_app):
    app = make_app()
    text = "".join(chr(0x100 + number) for number in range(5000))
    with app.test_request_context():
        view.done(text, details=[text] * 10)
        cookie = app.session_interface.get_signing_serializer(app).dumps(dict(session))
        ((_, said),) = get_flashed_messages(with_categories=True)
    assert said["text"] == text[:199] + "…"
    assert [len(line) for line in said["details"]] == [200] * 10
    assert len(cookie) < 4000
