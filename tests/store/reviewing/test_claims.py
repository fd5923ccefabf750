"""Who looks at an event is said to others for a while, and is in nobody's way."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from model import DecisionError
from store import QueueFilter, RejectReason

NOW = datetime(2026, 1, 7, 8, 0, tzinfo=UTC)
TODAY = date(2026, 1, 7)


@pytest.fixture
def office(pages: Any, event: Callable[..., Any]) -> Any:
    found = pages(event())
    found.only = found.uid("Regionalkonferenz 2026")
    return found


def test_the_first_is_told_of_nobody_and_the_second_of_the_first(office: Any) -> None:
    assert office.desk.claim(office.only, by="Paula", now=NOW) is None
    claim = office.desk.claim(office.only, by="Max", now=NOW + timedelta(minutes=1))
    assert (claim.event_uid, claim.by) == (office.only, "Paula")
    assert claim.until == NOW + timedelta(minutes=15)
    (item,) = office.desk.queue(QueueFilter(), TODAY, now=NOW)
    assert item.claimed_by == "Paula"


def test_one_s_own_claim_is_renewed(office: Any) -> None:
    office.desk.claim(office.only, by="Paula", now=NOW)
    later = NOW + timedelta(minutes=10)
    assert office.desk.claim(office.only, by="Paula", now=later) is None
    claim = office.desk.claim(office.only, by="Max", now=later + timedelta(minutes=14))
    assert claim.until == later + timedelta(minutes=15)


def test_it_ends_by_itself_on_the_minute(office: Any) -> None:
    office.desk.claim(office.only, by="Paula", now=NOW, minutes=5)
    almost = NOW + timedelta(minutes=5, seconds=-1)
    assert office.desk.claim(office.only, by="Max", now=almost).by == "Paula"
    assert office.desk.claim(office.only, by="Max", now=NOW + timedelta(minutes=5)) is None
    assert office.sheet(office.only).item.claimed_by == "Max"


def test_it_is_ended_by_its_owner_alone(office: Any) -> None:
    office.desk.claim(office.only, by="Paula", now=NOW)
    office.desk.unclaim(by="Max")
    assert office.desk.claim(office.only, by="Max", now=NOW).by == "Paula"
    office.desk.unclaim(by="Paula")
    assert office.desk.claim(office.only, by="Max", now=NOW) is None


def test_it_locks_nobody_out_and_ends_with_one_s_own_deed(office: Any) -> None:
    office.desk.claim(office.only, by="Paula", now=office.scene.now)
    office.do("reject", office.only, RejectReason.NO_EVENT, by="Max")
    assert office.sheet(office.only).item.claimed_by == "Paula"
    office.do("approve", office.only, by="Paula")
    assert office.sheet(office.only).item.claimed_by == ""


def test_what_there_is_not_is_not_claimed(office: Any) -> None:
    with pytest.raises(DecisionError, match="there is no event"):
        office.desk.claim("nie@regioradar.example", by="Paula", now=NOW)


def test_a_look_leaves_what_sqlite_has_prepared(office: Any) -> None:
    """A pragma that alters how statements run makes SQLite prepare all of them anew."""
    connection, said = office.scene.store._connection.db.conn, []
    connection.set_trace_callback(said.append)
    office.desk.claim(office.only, by="Paula", now=NOW)
    office.desk.unclaim(by="Paula")
    connection.set_trace_callback(None)
    assert [line for line in said if "PRAGMA" in line and "busy_timeout" not in line] == []
    assert any("claims" in line for line in said)
