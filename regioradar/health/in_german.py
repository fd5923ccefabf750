"""The health of a source in a German sentence, for the readers of the public pages.

Says what it means for them; evidence and commands are for staff and stay with them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from model import HealthState, Verdict
from model.german import day
from regioradar.health.records import SourceHealth, day_of

DISABLED: Final = "Wird zurzeit nicht gelesen."
_STANDS: Final = "Die zuletzt bekannten Termine bleiben stehen."
_GONE: Final = "Die Seite mit den Terminen gibt es {since}nicht mehr."

REASONS: Final[Mapping[str, str]] = {
    Verdict.OK: "Wird gelesen.",
    Verdict.NOT_MODIFIED: "Wird gelesen, unverändert.",
    Verdict.QUIET: "Nennt zurzeit keine kommenden Termine.",
    Verdict.LIST_MISSING: "Auf der Seite fehlt {since}die Liste der Termine.",
    Verdict.LIST_EMPTY: "Die Liste der Termine ist {since}leer, ohne dass die Seite es erklärt.",
    Verdict.BLOCKED: "Weist unser Programm {since}ab.",
    Verdict.GONE: _GONE,
    Verdict.MOVED: "Die Seite mit den Terminen ist umgezogen; wir tragen die neue Adresse nach.",
    Verdict.SERVER_ERROR: "Antwortet {since}nur mit einer Fehlermeldung.",
    Verdict.TIMEOUT: "Antwortet {since}nicht.",
    Verdict.UNREACHABLE: "Ist {since}nicht erreichbar.",
    Verdict.TLS: "Lässt sich {since}nicht sicher abrufen, das Zertifikat ist ungültig.",
    Verdict.ROBOTS: "Erlaubt {since}nicht, dass Programme die Seite lesen; daran halten wir uns.",
    Verdict.FORBIDDEN_ADDRESS: "Führt {since}zu einer Adresse, die wir nicht abrufen.",
    Verdict.NOT_HTML: "Liefert {since}etwas anderes als eine lesbare Seite.",
    Verdict.EMPTY: "Liefert {since}eine leere Seite.",
    Verdict.MALFORMED: "Liefert {since}eine fehlerhafte Seite, die wir nicht lesen können.",
    Verdict.TRUNCATED: "Liefert {since}nur einen Teil der Seite.",
    Verdict.TOO_LARGE: "Liefert {since}eine Seite, die für uns zu groß ist.",
    Verdict.SOFT_404: _GONE,
    Verdict.JAVASCRIPT: "Zeigt die Termine {since}nur noch mit einem Skript, das wir nicht lesen.",
    Verdict.INTERNAL: "Die Seite können wir {since}nicht lesen; der Fehler liegt bei uns.",
    "no_events": "Dort finden wir {since}keine Termine mehr.",
    "held": "Ungewöhnlich viele Angaben haben sich geändert; das prüfen wir zuerst.",
    "fewer_events": "Dort finden wir zurzeit viel weniger Termine als sonst.",
    "none_coming": "Alle Termine, die dort stehen, sind vorbei.",
    "field_emptied": "Bei vielen Terminen fehlt eine Angabe, die dort sonst stand.",
    "nothing_new": "Dort ist {since}nichts Neues hinzugekommen.",
    "cut_off": "Konnte zuletzt nicht ganz gelesen werden.",
    "not_crawled": "Wurde {since}nicht mehr ganz gelesen.",
    "never_crawled": "Wurde noch nicht gelesen.",
    "paused": "Wird {since}vorübergehend nicht gelesen.",
}
"""One sentence for each verdict on an address and each other reason for a state of health."""

STATES: Final[Mapping[HealthState, str]] = {
    HealthState.WELL: "",
    HealthState.QUIET: "Zurzeit stehen dort keine kommenden Termine.",
    HealthState.DEGRADED: "Wird nur eingeschränkt gelesen.",
    HealthState.BROKEN: "Kann zurzeit nicht gelesen werden.",
    HealthState.UNKNOWN: "Wurde noch nicht ausgewertet.",
    HealthState.PAUSED: "Wird vorübergehend nicht gelesen.",
}
"""What is said of a state before, or in place of, its reason; that all is well says the mark."""


def sentence(health: SourceHealth) -> str:
    """Return how the reading of a source goes, and what becomes of its events where it does not."""
    reason = health.reasons[0] if health.reasons else None
    told = REASONS.get(reason.verdict, "") if reason is not None else ""
    if reason is not None and told:
        told = told.format(since=_since(reason.since))
    if health.state in (HealthState.BROKEN, HealthState.PAUSED):
        return f"{told or STATES[health.state]} {_STANDS}"
    if health.state is HealthState.DEGRADED:
        return f"{STATES[health.state]} {told}".strip()
    if health.state is HealthState.UNKNOWN and told:
        return told
    return STATES[health.state]


def _since(moment: datetime | None) -> str:
    return f"seit dem {day(day_of(moment))} " if moment is not None else ""
