"""The health of sources in German: a sentence for every verdict and state, and nothing of staff."""

import inspect
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from model import HealthState, Verdict
from regioradar.health import Reason, SourceFacts, SourceHealth, comparison, deciding, health_of
from regioradar.health.in_german import REASONS, STATES, sentence
from store import SourceRun, Visit

TODAY = date(2026, 8, 2)
SINCE = datetime(2026, 8, 1, 23, 30, tzinfo=UTC)
STANDS = "Die zuletzt bekannten Termine bleiben stehen."
Run = Callable[..., SourceRun]
MakeVisit = Callable[..., Visit]
Facts = Callable[..., SourceFacts]


def written() -> set[str]:
    """The reasons that the decision writes as words of its own."""
    sources = (inspect.getsource(comparison), inspect.getsource(deciding))
    return set(re.findall(r"\.reason\(\s*\"(\w+)\"", "".join(sources)))


def told(state: HealthState, verdict: str, since: datetime | None = SINCE) -> str:
    reason = Reason(verdict=verdict, url="", evidence="the evidence", command="cmd", since=since)
    return sentence(SourceHealth(source_id="auenland", state=state, reasons=(reason,)))


def test_every_reason_and_every_state_has_its_sentence() -> None:
    assert len(written()) > 8
    assert REASONS.keys() == {*Verdict} | written()
    assert STATES.keys() == {*HealthState}


@pytest.mark.parametrize(
    "text", sorted({*REASONS.values(), *STATES.values()} - {STATES[HealthState.WELL]})
)
@pytest.mark.parametrize("since", ["", "seit dem 3. Februar 2026 "])
def test_it_is_a_whole_sentence_with_and_without_a_day(text: str, since: str) -> None:
    written_out = text.format(since=since)
    assert re.fullmatch(r"[A-ZÄÖÜ][^{}]*[^ ]\.", written_out)
    assert "  " not in written_out


def test_a_broken_source_says_since_when_and_that_its_events_stay() -> None:
    assert told(HealthState.BROKEN, "timeout") == (
        f"Antwortet seit dem 2. August 2026 nicht. {STANDS}"
    )
    assert told(HealthState.BROKEN, "timeout", None) == f"Antwortet nicht. {STANDS}"
    assert sentence(SourceHealth(source_id="x", state=HealthState.BROKEN)) == (
        f"Kann zurzeit nicht gelesen werden. {STANDS}"
    )


def test_a_degraded_source_says_what_is_wrong_with_it() -> None:
    assert told(HealthState.DEGRADED, "fewer_events") == (
        "Wird nur eingeschränkt gelesen. Dort finden wir zurzeit viel weniger Termine als sonst."
    )


def test_a_source_as_it_should_be_says_only_that() -> None:
    assert told(HealthState.WELL, "quiet") == ""
    assert told(HealthState.QUIET, "quiet").startswith("Zurzeit stehen dort keine")
    assert told(HealthState.UNKNOWN, "never_crawled", None) == "Wurde noch nicht gelesen."


def test_nothing_of_evidence_and_commands_is_public(
    run: Run, visit: MakeVisit, facts: Facts
) -> None:
    bad = visit(verdict=Verdict.GONE, message="answered 404 Not Found")
    health = health_of(facts(run(0, 0), visits=[bad]), TODAY)
    assert sentence(health) == (
        f"Die Seite mit den Terminen gibt es seit dem 2. August 2026 nicht mehr. {STANDS}"
    )
