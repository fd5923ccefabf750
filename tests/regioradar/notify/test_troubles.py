"""Which troubles a run sees, and what becomes of those that it does not see."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from model import HealthState, PublishError, SourceFileError
from regioradar.health import Reason, SourceHealth, Turn
from regioradar.notify.troubles import Kind, View, seen
from regioradar.outcome import Outcome
from regioradar.publishing import Published
from store import Ended, HeldEvent, Hold, HoldStage, Store

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
SINCE = datetime(2026, 2, 20, 6, tzinfo=UTC)
ALPHA = (Kind.SOURCE_BROKEN.value, "alpha")


@pytest.fixture
def view():
    return View(enabled={"alpha", "beta"}, faults=(), paused=(), holds=(), now=NOW)


def outcome(**states):
    """A run after which the sources are in these states."""
    made = Outcome()
    for source_id, state in states.items():
        reason = Reason(
            verdict="timeout",
            url=f"http://{source_id}.localhost/",
            evidence="no answer;\nlast \x1b[31mgood\u202e: 2026-02-19 " + "x" * 900,
            command=f"regioradar sources try {source_id}",
            since=SINCE,
        )
        health = SourceHealth(source_id=source_id, state=state, since=SINCE, reasons=(reason,))
        made.of(source_id).turn = Turn(health=health)
    return made


def hold(source_id="alpha", stage=HoldStage.READING):
    event = HeldEvent(uid="u", name="Fachtag", fields={})
    return Hold(
        hold_id=1, source_id=source_id, stage=stage, run_id=1, since=SINCE, coming=9,
        altered=(event,), withdrawn=(event, event),
    )  # fmt: skip


def test_a_broken_source_is_told_in_clean_short_words(view):
    (trouble,) = seen(outcome(alpha=HealthState.BROKEN, beta=HealthState.WELL), view, ()).open
    assert trouble.key == ALPHA
    assert trouble.text.startswith("http://alpha.localhost/: timeout: no answer; last [31mgood: ")
    assert len(trouble.text) == 500
    assert trouble.german == (
        "Antwortet seit dem 20. Februar 2026 nicht. Die zuletzt bekannten Termine bleiben stehen."
    )
    assert (trouble.command, trouble.since) == ("regioradar sources try alpha", SINCE)


@pytest.mark.parametrize(
    ("state", "end"),
    [
        (HealthState.WELL, Ended.RECOVERED),
        (HealthState.QUIET, Ended.RECOVERED),
        (HealthState.DEGRADED, None),
        (HealthState.UNKNOWN, None),
    ],
)
def test_a_source_has_recovered_when_its_health_says_so(view, state, end):
    found = seen(outcome(alpha=state), view, [ALPHA])
    assert found.open == ()
    assert found.over.get(ALPHA) is end


def test_a_source_that_the_run_did_not_take_is_neither_broken_nor_recovered(view):
    found = seen(outcome(beta=HealthState.BROKEN), view, [ALPHA])
    assert [trouble.subject for trouble in found.open] == ["beta"]
    assert found.over == {}


def test_a_paused_source_is_closed_and_no_success(view):
    assert seen(Outcome(), replace(view, paused={"alpha"}), [ALPHA]).over == {ALPHA: Ended.CLOSED}


def test_a_source_without_a_file_is_closed_but_not_while_its_file_has_a_fault(view):
    gone = replace(view, enabled={"beta"})
    assert seen(Outcome(), gone, [ALPHA]).over == {ALPHA: Ended.CLOSED}
    fault = SourceFileError("no table", file="alpha.toml")
    assert seen(Outcome(), replace(gone, faults=(fault,)), [ALPHA]).over == {}
    assert seen(Outcome(), replace(gone, faults=None), [ALPHA]).over == {}


def test_both_stages_of_a_hold_are_one_trouble(view):
    both = replace(view, holds=(hold(), hold(stage=HoldStage.JOINING), hold("gone")))
    (trouble,) = seen(Outcome(), both, ()).open
    assert trouble.key == (Kind.HELD, "alpha")
    assert trouble.text == (
        "1 of 9 coming events would change, 2 would vanish; "
        "1 of 9 coming events of other sources would change, 2 would vanish"
    )
    assert "Von 9 kommenden Terminen anderer Quellen würden sich 1 ändern" in trouble.german
    assert trouble.since == SINCE


def test_a_hold_has_ended_when_the_store_has_none_whatever_the_run_took(view):
    key = (Kind.HELD.value, "alpha")
    assert seen(Outcome(), view, [key]).over == {key: Ended.RECOVERED}
    assert seen(Outcome(), replace(view, holds=(hold(),)), [key]).over == {}
    assert seen(Outcome(), replace(view, enabled={"beta"}), [key]).over == {key: Ended.CLOSED}


def test_all_faults_of_a_file_are_one_trouble_until_a_run_finds_none(view):
    faults = [SourceFileError("bad", file="a.toml", key=key) for key in ("kind", "home")]
    (trouble,) = seen(Outcome(), replace(view, faults=faults), ()).open
    assert trouble.key == (Kind.SOURCE_FILE, "a.toml")
    assert trouble.text == "a.toml: kind: bad; a.toml: home: bad"
    key = (Kind.SOURCE_FILE.value, "a.toml")
    assert seen(Outcome(), view, [key]).over == {key: Ended.RECOVERED}
    assert seen(Outcome(), replace(view, faults=None), [key]).over == {}


def test_a_file_of_a_strange_name_is_the_same_trouble_the_next_night(view, tmp_path):
    """The database, the mail and the JSON can hold no name that is not UTF-8."""
    fault = SourceFileError("bad", file="k\udcff\x1b.toml")
    (trouble,) = seen(Outcome(), replace(view, faults=[fault]), ()).open
    assert trouble.subject == "k.toml"
    with Store.open(tmp_path / "r.sqlite") as store:
        store.notices.save([trouble])
        assert store.notices.troubles() == (trouble,)


def test_that_nothing_was_published_lasts_until_something_was(view, tmp_path):
    failed = Outcome(not_published=PublishError("public: not published: No space left"))
    (trouble,) = seen(failed, view, ()).open
    assert trouble.key == (Kind.NOT_PUBLISHED, "")
    assert "No space left" in trouble.text
    assert seen(Outcome(), view, [trouble.key]).over == {}
    done = Published(folder=tmp_path, written=(), unchanged=(), removed=())
    over = seen(Outcome(published=done), view, [trouble.key]).over
    assert over == {trouble.key: Ended.RECOVERED}
