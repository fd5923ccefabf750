"""Troubles, and which channel was told of them, are kept as long as somebody waits to hear more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from store import Ended, Store, Trouble

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
BROKEN = Trouble(
    kind="source_broken",
    subject="amt",
    text="no answer – „Ü“ \udcff",
    german="Antwortet nicht.",
    command="regioradar sources try amt",
    since=NOW,
)
OVER = replace(BROKEN, ended=Ended.RECOVERED, ended_at=LATER)


@pytest.fixture
def notices(tmp_path):
    with Store.open(tmp_path / "r.sqlite") as store:
        yield store.notices


def test_a_trouble_comes_back_as_it_was_saved(notices):
    assert (notices.troubles(), notices.told()) == ((), {})
    notices.save([BROKEN])
    assert notices.troubles() == (replace(BROKEN, text="no answer – „Ü“ ?"),)


def test_each_channel_is_noted_by_itself(notices):
    notices.save([BROKEN])
    notices.note("mail", [BROKEN.key], [], NOW)
    notices.note("hook", [BROKEN.key], [], LATER)
    assert notices.told() == {"hook": {BROKEN.key: LATER}, "mail": {BROKEN.key: NOW}}
    notices.note("mail", [], [BROKEN.key], LATER)
    assert notices.told() == {"hook": {BROKEN.key: LATER}}


def test_one_that_has_ended_goes_when_the_last_channel_has_heard_it(notices):
    notices.save([BROKEN])
    notices.note("mail", [BROKEN.key], [], NOW)
    notices.note("hook", [BROKEN.key], [], NOW)
    notices.save([OVER])
    notices.note("mail", [], [BROKEN.key], LATER)
    (kept,) = notices.troubles()
    assert (kept.ended, kept.ended_at) == (Ended.RECOVERED, LATER)
    notices.note("hook", [], [BROKEN.key], LATER)
    assert (notices.troubles(), notices.told()) == ((), {})


def test_from_a_try_on_nobody_knows_until_it_was_told(notices):
    notices.save([BROKEN])
    notices.try_to_tell("mail", [BROKEN.key])
    assert notices.told() == {"mail": {BROKEN.key: None}}
    notices.note("mail", [BROKEN.key], [], NOW)
    assert notices.told() == {"mail": {BROKEN.key: NOW}}
    notices.try_to_tell("mail", [BROKEN.key])
    assert notices.told() == {"mail": {BROKEN.key: None}}


def test_one_that_nobody_was_told_of_goes_with_its_end(notices):
    notices.save([BROKEN])
    notices.save([OVER])
    assert notices.troubles() == ()


def test_one_that_lasts_stays_without_any_channel(notices):
    other = replace(BROKEN, subject="bund")
    notices.save([BROKEN])
    notices.save([other])
    assert [trouble.subject for trouble in notices.troubles()] == ["amt", "bund"]
